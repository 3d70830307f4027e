"""What the Insights page shows, as values: sentences, and the numbers of the bars."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from coach.happenings import Experiment
from coach.journal.early_signs import SignId
from coach.journal.triggers import FactorId

GroupId = Literal["patterns", "hints", "protectors", "none", "little"]
#: The side of a factor; "open" where there is too little to take one.
Lean = Literal["more", "less", "same", "open"]


class Ratio(msgspec.Struct, frozen=True):
    """An odds ratio with its 95 % interval, for a bar on a logarithmic axis; 0 and infinity are possible."""

    value: float
    low: float
    high: float


class FactorView(msgspec.Struct, frozen=True, kw_only=True):
    """One factor: its counts as a sentence and, where it is measured, its ratio as a sentence and as numbers.

    `lean` is the side it is on (for a sign), `lean_words` says the same.
    """

    factor: FactorId
    name: str
    counts: str
    lean: Lean
    lean_words: str
    ratio_words: str = ""
    ratio: Ratio | None = None


class GroupView(msgspec.Struct, frozen=True):
    """Factors of which the same can be said."""

    id: GroupId
    title: str
    words: str
    factors: tuple[FactorView, ...]


class SignView(msgspec.Struct, frozen=True):
    """One early sign: its name, how often it was there, and whether it belongs to the person's own pattern."""

    sign: SignId
    name: str
    words: str
    own: bool


class SignsView(msgspec.Struct, frozen=True):
    """The early signs that were there before a spasm, one's own first; `rest` names those that never were, `today` is
    the line for a day that has one of one's own; both may be empty.
    """

    words: str
    signs: tuple[SignView, ...]
    rest: str
    today: str
    note: str


class OfferView(msgspec.Struct, frozen=True):
    """Something to try, and what it asks for."""

    experiment: Experiment
    title: str
    words: str


class TriedView(msgspec.Struct, frozen=True):
    """What is being tried (`day` of 14) or was tried (None): its title, its days, and what can be said of it."""

    id: str
    title: str
    first: date
    last: date
    day: int | None
    heading: str
    lines: tuple[str, ...]


class TrialsView(msgspec.Struct, frozen=True):
    """The experiments: what they are, how long one is, what runs, what may be begun (nothing while one runs), results
    newest first. `waits` says why nothing is offered while the back has to rest, and is empty else.
    """

    words: str
    days: int
    running: TriedView | None
    offers: tuple[OfferView, ...]
    waits: str
    results: tuple[TriedView, ...]
    note: str


class TalliedView(msgspec.Struct, frozen=True):
    """What was told of spasms to one question, the commonest first, each "Lifting: 3"."""

    title: str
    counts: tuple[str, ...]


class AfterwardsView(msgspec.Struct, frozen=True):
    """What was written with or after the spasm itself: hindsight, counted and no more."""

    words: str
    written: str
    told: tuple[TalliedView, ...]


class TeachView(msgspec.Struct, frozen=True):
    """What the page says before there is anything to compare."""

    title: str
    words: str
    steps: tuple[str, ...]
    so_far: str


class InsightsView(msgspec.Struct, frozen=True, kw_only=True):
    """The whole page. `teach` stands in the place of the groups where no spasm has a diary day before it.

    `caution`, `power` and `clinician` always stand with the groups, `reading` where an odds ratio is shown, `shared`
    where spasms are compared with the same days.
    """

    lead: str
    groups: tuple[GroupView, ...]
    open_boxes: str
    reading: str
    shared: str
    caution: str
    power: str
    clinician: str
    teach: TeachView | None
    signs: SignsView
    trials: TrialsView
    afterwards: AfterwardsView | None


class QuietLine(msgspec.Struct, frozen=True):
    """One calm line for Today, and the lesson that explains it."""

    words: str
    lesson: str
