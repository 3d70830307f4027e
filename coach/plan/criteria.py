"""One line of a gate, as a value."""

from __future__ import annotations

import math
from typing import Literal

import msgspec

CriterionKind = Literal[
    "sessions", "days", "span", "pain", "spasm_free", "mornings", "last_not_red", "last_green", "share",
    "movements", "tests", "ratio", "score", "safety",
]  # fmt: skip


class Criterion(msgspec.Struct, frozen=True, kw_only=True):
    """`value` and `target` are in the unit of its kind; `of` is a second number it speaks of, `left` what is left.

    `met` is None where it cannot be told yet.
    """

    kind: CriterionKind
    met: bool | None
    value: float | None = None
    target: float | None = None
    of: int = 0
    left: float = 0


def counted(kind: CriterionKind, value: float, target: float, of: int = 0) -> Criterion:
    """A criterion that is met by reaching a number."""
    left = max(0, math.ceil(target - value))
    return Criterion(kind=kind, met=value >= target, value=value, target=target, of=of, left=left)
