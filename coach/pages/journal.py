"""The Journal as values: marks for the calendar, and the entries of a month or of a search, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeVar

import msgspec

from coach.clock import training_day
from coach.diary import Spasm, SpasmDetails
from coach.library.library import Library
from coach.library.practice import PREFIX
from coach.pages.catalogue_search import folded
from coach.pages.diary_words import SPASM_LISTS, later_words, where_words, word
from coach.pages.journal_days import DayValues, answers, circumstances, days_of, pain_words
from coach.records import CheckIn, History, PlayedSession
from coach.text import _, ngettext

Kind = TypeVar("Kind")
EntryKind = Literal["check-in", "day", "spasm", "note"]

#: A spasm that was written down later than this after its beginning is remembered, not told (our choice).
REMEMBERED_AFTER = timedelta(hours=1)
#: From this length on a word of a search is also found inside another.
_INSIDE_FROM = 3


class DayMark(msgspec.Struct, frozen=True, kw_only=True):
    """What the calendar shows of a training day. `pain` 0 to 10, `written`: a log, `late`: not in time."""

    day: date
    sessions: int = 0
    pain: int | None = None
    spasms: int = 0
    written: bool = False
    late: bool = False


class EntryView(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: its line, what else was said (`detail`), the note as typed, and when it was added late, in words.

    `ids` is what taking it out takes out; empty for a check-in, which is only corrected. `session` is that of a
    check-in, `spasm` that of a spasm.
    """

    kind: EntryKind
    day: date
    at: datetime
    line: str
    detail: str = ""
    note: str = ""
    pain: int | None = None
    late: str = ""
    ids: tuple[str, ...] = ()
    session: str = ""
    spasm: Spasm | None = None

    @property
    def removable(self) -> bool:
        return bool(self.ids)


class JournalView(msgspec.Struct, frozen=True, kw_only=True):
    """The page. `month` is the first of the month that is shown, `found` says what a search found."""

    now: datetime
    today: date
    month: date
    query: str
    found: str
    marks: tuple[DayMark, ...]
    entries: tuple[EntryView, ...]
    spasms: tuple[Spasm, ...]
    #: What the form of a day begins with, of any month.
    values_of: Callable[[date], DayValues]

    def spasm(self, own_id: str) -> Spasm | None:
        """A spasm of any month."""
        return next((spasm for spasm in self.spasms if spasm.id == own_id), None)


class _Part(msgspec.Struct, frozen=True):
    """The entries, marks and days of a month, or of all time."""

    entries: tuple[EntryView, ...]
    marks: dict[date, DayMark]
    days: dict[date, DayValues]


class _Book:
    """The entries of a history, made month by month as they are asked for: ten years have 9,000."""

    def __init__(self, history: History, library: Library) -> None:
        self._history, self._library = history, library
        self._sessions = _by_month(history.sessions, lambda played: played.day)
        self._logs = _by_month(history.day_logs, lambda log: log.day)
        self._ratings = _by_month(history.ratings, lambda rating: rating.day)
        self._spasms = _by_month(history.spasms, lambda spasm: training_day(spasm.onset))
        self._parts: dict[date, _Part] = {}
        self._all: _Part | None = None
        self._texts: list[str] = []

    def month(self, first: date) -> _Part:
        """A month by its first day."""
        if first not in self._parts:
            logs, before = self._logs.get(first, []), first - timedelta(days=1)
            # The day before belongs to what the form of the first day begins with.
            eve = [log for log in self._logs.get(before.replace(day=1), []) if log.day == before]
            days = days_of([*eve, *logs], self._ratings.get(first, []))
            own = {day: values for day, values in days.items() if day.replace(day=1) == first}
            self._parts[first] = self._part(self._sessions.get(first, []), self._spasms.get(first, []), own)
        return self._parts[first]

    def day(self, day: date) -> DayValues:
        """What is known of a day."""
        return self.month(day.replace(day=1)).days.get(day, DayValues(day=day))

    def everything(self) -> _Part:
        """All months."""
        if self._all is None:
            own = self._history
            self._all = self._part(own.sessions, own.spasms, days_of(own.day_logs, own.ratings))
        return self._all

    def found(self, asked: list[str]) -> tuple[EntryView, ...]:
        """The entries that hold every word."""
        entries = self.everything().entries
        if not self._texts:
            self._texts.extend(folded(f"{one.line} {one.detail} {one.note} {one.late}") for one in entries)
        return tuple(entry for entry, text in zip(entries, self._texts, strict=True) if _holds(text, asked))

    def _part(self, sessions: Iterable[PlayedSession], spasms: Iterable[Spasm], days: dict[date, DayValues]) -> _Part:
        sessions = tuple(sessions)
        entries = [
            *(_check_in(played, self._library) for played in sessions if _listed(played)),
            *(_day(values) for values in days.values() if values.written),
            *(_spasm(spasm) for spasm in spasms),
        ]
        entries.sort(key=lambda entry: (entry.day, entry.at), reverse=True)
        return _Part(tuple(entries), _marks(sessions, days, entries), days)


