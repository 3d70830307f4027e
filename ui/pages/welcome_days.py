"""Year of birth and sex, the times of the day, the days of the week, and what is at hand: three small forms."""

from __future__ import annotations

import re
from datetime import time
from typing import Any, Literal, get_args

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from coach.happenings import AboutMe
from coach.library.kinds import Equipment
from coach.pages.today import equipment_word
from coach.plan.swaps import ALWAYS_AT_HAND
from coach.text import _
from ui.pages.settings_parts import SettingRow
from ui.theme import T
from ui.widgets import Card, Field, Line, Segmented, Text, Toggle, flush, hbox
from ui.widgets.filter_chips import FilterChips

Sex = Literal["female", "male"]

_SEXES: tuple[Sex | None, ...] = ("female", "male", None)
_EQUIPMENT: tuple[Equipment, ...] = tuple(one for one in get_args(Equipment) if one not in ALWAYS_AT_HAND)
_OLDEST = 110  # years
_YOUNGEST = 10
_TIME = re.compile(r"^(\d{1,2})(?:[:.h ]?([0-5]\d))?\s*([ap]m)?$")


def read_time(text: str) -> time | None:
    """A time of day as it is typed: 7, 7:30, 0730, 7.30, 7 pm. None where it is none."""
    found = _TIME.match(text.strip().lower())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 else None


def time_words(at: time) -> str:
    """A time of day as it is typed and shown."""
    return _("{hour}:{minute:02}").format(hour=at.hour, minute=at.minute)


def weekday_word(day: int) -> str:
    """A day of the week, Monday 0, short."""
    return QLocale().standaloneDayName(day + 1, QLocale.FormatType.ShortFormat)


class _Form(Card):
    """A card of answers about the person."""

    changed = Signal()

    def __init__(self, title: str, note: str) -> None:
        super().__init__(pad=22, gap=4)
        self.add(Text(title, "heading", wrap=True), Text(note, "small", "text2", weight=400, wrap=True))
        self._rows: list[SettingRow] = []

    def add_row(self, row: SettingRow) -> None:
        """A row that stacks where it does not fit."""
        self.add(*((Line(),) if self._rows else ()), row)
        self._rows.append(row)

    def arrange(self, width: int) -> None:
        """Lay the rows out for a card of so many px."""
        for row in self._rows:
            row.arrange(width - 44)

    @Slot()
    def _edited(self) -> None:
        self.changed.emit()


class PersonForm(_Form):
    """Year of birth and sex: what the targets of the tests go by."""

    def __init__(self, this_year: int) -> None:
        super().__init__(_("For the targets of the tests"), _("Published values differ by age and sex."))
        self._this_year = this_year
        self.year = Field(_("e.g. 1985"), name=_("Year of birth"), most=4)
        self.year.setObjectName("about_year")
        self.year.edited.connect(self._typed)
        if isinstance(self.year.edit, QLineEdit):
            self.year.edit.editingFinished.connect(self._check)
        self.year_row = SettingRow(_("Year of birth"), "", self.year)
        self.sex = Segmented((_("Female"), _("Male"), _("Not said")), 2, name=_("Sex"))
        self.sex.setObjectName("about_sex")
        self.sex.changed.connect(self._edited)
        self.add_row(self.year_row)
        self.add_row(SettingRow(_("Sex"), "", self.sex))
        T.changed.connect(self._refit)
        self._refit()
        self.setFocusProxy(self.year)

    def answers(self) -> dict[str, Any] | None:
        """Fields of `AboutMe`; None while the year cannot be one."""
        text = self.year.text().strip()
        if text and self._year() is None:
            return None
        return {"birth_year": self._year(), "sex": _SEXES[self.sex.index or 0]}

    def show_answers(self, told: AboutMe | None) -> None:
        """Show what was told before."""
        year = told.birth_year if told is not None else None
        self.year.set_text("" if year is None else str(year))
        self.sex.set_index(_SEXES.index(told.sex if told is not None else None))

    def _year(self) -> int | None:
        text = self.year.text().strip()
        year = int(text) if text.isascii() and text.isdigit() else 0
        return year if self._this_year - _OLDEST <= year <= self._this_year - _YOUNGEST else None

    @Slot()
    def _typed(self) -> None:
        if not self.year.text().strip() or len(self.year.text()) == 4:
            self._check()
        self.changed.emit()

    @Slot()
    def _check(self) -> None:
        wrong = self.answers() is None
        self.year_row.say(_("Four digits, such as 1985.") if wrong else "", "bad_ink")

    @Slot()
    def _refit(self) -> None:
        self.year.setFixedWidth(T.px(90) + 24)


