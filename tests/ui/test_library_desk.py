"""The Library and Learn in the real window: links lead there and back, and pages offer the lesson that matters."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.ui.keyboard import Key, Person
from tests.ui.page_checks import settle
from ui.widgets.lesson_link import LessonLink


def test_plan_and_progress_offer_a_lesson_that_leads_there_and_back(person: Person) -> None:
    window = person.desk.window
    for key in ("plan", "progress"):
        window.go(key)
        link = window.page(key).findChild(LessonLink)
        assert link is not None
        assert link.isVisible()
        assert link.text().startswith("Why this matters: ")
        link.click()
        assert window.shown == "learn"
        page = person.desk.library_desk.learn_page()
        assert page.lesson is not None
        assert page.lesson.isVisible()
        page.lesson.closed.emit()
        assert window.shown == key


def test_a_lesson_that_was_read_makes_room_for_the_next(person: Person) -> None:
    window = person.desk.window
    window.go("plan")
    link = window.page("plan").findChild(LessonLink)
    assert link is not None
    first = link.text()
    person.coach.plan.read_lesson("pain-as-deterrent")
    window.changed()
    assert link.text() != first


def test_links_of_reasons_lead_to_their_pages(person: Person) -> None:
    desk = person.desk.library_desk
    desk.follow("exercise:bird-dog")
    assert person.desk.window.shown == "library"
    desk.follow("lesson:house-of-cards")
    assert person.desk.window.shown == "learn"
    desk.follow("page:plan")
    assert person.desk.window.shown == "plan"
    desk.follow("exercise:nothing")
    assert person.desk.window.shown == "plan"


def test_going_on_by_a_link_marks_nothing_as_read(person: Person) -> None:
    window = person.desk.window
    window.resize(800, 600)
    person.desk.library_desk.open_lesson("misread-warning-sign")
    page = person.desk.library_desk.learn_page().lesson
    assert page is not None
    link = page.findChild(QWidget, "lesson_text.lesson.house-of-cards")
    assert link is not None
    page.ensureWidgetVisible(link)
    link.setFocus()
    person.press(Key.Key_Return)
    settle()
    assert page.view_shown is not None
    assert page.view_shown.id == "house-of-cards"
    assert page.verticalScrollBar().value() == 0
    assert person.coach.plan.lessons_read == frozenset()
