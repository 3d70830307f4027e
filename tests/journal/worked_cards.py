"""Houses of cards at the edges of their rules, worked out by hand from the `decided` sentences of data/supports.toml.

Day 0 is Monday, 2 March 2026. Looked at is day 20 unless a case says otherwise: fourteen full days and today are the
days 6 to 20. A log is written at nine in the evening of its day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coach.diary import DayLog
from coach.happenings import Tested
from coach.journal.support_rules import State
from tests.plan.story import Story, day, moment

S: State = "solid"
L: State = "leaning"
F: State = "fallen"
U: State = "unknown"
WORK = ("hip_mobility", "glutes", "back", "front_core", "side_core")
DEAD_BUG = "dead-bug-heel-tap"  # the one front core exercise of realign-early


@dataclass(frozen=True)
class CardCase:
    """`cards` are the states that have to be there and `rules` the rules that decided."""

    id: str
    says: str
    story: Story
    cards: Mapping[str, State] = field(default_factory=dict)
    logs: tuple[DayLog, ...] = ()
    now: tuple[int, float] = (20, 22)
    rules: Mapping[str, str] = field(default_factory=dict)


def log(n: int, *, late_days: int = 0, hour: float = 21, **boxes: Any) -> DayLog:
    return DayLog(id=f"{n:032x}", day=day(n), at=moment(n + late_days, hour), **boxes)


def diary(first: int, **boxes: Sequence[Any]) -> tuple[DayLog, ...]:
    """A log a day from `first` on, with these boxes in turn."""
    count = max(len(said) for said in boxes.values())
    return tuple(log(first + i, **{name: said[i] for name, said in boxes.items()}) for i in range(count))


NIGHT = {"w": "well", "b": "broken", "p": "badly", "-": None}
FEET = {"m": "plenty", "s": "some", "l": "little"}


def nights(said: str, last: int = 20) -> tuple[DayLog, ...]:
    """Well, broken, poor or not said, up to the day `last`."""
    return diary(last + 1 - len(said), sleep=[NIGHT[one] for one in said])


def walks(said: str) -> tuple[DayLog, ...]:
    return diary(21 - len(said), walking=[FEET[one] for one in said])


def chair(sitting: str | None, breaks: str | None) -> tuple[DayLog, ...]:
    """Four days of the same."""
    return diary(17, sitting=[sitting] * 4, breaks=[breaks] * 4)


def somebody() -> Story:
    return Story().placed(2, checks="done").weak_test()


def realign(*days: int, **rest: Any) -> Story:
    """Stage 2 early: amber sessions lead no further."""
    return somebody().train("realign-early", days, "a", **rest)


def all_work(state: State) -> dict[str, State]:
    return dict.fromkeys(WORK, state)


def _case(own: str, says: str, said: str, state: State, card: str = "sleep") -> CardCase:
    return CardCase(own, says, somebody(), {card: state}, nights(said) if card == "sleep" else walks(said))


SLEEP = (
    _case("sleep-3-1", "3 of 4 well, 1 of 4 badly is at most a quarter", "wwwp", S),
    _case("sleep-half-badly", "2 of 4 badly is at least half", "wwpp", F),
    _case("sleep-half-well", "2 of 4 well is not more than half", "wwbb", L),
    _case("sleep-three-logs", "fewer than four", "www", U),
    _case("sleep-3-of-5", "60 % well, 20 % badly", "wwwbp", S),
    _case("sleep-4-of-7", "57 % well, 14 % badly", "wwwwbbp", S),
    _case("sleep-2-of-7-badly", "57 % well, but 29 % badly is more than a quarter", "wwwwbpp", L),
    _case("sleep-3-of-7-badly", "43 % badly is under half", "wwwwppp", L),
    _case("sleep-4-of-7-badly", "57 % badly", "wwwpppp", F),
    _case("sleep-newest-seven", "the eighth, badly, is not asked: of 7, 4 well and 1 badly", "pwwwwbbp", S),
    _case("sleep-not-said", "three of four logs say it", "www-", U),
    _case("sleep-newest-that-say", "seven logs that say it lie behind four that do not", "wwwwwww----", S),
    CardCase("sleep-late", "one of the four was written two mornings later, after four", somebody(), {"sleep": U},
             (*nights("www", 18), log(15, late_days=2, hour=4.02, sleep="well"))),
    CardCase("sleep-last-minute", "at four it is the end of the following day", somebody(), {"sleep": S},
             (*nights("www", 18), log(15, late_days=2, hour=4, sleep="well"))),
    CardCase("sleep-fourteen-days", "day 6 is the fourteenth full day before day 20", somebody(), {"sleep": S},
             (*nights("www"), log(6, sleep="well"))),
    CardCase("sleep-fifteen-days", "day 5 is past", somebody(), {"sleep": U}, (*nights("www"), log(5, sleep="well"))),
    CardCase("sleep-corrected", "the newest version of a day in time decides: three well, one badly become two",
             somebody(), {"sleep": F}, (*nights("wwwp"), log(19, late_days=1, hour=8, sleep="badly"))),
)  # fmt: skip

MOVEMENT = (
    _case("move-3-of-4", "75 %", "mmsl", S, "movement"),
    _case("move-2-of-4", "half is between", "mmll", L, "movement"),
    _case("move-1-of-4", "less than ten minutes on 75 %", "mlll", F, "movement"),
    _case("move-4-of-6", "67 % is less than seven in ten, and 33 % not seven in ten", "mmmmll", L, "movement"),
    _case("move-5-of-7", "71 %", "mmmmmll", S, "movement"),
    _case("move-4-of-7", "57 %", "mmmmlll", L, "movement"),
    _case("move-2-of-7", "71 % with less", "mmlllll", F, "movement"),
)


def _sat(own: str, says: str, sitting: str | None, breaks: str | None, state: State, desk: int = 0) -> CardCase:
    story = somebody()
    for i in range(desk):
        story.train("desk-break", range(17, 21), hour=10 + i)
    return CardCase(own, says, story, {"sitting": state}, chair(sitting, breaks))


SITTING = (
    _sat("sat-little-few", "up to four hours holds, whatever the breaks", "little", "few", S),
    _sat("sat-little-unsaid", "and also where nothing was said of them", "little", None, S),
    _sat("sat-long-often", "getting up every hour holds, however long", "long", "often", S),
    _sat("sat-unsaid-often", "and also where the hours were not told", None, "often", S),
    _sat("sat-some-some", "up to six hours and now and then holds", "some", "some", S),
    _sat("sat-some-few", "between", "some", "few", L),
    _sat("sat-long-some", "between", "long", "some", L),
    _sat("sat-long-few", "does not hold", "long", "few", F),
    _sat("sat-long-unsaid", "over six hours, and nobody knows whether there were breaks", "long", None, U),
    _sat("sat-unsaid-few", "hardly a break, but from how much?", None, "few", U),
    _sat("desk-break-lifts-few", "one is now and then: with long sitting, between", "long", "few", L, 1),
    _sat("desk-breaks-two", "two are still now and then", "long", "few", L, 2),
    _sat("desk-breaks-three", "three count as often", "long", "few", S, 3),
    _sat("desk-break-says-it", "nothing was said of breaks, but one was played: up to six hours and now and then",
         "some", None, S, 1),
    _sat("desk-break-is-no-less", "who got up every hour did not get up less by one desk break", "long", "often", S, 1),
)  # fmt: skip

HURT = realign(0, 7, 9, 11, 13).train("realign-early", (8, 10, 12, 14, 16), "a", skip=(DEAD_BUG,), hurt=DEAD_BUG)
LONG = realign(*range(0, 62, 2)).tested(1, "front-plank-knees", 40).tested(4, "front-plank-knees", 31)

TRAINED = (
    CardCase("work-four-days", "four days in the window", realign(0, 8, 10, 12, 14), all_work(S)),
    CardCase("work-three-days", "one fewer", realign(0, 8, 10, 12), all_work(L), rules=dict.fromkeys(WORK, "seldom")),
    CardCase("work-none", "six sessions, all before the window; in reach for twenty days", realign(*range(6)),
             all_work(F)),
    CardCase("work-first-day-in", "day 6 is in the window", realign(0, 6, 8, 10, 12), all_work(S)),
    CardCase("work-day-before-out", "day 5 is not", realign(0, 5, 8, 10, 12), all_work(L)),
    CardCase("work-today", "today counts", realign(0, 8, 10, 12, 20), all_work(S)),
    CardCase("work-twice-a-day", "days are counted, not sessions", realign(0, 8, 10, 12).train(
        "realign-early", 12, "a", hour=18), all_work(L)),
    CardCase("work-sixth-day", "six days after it came into reach: not known, though done every day",
             realign(*range(6)), all_work(U), now=(6, 12), rules=dict.fromkeys(WORK, "early")),
    CardCase("work-seventh-day", "a week after: judged", realign(*range(6)), all_work(S), now=(7, 12)),
    CardCase("work-day-14", "one session on day 0 is in the window until day 14", realign(0), all_work(L),
             now=(14, 12)),
    CardCase("work-day-15", "and out of it on day 15", realign(0), all_work(F), now=(15, 12)),
    CardCase("left-out-half", "4 of 8 is not more than half, and four days are done",
             realign(0, 7, 9, 11, 13).train("realign-early", (8, 10, 12, 14), "a", skip=(DEAD_BUG,)),
             {"front_core": S, "side_core": S}),
    CardCase("left-out-more", "5 of 9 is more than half; the other cards are not touched",
             realign(0, 7, 9, 11, 13).train("realign-early", (8, 10, 12, 14, 16), "a", skip=(DEAD_BUG,)),
             {"front_core": L, "side_core": S}, rules={"front_core": "left-out"}),
    CardCase("stopped-because-it-hurt", "the same, but each time it hurt: not left out", HURT, {"front_core": S}),
    CardCase("not-reached", "five sessions broken off before it: not left out",
             realign(0, 7, 9, 11, 13).broke_off("realign-early", 8, 9).broke_off("realign-early", 10, 9)
             .broke_off("realign-early", 12, 9).broke_off("realign-early", 14, 9).broke_off("realign-early", 16, 9),
             {"front_core": S}),
    CardCase("an-easier-form", "the last line each time in its easier form", realign(0, 8, 10, 12, 14, eased=1),
             {"side_core": S}),
    CardCase("first-aid-is-no-training", "four days of first aid after a fortnight ago",
             realign(*range(6)).train("flare-up-first-aid", (8, 10, 12, 14)), all_work(F)),
    CardCase("desk-breaks-are-no-training", "they have a hip stretch, and it does not count",
             realign(*range(6)).train("desk-break", (8, 10, 12, 14)), {"hip_mobility": F}),
    CardCase("a-fifth-weaker", "32 of 40 s is a fifth under the best, not more",
             realign(0, 8, 10, 12, 14).tested(1, "front-plank-knees", 40).tested(12, "front-plank-knees", 32),
             {"front_core": S}),
    CardCase("more-than-a-fifth", "31 of 40 s is 22.5 % under it",
             realign(0, 8, 10, 12, 14).tested(1, "front-plank-knees", 40).tested(12, "front-plank-knees", 31),
             {"front_core": L, "side_core": S}, rules={"front_core": "weaker"}),
    CardCase("one-side-weaker", "left 20 of 30 s",
             realign(0, 8, 10, 12, 14).tested(1, "side-plank-knees", 30, 30).tested(12, "side-plank-knees", 30, 20),
             {"front_core": S, "side_core": L}, rules={"side_core": "weaker"}),
    CardCase("a-test-that-hurt", "12 of 40 s, broken off in pain: nothing of capacity",
             realign(0, 8, 10, 12, 14).tested(1, "front-plank-knees", 40)._tell(
                 Tested, 12, 18, test="front-plank-knees", value=12, pain_before=2, pain_worst=6, ended="pain"),
             {"front_core": S}),
    CardCase("test-of-56-days", "not older than 56 days", LONG, {"front_core": L}, now=(60, 12),
             rules={"front_core": "weaker"}),
    CardCase("test-of-57-days", "a day older", LONG, {"front_core": S}, now=(61, 12)),
    CardCase("nothing-dealt", "at the beginning of 1A no session has a plank or a bridge",
             Story().placed(6).train("calm-early", range(0, 20, 5), "a"),
             {"glutes": U, "back": U, "front_core": U, "side_core": U}),
)  # fmt: skip

STRONG = realign(0, 8, 10, 12, 14).spasm(18, 10)
BASE = {"hip_mobility": S, "glutes": S, "back": S}
#: Red sessions after a spasm on day 4: the work is done, but not one went without strong pain.
RED = realign(0).spasm(4, 10).train("realign-early", (8, 10, 12, 14), "r")

SPASMS = (
    CardCase("spasm-47-59", "a minute before the 48 hours are over the top row is down, the base as it was", STRONG,
             {**BASE, "front_core": F, "side_core": F}, now=(20, 10 - 1 / 60), rules={"front_core": "spasm"}),
    CardCase("spasm-48-00", "for 48 hours: at the end of them it is over, and the row leans", STRONG,
             {**BASE, "front_core": L, "side_core": L}, now=(20, 10), rules={"front_core": "after-spasm"}),
    CardCase("spasm-48-01", "a minute later", STRONG, {**BASE, "front_core": L, "side_core": L},
             now=(20, 10 + 1 / 60), rules={"side_core": "after-spasm"}),
    CardCase("spasm-one-session", "one session since then", realign(0, 8, 10, 12, 13).spasm(14, 10).train(
        "calm-early", (17,)), {"front_core": L}, rules={"front_core": "after-spasm"}),
    CardCase("spasm-two-sessions", "two without strong pain: the way back is over",
             realign(0, 8, 10, 12, 13).spasm(14, 10).train("calm-early", (17, 18)),
             {"front_core": S, "side_core": S}, rules={"front_core": "often"}),
    CardCase("spasm-one-red", "one of the two with strong pain does not count",
             realign(0, 8, 10, 12, 13).spasm(14, 10).train("calm-early", (17, 18), "gr"), {"front_core": L},
             rules={"front_core": "after-spasm"}),
    CardCase("spasm-before-14-days", "a spasm, an hour less than fourteen days ago, and no good session", RED,
             {"front_core": L}, now=(18, 9), rules={"front_core": "after-spasm"}),
    CardCase("spasm-after-14-days", "more than fourteen days ago: not by the spasm any more", RED,
             {"front_core": S}, now=(18, 11), rules={"front_core": "often"}),
)  # fmt: skip

CARD_CASES = (*SLEEP, *MOVEMENT, *SITTING, *TRAINED, *SPASMS)
