"""Safety in the report: what is open now, signs that were answered yes, leg symptoms, stops, what is left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from coach.clock import training_day
from coach.happenings import Direction, DirectionTold
from coach.library.kinds import Circumstance
from coach.library.screening import Tier
from coach.pages.reasons import circumstance_words
from coach.plan.person import (
    CLOSES_EXTENSION,
    IMPLIED,
    about,
    direction,
    leg_exercises,
    of_kind,
    told_circumstances,
)
from coach.plan.safety import Safety, signs
from coach.progress.report_period import Period
from coach.progress.report_views import Notes
from coach.progress.report_words import day_text, days_text, span_text
from coach.session.events import Hurt, Stopped
from coach.text import _, ngettext

#: A question is named by so many characters where there is no room for all of it.
SHORT_QUESTION = 64
_TIERS: tuple[Tier, ...] = ("stop", "hold", "advice")


class Sign(msgspec.Struct, frozen=True):
    """A safety question with a yes: the days of it, and whether no clinician has cleared the person since."""

    id: str
    tier: Tier
    days: tuple[date, ...]
    open: bool


def safety_notes(period: Period) -> Notes:
    """What is open when the report is made comes first, then emergency signs, leg symptoms, stops, and all else."""
    screening = period.library.screening
    now, then = signs(period.whole, screening), signs(period.history, screening)
    asked = [s for s in period.whole.screenings if period.holds(training_day(s.at))]
    found = found_signs(period, now)
    urgent = [one for one in found if one.tier != "advice"]
    others = [one for one in found if one not in urgent]
    status = _status(period, now, then)
    middle = _legs(period) + _stops(period) + _hurts(period)
    after = _clearances(period) + _told(period) + _directions(period)
    first, last = (_sign_lines(own, period) for own in (urgent, others))
    first_short, last_short = (_short_lines(own, period) for own in (urgent, others))
    grave = bool(first) or _holds(now) or _holds(then)
    return Notes(
        lead=_safety_lead(len(asked), sum(bool(s.yes) for s in asked)),
        items=(*status, *first, *middle, *last, *after),
        short=(*status, *first_short, *middle, *last_short, *after),
        grave=grave,
        strong=len(status) + len(first) if grave else 0,
        short_strong=len(status) + len(first_short) if grave else 0,
    )


def found_signs(period: Period, now: Safety) -> tuple[Sign, ...]:
    """Every sign with a yes in the period, and every sign that is open when the report is made, the gravest first."""
    known = {question.id: question.tier for question in period.library.screening.questions}
    order = {own: i for i, own in enumerate(known)}
    cleared = max((c.at for c in period.whole.clearances), default=None)
    days: dict[str, set[date]] = {}
    for answers in period.whole.screenings:
        since_cleared = cleared is None or answers.at > cleared
        for own in answers.yes:
            if period.holds(training_day(answers.at)) or (since_cleared and own in now.yes):
                days.setdefault(own, set()).add(training_day(answers.at))
    found = [
        # A question that this version no longer has is treated as the graver kind, as where it holds sessions.
        Sign(own, known.get(own, "stop"), tuple(sorted(when, reverse=True)), own in now.yes)
        for own, when in days.items()
    ]
    found.sort(key=lambda one: order.get(one.id, -1))
    found.sort(key=lambda one: one.days, reverse=True)
    return tuple(sorted(found, key=lambda one: (_TIERS.index(one.tier), not one.open)))


def _holds(safety: Safety) -> bool:
    return safety.verdict in ("hold", "stop")


def _status(period: Period, now: Safety, then: Safety) -> list[str]:
    """As of the moment the report is made, and at the end of the period where that is another answer."""
    today = day_text(period.now.date())
    if _holds(now) and now.since is not None:
        said = _("As of {today}: sessions are held since {day} and wait for a clinician.").format(
            today=today, day=_day(now.since)
        )
        if now.circumstances:
            said = _(
                "As of {today}: sessions are held since {day} because of {names}, and wait for a clinician."
            ).format(today=today, day=_day(now.since), names=_names(now.circumstances))
        return [said]
    said = (
        _("As of {today}: no sign is open, sessions are not held.").format(today=today)
        if period.whole.screenings
        else _("As of {today}: the safety questions were never answered.").format(today=today)
    )
    if _holds(then) and then.since is not None:
        return [said, _("At the end of the period they were held, since {day}.").format(day=_day(then.since))]
    return [said]


def _sign_lines(found: Iterable[Sign], period: Period) -> list[str]:
    """A line for all signs of one kind and the same days."""
    groups: dict[tuple[Tier, bool, tuple[date, ...]], list[str]] = {}
    for one in found:
        groups.setdefault((one.tier, one.open, one.days), []).append(_question(one, period))
    return [
        _sign_line(_sign_head(tier, len(said), days_text(days), still=still), said)
        for (tier, still, days), said in groups.items()
    ]


def _short_lines(found: Iterable[Sign], period: Period) -> list[str]:
    """A line for all signs of one kind: each by the beginning of its question, and the days as one span."""
    groups: dict[tuple[Tier, bool], list[Sign]] = {}
    for one in found:
        groups.setdefault((one.tier, one.open), []).append(one)
    lines = []
    for (tier, still), own in groups.items():
        days = span_text(min(one.days[-1] for one in own), max(one.days[0] for one in own))
        said = [_shortened(_question(one, period)) for one in own]
        lines.append(_sign_line(_sign_head(tier, len(own), days, still=still), said))
    return lines


def _sign_line(head: str, said: Iterable[str]) -> str:
    return " ".join([head, *(_("“{question}”").format(question=question) for question in said)])


def _question(one: Sign, period: Period) -> str:
    found = next((q.text for q in period.library.screening.questions if q.id == one.id), None)
    return found or _("A question of an earlier version ({id})").format(id=one.id)


def _sign_head(tier: Tier, n: int, days: str, *, still: bool) -> str:
    kind = {
        "stop": ngettext("Emergency sign", "{n} emergency signs", n),
        "hold": ngettext("Sign for a clinician to see", "{n} signs for a clinician to see", n),
        "advice": ngettext("Sign to speak about", "{n} signs to speak about", n),
    }[tier].format(n=n)
    if tier == "advice":
        return _("{kind}, yes on {days}:").format(kind=kind, days=days)
    if still:
        return _("{kind}, yes on {days}, not cleared:").format(kind=kind, days=days)
    return _("{kind}, yes on {days}, cleared since:").format(kind=kind, days=days)


def _shortened(question: str) -> str:
    """The beginning of a question: enough to know it by."""
    if len(question) <= SHORT_QUESTION:
        return question
    return question[:SHORT_QUESTION].rsplit(" ", 1)[0].rstrip(" ,:") + "…"


def _safety_lead(asked: int, with_yes: int) -> str:
    if not asked:
        return _("The safety questions were not answered in this period.")
    times = ngettext(
        "The safety questions were answered {n} time in the period",
        "The safety questions were answered {n} times in the period",
        asked,
    ).format(n=asked)
    if not with_yes:
        return _("{times}, always with no.").format(times=times)
    return ngettext("{times}, {n} time with a yes.", "{times}, {n} times with a yes.", with_yes).format(
        times=times, n=with_yes
    )


# -- sessions ------------------------------------------------------------------------------------------------------


def _legs(period: Period) -> list[str]:
    own = [s for s in period.started if s.leg_symptoms]
    if not own:
        return []
    text = ngettext(
        "Leg symptoms reported with {n} session: {days}.", "Leg symptoms reported with {n} sessions: {days}.", len(own)
    ).format(n=len(own), days=days_text([s.day for s in own]))
    exercises = period.library.exercises
    names = dict.fromkeys(
        exercises[one].name
        for one in leg_exercises(period.history, period.end, own[0].start.started)
        if one is not None and one in exercises
    )
    return [f"{text} " + _("With: {names}.").format(names=", ".join(names))] if names else [text]


def _stops(period: Period) -> list[str]:
    reasons = {
        "stop-rule": _("Ended by the stop rules: {days}."),
        "hurt": _("Ended because it hurt: {days}."),
        "spasm": _("Ended by a spasm: {days}."),
    }
    days: dict[str, list[date]] = {}
    for played in period.started:
        for event in played.events:
            if isinstance(event, Stopped):
                days.setdefault(event.reason, []).append(played.day)
    return [text.format(days=days_text(days[reason])) for reason, text in reasons.items() if reason in days]


def _hurts(period: Period) -> list[str]:
    own = [s for s in period.started if any(isinstance(event, Hurt) for event in s.events)]
    if not own:
        return []
    text = ngettext(
        "“That hurts” was pressed in {n} session: {days}.",
        "“That hurts” was pressed in {n} sessions: {days}.",
        len(own),
    ).format(n=len(own), days=days_text([s.day for s in own]))
    worst = max((hurt.pain for s in own for hurt in s.hurts if hurt.pain is not None), default=None)
    return [text if worst is None else _("{text} At most {pain} of 10.").format(text=text, pain=worst)]


def _clearances(period: Period) -> list[str]:
    """The days alone: what the person wrote beside them is their own."""
    days = [day for c in period.whole.clearances if period.holds(day := training_day(c.at))]
    return [_("Recorded as cleared by a clinician: {days}.").format(days=days_text(days))] if days else []


# -- the person ----------------------------------------------------------------------------------------------------


def _told(period: Period) -> list[str]:
    own = told_circumstances(about(period.history, period.end))
    return [_("Told of themselves: {names}.").format(names=_names(own))] if own else []


def _names(own: Iterable[Circumstance]) -> str:
    """Circumstances in words, without those that only go along with another one."""
    all_of = set(own)
    along = {other for one in all_of for other in IMPLIED.get(one, ())}
    return ", ".join(circumstance_words(one) for one in sorted(all_of - along))


def _directions(period: Period) -> list[str]:
    """What the person said makes it worse, and what the plan leaves out for other reasons: these are two things."""
    answers = of_kind(period.history, DirectionTold, period.end)
    told = answers[-1].worse if answers else "none"
    lines = []
    if answers and told != "none":
        text = {
            "extension": _("Told on {day}: bending back makes it worse. The plan leaves it out."),
            "flexion": _("Told on {day}: bending forward makes it worse. The plan leaves it out."),
            "both": _("Told on {day}: bending back and forward make it worse. The plan leaves both out."),
        }[told]
        lines.append(text.format(day=_day(answers[-1].at)))
    more = _ways(direction(period.history, period.library, period.end)) - _ways(told)
    closed_by = told_circumstances(about(period.history, period.end)) & CLOSES_EXTENSION
    if closed_by and "extension" in more:
        more = more - {"extension"}
        lines.append(_("The plan leaves out bending back because of {why}.").format(why=_names(closed_by)))
    if more:
        what = {
            frozenset({"extension"}): _("The plan leaves out bending back because of leg symptoms."),
            frozenset({"flexion"}): _("The plan leaves out bending forward because of leg symptoms."),
        }.get(more, _("The plan leaves out bending back and forward because of leg symptoms."))
        lines.append(what)
    return lines


def _ways(direction_of: Direction) -> frozenset[str]:
    ways = {"none": (), "both": ("extension", "flexion")}.get(direction_of, (direction_of,))
    return frozenset(ways)


def _day(at: datetime) -> str:
    return day_text(training_day(at))
