"""What the journal asks and may be answered in plain words: every value of `coach.diary`, in the order it is offered.

A kind is the name of a field of `DayLog` or `SpasmDetails`, such as "sleep" or "doing".
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache

from coach.text import _, ngettext

#: The boxes of a day that take one answer, in the order in which they are asked.
DAY_BOXES = ("sleep", "sitting", "breaks", "lifting", "walking", "stress", "drink")
#: What a spasm can be told about besides where, how bad and the note.
SPASM_LISTS = ("feel", "doing", "two_hours", "day_before", "signs", "eased")


def words(kind: str) -> dict[str, str]:
    """Each value of a kind with its word, in order. Raises KeyError for a kind that is not there."""
    return dict(_table(kind))


def word(kind: str, value: str) -> str:
    """The word of one value, "Badly". Raises KeyError for what is not there."""
    return _table(kind)[value]


def question(kind: str) -> str:
    """What is asked. Raises KeyError for a kind that is not there."""
    return {
        "sleep": _("Sleep last night"),
        "sitting": _("Sitting"),
        "breaks": _("Getting up from it"),
        "lifting": _("Lifting"),
        "walking": _("Walking"),
        "stress": _("Stress"),
        "drink": _("What you drank"),
        "happened": _("Anything of this?"),
        "signs": _("How was your body?"),
        "where": _("Where?"),
        "strength": _("How bad?"),
        "feel": _("What kind of pain?"),
        "doing": _("What were you doing?"),
        "two_hours": _("In the two hours before?"),
        "day_before": _("The day before?"),
        "eased": _("What eased it?"),
    }[kind]


def phrase(kind: str, value: str) -> str:
    """One circumstance of a day as a part of a sentence, "slept badly". Raises KeyError for what is not there."""
    if kind in ("happened", "signs"):
        text = word(kind, value)
        return text[:1].lower() + text[1:]
    return _phrases()[kind][value]


def nothing_of_this() -> str:
    """The answer "no" to a whole list, which is something else than no answer."""
    return _("Nothing of this")


def where_words(regions: Collection[str]) -> str:
    """The places on the back as one phrase, "Low back, left and centre"; empty for none."""
    chosen = set(regions)
    bands: list[str] = []
    for band, name in _bands().items():
        sides = [side for side in ("left", "mid", "right") if f"{band}_{side}" in chosen]
        if sides:
            place = _("{band}, {sides}").format(band=name, sides=_sides(sides, whole=3 if band == "low" else 2))
            bands.append(place if not bands else place[:1].lower() + place[1:])
    return "; ".join(bands)


def later_words(hours: float) -> str:
    """How long after its beginning a spasm was written down, "3 hours later"; `hours` from 1 on."""
    if hours < 36:
        n = max(1, round(hours))
        return ngettext("{n} hour later", "{n} hours later", n).format(n=n)
    n = round(hours / 24)
    return ngettext("{n} day later", "{n} days later", n).format(n=n)


@cache
def _table(kind: str) -> dict[str, str]:
    """Made once: the language does not change while the program runs, and ten years of entries ask often."""
    return _WORDS[kind]()


def _sides(sides: list[str], whole: int) -> str:
    if len(sides) == whole:
        return _("both sides") if whole == 2 else _("left, centre and right")
    named = {"left": _("left"), "mid": _("centre"), "right": _("right")}
    if len(sides) == 2:
        return _("{first} and {second}").format(first=named[sides[0]], second=named[sides[1]])
    return named[sides[0]]


def _bands() -> dict[str, str]:
    return {
        "upper": _("Upper back"),
        "mid": _("Middle of the back"),
        "low": _("Low back"),
        "glute": _("Buttock"),
        "thigh": _("Back of the thigh"),
    }


def _where() -> dict[str, str]:
    return {
        f"{band}_{side}": where_words([f"{band}_{side}"])
        for band in _bands()
        for side in (("left", "mid", "right") if band == "low" else ("left", "right"))
    }


def _sleep() -> dict[str, str]:
    return {"well": _("Well"), "broken": _("Broken"), "badly": _("Badly")}


def _sitting() -> dict[str, str]:
    return {"little": _("Up to 4 h"), "some": _("4 to 6 h"), "long": _("Over 6 h")}


def _breaks() -> dict[str, str]:
    return {"often": _("Every hour"), "some": _("Now and then"), "few": _("Hardly")}


def _lifting() -> dict[str, str]:
    return {"none": _("None"), "light": _("Up to 10 kg"), "heavy": _("Over 10 kg")}


def _walking() -> dict[str, str]:
    return {"little": _("Under 10 min"), "some": _("10 to 30"), "plenty": _("Over 30 min")}


def _stress() -> dict[str, str]:
    return {"calm": _("Calm"), "some": _("Some"), "high": _("High")}


def _drink() -> dict[str, str]:
    return {"little": _("Little"), "enough": _("Enough"), "plenty": _("Plenty")}


def _happened() -> dict[str, str]:
    return {
        "awkward": _("Awkward posture"),
        "distracted": _("Distracted while moving"),
        "long-drive": _("Long drive"),
        "hard-activity": _("Hard or unusual effort"),
    }


def _signs() -> dict[str, str]:
    return {
        "stiff": _("Stiffer than usual"),
        "guarding": _("Bracing or guarding"),
        "tired": _("Tired back"),
        "evening-pain": _("Sore in the evening"),
        "afraid": _("Wary of moving"),
    }


def _strength() -> dict[str, str]:
    return {"mild": _("Mild"), "moderate": _("Moderate"), "severe": _("Severe")}


def _feel() -> dict[str, str]:
    return {
        "cramp": _("Cramp"),
        "locked": _("Locked up"),
        "sharp": _("Sharp"),
        "dull": _("Dull ache"),
        "burning": _("Burning"),
        "shooting": _("Shooting into the leg"),
    }


def _doing() -> dict[str, str]:
    return {
        "lifting": _("Lifting"),
        "bending": _("Bending"),
        "twisting": _("Twisting"),
        "reaching": _("Reaching"),
        "sitting": _("Sitting"),
        "getting-up": _("Getting up"),
        "standing": _("Standing"),
        "walking": _("Walking"),
        "coughing": _("Coughing or sneezing"),
        "sport": _("Sport"),
        "lying": _("Lying"),
        "nothing": _("Nothing special"),
    }


def _two_hours() -> dict[str, str]:
    return {
        "awkward": _("Awkward posture"),
        "heavy-load": _("Heavy load"),
        "unstable-load": _("Load that shifted"),
        "person-or-animal": _("Lifted a person or animal"),
        "distracted": _("Distracted"),
        "tired": _("Tired"),
        "hard-activity": _("Hard effort"),
        "slip": _("Tripped or fell"),
        "none": nothing_of_this(),
    }


def _day_before() -> dict[str, str]:
    return {
        "long-sitting": _("Sat a lot"),
        "long-drive": _("Long drive"),
        "hard-activity": _("Hard effort"),
        "stress": _("Stress"),
        "poor-sleep": _("Slept badly"),
        "no-session": _("No session"),
        "none": nothing_of_this(),
    }


def _eased() -> dict[str, str]:
    return {
        "position": _("A resting position"),
        "breathing": _("Breathing"),
        "walking": _("A short walk"),
        "warmth": _("Warmth"),
        "rest": _("Rest"),
        "medicine": _("Medicine"),
        "nothing": _("Nothing yet"),
    }


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return {
        "sleep": {"well": _("slept well"), "broken": _("broken sleep"), "badly": _("slept badly")},
        "sitting": {"little": _("sat little"), "some": _("sat 4 to 6 h"), "long": _("sat over 6 h")},
        "breaks": {"often": _("up every hour"), "some": _("up now and then"), "few": _("hardly got up")},
        "lifting": {"none": _("no lifting"), "light": _("lifted up to 10 kg"), "heavy": _("lifted over 10 kg")},
        "walking": {
            "little": _("walked under 10 min"),
            "some": _("walked 10 to 30 min"),
            "plenty": _("walked over 30 min"),
        },
        "stress": {"calm": _("a calm day"), "some": _("some stress"), "high": _("high stress")},
        "drink": {"little": _("drank little"), "enough": _("drank enough"), "plenty": _("drank plenty")},
    }


_WORDS: dict[str, Callable[[], dict[str, str]]] = {
    "sleep": _sleep,
    "sitting": _sitting,
    "breaks": _breaks,
    "lifting": _lifting,
    "walking": _walking,
    "stress": _stress,
    "drink": _drink,
    "happened": _happened,
    "signs": _signs,
    "where": _where,
    "strength": _strength,
    "feel": _feel,
    "doing": _doing,
    "two_hours": _two_hours,
    "day_before": _day_before,
    "eased": _eased,
}
