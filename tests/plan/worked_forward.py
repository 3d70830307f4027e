"""Worked cases: where one begins, the traffic light, what counts, levels, safety, what comes before the plan."""

from __future__ import annotations

from tests.plan.story import Story
from tests.plan.worked import Case, calm, keep, realign, recondition, unlock, unlock_mid

PLACEMENT = (
    Case("place-6", "Placement", "An average of 6.", Story().placed(6), (0, 8), "calm-early", "placed"),
    Case("place-5.5", "Words, Decimals", "5.5 is read as 6.", Story().placed(5.5), (0, 8), "calm-early", "placed"),
    Case("place-5.4", "Words, Decimals", "5.4 is read as 5.", Story().placed(5.4), (0, 8), "unlock-early", "placed"),
    Case(
        "place-3.5", "Words, Decimals", "3.5 is read as 4, whatever the checks say.",
        Story().placed(3.5, checks="done"), (0, 8), "unlock-early", "placed",
    ),
    Case(
        "place-72h", "Placement; Words, hours are exact", "Pain 2, the last spasm exactly 72 h ago.",
        Story().placed(2, checks="done", spasm_hours_ago=72), (0, 8), "calm-early",
    ),
    Case(
        "place-73h", "Placement", "Pain 2, the last spasm 73 h ago.",
        Story().placed(2, checks="done", spasm_hours_ago=73), (0, 8), "unlock-early",
    ),
    Case(
        "place-14d", "Placement", "Pain 2, the last spasm exactly 14 days ago.",
        Story().placed(2, checks="done", spasm_hours_ago=336), (0, 8), "unlock-early",
    ),
    Case(
        "place-15d", "Placement", "Pain 2, the last spasm more than 14 days ago, both checks done.",
        Story().placed(2, checks="done", spasm_hours_ago=337), (0, 8), "realign-early",
    ),
    Case(
        "place-3.4", "Placement", "3.4 is read as 3, both checks done.",
        Story().placed(3.4, checks="done"), (0, 8), "realign-early", "placed",
    ),
    Case("place-failed", "Placement", "A check failed.", Story().placed(2, checks="failed"), (0, 8), "unlock-early"),
    Case("place-untried", "Placement", "No check was tried.", Story().placed(2), (0, 8), "unlock-early"),
    Case(
        "place-lower", "Placement, anyone may choose to start lower", "Fit for 2, begins at 1A.",
        Story().placed(2, checks="done", begin="1A"), (0, 8), "calm-early",
    ),
    Case(
        "place-not-higher", "Placement", "At 7, would rather begin at 2.",
        Story().placed(7, begin="2"), (0, 8), "calm-early",
    ),
)  # fmt: skip

