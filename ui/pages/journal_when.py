"""When it began: chosen with a few presses, without typing, and never in the future."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coach.text import _
from ui.pages.journal_parts import ValueChips, day_words, time_words
from ui.widgets import Flow, IconButton, Text, hbox, vbox

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
#: As far back as a spasm can be added.
MOST_DAYS_BACK = 3650
_REPEAT_MS = 180
_STEPS: dict[int, int] = {Qt.Key.Key_Minus: -1, Qt.Key.Key_Plus: 1}


class Stepper(QWidget):
    """A value between two buttons. `stepped` carries -1 or 1; held down, a button goes on. Keys: + and -."""

    stepped = Signal(int)

    def __init__(self, key: str, less: str, more: str) -> None:
        """`less` and `more` name the buttons."""
        super().__init__()
        self.less = IconButton("minus", less, kind="tonal", icon_px=18)
        self.more = IconButton("plus", more, kind="tonal", icon_px=18)
        self.value = Text("", "label", weight=600, tnum=True, align=Qt.AlignmentFlag.AlignCenter)
        for name, button in (("less", self.less), ("more", self.more)):
            button.setObjectName(f"{key}.{name}")
            button.setAutoRepeat(True)
            button.setAutoRepeatInterval(_REPEAT_MS)
        self.less.clicked.connect(self._less)
        self.more.clicked.connect(self._more)
        hbox(self, self.less, self.value, self.more, gap=2)

    def show_value(self, words: str, least: bool, most: bool) -> None:
        """Show a value; at its end a button rests."""
        self.value.setText(words)
        for button, at_end in ((self.less, least), (self.more, most)):
            button.setEnabled(not at_end)
            button.setAccessibleDescription(words)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        step = _STEPS.get(ev.key())
        if step is None:
            super().keyPressEvent(ev)
        elif (self.less if step < 0 else self.more).isEnabled():
            self.stepped.emit(step)

    @Slot()
    def _less(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _more(self) -> None:
        self.stepped.emit(1)


class WhenField(QWidget):
    """Just now, earlier today, yesterday, or another day, each but the first with an hour. `changed` on each change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._now = datetime.min
        self._onset = datetime.min
        self.chips = ValueChips(
            {
                "now": _("Just now"),
                "today": _("Earlier today"),
                "yesterday": _("Yesterday"),
                "other": _("Another day"),
            },
            name=_("When?"),
            needed=True,
        )
        self.chips.setObjectName("spasm_when")
        self.chips.changed.connect(self._picked)
        self.day = Stepper("spasm_day", _("A day earlier"), _("A day later"))
        self.day.stepped.connect(self._step_day)
        self.clock = Stepper("spasm_time", _("An hour earlier"), _("An hour later"))
        self.clock.stepped.connect(self._step_hour)
        steppers = QWidget()
        flow = Flow(steppers, gap=12)
        flow.addWidget(self.day)
        flow.addWidget(self.clock)
        self.steppers = steppers
        vbox(self, self.chips, steppers, gap=4)

    def begin(self, now: datetime, onset: datetime | None) -> None:
        """`onset` None: just now, for a new one."""
        self._now = now
        self._onset = min(onset, now) if onset is not None else now
        # What has begun can only have begun earlier.
        self.chips.chips["now"].setVisible(onset is None)
        self.chips.chips["now"].setEnabled(onset is None)
        self.chips.set_answer((self._name_of(onset),))
        self._show()

    def set_now(self, now: datetime) -> None:
        """Time has passed while the form was open."""
        self._now = now
        if self.just_now:
            self._onset = now
        self._show()

    @property
    def just_now(self) -> bool:
        """True while no other time was chosen."""
        return self.chips.one() == "now"

    def onset(self) -> datetime:
        """When it began; never after now."""
        return min(self._onset, self._now)

    def _name_of(self, onset: datetime | None) -> str:
        if onset is None:
            return "now"
        days = (self._now.date() - onset.date()).days
        return {0: "today", 1: "yesterday"}.get(days, "other")

    @Slot()
    def _picked(self) -> None:
        picked = self.chips.one()
        if picked == "now":
            self._onset = self._now
        elif picked == "today":
            self._onset = max(self._midnight(0), _full_hour(self._now - _HOUR))
        else:
            self._onset = _full_hour(self._now) - (_DAY if picked == "yesterday" else 2 * _DAY)
        self._show()
        self.changed.emit()

    @Slot(int)
    def _step_day(self, by: int) -> None:
        self._onset = min(self._onset + by * _DAY, self._now)
        self._show()
        self.changed.emit()

    @Slot(int)
    def _step_hour(self, by: int) -> None:
        moved = self._onset + by * _HOUR
        if moved.date() != self._onset.date():
            # Round the clock: from midnight back is the evening of the same day.
            moved -= by * _DAY
        self._onset = min(moved, self._now)
        self._show()
        self.changed.emit()

    def _midnight(self, days_ago: int) -> datetime:
        day = self._now.date() - days_ago * _DAY
        return datetime.combine(day, time(0), self._now.tzinfo)

    def _show(self) -> None:
        picked = self.chips.one()
        self.day.setVisible(picked == "other")
        self.steppers.setVisible(picked != "now")
        onset = self.onset()
        back = (self._now.date() - onset.date()).days
        year = "" if onset.year == self._now.year else " yyyy"
        self.day.show_value(
            day_words(onset.date(), _("ddd d MMM") + year), least=back >= MOST_DAYS_BACK, most=back <= 0
        )
        today = back == 0
        self.clock.show_value(
            time_words(onset),
            least=today and onset - _HOUR < self._midnight(0),
            most=today and onset + _HOUR > self._now,
        )


def _full_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
