"""The pictures of the plan and the library: Welcome, why, Plan, tests, Library, Learn."""

from __future__ import annotations

from collections.abc import Callable

from coach.app import Coach
from coach.sound.player import SoundPlayer
from ui.flows import Flows
from ui.library_desk import LibraryDesk
from ui.plan_desk import PlanDesk
from ui.today_desk import TodayDesk
from ui.welcome_desk import WelcomeDesk
from ui.window import MainWindow

Shown = tuple[str, Callable[[], None]]


def plan_pages(
    window: MainWindow, coach: Coach, player: SoundPlayer, flows: Flows, library: LibraryDesk
) -> list[Shown]:
    """Each page with its name, in the order in which a person meets it."""
    plan = PlanDesk(window, coach, player)
    today = TodayDesk(window, coach, flows, library.follow, plan.test_day)
    welcome = WelcomeDesk(window, coach, player, flows)

    def step(key: str) -> Callable[[], None]:
        def show() -> None:
            welcome.begin()
            welcome.page().show_step(key)

        return show

    def go(key: str) -> Callable[[], None]:
        return lambda: window.go(key)

    def programs() -> None:
        window.go("library")
        library.library_page().open_program("mcgill-big-3")

    def tests() -> None:
        page = plan.tests_page()
        page.begin(coach.plan.page().tests)
        window.show_flow(page)

    from ui.pages.welcome import STEPS

    gate = coach.plan.page().gate
    asked = gate is not None and gate.movements and not gate.movements_today

    return [
        *((f"welcome_{n}_{key}", step(key)) for n, key in enumerate(STEPS, 1)),
        ("why", today.explain),
        ("plan", go("plan")),
        ("plan_pace", plan.change_pace),
        *(() if not asked else (("plan_movements", plan.try_movements),)),
        ("plan_tests", tests),
        ("library", go("library")),
        ("library_exercise", lambda: library.open_exercise("side-plank-knees")),
        ("library_program", programs),
        ("learn", go("learn")),
        ("learn_lesson", lambda: library.open_lesson("house-of-cards")),
    ]
