"""What a table from elsewhere is to mean: a guess, and then row by row what is kept and what cannot be used."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Literal, get_args

import msgspec

from coach.clock import offset_minutes, utc_text
from coach.exchange.reading import Incoming
from coach.exchange.table_file import TableFile, TableRow
from coach.text import _, ngettext

Role = Literal["ignore", "day", "average", "morning", "minutes", "roland", "note"]
Order = Literal["ymd", "dmy", "mdy"]
ROLES: tuple[Role, ...] = get_args(Role)
ORDERS: tuple[Order, ...] = get_args(Order)
_PAIN: tuple[Role, ...] = ("average", "morning")
#: Ids of what tables bring are made from day, kind and value in this space: the same table twice adds nothing.
_SPACE = uuid.UUID("b1d6c1a4-3f0e-5a55-9f7b-2f4bb0a9a6d3")
_NOTE_MOST = 1_000
#: From this share of numbers beyond 10 on, pain seems to be told from 0 to 100.
_TENFOLD_FROM = 0.3
_DAY = re.compile(r"^(\d{1,4})[-./ ]+(\d{1,2})[-./ ]+(\d{1,4})$")
_NUMBER = re.compile(r"^[+-]?\d{1,9}([.,]\d{1,9})?$")
#: One with a decimal sign, or a thousand: who wrote it knows.
_THOUSAND = re.compile(r"^\+?[1-9]\d{0,2}[.,]\d{3}$")
#: What the names of columns hold, in the languages in which such tables come most; the first that fits counts.
_NAMES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("day", re.compile(r"date\b|datum|fecha|^(day|tag|jour|día)$")),
    ("roland", re.compile(r"roland|rmdq|rdq")),
    ("morning", re.compile(r"morning|waking|morgen|früh")),
    ("note", re.compile(r"note|comment|notiz|bemerkung|remark")),
    ("minutes", re.compile(r"\bmin|duration|dauer|minuten")),
    ("average", re.compile(r"pain|schmerz|\bnrs\b|\bvas\b|average|dolor|douleur")),
)


class Mapping(msgspec.Struct, frozen=True, kw_only=True):
    """What each column is, and how days are written; None: that has to be said first. `tenth`: pain goes up to 100."""

    roles: tuple[Role, ...]
    order: Order | None = None
    tenth: bool = False


class KeptRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row as it will be kept."""

    line: int
    day: date
    average: int | None = None
    morning: int | None = None
    minutes: int | None = None
    roland: int | None = None
    note: str = ""


class Trouble(msgspec.Struct, frozen=True):
    """What of a line cannot be used, and why."""

    line: int
    reason: str


class TablePlan(msgspec.Struct, frozen=True, kw_only=True):
    """What would come of a table. `open`: what has to be said first, empty where nothing has. `orders`: how its days
    may be read. `wide`: pain goes beyond 10 and up to 100. `notes`: sentences for the person.
    """

    kept: tuple[KeptRow, ...]
    troubles: tuple[Trouble, ...]
    open: str
    orders: tuple[Order, ...]
    wide: bool
    notes: tuple[str, ...]

    @property
    def counts(self) -> dict[Role, int]:
        """How many numbers of each kind are kept."""
        found: Counter[Role] = Counter()
        for row in self.kept:
            found.update(role for role in ("average", "morning", "minutes", "roland") if getattr(row, role) is not None)
        return dict(found)


# -- guessing ------------------------------------------------------------------------------------------------------


def guess(table: TableFile) -> Mapping:
    """What the columns seem to be, by their names and by what stands in them."""
    roles: list[Role] = ["ignore"] * table.columns
    taken: set[Role] = set()
    for at, name in enumerate(table.header or ()):
        role = _role_of(name, taken)
        if role != "ignore":
            roles[at] = role
            taken.add(role)
    if "day" not in taken:
        days = [at for at in range(table.columns) if _share_of_days(table.column(at)) > 0.8]
        if days:
            roles[days[0]] = "day"
    if not taken & {"average", "morning", "minutes", "roland"}:
        numbers = [at for at in range(table.columns) if roles[at] == "ignore" and _all_pain(table.column(at))]
        if numbers:
            roles[numbers[0]] = "average"
    orders = orders_of(table, tuple(roles))
    return Mapping(
        roles=tuple(roles),
        order=orders[0] if len(orders) == 1 else None,
        tenth=_seems_tenfold(table, tuple(roles)),
    )


def settled(table: TableFile, mapping: Mapping) -> Mapping:
    """The mapping with the way in which its days are written, where nothing but one way fits."""
    orders = orders_of(table, mapping.roles)
    order = mapping.order if mapping.order in orders else None
    return msgspec.structs.replace(mapping, order=orders[0] if len(orders) == 1 else order)


