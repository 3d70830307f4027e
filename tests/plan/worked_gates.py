"""Worked cases: the gates with each criterion met, missed and unknown; forward and back by hand."""

from __future__ import annotations

from tests.plan.story import Story
from tests.plan.worked import Case, calm, realign, unlock


def to_gate_1a(last: str = "g") -> Story:
    """Five sessions on five days, mornings and days at 4; the movements are still to be asked."""
    story = calm().train("calm-early", (0, 1)).train("calm-mid", (2, 3)).train("calm-late", 4, last)
    return story.mornings(range(6), 4).averages(range(5), 4)


def above_limit_1a(average: int) -> Story:
    """Placed at 8; thirteen ambers at 8 on thirteen days."""
    story = Story().placed(8).train("calm-early", range(4), pain=(8, 8)).train("calm-mid", range(4, 8), pain=(8, 8))
    story.train("calm-late", range(8, 13), pain=(8, 8))
    return story.mornings(range(14), 8).averages(range(13), average).can("1A", 12, pain=5)


def to_gate_1b() -> Story:
    """Seven greens on seven days at 3; the movements are still to be asked."""
    story = unlock().train("unlock-early", range(3)).train("unlock-mid", range(3, 6)).train("unlock-late", 6)
    return story.pain(range(7), 3).mornings(7, 3)


def above_limit_1b(pain: int) -> Story:
    """Placed at 8, moved to 1B; twenty ambers on twenty days."""
    story = Story().placed(8).moved("1B").train("unlock-early", range(6), "a").train("unlock-mid", range(6, 12), "a")
    return story.train("unlock-late", range(12, 20), "a").pain(range(20), pain).mornings(20, pain).can("1B", 19)


def to_gate_2(last: str = "g", pain: int = 2, tests: tuple[float, ...] = (30, 30, 30)) -> Story:
    """Twelve sessions; today, day 13, is the fourteenth day. `tests`: side plank right and left, front plank."""
    story = Story().placed(pain, checks="done").train("realign-early", range(4)).train("realign-mid", (4, 5, 7, 8))
    story.train("realign-late", (9, 10, 11, 12), f"ggg{last}").mornings(range(14), pain)
    story.tested(6, "side-plank-knees", *tests[:2], hour=17).tested(6, "front-plank-knees", tests[2])
    return story.averages(range(6), pain)


def with_reds_2(*, three: bool) -> Story:
    """Two or three reds among the last ten; the level below after each, and two greens more at the end."""
    story = Story().placed(2, checks="done").train("realign-early", range(4)).train("realign-mid", range(4, 8))
    story.train("realign-late", (8, 9), "gr").train("realign-mid", 10).train("realign-late", 11, "r")
    story.train("realign-mid", 12).tested(7, "side-plank-knees", 30, 30, hour=17).tested(7, "front-plank-knees", 30)
    if three:
        return (
            story.train("realign-late", 13, "r")
            .train("realign-mid", 14)
            .train("realign-late", (15, 16))
            .pain(range(17), 2)
        )
    return story.train("realign-late", (13, 14)).pain(range(15), 2)


def long_2() -> Story:
    """Stage 2 day by day at 2, and no test."""
    story = Story().placed(2, checks="done").train("realign-early", range(4)).train("realign-mid", range(4, 8))
    return story.pain(range(42), 2).mornings(42, 2)


#: Monday, Wednesday, Friday: eighteen sessions in the first six weeks, and after it.
WEEKDAYS = tuple(7 * week + n for week in range(10) for n in (0, 2, 4))


def to_gate_3(until: int = 41, birth_year: int | None = 1990) -> Story:
    """Three sessions a week at 1 until the day before `until`; no tests, no score."""
    story = Story().placed(2, checks="done").moved("3").me(birth_year=birth_year, sex="male")
    days = [n for n in WEEKDAYS if n < until]
    story.train("recondition-early", days[:6]).train("recondition-mid", days[6:12]).train("recondition-late", days[12:])
    return story.pain(range(until), 1).mornings(until, 1)


