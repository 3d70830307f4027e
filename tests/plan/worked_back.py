"""Worked cases: reds, spasms, flares, gaps, all of them together, stage 4, and when to see a clinician."""

from __future__ import annotations

from tests.plan.story import Story
from tests.plan.worked import Case, calm, keep, realign, realign_late, realign_mid, recondition, unlock, unlock_mid


def through_gate_1b() -> Story:
    """Seven greens at 1B and its gate passed: day 7 begins at 2 early."""
    story = unlock().train("unlock-early", range(3)).train("unlock-mid", range(3, 6)).train("unlock-late", 6)
    return story.pain(range(7), 3).mornings(7, 3).can("1B", 6)


def spasm_at_2_mid() -> Story:
    """A spasm on day 5 at 10; usual mornings of 2, then 4 and 3."""
    return realign_mid().mornings(range(6), 2).spasm(5).mornings((6, 7), 4, 3)


def spasm_at_1a_late() -> Story:
    """A spasm on day 5 at 10; usual mornings of 3, then 5."""
    story = calm().train("calm-early", (0, 1)).train("calm-mid", (2, 3)).train("calm-late", 4)
    return story.mornings(range(6), 3).spasm(5).mornings(6, 5)


REDS = (
    Case(
        "red-level-below", "One red", "1B mid, red.", unlock_mid().train("unlock-mid", 3, "r"), (4, 8), "unlock-early",
        "one_red",
    ),
    Case(
        "red-halved-on", "One red, halving stays until a green", "1B early: red, then amber.",
        unlock().train("unlock-early", (0, 1), "ra"), (2, 8), "unlock-early", "halving", halved=True,
    ),
    Case(
        "red-halved-over", "One red, halving stays until a green", "1B early: red, then green.",
        unlock().train("unlock-early", (0, 1), "rg"), (2, 8), "unlock-early", "greens_left", count=2,
    ),
    Case(
        "red-back-on-amber", "One red, after one green or amber back", "1B mid red, early amber: back at mid.",
        unlock_mid().train("unlock-mid", 3, "r").train("unlock-early", 4, "a"), (5, 8), "unlock-mid", "greens_left",
        count=3,
    ),
    Case(
        "two-reds", "Two reds in a row", "1B mid red, early red.",
        unlock_mid().train("unlock-mid", 3, "r").train("unlock-early", 4, "r"), (5, 8), "unlock-early", "two_reds",
        halved=None,
    ),
    Case(
        "two-reds-half-greens", "Two reds, half of the usual number of greens there, rounded up",
        "1B mid red, early red, two greens: half of three, rounded up.",
        unlock_mid().train("unlock-mid", 3, "r").train("unlock-early", (4, 5, 6), "rgg"), (7, 8), "unlock-mid",
    ),
    Case(
        "two-reds-one-green", "Two reds, greens start anew after a step back", "1B mid red, early red, one green.",
        unlock_mid().train("unlock-mid", 3, "r").train("unlock-early", (4, 5), "rg"), (6, 8), "unlock-early",
        "greens_left", count=1,
    ),
    Case(
        "two-reds-not-in-a-row", "Two reds in a row", "1B mid red, early green, mid red: one red again.",
        unlock_mid().train("unlock-mid", 3, "r").train("unlock-early", 4).train("unlock-mid", 5, "r"), (6, 8),
        "unlock-early", "one_red", unnamed=("two_reds",),
    ),
    Case(
        "two-reds-across", "Two reds, across a gate", "1B passed, then 2 early red and red.",
        through_gate_1b().train("realign-early", (7, 8), "r").mornings((8, 9), 3), (9, 8), "unlock-late", "two_reds",
        halved=None,
    ),
    Case(
        "two-reds-across-forward", "Two reds, across a gate: half the usual greens, then without the gate",
        "Then two greens at 1B late.",
        through_gate_1b().train("realign-early", (7, 8), "r").train("unlock-late", (9, 10)).mornings(range(8, 12), 3),
        (11, 8), "realign-early",
    ),
    Case(
        "two-reds-bottom", "Words, below 1A early is 1A early at half volume", "1A early red and red.",
        calm().train("calm-early", (0, 1), "r"), (2, 8), "calm-early", "two_reds", halved=True,
    ),
    Case(
        "red-4", "One red, in 4 the next of A and B, halved", "Keep A red.", keep().train("keep-a", 0, "r"), (2, 8),
        "keep-b", "one_red", halved=True,
    ),
    Case(
        "red-4-halved-on", "One red, halving stays until a green", "Keep A red, B amber.",
        keep().train("keep-a", 0, "r").train("keep-b", 3, "a"), (6, 8), "keep-a", "halving", halved=True,
    ),
    Case(
        "two-reds-4", "Words, from 4: 3 early where a person must climb again", "Keep A and B red.",
        keep().train("keep-a", 0, "r").train("keep-b", 3, "r"), (5, 8), "recondition-early", "two_reds", halved=None,
    ),
)  # fmt: skip

