"""Whether sessions may be offered: what the safety answers say, and when they are asked again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from coach.library.screening import Screening
from coach.records import History

Verdict = Literal["ask", "clear", "hold", "stop"]

#: The questions are asked weekly in stages 1 and 2 (the plan's rules, "Screening rhythm").
ASK_AGAIN_AFTER = timedelta(days=7)


class Safety(msgspec.Struct, frozen=True):
    """`stop`: an emergency sign was answered yes. `hold`: a sign that a clinician must see first.

    Both end only when the person records that a clinician cleared them; `ask`: the questions are due.
    """

    verdict: Verdict
    yes: tuple[str, ...] = ()
    since: datetime | None = None

    @property
    def sessions_allowed(self) -> bool:
        """True where a session may be started at once."""
        return self.verdict == "clear"


def safety(history: History, screening: Screening, now: datetime) -> Safety:
    """The verdict of all answers so far."""
    cleared = max((c.at for c in history.clearances), default=None)
    open_yes = [a for a in history.screenings if a.yes and (cleared is None or a.at > cleared)]
    if open_yes:
        tiers = {q.id: q.tier for q in screening.questions}
        ids = tuple(dict.fromkeys(i for a in open_yes for i in a.yes))
        # An answer whose question this version no longer has is treated as the graver kind.
        verdict: Verdict = "stop" if any(tiers.get(i, "stop") == "stop" for i in ids) else "hold"
        return Safety(verdict, ids, open_yes[0].at)
    last = max((a.at for a in history.screenings), default=None)
    if last is None or now - last >= ASK_AGAIN_AFTER:
        return Safety("ask", (), last)
    return Safety("clear", (), last)