COLOURS = (
    Case(
        "light-1a-lives-at-6", "Words, Colour: in 1A the rise counts", "1A: 7 in the session after 6 before it: amber.",
        calm().train("calm-early", 0).train("calm-early", 1, pain=(6, 7)), (2, 8), "calm-early", "greens_left", count=1,
    ),
    Case(
        "light-1a-rise", "Words, Colour: in 1A the rise counts", "1A: 7 after 5: red, and 1A early has no level below.",
        calm().train("calm-early", 0, pain=(5, 7)), (1, 8), "calm-early", "one_red", halved=True,
        dosage={
            "constructive-rest": ((1,), 45_000), "pelvic-tilt": ((4,), 1_000), "single-knee-to-chest": ((2,), 5_000),
            "lower-trunk-rotation": ((3,), 0),
        },
    ),
    Case(
        "light-1a-below-5", "Words, Colour: red only at 2 or more above", "1A: 5 after 1: no peak above 5, amber.",
        calm().train("calm-early", 0, pain=(1, 5)), (1, 8), "calm-early", "greens_left", count=2,
    ),
    Case(
        "light-1b-peak-6", "Words, Colour", "1B: 6 after 6 is red there: the rise counts in 1A only.",
        unlock_mid().train("unlock-mid", 3, pain=(6, 6)), (4, 8), "unlock-early", "one_red",
    ),
    Case(
        "light-leg", "Words, Colour; Direction swaps, leg symptoms",
        "1B mid: pain 2, but the leg; with which exercise is unknown.",
        unlock_mid().train("unlock-mid", 3, leg=True), (4, 12), "unlock-early", "one_red",
        only=frozenset(
            {"pelvic-tilt", "lower-trunk-rotation", "breathing-90-90", "constructive-rest", "side-lying-rest",
             "march-in-place"}
        ),
    ),
    Case(
        "light-not-settled", "Words, Colour: not settled within the hour = red", "1B: 4, still there after the hour.",
        unlock().train("unlock-early", 0, pain=(2, 4), settled=False), (1, 8), "unlock-early", "one_red", halved=True,
    ),
    Case(
        "light-settled", "Words, Colour", "1B: 5, settled: amber, the same once more.",
        unlock().train("unlock-early", 0, pain=(2, 5)), (1, 8), "unlock-early", "greens_left", count=3,
    ),
    Case(
        "light-morning-2", "Words, Colour: next morning +2", "1B green, the next morning 6 over the usual 4: red.",
        unlock().train("unlock-early", 0).mornings(1, 6), (1, 8), "unlock-early", "one_red", halved=True,
    ),
    Case(
        "light-morning-1", "Words, Colour: up to +1", "1B green, the next morning 5 over the usual 4: no change.",
        unlock().train("unlock-early", 0).mornings(1, 5), (1, 8), "unlock-early", "greens_left", count=2,
    ),
    Case(
        "light-sore", "Words, Colour: muscle soreness that eases when moving", "Two over the usual, but sore: amber.",
        unlock().train("unlock-early", 0).mornings(1, 6, sore=True), (1, 8), "unlock-early", "greens_left", count=3,
    ),
    Case(
        "light-morning-unknown", "Words, Colour: next morning unanswered", "No morning said: it counts as green.",
        unlock().train("unlock-early", 0), (2, 8), "unlock-early", "greens_left", count=2,
    ),
    Case(
        "light-baseline", "Words, Baseline: median of the last 7 mornings",
        "Placed at 5, but mornings of 2: a morning of 4 is two above.",
        Story().placed(5).mornings(range(4), 2).train("unlock-early", 3).mornings(4, 4), (4, 8),
        "unlock-early", "one_red", halved=True,
    ),
    Case(
        "light-baseline-too-few", "Words, Baseline: at least 3", "Placed at 4, two mornings of 2: the usual is 4.",
        unlock().mornings((0, 1), 2).train("unlock-early", 1).mornings(2, 5), (2, 8), "unlock-early", "greens_left",
        count=2,
    ),
    Case(
        "light-baseline-rise", "Words, Baseline: never rises by more than 1 a week",
        "Mornings of 0, 1, then 2 in eleven days: the usual is 1 yet, and 3 is two above it.",
        unlock().mornings(range(11), 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2).train("unlock-early", 10).mornings(11, 3),
        (11, 8), "unlock-early", "one_red", halved=True,
    ),
)  # fmt: skip

COUNTING = (
    Case(
        "count-67", "Words, A session counts at 75 %", "1B: two greens, then 6 of 9 lines: one green left.",
        unlock().train("unlock-early", (0, 1)).train("unlock-early", 2, done=6), (3, 8), "unlock-early", "greens_left",
        count=1,
    ),
    Case(
        "count-78", "Words, A session counts at 75 %", "1B: two greens, then 7 of 9 lines: up.",
        unlock().train("unlock-early", (0, 1)).train("unlock-early", 2, done=7), (3, 8), "unlock-mid", "stepped_up",
    ),
    Case(
        "count-1a-4", "Words, in stage 1A four lines", "1A: a green, then 4 of 6 lines: up.",
        calm().train("calm-early", 0).train("calm-early", 1, done=4), (2, 8), "calm-mid", "stepped_up",
    ),
    Case(
        "count-1a-3", "Words, in stage 1A four lines", "1A: a green, then 3 of 6 lines.",
        calm().train("calm-early", 0).train("calm-early", 1, done=3), (2, 8), "calm-early", "greens_left", count=1,
    ),
    Case(
        "count-eased", "Words, a line eased counts as completed", "1B: 7 of 9 lines, three of them eased.",
        unlock().train("unlock-early", (0, 1)).train("unlock-early", 2, done=7, eased=3), (3, 8), "unlock-mid",
        "stepped_up",
    ),
    Case(
        "count-skipped", "Words, “skip” does not", "1B: three of the nine lines skipped.",
        unlock().train("unlock-early", (0, 1)).train(
            "unlock-early", 2, skip=("open-book", "heel-slide", "pelvic-tilt")
        ), (3, 8), "unlock-early", "greens_left", count=1,
    ),
    Case(
        "count-short-red", "Words, cut shorter: colours count", "1B mid: 3 of 10 lines, and red.",
        unlock_mid().train("unlock-mid", 3, "r", done=3), (4, 8), "unlock-early", "one_red",
    ),
)  # fmt: skip

