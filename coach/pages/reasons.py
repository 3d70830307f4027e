"""Reasons and advice of the plan as sentences, each with where it leads: a page, an exercise or a lesson."""

from __future__ import annotations

from coach.library.kinds import Circumstance
from coach.library.library import Library
from coach.pages.views import WhyView
from coach.plan.advice import Advice
from coach.plan.choose import Choice, Reason
from coach.plan.standing import Standing
from coach.text import _, ngettext


def why_views(choice: Choice, library: Library) -> tuple[WhyView, ...]:
    """All reasons of a choice, the main one first."""
    return tuple(_why(reason, choice, library) for reason in choice.reasons)


def advice_words(advice: Advice) -> str:
    """One advice to see a clinician."""
    match advice.kind:
        case "three_spasms":
            return _(
                "{n} spasms in four weeks are worth a clinician’s eyes. Your report shows them what happened."
            ).format(n=advice.count)
        case "no_green":
            return _(
                "For {n} days no session has felt easy. A clinician can look at what keeps your back so sensitive."
            ).format(n=advice.count)
        case "six_weeks":
            return _(
                "You have been in this part for {n} weeks. That can be how it goes; a clinician can help to find out."
            ).format(n=advice.count)
        case "both_worse":
            return _(
                "Bending either way has made it worse for {n} days. Please let a clinician look at it."
            ).format(n=advice.count)  # fmt: skip
        case "long_way":
            return _(
                "Your pain is higher than this part expects. The plan goes on more slowly; let a clinician look, too."
            )


def circumstance_words(circumstance: Circumstance) -> str:
    """A circumstance as it is named to the person it holds for."""
    return {
        "acute-spasm": _("a spasm in the last two days"),
        "within-7-days-of-a-spasm": _("a spasm in the last week"),
        "first-hour-after-waking": _("the first hour after waking"),
        "flexion-worse": _("bending forward makes it worse"),
        "extension-worse": _("bending back makes it worse"),
        "rotation-worse": _("turning makes it worse"),
        "leg-pain-spreads": _("leg pain that spreads"),
        "pregnancy": _("pregnancy"),
        "late-pregnancy": _("the later half of pregnancy"),
        "after-birth": _("the months after a birth"),
        "osteoporosis": _("osteoporosis (thin bones)"),
        "vertebral-fracture": _("a broken vertebra"),
        "recent-surgery": _("recent surgery"),
        "abdominal-surgery": _("surgery on the belly"),
        "hip-replacement": _("a hip replacement"),
        "knee-replacement": _("a knee replacement"),
        "stenosis": _("spinal stenosis (a narrow spinal canal)"),
        "spondylolisthesis": _("a vertebra that has moved forward"),
        "high-blood-pressure": _("high blood pressure"),
        "hypermobility": _("very mobile joints"),
        "poor-balance": _("unsteady balance"),
        "dizziness": _("dizziness"),
        "breathless-lying": _("breathlessness lying down"),
        "reflux": _("reflux"),
        "cramps": _("cramps"),
        "neck-pain": _("neck pain"),
        "shoulder-pain": _("shoulder pain"),
        "wrist-pain": _("wrist pain"),
        "hip-pain": _("hip pain"),
        "knee-pain": _("knee pain"),
    }[circumstance]


def _why(reason: Reason, choice: Choice, library: Library) -> WhyView:
    if reason.exercise is not None:
        return WhyView(_swap_words(reason, library), f"exercise:{reason.into or reason.exercise}")
    text, link = _plan_words(reason, choice.standing)
    return WhyView(text, link)


