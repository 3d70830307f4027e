"""The bundled content: clean, and as long as the facts say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coach import check
from coach.errors import CoachError
from coach.library.checks import problems_across
from coach.library.library import Library
from coach.library.read import read_files, read_library
from coach.paths import bundled
from coach.session.compose import base_ms, shorter
from coach.session.timeline import OneSide, compile_timeline

#: Totals of the facts file, sections C5 and C6.
FACTS_TOTAL_MS = {
    "calm-early": 516_000,
    "calm-mid": 565_000,
    "calm-late": 679_000,
    "unlock-early": 769_000,
    "unlock-mid": 820_000,
    "unlock-late": 927_000,
    "flare-up-first-aid": 442_000,
    "desk-break": 186_000,
    "realign-early": 1_006_000,
    "realign-mid": 1_088_000,
    "realign-late": 1_101_000,
    "recondition-early": 1_314_000,
    "recondition-mid": 1_383_000,
    "recondition-late": 1_499_000,
    "keep-a": 1_065_000,
    "keep-b": 1_052_000,
    "keep-short": 518_500,
    "morning-unlock": 338_500,
    "evening-wind-down": 559_000,
    "pre-activity-warm-up": 398_000,
    "mcgill-big-3": 746_000,
    "hips-and-hamstrings": 770_000,
    "core-foundation": 830_000,
}
#: Line totals of two tables of the facts file, seconds.
FACTS_LINES_S = {
    "calm-early": [105, 61, 112, 53, 75, 110],
    "unlock-late": [65, 47, 53, 75, 125, 79, 111, 85, 92, 75, 55, 65],
}


@pytest.mark.parametrize("first_side", ["right", "left"])
@pytest.mark.parametrize(("session_id", "total_ms"), FACTS_TOTAL_MS.items())
def test_totals_are_the_facts(library: Library, session_id: str, total_ms: int, first_side: OneSide) -> None:
    session = library.session(session_id)
    assert session.total_ms == total_ms
    assert base_ms(session, library) == total_ms
    assert compile_timeline(session, library, first_side).total_ms == total_ms


@pytest.mark.parametrize(("session_id", "seconds"), FACTS_LINES_S.items())
def test_lines_are_the_facts(library: Library, session_id: str, seconds: list[int]) -> None:
    timeline = compile_timeline(library.session(session_id), library)
    lines = [sum(s.duration_ms for s in timeline.segments if s.line == n) for n in range(timeline.lines)]
    assert lines == [1_000 * s for s in seconds]


def test_every_bundled_session_is_in_the_table(library: Library) -> None:
    assert {s.id for p in library.programs.values() for s in p.sessions} == FACTS_TOTAL_MS.keys()


def test_content_is_clean() -> None:
    reading = read_files([bundled("data")])
    assert [str(p) for p in reading.problems + problems_across(reading)] == []
    assert len(reading.exercises) == 68
    assert reading.files == len(reading.exercises) + len(reading.programs) + len(reading.lessons) + 3


def test_shorter_versions_keep_what_counts(library: Library) -> None:
    for part in library.plan.parts:
        for session_id in part.levels:
            full = library.session(session_id)
            short = shorter(full, library)
            assert short is not None
            assert short.total_ms < full.total_ms
            assert short.total_ms == compile_timeline(short, library).total_ms
            assert len(short.lines) >= part.lines_needed(len(full.lines))


def test_nothing_optional_means_no_shorter_version(library: Library) -> None:
    assert shorter(library.session("desk-break"), library) is None


def test_lookups(library: Library) -> None:
    assert library.program_of("calm-mid").id == "calm"
    part = library.part_of("unlock-early")
    assert part is not None
    assert part.id == "1B"
    assert library.stage_of(part).id == "1"
    assert library.part_of("desk-break") is None
    for lookup, unknown in (
        (library.exercise, "levitation"),
        (library.session, "calm-never"),
        (library.program_of, "calm-never"),
    ):
        with pytest.raises(CoachError, match=unknown):
            lookup(unknown)


def test_unknown_session_names_the_known_ones(library: Library) -> None:
    with pytest.raises(CoachError, match=r"calm-early, calm-late"):
        library.session("calm")


@pytest.mark.parametrize(("region", "number"), [("DE", "112"), (None, "112"), ("ZZ", "112"), ("US", "911")])
def test_emergency_numbers(library: Library, region: str | None, number: str) -> None:
    assert library.screening.emergency_number(region) == number


def test_screening_has_both_tiers_with_advice(library: Library) -> None:
    for tier in ("stop", "hold"):
        assert library.screening.of_tier(tier)
        assert library.screening.advice_for(tier).steps
    assert "{number}" in library.screening.advice_for("stop").text + "".join(library.screening.advice_for("stop").steps)


def test_a_library_with_a_problem_is_refused_naming_it(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("id = ")
    with pytest.raises(CoachError, match=r"broken\.toml"):
        read_library(tmp_path)


def test_a_library_without_a_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match=r"No plan\.toml"):
        read_library(tmp_path)


def test_a_file_in_another_language_is_named(tmp_path: Path) -> None:
    """The voice of a library speaks one language."""
    shutil.copytree(bundled("data") / "exercises", tmp_path / "exercises")
    file = tmp_path / "exercises" / "cat-camel.toml"
    file.write_text(file.read_text("utf-8").replace('locale = "en"', 'locale = "fr"'), "utf-8")
    (problem,) = check._locales(read_files([tmp_path]), "en")
    assert problem.file.endswith("cat-camel.toml")
    assert (problem.place, problem.reason) == ("locale", "The file is in “fr”, the plan in “en”.")
    assert list(check._locales(read_files([bundled("data")]), "en")) == []
