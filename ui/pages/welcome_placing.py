"""Where the plan begins: the pain of the last days, the last spasm, two checks, and a lower start for who wants one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, get_args

from PySide6.QtCore import QLocale, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QWidget

from coach.happenings import Checks, PlanPart
from coach.pages.views import LineView
from coach.text import _
from ui.pages.parts import ExerciseLine
from ui.widgets import PAIN_WORDS, Card, ChipRow, PainScale, Para, Segmented, Text, flush, hbox, vbox

When = Literal["days", "weeks", "longer"]

_WHEN: tuple[When, ...] = get_args(When)
_CHECKS: tuple[Checks, ...] = ("done", "failed", "not-tried")
#: Days back that may be named: those within 72 hours, and those after them within two weeks.
_DAYS: dict[When, range] = {"days": range(4), "weeks": range(4, 15), "longer": range(0)}
#: Where the day is not known, the middle of the span, so that it is certain to lie in it.
_UNKNOWN: dict[When, timedelta] = {"days": timedelta(hours=36), "weeks": timedelta(days=8)}
AT_MOST: dict[When, timedelta] = {"days": timedelta(hours=72), "weeks": timedelta(days=14)}


@dataclass(frozen=True, slots=True)
class Placing:
    """The answers. `days_ago` is the day of the last spasm, where it is known; `begin` a part below the suggested."""

    usual_pain: int
    when: When
    days_ago: int | None = None
    checks: Checks = "not-tried"
    begin: PlanPart | None = None

    def last_spasm(self, now: datetime) -> datetime | None:
        """The moment that is kept: noon of the day, but never outside of the span that was chosen."""
        if self.when == "longer":
            return None
        if self.days_ago is None:
            return now - _UNKNOWN[self.when]
        noon = datetime.combine(now.date() - timedelta(days=self.days_ago), time(12), now.tzinfo)
        return min(now, max(noon, now - AT_MOST[self.when]))


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where the answers lead. `lower` are the parts below it, each with its words; `checks`: they would matter."""

    title: str
    text: str
    lower: tuple[tuple[PlanPart, str], ...]
    checks: bool


