"""Rules across files: the bundled content with one thing broken at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from coach.library.checks import problems_across
from coach.library.exercises import Exercise, MovementPhase
from coach.library.problems import Problem
from coach.library.read import Reading, read_files
from coach.paths import bundled
from tests.making import exercise

replace = msgspec.structs.replace


@pytest.fixture(scope="module")
def whole() -> Reading:
    return read_files([bundled("data")])


def with_exercise(whole: Reading, own_id: str, **changes: Any) -> Reading:
    changed = tuple((f, replace(e, **changes) if e.id == own_id else e) for f, e in whole.exercises)
    return replace(whole, exercises=changed)


def with_level(whole: Reading, own_id: str, level: str, **changes: Any) -> Reading:
    dosages = next(e for _f, e in whole.exercises if e.id == own_id).dosages
    changed = replace(getattr(dosages, level), **changes)
    return with_exercise(whole, own_id, dosages=replace(dosages, **{level: changed}))


def with_session(whole: Reading, session_id: str, **changes: Any) -> Reading:
    programs = []
    for file, program in whole.programs:
        sessions = tuple(replace(s, **changes) if s.id == session_id else s for s in program.sessions)
        programs.append((file, replace(program, sessions=sessions)))
    return replace(whole, programs=tuple(programs))


def with_line(whole: Reading, session_id: str, index: int, **changes: Any) -> Reading:
    session = next(s for _f, p in whole.programs for s in p.sessions if s.id == session_id)
    lines = list(session.lines)
    lines[index] = replace(lines[index], **changes)
    return with_session(whole, session_id, lines=tuple(lines))


def with_dosage(whole: Reading, session_id: str, index: int, **changes: Any) -> Reading:
    session = next(s for _f, p in whole.programs for s in p.sessions if s.id == session_id)
    return with_line(whole, session_id, index, dosage=replace(session.lines[index].dosage, **changes))


def with_part(whole: Reading, index: int, **changes: Any) -> Reading:
    ((file, plan),) = whole.plans
    stage = plan.stages[0]
    parts = list(stage.parts)
    parts[index] = replace(parts[index], **changes)
    return replace(whole, plans=((file, replace(plan, stages=(replace(stage, parts=tuple(parts)),))),))


def with_screening(whole: Reading, **changes: Any) -> Reading:
    ((file, screening),) = whole.screenings
    return replace(whole, screenings=((file, replace(screening, **changes)),))


def renamed(whole: Reading) -> Reading:
    (file, first), *rest = whole.exercises
    return replace(whole, exercises=((file.replace(".toml", "-2.toml"), first), *rest))


def doubled(whole: Reading) -> Reading:
    file, first = whole.exercises[0]
    return replace(whole, exercises=(*whole.exercises, (f"own/{file.split('/')[-1]}", first)))


def phases(*given: tuple[str, int | None]) -> tuple[MovementPhase, ...]:
    return tuple(MovementPhase(part=part, name="P", ms=ms) for part, ms in given)  # type: ignore[arg-type]


Break = Callable[[Reading], Reading]
CAT = "exercises/cat-camel.toml"
CALM = "programs/calm.toml"

CASES: list[tuple[str, Break, str, str, str]] = [
    ("easier dangles", lambda w: with_exercise(w, "cat-camel", easier="moon-walk"), CAT, "easier", "“moon-walk” does"),
    ("harder dangles", lambda w: with_exercise(w, "cat-camel", harder="moon-walk"), CAT, "harder", "“moon-walk” does"),
    (
        "a swap dangles",
        lambda w: with_exercise(w, "cat-camel", swaps=replace(w.exercises[0][1].swaps, morning="moon-walk")),
        CAT,
        "swaps.morning",
        "“moon-walk” does not exist",
    ),
    ("points at itself", lambda w: with_exercise(w, "cat-camel", harder="cat-camel"), CAT, "harder", "itself"),
    (
        "easier is harder",
        lambda w: with_exercise(w, "cat-camel", harder="seated-pelvic-tilt"),
        CAT,
        "harder",
        "Easier and harder are the same",
    ),
    (
        "equipment twice",
        lambda w: with_exercise(w, "cat-camel", optional_equipment=("mat",)),
        CAT,
        "optional_equipment",
        "mat is both needed and optional",
    ),
    ("id is not the name", renamed, "exercises/abdominal-brace-2.toml", "id", "differs from the file's name"),
    ("id twice", doubled, "own/abdominal-brace.toml", "id", "is used in exercises/abdominal-brace.toml, too"),
    (
        "no time",
        lambda w: with_level(w, "cat-camel", "advanced", move_in_ms=0, move_out_ms=0, gap_ms=9),
        CAT,
        "dosages.advanced",
        "takes no time",
    ),
    (
        "rest after one set",
        lambda w: with_level(w, "cat-camel", "beginner", set_rest_ms=5_000),
        CAT,
        "dosages.beginner.set_rest_ms",
        "only one set",
    ),
    (
        "switch without sides",
        lambda w: with_level(w, "cat-camel", "beginner", switch_ms=5_000),
        CAT,
        "dosages.beginner.switch_ms",
        "no sides to switch",
    ),
    (
        "phases too long for the advanced level",
        lambda w: with_level(w, "cat-camel", "advanced", move_in_ms=1_500),
        CAT,
        "dosages.advanced.move_in_ms",
        "take 2000 ms, this dosage gives it 1500 ms",
    ),
    (
        "phases too short for the way out",
        lambda w: with_level(w, "cat-camel", "intermediate", move_out_ms=2_500),
        CAT,
        "dosages.intermediate.move_out_ms",
        "take 2000 ms, this dosage gives it 2500 ms",
    ),
    (
        "phases that leave nothing to the one that fills the rest",
        lambda w: with_exercise(w, "cat-camel", phases=phases(("move_in", 2_000), ("move_in", None))),
        CAT,
        "dosages.beginner.move_in_ms",
        "take 2000 ms",
    ),
    (
        "phases of a part that no dosage has",
        lambda w: with_exercise(w, "cat-camel", phases=phases(("gap", 1_000))),
        CAT,
        "phases",
        "no dosage has time for it",
    ),
    (
        "phases do not fit the line",
        lambda w: with_dosage(w, "calm-early", 3, move_in_ms=9_000),
        CALM,
        "sessions[0].lines[3].dosage.move_in_ms",
        "take 8000 ms, this dosage gives it 9000 ms",
    ),
    (
        "a line's exercise dangles",
        lambda w: with_line(w, "calm-mid", 2, exercise="moon-walk"),
        CALM,
        "sessions[1].lines[2].exercise",
        "“moon-walk” does not exist",
    ),
    (
        "an alternative dangles",
        lambda w: with_line(w, "calm-mid", 2, alternatives=("pelvic-tilt", "moon-walk")),
        CALM,
        "sessions[1].lines[2].alternatives[1]",
        "“moon-walk” does not exist",
    ),
    (
        "an alternative to itself",
        lambda w: with_line(w, "calm-mid", 1, alternatives=("pelvic-tilt",)),
        CALM,
        "sessions[1].lines[1].alternatives[0]",
        "the exercise itself",
    ),
    (
        "the sum is off by a millisecond",
        lambda w: with_session(w, "calm-late", total_ms=679_001),
        CALM,
        "sessions[2].total_ms",
        "add up to 679000 ms, total_ms says 679001",
    ),
    (
        "a line has no sides to switch",
        lambda w: with_dosage(w, "calm-mid", 1, switch_ms=1_000),
        CALM,
        "sessions[1].lines[1].dosage.switch_ms",
        "no sides to switch",
    ),
    (
        "the program dangles",
        lambda w: with_part(w, 0, program="moon"),
        "plan.toml",
        "stages[0].parts[0].program",
        "“moon” does not exist",
    ),
    (
        "a level dangles",
        lambda w: with_part(w, 0, levels=("calm-early", "unlock-early")),
        "plan.toml",
        "stages[0].parts[0].levels[1]",
        "“unlock-early” does not exist",
    ),
    (
        "a part twice",
        lambda w: with_part(w, 1, id="1A"),
        "plan.toml",
        "stages",
        "“1A” is used 2 times",
    ),
    (
        "the shorter version could not count",
        lambda w: with_part(w, 0, counts_with_lines=6),
        "plan.toml",
        "stages[0].parts[0].levels[0]",
        "keeps 5 lines, 6 are needed to count",
    ),
    (
        "no stop questions",
        lambda w: with_screening(w, questions=tuple(q for q in w.screenings[0][1].questions if q.tier == "hold")),
        "screening.toml",
        "questions",
        "No question has the tier “stop”",
    ),
    (
        "advice missing",
        lambda w: with_screening(w, advice=w.screenings[0][1].advice[:1]),
        "screening.toml",
        "advice",
        "needs exactly one advice",
    ),
    (
        "a question twice",
        lambda w: with_screening(w, questions=w.screenings[0][1].questions + w.screenings[0][1].questions[:1]),
        "screening.toml",
        "questions",
        "is used 2 times",
    ),
    ("two plans", lambda w: replace(w, plans=(*w.plans, ("own/plan.toml", w.plans[0][1]))), "own/plan.toml", "", "two"),
]


@pytest.mark.parametrize(("broken", "file", "place", "reason"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_each_rule(whole: Reading, broken: Break, file: str, place: str, reason: str) -> None:
    found = problems_across(broken(whole))
    assert any((p.file, p.place) == (file, place) and reason in p.reason and p.remedy for p in found), found


def test_a_session_id_in_two_programs(whole: Reading) -> None:
    found = problems_across(with_session(whole, "desk-break", id="calm-early"))
    twice = [(p.file, p.place) for p in found if "is used 2 times" in p.reason]
    assert twice == [(CALM, "sessions[0].id"), ("programs/desk-break.toml", "sessions[0].id")]


def test_too_long_a_session(whole: Reading) -> None:
    calm = next(p for f, p in whole.programs if f == CALM).sessions[0]
    found = problems_across(with_session(whole, "calm-early", lines=calm.lines * 6))
    assert any(p.place == "sessions[0]" and "more than 45 minutes" in p.reason for p in found)


def easier_chain(**links: str | None) -> Reading:
    made = tuple((f"{own}.toml", exercise(own, easier=link)) for own, link in links.items())
    return Reading(exercises=made)


def test_easier_forms_in_a_circle() -> None:
    found = problems_across(easier_chain(a="b", b="c", c="a", d="a"))
    assert [(p.file, p.place) for p in found] == [("a.toml", "easier"), ("b.toml", "easier"), ("c.toml", "easier")]
    assert "a → b → c → a" in found[0].reason


def test_a_chain_of_easier_forms_is_fine() -> None:
    assert problems_across(easier_chain(a="b", b="c", c=None)) == ()


def test_own_files_may_refer_to_the_bundled_ones(whole: Reading) -> None:
    own = Reading(exercises=(("own.toml", exercise("own", easier="cat-camel")),))
    assert problems_across(own, known=whole) == ()
    assert [p.place for p in problems_across(own)] == ["easier"]


def test_everything_is_told_at_once(whole: Reading) -> None:
    broken = with_exercise(whole, "cat-camel", easier="moon-walk", harder="cat-camel")
    broken = with_session(broken, "calm-late", total_ms=1_000)
    broken = with_part(broken, 1, program="moon")
    found = {(p.file, p.place) for p in problems_across(broken)}
    assert {
        (CAT, "easier"),
        (CAT, "harder"),
        (CALM, "sessions[2].total_ms"),
        ("plan.toml", "stages[0].parts[1].program"),
    } <= found


def test_problems_sort_by_file_and_place() -> None:
    unsorted = [Problem("b", "", "x", ""), Problem("a", "z", "x", ""), Problem("a", "b", "x", "")]
    assert [(p.file, p.place) for p in sorted(unsorted)] == [("a", "b"), ("a", "z"), ("b", "")]


def test_exercises_are_frozen() -> None:
    made: Exercise = exercise()
    with pytest.raises(AttributeError):
        made.name = "Else"
