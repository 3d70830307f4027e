"""What is changed in a session for this person, now: neglect, direction, special groups, equipment, morning, own swap.

Each change is kept with its reason, so that the page can say it. A later rule never brings in what an earlier one
forbids; where nothing allowed is left, the line is dropped, and that is said, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from coach.happenings import Direction
from coach.library.exercises import Exercise
from coach.library.kinds import Circumstance, Equipment
from coach.library.library import Library
from coach.library.programs import Line, Session
from coach.session import phrases
from coach.session.compose import base_ms
from coach.session.volume import alike, beginner, easier_forms, fitted

SwapKind = Literal["neglect", "hurt", "direction", "circumstance", "equipment", "morning", "own"]
#: What is left where both directions make it worse, beside breathing that is not done face down (facts C4).
BOTH_WORSE_KEEP = frozenset({"pelvic-tilt", "lower-trunk-rotation", "march-in-place"})


#: A carpet, a folded blanket or a firm bed will do.
ALWAYS_AT_HAND: frozenset[Equipment] = frozenset({"mat"})


class Swap(msgspec.Struct, frozen=True, kw_only=True):
    """One change: `into` is None where the line was dropped. `circumstance` names what is behind it.

    With `into` equal to `out` the exercise stays at its beginner dosage.
    """

    kind: SwapKind
    out: str
    into: str | None
    circumstance: Circumstance | None = None
    count: int = 0


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for the person now. `neglected` are exercises with how often they were left, the worst first."""

    direction: Direction = "none"
    #: The circumstance that closes a direction, where it was not the person who told it.
    closed_by: Circumstance | None = None
    circumstances: frozenset[Circumstance] = frozenset()
    without: frozenset[Equipment] = frozenset()
    neglected: tuple[tuple[str, int], ...] = ()
    hurting: frozenset[str] = frozenset()
    #: The person's swaps of the day: session, out, into.
    own: tuple[tuple[str, str, str], ...] = ()


class Composed(msgspec.Struct, frozen=True):
    """The session as it is done, and what was changed in it."""

    session: Session
    swaps: tuple[Swap, ...]