class PlacingForm(QWidget):
    """`changed` asks for `show_place`, as soon as there are `answers()`."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lower: tuple[tuple[PlanPart, str], ...] = ()
        self._checks_asked = False
        self._today: date | None = None
        self.scale = PainScale(name=_("Average pain of the last three days"))
        self.scale.setObjectName("placing_pain")
        self.scale.answered.connect(self._answered)
        self.pain_word = Text("", "small", "text2", weight=400)
        self.when = Segmented(
            (_("Last three days"), _("Last two weeks"), _("Longer ago, or never")), None, name=_("Your last spasm")
        )
        self.when.setObjectName("placing_when")
        self.when.changed.connect(self._answered)
        self.day_words = Text(_("Which day, if you know it?"), "small", "text2", weight=400, wrap=True)
        self.days: dict[When, ChipRow] = {}
        self.day_host = vbox(None, gap=0)
        self.checks = Segmented((_("Both done"), _("One hurt more"), _("Not today")), None, name=_("The two checks"))
        self.checks.setObjectName("placing_checks")
        self.checks.changed.connect(self._answered)
        pain_card = Card(pad=22, gap=6)
        pain_card.add(
            Text(_("How much has your back hurt over the last three days?"), "heading", wrap=True),
            Text(_("On average. 0 is no pain, 10 the worst you can imagine."), "small", "text2", weight=400, wrap=True),
            self.scale,
            self.pain_word,
        )
        spasm_card = Card(pad=22, gap=6)
        spasm_card.add(
            Text(_("When was your last spasm?"), "heading", wrap=True),
            flush(hbox(None, (self.when, 1), gap=0)),
            self.day_words,
            flush(hbox(None, (self.day_host, 1), gap=0)),
        )
        self.checks_card = Card(pad=22, gap=8)
        self.checks_lines = vbox(None, gap=8)
        self.checks_card.add(
            Text(_("Two small movements, if you like"), "heading", wrap=True),
            Text(
                _("Try both gently. If pain stays at 3 or less, the plan can begin a little further on."),
                "small", "text2", weight=400, wrap=True,
            ),
            self.checks_lines,
            flush(hbox(None, (self.checks, 1), gap=0)),
        )  # fmt: skip
        self.place_title = Text("", "heading", "accent_ink", wrap=True)
        self.place_text = Para("", tone="text")
        self.lower_host = vbox(None, gap=0)
        self.lower_choice: Segmented | None = None
        self.place_card = Card(tone="accent_soft", pad=22, gap=6)
        self.place_card.add(self.place_title, self.place_text, flush(hbox(None, (self.lower_host, 1), gap=0)))
        vbox(self, pain_card, spasm_card, self.checks_card, self.place_card, gap=12)
        self.setFocusProxy(self.scale)
        self._arrange()

    def begin(self, today: date, checks: tuple[LineView, ...]) -> None:
        """Ready to be filled in. `checks` are the two movements, each with what to do as its dosage."""
        if today == self._today:
            return
        self._today = today
        for when in ("days", "weeks"):
            row = ChipRow([_day_words(today, ago) for ago in _DAYS[when]], exclusive=True, name=_("Day of the spasm"))
            row.setObjectName(f"placing_{when}")
            row.changed.connect(self._answered)
            self.days[when] = row
            self.day_host.addWidget(row)
        for line in checks:
            self.checks_lines.addWidget(ExerciseLine(line))
        self._arrange()

    def show_answers(self, told: Placing) -> None:
        """Show what was told before."""
        with QSignalBlocker(self):
            self.scale.set_answer(told.usual_pain)
            self.when.set_index(_WHEN.index(told.when))
            if told.checks != "not-tried":
                self.checks.set_index(_CHECKS.index(told.checks))
            row = self.days.get(told.when)
            if row is not None and told.days_ago is not None and told.days_ago in _DAYS[told.when]:
                row.chips[told.days_ago - _DAYS[told.when].start].setChecked(True)
        self._answered()

    def answers(self) -> Placing | None:
        """The answers; None until both pain and spasm are answered."""
        pain, index = self.scale.answer(), self.when.index
        if pain is None or index is None:
            return None
        when = _WHEN[index]
        row = self.days.get(when)
        picked = row.indices() if row is not None else ()
        checks = self.checks.index if self._checks_asked else None
        lower = self.lower_choice.index if self.lower_choice is not None else 0
        return Placing(
            usual_pain=pain,
            when=when,
            days_ago=_DAYS[when][picked[0]] if picked else None,
            checks="not-tried" if checks is None else _CHECKS[checks],
            begin=self._lower[lower - 1][0] if lower else None,
        )

    def show_place(self, view: PlaceView | None) -> None:
        """Where the answers lead; None hides it."""
        self.place_card.setVisible(view is not None)
        asked_before, self._checks_asked = self._checks_asked, view is not None and view.checks
        self.checks_card.setVisible(self._checks_asked)
        if view is None:
            return
        self.place_title.setText(view.title)
        self.place_text.set(view.text)
        if view.lower != self._lower:
            self._lower = view.lower
            if self.lower_choice is not None:
                self.lower_host.removeWidget(self.lower_choice)
                self.lower_choice.hide()
                self.lower_choice.deleteLater()
                self.lower_choice = None
            if view.lower:
                words = (_("Begin there"), *(words for _part, words in view.lower))
                self.lower_choice = Segmented(words, 0, name=_("Where to begin"))
                self.lower_choice.setObjectName("placing_lower")
                self.lower_choice.changed.connect(self._answered)
                self.lower_host.addWidget(self.lower_choice)
        if self._checks_asked != asked_before and self.checks.index is not None:
            # The checks count only while they are asked: with them the answers lead somewhere else.
            self.changed.emit()

    def _arrange(self) -> None:
        index = self.when.index
        row = self.days.get(_WHEN[index]) if index is not None else None
        self.day_words.setVisible(row is not None)
        for other in self.days.values():
            other.setVisible(other is row)
        pain = self.scale.answer()
        self.pain_word.setText("" if pain is None else PAIN_WORDS[pain])
        self.pain_word.setVisible(pain is not None)
        if self.answers() is None:
            self.show_place(None)

    @Slot()
    def _answered(self) -> None:
        self._arrange()
        self.changed.emit()


def _day_words(today: date, ago: int) -> str:
    if ago == 0:
        return _("Today")
    if ago == 1:
        return _("Yesterday")
    day = today - timedelta(days=ago)
    name = QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    return _("{weekday} {day}").format(weekday=name, day=day.day)
