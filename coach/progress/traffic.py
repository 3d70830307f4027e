"""What the answers of a check-in mean by the traffic light, in words for the person, while they are being given."""

from __future__ import annotations

import msgspec

from coach.plan.colours import AMBER_UP_TO, GREEN_UP_TO, RISE_FOR_RED, Colour
from coach.text import _


class TrafficWords(msgspec.Struct, frozen=True):
    """The colour that a session would get, and two or three sentences about it."""

    colour: Colour
    title: str
    text: str


def traffic_words(before: int | None, worst: int | None, leg: bool, in_calm: bool) -> TrafficWords:
    """The traffic light for pain 0-10 before and at its worst. `in_calm`: in stage 1A the rise decides what is red."""
    if leg:
        return TrafficWords(
            "red",
            _("Red: leave it at this for now"),
            _(
                "Signs that spread down a leg mean that a session was too much. It does not count. Take the next one "
                "gently. If they stay or grow, or a leg is weak or numb, have it seen."
            ),
        )
    if worst is None:
        return TrafficWords(
            "unrated",
            _("What your answer means"),
            _(
                "The worst pain during the session decides: up to 3 it counts and you may move on, 4 or 5 it counts "
                "and you repeat it, above 5 it does not count: take the next one gently."
            ),
        )
    if worst <= GREEN_UP_TO:
        return TrafficWords(
            "green",
            _("Green: it counts"),
            _("Pain up to 3 is fine while you exercise. Sessions like this one move you on."),
        )
    if worst <= AMBER_UP_TO:
        return TrafficWords(
            "amber",
            _("Amber: it counts, and you repeat it"),
            _("Pain of 4 or 5 is all right if it settles within about an hour. The same session comes again."),
        )
    rise = None if before is None else worst - before
    if in_calm and rise is not None and rise < RISE_FOR_RED:
        return TrafficWords(
            "amber",
            _("Amber: it counts, and you repeat it"),
            _(
                "In this part the rise decides, because pain may be high to begin with. It rose by less than 2, "
                "so the session counts."
            ),
        )
    if in_calm and rise is not None:
        return TrafficWords(
            "red",
            _("Red: this one does not count"),
            _("Pain rose by {rise}. That tells how much is right for now: take the next session gently.").format(
                rise=rise
            ),
        )
    return TrafficWords(
        "red",
        _("Red: this one does not count"),
        _("Pain above 5 is more than an exercise should bring. Take the next session gently. Nothing is lost."),
    )