def with_tests_3(story: Story, side: tuple[float, float] = (45, 45), front: float = 60) -> Story:
    return story.tested(36, "side-plank-feet", *side, hour=17).tested(36, "front-plank-feet", front)


CALM = (
    Case(
        "gate-1a", "C7 1A", "All of it.", to_gate_1a().can("1A", 4), (5, 8), "unlock-early", "gate_passed",
    ),
    Case(
        "gate-1a-unasked", "C7 1A, movement check", "The movements were not asked.", to_gate_1a(), (5, 8), "calm-late",
        "waits_for_gate", gate={"sessions": True, "days": True, "pain": True, "mornings": True, "spasm_free": True,
                                "movements": None, "safety": True},
    ),
    Case(
        "gate-1a-movement", "C7 1A, with pain 5 or less", "It can be done, with 6.",
        to_gate_1a().can("1A", 4, pain=6), (5, 8), "calm-late", gate={"movements": False},
    ),
    Case(
        "gate-1a-sessions", "C7 1A, 5+ sessions", "Four sessions.",
        calm().train("calm-early", (0, 1)).train("calm-mid", (2, 3)).pain(range(4), 4).mornings(4, 4).can("1A", 3),
        (4, 8), "calm-late", "stepped_up", gate={"sessions": False, "days": True, "mornings": True},
    ),
    Case(
        "gate-1a-days", "C7 1A, on 4+ days", "Five sessions on three days.",
        calm().train("calm-early", 0).train("calm-early", 0, hour=16).train("calm-mid", 1).train("calm-mid", 1, hour=16)
        .train("calm-late", 2).pain(range(3), 4).mornings(3, 4).can("1A", 2), (3, 8), "calm-late",
        gate={"sessions": True, "days": False},
    ),
    Case(
        "gate-1a-pain", "Words, gates compare exactly", "An average of 5.33.",
        calm().train("calm-early", (0, 1)).train("calm-mid", (2, 3)).train("calm-late", 4).pain(range(5), 5, 5, 5, 5, 6)
        .mornings(5, 5).can("1A", 4), (5, 8), "calm-late", gate={"pain": False, "mornings": True},
    ),
    Case(
        "gate-1a-pain-unknown", "Words, average: ratings on at least half of the days", "Ratings on one of three days.",
        calm().train("calm-early", (0, 1)).train("calm-mid", (2, 3)).train("calm-late", 4).mornings((0, 1, 4, 5), 4)
        .can("1A", 4), (5, 8), "calm-late", gate={"pain": None},
    ),
    Case(
        "gate-1a-pain-two-days", "Words, average: ratings on at least half of the days", "Ratings on two of three.",
        calm().train("calm-early", (0, 1)).train("calm-mid", (2, 3)).train("calm-late", 4).mornings((0, 1, 3, 4, 5), 4)
        .can("1A", 4), (5, 8), "unlock-early", "gate_passed",
    ),
    Case(
        "gate-1a-morning-unknown", "Words, Colour: answered for at least the last", "This morning was not said.",
        calm().train("calm-early", (0, 1)).train("calm-mid", (2, 3)).train("calm-late", 4).pain(range(5), 4)
        .can("1A", 4), (5, 8), "calm-late", gate={"mornings": None, "pain": True},
    ),
    Case(
        "gate-1a-earlier-morning-unknown", "Words, Colour: answered for at least the last",
        "Only the mornings before this one were not said.",
        calm().train("calm-early", (0, 1)).train("calm-mid", (2, 3)).train("calm-late", 4).averages(range(5), 4)
        .mornings((0, 1, 2, 5), 4).can("1A", 4), (5, 8), "unlock-early", "gate_passed",
    ),
    Case(
        "gate-1a-spasm", "C7 1A, no spasm in last 48 h", "A spasm yesterday.",
        to_gate_1a().spasm(4, 12), (5, 8), "calm-early", "spasm_rest", gate={"spasm_free": False},
    ),
    Case(
        "gate-1a-amber-last", "Gates, amber last does not close a gate", "The last session amber.",
        to_gate_1a("a").can("1A", 4), (5, 8), "unlock-early", "gate_passed",
    ),
    Case(
        "gate-1a-red-last", "Gates, the new part begins after a non-red session", "All met, then a red session.",
        to_gate_1a().averages(5, 4).train("calm-late", 5, "r").mornings(6, 4).can("1A", 5), (6, 8), "calm-mid",
        "one_red",
    ),
    Case(
        "gate-1a-any-level", "Levels, a gate may open at any level", "Four ambers at early, one at mid.",
        calm().train("calm-early", range(4), "a").train("calm-mid", 4, "a").pain(range(5), 4).mornings(5, 4)
        .can("1A", 4), (5, 8), "unlock-early", "gate_passed",
    ),
    Case(
        "gate-1a-long", "Gates, people above the limits: 10 over 14 days, no higher than at placement",
        "Lives at 8; thirteen ambers over fourteen days.", above_limit_1a(8), (13, 8), "unlock-early", "gate_passed",
        advice=("long_way",),
    ),
    Case(
        "gate-1a-long-13-days", "Gates, over 14 days, both counted", "The same a day earlier.",
        above_limit_1a(8).can("1A", 11, pain=5), (12, 8), "calm-late", gate={"pain": False},
    ),
    Case(
        "gate-1a-long-worse", "Gates, an average pain no higher than at placement", "Lives at 8, the days at 9.",
        above_limit_1a(9), (13, 8), "calm-late",
    ),
)  # fmt: skip

