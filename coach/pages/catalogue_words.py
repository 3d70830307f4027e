"""The closed lists of the library in plain words: kinds, positions, targets, sides, levels, measures, sources."""

from __future__ import annotations

from typing import Literal

from coach.library.exercises import Exercise
from coach.library.kinds import Checked, Confidence, Kind, Level, Measure, Position, Sides, Source, Target
from coach.text import _, ngettext

#: What people look for. Made from kind, targets, position and equipment, so that no file has to say it.
Topic = Literal["mobility", "front-core", "side-core", "back", "hips-legs", "relief", "desk"]

_DESK_THINGS = frozenset({"chair", "wall", "table", "doorway"})
_TARGETS_OF: dict[Topic, frozenset[Target]] = {
    "front-core": frozenset({"front-core", "deep-abdominals"}),
    "side-core": frozenset({"side-core"}),
    "back": frozenset({"back-extensors", "lower-back", "mid-back"}),
    "hips-legs": frozenset({"hip-flexors", "glutes", "outer-hip", "inner-thigh", "hamstrings", "quadriceps", "calves"}),
}


def topics_of(exercise: Exercise) -> tuple[Topic, ...]:
    """What the exercise is looked for under."""
    targets = set(exercise.targets)
    at_a_desk = exercise.position in ("sitting", "standing", "wall") and _DESK_THINGS.issuperset(exercise.equipment)
    holds: dict[Topic, bool] = {
        "mobility": exercise.kind in ("mobility", "stretch"),
        "relief": exercise.kind == "breathing" or "relaxation" in targets,
        "desk": at_a_desk and exercise.kind in ("mobility", "stretch", "activation"),
    }
    for topic, wanted in _TARGETS_OF.items():
        # Where the work is named first counts; what an exercise touches on the side would put it everywhere.
        holds[topic] = bool(wanted.intersection(exercise.targets[:2])) and exercise.kind != "breathing"
    return tuple(topic for topic in topic_words() if holds[topic])


def topic_words() -> dict[Topic, str]:
    """Each topic with its word, in the order in which they are offered."""
    return {
        "mobility": _("Mobility"),
        "front-core": _("Front core"),
        "side-core": _("Side core"),
        "back": _("Back"),
        "hips-legs": _("Hips and legs"),
        "relief": _("Relief"),
        "desk": _("Desk"),
    }


def kind_words() -> dict[Kind, str]:
    """Each kind of exercise with its word, the quietest first."""
    return {
        "breathing": _("Breathing and rest"),
        "mobility": _("Mobility"),
        "stretch": _("Stretch"),
        "activation": _("Waking up muscles"),
        "endurance": _("Endurance"),
        "strength": _("Strength"),
    }


def position_words() -> dict[Position, str]:
    """Each start position with its word, from lying to standing."""
    return {
        "supine": _("On your back"),
        "hook-lying": _("On your back, knees bent"),
        "prone": _("On your front"),
        "side-lying": _("On your side"),
        "all-fours": _("On hands and knees"),
        "kneeling": _("Kneeling"),
        "half-kneeling": _("Kneeling on one knee"),
        "sitting": _("Sitting"),
        "standing": _("Standing"),
        "wall": _("At a wall"),
    }


def target_words() -> dict[Target, str]:
    """Each place or purpose that an exercise works on with its word."""
    return {
        "lower-back": _("Low back"),
        "mid-back": _("Upper back"),
        "back-extensors": _("Back muscles"),
        "deep-abdominals": _("Deep belly muscles"),
        "front-core": _("Front core"),
        "side-core": _("Side core"),
        "glutes": _("Buttocks"),
        "hip-flexors": _("Front of the hips"),
        "outer-hip": _("Outer hips"),
        "inner-thigh": _("Inner thighs"),
        "hamstrings": _("Back of the thighs"),
        "quadriceps": _("Front of the thighs"),
        "calves": _("Calves"),
        "chest": _("Chest"),
        "shoulders": _("Shoulders"),
        "whole-body": _("Whole body"),
        "diaphragm": _("Breathing"),
        "relaxation": _("Relaxing"),
        "circulation": _("Circulation"),
    }


def sides_word(sides: Sides) -> str:
    """How an exercise treats the two sides."""
    return {
        "none": _("Both sides at once"),
        "each": _("One side, then the other"),
        "alternating": _("Right and left in turn"),
        "within": _("Both sides in each repetition"),
        "halves": _("Change of sides half-way"),
        "chosen": _("The side that you prefer"),
    }[sides]


def level_words() -> dict[Level, str]:
    """Each level of a dosage with its word."""
    return {"beginner": _("Beginner"), "intermediate": _("Usual"), "advanced": _("More")}


def measure_words() -> dict[Measure, str]:
    """What a caution asks for, the strictest first."""
    return {
        "avoid": _("Leave it out"),
        "ask-first": _("Ask first"),
        "keep-small": _("Keep it small"),
        "adapt": _("Adapt it"),
    }


def source_words(source: Source) -> str:
    """How sure we are of a source, and whether its text was seen. Our own choice is never called anything else."""
    sure: dict[Confidence, str] = {
        "high": _("High confidence"),
        "medium-high": _("Fairly high confidence"),
        "medium": _("Medium confidence"),
        "medium-low": _("Rather low confidence"),
        "low": _("Low confidence"),
    }
    checked: dict[Checked, str] = {
        "seen": _("the text was seen"),
        "secondary": _("seen on another page that reports it"),
        "memory": _("from memory, not looked up"),
        "design": _("our own choice"),
    }
    return _("{sure}, {checked}").format(sure=sure[source.confidence], checked=checked[source.checked])


def minutes_words(least: int, most: int) -> str:
    """A span of whole minutes, "9 to 11 min"."""
    if least == most:
        return _("{n} min").format(n=least)
    return _("{least} to {most} min").format(least=least, most=most)


def sessions_words(n: int) -> str:
    """How many sessions there are."""
    return ngettext("{n} session", "{n} sessions", n).format(n=n)
