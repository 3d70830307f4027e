from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Show
from ui.theme import T
from ui.widgets import Card, Line, Meter, Page, Pill, StateMark, Text, WeekDay, WeekStrip
from ui.widgets.base import width_of


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("px", [12, 18])
@pytest.mark.parametrize("icon", [None, "swap"])
def test_a_pill_is_as_wide_as_its_word(qtbot: QtBot, icon: str | None, px: int, scale: float) -> None:
    T.apply(text_scale=scale)
    pill = Pill("Right side", icon=icon, px=px)
    qtbot.addWidget(pill)
    used = 11 * pill._k() + (16 * pill._k() if icon else 0) + width_of("Right side", pill._font())
    assert pill.sizeHint().width() >= used + 8
    pill.set("Left side, second set")
    assert pill.accessibleName() == "Left side, second set"
    assert pill.sizeHint().width() > used


@pytest.mark.parametrize("tone", ["accent", "warn", "bad", "plain", "hero"])
def test_pills_paint_in_each_tone(show: Show, tone: str) -> None:
    pill = Pill("Locked", tone=tone, icon="lock")
    assert not show(pill).grab().isNull()


def test_a_meter_says_its_share(qtbot: QtBot) -> None:
    meter = Meter(0.0, 0.7, name="Side plank")
    qtbot.addWidget(meter)
    meter.set_value(0.456)
    assert (meter.accessibleName(), meter.accessibleDescription()) == ("Side plank", "46 %")


def test_states_differ_in_shape_not_only_in_colour(show: Show) -> None:
    """Compared in grey: each state has another outline."""
    shapes = set()
    for state in ("solid", "leaning", "fallen", "unknown"):
        mark = StateMark(state, 40)
        image = show(mark, 40, 40).grab().toImage()
        ground = image.pixelColor(0, 0)
        shapes.add(tuple(image.pixelColor(x, y) != ground for x in range(0, 40, 2) for y in range(0, 40, 2)))
    assert len(shapes) == 4


def test_the_week_is_spoken(show: Show) -> None:
    days = [WeekDay("M", "done", spoken="Monday: done"), WeekDay("T", "today", spoken="Tuesday: planned")]
    states = ("rest", "planned", "missed", "spasm", "rest")
    strip = WeekStrip([*days, *(WeekDay(letter, state) for letter, state in zip("WTFSS", states, strict=True))])
    show(strip)
    assert strip.accessibleName() == "This week"
    assert strip.accessibleDescription() == "Monday: done, Tuesday: planned"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_weekday_letters_fit(qtbot: QtBot, scale: float) -> None:
    T.apply(text_scale=scale)
    strip = WeekStrip([WeekDay("W", "done", is_today=True)] * 7)
    qtbot.addWidget(strip)
    assert strip.minimumSizeHint().width() / 7 >= width_of("W", T.font("caption", weight=700))
    assert strip.sizeHint().height() >= T.px(20) + 34


def test_a_page_tells_its_width_in_text_units(show: Show) -> None:
    page = Page()
    told: list[object] = []
    page.resized.connect(told.append)
    page.add(Text("Today", "display"), Line(), Card().add(Text("one"), 8, None, (Text("two"), 1)), None)
    T.apply(text_scale=2.0)
    show(page, 900, 640)
    assert told[-1] == page.em_width() == page.viewport().width() // 2
    assert page.col.width() <= page.viewport().width()
    assert page.verticalScrollBar().sizeHint().width() == 12
