"""Every sentence that a session says in words of its own; what exercises bring along is in their files.

The voice is rendered sentence by sentence, so each is built here and nowhere else: `script.every_sentence` lists them
all, and the check compares that list with the clips there are.
"""

from __future__ import annotations

from coach.library.exercises import Exercise
from coach.library.kinds import Dosage
from coach.session.words import count_word, side_phrase
from coach.text import _, ngettext

#: A hold from this length on is told in seconds; what is shorter is part of a movement.
HOLD_FROM_MS = 3_000
#: Fewer repetitions than this need nobody to say which is the last.
LAST_FROM_REPS = 3


def first_name(exercise: Exercise) -> str:
    """Names the exercise that opens a session."""
    return _("First: {name}.").format(name=exercise.name)


def next_name(exercise: Exercise) -> str:
    """Names an exercise that follows another."""
    return _("Next: {name}.").format(name=exercise.name)


def name_again(exercise: Exercise) -> str:
    """The exercise's name alone, where the instruction is repeated."""
    return f"{exercise.name}."


def begins_on(side: str | None) -> str:
    """Which side comes first; nothing where there is no one side."""
    return {"right": _("Right side first."), "left": _("Left side first.")}.get(side or "", "")


def switch_sides() -> str:
    """Before the other side."""
    return _("Switch sides.")


def rest() -> str:
    """Between two sets."""
    return _("Rest.")


def set_follows(n: int, sets: int) -> str:
    """Which set comes after the rest."""
    return _("Set {n} of {sets} comes next.").format(n=count_word(n).lower(), sets=count_word(sets).lower())


def count(rep: int, reps: int, side: str | None = None) -> str:
    """A repetition as it is counted; `side` where it changes with each. The last of several is called that."""
    last = rep == reps >= LAST_FROM_REPS
    word = _("Last one") if last else count_word(rep)
    if side not in ("left", "right"):
        return f"{word}."
    # The side is said while it still can be changed; the number follows it.
    named = _("Right") if side == "right" else _("Left")
    return _("{side}, {number}.").format(side=named, number=word.lower())


def phase(name: str) -> str:
    """A phase of the movement, said while the first repetition shows how it goes."""
    return f"{name}."


def half_way() -> str:
    """In the middle of a long hold."""
    return _("Half-way.")


def more_than_half() -> str:
    """Once, with the first exercise of a session's second half."""
    return _("More than half of it is done.")


def well_done() -> str:
    """The end of a session."""
    return _("Well done. That was all of it.")


def more_time() -> str:
    """The answer to "15 s more"."""
    return _("Fifteen seconds more.")


def stop_there() -> str:
    """The answer to "That hurts", said and shown."""
    return _("Paused. You can let go now.")


def keep_small() -> str:
    """The note of an exercise that this person keeps small."""
    return _("Keep this one small today.")


def lead_in(left: int) -> str:
    """One of the three numbers before a session goes on."""
    return f"{count_word(left)}."


def amount(dosage: Dosage, exercise: Exercise) -> tuple[str, ...]:
    """How much comes now: how often and how long, then that it is on each side. Whole sentences, so that each has
    the melody of one: put together from single words they sound chopped.
    """
    holds = dosage.hold_ms >= HOLD_FROM_MS
    seconds = duration(dosage.hold_ms)
    sets, reps = dosage.sets, dosage.sets[0]
    if sets == (1,):
        if not holds:
            return ()
        words = _("For {time}.") if dosage.continuous else _("Hold for {time}.")
        said = words.format(time=seconds)
    elif len(sets) == 1 or sum(sets) == len(sets):
        words = _("Twice, {time} each.") if sum(sets) == 2 else _("{n} times, {time} each.")
        said = words.format(n=count_word(sum(sets)), time=seconds) if holds else _slow(sum(sets))
    elif len(set(sets)) == 1:
        words = _("{sets} sets of {reps}, {time} each.") if holds else _("{sets} sets of {reps}.")
        said = words.format(sets=count_word(len(sets)), reps=count_word(reps).lower(), time=seconds)
    else:
        words = _("Sets of {reps}, {time} each.") if holds else _("Sets of {reps}.")
        said = words.format(reps=_listed(sets), time=seconds)
    return (said, each_side()) if exercise.both_sides else (said,)


def each_side() -> str:
    """Follows an amount that is done on one side after the other."""
    return _("On each side.")


def duration(ms: int) -> str:
    """A length as it is said: seconds up to a minute and a half, whole minutes above."""
    seconds = ms // 1000
    if seconds > 90 and seconds % 60 == 0:
        minutes = seconds // 60
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=count_word(minutes).lower())
    return ngettext("{n} second", "{n} seconds", seconds).format(n=count_word(seconds).lower())


def instruction(side: str | None, exercise: Exercise) -> tuple[str, ...]:
    """What "repeat the instruction" says: the exercise, the side where it has one at a time, how to get ready."""
    one_side = exercise.sides in ("each", "alternating", "halves")
    parts = (name_again(exercise), side_phrase(side) if one_side else "", exercise.get_ready)
    return tuple(part for part in parts if part)


def _slow(reps: int) -> str:
    return ngettext("{n} slow repetition.", "{n} slow repetitions.", reps).format(n=count_word(reps))


def _listed(sets: tuple[int, ...]) -> str:
    words = [count_word(n).lower() for n in sets]
    return _("{some} and {last}").format(some=", ".join(words[:-1]), last=words[-1])
