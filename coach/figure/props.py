"""Things of the scene: which kinds there are and what each of them needs to be told."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from typing import Any

from coach.figure.faults import Fault
from coach.figure.skeleton import BONES, SIDES
from coach.text import _

_HANDS = tuple(f"hand_{s}" for s in SIDES)
_FEET = tuple(f"foot_{s}" for s in SIDES)
#: kind -> field -> what it may be: a tuple of words, a number type, or the length of a list of numbers.
KINDS: dict[str, dict[str, Any]] = {
    # a chair under the calves or the seat, or free-standing with its seat's front edge at a point
    "chair": {"under": ("calves", "buttocks"), "at": 3, "turn": float, "back": bool, "key": int},
    # a table, counter or bed: a top at a height, with its middle at a point
    "table": {"at": 3, "size": 2, "key": int},
    # an upright wall or door frame at a point; `turn` is it faces: 0 left, 90 the viewer, 180 right
    "wall": {"at": 3, "turn": float, "width": float, "height": float, "key": int},
    # a low step, its top's middle at a point
    "step": {"at": 3, "size": 2, "key": int},
    # a flat band from the hands round a foot
    "strap": {"ends": _HANDS, "round": _FEET},
    # a stick through both hands, or along the back
    "stick": {"ends": _HANDS, "length": float, "along": ("spine",)},
    # a cushion at a part of the body, `by` shifts it; size is length and thickness
    "pillow": {"at": BONES, "by": 3, "size": 2, "key": int, "follow": bool},
    # a rolled towel or thin book under the head
    "towel": {"at": BONES, "by": 3, "radius": float, "key": int},
    # a bag with a handle, in one hand or in both
    "bag": {"ends": _HANDS, "key": int},
    # a box on the floor that a bag can stand on
    "box": {"at": 3, "size": 3, "key": int},
    # a ring round the waist that tightens with the effort
    "ring": {"at": BONES},
    # an arrow for a push without movement, from a point on the body
    "arrow": {"at": BONES, "by": 3, "way": 3},
}
_NEEDED = {
    "chair": (), "table": ("at",), "wall": ("at",), "step": ("at",), "strap": ("ends", "round"), "stick": (),
    "pillow": ("at",), "towel": ("at",), "bag": ("ends",), "box": ("at", "size"), "ring": ("at",),
    "arrow": ("at", "way"),
}  # fmt: skip


def read_props(raw: Any, keys: int, faults: list[Fault]) -> tuple[Mapping[str, Any], ...]:
    """The props of a scene; what is wrong with one is added to `faults`. `keys` is how many keys the exercise has."""
    if not isinstance(raw, list | tuple):
        faults.append(Fault("props", _("Here a list belongs."), _("Write it in square brackets.")))
        return ()
    out = []
    for i, prop in enumerate(raw):
        at = f"props[{i + 1}]"
        kind = str(prop.get("kind")) if isinstance(prop, Mapping) else "None"
        if kind not in KINDS:
            faults.append(_fault(f"{at}.kind", kind, tuple(KINDS)))
            continue
        before = len(faults)
        for name in _NEEDED[kind]:
            if name not in prop:
                faults.append(Fault(f"{at}.{name}", _("This is missing."), _("A {kind} needs it.").format(kind=kind)))
        for name, value in prop.items():
            if name == "kind":
                continue
            if name not in KINDS[kind]:
                faults.append(_fault(f"{at}.{name}", name, tuple(KINDS[kind])))
            else:
                _value(value, KINDS[kind][name], f"{at}.{name}", keys, faults)
        if kind == "chair" and ("under" in prop) == ("at" in prop):
            faults.append(Fault(at, _("It is not said where the chair stands."), _("Write under, or at.")))
        if len(faults) == before:
            out.append(dict(prop))
    return tuple(out)


def _value(value: Any, wanted: Any, at: str, keys: int, faults: list[Fault]) -> None:
    if isinstance(wanted, tuple):
        for word in value if isinstance(value, list) else [value]:
            if word not in wanted:
                faults.append(_fault(at, str(word), wanted))
    elif wanted is bool:
        if not isinstance(value, bool):
            faults.append(Fault(at, _("It is neither true nor false."), _("Write true or false.")))
    elif wanted is int:
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= keys:
            faults.append(Fault(at, _("There is no such key."), _("Write a number from 1 to {n}.").format(n=keys)))
    else:
        count = wanted if isinstance(wanted, int) else 1
        numbers = value if isinstance(value, list) else [value]
        fits = all(isinstance(n, int | float) and not isinstance(n, bool) and math.isfinite(n) for n in numbers)
        if len(numbers) != count or not fits or (count > 1) != isinstance(value, list):
            reason = _("Here {n} numbers belong.").format(n=count) if count > 1 else _("This is not a number.")
            faults.append(Fault(at, reason, _("Lengths are shares of the body height.")))


def _fault(at: str, word: str, known: tuple[str, ...]) -> Fault:
    near = difflib.get_close_matches(word, known, n=1)
    remedy = (
        _("Did you mean “{near}”?").format(near=near[0])
        if near
        else _("Write one of: {words}.").format(words=", ".join(known[:12]))
    )
    return Fault(at, _("Nothing here is called {word}.").format(word=f"“{word[:40]}”"), remedy)
