"""The Progress page and the check-in as values, with the sentences that say what the charts show."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from coach.clock import training_day
from coach.errors import CoachError
from coach.library.library import Library
from coach.library.practice import PREFIX
from coach.library.programs import Session
from coach.pages.views import CheckInView, LineView, PainTrend, ProgressView, Relief, SessionRow, WeekCount
from coach.plan.colours import light_of
from coach.plan.pain import PainDiary
from coach.plan.person import placed
from coach.plan.standing import standing
from coach.progress.balance import balance, balance_words
from coach.progress.series import pain_trend, relief, sessions_a_week
from coach.records import History, PlayedSession
from coach.session.compose import dosage_words
from coach.text import _, ngettext

#: Differences of the median below this are not called a change (Ostelo 2008: 2 points or 30 % is meaningful).
SAME_WITHIN = 0.75


def progress_view(history: History, library: Library, first: date, now: datetime) -> ProgressView:
    """The page for the days from `first` to the day of `now`."""
    last = training_day(now)
    weeks = max(4, min(12, ((last - first).days + 7) // 7))
    pain = pain_trend(history, first, last)
    week_counts = sessions_a_week(history, last, weeks)
    goal = standing(history, library, now).part.week_goal
    eased_off = relief(history, first, last)
    own = [s for s in history.sessions if first <= s.day <= last]
    left_out = balance(own, library)
    diary = PainDiary(history.ratings, history.spasms, placed(history), last)
    rows = [session_row(s, library, diary) for s in own]
    return ProgressView(
        first=first,
        last=last,
        pain=pain,
        pain_words=_pain_words(pain),
        weeks=week_counts,
        week_goal=goal,
        weeks_words=_weeks_words(week_counts, goal),
        relief=eased_off,
        relief_words=_relief_words(eased_off),
        balance=left_out,
        balance_words=balance_words(left_out, len(own)),
        sessions=tuple(reversed(rows)),
    )


def session_row(played: PlayedSession, library: Library, diary: PainDiary) -> SessionRow:
    """One session for the list, in the colour that the next morning may have changed."""
    part = library.part_of(played.start.session_id)
    return SessionRow(
        session=played.start.id,
        title=_title(played, library),
        day=played.day,
        started=played.start.started,
        lines_done=len(played.lines_done),
        lines=played.start.lines,
        colour=light_of(played, part, diary).colour,
        pain_before=played.pain_before,
        pain_worst=played.pain_worst,
        pain_now=played.check_in.pain_now if played.check_in is not None else None,
        checked_in=played.check_in is not None,
    )


def check_in_view(played: PlayedSession, library: Library) -> CheckInView:
    """What the check-in page needs: what was played, and what was said already."""
    try:
        session = msgspec.json.decode(played.start.template, type=Session)
    except msgspec.DecodeError as err:
        raise CoachError(_("The record of this session cannot be read: {reason}.").format(reason=err)) from err
    check_in = played.check_in
    part = library.part_of(played.start.session_id)
    lines: dict[str, LineView] = {}
    for line in session.lines:
        exercise = library.exercises.get(line.exercise)
        if exercise is not None:
            words = dosage_words(line.dosage, exercise)
            lines.setdefault(exercise.id, LineView(exercise.id, exercise.name, exercise.position, words))
    flags: dict[str, str] = dict(check_in.flags) if check_in is not None else {h.exercise: "hurt" for h in played.hurts}
    return CheckInView(
        session=played.start.id,
        title=_title(played, library),
        played_ms=max((event.at_ms for event in played.events), default=0),
        finished=played.finished,
        pain_before=played.pain_before,
        pain_worst=played.pain_worst,
        pain_now=check_in.pain_now if check_in is not None else None,
        leg_symptoms=played.leg_symptoms,
        effort=check_in.effort if check_in is not None else None,
        flags=flags,
        note=check_in.note if check_in is not None else "",
        exercises=tuple(lines.values()),
        rise_decides=part is not None and part.rise_decides_red,
    )


def _title(played: PlayedSession, library: Library) -> str:
    own = played.start.session_id
    if library.has_session(own):
        return library.session(own).name
    exercise = library.exercises.get(own.removeprefix(PREFIX))
    return exercise.name if exercise is not None else own


def _pain_words(pain: PainTrend) -> str:
    if not pain.points:
        return _("No pain ratings in this time yet.")
    if pain.now is None or pain.then is None:
        return ngettext("{n} rating so far. A few more show a trend.", "{n} ratings so far. A few more show a trend.",
                        len(pain.points)).format(n=len(pain.points))  # fmt: skip
    now, then = f"{pain.now:g}", f"{pain.then:g}"
    if abs(pain.now - pain.then) < SAME_WITHIN:
        return _("Typical after a session: {now}, about the same as at the start of this time.").format(now=now)
    if pain.now < pain.then:
        return _("Typical after a session: {now}, down from {then} at the start of this time.").format(
            now=now, then=then
        )
    return _("Typical after a session: {now}, up from {then} at the start of this time.").format(now=now, then=then)


def _weeks_words(weeks: tuple[WeekCount, ...], goal: int) -> str:
    full = weeks[:-1]
    met = sum(w.sessions >= goal for w in full)
    this = ngettext("{n} session this week", "{n} sessions this week", weeks[-1].sessions).format(n=weeks[-1].sessions)
    if not any(w.sessions for w in full):
        return _("{this}. Goal {goal}.").format(this=this, goal=goal)
    return _("{this}. Goal {goal}, met in {met} of {n} weeks before.").format(
        this=this, goal=goal, met=met, n=len(full)
    )


def _relief_words(eased_off: Relief) -> str:
    if eased_off.sessions == 0:
        return _("Once you note pain before and after a session, this shows how they compare.")
    return _("Lower after {lower} of {n} sessions, the same after {same}, higher after {higher}.").format(
        lower=eased_off.lower, same=eased_off.same, higher=eased_off.higher, n=eased_off.sessions
    )