LEVELS = (
    Case(
        "level-not-in-a-row", "Levels, not necessarily in a row", "1A: green, amber, green.",
        calm().train("calm-early", range(3), "gag"), (3, 8), "calm-mid", "stepped_up",
    ),
    Case(
        "level-amber-repeats", "Levels, amber repeats", "1B: green, green, amber.",
        unlock().train("unlock-early", range(3), "gga"), (3, 8), "unlock-early", "greens_left", count=1,
    ),
    Case(
        "level-amber-3", "Levels, 2x that number of non-red sessions", "1A: three ambers are one too few.",
        calm().train("calm-early", range(3), "a"), (3, 8), "calm-early",
    ),
    Case(
        "level-amber-4", "Levels, 2x that number of non-red sessions", "1A: four ambers.",
        calm().train("calm-early", range(4), "a"), (4, 8), "calm-mid", "stepped_up",
    ),
    Case(
        "level-amber-mixed", "Levels, 2x that number of non-red sessions", "1B: two greens and four ambers are six.",
        unlock().train("unlock-early", range(6), "gaagaa"), (6, 8), "unlock-mid", "stepped_up",
    ),
    Case("level-1b", "Levels, 1B 3", "1B: three greens.", unlock_mid(), (3, 8), "unlock-mid", "stepped_up"),
    Case(
        "level-2", "Levels, 2 4", "2: three greens of four.",
        realign().train("realign-early", range(3)), (3, 8), "realign-early", "greens_left", count=1,
    ),
    Case(
        "level-3", "Levels, 3 6", "3: six greens on days between.",
        recondition().train("recondition-early", range(0, 12, 2)), (12, 8), "recondition-mid", "stepped_up",
    ),
    Case(
        "level-last-repeats", "Levels, the last level repeats until the gate opens", "1A late twice, no gate.",
        calm().train("calm-early", (0, 1)).train("calm-mid", (2, 3)).train("calm-late", (4, 5)), (6, 8), "calm-late",
        "waits_for_gate",
    ),
)  # fmt: skip

ORDER = (
    Case(
        "today-1a-second", "Order 9: 1A, a second one", "1A done this morning: rest in the afternoon, and a walk.",
        calm().train("calm-early", 0), (0, 15), None, "done_today", kind="rest", only=frozenset({"constructive-rest"}),
    ),
    Case(
        "today-1b", "Order 9: the same part done today", "1B done this morning.",
        unlock().train("unlock-early", 0), (0, 15), None, "done_today", kind="rest", later="unlock-early",
    ),
    Case(
        "today-3-day-after", "Order 9: stage 3 done yesterday", "3 done yesterday: mobility, in the daytime.",
        recondition().train("recondition-early", 0), (1, 12), ("hips-and-hamstrings", "evening-wind-down"),
        "rest_after_strength", kind="mobility", later="recondition-early",
    ),
    Case(
        "today-3-two-days", "C5, stage 3: non-consecutive days", "3 done the day before yesterday.",
        recondition().train("recondition-early", 0), (2, 12), "recondition-early", "greens_left", count=5,
    ),
    Case(
        "today-4-is-not-3", "Order 9: stage 3 done yesterday", "Stage 4 knows no day between.",
        keep().train("keep-a", 0), (1, 12), "keep-b",
    ),
    Case(
        "today-test", "Order 9: tests due and allowed; C8, every 2-4 weeks", "2: the last test 30 days ago, pain 3.",
        Story().placed(3, checks="done").weak_test().train("realign-early", range(4)).train("realign-mid", range(4, 8))
        .train("realign-late", range(8, 30)).mornings(range(31), 3), (30, 12), None, "test_due", kind="test",
        later="realign-late",
    ),
    Case(
        "broken-off", "Order 3: under 4 h old", "Left in its middle two hours ago.",
        calm().broke_off("calm-early", 0, 9), (0, 12), "calm-early", "interrupted", kind="interrupted", halved=None,
    ),
    Case(
        "broken-off-5h", "Order 3: under 4 h old", "Left in its middle five hours ago.",
        calm().broke_off("calm-early", 0, 9), (0, 14.6), "calm-early",
    ),
    Case(
        "broken-off-hurt-5", "Order 3: a “that hurts” above 5", "“That hurts” at 5: it may still go on.",
        calm().broke_off("calm-early", 0, 9, hurt=5), (0, 12), "calm-early", "interrupted", kind="interrupted",
        halved=None,
    ),
    Case(
        "broken-off-hurt-6", "Order 3: a “that hurts” above 5", "“That hurts” at 6 closed it.",
        calm().broke_off("calm-early", 0, 9, hurt=6), (0, 12), "calm-early", halved=None,
    ),
    Case(
        "broken-off-stop", "Order 3: a stop by A5", "Ended by the stop rules.",
        calm().stopped("calm-early", 0, 9), (0, 12), "calm-early", halved=None,
    ),
    Case(
        "broken-off-spasm", "Order 3: unless a spasm", "A spasm after it was left.",
        unlock().broke_off("unlock-early", 0, 9).spasm(0, 10), (0, 12), "calm-early", "spasm_rest", halved=None,
    ),
)  # fmt: skip