class TimesForm(_Form):
    """When the day begins, whether mornings are the bad time, and on which days a session fits."""

    def __init__(self) -> None:
        super().__init__(
            _("Your days"),
            _("In the first hour after waking deep bending is left out of sessions."),
        )
        self.wake = Field(_("e.g. 7:00"), name=_("When you get up"), most=8)
        self.wake.setObjectName("about_wake")
        self.wake.edited.connect(self._typed)
        if isinstance(self.wake.edit, QLineEdit):
            self.wake.edit.editingFinished.connect(self._check)
        self.wake_row = SettingRow(_("When you get up"), "", self.wake)
        self.mornings = Toggle(_("Mornings are the bad time"))
        self.mornings.setObjectName("about_mornings")
        self.mornings.toggled.connect(self._edited)
        self.days = FilterChips([(str(day), weekday_word(day)) for day in range(7)], name=_("Days for sessions"))
        self.days.setObjectName("about_days")
        self.days.changed.connect(self._edited)
        mornings_row = SettingRow(_("Mornings are the bad time"), "", self.mornings)
        mornings_row.say(_("Then care is taken for two hours"))
        self.add_row(self.wake_row)
        self.add_row(mornings_row)
        self.add(
            Line(),
            6,
            Text(_("Days for sessions"), "label", weight=600),
            Text(
                _("None ticked means any day. In stage 1 a little every day helps most."),
                "small", "text3", weight=400, wrap=True,
            ),
            flush(hbox(None, (self.days, 1), gap=0)),
        )  # fmt: skip
        T.changed.connect(self._refit)
        self._refit()
        self.setFocusProxy(self.wake)

    def answers(self) -> dict[str, Any] | None:
        """Fields of `AboutMe`; None while the time cannot be one."""
        text = self.wake.text().strip()
        wake = read_time(text)
        if text and wake is None:
            return None
        days = tuple(int(day) for day, chip in self.days.chips.items() if chip.isChecked())
        return {
            "wake": wake,
            "bad_mornings": self.mornings.isChecked(),
            "weekdays": () if len(days) == 7 else days,
        }

    def show_answers(self, told: AboutMe | None) -> None:
        """Show what was told before."""
        wake = told.wake if told is not None else None
        self.wake.set_text("" if wake is None else time_words(wake))
        self.mornings.setChecked(told is not None and told.bad_mornings)
        days = told.weekdays if told is not None else ()
        self.days.set_chosen([str(day) for day in days])

    @Slot()
    def _typed(self) -> None:
        if read_time(self.wake.text()) is not None:
            self.wake_row.say("")
        self.changed.emit()

    @Slot()
    def _check(self) -> None:
        text = self.wake.text().strip()
        wrong = bool(text) and read_time(text) is None
        self.wake_row.say(_("A time such as 7:00 or 6:30.") if wrong else "", "bad_ink")

    @Slot()
    def _refit(self) -> None:
        self.wake.setFixedWidth(T.px(90) + 24)


class EquipmentForm(_Form):
    """What is at hand. Everything is, until it is taken out."""

    def __init__(self) -> None:
        super().__init__(_("What is at hand?"), _("Untick what you do not have; its exercises are replaced."))
        words = [(one, equipment_word(one)) for one in _EQUIPMENT]
        self.things = FilterChips(
            [(one, word[:1].upper() + word[1:]) for one, word in words], name=_("What is at hand")
        )
        self.things.set_chosen(_EQUIPMENT)
        self.things.setObjectName("about_equipment")
        self.things.changed.connect(self._edited)
        self.add(flush(hbox(None, (self.things, 1), gap=0)))
        self.setFocusProxy(next(iter(self.things.chips.values())))

    def answers(self) -> dict[str, Any] | None:
        """Fields of `AboutMe`."""
        here = self.things.chosen()
        return {"without": tuple(one for one in _EQUIPMENT if one not in here)}

    def show_answers(self, told: AboutMe | None) -> None:
        """Show what was told before."""
        without = told.without if told is not None else ()
        self.things.set_chosen([one for one in _EQUIPMENT if one not in without])
