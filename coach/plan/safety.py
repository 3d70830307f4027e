"""Whether sessions may be offered: what the safety answers say, and when they are asked again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from coach.clock import training_day
from coach.diary import Spasm
from coach.happenings import AboutMe
from coach.library.kinds import Circumstance
from coach.library.screening import Screening
from coach.plan.person import NEEDS_CLEARANCE, TENDER_FOR, of_kind, told_circumstances
from coach.records import History

Verdict = Literal["ask", "clear", "hold", "stop"]
AskWhy = Literal["first", "spasm", "away", "rhythm"]

#: The questions are asked weekly in stages 1 and 2, then every four weeks (the plan's rules, "Screening rhythm").
WEEKLY = timedelta(days=7)
MONTHLY = timedelta(days=28)
#: In a spasm the questions come first and the log after them.
JUST_ASKED = timedelta(minutes=30)
EARLY_STAGES = ("1", "2")


class Safety(msgspec.Struct, frozen=True):
    """`stop`: an emergency sign was answered yes. `hold`: a sign that a clinician must see first, or a circumstance
    in which one has to say yes (`circumstances`).

    Both end only when the person records that a clinician cleared them; `ask`: the questions are due, and `why`.
    """

    verdict: Verdict
    yes: tuple[str, ...] = ()
    since: datetime | None = None
    circumstances: tuple[Circumstance, ...] = ()
    why: AskWhy | None = None

    @property
    def sessions_allowed(self) -> bool:
        """True where a session may be started at once."""
        return self.verdict == "clear"


def signs(history: History, screening: Screening) -> Safety:
    """What the answers so far say, whether or not they are due again: clear, hold or stop."""
    cleared = max((c.at for c in history.clearances), default=None)
    tiers = {q.id: q.tier for q in screening.questions}
    # An answer whose question this version no longer has is treated as the graver kind; advice never holds anything.
    open_yes = [
        (answers.at, [own for own in answers.yes if tiers.get(own, "stop") != "advice"])
        for answers in history.screenings
        if cleared is None or answers.at > cleared
    ]
    open_yes = [one for one in open_yes if one[1]]
    if open_yes:
        ids = tuple(dict.fromkeys(own for _at, yes in open_yes for own in yes))
        verdict: Verdict = "stop" if any(tiers.get(own, "stop") == "stop" for own in ids) else "hold"
        return Safety(verdict, ids, open_yes[0][0])
    waiting = _uncleared(history, cleared)
    if waiting:
        return Safety("hold", (), waiting[0][1], tuple(one[0] for one in waiting))
    return Safety("clear", (), max((a.at for a in history.screenings), default=None))


def safety(
    history: History, screening: Screening, now: datetime, *, stage: str = "1", last_session: datetime | None = None
) -> Safety:
    """The verdict of all answers so far. `stage` is where the person stands, `last_session` when the last one ended."""
    known = signs(history, screening)
    if known.verdict != "clear":
        return known
    last = known.since
    why: AskWhy | None = None
    if last is None:
        why = "first"
    elif any(_asks(spasm, last, now) for spasm in history.spasms):
        why = "spasm"
    elif last_session is not None and _away(last_session, now) and last <= last_session + MONTHLY:
        why = "away"
    elif now - last >= (WEEKLY if stage in EARLY_STAGES else MONTHLY):
        why = "rhythm"
    return Safety("ask" if why is not None else "clear", (), last, (), why)


def _asks(spasm: Spasm, last: datetime, now: datetime) -> bool:
    """Whether a spasm was told since the questions were answered; not an old one that completes the record."""
    recent = spasm.written_after <= TENDER_FOR
    return recent and last < spasm.logged - JUST_ASKED and spasm.logged <= now


def _away(last_session: datetime, now: datetime) -> bool:
    return training_day(now) - training_day(last_session) > MONTHLY


def _uncleared(history: History, cleared: datetime | None) -> list[tuple[Circumstance, datetime]]:
    """Circumstances that still hold and were first told after the last clearance, with when."""
    told = of_kind(history, AboutMe)
    if not told:
        return []
    waiting: list[tuple[Circumstance, datetime]] = []
    for circumstance in sorted(told_circumstances(told[-1]) & NEEDS_CLEARANCE):
        first = told[-1].at
        for one in reversed(told):
            if circumstance not in told_circumstances(one):
                break
            first = one.at
        if cleared is None or first > cleared:
            waiting.append((circumstance, first))
    return waiting
