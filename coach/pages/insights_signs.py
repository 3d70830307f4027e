"""Early signs in words: the person's own pattern, and the line for a day that looks like one."""

from __future__ import annotations

from datetime import date
from typing import get_args

from coach.diary import Sign
from coach.journal.early_signs import SIGNS, SPASMS_NEEDED, USUAL_NEEDED, SignId, SignResult, looks_like_one
from coach.pages.diary_words import word
from coach.pages.insights_views import QuietLine, SignsView, SignView
from coach.records import History
from coach.text import _, ngettext


def quiet_line(history: History, today: date) -> QuietLine | None:
    """The line for Today on a day that has some of the person's own early signs; None on all others."""
    there = looks_like_one(history, today)
    return QuietLine(_like_one(there), "misread-warning-sign") if there else None


def sign_name(sign: SignId) -> str:
    """An early sign as a title."""
    if sign in get_args(Sign):
        return word("signs", sign)
    return {"poor-sleep": _("A bad night"), "raised-morning": _("A morning well above your usual")}[sign]


def signs_view(results: tuple[SignResult, ...], today: tuple[SignId, ...]) -> SignsView:
    """The card from all signs, and those of one's own that are there today."""
    known = sorted((one for one in results if one.spasms), key=_own_first)
    own = sum(one.own for one in known)
    if own:
        words = ngettext(
            "{n} sign was there before at least half of your spasms, and clearly more often than on usual days. With "
            "{all} signs asked about, some of it may be chance.",
            "{n} signs were there before at least half of your spasms, and clearly more often than on usual days. With "
            "{all} signs asked about, some of it may be chance.",
            own,
        ).format(n=own, all=len(SIGNS))
    elif any(one.spasms >= SPASMS_NEEDED and one.of_usual >= USUAL_NEEDED for one in known):
        words = _(
            "None stands out: none was there before half of your spasms and clearly more often than on usual days."
        )
    else:
        words = _(
            "From {spasms} spasms and {days} usual days with a diary on, this shows whether your back tends to give "
            "notice."
        ).format(spasms=SPASMS_NEEDED, days=USUAL_NEEDED)
    return SignsView(
        words=words,
        signs=tuple(SignView(one.sign, sign_name(one.sign), _sign_words(one), one.own) for one in known if one.before),
        rest=_rest([_inside(sign_name(one.sign)) for one in known if not one.before]),
        today=_like_one(today) if today else "",
        note=_("They may be the beginning of a flare, so they are kept apart from what came before it; a bad night "
               "alone is looked at as both. They cannot foretell one: such days often pass."),
    )  # fmt: skip


def _rest(names: list[str]) -> str:
    return _("Not written down before any spasm: {names}.").format(names=", ".join(names)) if names else ""


def _own_first(result: SignResult) -> tuple[bool, float]:
    return not result.own, -result.before / result.spasms


def _sign_words(result: SignResult) -> str:
    before = ngettext("before {n} of {all} spasm", "before {n} of {all} spasms", result.spasms).format(
        n=result.before, all=result.spasms
    )
    if not result.of_usual:
        return before
    return _("{before} and on {usual}\u00a0% of usual days").format(
        before=before, usual=round(100 * result.usual / result.of_usual)
    )


def _like_one(signs: tuple[SignId, ...]) -> str:
    return _(
        "Today has something of the days before your spasms: {signs}. Such days often pass. An easier day, a few short "
        "walks and an early night are a good answer."
    ).format(signs=", ".join(_inside(sign_name(sign)) for sign in signs))  # fmt: skip


def _inside(name: str) -> str:
    """A title within a sentence."""
    return name[:1].lower() + name[1:]
