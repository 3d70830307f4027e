"""The library as it is looked through: what is listed, searched, filtered, and said in full."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
import pytest
from msgspec.structs import replace

from coach.errors import CoachError
from coach.library.exercises import Exercise
from coach.library.kinds import Checked, Confidence, Kind, Level, Measure, Position, Sides, Source, Target
from coach.library.library import Library, library_of
from coach.library.plan import Plan
from coach.library.programs import Line, Program, Session
from coach.library.read import parse
from coach.library.screening import Screening
from coach.pages.catalogue import NOTHING, catalogue, counts, matches, matching_programs
from coach.pages.catalogue_details import exercise_detail, program_detail
from coach.pages.catalogue_search import Weighted, folded, ranked
from coach.pages.catalogue_views import GROUPS, CatalogueView, Filters
from coach.pages.catalogue_words import (
    kind_words,
    level_words,
    measure_words,
    minutes_words,
    position_words,
    sides_word,
    source_words,
    target_words,
    topic_words,
    topics_of,
)
from coach.paths import bundled
from tests.making import SOURCE, exercise, line

BRIDGE = {
    "name": "Glute bridge",
    "also_called": ["Élan café"],
    "kind": "activation",
    "position": "hook-lying",
    "equipment": ["mat"],
    "targets": ["glutes", "hamstrings"],
}
SIT = {
    "name": "Sit to stand",
    "kind": "strength",
    "position": "sitting",
    "equipment": ["chair"],
    "targets": ["quadriceps"],
}
ROCK = {
    "name": "Quadruped rock-back",
    "position": "all-fours",
    "equipment": ["mat", "pillow"],
    "targets": ["lower-back"],
}
REST = {"name": "Constructive rest", "kind": "breathing", "position": "hook-lying", "targets": ["relaxation"]}


def plan(*, first: str, last: str) -> Plan:
    """The first and the last stage of the bundled plan, each with one part and a program of the test."""
    whole = parse((bundled("data") / "plan.toml").read_text("utf-8"), "plan.toml", [])
    assert isinstance(whole, Plan)
    programs = {whole.stages[0]: first, whole.stages[-1]: last}
    stages = tuple(
        replace(stage, parts=(replace(stage.parts[0], goal="Settle.", program=own, levels=(f"{own}-1",)),))
        for stage, own in programs.items()
    )
    return replace(whole, stages=stages)


def program(own_id: str, *sessions: Session, kind: str = "extra", **more: Any) -> Program:
    data = {"id": own_id, "locale": "en", "kind": kind, "name": own_id.capitalize(), "summary": "Some words."}
    sources = (msgspec.convert(SOURCE, Source),)
    return Program(**{**data, "sessions": sessions, "sources": sources, **more})


def session(own_id: str, *lines: Line, minutes: float = 5) -> Session:
    total_ms = round(minutes * 60_000)
    return Session(id=own_id, name=f"Session {own_id}", summary="A small one.", total_ms=total_ms, lines=lines)


def small_library(*more: Exercise) -> Library:
    """Four exercises and those given; a plan of two stages and one extra program."""
    exercises = (
        exercise("glute-bridge", easier="rock-back", harder="sit-to-stand", **BRIDGE),
        exercise("sit-to-stand", **SIT),
        exercise("rock-back", sides="each", **ROCK),
        exercise("constructive-rest", **REST),
    )
    rest = Line(exercise="constructive-rest", setup_ms=0, dosage=line("x", hold_ms=60_000).dosage, optional=True)
    calm = program(
        "calm",
        session("calm-1", line("rock-back", sets=(3,), move_in_ms=2_000), rest),
        session("calm-2", rest, minutes=9),
        kind="stage",
    )
    keep = program("keep", session("keep-1", line("glute-bridge"), line("rock-back")), kind="stage")
    either = replace(line("sit-to-stand"), alternatives=("glute-bridge",), note="Slowly.")
    desk = program("desk", session("desk", either, minutes=3.1), when="After an hour of sitting.")
    screening = parse((bundled("data") / "screening.toml").read_text("utf-8"), "screening.toml", [])
    assert isinstance(screening, Screening)
    return library_of((*exercises, *more), (desk, keep, calm), plan(first="calm", last="keep"), screening)


@pytest.fixture
def shelf() -> Library:
    return small_library()


@pytest.fixture
def view(shelf: Library) -> CatalogueView:
    return catalogue(shelf)


def found(view: CatalogueView, query: str = "", **chosen: str) -> list[str]:
    filters = Filters({group: frozenset(values.split()) for group, values in chosen.items()})
    return [entry.id for entry in matches(view, query, filters)]


# -- what is listed ----------------------------------------------------------------------------------------------


def test_exercises_stand_by_name_and_programs_by_the_plan(view: CatalogueView) -> None:
    assert found(view) == ["constructive-rest", "glute-bridge", "rock-back", "sit-to-stand"]
    assert [p.id for p in view.programs] == ["calm", "keep", "desk"]


def test_an_entry_says_in_words_what_the_file_says_in_ids(view: CatalogueView) -> None:
    bridge, rock = view.exercises[1], view.exercises[2]
    assert (bridge.kind, bridge.position_word, bridge.targets) == (
        "Waking up muscles",
        "On your back, knees bent",
        ("Buttocks", "Back of the thighs"),
    )
    assert (bridge.dosage, rock.dosage) == ("2 slow reps", "2 slow reps each side")
    assert rock.sides == "One side, then the other"
    assert rock.stages == ("1", "4")
    assert view.exercises[3].stages == (), "an extra program is no stage"


def test_a_program_says_how_long_its_sessions_are(view: CatalogueView) -> None:
    calm, _keep, desk = view.programs
    assert (calm.kind_word, calm.least_minutes, calm.most_minutes) == ("Stage 1A", 5, 9)
    assert calm.length == "2 sessions, 5 to 9 min"
    assert (desk.kind_word, desk.length) == ("Extra", "3 min")
    assert calm.exercise == "constructive-rest", "there is nothing else in its last session"


def test_each_program_has_a_picture_of_its_own_as_long_as_there_are_some(library: Library) -> None:
    pictures = [entry.exercise for entry in catalogue(library).programs]
    assert len(set(pictures)) == len(pictures)


def test_only_words_that_lead_somewhere_are_offered(view: CatalogueView) -> None:
    assert [o.id for o in view.options["stage"]] == ["1", "4"]
    assert [o.id for o in view.options["kind"]] == ["breathing", "mobility", "activation", "strength"]
    assert [o.word for o in view.options["equipment"]] == ["Nothing needed", "Chair", "Mat", "Pillow"]
    for group in GROUPS:
        for option in view.options[group]:
            assert found(view, **{group: option.id}), option


def test_every_word_of_the_closed_lists_is_there() -> None:
    assert set(kind_words()) == set(get_args(Kind))
    assert set(position_words()) == set(get_args(Position))
    assert set(target_words()) == set(get_args(Target))
    assert set(measure_words()) == set(get_args(Measure))
    assert set(level_words()) == set(get_args(Level))
    assert all(sides_word(sides) for sides in get_args(Sides))
    for words in (kind_words(), position_words(), target_words(), topic_words()):
        assert len(set(words.values())) == len(words)


def test_a_source_that_is_our_choice_is_called_that() -> None:
    for confidence in get_args(Confidence):
        for checked in get_args(Checked):
            said = source_words(Source(text="A source.", confidence=confidence, checked=checked))
            assert ("our own choice" in said) == (checked == "design")


def test_minutes() -> None:
    assert minutes_words(3, 3) == "3 min"
    assert minutes_words(9, 11) == "9 to 11 min"


def test_what_people_look_for_follows_from_the_file() -> None:
    def topics(**changes: Any) -> set[str]:
        return set(topics_of(exercise("x", **changes)))

    assert topics(kind="breathing", targets=["diaphragm", "lower-back"], position="supine") == {"relief"}
    assert topics(kind="endurance", targets=["side-core"], position="side-lying") == {"side-core"}
    assert topics(kind="stretch", targets=["hip-flexors"], position="half-kneeling") == {"mobility", "hips-legs"}
    assert "desk" in topics(position="sitting", equipment=["chair"])
    assert "desk" not in topics(position="standing", equipment=["backpack"])
    assert "desk" not in topics(position="prone")


# -- searching ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("glute", ["glute-bridge"]),
        ("GLUTE  Bridge", ["glute-bridge"]),
        ("bridge glute", ["glute-bridge"]),
        ("elan", ["glute-bridge"]),
        ("café élan", ["glute-bridge"]),
        ("rock back", ["rock-back"]),
        ("rockback", ["rock-back"]),
        ("Rock-Back", ["rock-back"]),
        ("sit-to-stand", ["sit-to-stand"]),
        ("chair", ["sit-to-stand"]),
        ("front of the thighs", ["sit-to-stand"]),
        ("hamstrings", ["glute-bridge"]),
        ("hands knees", ["rock-back"]),
        ("mat", ["glute-bridge", "rock-back"]),
        ("quadrpued", ["rock-back"]),
        ("brdge", ["glute-bridge"]),
        ("bridgee", ["glute-bridge"]),
        ("quadrupde", ["rock-back"]),
        ("constructuve", ["constructive-rest"]),
        ("glute chair", []),
        ("xyzzy", []),
        ("sti", []),
        ("  ", ["constructive-rest", "glute-bridge", "rock-back", "sit-to-stand"]),
        ("-", ["constructive-rest", "glute-bridge", "rock-back", "sit-to-stand"]),
    ],
)
def test_searching(view: CatalogueView, query: str, ids: list[str]) -> None:
    assert found(view, query) == ids


def test_a_name_that_begins_like_the_query_comes_first() -> None:
    more = [
        exercise("plank", name="Plank"),
        exercise("a", name="A side plank"),
        exercise("b", name="Bend", also_called=["Plank bend"]),
    ]
    assert found(catalogue(small_library(*more)), "plank") == ["plank", "b", "a"]


def test_a_slip_counts_only_where_the_word_stands_nowhere() -> None:
    more = [exercise("chest", name="Open chest"), exercise("crest", name="Iliac crest")]
    view = catalogue(small_library(*more))
    assert found(view, "chest") == ["chest"]
    assert set(found(view, "chesst")) == {"chest"}
    assert set(found(view, "chrest")) == {"chest", "crest"}


def test_folding() -> None:
    assert folded("  Bird’s-Nest  É/Ö ") == "birds nest e o"


def test_searching_anything() -> None:
    items = ["one two", "two three"]

    def texts(item: str) -> tuple[tuple[str, Weighted], ...]:
        return ((item, Weighted.NAME),)

    assert ranked("two", items, texts) == ("two three", "one two")
    assert ranked("", items, texts) == ("one two", "two three")


def test_programs_are_found_by_name_and_session(view: CatalogueView) -> None:
    assert [p.id for p in matching_programs(view, "keep")] == ["keep"]
    assert [p.id for p in matching_programs(view, "calm-2")] == ["calm"]
    assert [p.id for p in matching_programs(view, "extra")] == ["desk"]
    assert [p.id for p in matching_programs(view)] == ["calm", "keep", "desk"]


# -- filters -----------------------------------------------------------------------------------------------------


def test_one_is_enough_inside_a_group_and_all_groups_must_hold(view: CatalogueView) -> None:
    assert found(view, equipment="chair mat") == ["glute-bridge", "rock-back", "sit-to-stand"]
    assert found(view, equipment="chair mat", position="all-fours") == ["rock-back"]
    assert found(view, equipment=NOTHING) == ["constructive-rest"]
    assert found(view, stage="4", kind="breathing") == []
    assert found(view, "bridge", equipment="mat") == ["glute-bridge"]
    assert found(view, "bridge", equipment="chair") == []


def test_counts_look_at_the_other_groups_and_the_search(view: CatalogueView) -> None:
    assert counts(view)["equipment"] == {NOTHING: 1, "chair": 1, "mat": 2, "pillow": 1}
    lying = Filters({"position": frozenset({"hook-lying"})})
    assert counts(view, "", lying)["equipment"] == {NOTHING: 1, "chair": 0, "mat": 1, "pillow": 0}
    assert counts(view, "", lying)["position"]["sitting"] == 1, "a group does not narrow itself"
    assert counts(view, "bridge")["position"] == {"hook-lying": 1, "all-fours": 0, "sitting": 0}


def test_each_count_is_what_choosing_it_gives(view: CatalogueView) -> None:
    filters = Filters({"equipment": frozenset({"mat"})})
    for group, options in counts(view, "", filters).items():
        for option, n in options.items():
            assert len(matches(view, "", filters.setting(group, frozenset({option})))) == n, (group, option)


def test_filters_count_what_is_chosen() -> None:
    filters = Filters().setting("kind", frozenset({"stretch", "mobility"})).setting("stage", frozenset({"1"}))
    assert (filters.count, filters.of("kind"), filters.of("target")) == (
        3,
        frozenset({"stretch", "mobility"}),
        frozenset(),
    )


# -- in full -----------------------------------------------------------------------------------------------------


def test_an_exercise_in_full(shelf: Library) -> None:
    detail = exercise_detail(shelf, "glute-bridge")
    assert detail.technique == ("Do this.", "Then that.")
    assert (detail.easier and detail.easier.name, detail.harder and detail.harder.id) == (
        "Quadruped rock-back",
        "sit-to-stand",
    )
    assert [(d.level, d.level_word, d.words, d.length_ms) for d in detail.dosages] == [
        ("beginner", "Beginner", "2 slow reps", 8_000),
        ("intermediate", "Usual", "2 slow reps", 8_000),
        ("advanced", "More", "2 slow reps", 8_000),
    ]
    assert [(use.session, use.program_name) for use in detail.used_in] == [("keep-1", "Keep")]
    assert detail.sources[0].sure == "Low confidence, from memory, not looked up"


def test_both_sides_count_twice(shelf: Library) -> None:
    assert exercise_detail(shelf, "rock-back").dosages[0].length_ms == 16_000


def test_uses_follow_the_plan(shelf: Library) -> None:
    assert [use.program for use in exercise_detail(shelf, "rock-back").used_in] == ["calm", "keep"]


def test_cautions_begin_with_the_strictest_and_swaps_say_when() -> None:
    cautions = [
        {"when": "knee-pain", "measure": "adapt", "text": "Put a pillow under."},
        {"when": "pregnancy", "measure": "ask-first", "text": "Ask your midwife."},
        {"when": "recent-surgery", "measure": "avoid", "text": "Wait."},
    ]
    swaps = {"flexion_worse": "rock-back", "morning": "sit-to-stand"}
    detail = exercise_detail(small_library(exercise("x", cautions=cautions, swaps=swaps)), "x")
    assert [c.measure_word for c in detail.cautions] == ["Leave it out", "Ask first", "Adapt it"]
    assert [(swap.when, swap.instead.id) for swap in detail.swaps] == [
        ("If bending forward makes it worse", "rock-back"),
        ("In the first hour after waking", "sit-to-stand"),
    ]


def test_a_program_in_full(shelf: Library) -> None:
    detail = program_detail(shelf, "calm")
    first, second = detail.sessions
    assert (detail.goal, detail.when, detail.kind_word) == ("Settle.", "", "Stage 1A")
    assert (first.minutes, first.shorter_minutes, first.equipment) == (5, 1, ("mat", "pillow"))
    assert [(row.name, row.dosage, row.optional) for row in first.lines] == [
        ("Quadruped rock-back", "3 slow reps each side", False),
        ("Constructive rest", "60 s", True),
    ]
    assert second.minutes == 9
    desk = program_detail(shelf, "desk").sessions[0].lines[0]
    assert (desk.note, [other.name for other in desk.instead]) == ("Slowly.", ["Glute bridge"])


@pytest.mark.parametrize("ask", [exercise_detail, program_detail])
def test_what_is_not_there_is_said_in_words(shelf: Library, ask: Any) -> None:
    with pytest.raises(CoachError, match="nowhere"):
        ask(shelf, "nowhere")


# -- the bundled library -----------------------------------------------------------------------------------------


def test_everything_that_is_bundled_can_be_listed_and_opened(library: Library) -> None:
    view = catalogue(library)
    assert {entry.id for entry in view.exercises} == set(library.exercises)
    assert {entry.id for entry in view.programs} == set(library.programs)
    for entry in view.exercises:
        detail = exercise_detail(library, entry.id)
        assert detail.dosages[0].words == entry.dosage
        assert entry in matches(view, entry.name)
        assert entry.values["topic"] or entry.stages, f"{entry.id} stands under no topic and in no stage"
    for program_entry in view.programs:
        assert program_detail(library, program_entry.id).sessions
        assert program_entry in matching_programs(view, program_entry.name)
