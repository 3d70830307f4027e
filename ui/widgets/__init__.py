"""The building blocks of pages. Each paints itself from the theme; none has a style sheet.

A name is imported from its module when it is first asked for: the first page of a start needs few of them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.widgets.base import (
        PAD,
        Gap,
        R,
        S,
        aa,
        add_to,
        fitted,
        flush,
        focus_ring,
        hbox,
        plain_tip,
        quiet_ground,
        vbox,
    )
    from ui.widgets.buttons import Button, IconButton, Pressable
    from ui.widgets.choices import Chip, ChipRow, Segmented, Toggle, chip_row
    from ui.widgets.fields import Field
    from ui.widgets.flow import Flow
    from ui.widgets.house import HouseOfCards, Support, shown_as, state_word
    from ui.widgets.marks import Meter, Pill, StateMark, paint_state
    from ui.widgets.pain_scale import PAIN_WORDS, PainScale, pain_colour, pain_ink
    from ui.widgets.rail import Logo, NavRail, RailEntry, RailItem, help_and_settings, paint_logo
    from ui.widgets.ring import Ring
    from ui.widgets.segments import ProgressSegments
    from ui.widgets.slider import Slider
    from ui.widgets.stage import POSITIONS, Stage, breath_fraction, phase_word, position_icon
    from ui.widgets.surfaces import Card, ClosablePage, Line, Page, ScrollBar, ScrollBox
    from ui.widgets.text import Elide, Para, Text
    from ui.widgets.tiles import ActionTile
    from ui.widgets.week_strip import WeekDay, WeekStrip

__all__ = [
    "PAD",
    "PAIN_WORDS",
    "POSITIONS",
    "ActionTile",
    "Button",
    "Card",
    "Chip",
    "ChipRow",
    "ClosablePage",
    "Elide",
    "Field",
    "Flow",
    "Gap",
    "HouseOfCards",
    "IconButton",
    "Line",
    "Logo",
    "Meter",
    "NavRail",
    "Page",
    "PainScale",
    "Para",
    "Pill",
    "Pressable",
    "ProgressSegments",
    "R",
    "RailEntry",
    "RailItem",
    "Ring",
    "S",
    "ScrollBar",
    "ScrollBox",
    "Segmented",
    "Slider",
    "Stage",
    "StateMark",
    "Support",
    "Text",
    "Toggle",
    "WeekDay",
    "WeekStrip",
    "aa",
    "add_to",
    "breath_fraction",
    "chip_row",
    "fitted",
    "flush",
    "focus_ring",
    "hbox",
    "help_and_settings",
    "pain_colour",
    "pain_ink",
    "paint_logo",
    "paint_state",
    "phase_word",
    "plain_tip",
    "position_icon",
    "quiet_ground",
    "shown_as",
    "state_word",
    "vbox",
]

_MODULES = {
    "base": (
        "Gap",
        "PAD",
        "R",
        "S",
        "aa",
        "add_to",
        "fitted",
        "flush",
        "focus_ring",
        "hbox",
        "plain_tip",
        "quiet_ground",
        "vbox",
    ),
    "buttons": ("Button", "IconButton", "Pressable"),
    "choices": ("Chip", "ChipRow", "Segmented", "Toggle", "chip_row"),
    "fields": ("Field",),
    "flow": ("Flow",),
    "house": ("HouseOfCards", "Support", "shown_as", "state_word"),
    "marks": ("Meter", "Pill", "StateMark", "paint_state"),
    "pain_scale": ("PAIN_WORDS", "PainScale", "pain_colour", "pain_ink"),
    "rail": ("Logo", "NavRail", "RailEntry", "RailItem", "help_and_settings", "paint_logo"),
    "ring": ("Ring",),
    "segments": ("ProgressSegments",),
    "slider": ("Slider",),
    "stage": ("POSITIONS", "Stage", "breath_fraction", "phase_word", "position_icon"),
    "surfaces": ("Card", "ClosablePage", "Line", "Page", "ScrollBar", "ScrollBox"),
    "text": ("Elide", "Para", "Text"),
    "tiles": ("ActionTile",),
    "week_strip": ("WeekDay", "WeekStrip"),
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    module = _WHERE.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value
