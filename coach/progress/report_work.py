"""Adherence in the report: sessions against the goal, and what happened with each exercise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from coach.library.programs import Session
from coach.plan.colours import light_of
from coach.plan.neglect import planned
from coach.progress.report_period import Period
from coach.progress.report_views import Adherence, Fact, Table
from coach.progress.report_weeks import week_bars
from coach.progress.report_words import days_count
from coach.records import PlayedSession
from coach.session.compose import dosage_words
from coach.session.events import Eased, Hurt, LineDone, LineSkipped
from coach.text import _, ngettext

#: So many exercises are named: those with which something happened, and no fewer than a few.
ROWS, FEW_ROWS = 12, 6


class Course(msgspec.Struct):
    """How an exercise went in a period. Lines that were never reached are not counted: nobody avoided them."""

    appeared: int = 0
    done: int = 0
    eased: int = 0
    hurt: int = 0

    @property
    def skipped(self) -> int:
        return self.appeared - self.done

    @property
    def telling(self) -> tuple[int, int, int, int]:
        """What sorts first: pain, then what was left, then what was eased, then how often it came up."""
        return self.hurt, self.skipped, self.eased, self.appeared


def sessions_fact(period: Period) -> Fact:
    """Sessions of the plan that count, against what it asked for, and apart from them all others."""
    label, goal, n = _("Sessions of the plan"), round(sum(period.asks)), len(period.done)
    counted = {seen.played.start.id for seen in period.plan}
    others = sum(bool(s.lines_done) and s.start.id not in counted for s in period.started)
    notes = []
    if period.plan_began is None:
        notes.append(_("No goal: the plan was not begun in this period."))
    elif goal:
        notes.append(_("Done, of what the plan asked for."))
    elif period.held and not any(period.asks):
        notes.append(_("No goal: safety held the sessions all the time."))
    else:
        notes.append(_("The plan asks for less than one session in so few days."))
    if goal and period.held:
        held = days_count(period.held)
        notes.append(_("{days} on which safety held the sessions are left out.").format(days=held))
    if short := len(period.plan) - n:
        notes.append(
            ngettext("{n} more was too short to count.", "{n} more were too short to count.", short).format(n=short)
        )
    if others:
        notes.append(
            ngettext(
                "Beside it {n} other: first aid, desk break, extra program or single exercise.",
                "Beside it {n} others: first aid, desk breaks, extra programs, single exercises.",
                others,
            ).format(n=others)
        )
    value = _("{n} of {goal}").format(n=n, goal=goal) if goal else str(n)
    return Fact(label, value, " ".join(notes))


def adherence(period: Period) -> Adherence:
    """The whole section."""
    weeks, size = week_bars(period)
    exercises = _exercises(period)
    return Adherence(
        words=_colours(period),
        weeks=weeks,
        weeks_a_bar=size,
        chart_words=_("Sessions of the plan a week")
        if size == 1
        else _("Sessions of the plan a week, on average over {n} weeks").format(n=size),
        exercises=exercises,
        note=_(
            "Planned: how often the app planned it and the session came to it. Eased: completed in an easier form."
            " Skipped: not completed. Hurt: pressed, or marked after the session. Sorted by hurt, skipped, eased."
            " Without first aid, desk breaks and single exercises."
        )
        if exercises.rows
        else "",
    )


def courses(sessions: Iterable[PlayedSession]) -> dict[str, Course]:
    """By exercise as it was planned, of sessions that were begun, finished or not."""
    found: dict[str, Course] = {}
    smooth: Counter[tuple[str, ...]] = Counter()
    for played in sessions:
        lines = planned(played)
        flags = played.check_in.flags if played.check_in is not None else {}
        if len(played.lines_done) == len(lines) and not (played.eased or flags or _hurt(played)):
            # Most sessions go as planned: those of one kind are counted together.
            smooth[lines] += 1
        else:
            _take(found, played, lines, flags)
    for lines, times in smooth.items():
        for exercise in lines:
            own = found.setdefault(exercise, Course())
            own.appeared += times
            own.done += times
    return found


def _take(found: dict[str, Course], played: PlayedSession, lines: tuple[str, ...], flags: Mapping[str, str]) -> None:
    done = played.lines_done
    eased = {event.line for event in played.events if isinstance(event, LineDone) and event.eased}
    hurt = {event.line for event in played.events if isinstance(event, Hurt)}
    reached = {event.line for event in played.events if isinstance(event, LineDone | LineSkipped | Eased | Hurt)}
    last = max(reached, default=-1)
    for index, exercise in enumerate(lines):
        if index > last and not played.finished:
            break
        own = found.setdefault(exercise, Course())
        own.appeared += 1
        own.done += index in done
        own.eased += index in eased
        own.hurt += index in hurt or flags.get(exercise) == "hurt"


def _hurt(played: PlayedSession) -> bool:
    """Whether "that hurts" was pressed, also where no number was given to it."""
    return any(isinstance(event, Hurt) for event in played.events)


def _exercises(period: Period) -> Table:
    known = period.library.exercises
    found = [(own, course) for own, course in courses(period.training).items() if own in known]
    found.sort(key=lambda one: known[one[0]].name)
    found.sort(key=lambda one: one[1].telling, reverse=True)
    happened = sum(any(course.telling[:3]) for _own, course in found)
    shown = found[: min(ROWS, max(FEW_ROWS, happened))]
    doses = _last_doses(period, {own for own, _course in shown})
    return Table(
        head=(_("Exercise"), _("Last dose by the app"), _("Planned"), _("Done"), _("Eased"), _("Skipped"), _("Hurt")),
        rows=tuple(
            (
                known[own].name,
                doses.get(own, ""),
                str(course.appeared),
                str(course.done),
                str(course.eased),
                str(course.skipped),
                str(course.hurt),
            )
            for own, course in shown
        ),
        more=len(found) - len(shown),
        none=_("No training session was begun in this period."),
    )


def _last_doses(period: Period, wanted: set[str]) -> dict[str, str]:
    """The newest dosage of each exercise, as it stood in the session that was begun."""
    doses: dict[str, str] = {}
    for played in reversed(period.training):
        if not wanted - doses.keys():
            break
        if not (wanted - doses.keys()) & set(planned(played)):
            continue
        session = msgspec.json.decode(played.start.template, type=Session)
        for line in session.lines:
            if line.exercise in wanted:
                words = dosage_words(line.dosage, period.library.exercise(line.exercise))
                doses.setdefault(line.exercise, words)
    return doses


def _colours(period: Period) -> str:
    sessions = period.training
    if not sessions:
        return ""
    diary, library = period.walked.diary, period.library
    lights = Counter(light_of(s, library.part_of(s.start.session_id), diary).colour for s in sessions)
    return ngettext(
        "{n} training session begun, by the app’s own traffic light (pain during, next morning): {lights}.",
        "{n} training sessions begun, by the app’s own traffic light (pain during, next morning): {lights}.",
        len(sessions),
    ).format(
        n=len(sessions),
        lights=_("{green} green, {amber} amber, {red} red, {unrated} not rated").format(
            green=lights["green"], amber=lights["amber"], red=lights["red"], unrated=lights["unrated"]
        ),
    )
