"""What sounds and what is said when: rules that hold for every session, and a table of small ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.library import Library
from coach.library.programs import Line, Session
from coach.session.cues import Cue, Cues, Density, cues_of
from coach.session.phrases import instruction
from coach.session.speaking import SpeechLength, named_phases
from coach.session.timeline import OneSide, Segment, Timeline, compile_timeline, extended
from coach.sound.speech import CaptionVoice
from tests.fakes import EvenVoice
from tests.making import dosage, exercise, library_with, line, session, small_sessions

BUNDLED = (
    "calm-early", "calm-mid", "calm-late", "unlock-early", "unlock-mid", "unlock-late", "flare-up-first-aid",
    "desk-break",
)  # fmt: skip
WELL_DONE = "Well done. That was all of it."
#: Said at the brief density, too.
GUIDING = ("First: ", "Next: ", "Right side", "Left side", "Switch sides.", "Rest.", "Set ", "Half-way.", "Well done.")


def cues_for(
    library: Library, timeline: Timeline, density: Density = "full", voice: SpeechLength | None = None
) -> tuple[Cue, ...]:
    return cues_of(timeline, library.exercises, voice or EvenVoice(), density).cues


def sounds(cues: Iterable[Cue], name: str) -> list[int]:
    return [c.at_ms for c in cues if c.sound == name]


def sentences(cues: Iterable[Cue]) -> list[Cue]:
    return [c for c in cues if c.text is not None]


def base_ms(segment: Segment) -> int:
    return segment.duration_ms - segment.extra_ms


def assert_rules(library: Library, timeline: Timeline, cues: tuple[Cue, ...]) -> None:
    """What holds for every timeline and voice at the full density."""
    holds = [s for s in timeline.segments if s.kind == "hold"]
    assert list(cues) == sorted(cues, key=lambda c: c.at_ms)
    assert all((c.sound is None) != (c.text is None) for c in cues)
    assert max(Counter((c.at_ms, c.sound, c.text) for c in cues).values()) == 1
    # Sounds.
    ticked = {s.end_ms - left for s in holds if s.duration_ms >= 5_000 for left in (3_000, 2_000, 1_000)}
    assert set(sounds(cues, "tick")) == ticked
    long = [s for s in holds if base_ms(s) >= 20_000]
    assert sounds(cues, "half") == [s.start_ms + base_ms(s) // 2 for s in long]
    assert set(sounds(cues, "start")) == {s.start_ms for s in holds if s.duration_ms >= 3_000}
    assert sounds(cues, "done") == [timeline.total_ms]
    assert sounds(cues, "switch") == [s.start_ms for s in timeline.segments if s.kind == "switch_sides"]
    assert sounds(cues, "rest") == [s.start_ms for s in timeline.segments if s.kind == "set_rest"]
    # Sentences: one at a time, each within what it is about.
    said = sentences(cues)
    for one, following in pairwise(said):
        assert one.at_ms + one.spoken_ms < following.at_ms, (one, following)
    for cue in said[:-1]:
        here = timeline.segments[timeline.index_at(cue.at_ms)]
        assert cue.at_ms + cue.spoken_ms <= _end_of_rep(timeline, here)
        own = library.exercise(here.exercise)
        if cue.text in {f"{p.name}." for p in named_phases(own, here.kind)}:
            # Named as it begins, and not long after it.
            assert (here.set, here.rep) == (1, 1)
            continue
        if cue.text == "Half-way." or cue.text == own.breathing:
            assert (here.kind, base_ms(here) >= 20_000) == ("hold", True)
        if cue.text in own.reminders:
            assert (here.kind, base_ms(here) >= 8_000) == ("hold", True)
        if here.kind == "hold" and not _is_count(cue):
            assert cue.at_ms + cue.spoken_ms <= here.start_ms + base_ms(here) - 3_000
    assert said[-1].text == WELL_DONE
    assert said[-1].at_ms >= timeline.total_ms


def _is_count(cue: Cue) -> bool:
    return cue.text is not None and cue.text.split(",")[0].strip(".") in (
        "Right", "Left", "Last one", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
        "Eleven", "Twelve",
    )  # fmt: skip


def _end_of_rep(timeline: Timeline, here: Segment) -> int:
    """The end of the repetition; of the segment where it belongs to none."""
    same = [
        s for s in timeline.segments if (s.line, s.side, s.set, s.rep) == (here.line, here.side, here.set, here.rep)
    ]
    return max(s.end_ms for s in same if here.rep is not None or s is here)


@pytest.mark.parametrize("first_side", ["right", "left"])
@pytest.mark.parametrize("voice", [CaptionVoice(), EvenVoice(300), EvenVoice(2_500)], ids=["caption", "fast", "slow"])
@pytest.mark.parametrize("session_id", BUNDLED)
def test_rules_hold_for_the_bundled_sessions(
    library: Library, session_id: str, voice: SpeechLength, first_side: OneSide
) -> None:
    timeline = compile_timeline(library.session(session_id), library, first_side)
    assert_rules(library, timeline, cues_for(library, timeline, "full", voice))


@given(small_sessions(), st.integers(100, 3_000), st.integers(0, 60), st.sampled_from(["left", "right"]), st.data())
def test_rules_hold_for_any_session(
    made: tuple[Session, Library], sentence_ms: int, character_ms: int, first_side: OneSide, data: st.DataObject
) -> None:
    whole, library = made
    timeline = compile_timeline(whole, library, first_side)
    if data.draw(st.booleans()):
        timeline = extended(timeline, data.draw(st.integers(0, len(timeline.segments) - 1)), 15_000)
    assert_rules(library, timeline, cues_for(library, timeline, "full", EvenVoice(sentence_ms, character_ms)))


@given(small_sessions(), st.integers(100, 3_000))
def test_densities(made: tuple[Session, Library], sentence_ms: int) -> None:
    whole, library = made
    timeline = compile_timeline(whole, library)
    voice = EvenVoice(sentence_ms)
    full, brief, only, silent = (
        cues_for(library, timeline, density, voice) for density in ("full", "brief", "sounds", "silent")
    )
    assert silent == ()
    assert sentences(only) == []
    assert [c for c in full if c.sound] == [c for c in brief if c.sound] == list(only)
    assert {c.text for c in sentences(brief)} <= {c.text for c in sentences(full)}
    get_ready = {e.get_ready for e in library.exercises.values()}
    assert all(c.text in get_ready or (c.text or "").startswith(GUIDING) for c in sentences(brief))
    assert any((c.text or "").startswith("Well done") for c in sentences(brief))


@pytest.mark.parametrize("session_id", BUNDLED)
def test_every_exercise_is_named_before_it_begins(library: Library, session_id: str) -> None:
    timeline = compile_timeline(library.session(session_id), library)
    for density in ("full", "brief"):
        said = sentences(cues_for(library, timeline, density, CaptionVoice()))
        for setup in (s for s in timeline.segments if s.kind == "setup"):
            name = library.exercise(setup.exercise).name
            assert any(name in (c.text or "") for c in said if setup.start_ms <= c.at_ms < setup.end_ms), name


# -- one small session at a time ---------------------------------------------------------------------------------


def of(*lines: Line, **exercises: str) -> tuple[Library, Timeline]:
    """A session of these lines; exercises are given as name=sides."""
    library = library_with(*(exercise(name, sides=sides) for name, sides in exercises.items()))
    return library, compile_timeline(session(*lines), library)


def told(cues: Iterable[Cue]) -> list[tuple[int, str]]:
    return [(c.at_ms, c.sound or c.text or "") for c in cues]


@pytest.mark.parametrize(
    ("setup_ms", "said"),
    [
        (1_999, 0),
        (2_000, 1),
        (3_349, 1),
        (3_350, 2),
        (4_699, 2),
        (4_700, 3),
        (6_049, 3),
        (6_050, 4),
        (7_399, 4),
        (7_400, 5),
        (30_000, 5),
    ],
)
def test_setup_says_name_side_position_amount_and_drops_from_the_end(setup_ms: int, said: int) -> None:
    library, timeline = of(line("reach", setup_ms, hold_ms=4_000), reach="each")
    whole = ["First: Reach.", "Right side first.", "Get ready for reach.", "For four seconds.", "On each side."]
    assert [c.text for c in sentences(cues_for(library, timeline)) if c.at_ms < setup_ms] == whole[:said]


def test_what_does_not_fit_takes_what_follows_with_it() -> None:
    """The short position would still fit, but not in its turn."""
    library = library_with(exercise("reach", sides="each", get_ready="Sit."))
    timeline = compile_timeline(session(line("reach", 3_000, hold_ms=4_000)), library)
    cues = cues_for(library, timeline, voice=EvenVoice(0, 100))
    assert [c.text for c in sentences(cues) if c.at_ms < 3_000] == ["First: Reach."], "1.3 s from 1.0 s on"


@pytest.mark.parametrize(
    ("sides", "side"),
    [
        ("each", "Right side first."),
        ("alternating", "Right side first."),
        ("halves", "Right side first."),
        ("none", None),
        ("within", None),
        ("chosen", None),
    ],
)
def test_setup_names_the_side_only_where_there_is_one(sides: str, side: str | None) -> None:
    library, timeline = of(line("reach", 20_000, hold_ms=4_000), reach=sides)
    said = [c.text for c in sentences(cues_for(library, timeline)) if c.at_ms < 20_000]
    assert said[: 3 if side else 2] == ["First: Reach.", *([side] if side else []), "Get ready for reach."]
    assert not {"Right side first.", "Left side first."} & set(said[3 if side else 2 :])


def test_the_sorer_side_is_named_second(library: Library) -> None:
    small = library_with(exercise("reach", sides="each"))
    timeline = compile_timeline(session(line("reach", 20_000, hold_ms=4_000, switch_ms=5_000)), small, "left")
    said = [c.text for c in sentences(cues_for(small, timeline))]
    assert said[:3] == ["First: Reach.", "Left side first.", "Get ready for reach."]
    assert said[-3:] == ["Switch sides.", "Right side.", WELL_DONE]


def test_only_the_first_exercise_is_called_first() -> None:
    library, timeline = of(line("a", 5_000, hold_ms=4_000), line("b", 5_000, hold_ms=4_000), a="none", b="none")
    said = [c.text for c in sentences(cues_for(library, timeline))]
    assert [text for text in said if text and "For " not in text and text != "Hold."] == [
        "First: A.", "Get ready for a.", "Next: B.", "Get ready for b.", WELL_DONE,
    ]  # fmt: skip


def test_a_whole_small_session() -> None:
    library, timeline = of(
        line("a", 6_000, sets=[1], hold_ms=20_000, switch_ms=5_000),
        line("b", 0, sets=[2, 1], move_in_ms=2_000, hold_ms=1_000, move_out_ms=2_000, gap_ms=1_000, set_rest_ms=6_000),
        a="each",
        b="none",
    )
    assert told(cues_for(library, timeline)) == [
        # Name, side and position; how much comes finds no room.
        (1_000, "First: A."), (2_350, "Right side first."), (3_000, "get_ready"), (3_700, "Get ready for a."),
        # Right: the phase, breathing before half-way and technique after it, the last three seconds.
        (6_000, "start"), (6_200, "Hold."), (9_333, "Breathe."), (16_000, "half"), (16_200, "Half-way."),
        (19_333, "Stay long."), (23_000, "tick"), (24_000, "tick"), (25_000, "tick"), (26_000, "end"),
        (26_000, "switch"), (26_200, "Switch sides."), (27_550, "Left side."), (28_000, "get_ready"),
        # Left: the next reminder in turn.
        (31_000, "start"), (34_333, "Breathe."), (41_000, "half"), (41_200, "Half-way."), (44_333, "Stay easy."),
        (48_000, "tick"), (49_000, "tick"), (50_000, "tick"), (51_000, "end"),
        # No setup: the first repetition begins at once; its short hold has neither bell nor ticks, nor time for a name.
        (51_000, "rep"), (57_000, "rep"), (57_200, "Two."),
        (63_000, "rest"), (63_200, "Rest."), (64_550, "Set two of two comes next."), (66_000, "get_ready"),
        # One repetition is not counted. The line ends with its movement, before the last gap.
        (69_000, "rep"), (74_000, "end"), (75_000, "done"), (75_900, WELL_DONE),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hold_ms", "has"),
    [
        (2_999, set()),
        (3_000, {"start", "end"}),
        (4_999, {"start", "end"}),
        (5_000, {"start", "end", "tick"}),
        (7_999, {"start", "end", "tick"}),
        (8_000, {"start", "end", "tick", "technique"}),
        (19_999, {"start", "end", "tick", "technique"}),
        (20_000, {"start", "end", "tick", "technique", "half", "Half-way.", "breathing"}),
    ],
)
def test_what_a_hold_gets_by_its_length(hold_ms: int, has: set[str]) -> None:
    first = line("a", 6_000, hold_ms=hold_ms, move_in_ms=2_000, move_out_ms=2_000)
    library, timeline = of(first, line("b", 5_000, hold_ms=1), a="none", b="none")
    cues = cues_of(timeline, library.exercises, EvenVoice(400), "full").between(7_999, 8_000 + hold_ms)
    cues = tuple(cue for cue in cues if cue.text != "Hold.")
    named = {"Stay long.": "technique", "Breathe.": "breathing"}
    assert {named.get(c.text or "", c.text or c.sound or "") for c in cues} == has


def test_a_line_that_ends_in_a_long_hold_has_one_bell() -> None:
    first = line("a", 5_000, hold_ms=4_000, move_out_ms=1_000, gap_ms=3_000)
    library, timeline = of(first, line("b", 5_000, hold_ms=4_000), a="none", b="none")
    assert sounds(cues_for(library, timeline), "end") == [9_000, 22_000]


@pytest.mark.parametrize("times", [{"move_in_ms": 2_000}, {"hold_ms": 2_000}, {"move_in_ms": 2_000, "hold_ms": 1_000}])
def test_a_line_without_a_long_hold_ends_with_one_bell(times: dict[str, int]) -> None:
    first = Line(exercise="a", setup_ms=5_000, dosage=dosage([3], gap_ms=500, **times))
    library, timeline = of(first, line("b", 5_000, hold_ms=1), a="none", b="none")
    end = 5_000 + 3 * (sum(times.values()) + 500) - 500
    assert [at for at in sounds(cues_for(library, timeline), "end") if at < end + 501] == [end]


def test_counting_names_the_side_where_sides_alternate() -> None:
    library, timeline = of(line("a", 0, sets=[3], hold_ms=3_000), a="alternating")
    assert [c.text for c in sentences(cues_for(library, timeline))] == [
        "Hold.",  # the first repetition shows how it goes
        "Left, two.",
        "Right, last one.",
        WELL_DONE,
    ]


def test_a_count_that_does_not_fit_its_repetition_is_left_out() -> None:
    library, timeline = of(line("a", 0, sets=[3], hold_ms=1_000), a="none")
    assert [c.text for c in sentences(cues_for(library, timeline, voice=EvenVoice(900)))] == [WELL_DONE]


def test_reminders_take_turns_through_the_session() -> None:
    library, timeline = of(line("a", 0, sets=[3], hold_ms=9_000), line("a", 5_000, hold_ms=9_000), a="none")
    said = [c.text for c in sentences(cues_for(library, timeline)) if (c.text or "").startswith("Stay")]
    assert said == ["Stay long.", "Stay easy.", "Stay long.", "Stay easy."]


@pytest.mark.parametrize("more", [1, 2])
def test_an_extended_hold_keeps_one_half_way_and_ticks_at_its_new_end(more: int) -> None:
    library, timeline = of(line("a", 5_000, hold_ms=30_000), a="none")
    for _time in range(more):
        timeline = extended(timeline, 1, 15_000)
    cues = cues_for(library, timeline)
    end = 35_000 + more * 15_000
    assert sounds(cues, "half") == [20_000]
    assert [c.at_ms for c in cues if c.text == "Half-way."] == [20_200]
    assert sounds(cues, "tick") == [end - 3_000, end - 2_000, end - 1_000]
    assert sounds(cues, "end") == [end]


def test_more_time_does_not_make_a_short_hold_long() -> None:
    library, timeline = of(line("a", 5_000, hold_ms=10_000), a="none")
    assert sounds(cues_for(library, extended(timeline, 1, 15_000)), "half") == []


def test_a_long_rest_is_reminded_now_and_then() -> None:
    library, timeline = of(line("a", 5_000, hold_ms=120_000), a="none")
    said = [c.at_ms for c in sentences(cues_for(library, timeline)) if (c.text or "").startswith("Stay")]
    assert said == [25_000, 55_000, 85_000, 115_000]


def test_cues_are_looked_up_in_half_open_spans() -> None:
    cues = Cues(tuple(Cue(at, sound="tick") for at in (0, 5, 5, 9)))
    assert [c.at_ms for c in cues.between(-1, 0)] == [0]
    assert [c.at_ms for c in cues.between(0, 5)] == [5, 5]
    assert cues.between(5, 8) == ()
    assert [c.at_ms for c in cues.between(8, 99)] == [9]


@given(st.lists(st.integers(0, 50), max_size=12), st.lists(st.integers(0, 60), max_size=8))
def test_spans_that_meet_lose_and_double_nothing(times: list[int], cuts: list[int]) -> None:
    cues = Cues(tuple(Cue(at, sound="tick") for at in sorted(times)))
    marks = [-1, *sorted(cuts), 60]
    found = [c for a, b in pairwise(marks) for c in cues.between(a, b)]
    assert tuple(found) == cues.cues


def test_a_cue_at_the_very_start_is_there() -> None:
    library, timeline = of(line("a", 0, hold_ms=4_000), a="none")
    cues = cues_of(timeline, library.exercises, EvenVoice())
    assert [c.sound for c in cues.between(-1, 0)] == ["start"]


def test_instruction_says_name_side_and_position() -> None:
    library = library_with(exercise("a", sides="each"), exercise("b"))
    assert instruction("left", library.exercise("a")) == ("A.", "Left side.", "Get ready for a.")
    assert instruction(None, library.exercise("a")) == ("A.", "Get ready for a.")
    assert instruction("both", library.exercise("b")) == ("B.", "Get ready for b.")
