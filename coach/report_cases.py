"""The report's use cases: what it says of a period, and what the person wants to ask. Reached as `Coach.report`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach.cases import Keeper, made, new_id, whole_characters
from coach.clock import training_day
from coach.errors import CoachError
from coach.happenings import QuestionsNoted
from coach.plan.person import of_kind
from coach.text import _
from coach.versions import restack_version

if TYPE_CHECKING:
    from coach.progress.report_views import ReportView

#: What the report is about where nothing else is asked for.
USUAL_DAYS = 91
#: Nobody has records from before it; days near the end of the calendar cannot be reckoned with.
EARLIEST_YEAR = 1950
#: What the person wants to ask has at most so many characters.
MOST_ASKED = 1_200


class ReportCases:
    """Makes the report; keeps the questions. Every method that writes raises `CoachError` with nothing half written."""

    def __init__(self, coach: Keeper) -> None:
        self._coach = coach

    def view(self, first: date, last: date) -> ReportView:
        """The report on the days from `first` to `last`. Raises `CoachError` for days that make no period."""
        from coach.progress.report import report_view  # a start need not wait for it

        now = self._coach.clock.moment().wall
        if first > training_day(now):
            raise CoachError(
                _("The period begins in the future, on {first}.").format(first=first),
                _("Choose a beginning that is not after today."),
            )
        if first > last:
            raise CoachError(
                _("The period ends before it begins: {first} to {last}.").format(first=first, last=last),
                _("Choose an end that is not before the beginning."),
            )
        if first.year < EARLIEST_YEAR:
            raise CoachError(
                _("The period begins in the year {year}.").format(year=first.year), _("Choose a later beginning.")
            )
        return report_view(self._coach.history, self._coach.library, first, last, now, version=restack_version())

    def usual_period(self, last: date | None = None) -> tuple[date, date]:
        """Three months up to `last`, or to today."""
        last = last or self.today
        return last - timedelta(days=USUAL_DAYS - 1), last

    def whole_period(self) -> tuple[date, date]:
        """From the first day with any record up to today; at least the usual period."""
        from coach.progress.ranges import begin_of

        first, last = self.usual_period()
        began = begin_of(self._coach.history)
        earliest = date(EARLIEST_YEAR, 1, 1)
        return (max(earliest, min(first, began)) if began is not None else first), last

    @property
    def today(self) -> date:
        """The training day."""
        return training_day(self._coach.clock.moment().wall)

    # -- what the person wants to ask ------------------------------------------------------------------------

    @property
    def questions(self) -> str:
        """What the person wants to ask their clinician, as noted last; empty for nothing."""
        told = of_kind(self._coach.history, QuestionsNoted)
        return told[-1].text if told else ""

    def note_questions(self, text: str) -> bool:
        """Keep what the person wants to ask; empty takes it back. True where that is something new."""
        text = whole_characters(text).strip()
        if text == self.questions:
            return False
        if len(text) > MOST_ASKED:
            raise CoachError(
                _("The questions have {n} characters; {most} fit into the report.").format(n=len(text), most=MOST_ASKED)
            )
        noted = made(QuestionsNoted, {"id": new_id(), "at": self._coach.clock.moment().wall, "text": text})
        self._coach.store.save_happening(noted)
        self._coach.history_changed()
        return True
