"""From a place on the timeline to what the session page shows: pure functions, and the card of what is next."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coach.library.exercises import Exercise
from coach.library.library import Library
from coach.session.timeline import REP_KINDS, Segment, Timeline, rep_of
from coach.session.words import phase_name
from coach.text import _
from ui.pages.parts import ExercisePicture
from ui.widgets import Card, R, Text, hbox, vbox

#: A hold shorter than this is part of a moving repetition, which then counts down as a whole.
SHORT_HOLD_MS = 3_000
_KINDS = {"setup": "ready", "gap": "rest", "set_rest": "rest", "switch_sides": "switch"}


def phase_of(segment: Segment, exercise: Exercise, position_ms: int) -> tuple[str, float, str]:
    """(kind for the stage, how far it is from 0 to 1, the word for it)."""
    fraction = (position_ms - segment.start_ms) / max(1, segment.duration_ms)
    kind = _KINDS.get(segment.kind, segment.kind)
    if segment.kind == "hold" and exercise.kind == "breathing":
        from ui.widgets.stage import breath_fraction

        kind, fraction = "breathe", breath_fraction(position_ms - segment.start_ms)
    own = phase_name(exercise, segment, position_ms)
    words = {
        "ready": _("Get ready"),
        "rest": _("Rest"),
        "switch": _("Change sides"),
        "move_in": _("Move"),
        "hold": _("Hold"),
        "move_out": _("Come back"),
    }
    return kind, fraction, own or words.get(kind, "")


def ring_span(timeline: Timeline, index: int) -> tuple[int, int]:
    """Start and end of what the ring counts down: a segment, or a whole moving repetition without a real hold."""
    here = timeline.segments[index]
    if here.kind not in REP_KINDS:
        return here.start_ms, here.end_ms
    rep = rep_of(timeline, index)
    if any(s.kind == "hold" and s.duration_ms >= SHORT_HOLD_MS for s in rep):
        return here.start_ms, here.end_ms
    return rep[0].start_ms, rep[-1].end_ms


def groups_of(timeline: Timeline) -> tuple[tuple[int, ...], ...]:
    """For the progress line: per exercise the length of each side and set, ms."""
    groups: list[list[int]] = []
    line = None
    for segment in timeline.segments:
        if segment.line != line:
            groups.append([0])
            line = segment.line
        elif segment.kind in ("switch_sides", "set_rest"):
            groups[-1].append(0)
        groups[-1][-1] += segment.duration_ms
    return tuple(tuple(group) for group in groups)


def side_words(segment: Segment, exercise: Exercise) -> str:
    """The side in words, where the exercise has one at a time."""
    if exercise.sides not in ("each", "alternating", "halves"):
        return ""
    return {"right": _("Right side"), "left": _("Left side")}.get(segment.side or "", "")


def rep_words(segment: Segment) -> str:
    """ "Rep 2 of 8", or nothing where there is only one."""
    if segment.rep is None or segment.reps == 1:
        return ""
    return _("Rep {n} of {reps}").format(n=segment.rep, reps=segment.reps)


class NextLine:
    """What comes after this exercise."""

    def __init__(self, name: str, detail: str, position: str, exercise: str = "") -> None:
        self.name, self.detail, self.position, self.exercise = name, detail, position, exercise


def next_line(timeline: Timeline, here: Segment, library: Library) -> NextLine:
    """The other side where it is still to come, else the next exercise, else the end."""
    later = [s for s in timeline.segments if s.start_ms > here.start_ms]
    for segment in later:
        if segment.line == here.line and segment.kind == "switch_sides":
            exercise = library.exercise(segment.exercise)
            return NextLine(exercise.name, side_words(segment, exercise), exercise.position, exercise.id)
        if segment.line != here.line:
            exercise = library.exercise(segment.exercise)
            return NextLine(exercise.name, exercise.get_ready, exercise.position, exercise.id)
    return NextLine(_("That is all of it"), _("Then a short check-in"), "")


class NextUp(Card):
    """The card that says what comes next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, tone="surface", pad=12, radius=R.l, gap=0)
        self.sign = ExercisePicture("", "", 56)
        self.name = Text("", "strong", wrap=True)
        self.detail = Text("", "caption", "text2", wrap=True)
        words = vbox(None, None, Text(_("Next"), "caption", "text3"), self.name, self.detail, None, gap=1)
        row = hbox(None, self.sign, gap=14)
        row.addLayout(words, 1)
        self.add(row)

    def show_line(self, line: NextLine) -> None:
        """Show what comes next."""
        self.name.setText(line.name)
        self.detail.setText(line.detail)
        self.detail.setVisible(bool(line.detail))
        self.sign.show_exercise(line.exercise, line.position)
        self.sign.setVisible(bool(line.position))