SPASMS = (
    Case(
        "spasm-1a-early", "Spasm, for 48 h only 1A early", "1A early, two hours after it.",
        calm().train("calm-early", 0).spasm(1), (1, 12), "calm-early", "spasm_rest", first_aid=True,
    ),
    Case(
        "spasm-1a-early-after", "Words, below 1A early is 1A early at half volume", "1A early, 50 h after it.",
        calm().train("calm-early", 0).mornings((0, 1, 2, 3), 4).spasm(1), (3, 12), "calm-early", halved=True,
    ),
    Case(
        "spasm-48h", "Spasm, for 48 h only 1A early", "1A late, a minute before the 48 h are over.",
        spasm_at_1a_late().mornings(7, 4), (7, 9.98), "calm-early", "spasm_rest",
    ),
    Case(
        "spasm-1a-late", "Spasm, 1A or 1B: one sub-stage below", "1A late, 48.5 h after it, this morning 4.",
        spasm_at_1a_late().mornings(7, 4), (7, 10.5), "calm-mid",
    ),
    Case(
        "spasm-waits-pain", "Spasm, pain 5 or less: the latest rating of today", "Morning 4, then 6.",
        spasm_at_1a_late().mornings(7, 4).averages(7, 6, hour=9.5), (7, 10.5), "calm-early", "spasm_wait",
    ),
    Case(
        "spasm-waits-unsaid", "Spasm, the latest rating of today", "Nothing rated today.",
        spasm_at_1a_late(), (7, 10.5), "calm-early", "spasm_wait",
    ),
    Case(
        "spasm-waits-morning", "Spasm, the last morning within +1 of baseline", "This morning 5 over the usual 3.",
        spasm_at_1a_late().mornings(7, 5), (7, 10.5), "calm-early", "spasm_wait",
    ),
    Case(
        "spasm-1b-early", "Spasm, one sub-stage below; at most one gate", "1B early: 1A late.",
        unlock().train("unlock-early", (0, 1)).mornings((0, 1, 2, 3, 4), 3).spasm(2), (4, 12), "calm-late",
    ),
    Case(
        "spasm-1b-mid", "Spasm, one sub-stage below", "1B mid: 1B early.",
        unlock_mid().train("unlock-mid", 3).mornings((0, 1, 2, 3, 4, 5, 6), 3).spasm(4), (6, 12), "unlock-early",
        target={"sessions": 4},
    ),
    Case(
        "spasm-2-rest", "Spasm, for 48 h only 1A early", "2 mid, the next day.", spasm_at_2_mid(), (6, 8), "calm-early",
        "spasm_rest", first_aid=True,
    ),
    Case(
        "spasm-2-bridge", "Spasm, 2 or higher: 1B early until 2 greens", "2 mid, 50 h after it.", spasm_at_2_mid(),
        (7, 12), "unlock-early", "spasm_bridge",
    ),
    Case(
        "spasm-2-bridge-one", "Spasm, 2 or higher: 1B early until 2 greens", "One green there.",
        spasm_at_2_mid().train("unlock-early", 7, hour=13).mornings(8, 2), (8, 8), "unlock-early", "spasm_bridge",
        count=1,
    ),
    Case(
        "spasm-2-back", "Spasm, re-enter one sub-stage below; half the minimum of sessions", "Two greens there.",
        spasm_at_2_mid().train("unlock-early", 7, hour=13).train("unlock-early", 8).mornings((8, 9), 2), (9, 8),
        "realign-early", target={"sessions": 6, "span": 14},
    ),
    Case(
        "spasm-2-early", "Spasm, re-enter one sub-stage below; at most one gate", "2 early, two greens at 1B early.",
        realign().train("realign-early", (0, 1)).mornings(range(7), 2).spasm(2).train("unlock-early", 4, hour=13)
        .train("unlock-early", 5), (6, 8), "unlock-late",
    ),
    Case(
        "spasm-3", "Spasm, 2 or higher", "3 mid, two greens at 1B early: 3 early.",
        recondition().train("recondition-early", (0, 2, 4, 7, 9, 11)).train("recondition-mid", 14)
        .mornings(range(20), 2).spasm(15).train("unlock-early", 17, hour=13).train("unlock-early", 18), (19, 8),
        "recondition-early",
        target={"sessions": 9, "span": 42},
    ),
    Case(
        "spasm-4", "Spasm; Words, 3 early where a person must climb again", "4, two greens at 1B early.",
        keep().train("keep-a", 0).train("keep-b", 3).mornings(range(9), 2).spasm(4).train("unlock-early", 6, hour=13)
        .train("unlock-early", 7), (8, 8), "recondition-early",
    ),
    Case(
        "spasm-second-in-rest", "Spasm, for 48 h", "A second one a day after the first; 51 h after the first.",
        realign_mid().mornings(range(8), 2).spasm(5).spasm(6), (7, 13), "calm-early", "spasm_rest",
    ),
    Case(
        "spasm-second-in-bridge", "Spasm, for 48 h", "A second one after a green at 1B early.",
        spasm_at_2_mid().train("unlock-early", 7, hour=13).mornings((8, 9), 2, 3).spasm(8), (9, 8), "calm-early",
        "spasm_rest",
    ),
    Case(
        "spasm-second-back", "Spasm, 1B early until 2 greens; where they stood", "Then two greens: still 2 early.",
        spasm_at_2_mid().train("unlock-early", 7, hour=13).mornings(range(8, 13), 2).spasm(8)
        .train("unlock-early", 10, hour=13).train("unlock-early", 11), (12, 8), "realign-early",
    ),
)  # fmt: skip

