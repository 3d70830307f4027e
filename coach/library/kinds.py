"""The vocabulary that content files share: ids, bounded texts and numbers, and the closed lists of words."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=1, max_length=48)]
Locale = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$", max_length=6)]
Name = Annotated[str, Meta(min_length=1, max_length=60)]
Spoken = Annotated[str, Meta(min_length=2, max_length=160)]
Reminder = Annotated[str, Meta(min_length=2, max_length=80)]
Sentence = Annotated[str, Meta(min_length=2, max_length=300)]
Paragraph = Annotated[str, Meta(min_length=2, max_length=900)]
Citation = Annotated[str, Meta(min_length=3, max_length=400)]

MoveMs = Annotated[int, Meta(ge=0, le=60_000)]
HoldMs = Annotated[int, Meta(ge=0, le=900_000)]
RestMs = Annotated[int, Meta(ge=0, le=300_000)]
Reps = Annotated[int, Meta(ge=1, le=100)]

Kind = Literal["breathing", "mobility", "stretch", "activation", "endurance", "strength"]
Position = Literal[
    "supine",
    "hook-lying",
    "prone",
    "side-lying",
    "all-fours",
    "kneeling",
    "half-kneeling",
    "sitting",
    "standing",
    "wall",
]
#: none: both sides at once. each: all of one side, then the other. alternating: right, left, right, ... rep by rep.
#: within: one repetition (or one continuous line) holds both sides. halves: first half of the reps right, then left.
#: chosen: one side, the one the person prefers.
Sides = Literal["none", "each", "alternating", "within", "halves", "chosen"]
Equipment = Literal[
    "mat",
    "chair",
    "wall",
    "pillow",
    "two-pillows",
    "towel",
    "strap",
    "stick",
    "step",
    "bag",
    "backpack",
    "doorway",
    "table",
]
Target = Literal[
    "diaphragm", "deep-abdominals", "front-core", "side-core", "back-extensors", "mid-back", "lower-back",
    "hip-flexors", "glutes", "outer-hip", "inner-thigh", "hamstrings", "quadriceps", "calves", "chest", "shoulders",
    "whole-body", "relaxation", "circulation",
]  # fmt: skip
Level = Literal["beginner", "intermediate", "advanced"]
Confidence = Literal["high", "medium-high", "medium", "medium-low", "low"]
#: How the source was checked: its text or abstract was seen, a secondary page was seen, from memory, or our own choice.
Checked = Literal["seen", "secondary", "memory", "design"]
#: A circumstance in which an exercise is left out, made smaller or asked about. Read by the plan, so a closed list.
Circumstance = Literal[
    "acute-spasm", "within-7-days-of-a-spasm", "first-hour-after-waking", "flexion-worse", "extension-worse",
    "rotation-worse", "leg-pain-spreads", "pregnancy", "late-pregnancy", "after-birth", "osteoporosis",
    "vertebral-fracture", "recent-surgery", "abdominal-surgery", "hip-replacement", "knee-replacement", "stenosis",
    "spondylolisthesis", "high-blood-pressure", "hypermobility", "poor-balance", "dizziness", "breathless-lying",
    "reflux", "cramps", "neck-pain", "shoulder-pain", "wrist-pain", "hip-pain", "knee-pain",
]  # fmt: skip
Measure = Literal["avoid", "keep-small", "ask-first", "adapt"]
Phase = Literal["move_in", "hold", "move_out", "gap"]


class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A value read from a content file: immutable, and every field it does not know is refused."""


class Source(Frozen, frozen=True, kw_only=True):
    """Where a fact comes from and how sure we are of it."""

    text: Citation
    confidence: Confidence
    checked: Checked = "memory"


class Dosage(Frozen, frozen=True, kw_only=True):
    """How much of an exercise: one number of repetitions per set, and the times of one repetition.

    A continuous line is one set of one repetition that is all hold.
    """

    sets: Annotated[tuple[Reps, ...], Meta(min_length=1, max_length=10)]
    move_in_ms: MoveMs = 0
    hold_ms: HoldMs = 0
    move_out_ms: MoveMs = 0
    gap_ms: RestMs = 0
    set_rest_ms: RestMs = 0
    switch_ms: RestMs = 0

    @property
    def rep_ms(self) -> int:
        """One repetition with the gap after it, ms."""
        return self.move_in_ms + self.hold_ms + self.move_out_ms + self.gap_ms

    @property
    def continuous(self) -> bool:
        """True for a line that is one uninterrupted hold: rest, breathing, walking."""
        return self.sets == (1,) and self.move_in_ms == 0 and self.move_out_ms == 0 and self.gap_ms == 0

    def total_ms(self, *, both_sides: bool) -> int:
        """Length without the setup, ms. Timing formula: sides x (reps x rep + set rests) + the switch between sides."""
        side = sum(self.sets) * self.rep_ms + (len(self.sets) - 1) * self.set_rest_ms
        return 2 * side + self.switch_ms if both_sides else side
