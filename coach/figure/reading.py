"""The tables of figure.toml and of a pose file -> values, with every fault in them."""

from __future__ import annotations

import difflib
import math
from collections.abc import Collection, Mapping
from typing import Any, cast

from coach.figure.angles import ANGLE_NAMES, TRUNK_ANGLES
from coach.figure.body import body_of
from coach.figure.clip import ANCHORS, BASES
from coach.figure.faults import Fault
from coach.figure.keys import LIMBS, PHASES, Key, Phase, Pin
from coach.figure.props import read_props
from coach.figure.rotation import Array
from coach.figure.skeleton import BONES, LIMB_JOINTS, MOVEMENTS, SIDES, SLOT, neutral
from coach.figure.spec import SIDES_WORDS, Expected, Grounding, Muscle, Place, PoseSpec, Scene, Shared, Sides, Vector
from coach.text import _

_VIEWS = ("side", "threequarter", "front", "feet", "top")
_GROUND = ("base", "anchor", "level", "rest", "flat")
_FLAT = ("shin_l", "shin_r", "fore_l", "fore_r")
_ORDERED = ("head", *(f"{part}_{s}" for part in ("arm", "fore", "leg", "shank", "thigh") for s in SIDES))
_TOP_KEYS = (
    "id", "stance", "start", "sides", "cycle", "breathing", "view", "mat", "muscles", "props", "order", "keys",
    *_GROUND,
)  # fmt: skip
_EXTRA = ("breath", "effort", "eyes", "rise")
_KEY_WORDS = ("phase", "like", "move", "stay", "ease", "level", "pin", "expect", "muscles", *_EXTRA)
MAX_KEYS = 24
_MAX_S = 120.0


def read_shared(data: Mapping[str, Any], faults: list[Fault]) -> Shared:
    """What figure.toml says; what is wrong with it is added to `faults` and left out."""
    for name in data:
        if name not in ("limits", "place", "muscle", "stance"):
            faults.append(_unknown(name, name, ("limits", "place", "muscle", "stance")))
    limits: dict[str, dict[str, tuple[float, float]]] = {}
    for joint, ranges in _table(data, "limits", faults).items():
        for move, pair in _as_table(ranges, f"limits.{joint}", faults).items():
            at = f"limits.{joint}.{move}"
            if move not in MOVEMENTS.get(joint, ()):
                faults.append(_unknown(at, f"{joint}.{move}", [f"{j}.{m}" for j, ms in MOVEMENTS.items() for m in ms]))
                continue
            span = _numbers(pair, 2, at, faults)
            if span and span[0] < span[1]:
                limits.setdefault(joint, {})[move] = (span[0], span[1])
            elif span:
                faults.append(Fault(at, _("The range is empty."), _("Write the smaller angle first.")))
    bones = {b.removesuffix("_l").removesuffix("_r") for b in BONES} | set(BONES)
    places = {}
    for name, entry in _table(data, "place", faults).items():
        raw = _as_table(entry, f"place.{name}", faults)
        bone = _word(raw, "bone", bones, f"place.{name}", faults)
        at3 = _vector(raw.get("at"), f"place.{name}.at", faults)
        out, fingers = (_vector(raw[k], f"place.{name}.{k}", faults) if k in raw else None for k in ("out", "fingers"))
        if bone and at3:
            places[name] = Place(bone, at3, out, fingers)
    muscles = {}
    for name, entry in _table(data, "muscle", faults).items():
        raw = _as_table(entry, f"muscle.{name}", faults)
        bone = _word(raw, "bone", bones, f"muscle.{name}", faults)
        at3 = _vector(raw.get("at"), f"muscle.{name}.at", faults)
        size = _numbers(raw.get("size"), 2, f"muscle.{name}.size", faults)
        if bone and at3 and size:
            muscles[name] = Muscle(bone, at3, (size[0], size[1]))
    stances = _table(data, "stance", faults)
    shared = Shared(limits, places, muscles, {})
    for name, entry in stances.items():
        raw = _as_table(entry, f"stance.{name}", faults)
        _key({k: v for k, v in raw.items() if k not in _GROUND}, None, shared, f"stance.{name}", faults)
        _grounding(raw, f"stance.{name}", faults)
    return Shared(limits, places, muscles, stances)


