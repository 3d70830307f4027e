from __future__ import annotations

from pathlib import Path

import pytest

from ui import tokens
from ui.theme import Colours

PAIRS = [(theme, *pair) for theme in tokens.THEMES for pair in tokens.PAIRS]


@pytest.mark.parametrize(("theme", "foreground", "background", "least"), PAIRS)
def test_every_pair_that_is_used_together_has_contrast(
    theme: str, foreground: str, background: str, least: float
) -> None:
    colours = tokens.colours(theme)
    assert tokens.contrast(colours[foreground], colours[background]) >= least


def test_contrast_of_known_colours() -> None:
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast("#777777", "#777777") == 1


@pytest.mark.parametrize("theme", tokens.THEMES)
def test_colours_in_code_are_those_of_the_file(theme: str) -> None:
    declared = set(Colours.__annotations__)
    assert declared == set(tokens.colours(theme))


def test_every_type_role_is_readable() -> None:
    assert all(px >= 11 and 100 <= weight <= 900 for px, weight in tokens.TYPE.values())


def test_assets_lie_beside_the_source() -> None:
    assert (tokens.assets_dir() / "fonts" / "Figtree-Regular.ttf").is_file()
    assert (tokens.assets_dir() / "fonts" / "OFL.txt").is_file()


def test_assets_of_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "assets").mkdir()  # somebody else's
    monkeypatch.setattr(tokens, "__file__", str(tmp_path / "ui" / "tokens.py"))
    assert tokens.assets_dir() == tmp_path.resolve() / "coach" / "_bundled" / "assets"
