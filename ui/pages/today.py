"""Today: the next session and why, a question in passing, the house of cards, the week, three quick actions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, QTime, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.clock import SystemClock, training_day
from coach.pages.views import DayView, MorningView, TodayView
from coach.text import _
from ui import tokens as tk
from ui.pages.hero import Hero
from ui.pages.house_panel import HousePanel
from ui.pages.parts import mode_for
from ui.theme import T
from ui.widgets import Page, Text, flush, hbox, vbox
from ui.widgets.tiles import ActionTile
from ui.widgets.week_strip import WeekDay, WeekStrip

if TYPE_CHECKING:
    from ui.pages.morning import MorningCard, NoteCard


class TodayPage(Page):
    """Shows a `TodayView`; says what the person wants by signals."""

    start = Signal(bool)  # True: the shorter version
    resume = Signal()
    let_go = Signal()
    advice = Signal()
    cleared = Signal()
    spasm = Signal()
    desk_break = Signal()
    check_in = Signal(str)  # the session's id
    play = Signal(str)  # another session's id
    tests = Signal()
    first_aid = Signal()
    why_asked = Signal()
    rated = Signal(int, bool)  # this morning's pain, and whether it is soreness
    settled = Signal(str, bool)  # the session of yesterday, and whether its pain settled
    leg_asked = Signal(str)  # the session of which it is asked
    log_today = Signal()
    signs_asked = Signal()  # what the early signs of today mean
    outcomes_asked = Signal()  # how it goes on the whole

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(40, 28, 40, 28), gap=20, parent=parent)
        self.setObjectName("today")
        self.setAccessibleName(_("Today"))
        self._fitted: tuple[object, ...] = ()
        self._check_in_id = self._leg_of = ""
        self._view: TodayView | None = None
        self._away: set[tuple[str, date]] = set()
        self.morning: MorningCard | None = None
        self.leg: NoteCard | None = None
        self.advised: NoteCard | None = None
        self.signs: NoteCard | None = None
        self.outcomes: NoteCard | None = None
        self.day = Text("", "label", "text3")
        self.hello = Text("", "display", wrap=True)
        self.week = WeekStrip(())
        self.goal = Text("", "caption", "text3", align=Qt.AlignmentFlag.AlignRight)
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.head.setSpacing(24)
        self.head.addLayout(vbox(None, self.day, self.hello, gap=2), 1)
        self.head.addLayout(vbox(None, self.week, self.goal, gap=2))
        self.hero = Hero()
        self.hero.start.connect(self.start)
        self.hero.resume.connect(self.resume)
        self.hero.let_go.connect(self.let_go)
        self.hero.advice.connect(self.advice)
        self.hero.cleared.connect(self.cleared)
        self.hero.play.connect(self.play)
        self.hero.tests.connect(self.tests)
        self.hero.first_aid.connect(self.first_aid)
        self.hero.why_asked.connect(self.why_asked)
        self.panel = HousePanel()
        self.duo = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.duo.setSpacing(20)
        self.duo.addWidget(self.hero, 53)
        self.duo.addWidget(self.panel, 47)
        self.spasm_tile = ActionTile("lifebuoy", _("I’m having a spasm"), _("Ease it, step by step"), tone="bad")
        self.check_tile = ActionTile("say", _("Check in"), _("How was the last session?"))
        self.log_tile = ActionTile("pencil", _("Log today"), "")
        self.desk_tile = ActionTile("desk", _("3-minute desk break"), _("Stand, reach, bend back"))
        named = {
            "spasm": self.spasm_tile,
            "log": self.log_tile,
            "check_in": self.check_tile,
            "desk_break": self.desk_tile,
        }
        for name, tile in named.items():
            tile.setObjectName(f"today_{name}")
        self.spasm_tile.clicked.connect(self.spasm)
        self.log_tile.clicked.connect(self.log_today)
        self.check_tile.clicked.connect(self._check_in)
        self.desk_tile.clicked.connect(self.desk_break)
        self.tiles = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.tiles.setSpacing(12)
        for tile in named.values():
            self.tiles.addWidget(tile, 1)
        self.cards = QWidget()
        vbox(self.cards, gap=0)
        self.cards.hide()
        self.add(self.head, self.cards)
        self.body.addLayout(self.duo, 1)
        self.add(flush(hbox(None, self.tiles, gap=0)))
        self.resized.connect(self._fit)
        self.show_view(None)

    def show_view(self, view: TodayView | None, *, ready: bool = False) -> None:
        """Show the page; without `ready` the buttons wait for the store. None: nothing is known yet."""
        locale = QLocale()
        day = training_day(SystemClock().moment().wall) if view is None else view.day
        today = QDate(day.year, day.month, day.day)
        self.day.setText(locale.toString(today, _("dddd d MMMM")))
        self.hello.setText(_greeting(QTime.currentTime().hour()))
        self.hero.show_view(view, ready=ready)
        self._fitted = ()  # other words need other room
        for tile in (self.spasm_tile, self.log_tile, self.desk_tile, self.check_tile):
            tile.setEnabled(ready)
        self.panel.show_view(view.house if view is not None else None)
        logged = view is not None and view.logged_today
        self.log_tile.set_sub(_("Logged. Look or change it") if logged else _("Pain, sleep, sitting"))
        self._view = view
        self._show_question(view if ready else None)
        self._fit(self.em_width())
        if view is None:
            self.check_tile.hide()
            return
        self.week.set_days([_week_day(day, locale) for day in view.week])
        self.goal.setText(
            _("{n} of {goal} sessions this week").format(n=view.week_done, goal=view.week_goal)
            if view.sessions_ever
            else ""
        )
        self.goal.setVisible(bool(self.goal.text()))
        self._check_in_id = view.unrated_id or ""
        # Three tiles fit a line: what waits for an answer comes before what is always there.
        self.check_tile.setVisible(bool(self._check_in_id))
        self.desk_tile.setVisible(not self._check_in_id)
        self.desk_tile.setEnabled(ready and view.kind not in ("hold", "stop"))

    def ask_morning(self) -> None:
        """Ask about this morning, also where it was put away or is over."""
        if self._view is not None:
            self._away.discard(("morning", self._view.day))
            self._ask_morning(self._view.morning or MorningView(), self._view.day)
            self._show_only(self.morning)
            if self.morning is not None:
                self.morning.scale.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _questions(self) -> dict[str, MorningCard | NoteCard | None]:
        """What may be asked, by its key; made on first use."""
        asked = {"leg": self.leg, "morning": self.morning, "advice": self.advised}
        return {**asked, "signs": self.signs, "outcomes": self.outcomes}

    # -- one question at a time ------------------------------------------------------------------------------

    def _show_question(self, view: TodayView | None) -> None:
        """The gravest of what is open: the leg, the morning, a word of advice. One at a time, to stay calm."""
        asking = self.morning is not None and bool(self.morning.asks)
        if view is None:
            self._show_only(None)
        elif view.leg_of is not None and ("leg", view.day) not in self._away:
            self._leg_of = view.leg_of
            self._show_only(self._leg_card())
        elif (view.morning is not None or asking) and ("morning", view.day) not in self._away:
            self._ask_morning(view.morning or MorningView(), view.day)
            self._show_only(self.morning)
        elif view.advice and ("advice", view.day) not in self._away:
            card = self._advice_card()
            card.say(view.advice[0])
            self._show_only(card)
        elif view.signs and ("signs", view.day) not in self._away:
            self._show_only(self._signs_card(view.signs))
        elif view.outcomes and ("outcomes", view.day) not in self._away:
            self._show_only(self._outcomes_card(view.outcomes))
        else:
            self._show_only(None)

    def _ask_morning(self, view: MorningView, day: date) -> None:
        from ui.pages.morning import MorningCard

        if self.morning is None:
            self.morning = MorningCard()
            self.morning.rated.connect(self.rated)
            self.morning.settled.connect(self.settled)
            self.morning.done.connect(self._morning_done)
            self.morning.put_away.connect(self._put_away)
            self._take_card(self.morning)
        self.morning.begin(view, day)

    def _leg_card(self) -> NoteCard:
        from ui.pages.morning import NoteCard

        if self.leg is None:
            self.leg = NoteCard("leg", _("Say which"))
            self.leg.say(
                _("Last time you felt it in the leg. Which exercise brought it there?"),
                _("Sessions then leave that way of bending out."),
            )
            self.leg.wanted.connect(self._open_leg)
            self.leg.put_away.connect(self._put_away)
            self._take_card(self.leg)
        return self.leg

    def _advice_card(self) -> NoteCard:
        from ui.pages.morning import NoteCard

        if self.advised is None:
            self.advised = NoteCard("advised", _("More"), "warn_soft")
            self.advised.wanted.connect(self.why_asked)
            self.advised.put_away.connect(self._put_away)
            self._take_card(self.advised)
        return self.advised

    def _signs_card(self, words: str) -> NoteCard:
        from ui.pages.morning import NoteCard

        if self.signs is None:
            self.signs = NoteCard("signs", _("Show me"))
            self.signs.wanted.connect(self.signs_asked)
            self.signs.put_away.connect(self._put_away)
            self._take_card(self.signs)
        self.signs.say(words)
        return self.signs

    def _outcomes_card(self, words: str) -> NoteCard:
        from ui.pages.morning import NoteCard

        if self.outcomes is None:
            self.outcomes = NoteCard("outcomes", _("Answer"))
            self.outcomes.wanted.connect(self.outcomes_asked)
            self.outcomes.put_away.connect(self._put_away)
            self._take_card(self.outcomes)
        self.outcomes.say(words)
        return self.outcomes

    def _take_card(self, card: MorningCard | NoteCard) -> None:
        layout = self.cards.layout()
        assert layout is not None
        layout.addWidget(card)
        card.arrange(self.em_width())

    def _show_only(self, shown: QWidget | None) -> None:
        for card in self._questions.values():
            if card is not None:
                card.setVisible(card is shown)
        self.cards.setVisible(shown is not None)
        self._fit(self.em_width())

    @Slot()
    def _put_away(self) -> None:
        if self._view is not None:
            day = self._view.day
            self._away |= {(key, day) for key, card in self._questions.items() if card is self.sender()}
        self._asked()
        self.hero.go.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _morning_done(self) -> None:
        if self._view is not None:
            self._away.add(("morning", self._view.day))
        self._asked()

    @Slot()
    def _asked(self) -> None:
        self._show_question(self._view)

    @Slot()
    def _open_leg(self) -> None:
        self.leg_asked.emit(self._leg_of)

    @Slot()
    def _check_in(self) -> None:
        self.check_in.emit(self._check_in_id)

    @Slot(object)
    def _fit(self, em: int) -> None:
        for card in self._questions.values():
            if card is not None:
                card.arrange(em)
        mode = mode_for(em)
        snug = em < 340
        asking = not self.cards.isHidden()
        fitted = mode, snug, em < 560, asking, T.text_scale, self.view.width()
        if fitted == self._fitted:
            return
        self._fitted = fitted
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.duo.setDirection(down if mode == "stack" else across)
        self.head.setDirection(down if mode == "stack" else across)
        self.tiles.setDirection(down if em < 560 else across)
        # A question takes height: on a small screen Today should still be seen whole.
        self.body.setSpacing(tk.SPACE.xs if asking else tk.SPACE.m if mode == "compact" else 20)
        margins = self.body.contentsMargins()
        width = self.col.maximumWidth() if self.col.maximumWidth() < self.view.width() else self.view.width()
        width -= margins.left() + margins.right()
        room = width - 62 if mode == "stack" else round((width - 20) * 0.53) - 50
        self.hero.arrange(mode, snug=snug, low=asking, room=room)
        self.panel.arrange(mode, asking=asking)


def _greeting(hour: int) -> str:
    if hour < 4 or hour >= 18:
        return _("Good evening")
    return _("Good morning") if hour < 12 else _("Good afternoon")


def _week_day(day: DayView, locale: QLocale) -> WeekDay:
    name = locale.standaloneDayName(day.day.isoweekday(), QLocale.FormatType.LongFormat)
    state = {"done": "done", "today_done": "done", "today": "today", "planned": "planned", "past": "rest"}[day.state]
    spoken = {
        "done": _("{day}: done"),
        "today_done": _("{day}, today: done"),
        "today": _("{day}, today"),
        "planned": _("{day}: ahead"),
        "past": _("{day}: no session"),
    }[day.state].format(day=name)
    letter = locale.standaloneDayName(day.day.isoweekday(), QLocale.FormatType.NarrowFormat) or name[:1]
    return WeekDay(letter, state, is_today=day.state in ("today", "today_done"), spoken=spoken)
