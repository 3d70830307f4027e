"""Words that sessions share: numbers as they are said, sides as they are named."""

from __future__ import annotations

from coach.library.exercises import Exercise
from coach.session.timeline import Segment
from coach.text import _


def count_word(n: int) -> str:
    """A number as it is said, "Seven"; those that no session needs as digits."""
    words = (
        _("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine"), _("Ten"),
        _("Eleven"), _("Twelve"), _("Thirteen"), _("Fourteen"), _("Fifteen"), _("Sixteen"), _("Seventeen"),
        _("Eighteen"), _("Nineteen"), _("Twenty"),
    )  # fmt: skip
    if 1 <= n <= len(words):
        return words[n - 1]
    tens = {
        25: _("Twenty-five"), 30: _("Thirty"), 40: _("Forty"), 45: _("Forty-five"), 50: _("Fifty"), 60: _("Sixty"),
        75: _("Seventy-five"), 90: _("Ninety"),
    }  # fmt: skip
    return tens.get(n) or str(n)


def side_phrase(side: str | None) -> str:
    """The side as a sentence of its own; nothing where there is no one side."""
    return {"right": _("Right side."), "left": _("Left side.")}.get(side or "", "")


def phase_name(exercise: Exercise, segment: Segment, position_ms: int) -> str:
    """The exercise's own word for what happens at a position, "Draw in"; empty where it has none.

    Phases with a time follow each other and repeat in a hold that is longer; one without fills what is left.
    """
    phases = [p for p in exercise.phases if p.part == segment.kind]
    if not phases:
        return ""
    into = position_ms - segment.start_ms
    round_ms = sum(p.ms or 0 for p in phases)
    if segment.kind == "hold" and round_ms and all(p.ms is not None for p in phases):
        into %= round_ms
    for phase in phases:
        length = phase.ms if phase.ms is not None else max(0, segment.duration_ms - round_ms)
        if into < length:
            return phase.name
        into -= length
    return phases[-1].name


def clock_text(ms: int) -> str:
    """A length as m:ss."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02d}"
