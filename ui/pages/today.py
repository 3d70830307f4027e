"""Today: the next session and why, the house of cards, the week, three quick actions."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Qt, QTime, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.clock import SystemClock, training_day
from coach.text import _
from coach.views import DayView, TodayView
from ui import tokens as tk
from ui.pages.hero import Hero
from ui.pages.house_panel import HousePanel
from ui.pages.parts import mode_for
from ui.theme import T
from ui.widgets import Page, Text, flush, hbox, vbox
from ui.widgets.tiles import ActionTile
from ui.widgets.week_strip import WeekDay, WeekStrip


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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(40, 28, 40, 28), gap=20, parent=parent)
        self.setObjectName("today")
        self.setAccessibleName(_("Today"))
        self._fitted: tuple[object, ...] = ()
        self._check_in_id = ""
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
        self.panel = HousePanel()
        self.duo = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.duo.setSpacing(20)
        self.duo.addWidget(self.hero, 53)
        self.duo.addWidget(self.panel, 47)
        self.spasm_tile = ActionTile("lifebuoy", _("I’m having a spasm"), _("Ease it, step by step"), tone="bad")
        self.check_tile = ActionTile("pencil", _("Check in"), _("How was the last session?"))
        self.desk_tile = ActionTile("desk", _("3-minute desk break"), _("Stand, reach, bend back"))
        for name, tile in (("spasm", self.spasm_tile), ("check_in", self.check_tile), ("desk_break", self.desk_tile)):
            tile.setObjectName(f"today_{name}")
        self.spasm_tile.clicked.connect(self.spasm)
        self.check_tile.clicked.connect(self._check_in)
        self.desk_tile.clicked.connect(self.desk_break)
        self.tiles = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.tiles.setSpacing(12)
        for tile in (self.spasm_tile, self.check_tile, self.desk_tile):
            self.tiles.addWidget(tile, 1)
        self.add(self.head)
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
        for tile in (self.spasm_tile, self.desk_tile, self.check_tile):
            tile.setEnabled(ready)
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
        self.check_tile.setVisible(bool(self._check_in_id))
        self.desk_tile.setEnabled(ready and view.kind not in ("hold", "stop"))

    @Slot()
    def _check_in(self) -> None:
        self.check_in.emit(self._check_in_id)

    @Slot(object)
    def _fit(self, em: int) -> None:
        mode = mode_for(em)
        snug = em < 340
        fitted = mode, snug, em < 560, T.text_scale
        if fitted == self._fitted:
            return
        self._fitted = fitted
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.duo.setDirection(down if mode == "stack" else across)
        self.head.setDirection(down if mode == "stack" else across)
        self.tiles.setDirection(down if em < 560 else across)
        self.body.setSpacing(tk.SPACE.m if mode == "compact" else 20)
        self.hero.arrange(mode, snug=snug)
        self.panel.arrange(mode)


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
