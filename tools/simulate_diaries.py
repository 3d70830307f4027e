"""How often the comparison of diaries finds what is there, and how often it names what is not.

    .venv/bin/python tools/simulate_diaries.py --runs 200 --seed 1

Makes up diaries and takes them the whole way that the program takes: versions of day logs, spasms, windows, triggers.
A diary has three years of days; each of the twelve factors is there on a quarter of the days, independently of all
else. A spasm is eight times as likely after a day with ONE factor (long sitting) as after another, so that its days
before have an odds ratio of 8; the other eleven factors, sessions among them, have nothing to do with it. The days with
spasms are drawn freely: some lie close together and cost each other controls, as in life. Every box is filled in every
evening; now and then a log is corrected the next morning, or after a spasm was logged.

It is for whoever changes the windows, the test or the display rules: what the page says about its own power has to fit
what is printed here. It prints, over all runs: how often the true factor is called a possible pattern, how
often at least one sham is called one (a pattern or a protector), false alarms a run, and what the sets look like.
"""

from __future__ import annotations

import argparse
import random
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Literal

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coach.diary import DayLog, Happened, Spasm
from coach.journal.triggers import Triggers, triggers
from coach.records import History, PlayedSession, SessionStart
from coach.session.events import LineDone

FIRST = date(2023, 1, 1)
PRESENT = 0.25
TRUE = "long-sitting"


def made_up(rng: random.Random, days: int, spasms: int, ratio: float) -> History:
    """One person's diary; `ratio` is how much likelier a spasm is after a day of long sitting."""
    sat_long = [rng.random() < PRESENT for _ in range(days)]
    weights = [ratio if sat_long[n - 1] else 1.0 for n in range(1, days)]
    chosen: set[int] = set()
    while len(chosen) < spasms:
        chosen.add(rng.choices(range(1, days), weights)[0])
    logs: list[DayLog] = []
    sessions = []
    for n, long in enumerate(sat_long):
        logs.append(_log(rng, n, long))
        if rng.random() < 0.1:
            # The correction differs: a version that was written too late, or after a spasm, must not be the one used.
            logs.append(
                _log(rng, n, rng.random() < PRESENT, correction=True) if n + 1 in chosen else _again(logs[-1], n)
            )
        if rng.random() < PRESENT:
            sessions.append(_session(n))
    return History(sessions=tuple(sessions), day_logs=tuple(logs), spasms=tuple(_spasm(rng, n) for n in sorted(chosen)))


def _log(rng: random.Random, n: int, sat_long: bool, *, correction: bool = False) -> DayLog:
    """As written at 9 in the evening; a correction as written at 11 the next evening, when spasms are logged."""

    def there() -> bool:
        return rng.random() < PRESENT

    kinds: tuple[Happened, ...] = ("awkward", "distracted", "long-drive", "hard-activity")
    return DayLog(
        id=f"{n}-{correction}",
        day=FIRST + timedelta(days=n),
        at=_moment(n, 47 if correction else 21),
        sleep="badly" if there() else "well",
        sitting="long" if sat_long else "some",
        breaks="few" if there() else "some",
        lifting="heavy" if there() else "none",
        walking="plenty" if there() else "some",
        stress="high" if there() else "some",
        drink="little" if there() else "enough",
        happened=tuple(kind for kind in kinds if there()),
        signs=(),
    )


def _again(log: DayLog, n: int) -> DayLog:
    """The same, written once more the next morning."""
    return msgspec.structs.replace(log, id=f"{n}-again", at=_moment(n, 31))


def _session(n: int) -> PlayedSession:
    start = SessionStart(
        id=f"s{n}",
        session_id="made-up",
        program_id="made-up",
        part_id=None,
        shorter=False,
        first_side="right",
        lines=1,
        template="{}",
        started=_moment(n, 10),
    )
    return PlayedSession(start=start, events=(LineDone(at_ms=1, line=0, exercise="made-up"),), last_at=_moment(n, 11))


def _spasm(rng: random.Random, n: int) -> Spasm:
    onset = _moment(n, rng.randint(7, 21))
    return Spasm(id=f"spasm{n}", onset=onset, logged=onset + timedelta(minutes=30))


def _moment(n: int, hour: int) -> datetime:
    return datetime.combine(FIRST, time(0), UTC) + timedelta(days=n, hours=hour)


def _called(found: Triggers) -> tuple[bool, int, Literal["counts", "hint", "measured"], int]:
    """Whether the true one is a pattern, how many shams are called anything, how the true one is shown, its sets."""
    true = next(one for one in found.factors if one.factor == TRUE)
    shams = sum(one.verdict != "none" for one in found.factors if one.factor != TRUE)
    return true.verdict == "pattern", shams, true.shown, true.informative


def main() -> int:
    """Run the diaries and print what came of them."""
    parser = argparse.ArgumentParser(description="Made-up diaries through the whole comparison.")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=3 * 365)
    parser.add_argument("--spasms", type=int, default=18)
    parser.add_argument("--ratio", type=float, default=8.0)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    now = _moment(args.days + 1, 12)
    results = [_called(triggers(made_up(rng, args.days, args.spasms, args.ratio), now)) for _run in range(args.runs)]
    runs = len(results)
    print(f"{runs} diaries of {args.days} days, {args.spasms} spasms, odds ratio {args.ratio:g}")
    print(f"the true factor is called a possible pattern in {sum(r[0] for r in results) / runs:.1%}")
    print(f"at least one sham is called something in {sum(r[1] > 0 for r in results) / runs:.1%}")
    print(f"false alarms a run: {sum(r[1] for r in results) / runs:.3f}")
    print(f"the true factor is measured in {sum(r[2] == 'measured' for r in results) / runs:.1%}")
    print(f"informative sets of the true factor, mean: {sum(r[3] for r in results) / runs:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
