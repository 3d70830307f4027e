"""Progress, wired to the coach: ranges, corrections, the way to a day of the Journal, pictures and numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from coach.app import Coach
from coach.errors import CoachError
from coach.paths import write_atomically
from coach.text import _
from ui.flows import Flows
from ui.window import MainWindow

if TYPE_CHECKING:
    from coach.progress.views import RangeKey
    from ui.pages.progress import ProgressPage
    from ui.pages.progress_card import ChartCard


#: Between the slices of getting ready there is time for anything that the person does.
SLICE_EVERY_MS = 400
#: How long a session is left alone before it is looked whether it is over.
LOOK_AGAIN_MS = 30_000


class ProgressDesk(QObject):
    """Owned by the window. Makes the page on its first visit. `rate_scores`: the person wants to rate how it goes."""

    rate_scores = Signal()
    report_asked = Signal()

    def __init__(self, window: MainWindow, coach: Coach, flows: Flows) -> None:
        super().__init__(window)
        self._window, self._coach, self._flows = window, coach, flows
        self._page: ProgressPage | None = None
        self._range: RangeKey | None = None
        self._slices = [self._import_values, self._import_page, self._work_out]
        window.add_page("progress", self._make, self._refresh)

    def page(self) -> ProgressPage:
        """The page, made on first use."""
        self._window.page("progress")
        assert self._page is not None
        return self._page

    @Slot()
    def get_ready(self) -> None:
        """One slice of what the first visit needs, then the next a moment later; in a session none."""
        if self._page is not None or not self._slices or not self._coach.is_open:
            return
        if self._flows.playing:
            QTimer.singleShot(LOOK_AGAIN_MS, self, self.get_ready)
            return
        step = self._slices.pop(0)
        step()
        if self._slices:
            QTimer.singleShot(SLICE_EVERY_MS, self, self.get_ready)

    def _import_page(self) -> None:
        import ui.pages.progress  # noqa: F401

    def _import_values(self) -> None:
        import coach.progress.page  # noqa: F401

    def _work_out(self) -> None:
        self._coach.progress.view(self._coach.progress.first_range())

    def _make(self) -> ProgressPage:
        from ui.pages.progress import ProgressPage

        page = self._page = ProgressPage()
        page.range_changed.connect(self._choose)
        page.edit_check_in.connect(self._flows.check_in)
        page.open_day.connect(self._open_day)
        page.rate_scores.connect(self.rate_scores)
        page.report_asked.connect(self.report_asked)
        page.asked.connect(self._do)
        return page

    def _refresh(self) -> None:
        if self._page is not None:
            key = self._range or self._coach.progress.first_range()
            self._page.show_view(self._coach.progress.view(key))

    @Slot(str)
    def _choose(self, key: RangeKey) -> None:
        self._range = key
        self._window.refresh("progress")

    @Slot(object)
    def _open_day(self, day: date) -> None:
        """The day in the Journal, its month shown and its entries picked."""
        from ui.pages.journal import JournalPage

        self._window.go("journal")
        page = self._window.page("journal")
        if isinstance(page, JournalPage):
            page.month.emit(day.replace(day=1))
            page.calendar.calendar.select(day)
            page.calendar.picked.emit(day)

    # -- pictures and numbers --------------------------------------------------------------------------------

    @Slot(str, str)
    def _do(self, key: str, action: str) -> None:
        card = self.page().cards[key]
        if action == "copy":
            self._copy(card)
        elif action == "png":
            self._save(card, "png", _("Picture (*.png)"), _("Save the picture"))
        elif action == "svg":
            self._save(card, "svg", _("Drawing (*.svg)"), _("Save the drawing"))
        elif action == "csv":
            self._save(card, "csv", _("Numbers (*.csv)"), _("Save the numbers"))

    def _copy(self, card: ChartCard) -> None:
        """The picture on the clipboard, and the numbers for where only text can go."""
        from coach.progress.tables import csv_text

        data = QMimeData()
        data.setImageData(card.sheet().image())
        data.setText(csv_text(card.table()))
        QGuiApplication.clipboard().setMimeData(data)
        self._window.notice.tell(_("The picture of “{title}” is on the clipboard.").format(title=card.title))

    def _save(self, card: ChartCard, kind: str, filters: str, title: str) -> None:
        stamp = self._coach.clock.moment().wall.strftime("%Y-%m-%d")
        begin = f"restack-{card.key.replace('_', '-')}-{stamp}.{kind}"
        name, _kind = QFileDialog.getSaveFileName(self._window, title, begin, filters)
        if not name:
            return
        place = Path(name)
        if not place.suffix:
            place = place.with_suffix(f".{kind}")
        try:
            self._write(card, kind, place)
        except CoachError as err:
            self._window.notice.tell(str(err))
        else:
            self._window.notice.tell(_("Written to {file}.").format(file=place))

    def _write(self, card: ChartCard, kind: str, place: Path) -> None:
        from coach.progress.tables import csv_text

        if kind == "csv":
            # With its mark at the front, spreadsheets read the letters as they are.
            data = csv_text(card.table()).encode("utf-8-sig")
        else:
            data = card.sheet().png() if kind == "png" else card.sheet().svg()
        try:
            write_atomically(place, data)
        except OSError as err:
            raise CoachError(
                _("{file} could not be written: {reason}.").format(file=place, reason=err.strerror),
                _("Choose another place."),
            ) from err
