"""The bundled exercises in motion, for whatever shows the figure."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.paths import bundled
from ui.figure.look import figure_look

if TYPE_CHECKING:
    from coach.figure.book import PoseBook
    from coach.figure.clip import Clip


@cache
def poses() -> PoseBook:
    """The bundled poses; read when they are first asked for."""
    from coach.figure.book import PoseBook

    return PoseBook(Path(bundled("data")))


def clip_of(exercise_id: str) -> Clip | None:
    """An exercise with the body that the person chose; None where it has no poses that can be used."""
    try:
        book = poses()
        return book.clip(exercise_id, figure_look.look.build) if exercise_id in book else None
    except CoachError:
        # `main.py check` names what is wrong; a session goes on without a figure.
        return None