def read_spec(data: Mapping[str, Any], own_id: str, shared: Shared, faults: list[Fault]) -> PoseSpec | None:
    """What a pose file says; None, with the reasons added to `faults`, where it cannot be drawn at all."""
    before = len(faults)
    for name in data:
        if name not in _TOP_KEYS:
            faults.append(_unknown(name, name, _TOP_KEYS))
    if data.get("id") != own_id:
        reason = _("The id “{id}” differs from the file's name.").format(id=data.get("id", ""))
        faults.append(Fault("id", reason, _("Call the file {id}.toml or mend the id.").format(id=own_id)))
    stance_name = data.get("stance")
    if not isinstance(stance_name, str) or stance_name not in shared.stances:
        faults.append(_unknown("stance", str(stance_name), shared.stances))
        return None
    stance = shared.stances[stance_name]
    base = _key({k: v for k, v in stance.items() if k not in _GROUND}, None, shared, f"stance.{stance_name}", faults)
    start = _key(_table(data, "start", faults), base, shared, "start", faults) if "start" in data else base
    keys, expected = _keys(data.get("keys"), start, shared, faults)
    grounding = _grounding({**{k: stance[k] for k in _GROUND if k in stance}, **data}, "", faults)
    scene = _scene(data, shared, faults)
    sides = data.get("sides", "none")
    if sides not in SIDES_WORDS:
        faults.append(_unknown("sides", str(sides), SIDES_WORDS))
    breathing = _numbers(data["breathing"], 2, "breathing", faults) if "breathing" in data else None
    if breathing and min(breathing) < 1:
        faults.append(Fault("breathing", _("A breath this short would hurry people."), _("Write at least 1 s each.")))
    cycle = data.get("cycle", False)
    if not isinstance(cycle, bool):
        faults.append(Fault("cycle", _("It is neither true nor false."), _("Write true or false.")))
    if len(faults) > before:
        return None
    return PoseSpec(
        own_id, start, tuple(keys), grounding, scene, cast(Sides, sides), cycle,
        (breathing[0], breathing[1]) if breathing else None, tuple(expected),
    )  # fmt: skip


def _keys(raw: Any, start: Key, shared: Shared, faults: list[Fault]) -> tuple[list[Key], list[Expected]]:
    keys: list[Key] = []
    expected: list[Expected] = []
    if not isinstance(raw, list) or not 1 <= len(raw) <= MAX_KEYS:
        reason = _("An exercise has 1 to {n} key poses.").format(n=MAX_KEYS)
        faults.append(Fault("keys", reason, _("Write each as a [[keys]] table.")))
        return keys, expected
    for i, entry in enumerate(raw):
        at = f"keys[{i + 1}]"
        spec = _as_table(entry, at, faults)
        like = spec.get("like")
        parent = start
        if like is not None:
            if isinstance(like, int) and not isinstance(like, bool) and 1 <= like <= len(keys):
                parent = keys[like - 1]
            else:
                faults.append(Fault(f"{at}.like", _("There is no key {n} before this one.").format(n=like),
                                    _("Write the number of an earlier key, counted from 1.")))  # fmt: skip
        key = _key(spec, parent, shared, at, faults)
        if i == 0 and key.phase != "start":
            faults.append(Fault(f"{at}.phase", _("The first key is the start pose."), _('Write phase = "start".')))
        if i > 0 and key.phase == "start":
            faults.append(Fault(f"{at}.phase", _("Only the first key is the start pose."),
                                _("Write one of: {words}.").format(words=", ".join(PHASES[1:]))))  # fmt: skip
        if keys and PHASES.index(key.phase) < PHASES.index(keys[-1].phase):
            faults.append(Fault(f"{at}.phase", _("This phase comes before the one of the key above."),
                                _("Sort the keys: {words}.").format(words=", ".join(PHASES))))  # fmt: skip
        keys.append(key)
        for name, degrees in _table(spec, "expect", faults, f"{at}.expect").items():
            expected += _expectation(i, name, degrees, f"{at}.expect.{name}", faults)
    return keys, expected


def _expectation(key: int, name: str, degrees: Any, at: str, faults: list[Fault]) -> list[Expected]:
    bare = name.removesuffix("_l").removesuffix("_r")
    if bare not in ANGLE_NAMES or (bare != name and bare in TRUNK_ANGLES):
        faults.append(_unknown(at, name, ANGLE_NAMES))
        return []
    value = _number(degrees, at, faults)
    if value is None:
        return []
    both = bare == name and name not in TRUNK_ANGLES
    return [Expected(key, f"{name}_{s}" if both else name, value) for s in (SIDES if both else ("",))]


