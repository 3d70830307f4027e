"""Report: both pages as they will be printed, what they are about, and the ways to take them along."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.progress.report_text import report_text
from coach.progress.report_views import ReportView
from coach.text import _
from ui.pages.report_parts import ReportOptions
from ui.pages.report_preview import ReportPreview
from ui.report.pages import Sheet, sheets
from ui.report.paper import PAPERS
from ui.theme import T
from ui.widgets import Button, Flow, IconButton, Page, Segmented, Text, flush, hbox, vbox

_SETTLES_MS = 250
_STACKED_BELOW = 720


class ReportPage(Page):
    """Shows a `ReportView`.

    `closed` goes back. `period` carries the key of a period, `days` two days of one's own. `asked` carries what the
    person wants to ask once they have written it. `save`, `print_it` and `copy` take the report along as it is shown.
    """

    closed = Signal()
    period = Signal(str)
    days = Signal(object, object)
    asked = Signal(str)
    save = Signal()
    print_it = Signal()
    copy = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(40, 20, 40, 32), gap=16, parent=parent)
        self.setObjectName("report")
        self.setAccessibleName(_("Report"))
        self.view_shown: ReportView | None = None
        self._sheets: tuple[Sheet, Sheet] | None = None
        self.back = IconButton("left", _("Back to Progress (Esc)"))
        self.back.setObjectName("report_back")
        self.back.clicked.connect(self.closed)
        title = Text(_("Report"), "display")
        head = hbox(None, self.back, (title, 1), gap=8)
        head.insertSpacing(0, -8)
        self.words = Text(
            _("Two pages for your doctor or physiotherapist. Nothing is sent: you save, print or copy them yourself."),
            "body", "text2", wrap=True,
        )  # fmt: skip
        self.options = ReportOptions()
        self.options.period.chosen.connect(self.period)
        self.options.period.days.connect(self.days)
        self.options.asked.typed.connect(self._typed)
        self.options.asked.left.connect(self.keep_asked)
        self.options.name.edited.connect(self._typed)
        self.options.paper.changed.connect(self._lay_out)
        self.preview = ReportPreview()
        self.preview.setObjectName("report_preview")
        self.size_of = Segmented([_("Both pages"), _("Large")], 0, name=_("Size of the preview"))
        self.size_of.setObjectName("report_size")
        self.size_of.changed.connect(self._resized)
        self.save_button = _button(_("Save as PDF"), "primary", "report_save", "download")
        self.save_button.clicked.connect(self._save)
        self.print_button = _button(_("Print"), "outline", "report_print")
        self.print_button.clicked.connect(self._print)
        self.copy_button = _button(_("Copy text"), "outline", "report_copy")
        self.copy_button.clicked.connect(self._copy)
        ways = QWidget()
        flow = Flow(ways, gap=8)
        for button in (self.save_button, self.print_button, self.copy_button):
            flow.addWidget(button)
        self.bar = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.bar.setSpacing(12)
        self.bar.addWidget(ways, 1)
        self.bar.addLayout(flush(hbox(None, self.size_of, gap=0)))
        self.add(vbox(None, head, self.words, gap=4), self.options, self.bar, self.preview, None)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLES_MS)
        self._settle.timeout.connect(self._lay_out)
        self.resized.connect(self._fit)
        T.changed.connect(self._refit)
        self.setFocusProxy(self.options.period.chips)

    def show_view(self, view: ReportView, key: str, questions: str) -> None:
        """Show a report. `key` is that of its period, `questions` what was kept."""
        self.view_shown = view
        self.options.period.show_period(key, view.first, view.last)
        self.options.asked.set_text(questions)
        self._lay_out()

    def set_paper(self, key: str) -> None:
        """Choose the paper: a4 or letter."""
        self.options.paper.set_index(tuple(PAPERS).index(key))

    def say_days(self, problem: str) -> None:
        """What is wrong with the days that were typed."""
        self.options.period.say(problem)

    @property
    def name(self) -> str:
        """The name that is typed for this report."""
        return self.options.name.text().strip()

    @property
    def sheets(self) -> tuple[Sheet, Sheet] | None:
        """The pages as they are shown; None before the first report."""
        return self._sheets

    @property
    def shown(self) -> ReportView | None:
        """What the pages say, with the questions as they stand in the field."""
        if self.view_shown is None:
            return None
        return msgspec.structs.replace(self.view_shown, questions=self.options.asked.text())

    @property
    def text(self) -> str:
        """The report as plain text."""
        return report_text(self.shown, self.name) if self.shown is not None else ""

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match ev.key():
            case Qt.Key.Key_Escape | Qt.Key.Key_Back:
                self.closed.emit()
            case Qt.Key.Key_PageDown:
                bar.setValue(bar.value() + bar.pageStep())
            case Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - bar.pageStep())
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(ev)

    def hideEvent(self, ev: QHideEvent) -> None:
        self.keep_asked()
        super().hideEvent(ev)

    # -- inside ----------------------------------------------------------------------------------------------

    @Slot()
    def keep_asked(self) -> None:
        """Tell what the person wants to ask, where there is a page to say it on."""
        if self.view_shown is not None:
            self.asked.emit(self.options.asked.text())

    @Slot()
    def _typed(self) -> None:
        self._settle.start()

    @Slot()
    def _lay_out(self) -> None:
        view = self.shown
        self._settle.stop()
        if view is None:
            return
        self._sheets = sheets(view, PAPERS[self.options.paper_key()], self.name)
        words = ". ".join(f"{fact.label}: {fact.value}" for fact in view.glance)
        self.preview.show_sheets(self._sheets, f"{view.period}. {words}")

    @Slot()
    def _save(self) -> None:
        self._finish()
        self.save.emit()

    @Slot()
    def _print(self) -> None:
        self._finish()
        self.print_it.emit()

    @Slot()
    def _copy(self) -> None:
        self._finish()
        self.copy.emit()

    def _finish(self) -> None:
        """What was typed a moment ago counts, too."""
        self.keep_asked()
        self._lay_out()

    @Slot(object)
    def _resized(self, index: int) -> None:
        self.preview.set_beside(index == 0)

    @Slot()
    def _refit(self) -> None:
        self._fit(self.em_width())

    @Slot(object)
    def _fit(self, em: int) -> None:
        stacked = em < _STACKED_BELOW
        self.options.arrange(stacked)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.bar.setDirection(down if stacked else across)


def _button(words: str, kind: str, key: str, icon: str | None = None) -> Button:
    button = Button(words, kind, icon=icon)
    button.setObjectName(key)
    return button
