"""A spasm written down: beside the calendar, or on a page of its own after the spasm help."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QElapsedTimer, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from coach.clock import Clock
from coach.diary import Spasm, SpasmDetails
from coach.text import _
from ui import tokens as tk
from ui.pages.foot import Foot, button_flow
from ui.pages.journal_parts import Roll, day_words, time_words
from ui.pages.journal_spasm import SpasmQuestions
from ui.widgets import PAD, Button, Card, Flow, Page, Text, vbox
from ui.widgets.buttons import ButtonSize

_WIDEST = 900
_LARGE_MAP_PX = 480


class SpasmForm(QWidget):
    """`saved` carries the onset and the `SpasmDetails`; `closed`, `removed` (while editing), `ease` (while new).

    `whole` takes the window, with big buttons that stay in view. Ctrl+Enter saves, Esc closes. With a `clock`, "just
    now" is the moment of saving and not that of opening.
    """

    saved = Signal(object, object)
    closed = Signal()
    removed = Signal()
    ease = Signal()

    def __init__(self, *, whole: bool = False, clock: Clock | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("spasm_form")
        self.whole, self._clock = whole, clock
        self.spasm: Spasm | None = None
        self._now = datetime.min
        self._saved = QElapsedTimer()
        self._start: tuple[datetime | None, SpasmDetails] | None = None
        self.title = Text("", "display" if whole else "title", wrap=True)
        self.sub = Text("", "small", "text2", weight=400, wrap=True)
        self.problem = Text("", "label", "bad_ink", wrap=True)
        self.problem.hide()
        self.questions = SpasmQuestions(_LARGE_MAP_PX if whole else 0)
        self.questions.changed.connect(self._changed)
        size: ButtonSize = "l" if whole else "m"
        self.save = Button(_("Save spasm"), "primary", size=size)
        self.close_button = Button("", "secondary" if whole else "ghost", size=size)
        self.ease_button = Button(_("Ease it now"), "hurt", icon="lifebuoy", size=size)
        self.remove = Button(_("Take it out"), "ghost", icon="trash", size="m")
        for name, button, told in (
            ("save", self.save, self._save),
            ("close", self.close_button, self.closed),
            ("ease", self.ease_button, self.ease),
            ("remove", self.remove, self.removed),
        ):
            button.setObjectName(f"spasm_{name}")
            button.clicked.connect(told)
        if whole:
            self._fill_window()
        else:
            self._fill_card()
        for keys, act in (("Ctrl+Return", self._save), ("Ctrl+Enter", self._save), ("Esc", self._escape)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.setFocusProxy(self.questions.when.chips.chips["now"])

    def begin(self, spasm: Spasm | None, now: datetime, onset: datetime | None = None) -> None:
        """Ask about a new spasm (that began at `onset`, else just now), or correct one."""
        self.spasm, self._now = spasm, now
        self.problem.hide()
        begun = spasm.onset if spasm is not None else onset
        told = spasm.told if spasm is not None else SpasmDetails()
        self.questions.begin(now, self._written(now), begun, told)
        self._start = self._values()
        self._say_title()
        new = spasm is None
        self.ease_button.setVisible(new)
        self.remove.setVisible(not new)
        self.save.set_words(_("Save") if self.whole else _("Save spasm") if new else _("Save changes"))
        self._changed()
        self._to_top()

    @property
    def dirty(self) -> bool:
        """True while something was told that is not saved."""
        return self._start is not None and self._values() != self._start

    def set_now(self, now: datetime) -> None:
        """Time has passed; what was told stays."""
        self._now = now
        self.questions.set_now(now, self._written(now))

    def settle(self) -> None:
        """It is saved: begin anew, and take the second click of a double click for what it is."""
        self.begin(None, self._now)
        self._saved.start()

    def show_problem(self, words: str) -> None:
        """Say why it could not be saved; what was told stays."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self._to_top()

    def open_roll(self, opened: bool) -> None:
        """Show all questions at once (the page scrolls), or scroll inside the card."""
        if not self.whole:
            self.roll.open(opened)

    def _values(self) -> tuple[datetime | None, SpasmDetails]:
        onset = None if self.questions.when.just_now else self.questions.onset()
        return onset, self.questions.details()

    def _written(self, now: datetime) -> datetime:
        return self.spasm.logged if self.spasm is not None else now

    def _say_title(self) -> None:
        self.sub.setText(_("Twenty seconds is enough. You can add more later."))
        if self.whole:
            self.title.setText(_("What happened?"))
        elif self.spasm is None:
            self.title.setText(_("Log a spasm"))
        else:
            self.title.setText(_("Spasm on {day}").format(day=day_words(self.spasm.onset.date())))
            written = self.spasm.logged
            first = _("First written down on {day}, {time}.")
            self.sub.setText(first.format(day=day_words(written.date()), time=time_words(written)))
        self.setAccessibleName(self.title.text())

    def _fill_card(self) -> None:
        card = Card(pad=24, radius=tk.RADIUS.xl, gap=0)
        self.roll = Roll(self.questions, 300)
        foot = Flow(gap=4, pull=PAD)
        for button in (self.save, self.ease_button, self.close_button, self.remove):
            foot.addWidget(button)
        card.add(self.title, 2, self.sub, self.problem, 12, (self.roll, 1), 10, foot)
        card.lay.setContentsMargins(24, 20, 16, 19)
        vbox(self, card, gap=0)

    def _fill_window(self) -> None:
        self.page = Page(max_width=_WIDEST, margins=(40, 28, 40, 24), gap=16)
        self.remove.set_words(_("It was no spasm: take it out"))
        self.page.add(
            vbox(None, self.title, self.sub, self.problem, gap=4), self.questions, button_flow(self.remove), None
        )
        vbox(self, (self.page, 1), Foot(self.page, self.save, self.close_button, self.ease_button), gap=0)

    def _to_top(self) -> None:
        area = self.page if self.whole else self.roll
        area.verticalScrollBar().setValue(0)

    @Slot()
    def _changed(self) -> None:
        if self.whole:
            self.close_button.set_words(_("Later"))
        else:
            self.close_button.set_words(_("Clear") if self.spasm is None else _("Close"))
            self.close_button.setVisible(self.spasm is not None or self.dirty)

    @Slot()
    def _escape(self) -> None:
        if self.whole or self.spasm is not None:
            self.closed.emit()

    @Slot()
    def _save(self) -> None:
        if self._saved.isValid() and self._saved.elapsed() < QApplication.doubleClickInterval():
            return
        if self._clock is not None:
            self.set_now(self._clock.moment().wall)
        self.saved.emit(self.questions.onset(), self.questions.details())