class _Composer:
    def __init__(self, session: Session, library: Library, wishes: Wishes, *, extra: bool) -> None:
        self.library, self.wishes, self.extra = library, wishes, extra
        self.session_id = session.id
        self.lines: list[Line] = list(session.lines)
        self.swaps: list[Swap] = []

    # -- what may be done ------------------------------------------------------------------------------------

    def against(self, exercise: Exercise) -> tuple[SwapKind, Circumstance | None] | None:
        """Why this person should not do an exercise now; None where nothing speaks against it."""
        if self.by_direction(exercise):
            return "direction", None
        circumstance = self.by_circumstance(exercise)
        if circumstance is not None:
            return ("morning" if circumstance == "first-hour-after-waking" else "circumstance"), circumstance
        if self.lacks_equipment(exercise):
            return "equipment", None
        return None

    def by_direction(self, exercise: Exercise) -> bool:
        worse = self.wishes.direction
        if worse == "both":
            calm = exercise.kind == "breathing" and exercise.position != "prone"
            return not calm and exercise.id not in BOTH_WORSE_KEEP
        own = {"extension": exercise.swaps.extension_worse, "flexion": exercise.swaps.flexion_worse}
        if own.get(worse) is not None:
            return True
        named = {"extension": "extension-worse", "flexion": "flexion-worse"}.get(worse)
        return any(c.when == named and c.measure == "avoid" for c in exercise.cautions)

    def by_circumstance(self, exercise: Exercise) -> Circumstance | None:
        avoided = [c.when for c in exercise.cautions if c.measure == "avoid"]
        early: Circumstance = "first-hour-after-waking"
        if exercise.swaps.morning is not None:
            avoided.append(early)
        groups = [when for when in avoided if when in self.wishes.circumstances and when != early]
        if groups:
            return groups[0]
        return early if early in avoided and early in self.wishes.circumstances else None

    def by_group(self, exercise: Exercise) -> bool:
        return self.by_circumstance(exercise) not in (None, "first-hour-after-waking")

    def too_early(self, exercise: Exercise) -> bool:
        return self.by_circumstance(exercise) == "first-hour-after-waking"

    def lacks_equipment(self, exercise: Exercise) -> bool:
        return bool((set(exercise.equipment) - ALWAYS_AT_HAND) & self.wishes.without)

    def present(self, but: int) -> set[str]:
        return {line.exercise for index, line in enumerate(self.lines) if index != but}

    # -- changing --------------------------------------------------------------------------------------------

    def change(self, test: Callable[[Exercise], bool], first: Callable[[Exercise], str | None], kind: SwapKind) -> None:
        """Replace every line whose exercise fails `test`, beginning with what `first` proposes."""
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            exercise = self.library.exercise(line.exercise)
            if not test(exercise):
                index += 1
                continue
            reason = self.against(exercise)
            circumstance = reason[1] if reason is not None and kind in ("circumstance", "morning") else None
            if kind == "direction" and exercise.swaps.extension_worse is not None:
                circumstance = self.wishes.closed_by
            replaced = self.replaced(index, first(exercise))
            if replaced is None:
                del self.lines[index]
                self.swaps.append(Swap(kind=kind, out=exercise.id, into=None, circumstance=circumstance))
                continue
            self.lines[index] = replaced
            self.swaps.append(Swap(kind=kind, out=exercise.id, into=replaced.exercise, circumstance=circumstance))
            index += 1

    def replaced(self, index: int, proposed: str | None) -> Line | None:
        """The line with the first candidate that is allowed, is not in the session yet, and fits the time."""
        line = self.lines[index]
        old = self.library.exercise(line.exercise)
        present = self.present(index)
        for own_id in self.candidates(line, old, proposed):
            new = self.library.exercises.get(own_id)
            if new is None or new.id in present or new.id == old.id or self.against(new) is not None:
                continue
            made = fitted(line, old, new)
            if made is not None:
                return made
        return None

    def candidates(self, line: Line, old: Exercise, proposed: str | None) -> Iterator[str]:
        """In an extra program the alternatives its line names win; then the proposal and the easier forms after it,
        the alternatives, and the exercise's own easier forms.
        """
        if self.extra:
            yield from line.alternatives
        if proposed is not None:
            yield proposed
            yield from easier_forms(proposed, self.library)
        yield from line.alternatives
        yield from easier_forms(old.id, self.library)

    # -- the rules in order ----------------------------------------------------------------------------------

    def bring_back(self) -> None:
        """What hurt twice goes to its easier form; of what was left, one comes back easier and first of its kind."""
        for index, line in enumerate(self.lines):
            if line.exercise in self.wishes.hurting:
                self.ease(index, "hurt", 0)
        for own_id, count in self.wishes.neglected:
            at = next((i for i, line in enumerate(self.lines) if line.exercise == own_id), None)
            if at is None or own_id in self.wishes.hurting:
                continue
            self.ease(at, "neglect", count)
            kind = self.library.exercise(own_id).kind
            own = self.lines.pop(at)
            first = next(
                (i for i, line in enumerate(self.lines) if self.library.exercise(line.exercise).kind == kind), at
            )
            self.lines.insert(min(first, at), own)
            return

    def ease(self, index: int, kind: SwapKind, count: int) -> None:
        line = self.lines[index]
        old = self.library.exercise(line.exercise)
        made: Line | None = None
        present = self.present(index)
        for own_id in easier_forms(old.id, self.library):
            new = self.library.exercises.get(own_id)
            if new is not None and own_id not in present and self.against(new) is None:
                made = fitted(line, old, new)
                break
        # Without an easier form the exercise comes back as for a beginner, where that is less.
        if made is None:
            made = beginner(line, old)
            if made.dosage.total_ms(both_sides=old.both_sides) > line.dosage.total_ms(both_sides=old.both_sides):
                made = line
        self.lines[index] = made
        self.swaps.append(Swap(kind=kind, out=old.id, into=made.exercise, count=count))

    def go(self) -> None:
        self.bring_back()
        worse = self.wishes.direction
        self.change(self.by_direction, lambda e: self.for_direction(e, worse), "direction")
        self.change(self.by_group, lambda _e: None, "circumstance")
        self.change(self.lacks_equipment, lambda _e: None, "equipment")
        self.change(self.too_early, lambda e: e.swaps.morning, "morning")
        self.own_swap()
        self.keep_small()

    def for_direction(self, exercise: Exercise, worse: Direction) -> str | None:
        if worse == "flexion":
            return exercise.swaps.flexion_worse
        if worse == "extension":
            return exercise.swaps.extension_worse
        return None

    def own_swap(self) -> None:
        mine = [(out, into) for session, out, into in self.wishes.own if session == self.session_id]
        for out, into in mine[-1:]:
            index = next((i for i, line in enumerate(self.lines) if line.exercise == out), None)
            new = self.library.exercises.get(into)
            if index is None or new is None or into in self.present(index) or self.against(new) is not None:
                continue
            made = fitted(self.lines[index], self.library.exercise(out), new)
            if made is not None:
                self.lines[index] = made
                self.swaps.append(Swap(kind="own", out=out, into=into))

    def keep_small(self) -> None:
        """What should stay small for this person says so in its note."""
        for index, line in enumerate(self.lines):
            exercise = self.library.exercise(line.exercise)
            holding = set(self.wishes.circumstances)
            if self.wishes.direction in ("flexion", "both"):
                holding.add("flexion-worse")
            if self.wishes.direction in ("extension", "both"):
                holding.add("extension-worse")
            tiny = self.wishes.direction == "both" and exercise.kind == "mobility" and exercise.position != "standing"
            if tiny or any(c.measure == "keep-small" and c.when in holding for c in exercise.cautions):
                self.lines[index] = msgspec.structs.replace(line, note=phrases.keep_small())


def composed(session: Session, library: Library, wishes: Wishes) -> Composed:
    """The session as this person should do it now."""
    extra = library.part_of(session.id) is None
    composer = _Composer(session, library, wishes, extra=extra)
    composer.go()
    if not composer.swaps and tuple(composer.lines) == session.lines:
        return Composed(session, ())
    made = msgspec.structs.replace(session, lines=tuple(composer.lines))
    return Composed(msgspec.structs.replace(made, total_ms=base_ms(made, library)), tuple(composer.swaps))


def swaps_for(session: Session, library: Library, wishes: Wishes, out: str) -> tuple[str, ...]:
    """What a person may take in the place of one exercise of the session: easier forms, alternatives, and what
    has the same kind and a common target, all allowed and not in the session.
    """
    composer = _Composer(session, library, wishes, extra=False)
    index = next((i for i, line in enumerate(session.lines) if line.exercise == out), None)
    if index is None:
        return ()
    line, old = session.lines[index], library.exercise(out)
    # Nothing harder than what it replaces: that is what levels are for.
    wanted = dict.fromkeys((*line.alternatives, *easier_forms(out, library), *alike(old, library)))
    present = composer.present(index)
    return tuple(
        own
        for own in wanted
        if own in library.exercises
        and own != out
        and own not in present
        and composer.against(library.exercise(own)) is None
        and fitted(line, old, library.exercise(own)) is not None
    )
