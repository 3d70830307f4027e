"""Plans of made-up people, for tests of what shows them."""

from __future__ import annotations

from datetime import datetime

from coach.library.library import Library
from coach.pages.plan import plan_view
from coach.pages.plan_views import PlanView
from coach.plan.walk import walk
from tests.plan.story import Story, moment


def page_of(story: Story, now: datetime, library: Library, *, movements_today: bool = False) -> PlanView:
    history = story.history(now)
    return plan_view(history, library, walk(history, library, now), movements_today=movements_today)


def fresh(library: Library) -> PlanView:
    return page_of(Story(), moment(0), library)


def unlocking(library: Library, *, movements_today: bool = False) -> PlanView:
    """In 1B, half of the gate met, the movements not tried."""
    story = Story().placed(5, spasm_hours_ago=100).pain(range(8), 5, 4, 4, 3)
    story.train("unlock-early", [0, 1, 2]).train("unlock-mid", [3, 4, 5])
    return page_of(story, moment(8), library, movements_today=movements_today)


def third(library: Library, *, days: int = 40) -> PlanView:
    """In stage 3 with a test day long ago, three spasms since, tests allowed."""
    story = Story().placed(2, checks="done").me(birth_year=1990, sex="female").moved("3")
    story.pain(range(days), 2, 1).train("recondition-early", range(1, 20, 2))
    story.tested(10, "side-plank-feet", 24, 28).tested(10, "front-plank-feet", 38)
    return page_of(story.spasm(14).spasm(18).spasm(22), moment(days), library)


def keeping(library: Library) -> PlanView:
    story = Story().placed(2, checks="done").me(birth_year=1970, sex="male")
    story.moved("2", 0, hour=7.1).moved("3", 0, hour=7.2).moved("4", 0, hour=7.3)
    story.train("keep-a", range(1, 60, 5)).tested(3, "side-plank-feet", 44, 41)
    return page_of(story, moment(60), library)


ALL = (fresh, unlocking, third, keeping)