def _by_month(values: Iterable[Kind], day_of: Callable[[Kind], date]) -> dict[date, list[Kind]]:
    found: dict[date, list[Kind]] = {}
    for value in values:
        found.setdefault(day_of(value).replace(day=1), []).append(value)
    return found


def journal_view(history: History, library: Library, month: date, query: str, now: datetime) -> JournalView:
    """The month that holds the day `month`; with a query, what it finds in all months."""
    book = _book(history, library)
    first = month.replace(day=1)
    asked = folded(query).split()
    shown = book.month(first)
    entries = book.found(asked) if asked else shown.entries
    return JournalView(
        now=now,
        today=training_day(now),
        month=first,
        query=query,
        found=_found_words(len(entries), query.strip()) if asked else "",
        marks=tuple(mark for _day, mark in sorted(shown.marks.items())),
        entries=entries,
        spasms=history.spasms,
        values_of=book.day,
    )


def remembered_words(onset: datetime, written: datetime) -> str:
    """How much later a spasm was written down, where that makes it a memory: "Written 3 hours later"; else empty."""
    after = written - onset
    if after <= REMEMBERED_AFTER:
        return ""
    return _("Written {later}").format(later=later_words(after / timedelta(hours=1)))


#: The last history that was read, with its book: a search asks for the same one at every letter.
_last: list[tuple[History, Library, _Book]] = []


def _book(history: History, library: Library) -> _Book:
    if _last and _last[0][0] is history and _last[0][1] is library:
        return _last[0][2]
    book = _Book(history, library)
    _last[:] = [(history, library, book)]
    return book


# -- entries -----------------------------------------------------------------------------------------------------


def _listed(played: PlayedSession) -> bool:
    return played.over and bool(played.lines_done or played.check_in)


def _check_in(played: PlayedSession, library: Library) -> EntryView:
    title = _title(played, library)
    told = played.check_in
    flags = [f"{_exercise(own, library)}: {_flag_word(flag)}" for own, flag in told.flags.items()] if told else []
    return EntryView(
        kind="check-in",
        day=played.day,
        at=played.start.started,
        line=_check_in_line(told) if told is not None else _("Session, not checked in yet"),
        detail="; ".join([title, *flags]),
        note=told.note.strip() if told is not None else "",
        pain=_pain_of(played),
        session=played.start.id,
    )


def _check_in_line(told: CheckIn) -> str:
    parts = [_("pain {pain}").format(pain=told.pain_now)] if told.pain_now is not None else []
    if told.effort is not None:
        parts.append(_effort_words()[told.effort - 1])
    return _("Check-in: {what}").format(what=", ".join(parts)) if parts else _("Check-in")


def _day(values: DayValues) -> EntryView:
    log = values.log
    note = log.note.strip() if log is not None else ""
    pain = pain_words(values)
    detail = ", ".join(circumstances(log))
    if pain:
        line = _("Day: {what}").format(what=pain)
    elif log is not None and answers(log):
        line = _("Day without a pain rating")
    else:
        line = _("Note")
    return EntryView(
        kind="note" if not pain and log is not None and not answers(log) else "day",
        day=values.day,
        at=_end_of(values),
        line=line,
        detail=detail[:1].upper() + detail[1:],
        note=note,
        pain=values.average if values.average is not None else values.morning,
        late={"added": _("Added later"), "changed": _("Changed later")}.get(values.late, ""),
        ids=values.ids,
    )