UNLOCK = (
    Case("gate-1b", "C7 1B", "All of it.", to_gate_1b().can("1B", 6), (7, 8), "realign-early", "gate_passed"),
    Case(
        "gate-1b-movement", "C7 1B, at pain 3 or less", "The bridge with 4.", to_gate_1b().can("1B", 6, glute_bridge=4),
        (7, 8), "unlock-late", "waits_for_gate", gate={"movements": False, "sessions": True, "last_not_red": True},
    ),
    Case(
        "gate-1b-walk", "C7 1B, walk 10 min", "All but the walk.", to_gate_1b().can("1B", 6, walk_ten=False), (7, 8),
        "unlock-late", gate={"movements": False},
    ),
    Case(
        "gate-1b-pain", "C7 1B, average 4 or less", "An average of 4.33.",
        unlock().train("unlock-early", range(3)).train("unlock-mid", range(3, 6)).train("unlock-late", 6)
        .pain(range(7), 4, 4, 4, 4, 4, 5, 4).mornings(7, 4).can("1B", 6), (7, 8), "unlock-late", gate={"pain": False},
    ),
    Case(
        "gate-1b-last-four", "C7 1B, last 4 sessions green or amber", "A red four sessions ago.",
        unlock().train("unlock-early", range(3)).train("unlock-mid", (3, 4, 5), "ggr").train("unlock-early", 6)
        .train("unlock-mid", 7).train("unlock-late", 8).pain(range(9), 3).mornings(9, 3).can("1B", 8), (9, 8),
        "unlock-late", gate={"last_not_red": False, "sessions": True, "movements": True},
    ),
    Case(
        "gate-1b-spasm-72h", "Words, hours are exact; C7 1B, no spasm in last 72 h", "Exactly 72 h after a spasm.",
        to_gate_1b().spasm(7, 10).mornings((8, 9, 10), 3).train("unlock-mid", 9, hour=13), (10, 10), None,
        halved=None, gate={"spasm_free": False}, target={"sessions": 4},
    ),
    Case(
        "gate-1b-spasm-over", "Words, hours are exact; C7 1B, no spasm in last 72 h", "A minute later.",
        to_gate_1b().spasm(7, 10).mornings((8, 9, 10), 3).train("unlock-mid", 9, hour=13), (10, 10.02), None,
        halved=None, gate={"spasm_free": True},
    ),
    Case(
        "gate-1b-long", "Gates, people above the limits: 14 over 21 days, at least 1 below placement",
        "Placed at 8, lives at 7; twenty ambers over 21 days.", above_limit_1b(7), (20, 8), "realign-early",
        "gate_passed", advice=("long_way",),
    ),
    Case(
        "gate-1b-long-as-before", "Gates, an average at least 1 below placement", "Placed at 8, lives at 8.",
        above_limit_1b(8), (20, 8), "unlock-late",
    ),
)  # fmt: skip

