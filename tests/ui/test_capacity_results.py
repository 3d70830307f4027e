"""Results of a test day: one's own last time first."""

from __future__ import annotations

from typing import Any

import msgspec

from coach.library.library import Library
from coach.pages import plan_views as views
from tests.plan.story import day
from tests.ui import plan_stories as stories
from ui.pages.capacity_results import compared


def one_try(n: int, side: Any, value: float, *, counts: bool = True) -> views.TryView:
    return views.TryView(day(n), side, value, counts)


def test_results_compare_with_ones_own_last_time_first(library: Library) -> None:
    plank = stories.third(library).tests.tests[1]
    tries = (one_try(1, "right", 30), one_try(1, "left", 33), one_try(20, "right", 36), one_try(20, "left", 33))
    told = compared(msgspec.structs.replace(plank, tries=tries), 2)
    assert told.splitlines() == [
        "Right: 36 s, 6 s more than on 3 Mar 2026.",
        "Left: 33 s, the same as on 3 Mar 2026.",
    ]
    first = compared(msgspec.structs.replace(plank, tries=tries[:1]), 1)
    assert first == "Right: 30 s, your first."
    hurt = (*tries, one_try(40, "right", 50, counts=False), one_try(60, "right", 31))
    assert compared(msgspec.structs.replace(plank, tries=hurt[:5]), 1).endswith("It hurt, so it is not compared.")
    assert compared(msgspec.structs.replace(plank, tries=hurt), 1) == "Right: 31 s, 5 s less than on 22 Mar 2026."