def orders_of(table: TableFile, roles: tuple[Role, ...]) -> tuple[Order, ...]:
    """The ways in which the days can be read; more than one only where nothing in the file decides."""
    if "day" not in roles:
        return ()
    cells = table.column(roles.index("day"))
    fits = {order: sum(day_of(cell, order) is not None for cell in cells) for order in ORDERS}
    most = max(fits.values(), default=0)
    found = tuple(order for order in ORDERS if fits[order] == most and most)
    # Dots are never written between month and day.
    if len(found) > 1 and "dmy" in found and all("." in cell for cell in cells):
        return ("dmy",)
    return found


def is_wide(table: TableFile, roles: tuple[Role, ...]) -> bool:
    """Whether pain goes beyond 10, and up to 100 at most."""
    return 10 < max(_pains(table, roles), default=0) <= 100


def _seems_tenfold(table: TableFile, roles: tuple[Role, ...]) -> bool:
    """Whether so much of it is beyond 10 that it is no slip of the pen."""
    pains = _pains(table, roles)
    return is_wide(table, roles) and sum(pain > 10 for pain in pains) > _TENFOLD_FROM * len(pains)


def _pains(table: TableFile, roles: tuple[Role, ...]) -> list[float]:
    cells = [cell for at, role in enumerate(roles) if role in _PAIN for cell in table.column(at)]
    return [number for number in map(number_of, cells) if number is not None]


def _role_of(name: str, taken: set[Role]) -> Role:
    words = name.casefold()
    for role, parts in _NAMES:
        if role not in taken and parts.search(words):
            return role
    return "ignore"


def _share_of_days(cells: list[str]) -> float:
    return sum(any(day_of(cell, order) for order in ORDERS) for cell in cells) / max(1, len(cells))


def _all_pain(cells: list[str]) -> bool:
    numbers = [number_of(cell) for cell in cells]
    return bool(numbers) and all(number is not None and 0 <= number <= 100 for number in numbers)


# -- reading cells -------------------------------------------------------------------------------------------------


def day_of(cell: str, order: Order) -> date | None:
    """The day in a cell, a time of day after it left out; None where it is none."""
    words = re.split(r"[T ](?=\d{1,2}:)", cell.strip().rstrip("."))[0].strip()
    found = _DAY.match(words)
    if found is None:
        return None
    a, b, c = (int(part) for part in found.groups())
    year_digits = len(found[1 if order == "ymd" else 3])
    # Of two digits before dashes nobody knows whether they are a year: the order stays open.
    short = year_digits == 2 and (order != "ymd" or (words.count("-") == 2 and len(found[3]) == 2))
    if not short and year_digits != 4:
        return None
    year, month, day = (a, b, c) if order == "ymd" else (c, b, a) if order == "dmy" else (c, a, b)
    if short:
        year += 2000 if year < 70 else 1900
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if 1900 <= made.year < 2200 else None


def number_of(cell: str) -> float | None:
    """The number in a cell, with a point or a comma; None where it is none."""
    words = cell.strip().replace("\u00a0", "")
    return float(words.replace(",", ".")) if _NUMBER.match(words) else None


# -- the plan ------------------------------------------------------------------------------------------------------


def plan_table(table: TableFile, mapping: Mapping, today: date) -> TablePlan:
    """What is kept of each row, and what cannot be used."""
    orders = orders_of(table, mapping.roles)
    wide = is_wide(table, mapping.roles)
    open_ = _open(mapping, orders)
    if open_:
        return TablePlan(kept=(), troubles=(), open=open_, orders=orders, wide=wide, notes=())
    reader = _Rows(mapping, today)
    kept = tuple(row for row in map(reader.row, table.rows) if row is not None)
    return TablePlan(
        kept=kept,
        troubles=tuple(reader.troubles),
        open="",
        orders=orders,
        wide=wide,
        notes=tuple(_notes(kept, reader.lone_notes, today)),
    )


def _open(mapping: Mapping, orders: tuple[Order, ...]) -> str:
    used = Counter(role for role in mapping.roles if role != "ignore")
    twice = next((role for role, often in used.items() if often > 1), None)
    if twice is not None:
        return _("Two columns are the same. Choose each kind for one column only.")
    if "day" not in used:
        return _("Say which column holds the day.")
    if not used.keys() & {"average", "morning", "minutes", "roland"}:
        return _("Say which column holds pain, minutes or a score.")
    if mapping.order is None:
        if not orders:
            return _("There is no day in the column of days that can be read.")
        return _("Say how the days are written: nothing in the file decides it.")
    return ""


