"""Whether sessions may be offered: asked in time, and a yes stands until a clinician cleared it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest

from coach.library.library import Library
from coach.plan.safety import Safety, safety
from coach.records import Clearance, History, ScreeningAnswers
from tests.fakes import MONDAY_AT_8
from tests.making import answers

NOW = MONDAY_AT_8
STOP, HOLD = "numb-between-the-legs", "fever-or-infection"


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def cleared(**span: float) -> Clearance:
    return Clearance(id=str(span), at=ago(**span))


def said(*yes: str, **span: float) -> ScreeningAnswers:
    return answers(ago(**span), *yes)


def verdict(library: Library, *what: ScreeningAnswers | Clearance) -> Safety:
    rounds = [w for w in what if isinstance(w, ScreeningAnswers)]
    cleared = [w for w in what if isinstance(w, Clearance)]
    return safety(History(screenings=tuple(rounds), clearances=tuple(cleared)), library.screening, NOW)


@pytest.mark.parametrize(
    ("what", "wanted"),
    [
        ([], "ask"),
        ([partial(said, hours=1)], "clear"),
        ([partial(said, days=6, hours=23, minutes=59)], "clear"),
        ([partial(said, days=7)], "ask"),
        ([partial(said, days=30)], "ask"),
        ([partial(said, days=30), partial(said, days=1)], "clear"),
        ([partial(said, STOP, hours=1)], "stop"),
        ([partial(said, HOLD, hours=1)], "hold"),
        ([partial(said, HOLD, STOP, hours=1)], "stop"),
        ([partial(said, "a-question-we-no-longer-ask", hours=1)], "stop"),
        # A later clean answer alone does not clear, however old the yes is.
        ([partial(said, STOP, days=3), partial(said, hours=1)], "stop"),
        ([partial(said, HOLD, days=300), partial(said, hours=1)], "hold"),
        # A clinician does, for what was before.
        ([partial(said, STOP, days=3), partial(cleared, days=2)], "clear"),
        ([partial(said, HOLD, days=9), partial(cleared, days=8)], "ask"),
        ([partial(said, HOLD, days=9), partial(cleared, days=8), partial(said, hours=1)], "clear"),
        ([partial(said, HOLD, days=3), partial(cleared, days=4)], "hold"),
        ([partial(said, STOP, days=9), partial(cleared, days=8), partial(said, HOLD, hours=1)], "hold"),
        ([partial(cleared, days=1)], "ask"),
    ],
)
def test_verdicts(library: Library, what: list[partial[ScreeningAnswers] | partial[Clearance]], wanted: str) -> None:
    found = verdict(library, *(w() for w in what))
    assert found.verdict == wanted
    assert found.sessions_allowed == (wanted == "clear")


def test_the_verdict_names_the_signs_and_since_when(library: Library) -> None:
    found = verdict(library, said(HOLD, days=3), said(STOP, HOLD, days=2))
    assert (found.verdict, found.yes, found.since) == ("stop", (HOLD, STOP), ago(days=3))
