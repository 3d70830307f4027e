"""A history as tables for spreadsheets: one linear pass each, words of the library, days in ISO form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from coach.diary import DayLog, DayRating, newest_logs
from coach.exchange.cells import Cell
from coach.happenings import ChangeTold, GoalsChosen, GoalsRated, PlayedElsewhere, ScoreTold, Tested
from coach.library.library import Library
from coach.library.practice import PREFIX
from coach.pages import diary_words
from coach.records import History, PlayedSession
from coach.session.events import LineDone, LineSkipped
from coach.session.played_time import played_ms
from coach.text import _

#: Boxes of a day and lists of a spasm, as their columns.
_BOXES = ("sleep", "sitting", "breaks", "lifting", "walking", "stress", "drink", "happened", "signs")
_TOLD = ("feel", "doing", "two_hours", "day_before", "signs", "eased")


class Column(msgspec.Struct, frozen=True):
    """A column: its name, and what it holds in words."""

    name: str
    what: str


class Table(msgspec.Struct, frozen=True):
    """A table: its file, what a line of it is, its columns, and its lines as they are asked for."""

    file: str
    what: str
    columns: tuple[Column, ...]
    _lines: Callable[[], Iterator[tuple[Cell, ...]]]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def lines(self) -> Iterator[tuple[Cell, ...]]:
        """The lines, oldest first, each as long as `columns`."""
        return self._lines()


def tables(history: History, library: Library) -> tuple[Table, ...]:
    """All tables of a history."""
    maker = _Tables(history, library)
    return (
        Table("sessions.csv", _("a line for each session"), _session_columns(), maker.sessions),
        Table("exercises.csv", _("a line for each exercise of each session"), _exercise_columns(), maker.exercises),
        Table("days.csv", _("a line for each day of which something was told"), _day_columns(), maker.days),
        Table("spasms.csv", _("a line for each spasm"), _spasm_columns(), maker.spasms),
        Table("tests.csv", _("a line for each capacity test"), _test_columns(), maker.tests),
        Table("scores.csv", _("a line for each score"), _score_columns(), maker.scores),
    )


class _Tables:
    def __init__(self, history: History, library: Library) -> None:
        self._history, self._library = history, library
        self._templates: dict[str, list[str]] = {}

    def sessions(self) -> Iterator[tuple[Cell, ...]]:
        for one in self._history.sessions:
            check_in = one.check_in
            yield (
                one.day.isoformat(),
                _clock(one.start.started),
                one.start.id,
                self._title(one),
                one.start.part_id,
                _yes(one.start.shorter),
                played_ms(one.events) // 1000,
                one.start.lines,
                len(one.lines_done),
                _("finished") if one.finished else _("ended") if one.over else _("broken off"),
                one.pain_before,
                one.pain_worst,
                check_in.pain_now if check_in is not None else None,
                check_in.effort if check_in is not None else None,
                _yes(one.leg_symptoms),
                check_in.note if check_in is not None else "",
            )

    def exercises(self) -> Iterator[tuple[Cell, ...]]:
        for one in self._history.sessions:
            hurts: dict[int, list[int]] = {}
            for hurt in one.hurts:
                hurts.setdefault(hurt.line, []).append(hurt.pain or 0)
            done = {event.line: event for event in one.events if isinstance(event, LineDone)}
            left = {event.line for event in one.events if isinstance(event, LineSkipped)}
            flags = one.check_in.flags if one.check_in is not None else {}
            for line, planned in enumerate(self._lines_of(one)):
                finished = done.get(line)
                exercise = finished.exercise if finished is not None else planned
                if finished is not None:
                    result = _("done, easier form") if finished.eased else _("done")
                else:
                    result = _("skipped") if line in left else _("not reached")
                marked = {"hurt": _("hurt"), "too_hard": _("too hard")}.get(flags.get(exercise, ""), "")
                yield (
                    one.day.isoformat(),
                    one.start.id,
                    self._title(one),
                    line + 1,
                    self._exercise(exercise),
                    result,
                    len(hurts.get(line, ())),
                    max(hurts.get(line, ()), default=None),
                    marked,
                )

    def days(self) -> Iterator[tuple[Cell, ...]]:
        ratings: dict[tuple[date, str], DayRating] = {}
        for rating in self._history.ratings:
            known = ratings.get((rating.day, rating.kind))
            if known is None or rating.at >= known.at:
                ratings[rating.day, rating.kind] = rating
        logs = newest_logs(self._history.day_logs)
        minutes: dict[date, int] = {}
        for one in self._history.happenings:
            if isinstance(one, PlayedElsewhere):
                minutes[one.day] = minutes.get(one.day, 0) + one.minutes
        for day in sorted({day for day, _kind in ratings} | logs.keys() | minutes.keys()):
            morning, average, log = ratings.get((day, "morning")), ratings.get((day, "average")), logs.get(day)
            yield (
                day.isoformat(),
                morning.pain if morning is not None else None,
                _yes(morning.sore) if morning is not None else "",
                average.pain if average is not None else None,
                *(_box(log, box) for box in _BOXES),
                minutes.get(day),
                _yes(log.in_time) if log is not None else "",
                log.note if log is not None else "",
            )

    def spasms(self) -> Iterator[tuple[Cell, ...]]:
        for one in self._history.spasms:
            told: dict[str, Any] = msgspec.to_builtins(one.told)
            yield (
                one.onset.date().isoformat(),
                _clock(one.onset),
                _stamp(one.logged),
                diary_words.where_words(one.told.where),
                diary_words.word("strength", one.told.strength) if one.told.strength else "",
                *(_listed(name, told[name]) for name in _TOLD),
                one.told.note,
            )

    def tests(self) -> Iterator[tuple[Cell, ...]]:
        for one in self._history.happenings:
            if isinstance(one, Tested):
                test = self._library.plan.test(one.test)
                yield (
                    one.at.date().isoformat(),
                    test.name,
                    one.value,
                    _("seconds") if test.measure == "seconds" else _("times"),
                    _side(one.side),
                    one.pain_before,
                    one.pain_worst,
                    _ended(one.ended),
                )

    def scores(self) -> Iterator[tuple[Cell, ...]]:
        goals: dict[str, str] = {}
        for one in self._history.happenings:
            if isinstance(one, GoalsChosen):
                goals.update({goal.id: goal.words for goal in one.activities})
            elif isinstance(one, ScoreTold):
                yield one.taken.isoformat(), _("Roland-Morris"), "", one.score, 0, 24
            elif isinstance(one, GoalsRated):
                for own, rating in one.ratings.items():
                    yield one.at.date().isoformat(), _("Own activity"), goals.get(own, own), rating, 0, 10
            elif isinstance(one, ChangeTold):
                yield one.at.date().isoformat(), _("Change since the beginning"), "", one.change, -3, 3

    def _title(self, played: PlayedSession) -> str:
        own = played.start.session_id
        return self._library.session(own).name if self._library.has_session(own) else self._exercise(own)

    def _exercise(self, own: str) -> str:
        exercise = self._library.exercises.get(own.removeprefix(PREFIX))
        return exercise.name if exercise is not None else own

    def _lines_of(self, played: PlayedSession) -> list[str]:
        template = played.start.template
        if template not in self._templates:
            found: list[str] = []
            try:
                plain = msgspec.json.decode(template)
                found = [str(line["exercise"]) for line in plain.get("lines", ())]
            except (msgspec.DecodeError, AttributeError, KeyError, TypeError):
                found = []  # a record of other hands: its session is told, its exercises are not known
            self._templates[template] = found
        return self._templates[template]


def _clock(at: datetime) -> str:
    return f"{at:%H:%M}"


def _stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _yes(value: bool) -> str:
    return _("yes") if value else _("no")


def _side(side: str | None) -> str:
    return {"left": _("left"), "right": _("right")}.get(side or "", "")


def _ended(why: str) -> str:
    words = {"form": _("form"), "pain": _("pain"), "breath": _("breath"), "limit": _("limit"), "done": _("done")}
    return words.get(why, why)


def _listed(kind: str, values: Iterable[str]) -> str:
    return "; ".join(diary_words.word(kind, value) for value in values)


def _box(log: DayLog | None, box: str) -> str:
    value: Any = getattr(log, box) if log is not None else None
    if value is None:
        return ""
    if isinstance(value, tuple):
        return _listed(box, value) or diary_words.nothing_of_this()
    return diary_words.word(box, value)


def _columns(**named: str) -> tuple[Column, ...]:
    return tuple(Column(name, what) for name, what in named.items())


def _session_columns() -> tuple[Column, ...]:
    return _columns(
        day=_("the day it belongs to; a day ends at four in the morning"),
        started=_("time of day at which it began"),
        session=_("its number, the same as in exercises.csv"),
        name=_("the session"),
        part=_("part of the plan, such as 1A; empty for what is outside of it"),
        shorter=_("the shorter version: yes or no"),
        seconds=_("how long it was played, in seconds"),
        exercises=_("how many exercises it has"),
        done=_("how many of them were completed"),
        end=_("finished, ended before its end, or broken off"),
        pain_before=_("pain before, 0 to 10"),
        pain_worst=_("the worst during it, 0 to 10"),
        pain_after=_("pain at the check-in, 0 to 10"),
        effort=_("1 very easy to 5 too hard"),
        leg=_("something went down a leg: yes or no"),
        note=_("your note"),
    )


def _exercise_columns() -> tuple[Column, ...]:
    return _columns(
        day=_("the day of the session"),
        session=_("the session's number, the same as in sessions.csv"),
        session_name=_("the session"),
        line=_("its place in the session, from 1"),
        exercise=_("the exercise; where its easier form was done, that one"),
        result=_("done, done in its easier form, skipped, or not reached"),
        hurts=_("how often you said that it hurts"),
        hurt_pain=_("the strongest of it, 0 to 10"),
        marked=_("what you marked at the check-in"),
    )


def _day_columns() -> tuple[Column, ...]:
    boxes = {box: diary_words.question(box) for box in _BOXES}
    return _columns(
        day=_("the day"),
        morning=_("pain on waking, 0 to 10"),
        sore=_("muscle soreness that eased when moving: yes or no"),
        average=_("pain of the whole day, 0 to 10"),
        **boxes,
        minutes_elsewhere=_("minutes of exercise outside of Restack, from a table that you imported"),
        in_time=_("the log was written by the end of the next day: yes or no"),
        note=_("your note"),
    )


def _spasm_columns() -> tuple[Column, ...]:
    return _columns(
        day=_("the day it began"),
        began=_("time of day at which it began"),
        logged=_("when it was first written down"),
        where=diary_words.question("where"),
        strength=diary_words.question("strength"),
        **{name: diary_words.question(name) for name in _TOLD},
        note=_("your note"),
    )


def _test_columns() -> tuple[Column, ...]:
    return _columns(
        day=_("the day"),
        test=_("the test"),
        value=_("seconds held, or how many times"),
        unit=_("seconds or times"),
        side=_("left, right, or empty"),
        pain_before=_("pain before, 0 to 10"),
        pain_worst=_("the worst during it, 0 to 10"),
        ended=_("what ended it"),
    )


def _score_columns() -> tuple[Column, ...]:
    return _columns(
        day=_("the day it stands for"),
        measure=_("what was scored"),
        activity=_("your own activity, in your words"),
        score=_("the score"),
        lowest=_("the lowest there is"),
        highest=_("the highest there is"),
    )