class _Rows:
    """Reads row by row; what cannot be used gathers in `troubles`."""

    def __init__(self, mapping: Mapping, today: date) -> None:
        self._mapping, self._today = mapping, today
        self.troubles: list[Trouble] = []
        self.lone_notes = 0
        self._rated: dict[tuple[date, Role], int] = {}

    def row(self, row: TableRow) -> KeptRow | None:
        cells = {role: cell for role, cell in zip(self._mapping.roles, row.cells, strict=True) if role != "ignore"}
        day = self._day(row.line, cells.get("day", ""))
        if day is None:
            return None
        values: dict[str, Any] = {}
        for role in ("average", "morning", "minutes", "roland"):
            cell = cells.get(role, "")
            value = self._value(row.line, role, cell) if cell else None
            if value is not None and role in _PAIN:
                first = self._rated.setdefault((day, role), row.line)
                if first != row.line:
                    self._say(row.line, _("this day has its pain in line {n} already").format(n=first))
                    value = None
            if value is not None:
                values[role] = value
        note = cells.get("note", "")[:_NOTE_MOST]
        if note and "minutes" in values:
            values["note"] = note
        elif note:
            self.lone_notes += 1
        if not values:
            if not any(cells.get(role) for role in ("average", "morning", "minutes", "roland")):
                self._say(row.line, _("there is nothing in it to keep"))
            return None
        return KeptRow(line=row.line, day=day, **values)

    def _day(self, line: int, cell: str) -> date | None:
        assert self._mapping.order is not None
        day = day_of(cell, self._mapping.order)
        if day is None:
            self._say(line, _("“{cell}” is no day").format(cell=cell[:40]) if cell else _("it has no day"))
        elif day > self._today:
            self._say(line, _("{day} has not come yet").format(day=day.isoformat()))
            day = None
        return day

    def _value(self, line: int, role: str, cell: str) -> int | None:
        number = number_of(cell)
        if role == "minutes" and _THOUSAND.match(cell.strip()):
            words = _("“{cell}” may be one or a thousand; write minutes without a point or comma")
            self._say(line, words.format(cell=cell[:40]))
            return None
        if number is None:
            self._say(line, _("“{cell}” is no number").format(cell=cell[:40]))
            return None
        if role in _PAIN:
            number = number / 10 if self._mapping.tenth else number
            fits, words = 0 <= number <= 10, _("pain is a number from 0 to 10, and {cell} is not")
        elif role == "minutes":
            number = max(1, number) if 0 < number < 1 else number
            fits, words = 1 <= number <= 600, _("minutes go from 1 to 600, and {cell} does not")
        else:
            fits = number == int(number) and 0 <= number <= 24
            words = _("a Roland-Morris score is a whole number from 0 to 24, and {cell} is not")
        if not fits:
            self._say(line, words.format(cell=cell[:40]))
            return None
        return int(number + 0.5)

    def _say(self, line: int, reason: str) -> None:
        self.troubles.append(Trouble(line, reason))


def _notes(kept: tuple[KeptRow, ...], lone_notes: int, today: date) -> Iterator[str]:
    late = sum(r.day < today - timedelta(days=1) for r in kept if r.average is not None or r.morning is not None)
    if late:
        yield ngettext(
            "{n} day of pain is written down long after. Charts show it; comparisons that need a diary leave it out, "
            "as they do with memory.",
            "{n} days of pain are written down long after. Charts show them; comparisons that need a diary leave them "
            "out, as they do with memory.",
            late,
        ).format(n=late)
    if any(row.minutes is not None for row in kept):
        yield _("Minutes of exercise are shown in Progress. The plan does not count them.")
    if any(row.average is not None or row.morning is not None for row in kept):
        yield _("A day that has its pain here already keeps it.")
    if lone_notes:
        yield ngettext(
            "{n} note stands in a row without minutes and is left out.",
            "{n} notes stand in rows without minutes and are left out.",
            lone_notes,
        ).format(n=lone_notes)


# -- what comes of it ----------------------------------------------------------------------------------------------


def incoming_of(plan: TablePlan, name: str, now: datetime) -> Incoming:
    """The entries that a plan brings, as an export would hold them, said at `now`."""
    at = {"utc": utc_text(now), "offset_min": offset_minutes(now)}
    seen: Counter[str] = Counter()

    def own(day: date, kind: str, value: object) -> str:
        words = f"{day.isoformat()}/{kind}/{value}"
        seen[words] += 1
        # Two walks of half an hour on a day are two.
        again = f"/{seen[words]}" if seen[words] > 1 else ""
        return str(uuid.uuid5(_SPACE, words + again))

    ratings: list[dict[str, Any]] = []
    happenings: list[dict[str, Any]] = []
    for row in plan.kept:
        day = row.day.isoformat()
        for kind, pain in (("average", row.average), ("morning", row.morning)):
            if pain is not None:
                ratings.append(
                    {"id": own(row.day, kind, pain), "day": day, "at": at, "kind": kind, "pain": pain, "sore": False}
                )
        if row.minutes is not None:
            told = {"id": own(row.day, "elsewhere", row.minutes), "kind": "elsewhere", "at": at}
            happenings.append({**told, "day": day, "minutes": row.minutes, "note": row.note})
        if row.roland is not None:
            told = {"id": own(row.day, "score", row.roland), "kind": "score", "at": at}
            happenings.append({**told, "score": row.roland, "instrument": "roland-morris", "day": day})
    lists = {"day_ratings": ratings, "happenings": happenings}
    return Incoming(
        source=name,
        lists={key: tuple(msgspec.Raw(msgspec.json.encode(one)) for one in found) for key, found in lists.items()},
        by_hand=True,
    )
