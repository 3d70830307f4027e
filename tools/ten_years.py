"""A made-up history of years of daily use, written straight into a data folder: for measuring, and for pictures.

python tools/ten_years.py FOLDER [--years 10]

Ten years are 3,650 days with two pain ratings and a log each, 5,000 sessions with 60,000 exercise lines, 300 spasms,
tests, scores and safety answers. The sessions are those of the library; how they went is made up.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import uuid
from datetime import UTC, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import msgspec  # noqa: E402

from coach.clock import offset_minutes, training_day, utc_text  # noqa: E402
from coach.diary import DayLog, SpasmDetails  # noqa: E402
from coach.happenings import (  # noqa: E402
    AboutMe,
    Activity,
    AnyHappening,
    ChangeTold,
    GoalsChosen,
    GoalsRated,
    MovedByHand,
    Placed,
    PlanPart,
    ScoreTold,
    Tested,
)
from coach.library.library import Library  # noqa: E402
from coach.library.programs import Session  # noqa: E402
from coach.library.read import read_library  # noqa: E402
from coach.paths import DataFolder, bundled  # noqa: E402
from coach.session.timeline import compile_timeline  # noqa: E402
from coach.store.database import open_connection, wrapped  # noqa: E402
from coach.store.steps import fold_rows  # noqa: E402

DAYS_A_YEAR = 365
SESSIONS_A_YEAR = 500
SPASMS_A_YEAR = 30
#: Sessions by how often they are played: twelve exercises on average.
PLAYED = {"realign-late": 6, "unlock-late": 2, "recondition-early": 1, "morning-unlock": 1}
ZONE = timezone(timedelta(hours=1))


class _Year:
    """Rows by table, for every day from the first on."""

    def __init__(self, library: Library, first: datetime, days: int) -> None:
        self.library, self.first, self.days = library, first, days
        self.chance = random.Random(29)
        self.tables: dict[str, list[dict[str, Any]]] = {}
        self.templates = {name: library.session(name) for name in PLAYED}
        self.played = {name: _Played(session, library) for name, session in self.templates.items()}

    def id(self) -> str:
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))

    def put(self, table: str, at: datetime, *, column: str = "at_utc", **row: Any) -> None:
        stamp = {column: utc_text(at), "offset_min": offset_minutes(at)}
        self.tables.setdefault(table, []).append({**row, **stamp})

    def tell(self, happening: AnyHappening) -> None:
        data = msgspec.to_builtins(happening)
        own, kind, _at = data.pop("id"), data.pop("kind"), data.pop("at")
        self.put("happenings", happening.at, id=own, kind=kind, data=json.dumps(data, separators=(",", ":")))

    def at(self, day: int, hour: float) -> datetime:
        return self.first.replace(hour=0) + timedelta(days=day, hours=hour)

    def write(self) -> None:
        """All of it."""
        chance = self.chance
        self._begin()
        spasms = sorted(chance.sample(range(5, self.days - 2), SPASMS_A_YEAR * self.days // DAYS_A_YEAR))
        twice = set(chance.sample(range(self.days), max(0, SESSIONS_A_YEAR * self.days // DAYS_A_YEAR - self.days)))
        near = set[int]()
        for day in spasms:
            self._spasm(day)
            near |= {day, day + 1, day + 2}
        for day in range(self.days):
            usual = 4.5 - 2.5 * day / self.days + (2.5 if day in near else 0)
            self._day(day, usual)
            for hour in (8.1, 18.2) if day in twice else (8.1,):
                self._session(day, hour, usual)
            if day % 7 == 0:
                self._screened(self.at(day, 7.5), "weekly")
            if day % 28 == 20:
                self._scores(day)
            if day % 56 == 50:
                self._tests(day)

    def _begin(self) -> None:
        at = self.at(0, 7)
        self.tell(Placed(id=self.id(), at=at, usual_pain=4.0))
        self.tell(AboutMe(id=self.id(), at=at, birth_year=1978, sex="female", wake=time(6, 45)))
        self.goals = tuple(Activity(self.id(), words) for words in ("Lift my daughter", "Sit through a film", "Garden"))
        self.tell(GoalsChosen(id=self.id(), at=at, activities=self.goals))
        steps: tuple[tuple[int, PlanPart], ...] = ((60, "1B"), (DAYS_A_YEAR, "2"), (800, "3"), (1_500, "4"))
        for day, part in steps:
            if day < self.days:
                moved = MovedByHand(id=self.id(), at=self.at(day, 7), to=part, because="clinician", note="a check-up")
                self.tell(moved)

    def _day(self, day: int, usual: float) -> None:
        chance, at = self.chance, self.at(day, 21)
        for kind, hour in (("morning", 7.2), ("average", 21)):
            told, pain = self.at(day, hour), _pain(usual + chance.choice((-1, 0, 0, 1)))
            own = training_day(told).isoformat()
            self.put("day_ratings", told, id=self.id(), day=own, kind=kind, pain=pain, sore=0)
        log = DayLog(
            id=self.id(),
            day=training_day(at),
            at=at,
            sleep=chance.choice(("well", "well", "broken", "badly")),
            sitting=chance.choice(("little", "some", "long")),
            breaks=chance.choice(("often", "some", "few")),
            lifting=chance.choice(("none", "light", "heavy")),
            walking=chance.choice(("little", "some", "plenty")),
            stress=chance.choice(("calm", "some", "high")),
            drink=chance.choice(("little", "enough", "plenty")),
            happened=chance.choice(((), (), ("long-drive",), ("awkward", "distracted"))),
            signs=chance.choice(((), (), ("stiff",), ("tired", "evening-pain"))),
            note=chance.choice(("", "", "", "a long day at the desk", "slept at my sister's")),
        )
        data = msgspec.to_builtins(log)
        id_, day_ = data.pop("id"), data.pop("day")
        del data["at"]
        self.put("day_logs", at, id=id_, day=day_, data=json.dumps(data, separators=(",", ":")))

    def _spasm(self, day: int) -> None:
        chance = self.chance
        onset = self.at(day, chance.uniform(7.5, 21))
        logged, own = onset + timedelta(minutes=20), self.id()
        self.put("spasms", logged, column="logged_utc", id=own, onset_utc=utc_text(onset))
        told = SpasmDetails(
            where=chance.choice((("low_left",), ("low_left", "low_mid"))),
            strength=chance.choice(("mild", "moderate", "severe")),
            doing=chance.choice((("bending",), ("getting-up",), ("lifting", "twisting"))),
            day_before=("long-sitting",) if chance.random() < 0.5 else (),
            eased=("position", "warmth"),
        )
        data = json.dumps(msgspec.to_builtins(told), separators=(",", ":"))
        began: dict[str, Any] = {"onset_utc": utc_text(onset), "onset_offset_min": offset_minutes(onset)}
        self.put("spasm_logs", logged, id=self.id(), spasm=own, **began, data=data)
        self._screened(logged, "flare-up")

    def _screened(self, at: datetime, context: str) -> None:
        asked = json.dumps([question.id for question in self.library.screening.questions])
        self.put("screenings", at, id=self.id(), version=1, context=context, asked=asked, yes="[]")

    def _session(self, day: int, hour: float, usual: float) -> None:
        chance, own = self.chance, self.id()
        name = chance.choices(list(PLAYED), weights=list(PLAYED.values()))[0]
        at, played = self.at(day, hour + chance.uniform(0, 1)), self.played[name]
        before = _pain(usual)
        part = self.library.part_of(name)
        self.put(
            "sessions",
            at,
            column="started_utc",
            id=own,
            session_id=name,
            program_id=self.library.program_of(name).id,
            part_id=part.id if part is not None else None,
            shorter=0,
            first_side="right",
            lines=len(self.templates[name].lines),
            template=played.template,
            pain_before=before,
        )
        skipped = chance.randrange(len(self.templates[name].lines)) if chance.random() < 0.2 else -1
        self.tables.setdefault("session_events", []).extend(played.rows(own, at, skipped))
        if chance.random() < 0.93:
            now = _pain(before - chance.choice((0, 1, 1, 2)))
            worst = _pain(max(before, now) + chance.choice((-1, 0, 0, 0, 1)))
            done = at + timedelta(milliseconds=played.total_ms + 60_000)
            self.put(
                "check_ins",
                done,
                id=self.id(),
                session=own,
                pain_worst=max(worst, now),
                pain_now=now,
                leg_symptoms=0,
                effort=chance.choice((2, 3, 4)),
                flags="{}",
                note="",
            )

    def _scores(self, day: int) -> None:
        at = self.at(day, 19)
        rate = {goal.id: min(10, round(3 + 5 * day / self.days + self.chance.uniform(-1, 1))) for goal in self.goals}
        self.tell(GoalsRated(id=self.id(), at=at, ratings=rate))
        self.tell(ChangeTold(id=self.id(), at=at, change=min(3, round(3 * day / self.days))))
        self.tell(ScoreTold(id=self.id(), at=at, score=max(0, round(11 - 8 * day / self.days))))

    def _tests(self, day: int) -> None:
        for test in ("side-plank-feet", "front-plank-feet"):
            for side in ("right", "left") if test == "side-plank-feet" else (None,):
                value = round(min(90.0, 22 + 30 * day / self.days + self.chance.uniform(-4, 4)))
                told = Tested(id=self.id(), at=self.at(day, 9), test=test, value=value, side=side, pain_worst=2)
                self.tell(told)


class _Played:
    """How a session of the library goes from beginning to end, as event rows to be stamped."""

    def __init__(self, session: Session, library: Library) -> None:
        timeline = compile_timeline(session, library, "right")
        self.template = msgspec.json.encode(session).decode()
        self.total_ms = timeline.total_ms
        self.segments = timeline.segments
        self.exercises = [line.exercise for line in session.lines]
        self._folded: dict[int, list[dict[str, Any]]] = {}

    def rows(self, session: str, at: datetime, skipped: int) -> list[dict[str, Any]]:
        """The rows of one playing, folded as those of what is over are."""
        if skipped not in self._folded:
            self._folded[skipped] = fold_rows(self._rows(at, skipped))
        return [
            {**row, "session": session, "at_utc": utc_text(at + timedelta(milliseconds=row["at_ms"]))}
            for row in self._folded[skipped]
        ]

    def _rows(self, at: datetime, skipped: int) -> list[dict[str, Any]]:
        made: list[tuple[int, str, dict[str, Any]]] = [(0, "started", {"resumed": False, "voice_waits": []})]
        for index, segment in enumerate(self.segments):
            own = {"line": segment.line, "exercise": self.exercises[segment.line]}
            last = index + 1 == len(self.segments) or self.segments[index + 1].line != segment.line
            if segment.line != skipped:
                made.append((segment.end_ms, "segment_done", {"index": index}))
            if last and segment.line == skipped:
                made.append((segment.end_ms, "line_skipped", own))
            elif last:
                made.append((segment.end_ms, "line_done", {**own, "eased": False}))
        made.append((self.total_ms, "finished", {}))
        rows = []
        for seq, (at_ms, kind, data) in enumerate(made, start=1):
            stamp = {"at_utc": utc_text(at + timedelta(milliseconds=at_ms)), "offset_min": offset_minutes(at)}
            text = json.dumps(data, separators=(",", ":"))
            rows.append({"session": "", "seq": seq, "kind": kind, "at_ms": at_ms, "data": text, **stamp})
        return rows


def make_years(folder: DataFolder, years: float = 10, today: datetime | None = None) -> dict[str, int]:
    """Fill an empty data folder up to yesterday; the number of rows by table."""
    end = (today or datetime.now(UTC)).astimezone(ZONE)
    days = round(years * DAYS_A_YEAR)
    first = end.replace(minute=0, second=0, microsecond=0) - timedelta(days=days)
    made = _Year(read_library(bundled("data")), first, days)
    made.write()
    folder.make()
    conn = open_connection(folder)
    db = wrapped(conn)
    with db.atomic():
        for table, rows in made.tables.items():
            columns = list(rows[0])
            places = ", ".join("?" * len(columns))
            conn.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})",
                [[row[name] for name in columns] for row in rows],
            )
    conn.close()
    return {table: len(rows) for table, rows in made.tables.items()}


def _pain(value: float) -> int:
    return max(0, min(10, round(value)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--years", type=float, default=10)
    args = parser.parse_args()
    for table, n in make_years(DataFolder(args.folder), args.years).items():
        print(f"{table:16} {n:8,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
