"""The voice's share of the time: setups that wait for it, phases that it names, what the bank must hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.library import Library
from coach.library.programs import Session
from coach.session.compose import shorter
from coach.session.cues import Cuemaker, Density
from coach.session.events import Started
from coach.session.progress import replay
from coach.session.script import every_sentence, sentences_of
from coach.session.speaking import SpeechLength, voice_waits
from coach.session.timeline import OneSide, Segment, Timeline, compile_timeline, eased, waiting
from coach.sound.speech import CaptionVoice
from tests.fakes import EvenVoice
from tests.making import exercise, library_with, line, session, small_sessions

ALL = (
    "calm-early", "calm-mid", "calm-late", "unlock-early", "unlock-mid", "unlock-late", "flare-up-first-aid",
    "desk-break",
)  # fmt: skip


def said(library: Library, timeline: Timeline, voice: SpeechLength, density: Density = "full") -> list[tuple[int, str]]:
    cues = Cuemaker(library.exercises, voice, density)(timeline).cues
    return [(c.at_ms, c.text) for c in cues if c.text is not None]


# -- setups that wait --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setup_ms", "voice_ms", "wait_ms"),
    [
        # 1 s before the first words, then name, side, position, time and "on each side", 350 ms after each.
        (5_000, 1_000, 1_000 + 5 * 1_350 - 5_000),
        (7_750, 1_000, 0),
        (7_749, 1_000, 1),
        (20_000, 1_000, 0),
        (5_000, 3_000, 1_000 + 5 * 3_350 - 5_000),
    ],
)
def test_a_setup_waits_just_as_long_as_its_instruction_needs(setup_ms: int, voice_ms: int, wait_ms: int) -> None:
    library = library_with(exercise("a", sides="each"))
    timeline = compile_timeline(session(line("a", setup_ms, hold_ms=4_000)), library)
    assert voice_waits(timeline, library.exercises, EvenVoice(voice_ms)) == (wait_ms,)


def test_with_few_words_the_amount_is_neither_said_nor_waited_for() -> None:
    library = library_with(exercise("a", sides="each"))
    timeline = compile_timeline(session(line("a", 4_000, hold_ms=4_000)), library)
    assert voice_waits(timeline, library.exercises, EvenVoice(1_000), brief=True) == (1_050,)
    brief = Cuemaker(library.exercises, EvenVoice(1_000), "brief")
    heard = [c.text for c in brief(brief.waited_for(timeline)).cues if c.text]
    assert heard[:3] == ["First: A.", "Right side first.", "Get ready for a."]
    assert not any("For" in text for text in heard)


@pytest.mark.parametrize("density", ["sounds", "silent"])
def test_without_a_voice_nothing_is_added(density: Density) -> None:
    library = library_with(exercise("a"))
    timeline = compile_timeline(session(line("a", 1_000, hold_ms=4_000)), library)
    assert Cuemaker(library.exercises, EvenVoice(3_000), density).waited_for(timeline) is timeline


@given(small_sessions(), st.integers(100, 3_000), st.sampled_from(["left", "right"]))
def test_waiting_lengthens_setups_and_nothing_else(
    made: tuple[Session, Library], sentence_ms: int, first_side: OneSide
) -> None:
    whole, library = made
    base = compile_timeline(whole, library, first_side)
    cues = Cuemaker(library.exercises, EvenVoice(sentence_ms))
    played = cues.waited_for(base)

    def plain(segment: Segment) -> tuple[object, ...]:
        return segment.kind, segment.duration_ms - segment.voice_wait_ms, segment.line, segment.side, segment.rep

    assert [plain(s) for s in played.segments] == [plain(s) for s in base.segments]
    assert all(s.kind == "setup" for s in played.segments if s.voice_wait_ms)
    assert all(one.end_ms == following.start_ms for one, following in pairwise(played.segments))
    assert played.total_ms == base.total_ms + sum(played.voice_waits)
    # The whole instruction of every setup is said, and is over before what it prepares.
    heard = said(library, played, EvenVoice(sentence_ms))
    for setup in (s for s in played.segments if s.kind == "setup"):
        own = library.exercise(setup.exercise)
        within = [text for at, text in heard if setup.start_ms <= at and at + sentence_ms <= setup.end_ms]
        assert own.get_ready in within
        assert any(own.name in text for text in within)
    # Waiting twice is waiting once.
    assert cues.waited_for(played) == played


@given(small_sessions(), st.integers(500, 3_000))
def test_an_interrupted_session_goes_on_with_the_waits_that_it_began_with(
    made: tuple[Session, Library], sentence_ms: int
) -> None:
    whole, library = made
    base = compile_timeline(whole, library)
    played = Cuemaker(library.exercises, EvenVoice(sentence_ms)).waited_for(base)
    log = [Started(at_ms=0, voice_waits=played.voice_waits), Started(at_ms=0, resumed=True)]
    assert replay(base, log, library, "right").timeline == played


def test_a_history_from_before_the_voice_goes_on_as_it_was() -> None:
    library = library_with(exercise("a"))
    base = compile_timeline(session(line("a", 1_000, hold_ms=4_000)), library)
    assert replay(base, [Started(at_ms=0)], library, "right").timeline is base


def test_waits_of_a_line_that_is_not_there_do_no_harm() -> None:
    library = library_with(exercise("a"))
    base = compile_timeline(session(line("a", 1_000, hold_ms=4_000)), library)
    assert waiting(base, (500, 700)).total_ms == base.total_ms + 500
    assert waiting(base, ()) is base


# -- the bundled library -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("first_side", ["right", "left"])
@pytest.mark.parametrize("density", ["full", "brief"])
@pytest.mark.parametrize("session_id", ALL)
def test_the_bank_has_to_hold_all_that_is_said(
    library: Library, session_id: str, density: Density, first_side: OneSide
) -> None:
    """The list that the voice is rendered from is complete, for every session in its versions, and eased anywhere."""
    everything = set(every_sentence(library))
    whole = library.session(session_id)
    for version in (whole, shorter(whole, library)):
        if version is None:
            continue
        base = compile_timeline(version, library, first_side)
        heard = {text for _at, text in said(library, waiting(base, [9_000] * base.lines), CaptionVoice(), density)}
        assert heard <= everything
        assert heard <= sentences_of(version, library)
        for setup in (s for s in base.segments if s.kind == "setup"):
            name = library.exercise(setup.exercise).easier
            if name is not None:
                easier = library.exercise(name)
                changed = eased(base, setup.end_ms, easier, easier.dosages.beginner, first_side)
                assert {text for _at, text in said(library, changed, CaptionVoice(), density)} <= everything


@pytest.mark.parametrize("session_id", ALL)
def test_with_eyes_closed_one_knows_what_when_and_how_often(library: Library, session_id: str) -> None:
    """Each exercise is named, its position and amount are said before it begins, and its first repetition is led."""
    cues = Cuemaker(library.exercises, CaptionVoice())
    played = cues.waited_for(compile_timeline(library.session(session_id), library))
    heard = said(library, played, CaptionVoice())
    for line_number in range(played.lines):
        first, last = played.of_line(line_number)
        setup = played.segments[first]
        own = library.exercise(setup.exercise)
        before = [text for at, text in heard if setup.start_ms <= at < setup.end_ms]
        assert [own.name in before[0], own.get_ready in before] == [True, True]
        if own.sides in ("each", "alternating", "halves"):
            assert "Right side first." in before
        dosage = library.session(session_id).lines[line_number].dosage
        amount = before[before.index(own.get_ready) + 1 :]
        assert amount, own.id
        assert ("On each side." in amount) == own.both_sides
        during = [text for at, text in heard if setup.end_ms <= at <= played.segments[last].end_ms]
        if sum(dosage.sets) >= 3:
            assert any("ast one" in text for text in during)


def test_a_rhythm_is_led_for_three_rounds_then_left_to_the_person(library: Library) -> None:
    own = library.exercise("breathing-90-90")
    timeline = compile_timeline(session(line(own.id, 20_000, hold_ms=90_000)), library)
    led = [(at - 20_000, text) for at, text in said(library, timeline, CaptionVoice()) if text.startswith("Breathe ")]
    assert led == [
        (200, "Breathe in."), (4_200, "Breathe out."), (10_200, "Breathe in."), (14_200, "Breathe out."),
        (20_200, "Breathe in."), (24_200, "Breathe out."),
    ]  # fmt: skip


def test_steps_that_are_too_quick_to_be_named_are_not(library: Library) -> None:
    timeline = compile_timeline(session(line("march-in-place", 9_000, hold_ms=60_000)), library)
    assert not [text for _at, text in said(library, timeline, CaptionVoice()) if text.startswith("Step ")]
    steps = {f"{phase.name}." for phase in library.exercise("march-in-place").phases}
    assert len(steps) == 2
    assert not steps & set(every_sentence(library))


def test_past_the_middle_is_said_once_with_the_first_exercise_after_it() -> None:
    library = library_with(*(exercise(name) for name in "abcd"))
    timeline = compile_timeline(session(*(line(name, 20_000, hold_ms=4_000) for name in "abcd")), library)
    heard = said(library, timeline, EvenVoice(500))
    (at,) = [at for at, text in heard if text == "More than half of it is done."]
    assert 48_000 <= at < 68_000
