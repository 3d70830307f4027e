"""Worked cases: what is swapped in a session for this person, and why."""

from __future__ import annotations

from datetime import time

from tests.plan.story import Story
from tests.plan.worked import Case, calm, keep, realign, recondition, unlock, unlock_mid

PRONE = frozenset({"crocodile-breathing", "prone-on-elbows", "prone-press-up"})
BENDING = frozenset(
    {"single-knee-to-chest", "double-knee-to-chest", "childs-pose", "seated-flexion", "prayer-side-reach",
     "mcgill-curl-up"}
)  # fmt: skip
ARCHING = PRONE | {"standing-back-bend"}
SEVEN = time(7)
TAP, SLIDE = "dead-bug-heel-tap", "heel-slide"
TAP_TO_SLIDE = frozenset({(TAP, SLIDE)})


def calm_mid() -> Story:
    return calm().train("calm-early", (0, 1))


def recondition_late() -> Story:
    days = [7 * week + n for week in range(4) for n in (0, 2, 4)]
    return recondition().train("recondition-early", days[:6]).train("recondition-mid", days[6:])


def neglecting(left: int) -> Story:
    """Four ambers at 2 early; the heel taps left in the last of them."""
    story = realign().train("realign-early", range(4 - left), "a")
    return story.train("realign-early", range(4 - left, 4), "a", skip=(TAP,))


def hurting() -> Story:
    """“That hurts” at the heel taps on two days."""
    return realign().train("realign-early", (0, 1), "a", hurt=TAP)


DIRECTION = (
    Case(
        "worse-extension", "Direction swaps: prone-press-up -> double-knee-to-chest", "Extension worse, 1B mid.",
        unlock_mid().worse("extension"), (3, 12), "unlock-mid", also=("direction",),
        swaps=frozenset({("prone-press-up", "double-knee-to-chest")}),
    ),
    Case(
        "worse-extension-1a", "Direction swaps: not doubled, the next of its easier forms",
        "Extension worse, 1A early: the rest is there already, so lying on the side.",
        calm().worse("extension"), (0, 12), "calm-early", also=("direction",),
        swaps=frozenset({("crocodile-breathing", "side-lying-rest")}),
    ),
    Case(
        "worse-extension-dropped", "Direction swaps, not doubled; Order: if nothing is left, the line is dropped",
        "Extension worse, 1A mid: all easier forms but one are there, and it is taken by the first line.",
        calm_mid().worse("extension"), (2, 12), "calm-mid", also=("direction",),
        swaps=frozenset({("prone-on-elbows", "side-lying-rest"), ("crocodile-breathing", None)}),
    ),
    Case(
        "worse-extension-4", "Direction swaps: standing-back-bend -> seated-flexion", "Extension worse, keep-short.",
        keep().train("keep-a", 0).worse("extension"), (10, 12), "keep-short", "gap", also=("direction",),
        swaps=frozenset({("standing-back-bend", "seated-flexion")}),
    ),
    Case(
        "worse-flexion", "Direction swaps: single-knee-to-chest -> prone-on-elbows", "Flexion worse, 1B mid.",
        unlock_mid().worse("flexion"), (3, 12), "unlock-mid", also=("direction",),
        swaps=frozenset({("single-knee-to-chest", "prone-on-elbows")}),
    ),
    Case(
        "worse-flexion-doubled", "Direction swaps: not doubled, the next of its easier forms",
        "Flexion worse, 1B early: prone-on-elbows is there already.",
        unlock().worse("flexion"), (0, 12), "unlock-early", also=("direction",),
        swaps=frozenset({("single-knee-to-chest", "crocodile-breathing")}),
    ),
    Case(
        "worse-flexion-3", "Direction swaps: mcgill-curl-up -> dead-bug-heel-tap", "Flexion worse, 3 early.",
        recondition().worse("flexion"), (0, 12), "recondition-early", also=("direction",),
        swaps=frozenset({("mcgill-curl-up", "dead-bug-heel-tap")}),
    ),
    Case(
        "worse-both", "C4, both worse; of the breathing only what is not prone", "Both worse, 1A mid.",
        calm_mid().worse("both"), (2, 12), "calm-mid", also=("direction",),
        only=frozenset(
            {"breathing-90-90", "constructive-rest", "side-lying-rest", "pelvic-tilt", "lower-trunk-rotation"}
        ),
    ),
    Case(
        "worse-both-march", "Direction swaps: march-in-place stays", "Both worse, 1A late: walking stays.",
        calm_mid().train("calm-mid", (2, 3)).worse("both"), (4, 12), "calm-late", also=("direction",),
        only=frozenset(
            {"breathing-90-90", "constructive-rest", "side-lying-rest", "muscle-relax-scan", "pelvic-tilt",
             "lower-trunk-rotation", "march-in-place"}
        ), never=PRONE | {"cat-camel"}, swaps=None,
    ),
    Case(
        "worse-told-anew", "C4: set once, re-checked", "Extension worse, a day later neither.",
        unlock_mid().worse("extension").worse("none", 1), (3, 12), "unlock-mid", swaps=frozenset(),
    ),
    Case(
        "leg-on-elbows", "Direction swaps: leg symptoms, ask which exercise", "The leg told more on the elbows.",
        unlock().train("unlock-early", 0, leg=True).leg_came_with("prone-on-elbows", 1), (1, 12), "unlock-early",
        "one_red", also=("direction",), halved=True, never=ARCHING,
    ),
)  # fmt: skip