REALIGN = (
    Case("gate-2", "C7 2", "All of it.", to_gate_2().averages(range(6, 13), 2), (13, 8), "recondition-early",
         "gate_passed"),
    Case(
        "gate-2-13-days", "Gates, over 14+ days, both counted", "Thirteen days.",
        to_gate_2().averages(range(6, 12), 2), (12, 20), None, kind="rest", later="realign-late", halved=None,
        gate={"span": False, "sessions": True},
    ),
    Case(
        "gate-2-one-test", "C7 2, any 2 of 4", "The front plank 25 s.",
        to_gate_2(tests=(30, 30, 25)).averages(range(6, 13), 2), (13, 8), "realign-late", gate={"tests": False},
    ),
    Case(
        "gate-2-one-side", "C7 2, side plank 30 s each side", "The left side 25 s.",
        to_gate_2(tests=(30, 25, 30)).averages(range(6, 13), 2), (13, 8), "realign-late", gate={"tests": False},
    ),
    Case(
        "gate-2-amber-last", "C7 2, last 3 sessions green", "The last session amber.",
        to_gate_2("a").averages(range(6, 13), 2), (13, 8), "realign-late",
        gate={"last_green": False, "tests": True, "share": True},
    ),
    Case(
        "gate-2-pain", "Words, gates compare exactly", "An average of 3.07 over seven days.",
        to_gate_2(pain=3).averages(range(6, 13), 3, 3, 3, 3, 3, 3, 4), (13, 8), "realign-late", gate={"pain": False},
    ),
    Case(
        "gate-2-share-70", "C7 2, 80 %+ of last 10 non-red", "Three reds in the last ten.",
        with_reds_2(three=True), (17, 8), "realign-late", gate={"share": False, "last_green": True, "sessions": True},
    ),
    Case(
        "gate-2-share-80", "C7 2, 80 %+ of last 10 non-red", "Two reds in the last ten.",
        with_reds_2(three=False), (15, 8), "recondition-early", "gate_passed",
    ),
    Case(
        "gate-2-untestable", "Gates, the same 28 days open 2->3 for those who may not be tested",
        "A painful shoulder leaves one test; the rest was met for 28 days.",
        long_2().me(circumstances=("shoulder-pain",)).train("realign-late", range(8, 41)), (42, 8), "recondition-early",
        "gate_passed",
    ),
    Case(
        "gate-2-untestable-before", "Gates, 28 days met is true today and on each of the last 28 days",
        "The same three days earlier.",
        long_2().me(circumstances=("shoulder-pain",)).train("realign-late", range(8, 38)), (39, 8), "realign-late",
        "waits_for_gate",
    ),
    Case(
        "gate-2-testable", "Gates, for those who may not be tested", "The same without a reason: tests are due.",
        long_2().train("realign-late", range(8, 41)), (42, 8), None, "test_due", kind="test", later="realign-late",
    ),
)  # fmt: skip

