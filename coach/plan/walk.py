"""Where the person stands: the history walked through in order, by the plan's rules. Nothing of it is stored.

The walk knows the step, how far it is to the next, the spasm, flare or red that lowers what is done for now, and the
gates that were passed. What is due follows from it in `prescribe`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Literal

import msgspec

from coach.clock import DAY_TURNS_AT_HOUR, training_day
from coach.diary import DayRating, Spasm
from coach.happenings import MovedByHand, MovementChecked, ScoreTold, Tested
from coach.library.library import Library
from coach.plan.capacity import Capacity
from coach.plan.derived import diary_of, seen_of
from coach.plan.gates import GateFacts, GateState, gate_state, opened
from coach.plan.ladder import Step, ladder_of
from coach.plan.person import TENDER_FOR, about, of_kind, placed
from coach.plan.placement import begin_part
from coach.plan.seen import Seen
from coach.records import History

SPASM_REST = timedelta(hours=48)
SPASM_PAIN_AT_MOST = 5
#: Green sessions after a spasm at 1B early, and in a flare.
GREENS_TO_RETURN = 2
REDS_FOR_STEP = 2
GAP_EARLY_AFTER = 15
GAP_LATE_AFTER = 28
GAP_BACK_AFTER = 8

MoveWhy = Literal["placed", "levels", "gate", "again", "two_reds", "spasm", "gap", "own-choice", "clinician"]
Timed = Seen | Spasm | DayRating | MovedByHand | MovementChecked | Tested | ScoreTold


class Move(msgspec.Struct, frozen=True):
    """A change of step, when and why."""

    at: datetime
    to: int
    why: MoveWhy


class SpasmCourse(msgspec.Struct, frozen=True):
    """A spasm whose course is not over. `stood` is the step at its onset; `bridge` the step that leads back, once
    the rest is over, with the greens done there.
    """

    onset: datetime
    stood: int
    bridge: int | None = None
    greens: int = 0


class Walk:
    """The state while walking. Made by `walk`, read by `prescribe` and `choose`."""

    def __init__(self, history: History, library: Library, now: datetime, *, safe: bool = True) -> None:
        self.library, self.ladder, self.now = library, ladder_of(library), now
        self.placed = placed(history)
        self.diary = diary_of(history, training_day(now))
        self.place = 0
        self.reached = 0
        self.greens = 0
        self.not_red = 0
        self.half_greens = False
        self.half_gate: set[str] = set()
        self.reds = 0
        self.red_back = False
        self.red_halved = False
        self.reds_at_bottom = False
        self.spasm: SpasmCourse | None = None
        self.flare_greens: int | None = None
        self.gap_back = False
        self.last: Seen | None = None
        self.moves: list[Move] = []
        self.gates: list[Move] = []
        self.long_way_at: datetime | None = None
        self.steady_since: dict[str, date] = {}
        self.entered: dict[str, datetime] = {}
        self._dawn: datetime | None = None  # when the training day of the last event ends
        self._safe = safe
        self._last_spasm = self.placed.last_spasm if self.placed is not None else None
        self._seen: dict[str, list[Seen]] = {}
        self._checks: list[MovementChecked] = []
        self._scores: list[ScoreTold] = []
        told = about(history, now)
        tested = of_kind(history, Tested, now)
        self.capacity = Capacity(library, told, tested, history.spasms, self.entered, now.date())

    # -- reading ---------------------------------------------------------------------------------------------

    @property
    def step(self) -> Step:
        """The step the person stands at."""
        return self.ladder.steps[self.place]

    @property
    def greens_needed(self) -> int | None:
        """The green sessions this level asks for; None where it has no end."""
        usual = self.step.part.greens_per_level
        return math.ceil(usual / 2) if usual is not None and self.half_greens else usual

    @property
    def base(self) -> int:
        """The step that is done for now, before reds, flares and gaps: lower than the place after a spasm."""
        if self.spasm is None:
            return self.place
        return 0 if self.spasm.bridge is None else self.spasm.bridge

    @property
    def behind_gate(self) -> bool:
        """True below a gate that was passed before: greens lead on, the gate is not asked again."""
        return self.step.order < self.reached

    def sessions_in(self, part_id: str) -> tuple[Seen, ...]:
        """The sessions of a part, oldest first."""
        return tuple(self._seen.get(part_id, ()))

    def gate(self, now: datetime | None = None) -> GateState | None:
        """The gate of the present part; None beyond the last, and where it was passed before."""
        moment = now or self.now
        part = self.step.part
        if part.gate is None or self.behind_gate:
            return None
        return gate_state(part, self._gate_facts(moment))

    def _gate_facts(self, moment: datetime) -> GateFacts:
        part = self.step.part
        since = self.steady_since.get(part.id)
        return GateFacts(
            now=moment,
            sessions=self._seen.get(part.id, ()),
            diary=self.diary,
            last_spasm=self._last_spasm,
            placed=self.placed,
            checks=self._checks,
            scores=self._scores,
            capacity=self.capacity,
            safe=self._safe,
            halved=part.id in self.half_gate,
            steady_days=(training_day(moment) - since).days if since is not None else None,
        )

    # -- walking ---------------------------------------------------------------------------------------------

    def go(self, history: History) -> Walk:
        """Through everything up to now, and the days on which nothing happened."""
        begin = begin_part(self.placed, self.ladder) if self.placed is not None else 0
        events = list(_events(history, seen_of(history, self.library, training_day(self.now)), self.now))
        start = self.placed.at if self.placed is not None else (events[0][0] if events else self.now)
        self._enter(self.ladder.early(begin).index, min(start, self.now), "placed")
        self.reached = begin
        day = training_day(start)
        for at, what in events:
            day = self._days(day, at)
            # First, as the session was offered: whoever may leave the rest by now leaves it with this session.
            if self.spasm is not None:
                self._try_leave_spasm(at)
            self._take(what, at)
            if self.spasm is not None:
                self._try_leave_spasm(at)
            self._try_gate(at)
        self._days(day, self.now)
        self._try_leave_spasm(self.now)
        self._try_gate(self.now)
        return self

    def _days(self, day: date, until: datetime) -> date:
        """Each training day that began since `day`: windows move even where nothing happens."""
        # Most events follow another one of their day: asked first, as a walk through years has thousands of them.
        if self._dawn is not None and until < self._dawn and until.tzinfo is self._dawn.tzinfo:
            return day
        last = training_day(until)
        while day < last:
            day += timedelta(days=1)
            dawn = datetime.combine(day, time(DAY_TURNS_AT_HOUR), until.tzinfo)
            self._try_gate(dawn, morning=True)
        day = max(day, last)
        self._dawn = datetime.combine(day + timedelta(days=1), time(DAY_TURNS_AT_HOUR), until.tzinfo)
        return day

    def _take(self, what: Timed, at: datetime) -> None:
        match what:
            case Seen():
                self._session(what)
            case Spasm():
                self._spasm_told(what, at)
            case DayRating():
                if what.day in self.diary.flares and what.kind == "morning" and self.spasm is None:
                    self.flare_greens = self.flare_greens or 0
            case MovedByHand():
                self._moved(what)
            case MovementChecked():
                self._checks.append(what)
            case ScoreTold():
                self._scores.append(what)

    def _spasm_told(self, told: Spasm, at: datetime) -> None:
        newest = self._last_spasm is None or told.onset > self._last_spasm
        self._last_spasm = max(self._last_spasm or told.onset, told.onset)
        # What is written down late to complete the record, or before a spasm that is known, changes nothing now.
        if not newest or at - told.onset > TENDER_FOR:
            return
        stood = self.spasm.stood if self.spasm is not None else self.place
        self.spasm = SpasmCourse(told.onset, stood)
        self.flare_greens = None

    def _moved(self, told: MovedByHand) -> None:
        order = self.ladder.of_part(told.to)
        here = self.step.order
        # Forward goes one part at a time, and only as the clinician said; anything else is not an order of the plan.
        if order is None or order > here + 1 or (order > self.reached and told.because != "clinician"):
            return
        if order > self.reached:
            self.reached = order
        if order > here or order < here:
            self._enter(self.ladder.early(order).index, told.at, told.because)
            self.spasm, self.flare_greens = None, None

    def _session(self, seen: Seen) -> None:
        self._gap_before(seen)
        colour = seen.light.colour
        order = self.ladder.of_part(seen.part_id) if seen.part_id is not None else None
        # A session of a part that is still ahead was played out of interest; it opens no gate.
        if seen.part_id is not None and order is not None and order <= self.step.order:
            self._seen.setdefault(seen.part_id, []).append(seen)
        if seen.half:
            self.last = seen
        if colour == "unrated":
            return
        if colour == "red":
            self._red(seen)
            return
        self.reds = 0
        self.red_back = False
        if colour == "green":
            self.red_halved = self.gap_back = self.reds_at_bottom = False
        if not seen.counts:
            return
        if colour == "green" and self.flare_greens is not None:
            self.flare_greens += 1
            if self.flare_greens >= GREENS_TO_RETURN:
                self.flare_greens = None
        if self.spasm is not None:
            self._on_the_bridge(seen, green=colour == "green")
        elif seen.step == self.place and not self.step.part.alternate:
            self.not_red += 1
            self.greens += colour == "green"
            self._try_level(seen.at)

    def _gap_before(self, seen: Seen) -> None:
        if self.last is None or self.step.part.alternate or self.spasm is not None:
            return
        away = (seen.day - self.last.day).days
        if away > GAP_LATE_AFTER and self.step.order > 0:
            self._enter(self.ladder.late(self.step.order - 1).index, seen.at, "gap")
            self.half_greens = True
        elif away >= GAP_EARLY_AFTER:
            early = self.ladder.early(self.step.order).index
            if early != self.place:
                self._enter(early, seen.at, "gap")
        elif away >= GAP_BACK_AFTER:
            self.gap_back = True

    def _red(self, seen: Seen) -> None:
        self.reds += 1
        base = self.ladder.steps[self.base]
        if self.reds < REDS_FOR_STEP:
            if base.level > 0:
                self.red_back = True
            else:
                self.red_halved = True
            return
        self.reds = 0
        self.red_back = False
        if self.spasm is not None:
            if self.spasm.bridge is not None:
                below = self.ladder.below(self.spasm.bridge)
                self.spasm = msgspec.structs.replace(self.spasm, bridge=below, greens=0)
            return
        if self.place == 0:
            self.red_halved = self.reds_at_bottom = True
        else:
            self._enter(self.ladder.below(self.place), seen.at, "two_reds")
            self.half_greens = True

    # -- the ways on -----------------------------------------------------------------------------------------

    def _enter(self, index: int, at: datetime, why: MoveWhy) -> None:
        self.place = index
        self.greens = self.not_red = 0
        self.half_greens = False
        self.gap_back = False
        self.moves.append(Move(at, index, why))
        self.entered.setdefault(self.step.part.id, at)

    def _try_level(self, at: datetime) -> None:
        need = self.greens_needed
        if need is None or (self.greens < need and self.not_red < 2 * need):
            return
        if not self.step.is_last:
            self._enter(self.place + 1, at, "levels")
        elif self.behind_gate:
            self._enter(self.ladder.early(self.step.order + 1).index, at, "again")

    def _try_gate(self, at: datetime, *, morning: bool = False) -> None:
        part = self.step.part
        if part.gate is None or self.behind_gate or self.spasm is not None:
            self.steady_since.pop(part.id, None)
            return
        seen = self._seen.get(part.id, ())
        if len(seen) < part.gate.sessions // 2:
            return
        way, base = opened(part, self._gate_facts(at))
        if not base:
            self.steady_since.pop(part.id, None)
        elif morning:
            self.steady_since.setdefault(part.id, training_day(at))
        if way is None or (self.last is not None and self.last.colour_at(at) == "red"):
            return
        order = self.step.order + 1
        self.reached = order
        self._enter(self.ladder.early(order).index, at, "gate")
        self.gates.append(self.moves[-1])
        if way == "long":
            self.long_way_at = at
        self.flare_greens = None

    # -- after a spasm ---------------------------------------------------------------------------------------

    def _try_leave_spasm(self, at: datetime) -> None:
        course = self.spasm
        if course is None or course.bridge is not None or at - course.onset < SPASM_REST:
            return
        today = training_day(at)
        pain = self._latest_pain(at)
        morning = self.diary.last_morning(today, training_day(course.onset) + timedelta(days=1))
        if pain is None or pain > SPASM_PAIN_AT_MOST or morning is None or not morning.within_one:
            return
        if self.ladder.steps[course.stood].order >= self._bridge_from():
            bridge = self.ladder.early(self._bridge_from() - 1).index
            self.spasm = msgspec.structs.replace(course, bridge=bridge)
        else:
            self._re_enter(course, at)

    def _bridge_from(self) -> int:
        """People who stood at this part or higher are led back over the part before it: 2 over 1B."""
        return self.ladder.of_part("2") or len(self.ladder.parts)

    def _on_the_bridge(self, seen: Seen, *, green: bool) -> None:
        course = self.spasm
        assert course is not None
        if course.bridge is None or seen.step != course.bridge or not green:
            return
        course = msgspec.structs.replace(course, greens=course.greens + 1)
        self.spasm = course
        if course.greens < GREENS_TO_RETURN:
            return
        usual = self.ladder.early(self._bridge_from() - 1).index
        if course.bridge is not None and course.bridge < usual:
            self.spasm = msgspec.structs.replace(course, bridge=usual, greens=0)
        else:
            self._re_enter(course, seen.at)

    def _re_enter(self, course: SpasmCourse, at: datetime) -> None:
        self.spasm = None
        if course.stood == 0:
            self.red_halved = True
        self._enter(self.ladder.below(course.stood), at, "spasm")
        self.half_greens = True
        self.half_gate.add(self.step.part.id)

    def _latest_pain(self, at: datetime) -> int | None:
        """The latest rating of the day: a morning, a day, or a session's pain after or before it."""
        today = training_day(at)
        said: list[tuple[datetime, int]] = []
        said += [(rating.at, rating.pain) for rating in self.diary.ratings_of(today) if rating.at <= at]
        if self.last is not None and self.last.day == today:
            played = self.last.played
            now = played.check_in.pain_now if played.check_in is not None else None
            pain = now if now is not None else played.pain_before
            if pain is not None:
                said.append((played.last_at, pain))
        return max(said)[1] if said else None


def walk(history: History, library: Library, now: datetime, *, safe: bool = True) -> Walk:
    """Where the person stands at `now`. `safe`: no safety sign is open."""
    # The last answer is kept with the history: a page asks more than once.
    asked = (now, now.utcoffset(), library)
    known = history.memo.get(("walk", safe))
    if known is None or known[0] != asked:
        known = history.memo["walk", safe] = (asked, Walk(history, library, now, safe=safe).go(history))
    found: Walk = known[1]
    return found


def _events(history: History, seen: tuple[Seen, ...], now: datetime) -> Iterator[tuple[datetime, Timed]]:
    """Everything the walk looks at, in the order in which it became known."""
    kinds = (MovedByHand, MovementChecked, Tested, ScoreTold)
    found: list[tuple[datetime, Timed]] = [(one.at, one) for one in seen]
    found += [(one.logged, one) for one in history.spasms]
    found += [(one.at, one) for one in history.ratings]
    found += [(one.at, one) for one in history.happenings if isinstance(one, kinds)]
    return iter(sorted((one for one in found if one[0] <= now), key=lambda one: one[0]))