def _key(spec: Mapping[str, Any], parent: Key | None, shared: Shared, at: str, faults: list[Fault]) -> Key:
    """One table of joints and settings, as differences from `parent`."""
    vec = neutral() if parent is None else parent.vec.copy()
    pins = dict(parent.pins) if parent else {}
    for name, value in spec.items():
        here = f"{at}.{name}"
        if name == "pin":
            _pins(_table(spec, "pin", faults, here), pins, shared, here, faults)
        elif name.removesuffix("_l").removesuffix("_r") in MOVEMENTS:
            _joint(name, value, vec, shared, here, faults)
        elif name in _EXTRA:
            number = _number(value, here, faults)
            if number is not None and not 0 <= number <= 2:
                faults.append(Fault(here, _("{n} is out of range.").format(n=number), _("Write 0 to 2.")))
            elif number is not None:
                vec[SLOT[name]] = number
        elif name not in _KEY_WORDS:
            sided = [f"{joint}_{s}" for joint in LIMB_JOINTS for s in SIDES]
            faults.append(_unknown(here, name, (*MOVEMENTS, *_KEY_WORDS, *sided)))
    phase = spec.get("phase", "start")
    if phase not in PHASES:
        faults.append(_unknown(f"{at}.phase", str(phase), PHASES))
        phase = "start"
    ease = spec.get("ease", "smooth")
    if ease not in ("smooth", "linear"):
        faults.append(_unknown(f"{at}.ease", str(ease), ("smooth", "linear")))
    # Levelling goes on from key to key like the angles do.
    level = spec.get("level", parent.level if parent else 1.0)
    share = float(level) if isinstance(level, bool) else _number(level, f"{at}.level", faults)
    move, stay = (_seconds(spec.get(k, d), f"{at}.{k}", faults) for k, d in (("move", 1.5), ("stay", 0.0)))
    muscles = parent.muscles if parent else None
    if "muscles" in spec:
        muscles = _words(spec["muscles"], _sided(shared.muscles), f"{at}.muscles", faults)
    full = 1.0 if share is None else share
    return Key(vec, pins, cast(Phase, phase), move, stay, ease == "linear", full, muscles)


def _joint(name: str, value: Any, vec: Array, shared: Shared, at: str, faults: list[Fault]) -> None:
    """Set the angles of a joint; a name without a side sets both."""
    joint = name.removesuffix("_l").removesuffix("_r")
    if not isinstance(value, Mapping):
        faults.append(
            Fault(at, _("A joint takes its movements in braces."), _("Write {x} = {{ flex = 30 }}.").format(x=name))
        )
        return
    for move, degrees in value.items():
        here = f"{at}.{move}"
        if move not in MOVEMENTS[joint]:
            faults.append(_unknown(here, move, MOVEMENTS[joint]))
            continue
        number = _number(degrees, here, faults)
        if number is None:
            continue
        low, high = shared.limits.get(joint, {}).get(move, (-180.0, 180.0))
        if not low <= number <= high:
            reason = _("{n}° is outside the range of this joint ({low}° to {high}°).").format(
                n=_plain(number), low=_plain(low), high=_plain(high)
            )
            faults.append(Fault(here, reason, _("Choose an angle that a body can take.")))
            continue
        if joint in LIMB_JOINTS:
            for side in SIDES if joint == name else (name[-1],):
                vec[SLOT[f"{joint}_{side}.{move}"]] = number
        else:
            vec[SLOT[f"{joint}.{move}"]] = number


def _pins(raw: Mapping[str, Any], pins: dict[str, Pin], shared: Shared, at: str, faults: list[Fault]) -> None:
    for name, value in raw.items():
        here = f"{at}.{name}"
        limbs = [limb for limb in LIMBS if name in (limb, limb[:-2])]
        if not limbs:
            faults.append(_unknown(here, name, ("foot", "hand", *LIMBS)))
            continue
        entry = {"on": value} if isinstance(value, str) else _as_table(value, here, faults)
        for k in entry:
            if k not in ("on", "by", "at", "palm", "loose"):
                faults.append(_unknown(f"{here}.{k}", k, ("on", "by", "at", "palm", "loose")))
        on = entry.get("on", "spot" if "at" in entry else "free")
        places = _sided(shared.places)
        if on not in ("free", "floor", "spot") and str(on) not in places:
            faults.append(_unknown(f"{here}.on", str(on), ("free", "floor", "spot", *shared.places)))
            continue
        if on == "spot" and "at" not in entry:
            faults.append(Fault(here, _("A spot needs its point."), _("Write at = [x, y, z].")))
            continue
        by, spot, palm = (
            _vector(entry[k], f"{here}.{k}", faults) if k in entry else None for k in ("by", "at", "palm")
        )
        for limb in limbs:
            # A spot for both limbs stands for the left one; the right one gets the point across the middle.
            sign = -1.0 if limb.endswith("_r") and limb != name else 1.0
            # A shift on the body is told from the limb's own side outwards: it is alike for both.
            shift = _across(by, sign if on in ("floor", "spot") else 1.0)
            facing = _across(palm, sign) if palm else None
            pins[limb] = Pin(str(on), shift, _across(spot, sign), facing, bool(entry.get("loose", False)))


def _across(v: Vector | None, sign: float) -> Vector:
    return (v[0], v[1] * sign, v[2]) if v else (0.0, 0.0, 0.0)


