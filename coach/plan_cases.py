"""The plan's use cases: what the person tells it, and what it answers. Reached as `Coach.plan`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from coach.cases import Keeper, made, new_id
from coach.clock import training_day
from coach.diary import DayRating
from coach.errors import CoachError
from coach.happenings import (
    AboutMe,
    Direction,
    DirectionTold,
    Happening,
    LegTold,
    LessonRead,
    MovedByHand,
    MovementAnswer,
    MovementChecked,
    Placed,
    PlanPart,
    ScoreTold,
    Swapped,
    Tested,
)
from coach.library.programs import Session
from coach.plan.choose import Choice, choose, compose, safety_of, wishes_of
from coach.plan.derived import diary_of
from coach.plan.pain import Morning, PainDiary
from coach.plan.person import about, of_kind, placed
from coach.plan.safety import Safety, signs
from coach.plan.swaps import swaps_for
from coach.plan.walk import Walk, walk
from coach.text import _

if TYPE_CHECKING:
    from coach.pages.plan_views import PlanView


class PlanCases:
    """Asks and tells the plan. Every method that writes raises `CoachError` with nothing half written."""

    def __init__(self, coach: Keeper) -> None:
        self._coach = coach

    # -- what the plan says ----------------------------------------------------------------------------------

    def choice(self) -> Choice:
        """What now, and why."""
        return choose(self._coach.history, self._coach.library, self._coach.asked_at())

    def walked(self) -> Walk:
        """The history walked through up to now."""
        safe = self.safety_signs_clear()
        return walk(self._coach.history, self._coach.library, self._coach.asked_at(), safe=safe)

    def safety(self) -> Safety:
        """Whether sessions may be offered, in the rhythm of the stage."""
        return safety_of(self._coach.history, self._coach.library, self.walked())

    def safety_signs_clear(self) -> bool:
        """Whether no safety sign is open."""
        return signs(self._coach.history, self._coach.library.screening).verdict == "clear"

    def composed(self, session_id: str) -> Session:
        """A session as this person should do it now: the due one as it was chosen, any other with the swaps that
        hold. Raises `CoachError` for an unknown name.
        """
        due = self.due(session_id)
        if due is not None:
            return due
        session = self._coach.library.session(session_id)
        wishes = wishes_of(self._coach.history, self._coach.library, self._coach.asked_at())
        return compose(session, self._coach.library, wishes).session

    def page(self) -> PlanView:
        """The Plan page."""
        from coach.pages.plan import plan_view  # a start need not wait for it

        walked = self.walked()
        today = self.movements_checked_today()
        return plan_view(self._coach.history, self._coach.library, walked, movements_today=today)

    def due(self, session_id: str) -> Session | None:
        """The session with this id, if it is what Today offers, as it was composed."""
        choice = self.choice()
        return next((own for own in (choice.session, choice.later) if own is not None and own.id == session_id), None)

    def swaps_for(self, session_id: str, exercise: str) -> tuple[str, ...]:
        """What may take the place of one exercise of a session today."""
        wishes = wishes_of(self._coach.history, self._coach.library, self._coach.asked_at())
        return swaps_for(self.composed(session_id), self._coach.library, wishes, exercise)

    # -- what is known ---------------------------------------------------------------------------------------

    @property
    def about(self) -> AboutMe | None:
        """The newest answers about the person."""
        return about(self._coach.history)

    @property
    def placed(self) -> Placed | None:
        """The placement that counts."""
        return placed(self._coach.history)

    @property
    def direction(self) -> DirectionTold | None:
        """The newest answer about directions."""
        told = of_kind(self._coach.history, DirectionTold)
        return told[-1] if told else None

    @property
    def may_be_placed(self) -> bool:
        """True until the first session of the plan: then only gates, steps back and a clinician move the place."""
        return not any(s.start.part_id is not None and s.lines_done for s in self._coach.history.sessions)

    def diary(self) -> PainDiary:
        """The person's ratings up to today."""
        return diary_of(self._coach.history, self.today)

    def morning(self) -> Morning | None:
        """This morning's rating."""
        return self.diary().morning(self.today)

    @property
    def today(self) -> date:
        """The training day."""
        return training_day(self._now())

    # -- what the person tells -------------------------------------------------------------------------------

    def place(
        self,
        usual_pain: float,
        last_spasm: datetime | None,
        checks: Literal["done", "failed", "not-tried"] = "not-tried",
        begin: PlanPart | None = None,
    ) -> None:
        """Where the plan begins, by the answers; lower where the person wants to."""
        self._tell(Placed, usual_pain=usual_pain, last_spasm=last_spasm, checks=checks, begin=begin)

    def tell_about(self, **changes: Any) -> None:
        """Keep answers about the person; what is not named stays as it was."""
        known = self.about
        fields = {} if known is None else {n: getattr(known, n) for n in known.__struct_fields__}
        fields.pop("id", None)
        fields.pop("at", None)
        self._tell(AboutMe, **(fields | changes))

    def tell_direction(self, worse: Direction) -> None:
        """Keep which direction makes it worse."""
        self._tell(DirectionTold, worse=worse)

    def tell_leg(self, session: str, exercise: str | None) -> None:
        """Keep which exercise leg symptoms came with."""
        self._tell(LegTold, session=session, exercise=exercise)

    def move(self, to: PlanPart, because: Literal["own-choice", "clinician"], note: str = "") -> None:
        """Go to another part: back freely, forward one part because a clinician said so. Raises `CoachError`."""
        walked = self.walked()
        order = walked.ladder.of_part(to)
        if order is None or order == walked.step.order:
            raise CoachError(_("The plan is at this part already."))
        if order > walked.reached and (because != "clinician" or order > walked.step.order + 1):
            raise CoachError(
                _("The parts of the plan come one after the other."),
                _("The next one opens by its gate, or because your clinician told you to."),
            )
        self._tell(MovedByHand, to=to, because=because, note=note[:1_000])

    def check_movements(self, answers: dict[str, MovementAnswer]) -> None:
        """Keep the movements that the gate asks for. Raises `CoachError` for a second time on one day."""
        part = self.walked().step.part
        if self.movements_checked_today():
            raise CoachError(_("The movements were checked today."), _("Try them again tomorrow."))
        self._tell(MovementChecked, part=part.id, answers=answers)

    def movements_checked_today(self) -> bool:
        """Whether the check of the present part was done today; it is asked at most once a day."""
        part = self.walked().step.part.id
        checks = of_kind(self._coach.history, MovementChecked)
        return any(c.part == part and training_day(c.at) == self.today for c in checks)

    def keep_test(self, tests: Sequence[dict[str, Any]]) -> None:
        """Keep the results of a test day: one mapping of fields of `Tested` each."""
        for fields in tests:
            self._tell(Tested, **fields)

    def tell_score(self, score: int) -> None:
        """Keep a Roland-Morris score taken elsewhere."""
        self._tell(ScoreTold, score=score)

    def swap(self, session_id: str, out: str, into: str) -> None:
        """The person's swap of the day. Raises `CoachError` where the other exercise may not be taken."""
        if into not in self.swaps_for(session_id, out):
            raise CoachError(_("This exercise cannot stand in today."), _("Choose one of those that are offered."))
        self._tell(Swapped, day=self.today, session_id=session_id, out=out, into=into)

    def rate_day(
        self, pain: int, kind: Literal["morning", "average"] = "morning", *, sore: bool = False, day: date | None = None
    ) -> None:
        """Keep the pain of a day, 0 to 10."""
        fields = {"id": new_id(), "day": day or self.today, "at": self._now(), "kind": kind, "pain": pain}
        self._coach.store.save_rating(made(DayRating, {**fields, "sore": sore}))
        self._coach.history_changed()

    def read_lesson(self, lesson: str) -> None:
        """Keep that a lesson was read; once is enough. Raises `CoachError` for an unknown one."""
        self._coach.library.lesson(lesson)
        if lesson not in self.lessons_read:
            self._tell(LessonRead, lesson=lesson)

    @property
    def lessons_read(self) -> frozenset[str]:
        """The lessons that were read to their end."""
        return frozenset(told.lesson for told in of_kind(self._coach.history, LessonRead))

    def tests_open(self) -> tuple[str, ...]:
        """The tests that today's test day would hold, in order."""
        walked = self.walked()
        capacity = walked.capacity
        part = walked.step.part
        if part.alternate:
            part = walked.ladder.parts[walked.step.order - 1]
        return tuple(test.id for test in capacity.tests_of(part))

    # -- inside ----------------------------------------------------------------------------------------------

    def _now(self) -> datetime:
        return self._coach.clock.moment().wall

    def _tell(self, kind: type[Happening], **fields: Any) -> None:
        happening: Any = made(kind, {"id": new_id(), "at": self._now(), **fields})
        self._coach.store.save_happening(happening)
        self._coach.history_changed()
