"""One lesson: its text without marks, links by keyboard, scrolling by keyboard, reading to the end."""

from __future__ import annotations

import itertools

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coach.library.lesson_text import links_of, plain
from coach.library.library import Library
from coach.library.read import read_library
from coach.pages.lesson_body import Span, blocks_of
from coach.pages.lessons import lesson_view
from coach.paths import bundled
from tests.ui.conftest import Show
from tests.ui.page_checks import SIZES, clipped, settle, unnamed
from ui.pages.lesson import LessonPage
from ui.theme import T
from ui.widgets import Text
from ui.widgets.prose import LinkInText, Prose

Key = Qt.Key
LESSONS = sorted(read_library(bundled("data")).lessons)


@pytest.fixture
def page(show: Show, library: Library) -> LessonPage:
    T.apply(reduced_motion=True)
    made = LessonPage()
    made.show_lesson(lesson_view(library, "house-of-cards", ()))
    show(made, 1092, 760)
    made.setFocus()
    settle()
    return made


def proses(page: LessonPage) -> list[Prose]:
    assert page.content is not None
    return [prose for prose in page.content.main.findChildren(Prose) if len(prose.text()) > 3]


def links(page: LessonPage) -> list[LinkInText]:
    return [link for prose in proses(page) for link in prose.links]


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)
    QApplication.processEvents()


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_every_lesson_is_shown_whole_and_without_marks(page: LessonPage, library: Library, lesson_id: str) -> None:
    lesson = library.lesson(lesson_id)
    page.show_lesson(lesson_view(library, lesson_id, ()))
    settle()
    shown = [label.text() for label in page.findChildren(QLabel)]
    assert not any(mark in text for text in shown for mark in ("**", "](", "##", "+++"))
    for line in plain(lesson.body).split("\n"):
        if line.strip():
            assert line in shown
    said = [label.accessibleName() or label.text() for label in page.findChildren(QLabel)]
    for box in lesson.research:
        assert box.text in said
        assert any(box.source in text for text in said)
    assert [(x.words, x.kind, x.target) for x in links_of(lesson.body)] == [
        (x.words, x.kind, x.target) for x in links(page)
    ]
    assert clipped(page) == []
    assert unnamed(page) == []
    assert not any(label.openExternalLinks() for label in page.findChildren(QLabel))


def test_headings_are_named_as_such(page: LessonPage, library: Library) -> None:
    named = [t.text() for t in page.findChildren(Text) if t.accessibleDescription() == "Heading"]
    body = [plain(line).strip() for line in library.lesson("house-of-cards").body.split("\n") if line.startswith("##")]
    assert set(body) < set(named)
    assert {"The house of cards", "What research says", "Exercises in this lesson"} <= set(named)


def test_a_line_has_a_comfortable_length(page: LessonPage) -> None:
    # The last line of a paragraph may be short.
    full = [n for prose in proses(page) for n in prose.line_lengths()[:-1] if len(prose.line_lengths()) > 2]
    assert len(full) > 5
    assert 60 <= sum(full) / len(full) <= 75
    assert max(full) <= 80


def test_links_are_reached_with_tab_in_their_order_and_followed_with_enter(page: LessonPage, qtbot: QtBot) -> None:
    seen: list[tuple[str, str]] = []
    page.exercise.connect(lambda own_id: seen.append(("exercise", own_id)))
    page.go.connect(lambda key: seen.append(("page", key)))
    page.lesson.connect(lambda own_id: seen.append(("lesson", own_id)))
    reached = []
    for _once in range(12):
        press(Key.Key_Tab)
        focused = QApplication.focusWidget()
        if isinstance(focused, LinkInText):
            reached.append((focused.kind, focused.target))
            top = focused.mapTo(page.view, focused.rect().topLeft()).y()
            assert 0 <= top <= page.view.height() - focused.height()
            press(Key.Key_Return)
    assert reached == [(x.kind, x.target) for x in links(page)]
    assert seen == reached
    assert {kind for kind, _target in seen} == {"exercise", "page", "lesson"}


def test_a_link_stands_on_its_words_and_takes_the_mouse(page: LessonPage, qtbot: QtBot) -> None:
    (prose,) = [p for p in proses(page) if any(x.target == "glute-bridge" for x in p.links)]
    (link,) = [x for x in prose.links if x.target == "glute-bridge"]
    T.apply("dark")
    settle()
    ink = T.c.accent_ink
    picture = prose.grab(link.geometry()).toImage()
    columns = [
        x for x in range(picture.width()) if any(near(picture.pixelColor(x, y), ink) for y in range(picture.height()))
    ]
    # Only the words of a link have its colour, so they begin and end where the link does.
    assert columns[0] <= 8
    assert columns[-1] >= picture.width() - 9
    with qtbot.waitSignal(page.exercise) as followed:
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert followed.args == ["glute-bridge"]


def near(a: QColor, b: QColor) -> bool:
    return max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) < 24


def test_a_link_over_the_end_of_a_line_covers_nothing_else(show: Show) -> None:
    words = "a long link of many words that goes on and on"
    prose = Prose((Span("First there are some words, "), Span(words, kind="lesson", target="x"), Span(", then more.")))
    show(prose, 260, 200)
    (link,) = prose.links
    assert len(prose.line_lengths()) >= 3
    assert not link.mask().contains(link.rect().topLeft())  # before the link begins in its first line
    assert link.mask().contains(link.mask().boundingRect().center())


