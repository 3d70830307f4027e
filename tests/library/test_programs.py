"""The sessions of stages 2 to 4 and the extra programs: as long as the facts say, with a sensible shorter version."""

from __future__ import annotations

import pytest

from coach.library.library import Library
from coach.session.compose import shorter
from coach.session.timeline import compile_timeline

#: Line totals of the facts file, sections C5 and C6, seconds.
FACTS_LINES_S: dict[str, list[float]] = {
    "realign-early": [65, 39, 53, 125, 127, 106, 92, 70, 105, 105, 119],
    "realign-mid": [65, 39, 96, 127, 106, 92, 90, 135, 138, 58, 72, 70],
    "realign-late": [50, 39, 96, 95, 106, 71, 154, 100, 69, 111, 72, 68, 70],
    "recondition-early": [65, 39, 41, 93, 199, 218, 171, 119, 141, 133, 95],
    "recondition-mid": [65, 39, 76, 247, 282, 301, 100, 105, 73, 95],
    "recondition-late": [65, 39, 247, 384, 301, 125, 170, 93, 75],
    "keep-a": [65, 39, 199, 218, 171, 125, 80, 93, 75],
    "keep-b": [65, 39, 125, 118, 128, 133, 113, 133, 106, 92],
    "keep-short": [39, 151, 120, 91, 75, 42.5],
    "morning-unlock": [66, 53, 39, 70, 29, 44, 37.5],
    "evening-wind-down": [67, 74, 92, 61, 130, 135],
    "pre-activity-warm-up": [65, 39, 41, 76, 53, 54, 70],
    "mcgill-big-3": [39, 199, 282, 226],
    "hips-and-hamstrings": [63, 95, 184, 92, 83, 99, 66, 88],
    "core-foundation": [75, 80, 89, 101, 65, 85, 105, 111, 119],
}

#: What the shorter version keeps of the time; the most is what 75 % of the lines leave where the lines are long.
SHARE = (0.65, 0.75)


@pytest.mark.parametrize(("session_id", "seconds"), FACTS_LINES_S.items())
def test_lines_and_total_are_the_facts(library: Library, session_id: str, seconds: list[float]) -> None:
    session = library.session(session_id)
    timeline = compile_timeline(session, library)
    lines = [sum(s.duration_ms for s in timeline.segments if s.line == n) for n in range(timeline.lines)]
    assert lines == [round(1_000 * s) for s in seconds]
    assert session.total_ms == sum(lines)


@pytest.mark.parametrize("session_id", FACTS_LINES_S)
def test_the_shorter_version_keeps_two_thirds_of_the_time_and_enough_lines(library: Library, session_id: str) -> None:
    full = library.session(session_id)
    short = shorter(full, library)
    if library.program_of(session_id).kind == "extra" or session_id == "keep-short":
        assert short is None
        return
    assert short is not None
    assert SHARE[0] <= short.total_ms / full.total_ms <= SHARE[1]
    assert 4 * len(short.lines) >= 3 * len(full.lines)


def test_an_alternative_is_not_in_the_session_already(library: Library) -> None:
    for program in library.programs.values():
        for session in program.sessions:
            own = {line.exercise for line in session.lines}
            assert not own & {other for line in session.lines for other in line.alternatives}, session.id


def test_only_the_stages_name_stages_and_all_say_when(library: Library) -> None:
    stages = {part.program for part in library.plan.parts}
    assert stages <= {p.id for p in library.programs.values() if p.kind == "stage"}
    assert all(program.when for program in library.programs.values())