MORNING = (
    Case(
        "morning", "Morning rule, within 60 min of the wake time", "1B mid at 7:59, up since 7.",
        unlock_mid().me(wake=SEVEN), (3, 7.98), "unlock-mid", also=("morning",),
        swaps=frozenset({("single-knee-to-chest", "prone-on-elbows")}),
    ),
    Case(
        "morning-over", "Morning rule, within 60 min of the wake time", "1B mid at 8:01.",
        unlock_mid().me(wake=SEVEN), (3, 8.02), "unlock-mid", swaps=frozenset(),
    ),
    Case(
        "morning-bad", "Morning rule, 120 if mornings are the bad time", "1B mid at 8:59.",
        unlock_mid().me(wake=SEVEN, bad_mornings=True), (3, 8.98), "unlock-mid", also=("morning",),
        swaps=frozenset({("single-knee-to-chest", "prone-on-elbows")}),
    ),
    Case(
        "morning-bad-over", "Morning rule, 120 if mornings are the bad time", "1B mid at 9:01.",
        unlock_mid().me(wake=SEVEN, bad_mornings=True), (3, 9.02), "unlock-mid", swaps=frozenset(),
    ),
    Case(
        "morning-extension", "Order: never brings in what an earlier rule forbids", "Extension worse, 1B mid at 7:30.",
        unlock_mid().me(wake=SEVEN).worse("extension"), (3, 7.5), "unlock-mid", also=("direction", "morning"),
        never=BENDING | ARCHING,
    ),
)  # fmt: skip

GROUPS = (
    Case(
        "group-pregnant-uncleared", "A6, pregnancy: clearance in the flow", "Late in pregnancy, nobody said yes yet.",
        calm().me(circumstances=("late-pregnancy",)), (0, 12), None, "hold", kind="hold", halved=None,
    ),
    Case(
        "group-pregnant", "A6, pregnancy: not prone, not long on the back in the later half", "Cleared: on the side.",
        calm().me(circumstances=("late-pregnancy",)).cleared(0), (0, 12), "calm-early", also=("circumstance",),
        never=PRONE | {"constructive-rest", "breathing-90-90"},
    ),
    Case(
        "group-osteoporosis", "A6, osteoporosis: no loaded or end-range flexion", "3 early.",
        recondition().me(circumstances=("osteoporosis",)).cleared(0), (0, 12), "recondition-early",
        also=("circumstance",), swaps=frozenset({("mcgill-curl-up", "dead-bug-heel-tap")}),
    ),
    Case(
        "group-stenosis", "A6, stenosis: skip press-ups and back bends", "1B early: not on the elbows.",
        unlock().me(circumstances=("stenosis",)).cleared(0), (0, 12), "unlock-early",
        never=ARCHING - {"crocodile-breathing"},
    ),
    Case(
        "group-stenosis-4", "A6, stenosis: skip press-ups and back bends", "keep-short: no back bend.",
        keep().train("keep-a", 0).me(circumstances=("stenosis",)).cleared(0), (10, 12), "keep-short", "gap",
        never=ARCHING - {"crocodile-breathing"},
    ),
    Case(
        "group-flexion-stenosis", "Direction swaps: where both directions are closed, as both worse",
        "Stenosis closes extension, flexion is worse.",
        unlock().me(circumstances=("stenosis",)).cleared(0).worse("flexion"), (0, 12), "unlock-early",
        only=frozenset(
            {"pelvic-tilt", "lower-trunk-rotation", "breathing-90-90", "constructive-rest", "side-lying-rest",
             "muscle-relax-scan", "march-in-place"}
        ),
    ),
    Case(
        "group-flexion-stenosis-advice", "Direction swaps: as both worse, with advice to see a clinician",
        "The same for eight days.",
        unlock().me(circumstances=("stenosis",)).cleared(0).worse("flexion").train("unlock-early", range(8), "a"),
        (8, 12), None, halved=None, advice=("both_worse",),
    ),
    Case(
        "group-7-days-of-a-spasm", "Section B, within 7 days of a spasm", "In 4 again four days after one: no lift.",
        keep().train("keep-a", 0).train("keep-b", 3).mornings(range(9), 2).spasm(4).moved("3", 8).moved("4", 8, hour=7),
        (8, 12), "keep-a", also=("circumstance",), swaps=frozenset({("backpack-hinge-lift", "hip-hinge-stick")}),
    ),
)  # fmt: skip