def _plan_words(reason: Reason, where: Standing) -> tuple[str, str]:
    part, n = where.part.name, reason.count
    match reason.kind:
        case "stop":
            return _("One of your answers needs to be seen today. No exercises for now."), "lesson:when-to-seek-help"
        case "hold":
            if reason.circumstance is not None:
                what = circumstance_words(reason.circumstance)
                words = _("With {what}, somebody who knows you should say yes first. Until then: a quiet rest.")
                return words.format(what=what), "lesson:when-to-seek-help"
            return _("One of your answers needs a clinician’s eyes first. Until then: a quiet rest."), (
                "lesson:when-to-seek-help"
            )
        case "interrupted":
            return _("This session was interrupted. It goes on where it stopped."), ""
        case "spasm_rest":
            return ngettext(
                "After a spasm only the smallest movements, for {n} more hour.",
                "After a spasm only the smallest movements, for {n} more hours.",
                n,
            ).format(n=n), "lesson:what-a-spasm-is"
        case "spasm_wait":
            return _(
                "It stays at the smallest movements until a morning is near your usual and the pain is at 5 or less."
                " Say how your back is this morning."
            ), "lesson:what-a-spasm-is"
        case "spasm_bridge":
            return ngettext(
                "Back over {n} easy session, then the plan goes on just below where you were.",
                "Back over {n} easy sessions, then the plan goes on just below where you were.",
                n,
            ).format(n=n), "lesson:last-card-is-not-recovery"
        case "two_reds":
            return _("Two sessions in a row hurt too much, so the plan goes a step down. Nothing is lost."), "page:plan"
        case "one_red":
            return _("The last session hurt more than it should, so this one is gentler."), "lesson:pain-as-deterrent"
        case "halving":
            return _("Half the amount, until a session feels easy."), "lesson:pain-as-deterrent"
        case "flare":
            return ngettext(
                "Your mornings are worse than usual: half the amount for {n} more easy session.",
                "Your mornings are worse than usual: half the amount for {n} more easy sessions.",
                n,
            ).format(n=n), "lesson:misread-warning-sign"
        case "gap":
            if n < 4:
                return _("After the break: once more a step below, until it feels easy."), "page:plan"
            return _("It has been {n} days. Pick up gently, just below where you left off.").format(n=n), "page:plan"
        case "done_today":
            if where.part.id == "1A":
                return _("You have done today’s session. A quiet rest and a walk are plenty now."), "page:library"
            return _("You have done today’s session. Rest is part of it; a walk is welcome."), ""
        case "rest_after_strength":
            return _("Yesterday was a full session. Strength grows on the day between: move easily today."), ""
        case "own_rest_day":
            return _("Today is one of the days you keep free."), "page:settings"
        case "test_due":
            return _("Time to see what your back can do: a few tests in place of the session."), "page:plan"
        case "gate_passed":
            return _("The gate is open: {part} begins.").format(part=part), "page:plan"
        case "stepped_up":
            return _("The last sessions went well, so this one goes a small step further."), "page:plan"
        case "placed":
            return _("{part} is where your answers place you.").format(part=part), "page:plan"
        case "first":
            return _("This is where everyone begins: small, easy movements, and time to breathe."), "page:plan"
        case "unrated":
            return _("The last session has no check-in yet, so the plan stays where it is."), ""
        case "greens_left":
            return ngettext(
                "{n} more session with pain at 3 or less, and {part} moves on.",
                "{n} more sessions with pain at 3 or less, and {part} moves on.",
                n,
            ).format(n=n, part=part), "page:plan"
        case "again":
            return ngettext(
                "{n} more session with pain at 3 or less, and you are back where you were.",
                "{n} more sessions with pain at 3 or less, and you climb on.",
                max(1, n),
            ).format(n=max(1, n)), "lesson:last-card-is-not-recovery"
        case "waits_for_gate":
            return _("The last level of {part}, again and again until the gate opens.").format(part=part), "page:plan"
        case "below_keep":
            return _(
                "{n} sessions in four weeks. Two a week keep what you built; the short version counts, too."
            ).format(n=n), "lesson:last-card-is-not-recovery"
        case "in_turn":
            return _("Sessions A and B in turn: this one is next."), "page:plan"
        case "nothing_left":
            return _("Of this session nothing suits you today. A quiet rest stands in for it."), "page:library"
        case _:
            return _("It is the next session of {part}.").format(part=part), "page:plan"


def _swap_words(reason: Reason, library: Library) -> str:
    out = _name(reason.exercise, library)
    into = _name(reason.into, library)
    if reason.kind == "neglect":
        words = (
            _("{out} was left out {n} times, so it comes first today, for a beginner.")
            if reason.into == reason.exercise
            else _("{out} was left out {n} times, so an easier form comes first: {into}.")
        )
        return words.format(out=out, into=into, n=reason.count)
    if reason.kind == "hurt":
        return _("{out} hurt on two days, so its easier form takes its place: {into}.").format(out=out, into=into)
    because = {
        "direction": _("bending that way makes it worse"),
        "equipment": _("what it needs is not at hand"),
        "morning": _("it is early, and your back is stiffest then"),
        "own": _("you chose so"),
    }.get(reason.kind, "")
    if reason.kind in ("circumstance", "direction") and reason.circumstance is not None:
        because = circumstance_words(reason.circumstance)
    if reason.into is None:
        return _("{out} is left out: {because}.").format(out=out, because=because)
    return _("{into} in place of {out}: {because}.").format(out=out, into=into, because=because)


def _name(exercise: str | None, library: Library) -> str:
    if exercise is None:
        return ""
    known = library.exercises.get(exercise)
    return known.name if known is not None else exercise
