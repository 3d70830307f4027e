"""The plan as one ladder: 1A early, mid, late, 1B early, ... 3 late, 4. One step is one level; stage 4 is one step."""

from __future__ import annotations

import msgspec

from coach.library.library import Library
from coach.library.plan import Part, Plan


class Step(msgspec.Struct, frozen=True):
    """One sub-stage: a level of a part. `index` is its place on the ladder, `order` that of its part."""

    index: int
    order: int
    part: Part
    level: int

    @property
    def session_id(self) -> str:
        """The session of this level; where levels alternate, the first of them."""
        return self.part.levels[self.level]

    @property
    def is_last(self) -> bool:
        """True at the last level of the part, which repeats until the gate opens."""
        return self.part.alternate or self.level + 1 == len(self.part.levels)


class Ladder:
    """The steps in order."""

    def __init__(self, plan: Plan) -> None:
        steps: list[Step] = []
        for order, part in enumerate(plan.parts):
            levels = (0,) if part.alternate else range(len(part.levels))
            steps += [Step(len(steps) + level, order, part, level) for level in levels]
        self.steps = tuple(steps)
        self.parts = plan.parts
        self._by_session = {
            session: step.index
            for step in steps
            for session in (step.part.levels if step.part.alternate else (step.session_id,))
        }
        self._orders = {part.id: order for order, part in enumerate(self.parts)}
        self._by_session |= {p.short: self.early(order).index for order, p in enumerate(plan.parts) if p.short}

    def early(self, order: int) -> Step:
        """The first step of the part at this place in the plan."""
        return next(step for step in self.steps if step.order == order)

    def late(self, order: int) -> Step:
        """The last step of the part."""
        return [step for step in self.steps if step.order == order][-1]

    def of_part(self, part_id: str) -> int | None:
        """The place of a part in the plan; None for one this plan does not have."""
        return self._orders.get(part_id)

    def of_session(self, session_id: str) -> int | None:
        """The step whose session this is; None for sessions outside the plan."""
        return self._by_session.get(session_id)

    def below(self, index: int) -> int:
        """The step below, where a person must climb again: from stage 4 the first of stage 3, never its last, which
        is heavier than Keep; below the first there is none.
        """
        step = self.steps[index]
        if step.part.alternate and step.order:
            return self.early(step.order - 1).index
        return max(0, index - 1)


def ladder_of(library: Library) -> Ladder:
    """The ladder of a library's plan."""
    return Ladder(library.plan)