FLARES = (
    Case(
        "flare", "Flare, one sub-stage below with volume halved", "2 mid: two mornings of 4 over 2.",
        realign_mid().mornings(range(6), 2).mornings((6, 7), 4), (7, 8), "realign-early", "flare", halved=True,
        first_aid=True,
    ),
    Case(
        "flare-one-morning", "Flare, two mornings in a row", "2 mid: one morning of 4, then 2.",
        realign_mid().mornings(range(6), 2).mornings((6, 7), 4, 2), (7, 8), "realign-mid", unnamed=("flare",),
    ),
    Case(
        "flare-one-green", "Flare, back after 2 green sessions", "One green in it.",
        realign_mid().mornings(range(6), 2).mornings((6, 7, 8), 4, 4, 2).train("realign-early", 7), (8, 8),
        "realign-early", "flare", halved=True,
    ),
    Case(
        "flare-over", "Flare, back after 2 green sessions", "Two greens in it.",
        realign_mid().mornings(range(6), 2).mornings((6, 7, 8, 9), 4, 4, 2, 2).train("realign-early", (7, 8)), (9, 8),
        "realign-mid", unnamed=("flare",),
    ),
    Case(
        "flare-bottom", "Flare; Words, below 1A early", "1A early: two mornings of 8 over 6.",
        calm().train("calm-early", 1).mornings(range(3), 6).mornings((3, 4), 8), (4, 8), "calm-early", "flare",
        halved=True,
    ),
    Case(
        "flare-4", "Flare; Words, from 4 the one below is keep-short", "4: two mornings of 4 over 2.",
        keep().train("keep-a", 0).mornings(range(2), 2).mornings((2, 3), 4), (3, 8), "keep-short", "flare", halved=True,
    ),
)  # fmt: skip