RECONDITION = (
    Case("gate-3", "C7 3", "All of it.", with_tests_3(to_gate_3()).score(38, 4), (41, 8), "keep-a", "gate_passed"),
    Case(
        "gate-3-no-score", "Gates, until then unknown", "No Roland-Morris score.", with_tests_3(to_gate_3()), (41, 8),
        "recondition-late", gate={"score": None, "tests": True, "ratio": True, "sessions": True, "span": True,
                                  "pain": True, "spasm_free": True},
    ),
    Case(
        "gate-3-score-30", "C7 3, RMDQ down 30 %+ from start", "From 10 to 7.",
        with_tests_3(to_gate_3()).score(0, 10).score(38, 7), (41, 8), "keep-a", "gate_passed",
    ),
    Case(
        "gate-3-score-20", "C7 3, RMDQ down 30 %+ or 4 or less", "From 10 to 8.",
        with_tests_3(to_gate_3()).score(0, 10).score(38, 8), (41, 8), "recondition-late", gate={"score": False},
    ),
    Case(
        "gate-3-ratio", "Gates, side ratio at least 0.90", "60 s and 50 s.",
        with_tests_3(to_gate_3(), (60, 50)).score(38, 4), (41, 8), "recondition-late",
        gate={"ratio": False, "tests": True},
    ),
    Case(
        "gate-3-ratio-90", "Gates, side ratio at least 0.90", "50 s and 45 s.",
        with_tests_3(to_gate_3(), (50, 45)).score(38, 4), (41, 8), "keep-a", "gate_passed",
    ),
    Case(
        "gate-3-25", "Gates, 25 % above own value, the same form, in stage 3", "20 to 25 s and 32 to 40 s.",
        with_tests_3(to_gate_3(), (25, 25), 40).tested(1, "side-plank-feet", 20, 20).tested(1, "front-plank-feet", 32)
        .score(38, 4), (41, 8), "keep-a", "gate_passed",
    ),
    Case(
        "gate-3-24", "Gates, 25 % above own value", "The front plank from 32 to 39 s.",
        with_tests_3(to_gate_3(), (25, 25), 39).tested(1, "side-plank-feet", 20, 20).tested(1, "front-plank-feet", 32)
        .score(38, 4), (41, 8), "recondition-late", gate={"tests": False},
    ),
    Case(
        "gate-3-65", "Gates, 65+: 20 %; C8, knees version fine", "71 years old, from 20 to 24 s on the knees.",
        to_gate_3(birth_year=1955).tested(1, "side-plank-knees", 20, 20).tested(1, "front-plank-knees", 20)
        .tested(36, "side-plank-knees", 24, 24).tested(36, "front-plank-knees", 24).score(38, 4), (41, 8), "keep-a",
        "gate_passed",
    ),
    Case(
        "gate-3-28-days", "Gates, 28 days with all pain, spasm and session criteria met",
        "No score, a weak test, the rest met from day 41 on.",
        to_gate_3(69).tested(60, "front-plank-feet", 5), (69, 8), "keep-a", "gate_passed",
    ),
    Case(
        "gate-3-28-days-before", "Gates, 28 days with all pain, spasm and session criteria met", "A week earlier.",
        to_gate_3(62).tested(60, "front-plank-feet", 5), (62, 8), "recondition-late", "waits_for_gate",
        gate={"tests": None},
    ),
)  # fmt: skip

BY_HAND = (
    Case("hand-forward", "Gates, forward by hand", "“My clinician told me to.”", unlock().moved("2", 1), (1, 8),
         "realign-early"),
    Case(
        "hand-no-skipping", "Gates, forward by hand, one part at a time", "From 1B to 3 in one go.",
        unlock().moved("3", 1), (1, 8), ("unlock-early", "realign-early"),
    ),
    Case(
        "hand-own-forward", "Gates, forward by hand", "Forward without a clinician.",
        unlock().moved("2", 1, because="own-choice"), (1, 8), "unlock-early",
    ),
    Case(
        "hand-back", "Placement, anyone may choose to start lower", "From 2 back to 1B.",
        realign().train("realign-early", range(4)).moved("1B", 4, because="own-choice"), (4, 8), "unlock-early",
    ),
)  # fmt: skip

GATES = (*CALM, *UNLOCK, *REALIGN, *RECONDITION, *BY_HAND)
