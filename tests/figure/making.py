"""Small clips for tests, made from text as authors write it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from coach.figure.body import BuildName, body_of
from coach.figure.book import PoseBook
from coach.figure.clip import Clip
from coach.figure.faults import Fault
from coach.figure.reading import read_spec
from coach.paths import bundled


@cache
def book() -> PoseBook:
    """The bundled poses."""
    return PoseBook(Path(bundled("data")))


def faults_of(text: str, own_id: str = "x") -> list[Fault]:
    """What is wrong with a pose file's text."""
    faults: list[Fault] = []
    read_spec(tomllib.loads(text), own_id, book().shared, faults)
    return faults


def clip_of(text: str, build: BuildName = "slight") -> Clip:
    """The clip that a pose file's text makes; the text must be faultless."""
    faults: list[Fault] = []
    spec = read_spec(tomllib.loads(text), "x", book().shared, faults)
    assert spec is not None, faults
    return Clip(spec, book().shared.places, body_of(build))


RAISE = """
id = "x"
stance = "standing"
sides = "alternating"
[[keys]]
phase = "start"
pin = { foot = "floor" }
[[keys]]
phase = "move_in"
like = 1
move = 2
shoulder_r = { flex = 90, abd = 0 }
elbow_r = { flex = 0 }
[[keys]]
phase = "move_out"
like = 1
move = 1
stay = 1
"""