GAPS = (
    Case(
        "gap-3", "C10, 1-3 days", "Four greens at 2 early, three days.", realign().train("realign-early", range(4)),
        (6, 8), "realign-mid", "stepped_up", unnamed=("gap",),
    ),
    Case(
        "gap-4", "Gaps, 4-7: repeat the last session once", "The same, four days.",
        realign().train("realign-early", range(4)), (7, 8), "realign-early", "gap", count=4,
    ),
    Case(
        "gap-4-once", "Gaps, 4-7: repeat the last session once", "The same, four days, and repeated.",
        realign().train("realign-early", (0, 1, 2, 3, 7)), (8, 8), "realign-mid", unnamed=("gap",),
    ),
    Case(
        "gap-7", "Gaps, 4-7: repeat the last session once", "2 mid, seven days.",
        realign_mid(), (11, 8), "realign-mid", "gap", count=7,
    ),
    Case("gap-8", "Gaps, 8-14: previous sub-stage once", "2 mid, eight days.", realign_mid(), (12, 8), "realign-early",
         "gap", count=8),
    Case(
        "gap-8-back", "Gaps, 8-14: then back on its green", "2 mid, eight days, then a green.",
        realign_mid().train("realign-early", 12), (13, 8), "realign-mid", "greens_left", unnamed=("gap",),
    ),
    Case("gap-14", "Gaps, 8-14: previous sub-stage", "2 late, 14 days.", realign_late(), (22, 8), "realign-mid", "gap"),
    Case("gap-15", "Gaps, 15-28: early of the same part", "2 late, 15 days.", realign_late(), (23, 8), "realign-early",
         "gap"),
    Case(
        "gap-28", "Gaps, 15-28: early of the same part", "2 late, 28 days.",
        realign_late().tested(8, "front-plank-knees", 5), (36, 8), "realign-early", "gap", count=28,
    ),
    Case(
        "gap-29", "Gaps, over 28: late of the previous part", "2 late, 29 days.", realign_late(), (37, 8),
        "unlock-late", "gap", count=29,
    ),
    Case(
        "gap-8-amber", "Gaps, 8-14: then back on its green", "2 mid, eight days, then an amber.",
        realign_mid().train("realign-early", 12, "a"), (13, 8), "realign-early", "gap",
    ),
    Case(
        "gap-14-back", "Gaps, 8-14: then back on its green", "2 late, 14 days, then a green.",
        realign_late().train("realign-mid", 22), (23, 8), "realign-late", unnamed=("gap",),
    ),
    Case(
        "gap-15-stays", "Gaps, 15-28: early of the same part, not only once", "2 late, 15 days, then a green.",
        realign_late().train("realign-early", 23), (24, 8), "realign-early", unnamed=("gap",),
    ),
    Case(
        "gap-28-stays", "Gaps, 15-28: early of the same part, not only once", "2 late, 28 days, then a green.",
        realign_late().tested(20, "front-plank-knees", 5).train("realign-early", 36), (37, 8), "realign-early",
    ),
    Case(
        "gap-29-stays", "Gaps, over 28: late of the previous part, not only once", "2 late, 29 days, then a green.",
        realign_late().train("unlock-late", 37), (38, 8), "unlock-late", unnamed=("gap",),
    ),
    Case(
        "gap-29-1a", "Gaps, over 28 (1A: early)", "1A mid, 29 days.",
        calm().train("calm-early", (0, 1)).train("calm-mid", 2), (31, 8), "calm-early", "gap",
    ),
    Case(
        "gap-half-lines", "Gaps, at least half its lines", "2 mid; a session of three of twelve lines is none.",
        realign_mid().train("realign-mid", 10, done=3), (12, 8), "realign-early", "gap", count=8,
    ),
    Case("gap-4-9", "Gaps, in stage 4 from 10 days", "4, nine days.", keep().train("keep-a", 0), (9, 8), "keep-b",
         "in_turn", unnamed=("gap",)),
    Case("gap-4-10", "Gaps, in stage 4 10-28: keep-short once", "4, ten days.", keep().train("keep-a", 0), (10, 8),
         "keep-short", "gap", count=10),
    Case(
        "gap-4-28", "Gaps, in stage 4 10-28: keep-short once", "4, 28 days.", keep().train("keep-a", 0), (28, 8),
        "keep-short", "gap",
    ),
    Case(
        "gap-4-29", "Gaps, in stage 4 over 28: 3 early once", "4, 29 days.", keep().train("keep-a", 0), (29, 8),
        "recondition-early", "gap",
    ),
    Case(
        "gap-4-10-once", "Gaps, keep-short once; A and B by the last one done", "4, ten days, keep-short.",
        keep().train("keep-a", 0).train("keep-short", 10), (12, 8), "keep-b", "in_turn",
    ),
    Case(
        "gap-4-29-once", "Gaps, 3 early once, then A/B", "4, 29 days, 3 early.",
        keep().train("keep-a", 0).tested(1, "front-plank-feet", 5).train("recondition-early", 29), (31, 8), "keep-b",
    ),
)  # fmt: skip

