"""The story of one card in sentences: why it stands as it does, what moved it, what would restack it."""

from __future__ import annotations

from coach.journal.support_rules import State, Why
from coach.journal.supports import Card
from coach.library.library import Library
from coach.library.supports import HouseRules, Support
from coach.text import _, ngettext


def state_words(state: State) -> str:
    """A state within a sentence."""
    return {
        "solid": _("in place"),
        "leaning": _("leaning"),
        "fallen": _("down"),
        "unknown": _("not known"),
    }[state]


def why_words(card_id: str, why: Why, rules: HouseRules, library: Library) -> str:
    """The rule that decided, with its numbers."""
    window = rules.window_days
    match why.rule:
        case "often" | "seldom":
            return _done(why, window)
        case "left-out":
            return _("It was left out in {left} of the {had} sessions that had it.").format(left=why.left, had=why.had)
        case "weaker":
            return _test(why, library)
        case "none" if why.had:
            return ngettext(
                "None of its exercises in the last {window} days, though {n} session had it.",
                "None of its exercises in the last {window} days, though {n} sessions had it.",
                why.had,
            ).format(window=window, n=why.had)
        case "none":
            return _("None of its exercises in the last {window} days, though your part of the plan has them.").format(
                window=window
            )
        case "away":
            return _("No session in the last {window} days.").format(window=window)
        case "spasm":
            return _ago(why.hours or 0)
        case "after-spasm":
            return _("After the spasm it waits for {needed} sessions without strong pain; {n} so far.").format(
                needed=why.good_needed, n=why.good
            )
        case "not-in-sessions":
            return _("Your sessions do not hold it at the moment.")
        case "early":
            return _early(why, rules)
        case _:
            return _logs(card_id, why, window)


def moved_words(card: Card, rules: HouseRules) -> str:
    """What changed against a week ago; empty where nothing did."""
    if card.moved is None:
        return ""
    before, now = card.moved.before, card.why
    state = state_words(before.state)
    if before.state == "unknown":
        return _("A week ago it was not known yet.")
    if now.rule == "spasm":
        return _("A week ago it was {state}. The spasm moved it.").format(state=state)
    if now.rule == "after-spasm":
        return _("A week ago it was {state}. It is on its way back from the spasm.").format(state=state)
    if before.rule in ("spasm", "after-spasm"):
        return _("A week ago it was {state}, after the spasm.").format(state=state)
    if now.rule in ("away", "none"):
        return _("A week ago it was {state}. Its last work is more than {n} days back.").format(
            state=state, n=rules.window_days
        )
    if before.days is not None and now.days is not None and before.days != now.days:
        return _("A week ago it was {state}, with {before} days of work in two weeks; now there are {now}.").format(
            state=state, before=before.days, now=now.days
        )
    if before.logs is not None and now.logs is not None:
        return _(
            "A week ago it was {state}, with {before} good days in {before_of}; now there are {now} in {now_of}."
        ).format(state=state, before=before.good, before_of=before.logs, now=now.good, now_of=now.logs)
    return _("A week ago it was {state}.").format(state=state)


def restack_words(card: Card, support: Support, library: Library) -> tuple[str, str]:
    """What would put the card back, and the words of the button that leads there; both empty for a card in place."""
    if card.restack is None:
        return "", ""
    link = card.restack.link
    match card.restack.kind:
        case "exercise":
            name = library.exercise(link.removeprefix("exercise:")).name
            return _exercise(card.why, name), _("See {exercise}").format(exercise=name)
        case "session":
            return support.advice, _button(link)
        case "advice":
            return support.advice, _button(link)
        case "log":
            left = (card.why.logs_needed or 0) - (card.why.logs or 0)
            words = ngettext("Log {n} more day to see how it stands.", "Log {n} more days to see how it stands.", left)
            return words.format(n=left), _button(link)
        case "later":
            return _("It comes with a later part, or once its exercises are open to you."), _button(link)
        case "resume":
            words = _("Pick up where you left off. Today has the session that fits.")
            return words, _button(link)
        case "begin":
            return _("Your next sessions show how it stands."), _button(link)
        case "settle":
            words = _("First let it settle. Rest positions, slow breathing and short walks come before training.")
            return words, _button(link)
        case "wait":
            return _("It waits until a clinician has cleared you."), _button(link)


def _done(why: Why, window: int) -> str:
    if not why.days:
        return _("Not worked on in the last {window} days yet; it takes {needed}.").format(
            window=window, needed=why.days_needed
        )
    return _("Worked on in {n} of the last {window} days; it takes {needed}.").format(
        n=why.days, window=window, needed=why.days_needed
    )


def _early(why: Why, rules: HouseRules) -> str:
    if why.since_days is None:
        return _("No session yet. Your first ones show how it stands.")
    left = rules.known_after_days - why.since_days
    return ngettext(
        "New in your sessions. In {n} day it can be told.", "New in your sessions. In {n} days it can be told.", left
    ).format(n=left)


def _test(why: Why, library: Library) -> str:
    test = library.plan.test(why.test or "")
    side = {"left": _("left"), "right": _("right"), None: ""}[why.side]
    name = _("{test}, {side}").format(test=test.name, side=side) if side else test.name
    words = _("{test}: {value} s in your newest test, {best} s at your best.")
    if test.measure == "count":
        words = _("{test}: {value} in your newest test, {best} at your best.")
    return words.format(test=name, value=f"{why.value:g}", best=f"{why.best:g}")


def _ago(hours: int) -> str:
    if hours < 1:
        return _("A spasm brought the top row down within the last hour.")
    return ngettext(
        "A spasm {n} hour ago brought the top row down.", "A spasm {n} hours ago brought the top row down.", hours
    ).format(n=hours)


def _logs(card_id: str, why: Why, window: int) -> str:
    logs, good, poor = why.logs or 0, why.good or 0, why.poor or 0
    if why.rule == "few-logs":
        if not logs:
            return _("No log of the last {window} days says how it was.").format(window=window)
        return ngettext(
            "{n} log of the last {window} days says how it was; {needed} are needed.",
            "{n} logs of the last {window} days say how it was; {needed} are needed.",
            logs,
        ).format(n=logs, window=window, needed=why.logs_needed)
    held = str(good) if good else _("none")
    if card_id == "sleep":
        words = _("You slept well in {good} of your newest {logs} logs, and badly in {poor}.")
        if not poor:
            words = _("You slept well in {good} of your newest {logs} logs.")
    elif card_id == "movement":
        words = _("Ten minutes or more on your feet on {good} of your newest {logs} logged days.")
    else:
        words = _("Long sitting without breaks on {poor} of your newest {logs} logged days; {good} held.")
        if not poor:
            words = _("Little sitting, or breaks in it, on {good} of your newest {logs} logged days.")
    return words.format(good=held, logs=logs, poor=poor)


def _exercise(why: Why, name: str) -> str:
    if why.rule == "left-out":
        words = _("{exercise} works on it. What is often left out comes back in an easier form.")
        return words.format(exercise=name)
    if why.rule == "weaker":
        return _("{exercise} works on it, and your next tests show it.").format(exercise=name)
    left = (why.days_needed or 0) - (why.days or 0)
    return ngettext(
        "{n} more day with {exercise} or another exercise of this card puts it back.",
        "{n} more days with {exercise} or another exercise of this card put it back.",
        left,
    ).format(n=left, exercise=name)


def _button(link: str) -> str:
    kind, _colon, target = link.partition(":")
    if kind == "lesson":
        return _("Read about it")
    return {"today": _("Go to Today"), "plan": _("See the plan"), "journal": _("Open the journal")}.get(
        target, _("Go there")
    )
