"""What the Plan page and the tests show, as plain values."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from coach.happenings import Side

PlaceState = Literal["passed", "here", "ahead"]


class CriterionView(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the gate. `met` is None where it cannot be told; `share` fills the bar, 0 to 1; `hint` says what is
    left to do, or what to log. `link` leads to where that is done: `movements`, `tests`, `score`, `morning`, `safety`.
    """

    kind: str
    label: str
    value: str
    met: bool | None
    share: float
    hint: str = ""
    link: str = ""


class LevelView(msgspec.Struct, frozen=True):
    """A level of a part: its session and its length."""

    session_id: str
    name: str
    minutes: int
    state: PlaceState
    sub: str


class PartView(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the plan. `badge` is "Passed", "You are here" or how long it usually takes."""

    id: str
    name: str
    goal: str
    frequency: str
    walking: str
    state: PlaceState
    badge: str
    levels: tuple[LevelView, ...]


class StageView(msgspec.Struct, frozen=True, kw_only=True):
    """A stage with its parts. `lead` is the first sentence of its summary."""

    id: str
    name: str
    lead: str
    summary: str
    state: PlaceState
    badge: str
    parts: tuple[PartView, ...]


class GateView(msgspec.Struct, frozen=True, kw_only=True):
    """The gate of the present part. `left` sums up what is still to do; `other_way` tells of the slower way."""

    title: str
    met: str
    intro: str
    criteria: tuple[CriterionView, ...]
    left: str
    other_way: str = ""
    movements: tuple[MovementView, ...] = ()
    movements_today: bool = False


class OnwardView(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the place of a gate: below one that was passed before, and in the last part."""

    title: str
    heading: str
    text: str
    criteria: tuple[CriterionView, ...]
    left: str


class MovementView(msgspec.Struct, frozen=True, kw_only=True):
    """A movement the gate asks for. `asks_pain`: with how much pain, too. `exercise` shows it, where one does."""

    id: str
    text: str
    asks_pain: bool
    exercise: str = ""
    position: str = ""


class TryView(msgspec.Struct, frozen=True):
    """One try of a test. `side` is None for tests of the whole body; `counts` is False where it was broken off for
    pain, or hurt more than a test may.
    """

    day: date
    side: Side | None
    value: float
    counts: bool


class TestView(msgspec.Struct, frozen=True, kw_only=True):
    """A capacity test: what was reached beside the target, the person's own tries first, published values second.

    `tries` are oldest first, `aim` is the fixed target in the test's unit, `target` says in words what passes it.
    """

    id: str
    name: str
    exercise: str
    position: str
    measure: Literal["seconds", "count"]
    seconds: int | None
    limit: int
    sides: tuple[Side | None, ...]
    steps: tuple[str, ...]
    ends: str
    best: str
    aim: float | None
    target: str
    passed: bool
    tries: tuple[TryView, ...]
    norm: str
    sources: tuple[str, ...]


class WarmUpView(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise before the tests, for `seconds` or `reps` times."""

    exercise: str
    name: str
    position: str
    steps: tuple[str, ...]
    seconds: int | None = None
    reps: int | None = None


class TestDayView(msgspec.Struct, frozen=True, kw_only=True):
    """The tests of this part. `not_now` says why none may be done now; empty where they may. `ratio` is in words."""

    tests: tuple[TestView, ...]
    due: bool
    not_now: str
    intro: str
    ratio: str
    warm_up: tuple[WarmUpView, ...]


class PaceView(msgspec.Struct, frozen=True, kw_only=True):
    """Where one may go by hand: parts back, and the one part ahead that a clinician may open."""

    back: tuple[tuple[str, str], ...]
    ahead: tuple[str, str] | None


class MoveView(msgspec.Struct, frozen=True):
    """A change of step in the course of the plan, in words."""

    day: date
    text: str


class PlanView(msgspec.Struct, frozen=True, kw_only=True):
    """The Plan page: a gate, or what stands in its place."""

    title: str
    stages: tuple[StageView, ...]
    gate: GateView | None
    onward: OnwardView | None
    tests: TestDayView
    pace: PaceView
    advice: tuple[str, ...]
    moves: tuple[MoveView, ...]
    now: str
