"""Widgets follow the theme without being kept alive by it, and cost little to import."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.chart_views import pain, weeks
from ui.charts.legend import LegendBar
from ui.charts.pain import Pain
from ui.charts.view import ChartView
from ui.charts.weeks import Weeks
from ui.theme import T
from ui.widgets import (
    ActionTile,
    Button,
    Card,
    Elide,
    Field,
    HouseOfCards,
    IconButton,
    Line,
    Logo,
    Meter,
    NavRail,
    Page,
    PainScale,
    Para,
    Pill,
    ProgressSegments,
    Ring,
    Segmented,
    Slider,
    Stage,
    StateMark,
    Support,
    Text,
    Toggle,
    WeekDay,
    WeekStrip,
    chip_row,
    vbox,
)

MAKERS: dict[str, Callable[[], QWidget]] = {
    "text": lambda: Text("a"),
    "elide": lambda: Elide("a"),
    "para": lambda: Para("a"),
    "card": Card,
    "line": Line,
    "page": Page,
    "field": lambda: Field("a"),
    "notes": lambda: Field("a", lines=3),
    "button": lambda: Button("a"),
    "icon button": lambda: IconButton("close", "a"),
    "chips": lambda: chip_row(["a", "b"], exclusive=True),
    "segmented": lambda: Segmented(["a", "b"]),
    "toggle": lambda: Toggle("a"),
    "pain scale": PainScale,
    "slider": Slider,
    "pill": lambda: Pill("a"),
    "meter": lambda: Meter(0.5),
    "state mark": lambda: StateMark("solid"),
    "week": lambda: WeekStrip([WeekDay("M", "done")] * 7),
    "tile": lambda: ActionTile("pencil", "a", "b"),
    "rail": lambda: NavRail([("today", "today", "Today")]),
    "logo": Logo,
    "ring": Ring,
    "segments": lambda: ProgressSegments(((1000,),)),
    "house": lambda: HouseOfCards([Support("a", "A", "sleep")]),
    "stage": Stage,
    "pain": lambda: ChartView("a", Pain(pain())),
    "weeks": lambda: ChartView("a", Weeks(weeks())),
    "legend": LegendBar,
}


@pytest.mark.parametrize("name", MAKERS)
def test_a_widget_is_freed_when_dropped(name: str) -> None:
    widget = MAKERS[name]()
    widget.grab()
    gone = weakref.ref(widget)
    del widget
    gc.collect()
    assert gone() is None
    T.apply("dark")


def test_a_whole_page_is_freed_when_dropped() -> None:
    page = Page()
    page.add(*(make() for make in MAKERS.values()))
    children = [weakref.ref(child) for child in page.findChildren(QWidget)]
    page.grab()
    gone = weakref.ref(page)
    del page
    gc.collect()
    assert gone() is None
    assert [ref() for ref in children if ref() is not None] == []
    T.apply("dark", text_scale=2.0)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_paints_in_every_theme_enabled_or_not(theme: str, scale: float) -> None:
    T.apply(theme, text_scale=scale)
    host = QWidget()
    vbox(host, *(make() for make in MAKERS.values()))
    assert not host.grab().isNull()
    host.setEnabled(False)
    assert not host.grab().isNull()


def test_importing_the_widgets_stays_light() -> None:
    code = "import sys, ui.widgets, ui.charts; print(sorted({'numpy', 'sqlite3', 'msgspec'} & set(sys.modules)))"
    root = Path(__file__).resolve().parent.parent.parent
    said = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
