"""What the forms of the journal are made of: chips with values, a question, a scroll that may open fully, a notice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, QTime, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from coach.text import _
from ui.widgets import Button, Card, Field, Flow, IconButton, ScrollBox, Text, vbox
from ui.widgets.filter_chips import FilterChips


class ValueChips(FilterChips):
    """Chips for values: one Tab stop, arrow keys from chip to chip, Space chooses. Nothing chosen is "not answered".

    `single`: at most one. `needed`: exactly one, once there is one. `alone` is a value that none can be beside.
    """

    def __init__(
        self,
        options: Mapping[str, str],
        *,
        name: str,
        single: bool = False,
        needed: bool = False,
        alone: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tuple(options.items()), name=name, parent=parent)
        self._at_most_one, self._needed, self._alone = single or needed, needed, alone

    def answer(self) -> tuple[str, ...]:
        """What is chosen, in the order in which it is offered."""
        return tuple(value for value, chip in self.chips.items() if chip.isChecked())

    def one(self) -> str | None:
        """The one that is chosen, if any."""
        return next(iter(self.answer()), None)

    def set_answer(self, values: Collection[str]) -> None:
        """Choose without telling `changed`. Tab then goes to what is chosen."""
        self._at = next((i for i, value in enumerate(self.chips) if value in values), 0)
        self.set_chosen(values)

    def choose(self, clicked: str) -> None:
        if not self.chips[clicked].isChecked():
            if self._needed:
                self.chips[clicked].setChecked(True)
        else:
            for other, chip in self.chips.items():
                if other != clicked and (self._at_most_one or self._alone in (clicked, other)):
                    chip.setChecked(False)


class Question(QWidget):
    """A question and below it the control that answers it."""

    def __init__(self, words: str, *controls: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Text(words, "label", weight=600, wrap=True)
        vbox(self, self.words, *controls, gap=4)


class NoteField(Field):
    """A note that keeps to its length: what is typed beyond it is not taken."""

    def __init__(self, placeholder: str, *, name: str, most: int, lines: int = 2) -> None:
        super().__init__(placeholder, name=name, lines=lines)
        self._longest = most
        self.edited.connect(self._cut)

    @Slot()
    def _cut(self) -> None:
        text = self.text()
        if len(text) > self._longest:
            self.set_text(text[: self._longest])
            if isinstance(self.edit, QPlainTextEdit):
                cursor = self.edit.textCursor()
                cursor.movePosition(cursor.MoveOperation.End)
                self.edit.setTextCursor(cursor)


class Roll(ScrollBox):
    """Scrolls inside its card; opened, it is as high as what it holds, and the page scrolls."""

    def __init__(self, inner: QWidget, min_height: int = 140) -> None:
        self._host = _Told()
        self._open = self._kept = False
        vbox(self._host, inner, None, gap=0)
        super().__init__(self._host, min_height)
        self._least = self._first_least = min_height
        self._host.laid_out.connect(self._measure)

    def open(self, opened: bool) -> None:
        """Show everything at once, or scroll."""
        self._open = opened
        self._measure()

    def keep_height(self, px: int) -> None:
        """Scroll in a window of this height; 0: as high as there is room."""
        self._least = px or self._first_least
        self._kept = px > 0
        self._measure()

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        layout = self._host.layout()
        if not self._open or layout is None:
            self.setMinimumHeight(self._least)
            self.setMaximumHeight(self._least if self._kept else 16_777_215)
            return
        width = self.view.width()
        height = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        if height != self.maximumHeight() or height != self.minimumHeight():
            self.setFixedHeight(height)


class _Told(QWidget):
    """Tells when what it holds needs another height."""

    laid_out = Signal()

    def event(self, ev: QEvent) -> bool:
        done = super().event(ev)
        if ev.type() == QEvent.Type.LayoutRequest:
            self.laid_out.emit()
        return done


class NoticeRow(Card):
    """What just happened, and up to two things to do about it. `pressed` carries the key of a button."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__(tone="accent_soft", pad=8)
        self.lay.setContentsMargins(16, 6, 8, 9)
        self.words = Text("", "label", "accent_ink", weight=600, wrap=True)
        self.buttons = {key: Button("", "secondary" if key == "first" else "ghost", size="s") for key in _KEYS}
        self.shut = IconButton("close", _("Close this notice"), size=40, icon_px=16)
        self.shut.setObjectName("journal_notice_close")
        self.shut.clicked.connect(self._close)
        inner = QWidget()
        flow = Flow(inner, gap=6)
        flow.addWidget(self.words)
        for key, button in self.buttons.items():
            button.setObjectName(f"journal_notice.{key}")
            button.clicked.connect(self._press)
            flow.addWidget(button)
        flow.addWidget(self.shut)
        self.add(inner)
        self.hide()

    def tell(self, words: str, first: str = "", second: str = "") -> None:
        """Show a sentence with no, one or two buttons."""
        self.words.setText(words)
        self.setAccessibleName(words)
        for button, label in zip(self.buttons.values(), (first, second), strict=True):
            button.set_words(label)
            button.setVisible(bool(label))
        self.show()
        if first:
            self.buttons["first"].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _press(self) -> None:
        pressed: QObject | None = self.sender()
        self.pressed.emit(next(key for key, button in self.buttons.items() if button is pressed))

    @Slot()
    def _close(self) -> None:
        self.pressed.emit("close")


_KEYS = ("first", "second")


def day_words(day: date, form: str = "") -> str:
    """A day in the user's language, "Monday 12 October" unless another form is asked for."""
    return QLocale().toString(QDate(day.year, day.month, day.day), form or _("dddd d MMMM"))


def time_words(at: datetime) -> str:
    """A time of day in the user's language."""
    return QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)