SAFETY = (
    Case(
        "safe-stop", "Order 1: A2 answer yes", "A yes about the bladder: nothing is offered.",
        calm().asks_safety().answered(0, 6, "bladder-change"), (0, 8), None, "stop", kind="stop", only=frozenset(),
    ),
    Case(
        "safe-stop-stays", "Order 2: a later clean answer alone does not", "All no on the next day: still stopped.",
        calm().asks_safety().answered(0, 6, "bladder-change").answered(1, 6), (1, 8), None, "stop", kind="stop",
        only=frozenset(),
    ),
    Case(
        "safe-stop-cleared", "Order 2: an A2 stop ends the same way", "A clinician cleared it.",
        calm().asks_safety().answered(0, 6, "bladder-change").cleared(1, 5).answered(1, 6), (1, 8), "calm-early",
        "placed", ask=False,
    ),
    Case(
        "safe-hold", "Order 2: A3 yes", "A yes about a fever: breathing stays.",
        unlock().asks_safety().answered(0, 6, "fever-or-infection"), (0, 8), None, "hold", kind="hold",
        only=frozenset({"breathing-90-90"}),
    ),
    Case(
        "safe-hold-stays", "Order 2: a later clean answer alone does not", "All no on the next day: still held.",
        unlock().asks_safety().answered(0, 6, "fever-or-infection").answered(1, 6), (1, 8), None, "hold", kind="hold",
        only=frozenset({"breathing-90-90"}),
    ),
    Case(
        "safe-stop-before-all", "Order 1 before 3", "A session was left an hour ago, then a yes.",
        calm().asks_safety().broke_off("calm-early", 0, 9).answered(0, 10, "both-legs"), (0, 10.5), None, "stop",
        kind="stop", only=frozenset(),
    ),
    Case(
        "safe-week", "Screening rhythm, weekly in stages 1-2", "Asked six days ago.",
        unlock().asks_safety().answered(0, 6).train("unlock-early", (0, 3, 5), "a"), (6, 5.9), "unlock-early",
        ask=False,
    ),
    Case(
        "safe-week-over", "Screening rhythm, weekly in stages 1-2", "Asked a week ago.",
        unlock().asks_safety().answered(0, 6).train("unlock-early", (0, 3, 6), "a"), (7, 8), "unlock-early", ask=True,
    ),
    Case(
        "safe-month", "Screening rhythm, every four weeks in 3-4", "Stage 3, asked 27 days ago.",
        recondition().asks_safety().answered(0, 6).train("recondition-early", range(0, 27, 3), "a"), (27, 5.9), None,
        ask=False, halved=None,
    ),
    Case(
        "safe-month-over", "Screening rhythm, every four weeks in 3-4", "Stage 3, asked 28 days ago.",
        recondition().tested(20, "front-plank-feet", 5).asks_safety().answered(0, 6)
        .train("recondition-early", range(2, 27, 3), "a"), (28, 8), "recondition-early", ask=True,
    ),
    Case(
        "safe-spasm", "Screening rhythm, at each spasm", "Asked in the morning, a spasm since.",
        unlock().asks_safety().answered(0, 6).answered(1, 6).spasm(1, 10), (1, 12), "calm-early", ask=True,
    ),
    Case(
        "safe-spasm-asked", "Screening rhythm, at each spasm", "Asked after the spasm.",
        unlock().asks_safety().answered(0, 6).spasm(1, 10).answered(1, 11), (1, 12), "calm-early", ask=False,
    ),
    Case(
        "safe-away-28", "Gaps: over 28 days", "Stage 4, 28 days away, asked nine days ago.",
        keep().asks_safety().answered(0, 6).train("keep-a", 0).answered(19, 6), (28, 8), "keep-short", "gap", ask=False,
    ),
    Case(
        "safe-away-29", "Gaps: over 28 days the safety questions are asked whatever else applies",
        "Stage 4, 29 days away, asked ten days ago.",
        keep().asks_safety().answered(0, 6).train("keep-a", 0).answered(19, 6), (29, 8), "recondition-early", "gap",
        ask=True,
    ),
)  # fmt: skip

FORWARD = (*PLACEMENT, *COLOURS, *COUNTING, *LEVELS, *ORDER, *SAFETY)