def _grounding(raw: Mapping[str, Any], prefix: str, faults: list[Fault]) -> Grounding:
    groups = body_of().groups
    base = _word(raw, "base", BASES, prefix, faults, "stand")
    anchor = _word(raw, "anchor", ANCHORS, prefix, faults, "pelvis")
    level = _words(raw.get("level", ()), groups, _join(prefix, "level"), faults)
    if len(level) not in (0, 2):
        faults.append(Fault(_join(prefix, "level"), _("Levelling needs two groups."), _("Write two, or none.")))
        level = ()
    rest = _words(raw.get("rest", ("trunk",)), groups, _join(prefix, "rest"), faults)
    flat = _words(raw.get("flat", ()), _FLAT, _join(prefix, "flat"), faults)
    return Grounding(base, anchor, level, rest or ("trunk",), flat)


def _scene(data: Mapping[str, Any], shared: Shared, faults: list[Fault]) -> Scene:
    view: Any = data.get("view", "side")
    if isinstance(view, list):
        angles = _numbers(view, 2, "view", faults)
        view = (angles[0], angles[1]) if angles else "side"
    elif view not in _VIEWS:
        faults.append(_unknown("view", str(view), _VIEWS))
    muscles = _words(data.get("muscles", ()), _sided(shared.muscles), "muscles", faults)
    order = {}
    for part, where in _table(data, "order", faults).items():
        if part not in _ORDERED:
            faults.append(_unknown(f"order.{part}", part, _ORDERED))
        elif where not in ("front", "back"):
            faults.append(_unknown(f"order.{part}", str(where), ("front", "back")))
        else:
            order[part] = where
    keys = data.get("keys")
    props = read_props(data.get("props", ()), len(keys) if isinstance(keys, list) else 0, faults)
    return Scene(view, data.get("mat", True) is not False, muscles, props, order)


def _sided(names: Collection[str]) -> set[str]:
    """The names, and each of them with a side."""
    return {*names, *(f"{name}_{s}" for name in names for s in SIDES)}


def _table(data: Mapping[str, Any], name: str, faults: list[Fault], at: str = "") -> dict[str, Any]:
    return _as_table(data.get(name, {}), at or name, faults)


def _as_table(value: Any, at: str, faults: list[Fault]) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    faults.append(Fault(at, _("Here a table of fields belongs."), _("Write it in braces or under a heading.")))
    return {}


def _word(
    raw: Mapping[str, Any], name: str, known: Collection[str], at: str, faults: list[Fault], default: str = ""
) -> str:
    value = raw.get(name, default)
    if isinstance(value, str) and value in known:
        return value
    faults.append(_unknown(_join(at, name), str(value), known))
    return default


def _words(value: Any, known: Collection[str], at: str, faults: list[Fault]) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        faults.append(Fault(at, _("Here a list belongs."), _("Write it in square brackets.")))
        return ()
    words = [word if isinstance(word, str) else repr(word) for word in value]
    for word in words:
        if word not in known:
            faults.append(_unknown(at, word, known))
    return tuple(word for word in words if word in known)


def _seconds(value: Any, at: str, faults: list[Fault]) -> float:
    number = _number(value, at, faults)
    if number is not None and not 0 <= number <= _MAX_S:
        faults.append(Fault(at, _("{n} is out of range.").format(n=_plain(number)), _("Write 0 to 120 seconds.")))
    return number or 0.0


def _number(value: Any, at: str, faults: list[Fault]) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < 1e6:
        return float(value)
    faults.append(Fault(at, _("This is not a number."), _("Write a number, such as 30.")))
    return None


def _numbers(value: Any, count: int, at: str, faults: list[Fault]) -> list[float] | None:
    if isinstance(value, list) and len(value) == count:
        numbers = [_number(v, at, faults) for v in value]
        return [n for n in numbers if n is not None] if None not in numbers else None
    faults.append(Fault(at, _("Here {n} numbers belong.").format(n=count), _("Write them in square brackets.")))
    return None


def _vector(value: Any, at: str, faults: list[Fault]) -> Vector | None:
    numbers = _numbers(value, 3, at, faults)
    return (numbers[0], numbers[1], numbers[2]) if numbers else None


def _unknown(at: str, word: str, known: Collection[str]) -> Fault:
    near = difflib.get_close_matches(word, known, n=1)
    if near:
        remedy = _("Did you mean “{near}”?").format(near=near[0])
    elif len(known) <= 24:
        remedy = _("Write one of: {words}.").format(words=", ".join(known))
    else:
        remedy = _("Remove it.")
    return Fault(at, _("Nothing here is called {word}.").format(word=f"“{word[:40]}”"), remedy)


def _plain(number: float) -> str:
    return f"{number:g}"


def _join(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix else name
