"""Design tokens as plain data, without Qt: colours, space, type, motion, and the contrast rules that they must meet."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

THEMES = ("light", "dark", "focus")


def assets_dir() -> Path:
    """Where fonts, tokens and voices lie: beside the source, or inside the installed package."""
    root = Path(__file__).resolve().parent.parent
    beside = root / "assets"
    # An unrelated "assets" folder may stand next to an installed package, so the file decides, not the folder.
    return beside if (beside / "tokens.toml").is_file() else root / "coach" / "_bundled" / "assets"


@dataclass(frozen=True, slots=True)
class Space:
    """Distances in px, in steps of four."""

    xxs: int
    xs: int
    s: int
    m: int
    l: int  # noqa: E741  (the name of the token)
    xl: int
    xxl: int


@dataclass(frozen=True, slots=True)
class Radius:
    """Corner radii in px."""

    s: int
    m: int
    l: int  # noqa: E741  (the name of the token)
    xl: int
    pill: int


@dataclass(frozen=True, slots=True)
class Size:
    """Heights and widths in px at text scale 1."""

    hit_min: int
    button_l: int
    button_m: int
    button_s: int
    chip: int
    rail: int
    content_max: int


@dataclass(frozen=True, slots=True)
class Motion:
    """Durations in ms."""

    press: int
    hover: int
    fade: int
    page: int
    settle: int
    topple: int
    ring: int


@dataclass(frozen=True, slots=True)
class Breakpoint:
    """Content width divided by the text scale, in px, below (wide: from) which a page is laid out anew."""

    stack: int
    compact: int
    wide: int


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((assets_dir() / "tokens.toml").read_text("utf-8"))


@cache
def colours(theme: str) -> dict[str, str]:
    """Hex colours by name for "light", "dark" or "focus" (the session player)."""
    table: dict[str, str] = dict(_raw()[theme])
    base = table.pop("base", None)
    return {**colours(base), **table} if base else table


@cache
def figure_colours(theme: str) -> dict[str, str]:
    """Hex colours of the moving figure by name, for "light" or "dark"."""
    table: dict[str, Any] = _raw()["figure"]
    own: dict[str, str] = table[theme]
    return {name: value for name, value in table.items() if isinstance(value, str)} | own


def figure_people() -> dict[str, list[str]]:
    """Palettes of the moving figure by name: hex colours of skin, hair, lips and the shine of the hair."""
    people: dict[str, list[str]] = _raw()["figure"]["people"]
    return people


SPACE = Space(**_raw()["space"])
RADIUS = Radius(**_raw()["radius"])
SIZE = Size(**_raw()["size"])
MOTION = Motion(**_raw()["motion"])
BREAK = Breakpoint(**_raw()["breakpoint"])
TYPE: dict[str, tuple[int, int]] = {role: (px, weight) for role, (px, weight) in _raw()["type"].items()}


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB" (WCAG 2.2)."""
    r, g, b = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.2126 * _linear(r) + 0.7152 * _linear(g) + 0.0722 * _linear(b)


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two "#RRGGBB" colours, 1 to 21 (WCAG 2.2)."""
    hi, lo = sorted((luminance(a), luminance(b)), reverse=True)
    return (hi + 0.05) / (lo + 0.05)


def _linear(c: float) -> float:
    return c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4)


_TEXT, _PART = 4.5, 3.0  # WCAG 2.2: 1.4.3 for text, 1.4.11 for parts of controls and charts

# (foreground, background, least contrast): every pair that widgets put together.
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((t, b, _TEXT) for t in ("text", "text2", "text3") for b in ("bg", "surface", "sunken", "raised")),
    *(("text", b, _TEXT) for b in ("thumb", "track", "accent_soft", "warn_soft", "bad_soft")),
    *(("text2", b, _TEXT) for b in ("track", "accent_soft", "warn_soft", "bad_soft")),
    ("text3", "track", _TEXT),
    *(("on_accent", b, _TEXT) for b in ("accent", "accent_hover", "accent_press")),
    *(("accent", b, _TEXT) for b in ("bg", "surface", "sunken")),
    *(("accent_ink", b, _TEXT) for b in ("accent_soft", "surface", "bg")),
    *(("warn_ink", b, _TEXT) for b in ("warn_soft", "surface", "bg")),
    *(("bad_ink", b, _TEXT) for b in ("bad_soft", "surface", "bg")),
    ("on_warn", "warn", _TEXT),
    ("on_bad", "bad", _TEXT),
    *((t, b, _TEXT) for t in ("on_hero", "on_hero2") for b in ("hero_a", "hero_b", "hero_well")),
    ("hero_b", "on_hero", _TEXT),
    *(("line_strong", b, _PART) for b in ("bg", "surface")),
    ("accent", "line", _PART),
    *(("bad", b, _PART) for b in ("surface", "bg")),
    *(("focus", b, _PART) for b in ("bg", "surface")),
    ("focus_hero", "hero_a", _PART),
    *((f, "surface", _PART) for f in ("card_solid_lit", "card_solid_shade", "card_lean_edge", "card_flat_shade")),
    *(("fig_near", b, _PART) for b in ("sunken", "surface")),
    ("warn_ink", "pip_lean", _PART),
    ("accent_ink", "pip", _PART),
)
