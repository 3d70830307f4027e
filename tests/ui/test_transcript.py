"""What one will hear: the page, the way to it and back, and that a session says what it promised."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from coach.library.library import Library
from coach.session.cues import Cuemaker
from coach.session.timeline import compile_timeline
from coach.session.transcript import Passage, transcript
from coach.sound.speech import CaptionVoice
from tests.ui.conftest import Show
from tests.ui.keyboard import Key, Person, begin, none_of_these
from tests.ui.page_checks import SIZES, clipped, is_freed, settle, unnamed
from ui.pages.transcript import TranscriptPage
from ui.theme import T
from ui.widgets import Text


@pytest.fixture
def passages(library: Library) -> tuple[Passage, ...]:
    cues = Cuemaker(library.exercises, CaptionVoice())
    timeline = cues.waited_for(compile_timeline(library.session("unlock-late"), library))
    return transcript(timeline, cues(timeline), library)


def words(page: TranscriptPage) -> list[str]:
    return [text.text() for text in page.passages.findChildren(Text)]


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped(show: Show, passages: tuple[Passage, ...], width: int, height: int, scale: float) -> None:
    T.apply(text_scale=scale)
    page = TranscriptPage()
    page.begin("Up and moving", passages)
    show(page, width, height)
    settle()
    assert clipped(page) == []
    assert unnamed(page) == []


def test_it_goes_when_it_is_let_go(passages: tuple[Passage, ...]) -> None:
    def made() -> TranscriptPage:
        page = TranscriptPage()
        page.begin("Up and moving", passages)
        return page

    assert is_freed(made)


def test_all_of_it_is_there_and_another_session_replaces_it(show: Show, passages: tuple[Passage, ...]) -> None:
    page = TranscriptPage()
    page.begin("Up and moving", passages)
    show(page, 900, 640)
    for passage in passages:
        for heard in passage.heard:
            assert any(heard.text in text for text in words(page)), heard.text
    page.begin("March", passages[:1])
    settle()
    assert passages[1].name not in words(page)
    page.begin("Nothing", ())
    settle()
    assert words(page) == []
    assert page.sub.text().startswith("Nothing: ")


def test_from_the_question_before_a_session_there_and_back(person: Person) -> None:
    person.press(Key.Key_Space)
    none_of_these(person)
    assert person.shown == "ready"
    person.press(Key.Key_4)
    assert person.desk.flows is not None
    ready = person.desk.flows.ready_page()
    ready.hear.click()
    assert person.shown == "transcript"
    QTest.qWait(1_100)
    assert person.shown == "transcript", "the session does not begin behind it"
    assert "“First: Constructive rest.”" in words(person.desk.flows.transcript_page())
    person.press(Key.Key_Escape)
    assert person.shown == "ready"


def test_the_session_says_what_the_page_promised(person: Person) -> None:
    promised = [h.text for p in person.coach.transcript("calm-early") for h in p.heard if not h.is_sound]
    begin(person)
    assert person.desk.flows is not None
    page = person.desk.flows.session_page()
    shown: list[str] = []
    while page.live is not None:
        person.wait(500)
        if page.view.stage.caption and page.view.stage.caption != (shown[-1] if shown else ""):
            shown.append(page.view.stage.caption)
    missing = set(promised) - set(shown) - {"Well done. That was all of it."}
    assert not missing
    assert person.desk.player is not None
    assert set(shown) <= {*promised, person.desk.player.why_silent}
