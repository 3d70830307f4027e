"""The single segments of sessions that are over, folded: some 300 rows of a session become one.

Going on after an interruption needs each segment as it happened, so each is a row while a session is played. Afterwards
only the export reads them, but they would be nineteen of twenty rows of a long history, in the file and in each backup.
Nothing is lost: unfolded, the rows are what they were.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from coach.store.schema import rows

if TYPE_CHECKING:
    from coach.store.sqlite import Database

#: The kind of a folded row. Its `data` is a list of steps, see `fold_rows`.
FOLDED = "steps"
#: The kind of the rows that are folded.
STEP = "segment_done"
_COLUMNS = ("session", "seq", "kind", "at_ms", "data", "at_utc", "offset_min")
_USUAL = [1, 1, 0]


#: What tells a segment: [at_ms, Unix ms, number, index, minutes of offset].
Numbers = list[int]


def fold_rows(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a session with its segments in one row, at the number of the first of them.

    The first segment is told by the columns of that row and its index; each further one by how much more than the one
    before: [at_ms, ms of time], where number and index are one more and the offset is the same; else
    [at_ms, ms of time, number, index, minutes of offset].
    """
    kept: list[dict[str, Any]] = []
    steps: list[Numbers] = []
    first: list[dict[str, Any]] = []
    for row in found:
        numbers = _numbers(row)
        if numbers is None:
            kept.append(row)
        else:
            steps.append(numbers)
            first = first or [row]
    if len(steps) > 1:
        kept.append(folded(first[0]["session"], steps))
    else:
        kept += first
    return sorted(kept, key=lambda row: int(row["seq"]))


def folded(session: str, steps: list[Numbers]) -> dict[str, Any]:
    """The one row of all these segments of a session."""
    before = steps[0]
    data: list[Any] = [before[3]]
    for now in steps[1:]:
        usual = now[2] - before[2] == 1 and now[3] - before[3] == 1 and now[4] == before[4]
        further = [now[0] - before[0], now[1] - before[1]]
        data.append(further if usual else [*further, now[2] - before[2], now[3] - before[3], now[4] - before[4]])
        before = now
    return {**_row(session, steps[0]), "kind": FOLDED, "data": msgspec.json.encode(data).decode()}


def step_numbers(at_ms: int, utc: str, seq: int, index: int, offset_min: int) -> Numbers | None:
    """The numbers of a segment; None where unfolding would write its time in another way."""
    try:
        unix_ms = _ms(utc)
    except ValueError:
        return None
    return [at_ms, unix_ms, seq, index, offset_min] if utc_of(unix_ms) == utc else None


def unfold(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows that were folded into one; any other row as it is."""
    if row["kind"] != FOLDED:
        yield row
        return
    for numbers in steps_of(row):
        yield _row(row["session"], numbers)


def steps_of(row: dict[str, Any]) -> Iterator[list[int]]:
    """The segments of a folded row, each as [at_ms, Unix ms, number, index, minutes of offset]."""
    index, *further = msgspec.json.decode(row["data"])
    numbers = [row["at_ms"], _ms(row["at_utc"]), row["seq"], index, row["offset_min"]]
    yield numbers
    for one in further:
        numbers = [a + b for a, b in zip(numbers, one if len(one) > 2 else [*one, *_USUAL], strict=True)]
        yield numbers


def event_rows(conn: sqlite3.Connection, of: str | None = None) -> Iterator[dict[str, Any]]:
    """The events of all sessions, or of one, by session and number, unfolded."""
    where, parameters = ("", ()) if of is None else ("WHERE session = ?", (of,))
    session, own = "", list[dict[str, Any]]()
    for row in rows(conn, f"SELECT * FROM session_events {where} ORDER BY session, seq", parameters):
        if row["session"] != session:
            yield from sorted(own, key=lambda one: int(one["seq"]))
            session, own = row["session"], []
        own.extend(unfold(row))
    yield from sorted(own, key=lambda one: int(one["seq"]))


def fold(db: Database, sessions: Iterable[str] | None = None) -> None:
    """Fold the segments of these sessions, or of all that are over, inside the caller's transaction."""
    if sessions is None:
        over = "SELECT DISTINCT session FROM session_events WHERE kind IN ('finished', 'stopped')"
        sessions = [str(row[0]) for row in db.conn.execute(over)]
    for session in sessions:
        found = list(rows(db.conn, "SELECT * FROM session_events WHERE session = ? ORDER BY seq", (session,)))
        folded = fold_rows(found)
        if len(folded) < len(found):
            db.conn.execute("DELETE FROM session_events WHERE session = ? AND kind = ?", (session, STEP))
            left = {row["seq"] for row in folded if row["kind"] == STEP}
            back = [row for row in folded if row["kind"] == FOLDED or row["seq"] in left]
            db.conn.executemany(
                f"INSERT INTO session_events ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})",
                [[row[name] for name in _COLUMNS] for row in back],
            )


def _numbers(row: dict[str, Any]) -> Numbers | None:
    """The numbers of a row whose unfolding gives back this very row; of any other None."""
    data = row["data"]
    if row["kind"] != STEP or data[:9] != '{"index":' or data[-1:] != "}":
        return None
    index = data[9:-1]
    if not (index.isdecimal() and index.isascii() and str(int(index)) == index):
        return None
    return step_numbers(row["at_ms"], row["at_utc"], row["seq"], int(index), row["offset_min"])


def _row(session: str, numbers: list[int]) -> dict[str, Any]:
    at_ms, unix_ms, seq, index, offset = numbers
    return {
        "session": session,
        "seq": seq,
        "kind": STEP,
        "at_ms": at_ms,
        "data": f'{{"index":{index}}}',
        "at_utc": utc_of(unix_ms),
        "offset_min": offset,
    }


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def _ms(utc: str) -> int:
    at = datetime.fromisoformat(utc)
    # Without a zone it would be taken for the time of this machine.
    return round(at.timestamp() * 1000) if at.tzinfo is not None else -1


def utc_of(unix_ms: int) -> str:
    """UTC text of a time in Unix ms, as it is stored."""
    minute, ms = divmod(unix_ms, 60_000)
    return f"{_minute(minute)}{ms // 1000:02d}.{ms % 1000:03d}Z"


@lru_cache(maxsize=1_000)
def _minute(minute: int) -> str:
    # An export has a million times, of which many share their minute.
    return f"{_EPOCH + minute * _MINUTE:%Y-%m-%dT%H:%M:}"
