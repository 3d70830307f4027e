"""What settings are made of: sections, rows that stack where they do not fit, a volume."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.text import _
from ui.theme import AlignR, T
from ui.widgets import PAD, Card, Field, Line, Segmented, Slider, Text, hbox, vbox

#: A slider that rests this long has found its place.
REST_MS = 200
_LEAST_WORDS = 240  # px at 100 % that a row's words keep beside the control


class SettingRow(QWidget):
    """A name with a sentence on the left, the control on the right; the control below where both do not fit."""

    def __init__(self, title: str, note: str, control: QWidget | None = None) -> None:
        super().__init__()
        self.control = control
        self.title = Text(title, "label", weight=600, wrap=True)
        self.note = Text(note, "small", "text3", weight=400, wrap=True)
        if not note:
            self.note.hide()
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.row.setContentsMargins(0, 10, 0, 10)
        self.row.setSpacing(6)
        self.row.addLayout(vbox(None, None, self.title, self.note, None, gap=2), 1)
        self._beside = hbox(None, gap=0)
        if control is not None:
            self._beside.addWidget(control)
            # The card's right margin leaves room for a focus ring; what has none keeps that distance itself.
            self._beside.addSpacing(PAD if isinstance(control, Volume | Field) else 0)
        self.row.addLayout(self._beside)
        self.setLayout(self.row)
        self.arrange(10_000)

    def say(self, note: str, tone: str = "text3") -> None:
        """Another sentence under the name."""
        self.note.setText(note)
        self.note.tone(tone)
        self.note.setVisible(bool(note))

    def arrange(self, width: int) -> None:
        """Lay out for so many px."""
        control = self.control
        if control is None:
            return
        stacked = control.sizeHint().width() + T.px(_LEAST_WORDS) > width
        self.row.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        # Short controls stay at the left edge of their line; those with options take the line.
        fills = isinstance(control, Segmented | Volume)
        left = stacked and not fills
        self.row.setAlignment(self._beside, Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag(0))


class Section(QWidget):
    """A heading above a card of rows with hairlines between them."""

    def __init__(self, title: str, *rows: QWidget) -> None:
        super().__init__()
        self.rows = rows
        self.card = Card(pad=22, gap=0)
        self.card.lay.setContentsMargins(22, 8, 22 - PAD, 11)
        for i, row in enumerate(rows):
            self.card.add(*((Line(),) if i else ()), row)
        vbox(self, Text(title, "heading"), self.card, gap=8)

    def arrange(self, width: int) -> None:
        """Lay the rows out for a section of so many px."""
        for row in self.rows:
            if isinstance(row, SettingRow):
                row.arrange(width - 44 + PAD)


class Volume(QWidget):
    """A volume in per cent. `settled` fires once the slider rests, not at each step on its way."""

    settled = Signal()

    def __init__(self, name: str, key: str) -> None:
        super().__init__()
        self.slider = Slider(name=name)
        self.slider.setObjectName(key)
        self.percent = Text("", "label", "text2", tnum=True, align=AlignR)
        hbox(self, (self.slider, 1), self.percent, gap=6)
        self.setFocusProxy(self.slider)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.settled)
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(self._released)
        T.changed.connect(self._restyle)
        self._restyle()

    def value(self) -> int:
        return self.slider.value()

    def show_value(self, value: int) -> None:
        """Show a volume without telling `settled`; one that is being moved stays."""
        if not self._rest.isActive():
            self.slider.setValue(value)
            self._rest.stop()

    @Slot()
    def _moved(self) -> None:
        self.percent.setText(_("{n} %").format(n=self.slider.value()))
        self._rest.start()

    @Slot()
    def _released(self) -> None:
        if self._rest.isActive():
            self._rest.stop()
            self.settled.emit()

    @Slot()
    def _restyle(self) -> None:
        self.percent.setText(_("{n} %").format(n=self.slider.value()))
        self.percent.setMinimumWidth(self.percent.fontMetrics().horizontalAdvance(_("{n} %").format(n=100)) + 2)
        self.setMinimumWidth(T.px(140) + 60)
