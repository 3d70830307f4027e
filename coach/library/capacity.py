"""Capacity tests: how long a position can be held, how often one can stand up; targets and published values."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from coach.library.kinds import Frozen, Id, Name, Sentence, Source

#: `knees` is the easier form of a plank. `bird-dog-holds` counts holds of 8 s with good form, the chair stands count
#: stands, the others are seconds.
TestId = Literal[
    "side-plank-knees",
    "side-plank-feet",
    "front-plank-knees",
    "front-plank-feet",
    "bird-dog-holds",
    "back-hold",
    "chair-stand-30",
    "chair-stand-60",
]
Sex = Literal["female", "male"]
Age = Annotated[int, Meta(ge=0, le=120)]


class Norm(Frozen, frozen=True, kw_only=True):
    """A published value for people of this sex and age: the middle, and the lower and upper quarter or deviation."""

    sex: Sex
    from_age: Age = 0
    to_age: Age = 120
    middle: float | None = None
    low: float | None = None
    high: float | None = None
    source: Source

    def fits(self, age: int | None, sex: Sex | None) -> bool:
        """Whether the value is about such a person; an open age or sex fits nothing."""
        return age is not None and self.sex == sex and self.from_age <= age <= self.to_age


class Target(Frozen, frozen=True, kw_only=True):
    """What a gate asks for: `at_least`, or `own_plus_percent` over the person's own first value in that part."""

    part: Annotated[str, Meta(pattern=r"^[1-4][AB]?$")]
    sex: Sex | None = None
    from_age: Age = 0
    to_age: Age = 120
    at_least: float | None = None
    own_plus_percent: Annotated[int, Meta(ge=1, le=100)] | None = None

    def fits(self, part: str, age: int | None, sex: Sex | None) -> bool:
        """Whether the target holds for such a person in this part of the plan."""
        whole = (self.from_age, self.to_age) == (0, 120)
        old_enough = whole or (age is not None and self.from_age <= age <= self.to_age)
        return self.part == part and old_enough and self.sex in (None, sex)


class CapacityTest(Frozen, frozen=True, kw_only=True):
    """A test a person can do alone at home. `limit` ends it: seconds for holds, a count for stands."""

    id: TestId
    name: Name
    measure: Literal["seconds", "count"]
    each_side: bool = False
    #: The time one counts in, for counted tests.
    seconds: Annotated[int, Meta(ge=10, le=120)] | None = None
    limit: Annotated[int, Meta(ge=1, le=600)]
    #: The exercise whose figure shows the position, and whose cautions say who leaves the test out.
    exercise: Id
    steps: Annotated[tuple[Sentence, ...], Meta(min_length=2, max_length=8)]
    ends: Sentence
    targets: tuple[Target, ...] = ()
    norms: tuple[Norm, ...] = ()
    sources: Annotated[tuple[Source, ...], Meta(min_length=1, max_length=8)]
