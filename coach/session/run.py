"""A session being played: a timeline, a position on it, and a clock that is handed in.

Every method takes the moment and returns the events it caused, in order; nothing calls back. The position is a whole
number of milliseconds. A gap in the monotonic clock, or a wall clock that ran ahead of it, of more than two seconds
means that the machine slept: the session pauses where it was and skips nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Literal

import msgspec

from coach.clock import Moment
from coach.library.exercises import Exercise
from coach.library.library import Library
from coach.session.cues import LAST_SECONDS_MS, Cue, Cues
from coach.session.events import (
    AnyEvent,
    CueFired,
    Eased,
    Extended,
    Finished,
    Hurt,
    LeadIn,
    LineDone,
    LineSkipped,
    Paused,
    PauseReason,
    Repeated,
    Resumed,
    SegmentBegan,
    SegmentDone,
    Sought,
    Started,
    Stopped,
    StopReason,
)
from coach.session.phrases import instruction
from coach.session.progress import Progress, line_complete, played_key
from coach.session.timeline import OneSide, Segment, Timeline, eased, extended, still_segment

State = Literal["ready", "lead_in", "playing", "paused", "finished", "stopped"]

SLEPT_MS = 2_000
#: Half a second to hand the first beat over, then three beats.
LEAD_IN_MS = 3_500
MORE_TIME_MS = 15_000
#: "Back" in the first moments of an exercise's side or set goes to the one before.
BACK_WITHIN_MS = 3_000
_AFTER_THE_END_MS = 3_600_000
#: The stop rules are shown first above this pain, or with leg symptoms (facts, A5).
STOP_RULES_ABOVE_PAIN = 5


class SessionRun:
    """Plays one timeline. `speed` is how many session milliseconds pass in one of the clock's."""

    def __init__(
        self,
        timeline: Timeline,
        library: Library,
        cues_of: Callable[[Timeline], Cues],
        *,
        first_side: OneSide = "right",
        speed: int = 1,
        begin: Progress | None = None,
    ) -> None:
        begin = begin or Progress(timeline)
        self.timeline = timeline = begin.timeline
        self.library = library
        self.state: State = "ready"
        self.position_ms = begin.position_ms
        self.lines_done = begin.lines_done
        self._lines_eased = begin.lines_eased
        self._played = set(begin.played)
        self._first_side = first_side
        self.speed = speed
        self._make_cues = cues_of
        self._cues = cues_of(timeline)
        self._last: Moment | None = None
        self._lead_ms = 0
        self._index: int | None = None
        self._handed_to = -1
        self._lead_handed_ms = 0

    # -- looking ---------------------------------------------------------------------------------------------

    @property
    def segment(self) -> Segment:
        """The segment at the position."""
        return self.timeline.segments[self.timeline.index_at(self.position_ms)]

    @property
    def exercise(self) -> Exercise:
        """The exercise at the position."""
        return self.library.exercise(self.segment.exercise)

    @property
    def over(self) -> bool:
        """True once the session was finished or stopped."""
        return self.state in ("finished", "stopped")

    @property
    def lead_in_left_ms(self) -> int:
        """How much of the lead-in is left, 0 outside it."""
        return self._lead_ms if self.state == "lead_in" else 0

    def cues_ahead(self, horizon_ms: int) -> tuple[tuple[Cue, int], ...]:
        """What is due within `horizon_ms` of the clock and was not handed out yet, each with its monotonic ms.

        Empty unless playing, leading in or finished: then it is what is heard after the end. After a pause, a seek or a
        change of the timeline the caller drops what it has pending and the cues that are still to come are handed out
        anew. One that a hitch made late is handed out, too.
        """
        if self.state not in ("playing", "lead_in", "finished") or self._last is None:
            return ()
        if self.state == "finished":
            horizon_ms = _AFTER_THE_END_MS
        lead_ms = self.lead_in_left_ms
        until = horizon_ms * self.speed - lead_ms
        leading: tuple[Cue, ...] = ()
        due: tuple[Cue, ...] = ()
        if lead_ms:
            leading = tuple(cue for cue in self._cues.lead_in if self._lead_handed_ms < cue.at_ms <= until)
            self._lead_handed_ms = max(self._lead_handed_ms, until)
        if until >= 0:
            due = self._cues.between(self._handed_to, self.position_ms + until)
            self._handed_to = max(self._handed_to, self.position_ms + until)
        begin_ms = self._last.mono_ms
        return (
            *((cue, begin_ms + (lead_ms + cue.at_ms) // self.speed) for cue in leading),
            *((cue, begin_ms + (lead_ms + cue.at_ms - self.position_ms) // self.speed) for cue in due),
        )

    def sentences_ahead(self, horizon_ms: int) -> tuple[str, ...]:
        """What is said from here on within the horizon; looking changes nothing."""
        due = self._cues.between(self.position_ms - 1, self.position_ms + horizon_ms)
        return tuple(cue.text for cue in (*self._cues.lead_in, *due) if cue.text is not None)

    def easier(self) -> Exercise | None:
        """The easier form of what is being done, where the library has one."""
        name = self.exercise.easier
        return self.library.exercise(name) if name else None

    # -- the course of the session ---------------------------------------------------------------------------

    def start(self, now: Moment, *, lead_in: bool = False) -> list[AnyEvent]:
        """Begin, or go on after an interruption: then with a lead-in of three seconds."""
        if self.state != "ready":
            return []
        self._last = now
        waits = () if lead_in else self.timeline.voice_waits
        events: list[AnyEvent] = [Started(at_ms=self.position_ms, resumed=lead_in, voice_waits=waits)]
        # A crash may have fallen between the end of a line's last segment and the word that the line is done.
        for line in range(self.timeline.lines):
            self._close_line(self.timeline.of_line(line)[1], events)
        if self.position_ms >= self.timeline.total_ms:
            self._finish(events)
            return events
        return events + (self._begin_lead_in() if lead_in else self._play())

    def advance(self, now: Moment) -> list[AnyEvent]:
        """Move on to `now`: the segments that ended and began, and the cues that fell due, in order of time."""
        last, self._last = self._last, now
        if last is None or self.state not in ("playing", "lead_in"):
            return []
        passed = now.mono_ms - last.mono_ms
        wall_ahead = (now.wall - last.wall) - timedelta(milliseconds=passed)
        if passed > SLEPT_MS or wall_ahead > timedelta(milliseconds=SLEPT_MS):
            return self._pause("sleep")
        passed = max(0, passed)
        events: list[AnyEvent] = []
        if self.state == "lead_in":
            passed = self._lead(passed, events)
        if self.state == "playing" and passed:
            self._move(self.position_ms + passed * self.speed, events)
        return events

    def pause(self, now: Moment, reason: PauseReason = "person") -> list[AnyEvent]:
        """Stand still. What was due up to now happens first."""
        events = self.advance(now)
        return events + (self._pause(reason) if self.state in ("playing", "lead_in") else [])

    def resume(self, now: Moment, *, lead_in: bool = False) -> list[AnyEvent]:
        """Go on from where it stands; from the beginning of a sentence that was cut off while getting ready, so that
        whoever paused to fetch a pillow hears it whole.
        """
        if self.state != "paused":
            return []
        self._last = now
        events: list[AnyEvent] = [Resumed(at_ms=self.position_ms)]
        cut = self._sentence_cut_off()
        if cut is not None:
            # To the moment before it: what falls on the position itself is behind it.
            events += self._seek(max(self.segment.start_ms, cut.at_ms - 1))
        return events + (self._begin_lead_in() if lead_in else self._play())

    def back(self, now: Moment) -> list[AnyEvent]:
        """To the start of this exercise's side or set; from its first moments, to the one before."""
        events = self.advance(now)
        if self.over:
            return events
        starts = [
            s.start_ms
            for i, s in enumerate(self.timeline.segments)
            if s.kind in ("setup", "switch_sides", "set_rest") or i == 0 or self.timeline.segments[i - 1].line != s.line
        ]
        here = max((s for s in starts if s <= self.position_ms), default=0)
        if self.position_ms - here < BACK_WITHIN_MS:
            here = max((s for s in starts if s < here), default=0)
        return events + self._seek(here)

    def skip(self, now: Moment) -> list[AnyEvent]:
        """On to the next exercise. One that was not complete is recorded as skipped."""
        events = self.advance(now)
        if self.over:
            return events
        here = self.segment
        _first, last = self.timeline.of_line(here.line)
        if here.line not in self.lines_done:
            events.append(LineSkipped(at_ms=self.position_ms, line=here.line, exercise=here.exercise))
        return events + self._seek(self.timeline.segments[last].end_ms)

    def more_time(self, now: Moment) -> list[AnyEvent]:
        """15 s more of the hold or rest that is on, or of the next one of this exercise."""
        events = self.advance(now)
        if self.over:
            return events
        index = still_segment(self.timeline, self.timeline.index_at(self.position_ms))
        self._swap(extended(self.timeline, index, MORE_TIME_MS))
        return [*events, Extended(at_ms=self.position_ms, index=index, ms=MORE_TIME_MS)]

    def repeat(self, now: Moment) -> list[AnyEvent]:
        """Say once more what to do."""
        events = self.advance(now)
        if self.over:
            return events
        return [*events, Repeated(at_ms=self.position_ms, sentences=instruction(self.segment.side, self.exercise))]

    def hurt(self, now: Moment) -> list[AnyEvent]:
        """It hurts: stop moving at once. How much is asked next."""
        events = self.pause(now, "hurt")
        if self.over:
            return events
        return [*events, Hurt(at_ms=self.position_ms, line=self.segment.line, exercise=self.segment.exercise)]

    def rate_hurt(self, pain: int, leg_symptoms: bool) -> list[AnyEvent]:
        """How much it hurts, 0-10, and whether something spreads down the leg."""
        here = self.segment
        return [
            Hurt(at_ms=self.position_ms, line=here.line, exercise=here.exercise, pain=pain, leg_symptoms=leg_symptoms)
        ]

    def ease(self, now: Moment) -> list[AnyEvent]:
        """The easier form, at its beginner dosage, for the rest of this exercise; goes on with it if it stood still.

        Where there is none, nothing changes.
        """
        before = self.advance(now)
        easier = self.easier()
        if easier is None or self.over:
            return before
        here = self.segment
        self._swap(eased(self.timeline, self.position_ms, easier, easier.dosages.beginner, self._first_side))
        self._lines_eased |= {here.line}
        self._index = None
        events: list[AnyEvent] = [
            *before,
            Eased(at_ms=self.position_ms, line=here.line, exercise=here.exercise, easier=easier.id),
        ]
        return events + (self._play() if self.state == "playing" else self.resume(now))

    def stop(self, now: Moment, reason: StopReason = "person") -> list[AnyEvent]:
        """End here, for good."""
        events = self.advance(now)
        if self.over:
            return events
        self.state = "stopped"
        return [*events, Stopped(at_ms=self.position_ms, reason=reason)]

    # -- inside ----------------------------------------------------------------------------------------------

    def _play(self) -> list[AnyEvent]:
        led_in = self.state == "lead_in"
        self.state = "playing"
        events: list[AnyEvent] = []
        if self._index is None:
            if not led_in:
                self._handed_to = self.position_ms - 1
            self._enter(self.timeline.index_at(self.position_ms), events)
        return events

    def _begin_lead_in(self) -> list[AnyEvent]:
        self.state = "lead_in"
        self._lead_ms = LEAD_IN_MS
        self._lead_handed_ms = -LEAD_IN_MS
        if self._index is None:
            self._handed_to = self.position_ms - 1
        return [self._lead_event()]

    def _lead(self, passed: int, events: list[AnyEvent]) -> int:
        """Let the lead-in run; what is left of `passed` when it is over."""
        before = self._lead_ms
        self._lead_ms = max(0, before - passed * self.speed)
        for mark in LAST_SECONDS_MS:
            if self._lead_ms <= mark < before:
                events.append(self._lead_event(mark))
                beats = [cue for cue in self._cues.lead_in if cue.at_ms == -mark]
                events += [self._fired_here(cue) for cue in beats]
        if self._lead_ms == 0:
            events += self._play()
            return passed - before // self.speed
        return 0

    def _fired_here(self, cue: Cue) -> CueFired:
        return CueFired(at_ms=self.position_ms, cue=msgspec.structs.replace(cue, at_ms=self.position_ms))

    def _lead_event(self, left_ms: int | None = None) -> LeadIn:
        return LeadIn(at_ms=self.position_ms, left_ms=self._lead_ms if left_ms is None else left_ms)

    def _pause(self, reason: PauseReason) -> list[AnyEvent]:
        self.state = "paused"
        self._take_back()
        return [Paused(at_ms=self.position_ms, reason=reason)]

    def _sentence_cut_off(self) -> Cue | None:
        here = self.segment
        if here.kind not in ("setup", "switch_sides", "set_rest"):
            return None
        begun = self._cues.between(here.start_ms - 1, self.position_ms - 1)
        said = (cue for cue in begun if cue.text is not None and cue.at_ms + cue.spoken_ms > self.position_ms)
        return next(said, None)

    def _seek(self, to_ms: int) -> list[AnyEvent]:
        if to_ms >= self.timeline.total_ms:
            self.position_ms = self.timeline.total_ms
            events: list[AnyEvent] = [Sought(at_ms=to_ms, to_ms=to_ms)]
            self._finish(events)
            return events
        self.position_ms = to_ms
        self._index = None
        events = [Sought(at_ms=to_ms, to_ms=to_ms)]
        if self.state == "playing":
            events += self._play()
        return events

    def _swap(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self._cues = self._make_cues(timeline)
        self._take_back()

    def _take_back(self) -> None:
        """What was handed out ahead of the position is dropped by the caller and comes again."""
        self._handed_to = min(self._handed_to, self.position_ms)

    def _enter(self, index: int, events: list[AnyEvent]) -> None:
        """Begin a segment: say so, then let sound what falls on its first moment."""
        self._index = index
        start = self.timeline.segments[index].start_ms
        events.append(SegmentBegan(at_ms=max(start, self.position_ms), index=index))
        if self.position_ms <= start:  # else it was entered in its middle: what begins with it is behind the person
            self._fire(start - 1, start, events)

    def _fire(self, after_ms: int, to_ms: int, events: list[AnyEvent]) -> None:
        end = self.timeline.total_ms
        events += [CueFired(at_ms=min(cue.at_ms, end), cue=cue) for cue in self._cues.between(after_ms, to_ms)]

    def _move(self, to_ms: int, events: list[AnyEvent]) -> None:
        while True:
            index = self.timeline.index_at(self.position_ms)
            here = self.timeline.segments[index]
            if to_ms < here.end_ms:
                self._fire(self.position_ms, to_ms, events)
                self.position_ms = to_ms
                return
            # A cue on the boundary fires with what begins there, after the end of this segment is told.
            self._fire(self.position_ms, here.end_ms - 1, events)
            self.position_ms = here.end_ms
            events.append(SegmentDone(at_ms=here.end_ms, index=index))
            self._played.add(played_key(here))
            self._close_line(index, events)
            if index + 1 == len(self.timeline.segments):
                self._finish(events)
                return
            self._enter(index + 1, events)

    def _close_line(self, index: int, events: list[AnyEvent]) -> None:
        """Once everything of a line was played, in whatever order, the line is done."""
        here = self.timeline.segments[index]
        if here.line in self.lines_done or not line_complete(self.timeline, here.line, self._played):
            return
        self.lines_done |= {here.line}
        easier = here.line in self._lines_eased
        events.append(LineDone(at_ms=here.end_ms, line=here.line, exercise=here.exercise, eased=easier))

    def _finish(self, events: list[AnyEvent]) -> None:
        end = self.timeline.total_ms
        # The closing words may find room only after the last second.
        self._fire(end - 1, end + _AFTER_THE_END_MS, events)
        self.state = "finished"
        events.append(Finished(at_ms=end))