TOGETHER = (
    Case(
        "both-red-gap", "Order 6 and 8", "2 mid red, then eight days.",
        realign_mid().train("realign-mid", 6, "r"), (14, 8), "realign-early", "one_red", also=("gap",),
    ),
    Case(
        "both-red-gap-15", "Order, the smallest volume wins", "1B early red, then 15 days.",
        unlock().train("unlock-early", 0, "r"), (15, 8), "unlock-early", "one_red", also=("gap",), halved=True,
    ),
    Case(
        "both-red-gap-29", "Order, the lowest sub-stage and the smallest volume win", "2 early red, then 29 days.",
        realign().train("realign-early", 0, "r"), (29, 8), "unlock-late", "one_red", also=("gap",), halved=True,
    ),
    Case(
        "both-spasm-gap", "Order 4 and 8", "2 mid, eight days, a spasm this morning.",
        realign_mid().spasm(12), (12, 12), "calm-early", "spasm_rest", also=("gap",),
    ),
    Case(
        "both-spasm-reds", "Order 4 and 5", "2 mid red, early red, a spasm the next morning.",
        realign_mid().train("realign-mid", 5, "r").train("realign-early", 6, "r").spasm(7), (7, 12), "calm-early",
        "spasm_rest", also=("two_reds",), halved=None,
    ),
    Case(
        "both-flare-gap", "Order 7 and 8", "2 late, eight days, a flare on the last two.",
        realign_late().mornings(range(10), 2).mornings((15, 16), 4), (16, 8), "realign-mid", "flare", also=("gap",),
        halved=True,
    ),
    Case(
        "both-red-flare", "Order 6 and 7", "2 mid red, then a flare.",
        realign().train("realign-early", range(4)).train("realign-mid", 4, "r").mornings(range(6), 2)
        .mornings((6, 7), 4), (7, 8), "realign-early", "one_red", also=("flare",), halved=True,
    ),
    Case(
        "both-flare-red-gap-29", "Order 6, 7 and 8", "2 late red, 29 days, a flare on the last two.",
        realign_late().train("realign-late", 9, "r").mornings(range(11), 2).mornings((37, 38), 4), (38, 8),
        "unlock-late", "one_red", also=("flare", "gap"), halved=True,
    ),
)  # fmt: skip

KEEP = (
    Case("keep-first", "Stage 4 alternates", "Just come into 4.", keep(), (0, 12), "keep-a"),
    Case("keep-b", "Stage 4 alternates", "A done.", keep().train("keep-a", 0), (3, 8), "keep-b", "in_turn"),
    Case("keep-a", "Stage 4 alternates", "A and B done.", keep().train("keep-a", 0).train("keep-b", 3), (6, 8),
         "keep-a", "in_turn"),
    Case(
        "keep-amber", "Stage 4 alternates", "A amber.", keep().train("keep-a", 0, "a"), (3, 8), "keep-b", "in_turn",
    ),
    Case(
        "keep-too-few", "Gates, not meeting “stay in 4” moves nobody", "Six sessions in the last four weeks.",
        keep().train("keep-a", (4, 10, 22)).train("keep-b", (7, 16, 28)), (31, 8), "keep-a", also=("below_keep",),
    ),
)  # fmt: skip

CLINICIAN = (
    Case(
        "see-three-spasms", "Flare: three spasms in 28 days", "Three within 20 days.",
        calm().spasm(0).spasm(10).spasm(20), (21, 8), None, halved=None, advice=("three_spasms",),
    ),
    Case(
        "see-not-yet", "Flare: three spasms in 28 days", "Three within 30 days.",
        calm().spasm(0).spasm(10).spasm(30), (31, 8), None, halved=None, no_advice=("three_spasms",),
    ),
    Case(
        "see-no-green", "Flare: 14 days after a step back without a green", "Two reds, then ambers for 14 days.",
        unlock_mid().train("unlock-mid", 3, "r").train("unlock-early", 4, "r").train("unlock-early", range(5, 19), "a"),
        (19, 8), None, halved=None, advice=("no_green",),
    ),
    Case(
        "see-green-since", "Flare: 14 days after a step back without a green", "The same with a green.",
        unlock_mid().train("unlock-mid", 3, "r").train("unlock-early", 4, "r").train("unlock-early", range(5, 18), "a")
        .train("unlock-early", 18), (19, 8), None, halved=None, no_advice=("no_green",),
    ),
    Case(
        "see-six-weeks", "Flare: six weeks without passing any gate in stages 1-2", "1B for 43 days.",
        unlock().train("unlock-early", range(43), "a"), (43, 8), None, halved=None, advice=("six_weeks",),
    ),
    Case(
        "see-not-six-weeks", "Flare: six weeks without passing any gate in stages 1-2", "1B for 40 days.",
        unlock().train("unlock-early", range(40), "a"), (40, 8), None, halved=None, no_advice=("six_weeks",),
    ),
    Case(
        "see-both-worse", "C4: if still both worse after 5-7 days", "Both directions worse, for eight days.",
        calm().worse("both").train("calm-early", range(8)), (8, 8), None, halved=None, advice=("both_worse",),
    ),
    Case(
        "see-both-worse-early", "C4: if still both worse after 5-7 days", "Both directions worse, for three days.",
        calm().worse("both").train("calm-early", range(3)), (3, 8), None, halved=None, no_advice=("both_worse",),
    ),
)  # fmt: skip

BACK = (*REDS, *SPASMS, *FLARES, *GAPS, *TOGETHER, *KEEP, *CLINICIAN)
