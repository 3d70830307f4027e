"""The worked example of the poses guide is a pose file that holds."""

from __future__ import annotations

import re
from pathlib import Path

from coach.figure.check import motion_faults
from tests.figure.making import book, clip_of

GUIDE = Path(__file__).parents[2] / "docs" / "poses-guide.md"


def test_the_worked_example_is_clean() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    clip = clip_of(example.replace('id = "pelvic-tilt"', 'id = "x"'))
    assert [str(fault) for fault in motion_faults(clip, book().shared)] == []


def test_every_prop_is_named() -> None:
    from coach.figure.props import KINDS

    text = GUIDE.read_text("utf-8")
    assert [kind for kind in KINDS if kind not in text] == []
