"""What was tried for two weeks, in words."""

from __future__ import annotations

from coach.happenings import Experiment
from coach.journal.experiments import DAYS_NEEDED, LASTS_DAYS, Half, Tried
from coach.pages.insights_views import OfferView, TrialsView, TriedView
from coach.text import _


def trials_view(
    tried: tuple[Tried, ...], *, resting: bool = False, without: frozenset[Experiment] = frozenset()
) -> TrialsView:
    """The card from all experiments, oldest first; for `resting` and `without` see `insights_view`."""
    running = next((one for one in tried if one.day is not None), None)
    offers: dict[Experiment, str] = {
        "breaks": _("Get up from the chair at least every hour, if only for a minute."),
        "walking": _("Walk for more than 30 minutes a day, in one go or in pieces."),
        "sleep": _("Give the night a better chance: the same hour for bed, and a quiet half hour before it."),
    }
    return TrialsView(
        words=_("Change one thing for two weeks and see how they compare with the two weeks before. One at a time."),
        days=LASTS_DAYS,
        running=_tried_view(running) if running is not None else None,
        offers=()
        if running is not None or resting
        else tuple(OfferView(own, experiment_title(own), asks) for own, asks in offers.items() if own not in without),
        waits=_("Trying something new waits for now. It comes back here by itself, once your sessions are open and a "
                "spasm is two days past.")
        if resting and running is None
        else "",
        results=tuple(_tried_view(one) for one in reversed(tried) if one.day is None),
        note=_("No proof: people begin something when things are bad, and part of that gets better by itself. An "
               "improvement after a bad time is seldom all due to what was tried."),
    )  # fmt: skip


def experiment_title(experiment: Experiment) -> str:
    """What is tried, as a title."""
    return {"breaks": _("Breaks from sitting"), "walking": _("Walking"), "sleep": _("Sleep")}[experiment]


def _tried_view(tried: Tried) -> TriedView:
    before, since = tried.before, tried.since
    done = {"breaks": _("Up every hour"), "walking": _("Walked over 30 minutes"), "sleep": _("Slept well")}
    lines = [
        _("{what}: on {n} of {logged} logged days before, on {m} of {later} since.").format(
            what=done[tried.experiment], n=before.done, logged=before.logged, m=since.done, later=since.logged
        )
    ]
    if tried.outcome == "too-little":
        least = (min(half.logged, half.rated) for half in (before, since))
        lines.append(
            _(
                "Each half needs {n} days with this box, and {n} with pain of one kind: of the whole day, or on "
                "waking. Before there are {before}, since then {since}."
            ).format(n=DAYS_NEEDED, before=next(least), since=next(least))
        )
    elif before.pain is not None and since.pain is not None and tried.day is None:
        means = {
            "average": _("Mean pain of whole days: {before:.1f} before, {since:.1f} since."),
            "morning": _("Mean pain on waking: {before:.1f} before, {since:.1f} since."),
        }
        lines.append(means[tried.rated].format(before=before.pain, since=since.pain))
    lines.append(_spasm_days(before, since))
    if tried.overlaps:
        lines.append(_("Something else was tried in the two weeks before: the two cannot be told apart."))
    return TriedView(
        tried.id, experiment_title(tried.experiment), tried.first, tried.last, tried.day, _heading(tried), tuple(lines)
    )


def _spasm_days(before: Half, since: Half) -> str:
    words = _("Days with a spasm: {n} of {days} before, {m} of {later} since.")
    if not before.covered:
        words = _("Days with a spasm: {m} of {later} since. Your journal holds nothing from before.")
    elif before.covered < before.days:
        words = _("Days with a spasm: {n} of {days} before, as far back as your journal goes, {m} of {later} since.")
    return words.format(n=before.spasm_days, days=before.covered, m=since.spasm_days, later=since.covered)


def _heading(tried: Tried) -> str:
    if tried.day is not None:
        return _("Day {n} of {all}").format(n=tried.day, all=LASTS_DAYS)
    return {
        "too-little": _("Not enough to compare yet"),
        "less-pain": _("Less pain than before"),
        "more-pain": _("More pain than before"),
        "no-difference": _("No clear difference in pain"),
    }[tried.outcome]
