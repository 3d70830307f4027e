"""The house of cards in words: title, what holds and what does not, and the story of each card."""

from __future__ import annotations

from collections.abc import Sequence

from coach.journal.supports import House, WeekOfCards
from coach.library.library import Library
from coach.library.supports import Supports
from coach.pages.catalogue_words import source_words
from coach.pages.house_views import CardHistoryView, CardState, CardView, HouseView, WeekMark, nothing_known
from coach.pages.house_words import moved_words, restack_words, state_words, why_words
from coach.text import _, ngettext

#: From so many fallen cards on nobody would call the house standing.
MANY_DOWN = 4


def house_view(house: House, library: Library) -> HouseView:
    """The house with all its words. A library without supports has none."""
    supports = library.supports
    if supports is None or not house.cards:
        return HouseView(
            title=_("Your house of cards"),
            say=nothing_known(),
            stage=0,
            stage_words="",
            in_place=0,
            leaning=0,
            fallen=0,
            unknown=0,
            cards=(),
        )
    following = supports.card(house.next_card) if house.next_card is not None else None
    return HouseView(
        title=_title(house),
        say=_say(house),
        stage=house.stage or 0,
        stage_words=_stage_words(house),
        next_id=following.id if following is not None else "",
        next_name=_in_sentence(following.name) if following is not None else "",
        in_place=house.count("solid"),
        leaning=house.count("leaning"),
        fallen=house.count("fallen"),
        unknown=house.count("unknown"),
        cards=tuple(_card(house, i, supports, library) for i in range(len(house.cards))),
    )


def histories_view(weeks: Sequence[WeekOfCards], library: Library) -> tuple[CardHistoryView, ...]:
    """Each card over the weeks of `house_over`."""
    cards = library.supports.cards if library.supports is not None else ()
    found = []
    for i, card in enumerate(cards):
        marks = tuple(WeekMark(week.day, week.states[i]) for week in weeks)
        found.append(CardHistoryView(card.id, marks, _history_words(marks)))
    return tuple(found)


def _card(house: House, i: int, supports: Supports, library: Library) -> CardView:
    card, known = house.cards[i], supports.cards[i]
    restack, link_words = restack_words(card, known, library)
    names = known.work.exercises if known.work is not None else ()
    return CardView(
        id=card.id,
        name=known.name,
        label=known.label,
        icon=known.icon,
        state=card.state,
        holds=known.holds,
        why=why_words(card.id, card.why, supports.rules, library),
        moved=moved_words(card, supports.rules) if card.moved is not None else "",
        restack=restack,
        link=card.restack.link if card.restack is not None else "",
        link_words=link_words,
        decided=supports.rule_words(known),
        lesson=known.lesson,
        exercises=tuple(library.exercise(own).name for own in names),
        sources=tuple(f"{source.text} ({source_words(source)})" for source in known.sources),
    )


def _title(house: House) -> str:
    if house.stage == 3:
        return _("The top came down")
    if house.stage == 2:
        many = house.count("fallen") >= MANY_DOWN
        return _("Time to restack") if many else _("Standing, but not steady")
    if house.stage == 1:
        return _("Every card in place")
    return _("What is known holds") if house.count("solid") else _("Your house of cards")


def _say(house: House) -> str:
    if house.stage == 3:
        return _("Relief is not recovery. Let it settle first; then the cards go back, from the base.")
    if house.stage == 1:
        return _("All eight hold. That is your margin.")
    if house.count("unknown") == len(house.cards):
        return nothing_known()
    counts = _counts(house)
    if house.held and house.stage == 2:
        return counts + " " + _("Movement waits until a clinician has cleared you.")
    return counts


def _counts(house: House) -> str:
    """Such as "Five cards hold, two lean, one is down."."""
    parts: list[str] = []
    for state in ("solid", "leaning", "fallen", "unknown"):
        n = house.count(state)
        if n:
            words = _first(state, n) if not parts else _further(state, n)
            parts.append(words.format(n=_number(n)))
    said = ", ".join(parts)
    return said[:1].upper() + said[1:] + "."


def _first(state: CardState, n: int) -> str:
    return {
        "solid": ngettext("{n} card holds", "{n} cards hold", n),
        "leaning": ngettext("{n} card leans", "{n} cards lean", n),
        "fallen": ngettext("{n} card is down", "{n} cards are down", n),
        "unknown": ngettext("{n} card is not known yet", "{n} cards are not known yet", n),
    }[state]


def _further(state: CardState, n: int) -> str:
    return {
        "solid": ngettext("{n} holds", "{n} hold", n),
        "leaning": ngettext("{n} leans", "{n} lean", n),
        "fallen": ngettext("{n} is down", "{n} are down", n),
        "unknown": ngettext("{n} is not known yet", "{n} are not known yet", n),
    }[state]


def _number(n: int) -> str:
    words = (_("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"))
    return words[n - 1] if 1 <= n <= len(words) else str(n)


def _stage_words(house: House) -> str:
    return {
        1: _("First stage of the house of cards: aligned."),
        2: _("Second stage of the house of cards: still standing, but not steady."),
        3: _("Third stage of the house of cards: the top has fallen."),
        None: _("At which stage the house is cannot be told yet."),
    }[house.stage]


def _in_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]


def _history_words(marks: Sequence[WeekMark]) -> str:
    """Such as "Of the last 12 weeks: in place in 5, leaning in 4, not known in 3."."""
    states = [mark.state for mark in marks]
    shown: tuple[CardState, ...] = ("solid", "leaning", "fallen", "unknown")
    parts = [
        _("{state} in {n}").format(state=state_words(state), n=states.count(state))
        for state in shown
        if state in states
    ]
    return _("Of the last {n} weeks: {parts}.").format(n=len(marks), parts=", ".join(parts))