def test_the_keys_of_reading_scroll_even_on_a_link(page: LessonPage) -> None:
    bar = page.verticalScrollBar()
    page.setFocus()
    press(Key.Key_Space)
    turned = bar.value()
    assert 0 < turned < page.view.height()
    press(Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == 0
    press(Key.Key_PageDown)
    assert bar.value() == turned
    press(Key.Key_PageUp)
    assert bar.value() == 0
    press(Key.Key_Down)
    assert 0 < bar.value() < turned
    press(Key.Key_End)
    assert bar.value() == bar.maximum()
    press(Key.Key_Home)
    assert bar.value() == 0
    links(page)[0].setFocus()
    press(Key.Key_Space)
    assert bar.value() == turned


def test_esc_goes_back_from_anywhere(page: LessonPage, qtbot: QtBot) -> None:
    for widget in (page, links(page)[0], page.back):
        widget.setFocus()
        with qtbot.waitSignal(page.closed):
            press(Key.Key_Escape)


def test_a_lesson_is_read_when_its_end_is_reached_and_only_then(page: LessonPage) -> None:
    read: list[str] = []
    page.read.connect(read.append)
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    assert read == []
    for _once in range(12):
        press(Key.Key_Space)
    assert bar.value() == bar.maximum()
    assert read == ["house-of-cards"]
    press(Key.Key_Home)
    press(Key.Key_End)
    assert read == ["house-of-cards"]  # told once


def test_opening_the_next_lesson_at_the_end_of_one_reads_nothing(page: LessonPage, library: Library) -> None:
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    read: list[str] = []
    page.read.connect(read.append)
    for lesson_id in LESSONS:
        page.show_lesson(lesson_view(library, lesson_id, ()))
        settle()
        assert bar.value() == 0
    assert read == []


def test_what_fits_without_scrolling_is_ticked_off_by_hand(show: Show, library: Library, qtbot: QtBot) -> None:
    view = lesson_view(library, "house-of-cards", ())
    short = msgspec.structs.replace(view, blocks=blocks_of("Few words."), research=view.research[:1], exercises=())
    page = LessonPage()
    read: list[str] = []
    page.read.connect(read.append)
    page.show_lesson(short)
    show(page, 1092, 1400)
    settle()
    assert page.verticalScrollBar().maximum() == 0
    page.setFocus()
    press(Key.Key_Space)
    assert read == []
    assert page.content is not None
    page.content.foot.button.setFocus()
    press(Key.Key_Return)
    assert read == ["house-of-cards"]


def test_after_ticking_off_the_focus_goes_on_to_the_next_lesson(page: LessonPage, library: Library) -> None:
    assert page.content is not None
    page.read.connect(lambda own_id: page.show_lesson(lesson_view(library, own_id, {own_id})))
    page.content.foot.button.setFocus()
    press(Key.Key_Return)
    assert page.content.foot.mark.isVisible()
    assert not page.content.foot.button.isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "lesson_next"
    followed: list[str] = []
    page.next_lesson.connect(followed.append)
    press(Key.Key_Return)
    assert followed == ["last-card-is-not-recovery"]


def test_the_last_one_of_all_has_no_next(page: LessonPage, library: Library) -> None:
    last = list(library.lessons)[-1]
    page.show_lesson(lesson_view(library, last, set(LESSONS)))
    assert page.content is not None
    assert page.content.foot.next is None


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize("lesson_id", ["five-sources-of-pain", "when-to-seek-help"])
def test_nothing_is_clipped(
    show: Show, library: Library, lesson_id: str, width: int, height: int, scale: float
) -> None:
    T.apply("dark", text_scale=scale, reduced_motion=True)
    page = LessonPage()
    page.show_lesson(lesson_view(library, lesson_id, ()))
    show(page, width - round(88 * scale), height)
    settle()
    assert clipped(page) == []
    for prose in proses(page):
        assert prose.height() >= prose.heightForWidth(prose.width())
        around = prose.parentWidget()
        assert around is not None
        assert around.rect().contains(prose.geometry())
        for link in prose.links:
            assert prose.rect().adjusted(-5, -3, 5, 3).contains(link.geometry())
    markers = [p for p in page.findChildren(Prose) if len(p.text()) <= 3]
    assert all(len(marker.line_lengths()) == 1 for marker in markers)
    tops = [prose.mapTo(page, prose.rect().topLeft()).y() for prose in proses(page)]
    assert all(a < b for a, b in itertools.pairwise(tops))


def test_text_follows_theme_and_size(page: LessonPage) -> None:
    prose = max(proses(page), key=lambda p: len(p.text()))
    light, height = prose.grab().toImage(), prose.height()
    T.apply("dark")
    settle()
    assert prose.grab().toImage() != light
    T.apply("light", text_scale=1.5)
    settle()
    assert prose.height() > height


def test_the_figure_moves_unless_motion_is_reduced(show: Show, library: Library, qtbot: QtBot) -> None:
    page = LessonPage()
    view = lesson_view(library, "rest-and-tablets", ())
    page.show_lesson(view)
    show(page, 1092, 760)
    qtbot.waitUntil(lambda: page.picture.figure.moving, timeout=5_000)
    assert page.picture.figure.accessibleName() == view.picture.alt
    T.apply(reduced_motion=True)
    assert not page.picture.figure.moving


def test_a_house_is_described_as_a_picture_and_not_as_the_readers_own(page: LessonPage, library: Library) -> None:
    house = page.picture.house.house
    assert house.isVisible()
    assert house.accessibleName() == library.lesson("house-of-cards").picture.alt
    assert house.accessibleDescription() == ""
    assert house.focusPolicy() == Qt.FocusPolicy.NoFocus
