"""The hero card of Today: the one thing to do now."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from coach.pages.views import TodayView
from coach.session.words import clock_text
from coach.text import _, ngettext
from ui import tokens as tk
from ui.pages.parts import ExerciseLine, minutes_text
from ui.theme import T
from ui.widgets import Button, Card, Gap, Pill, Text, flush, hbox

#: So many exercises are named where a question takes the height.
SHOWN_WHERE_LOW = 6


class Hero(Card):
    """The next session, an interrupted one, a day of rest, of ease or of tests, or what stands in the way of a session.

    One primary button. `play` carries a session's id, `why_asked` wants all the reasons.
    """

    start = Signal(bool)
    resume = Signal()
    let_go = Signal()
    advice = Signal()
    cleared = Signal()
    play = Signal(str)
    tests = Signal()
    first_aid = Signal()
    why_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, tone="hero", pad=28, radius=tk.RADIUS.xl, gap=0)
        self._kind = ""
        self._later = ""
        self._eases = False
        self._mode = "regular"
        self._snug = self._low = False
        self.pill = Pill("", tone="hero")
        self.title = Text("", "display", "on_hero", px=36, wrap=True)
        self.sub = Text("", "body", "on_hero2", wrap=True)
        self.why = Text("", "small", "on_hero2", weight=400, wrap=True)
        self.go = Button("", "hero", icon="play", size="l", hint=_("Space"))
        self.go.setObjectName("today_start")
        self.go.clicked.connect(self._primary)
        self.other = Button("", "hero_ghost", size="l")
        self.other.setObjectName("today_other")
        self.other.clicked.connect(self._secondary)
        self.ask = Button(_("Why?"), "hero_ghost", icon="info", size="s")
        self.ask.setObjectName("today_why")
        self.ask.setAccessibleName(_("Why this one, and swap an exercise"))
        self.ask.clicked.connect(self.why_asked)
        self.breathe = Button(_("Breathe quietly for a while"), "hero_ghost", icon="breath", size="s")
        self.breathe.setObjectName("today_breathe")
        self.breathe.clicked.connect(self._breathe)
        self.lines: list[ExerciseLine] = []
        self.grid_host = QWidget()
        self.grid = QGridLayout(self.grid_host)
        self.further = Text("", "small", "on_hero2", weight=500)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.buttons.setSpacing(6)
        self.buttons.addWidget(self.go)
        self.buttons.addWidget(self.other)
        self.gaps = [Gap(12), Gap(4), Gap(22), Gap(14), Gap(10)]
        gap = self.gaps
        self.add(hbox(None, self.pill, None), gap[0], self.title, gap[1], self.sub, gap[2], self.grid_host, None)
        self._list_at = self.lay.indexOf(self.grid_host)
        self.add(gap[3], flush(hbox(None, 3, (self.why, 1), self.ask, gap=8)), gap[4])
        self.add(flush(hbox(None, self.buttons, None, gap=0)), flush(hbox(None, self.breathe, None, gap=0)))

    def show_view(self, view: TodayView | None, *, ready: bool) -> None:
        """Show what is due; the buttons wait until the store is open."""
        self.go.setEnabled(ready)
        self.other.setEnabled(ready)
        self.ask.setEnabled(ready)
        self.ask.setVisible(view is not None and bool(view.why))
        self.breathe.setEnabled(ready)
        self.breathe.setVisible(view is not None and view.kind == "hold" and bool(view.session_id))
        self.go.set_kind("hero")
        if view is None:
            self._kind = ""
            self._words("", _("Welcome to Restack"), _("One moment: your data is being opened."), "")
            self._buttons(_("Start session"), "")
            self._show_lines(None)
            return
        self._kind = view.kind
        self._later = view.later_id or ""
        self._eases = False
        if view.kind in ("hold", "stop"):
            self._show_held(view)
        elif view.kind == "interrupted":
            left = clock_text(view.interrupted_left_ms or 0)
            self._words(
                _("Interrupted"), view.title, _("{left} left").format(left=left),
                _("Pick up where you left off: it goes on with the exercise you were in, after three seconds."),
            )  # fmt: skip
            self._buttons(_("Go on"), _("Leave it"))
            self._show_lines(view)
        elif view.kind == "rest":
            self._show_rest(view)
        elif view.kind == "test":
            self._words(
                _("Test day"), _("Time for a few tests"), view.why[0].text,
                _("They take the place of today’s session and show what your back can do. You can leave any out."),
            )  # fmt: skip
            self._buttons(_("See the tests"), _("Do the session instead") if self._later else "")
            self.go.set_icon("clock")
            self._show_lines(None)
        else:
            self._show_session(view)

    def arrange(self, mode: str, *, snug: bool = False, low: bool = False, room: int = 0) -> None:
        """regular and wide: two columns with dosages; compact and stack: tighter, or one below the other.

        `snug`: there is hardly the room for one column; `low`: something above it takes height away;
        `room`: px for the buttons side by side; 0 where that is not known.
        """
        self._mode, self._snug, self._low = mode, snug, low
        least = mode == "compact" and low
        tight = mode == "compact" or (low and mode == "regular")
        self.lay.setContentsMargins(*((22, 16, 22, 17) if least else (22, 18, 22, 21) if tight else (28, 28, 28, 31)))
        self.title.set_px(25 if least else 28 if tight else 34)
        for gap in self.gaps:
            gap.scale(0.4 if least else 0.6 if tight else 1)
        large = mode == "stack" and T.text_scale > 1.5
        self.go.set_hint("" if mode == "compact" or snug else _("Space"))
        for button in (self.go, self.other):
            button.set_size("m" if mode == "compact" or snug else "l")
        shown = [b for b in (self.go, self.other) if not b.isHidden()]
        wide = bool(room) and sum(b.sizeHint().width() + 6 for b in shown) > room
        narrow = large or wide
        self.buttons.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        # With large text the list would push the button out of sight: what to do now comes first.
        at = self.lay.indexOf(self.grid_host)
        if large != (at > self._list_at):
            self.lay.removeWidget(self.grid_host)
            self.lay.insertWidget(self.lay.count() if large else self._list_at, self.grid_host)
        self.grid.setContentsMargins(0, 12 if large else 0, 0, 0)
        self._place_lines()
        self.lay.invalidate()

    def _show_session(self, view: TodayView) -> None:
        facts = [
            minutes_text(view.total_ms),
            ngettext("{n} exercise", "{n} exercises", len(view.lines)).format(n=len(view.lines)),
            *([_(" and ").join(view.equipment[:2])] if view.equipment else []),
        ]
        why = _("A few safety questions come first; they take a minute.") if view.needs_screening else view.why[0].text
        easy = view.kind == "mobility"
        self._words(_("An easy day") if easy else view.stage, view.title, "  ·  ".join(facts), why)
        shorter = (
            _("{minutes}-minute version").format(minutes=max(1, round(view.shorter_ms / 60_000)))
            if view.shorter_ms is not None and round(view.shorter_ms / 60_000) < round(view.total_ms / 60_000)
            else ""
        )
        self._eases = view.first_aid
        if self._eases:
            shorter = _("Ease it first")
        elif easy:
            shorter = _("Do the full session") if self._later else ""
        self._buttons(_("Start session"), shorter)
        self._show_lines(view)

    def _show_rest(self, view: TodayView) -> None:
        """A day off. A quiet rest that is suggested is the primary button; else the session waits behind a soft one."""
        suggested = bool(self._later) and self._later != view.session_id
        self._words(_("Rest"), _("Rest today"), view.why[0].text, self._rest_words(view, suggested))
        again = _("Do it once more") if view.done_today else _("Do it all the same")
        if suggested:
            self._buttons(_("{title}, {length}").format(title=view.title, length=minutes_text(view.total_ms)), again)
        else:
            self._buttons(again, "")
            self.go.set_kind("hero_ghost")
        self._show_lines(view if suggested else None)

    @staticmethod
    def _rest_words(view: TodayView, suggested: bool) -> str:
        if suggested:
            return _("If you want to do more: {title}.").format(title=view.later_title)
        return _("If you want to do more: {title}, {length}.").format(
            title=view.title, length=minutes_text(view.total_ms)
        )

    def _show_held(self, view: TodayView) -> None:
        title = _("Please get help now") if view.kind == "stop" else _("Sessions wait")
        text = view.why[0].text
        self._words(_("Safety first"), title, text, _("Your history is kept, and everything goes on from here."))
        self._buttons(_("See what to do"), _("A clinician has cleared me"))
        self.go.set_icon("shield")
        self._show_lines(None)

    def _words(self, pill: str, title: str, sub: str, why: str) -> None:
        self.pill.set(pill)
        self.pill.setVisible(bool(pill))
        self.title.setText(title)
        self.sub.setText(sub)
        self.why.setText(why)
        self.why.setVisible(bool(why))

    def _buttons(self, go: str, other: str) -> None:
        self.go.set_words(go)
        self.go.set_icon("play")
        self.other.set_words(other)
        self.other.setVisible(bool(other))

    def _show_lines(self, view: TodayView | None) -> None:
        for line in self.lines:
            # Hidden, not taken out of its parent: a showing that is still queued would make it a window of its own.
            line.hide()
            self.grid.removeWidget(line)
            line.deleteLater()
        self.lines = [ExerciseLine(line, hero=True) for line in view.lines] if view is not None else []
        self.grid_host.setVisible(bool(self.lines))
        self._place_lines()

    def _place_lines(self) -> None:
        many = len(self.lines) > 8
        # Narrow: one below the other, so that names are read whole, as long as there is the height for it.
        columns = 1 if self._snug or (self._mode == "compact" and len(self.lines) <= 7) else 2
        low = 25 if len(self.lines) > 5 else 28
        size = {"wide": 44 if many else 58, "compact": low, "stack": 44}.get(
            self._mode, 36 if many else 40 if len(self.lines) > 6 else 44
        )
        # A question above and a long session: the names stay, how much comes is told in the session.
        brief = self._mode == "compact" or (self._low and many and self._mode == "regular")
        if self._low:
            size = {"regular": 25 if many else 36, "compact": low}.get(self._mode, size)
        if self._mode == "wide":
            gap = 8 if many else 14
        elif many or self._mode == "compact":
            gap = 5
        else:
            gap = 10 if self._low and self._mode == "regular" else 12
        if brief and self._low:
            gap = 3
        self.grid.setVerticalSpacing(gap)
        self.grid.setHorizontalSpacing(12 if self._mode == "compact" else 20)
        # Where there is least height, the last ones are only counted.
        most = SHOWN_WHERE_LOW if self._mode == "compact" and self._low and many else len(self.lines)
        hidden = max(0, len(self.lines) - most)
        self.further.setText(_("and {n} more").format(n=hidden))
        for i, line in enumerate(self.lines):
            line.sign.set_size(size)
            line.dosage.setVisible(not brief)
            self.grid.addWidget(line, i // columns, i % columns)
            line.setVisible(i < most)  # not before it has a parent: it would flash as a window
        self.grid.addWidget(self.further, (most - 1) // columns + 1, 0, 1, columns)
        self.further.setVisible(hidden > 0)
        for column in (0, 1):
            self.grid.setColumnStretch(column, 1 if column < columns else 0)

    @Slot()
    def _primary(self) -> None:
        match self._kind:
            case "session" | "rest" | "mobility":
                self.start.emit(False)
            case "test":
                self.tests.emit()
            case "interrupted":
                self.resume.emit()
            case "hold" | "stop":
                self.advice.emit()
            case _:
                pass

    @Slot()
    def _secondary(self) -> None:
        match self._kind:
            case "session" if not self._eases:
                self.start.emit(True)
            case "session" | "mobility" if self._eases:
                self.first_aid.emit()
            case "rest" | "mobility" | "test":
                self.play.emit(self._later)
            case "interrupted":
                self.let_go.emit()
            case "hold" | "stop":
                self.cleared.emit()
            case _:
                pass

    @Slot()
    def _breathe(self) -> None:
        self.start.emit(False)