EQUIPMENT = (
    Case(
        "without-chair", "Order, equipment: the next easier form", "1B mid: sitting forms need it, too.",
        unlock_mid().me(without=("chair",)), (3, 12), "unlock-mid", also=("equipment",),
        swaps=frozenset({("sit-to-stand", "pelvic-tilt")}),
    ),
    Case(
        "without-backpack", "Order, equipment: the next easier form", "3 late.",
        recondition_late().me(without=("backpack",)), (27, 12), "recondition-late",
        also=("equipment",), swaps=frozenset({("backpack-hinge-lift", "hip-hinge-stick")}),
    ),
)  # fmt: skip

NEGLECT = (
    Case(
        "neglect-3-of-4", "Neglect, 3 of its last 4 appearances", "2 early: the heel taps left three times.",
        neglecting(3), (4, 12), "realign-early", also=("neglect",), swaps=TAP_TO_SLIDE,
    ),
    Case(
        "neglect-2-of-4", "Neglect, 3 of its last 4 appearances", "2 early: left twice.", neglecting(2), (4, 12),
        "realign-early", swaps=frozenset(),
    ),
    Case(
        "neglect-once-done", "Neglect, until completed twice", "The easier form done once.",
        neglecting(3).train("realign-early", 4, "a", instead={TAP: SLIDE}), (5, 12), "realign-early",
        swaps=TAP_TO_SLIDE,
    ),
    Case(
        "neglect-twice-done", "Neglect, until completed twice", "The easier form done twice.",
        neglecting(3).train("realign-early", (4, 5), "a", instead={TAP: SLIDE}), (6, 12), "realign-early",
        swaps=frozenset(),
    ),
    Case(
        "hurt-two-days", "Neglect, two hurts on different days", "“That hurts” at the heel taps on two days.",
        hurting(), (2, 12), "realign-early", also=("hurt",), swaps=TAP_TO_SLIDE,
    ),
    Case(
        "hurt-one-day", "Neglect, two hurts on different days", "Twice on one day.",
        realign().train("realign-early", 0, "a", hurt=TAP).train("realign-early", 0, "a", hurt=TAP, hour=15), (1, 12),
        "realign-early", swaps=frozenset(),
    ),
    Case(
        "hurt-one-without", "Neglect, until two sessions without pain", "One session without pain since.",
        hurting().train("realign-early", 2, "a", instead={TAP: SLIDE}), (3, 12), "realign-early", swaps=TAP_TO_SLIDE,
    ),
    Case(
        "hurt-two-without", "Neglect, until two sessions without pain", "Two sessions without pain since.",
        hurting().train("realign-early", (2, 3), "a", instead={TAP: SLIDE}), (4, 12), "realign-early",
        swaps=frozenset(),
    ),
)  # fmt: skip

OWN = (
    Case(
        "own-swap", "Order, the user's one swap", "The slide instead of the fallout.",
        unlock_mid().swapped(3, "unlock-mid", "bent-knee-fallout", "heel-slide"), (3, 12), "unlock-mid", also=("own",),
        swaps=frozenset({("bent-knee-fallout", "heel-slide")}),
    ),
    Case(
        "own-swap-of-yesterday", "Order, the user's one swap", "It was for yesterday.",
        unlock_mid().swapped(2, "unlock-mid", "bent-knee-fallout", "heel-slide"), (3, 12), "unlock-mid",
        swaps=frozenset(),
    ),
    Case(
        "own-swap-forbidden", "Order: never brings in what an earlier rule forbids", "Extension worse, asks for it.",
        unlock_mid().worse("extension").swapped(3, "unlock-mid", "open-book", "prone-on-elbows"), (3, 12), "unlock-mid",
        never=ARCHING,
    ),
)  # fmt: skip

SWAPS = (*DIRECTION, *MORNING, *GROUPS, *EQUIPMENT, *NEGLECT, *OWN)
