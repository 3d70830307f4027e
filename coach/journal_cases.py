"""The journal's use cases: spasms, days, what is taken out, and what comes of it. Reached as `Coach.journal`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from coach.cases import Keeper, made, new_id, whole_characters
from coach.clock import not_before, training_day
from coach.diary import DayLog, DayRating, Removal, Spasm, SpasmDetails, newest_logs
from coach.errors import CoachError
from coach.happenings import Experiment, ExperimentBegun, ExperimentEnded
from coach.plan.person import ACUTE_FOR, TENDER_FOR, of_kind
from coach.text import _

if TYPE_CHECKING:
    from coach.pages.easing import EasingView
    from coach.pages.house_views import CardHistoryView, HouseView
    from coach.pages.insights_views import InsightsView
    from coach.pages.journal import JournalView

#: The boxes of a day's log, by their field names.
BOXES = ("sleep", "sitting", "breaks", "lifting", "walking", "stress", "drink", "happened", "signs", "note")
#: Two spasms that began within this time are one.
SAME_SPASM = timedelta(hours=1)
#: A wish for help so long after a spasm may still be about it: the person is asked.
MAY_BE_THE_SAME = timedelta(hours=12)
FIRST_PART = "1A"


class JournalCases:
    """Keeps and shows the journal. Every method that writes raises `CoachError` with nothing half written."""

    def __init__(self, coach: Keeper) -> None:
        self._coach = coach

    # -- spasms ----------------------------------------------------------------------------------------------

    def note_spasm(self, onset: datetime | None = None) -> Spasm:
        """Keep that a spasm came, now or earlier; what is known of it follows later. One that began, was noted or was
        told of within the hour is the same one.
        """
        now = self._now()
        onset = min(onset or now, now)
        for known in self._coach.history.spasms:
            if known.was_spoken_of(onset, SAME_SPASM):
                return known
        spasm = Spasm(id=new_id(), onset=onset, logged=now)
        self._coach.store.save_spasm(spasm)
        self._coach.history_changed()
        return spasm

    def tell_spasm(self, spasm_id: str | None, onset: datetime, told: SpasmDetails) -> Spasm:
        """Keep the circumstances of a spasm, or a correction of them; None: of one that is new or was only noted.

        When it was first written down stays, so that memory can be told from a diary.
        """
        now = self._now()
        onset = min(onset, now)
        told = msgspec.structs.replace(told, note=whole_characters(told.note))
        known = self.spasm(spasm_id) if spasm_id is not None else self._only_noted(onset)
        logged = known.logged if known is not None else now
        fields = {"id": known.id if known is not None else new_id(), "onset": onset, "logged": logged}
        # A clock that was set back must not make the correction older than what it corrects.
        told_at = not_before(now, known.told_at if known is not None else None)
        spasm = made(Spasm, {**fields, "told": told, "told_at": told_at})
        self._coach.store.save_spasm_log(new_id(), spasm, new=known is None)
        self._coach.history_changed()
        return spasm

    def recent_spasm(self) -> Spasm | None:
        """The newest spasm that began or was noted so short a while ago that pain now may still be of it."""
        now = self._now()
        near = [s for s in self._coach.history.spasms if timedelta(0) <= now - max(s.onset, s.logged) < MAY_BE_THE_SAME]
        return max(near, key=lambda spasm: spasm.onset, default=None)

    def holds_the_plan(self, entries: Sequence[str]) -> bool:
        """Whether one of these entries is a spasm for which the plan still holds back."""
        now = self._now()
        return any(s.id in entries and now - s.onset < TENDER_FOR for s in self._coach.history.spasms)

    def _only_noted(self, onset: datetime) -> Spasm | None:
        """The spasm that was noted without a word about it, where it is the same one."""
        near = (s for s in self._coach.history.spasms if abs(onset - s.onset) < SAME_SPASM)
        return next((spasm for spasm in near if spasm.told_at is None), None)

    def spasm(self, spasm_id: str) -> Spasm:
        """A spasm of the journal. Raises `CoachError` for one that is not there."""
        for spasm in self._coach.history.spasms:
            if spasm.id == spasm_id:
                return spasm
        raise CoachError(_("This spasm is not in your journal."))

    # -- days ------------------------------------------------------------------------------------------------

    def log_day(self, fields: dict[str, Any]) -> None:
        """Keep a day: `day`, and of `morning` and `average` (pain, 0 to 10) and the boxes of `DayLog` those that are
        known; `cleared` names the pains that are taken back. What says nothing new is not written again.
        """
        day = fields["day"]
        if day > self.today:
            raise CoachError(_("This day has not come yet."), _("Choose today or an earlier day."))
        now = self._now()
        ratings = []
        for kind in ("morning", "average"):
            pain, known = fields.get(kind), self.rating(day, kind)
            if pain is not None and (known is None or known.pain != pain):
                # What was said of soreness holds for the corrected number, too.
                told = {"id": new_id(), "day": day, "at": now, "kind": kind, "pain": pain}
                if known is not None:
                    told |= {"at": not_before(now, known.at), "sore": known.sore}
                ratings.append(made(DayRating, told))
        boxes = {name: fields[name] for name in BOXES if fields.get(name) is not None}
        boxes["note"] = whole_characters(boxes.get("note", ""))
        before = self.log(day) or DayLog(id="", day=day, at=now)
        log: DayLog | None = made(DayLog, {"id": new_id(), "day": day, "at": not_before(now, before.at), **boxes})
        if log is not None and _boxes(log) == _boxes(before):
            log = None
        cleared = fields.get("cleared", ())
        gone = tuple(r.id for r in self._coach.history.ratings if r.day == day and r.kind in cleared)
        if ratings or log is not None or gone:
            removal = Removal(id=new_id(), at=now, entries=gone) if gone else None
            self._coach.store.save_day(ratings, log, removal)
            self._coach.history_changed()

    def log(self, day: date) -> DayLog | None:
        """What is written of a day."""
        return newest_logs(self._coach.history.day_logs).get(day)

    def rating(self, day: date, kind: str) -> DayRating | None:
        """The pain of a day, on waking (`morning`) or on the whole (`average`)."""
        told = [r for r in self._coach.history.ratings if r.day == day and r.kind == kind]
        return max(reversed(told), key=lambda rating: rating.at, default=None)

    # -- taking out and putting back -------------------------------------------------------------------------

    def remove(self, entries: Sequence[str]) -> None:
        """Take entries out of the journal, by their ids. They stay in the file and can be put back."""
        self._move(entries, back=False)

    def put_back(self, entries: Sequence[str]) -> None:
        """Put entries back that were taken out."""
        self._move(entries, back=True)

    # -- what is tried ---------------------------------------------------------------------------------------

    def begin_experiment(self, experiment: Experiment) -> None:
        """Try something for two weeks from today. Raises `CoachError` while something else is being tried."""
        from coach.journal.experiments import running

        if running(self._coach.history, self._now()) is not None:
            raise CoachError(_("One thing at a time: something is being tried already."), _("End it first."))
        self._coach.store.save_happening(
            made(ExperimentBegun, {"id": new_id(), "at": self._now(), "experiment": experiment})
        )
        self._coach.history_changed()

    def end_experiment(self, begun: str) -> None:
        """End what is being tried before its two weeks; its beginning is named by its id."""
        if begun not in {one.id for one in of_kind(self._coach.history, ExperimentBegun)}:
            raise CoachError(_("This is not being tried."))
        self._coach.store.save_happening(made(ExperimentEnded, {"id": new_id(), "at": self._now(), "of": begun}))
        self._coach.history_changed()

    # -- easing it -------------------------------------------------------------------------------------------

    def easing(self, spasm: Spasm | None, region: str | None) -> EasingView:
        """The spasm help, for a spasm that was noted or for pain alone."""
        from coach.pages.easing import easing_view

        return easing_view(self._coach.history, self._coach.library, spasm, region, self._now())

    # -- what comes of it ------------------------------------------------------------------------------------

    def page(self, month: date, query: str = "") -> JournalView:
        """The Journal page for the month of a day, or all that a query finds."""
        from coach.pages.journal import journal_view

        return journal_view(self._coach.history, self._coach.library, month, query, self._now())

    def insights(self) -> InsightsView:
        """The Insights page."""
        from coach.pages.insights import insights_view
        from coach.plan.safety import signs
        from coach.plan.walk import walk

        history, library, now = self._coach.history, self._coach.library, self._coach.asked_at()
        held = signs(history, library.screening).verdict != "clear"
        acute = any(timedelta(0) <= now - spasm.onset < ACUTE_FOR for spasm in history.spasms)
        # In the first part walks are a few minutes: half an hour is not what it asks for.
        part = walk(history, library, now).step.part.id
        without: frozenset[Experiment] = frozenset({"walking"}) if part == FIRST_PART else frozenset()
        return insights_view(history, now, resting=held or acute, without=without)

    def house(self) -> tuple[HouseView, tuple[CardHistoryView, ...]]:
        """The house of cards as it stands, and how each card stood over the last weeks."""
        from coach.journal.supports import house, house_over
        from coach.pages.house import histories_view, house_view
        from coach.plan.walk import walk

        history, library, now = self._coach.history, self._coach.library, self._coach.asked_at()
        moves = walk(history, library, now).moves
        over = house_over(history, library, now, moves=moves)
        return house_view(house(history, library, now, moves), library), histories_view(over, library)

    @property
    def today(self) -> date:
        """The training day."""
        return training_day(self._now())

    # -- inside ----------------------------------------------------------------------------------------------

    def _now(self) -> datetime:
        return self._coach.clock.moment().wall

    def _move(self, entries: Sequence[str], *, back: bool) -> None:
        if not entries:
            return
        removal = Removal(id=new_id(), at=self._now(), entries=tuple(entries), back=back)
        self._coach.store.save_removal(removal)
        self._coach.history_changed()


def _boxes(log: DayLog) -> tuple[object, ...]:
    return tuple(getattr(log, name) for name in BOXES)