def _end_of(values: DayValues) -> datetime:
    """A day is said last of what belongs to it: just before it turns."""
    assert values.at is not None
    return datetime.combine(values.day + timedelta(days=1), time(3, 59), values.at.tzinfo)


def _spasm(spasm: Spasm) -> EntryView:
    told = spasm.told
    strength = word("strength", told.strength).lower() if told.strength is not None else ""
    return EntryView(
        kind="spasm",
        day=training_day(spasm.onset),
        at=spasm.onset,
        line=_("Spasm: {strength}").format(strength=strength) if strength else _("Spasm"),
        detail=_spasm_detail(told),
        note=told.note.strip(),
        late=remembered_words(spasm.onset, spasm.logged),
        ids=(spasm.id,),
        spasm=spasm,
    )


def _spasm_detail(told: SpasmDetails) -> str:
    parts = [where_words(told.where)]
    for kind in SPASM_LISTS:
        said = ", ".join(word(kind, value) for value in getattr(told, kind) if value != "none")
        parts.append(said[:1] + said[1:].lower())
    return ". ".join(part for part in parts if part)


def _holds(text: str, asked: Iterable[str]) -> bool:
    return all(text.startswith(one) or f" {one}" in text or (len(one) >= _INSIDE_FROM and one in text) for one in asked)


def _found_words(n: int, query: str) -> str:
    if n == 0:
        return _("Nothing found for “{query}”. Try fewer or other words.").format(query=query)
    return ngettext("{n} entry with “{query}”", "{n} entries with “{query}”", n).format(n=n, query=query)


# -- the calendar ------------------------------------------------------------------------------------------------


def _marks(
    all_played: Iterable[PlayedSession], days: dict[date, DayValues], entries: Iterable[EntryView]
) -> dict[date, DayMark]:
    sessions: dict[date, list[PlayedSession]] = {}
    for played in all_played:
        if played.over and played.lines_done:
            sessions.setdefault(played.day, []).append(played)
    spasms: dict[date, int] = {}
    late: set[date] = set()
    for entry in entries:
        if entry.kind == "spasm":
            spasms[entry.day] = spasms.get(entry.day, 0) + 1
        if entry.late:
            late.add(entry.day)
    written = {day for day, values in days.items() if values.written}
    return {
        day: DayMark(
            day=day,
            sessions=len(sessions.get(day, ())),
            pain=_pain_on(days.get(day), sessions.get(day, [])),
            spasms=spasms.get(day, 0),
            written=day in written,
            late=day in late,
        )
        for day in written | sessions.keys() | spasms.keys()
    }


def _pain_on(values: DayValues | None, sessions: list[PlayedSession]) -> int | None:
    """On the whole, else on waking, else as last rated at a session."""
    if values is not None:
        said = values.average if values.average is not None else values.morning
        if said is not None:
            return said
    return next((pain for played in reversed(sessions) if (pain := _pain_of(played)) is not None), None)


def _pain_of(played: PlayedSession) -> int | None:
    now = played.check_in.pain_now if played.check_in is not None else None
    return next((pain for pain in (now, played.pain_worst, played.pain_before) if pain is not None), None)


# -- words -------------------------------------------------------------------------------------------------------


def _title(played: PlayedSession, library: Library) -> str:
    own = played.start.session_id
    return library.session(own).name if library.has_session(own) else _exercise(own.removeprefix(PREFIX), library)


def _exercise(own_id: str, library: Library) -> str:
    exercise = library.exercises.get(own_id)
    return exercise.name if exercise is not None else own_id


def _effort_words() -> tuple[str, ...]:
    return (
        _("effort very easy"),
        _("effort easy"),
        _("effort just right"),
        _("effort hard"),
        _("effort too hard"),
    )


def _flag_word(flag: str) -> str:
    return {"too_hard": _("too hard"), "hurt": _("hurt")}[flag]
