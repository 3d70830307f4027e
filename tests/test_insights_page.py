"""The Insights page as values: what it says about each factor, early signs, experiments and hindsight."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from coach.diary import DayLog, DayRating, Spasm, SpasmDetails
from coach.happenings import ExperimentBegun, ExperimentEnded
from coach.pages.insights import _ratio_words, factor_name, insights_view
from coach.pages.insights_signs import quiet_line
from coach.pages.insights_views import FactorView, GroupView, InsightsView, Ratio
from coach.records import History
from tests.journal import test_early_signs as signs
from tests.journal.test_triggers import diary, second_wednesday
from tests.journal.test_windows import END, at, log, spasm

#: Whether the day before a spasm was exposed, and on how many of the three controls, month by month: a clear pattern,
#: a clear protector, and nothing.
MORE = [(True, 0)] * 9 + [(True, 1)] * 2 + [(False, 0)] * 2 + [(False, 1)]
LESS = [(False, 3)] * 5 + [(False, 2)] * 8 + [(True, 2)]
ALIKE = [(True, 1)] * 4 + [(False, 1)] * 10
NEVER = [(False, 0)] * 14


def journal(spasms: int = 14, **told: list[tuple[bool, int]]) -> History:
    """One spasm a month; a box of the diary for each name, exposed as told."""
    boxes: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "sitting": ({"sitting": "long"}, {"sitting": "some"}),
        "walking": ({"walking": "plenty"}, {"walking": "some"}),
        "stress": ({"stress": "high"}, {"stress": "some"}),
        "lifting": ({"lifting": "heavy"}, {"lifting": "none"}),
        "sleep": ({"sleep": "badly"}, {"sleep": "well"}),
    }
    whole: History | None = None
    for name, exposed in told.items():
        one = diary(exposed[:spasms], *boxes[name])
        if whole is None:
            whole = one
        else:
            pairs = zip(whole.day_logs, one.day_logs, strict=True)
            whole = replace(whole, day_logs=tuple(replace(a, **{name: getattr(b, name)}) for a, b in pairs))
    return whole or History()


def rich(now: datetime = END) -> History:
    """Everything at once: patterns, protectors, early signs, an experiment that is over, one that runs, hindsight."""
    history = journal(sitting=MORE, walking=LESS, stress=ALIKE, lifting=NEVER)
    logs = [replace(one, signs=("stiff",) if i % 4 == 0 else ()) for i, one in enumerate(history.day_logs)]
    first = (now - timedelta(days=50)).date()
    for n in range(50):
        day = first + timedelta(days=n)
        logs.append(log(day, breaks="often" if n > 20 else "few", walking="some", signs=("stiff",) if n == 49 else ()))
    today = (now - timedelta(hours=4)).date()
    logs.append(DayLog(id="today", day=today, at=now - timedelta(hours=1), signs=("stiff",)))
    ratings = tuple(
        DayRating(id=f"r{n}", day=first + timedelta(days=n), at=at(first + timedelta(days=n), 20), kind="average",
                  pain=5 if n <= 20 else 3)
        for n in range(50)
    )  # fmt: skip
    told = SpasmDetails(doing=("lifting", "bending"), two_hours=("tired", "none"), day_before=("long-sitting",))
    spasms = tuple(replace(one, told=told) if i % 2 else one for i, one in enumerate(history.spasms))
    return replace(
        history,
        day_logs=tuple(logs),
        ratings=ratings,
        spasms=spasms,
        happenings=(
            ExperimentBegun(id="e1", at=at(first + timedelta(days=21), 9), experiment="breaks"),
            ExperimentBegun(id="e2", at=at(first + timedelta(days=46), 9), experiment="walking"),
        ),
    )


def group(view: InsightsView, own: str) -> GroupView:
    return next(one for one in view.groups if one.id == own)


def factor(view: InsightsView, own: str) -> FactorView:
    return next(one for g in view.groups for one in g.factors if one.factor == own)


def everything_said(view: Any) -> str:
    """All sentences of a view."""
    if isinstance(view, str):
        return view
    if isinstance(view, tuple):
        return "\n".join(everything_said(one) for one in view)
    if hasattr(view, "__struct_fields__"):
        return "\n".join(everything_said(getattr(view, name)) for name in view.__struct_fields__)
    return ""


# -- before spasms --


def test_groups_from_what_is_clear_to_what_is_not() -> None:
    view = insights_view(rich(), END)
    assert [(g.id, [f.factor for f in g.factors]) for g in view.groups] == [
        ("patterns", ["long-sitting"]),
        ("protectors", ["walked"]),
        ("none", ["high-stress"]),
        ("little", ["heavy-lifting", "session"]),
    ]
    assert "a bad night" in view.open_boxes
    assert "long sitting" not in view.open_boxes


def test_a_pattern_in_words_and_numbers() -> None:
    one = factor(insights_view(rich(), END), "long-sitting")
    assert one.counts == (
        "11 of 14 spasms followed a day with over six hours of sitting. Of 42 usual days compared, 3 had it (7\u00a0%)."
    )
    assert (one.lean, one.lean_words) == ("more", "more common before your spasms")
    assert one.ratio_words.startswith("Odds ratio 31; with this much data it could be anything from ")
    assert one.ratio is not None
    assert one.ratio.low > 1


def test_a_protector_and_no_difference_are_told_as_well() -> None:
    view = insights_view(rich(), END)
    assert factor(view, "walked").lean_words == "less common before your spasms"
    assert factor(view, "high-stress").lean_words == "no clear difference"
    assert factor(view, "walked").ratio is not None
    assert group(view, "protectors").title == "Less common before your spasms"
    assert "chance or protection; it is no proof" in group(view, "protectors").words
    assert "twelve questions" in group(view, "none").words


@pytest.mark.parametrize(("spasms", "group_id"), [(5, "little"), (6, "hints"), (9, "hints"), (10, "patterns")])
def test_no_odds_ratio_before_ten_spasms(spasms: int, group_id: str) -> None:
    view = insights_view(journal(spasms, sitting=MORE), END)
    one = factor(view, "long-sitting")
    assert one in group(view, group_id).factors
    assert (one.ratio is None, one.ratio_words == "", view.reading == "") == ((spasms < 10),) * 3


def test_one_spasm_is_told_in_the_singular() -> None:
    one = factor(insights_view(journal(1, sitting=[(True, 1)]), END), "long-sitting")
    assert one.counts.startswith("1 of 1 spasm followed a day ")
    assert "Of 3 usual days compared, 1 had it (33\u00a0%)." in one.counts
    sparse = journal(1, sitting=[(True, 1)])
    assert (
        "Of 1 usual day compared, 1 had it (100\u00a0%)."
        in factor(insights_view(replace(sparse, day_logs=sparse.day_logs[:2]), END), "long-sitting").counts
    )


def test_a_hint_speaks_against_neither_way_of_counting() -> None:
    """Six spasms, 4 after a day with it. With three controls each the shares are 33 % by spasm and by day; with two of
    the spasms down to one control that had it the mean of the shares is 56 %, and 43 % of 14 days still had it.
    """
    exposed = [(True, 1)] * 4 + [(False, 1)] * 2
    whole = journal(6, sitting=exposed)
    assert factor(insights_view(whole, END), "long-sitting").lean_words == "more common so far"
    # Of each month's four logs the second is the control that had it.
    fewer = tuple(one for i, one in enumerate(whole.day_logs) if i not in (2, 3, 6, 7))
    one = factor(insights_view(replace(whole, day_logs=fewer), END), "long-sitting")
    assert one.counts.endswith("Of 14 usual days compared, 6 had it (43\u00a0%).")
    assert one.lean_words == "more common so far"
    # With three of them it is 67 % by spasm and 50 % by day: on the one side alike, on the other 17 points apart.
    fewest = tuple(one for i, one in enumerate(whole.day_logs) if i not in (2, 3, 6, 7, 10, 11))
    two = factor(insights_view(replace(whole, day_logs=fewest), END), "long-sitting")
    assert two.counts.endswith("Of 12 usual days compared, 6 had it (50\u00a0%).")
    assert two.lean_words == "about as common so far"


def test_a_ratio_without_an_end_is_said_in_words() -> None:
    more = factor(insights_view(journal(sitting=[(True, 0)] * 14), END), "long-sitting")
    assert more.ratio_words.startswith("No spasm speaks against it, so its odds ratio has no upper end: ")
    less = factor(insights_view(journal(walking=[(False, 2)] * 14), END), "walked")
    assert less.ratio_words.startswith("No spasm speaks for it, so its odds ratio has no lower end: ")
    assert less.lean == "less"


@pytest.mark.parametrize(
    ("exposed", "words"),
    [
        ([(True, 1)] * 3 + [(False, 1)] * 4, "about as common so far"),  # 43 % against 33 %
        ([(True, 1)] * 4 + [(False, 1)] * 3, "more common so far"),  # 57 %
        ([(True, 1)] * 1 + [(False, 1)] * 6, "less common so far"),  # 14 %
    ],
)
def test_a_hint_takes_a_side_from_ten_points_on(exposed: list[tuple[bool, int]], words: str) -> None:
    assert factor(insights_view(journal(7, sitting=exposed), END), "long-sitting").lean_words == words


def test_counts_alone_take_no_side() -> None:
    one = factor(insights_view(journal(5, sitting=MORE), END), "long-sitting")
    assert (one.lean, one.lean_words) == ("open", "")


def test_most_common_first_within_a_group() -> None:
    view = insights_view(journal(8, walking=LESS, stress=ALIKE, sitting=MORE, sleep=NEVER), END)
    names = [one.factor for one in group(view, "hints").factors]
    assert names.index("long-sitting") < names.index("high-stress") < names.index("walked")


def test_of_what_was_less_common_the_strongest_comes_first() -> None:
    """Stress never before a spasm, against 2 of 3 days; walking once, against 2 or 3 of 3: the difference of the shares
    is larger, the odds ratio nearer to 1.
    """
    view = insights_view(journal(walking=[(False, 3)] * 12 + [(True, 2)] * 2, stress=[(False, 2)] * 14), END)
    rows = group(view, "protectors").factors
    assert [one.factor for one in rows] == ["high-stress", "walked"]
    assert [one.name for one in rows] == ["High stress", "Walking over 30 minutes"]


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (1.03, "1.03"),
        (1.0004, "1.0004"),
        (1.00002, "just over 1"),
        (1.3, "1.3"),
        (9.42, "9.4"),
        (0.96, "0.96"),
        (0.997, "0.997"),
        (0.99999, "just under 1"),
        (0.5, "0.50"),
        (1.0, "1.0"),
        (0.01, "under 0.1"),
        (250, "over 100"),
    ],
)
def test_an_end_of_the_range_shows_its_side_of_1(limit: float, said: str) -> None:
    assert _ratio_words(Ratio(2, limit, 300)).endswith(f"from {said} to over 100.")
    assert _ratio_words(Ratio(2, 0, limit)).endswith(f"from under 0.1 to {said}.")
    assert _ratio_words(Ratio(math.inf, limit, math.inf)).endswith(f": {said} or more.")
    assert _ratio_words(Ratio(0, 0, limit)).endswith(f": {said} or less.")
    # The ratio itself keeps to the digits that it deserves.
    assert _ratio_words(Ratio(1.03, 0.5, 2)).startswith("Odds ratio 1.0; ")


def test_a_bad_night_is_that_before_the_day_before() -> None:
    one = factor(insights_view(journal(5, sleep=[(True, 1)] * 5), END), "poor-sleep")
    assert one.name == "A day after a bad night"
    assert one.counts.startswith("5 of 5 spasms followed a day that had begun with a bad night.")


def test_no_word_of_a_box_where_there_is_none() -> None:
    """Sessions are recorded by themselves: nobody fills them in."""
    view = insights_view(journal(5, sitting=MORE), END)
    assert "session" in [one.factor for one in group(view, "little").factors]
    said = f"{group(view, 'little').words} {view.open_boxes}"
    assert "box" not in said
    assert "filled in" not in said
    assert view.open_boxes.startswith("Not known of enough days to compare: few breaks from sitting, ")


def test_it_says_how_far_it_goes() -> None:
    for history in (History(), rich()):
        view = insights_view(history, END)
        assert "prove a cause" in view.caution
        assert "remembered better" in view.caution
        assert "8 of 10" in view.power
        assert "7 or 8 of 100" in view.power
        assert "clinician" in view.clinician


@pytest.mark.parametrize("history", [History(), rich(), journal(5, sitting=MORE), journal(8, sitting=MORE)])
def test_no_word_of_cause_blame_or_harm(history: History) -> None:
    said = everything_said(insights_view(history, END)).lower()
    for word in ("caused", "trigger", "avoid", "damage", "wear and tear", "weak", "slipped", "should", "must", "!"):
        assert word not in said, word
    assert "{" not in said


def test_lead_counts_spasms_and_those_with_a_diary() -> None:
    history = journal(2, sitting=MORE)
    view = insights_view(replace(history, spasms=(*history.spasms, spasm(second_wednesday(9)))), END)
    assert view.lead.startswith("3 days with a spasm are in your journal; 2 of them have")
    one = insights_view(journal(1, sitting=MORE), END)
    assert one.lead.startswith("1 day with a spasm is in your journal; 1 of them has")


def test_without_a_diary_before_a_spasm_the_page_teaches() -> None:
    view = insights_view(History(spasms=(spasm(second_wednesday(3)),), day_logs=(log(second_wednesday(1)),)), END)
    assert view.groups == ()
    assert view.teach is not None
    assert view.teach.so_far == "So far: 1 day written in time, 1 day with a spasm."
    assert insights_view(journal(1, sitting=MORE), END).teach is None
    assert insights_view(History(), END).lead == ""


def test_every_factor_has_a_name_of_its_own() -> None:
    found = insights_view(rich(), END)
    names = [one.name for g in found.groups for one in g.factors]
    assert len(set(names)) == len(names)
    assert factor_name("few-breaks") == "Few breaks from sitting"


# -- early signs --


def test_own_signs_come_first_and_say_how_often() -> None:
    view = insights_view(signs.mine(), signs.NOW).signs
    assert (view.signs[0].sign, view.signs[0].own) == ("stiff", True)
    assert view.signs[0].words == "before 3 of 3 spasms and on 0\u00a0% of usual days"
    assert view.words == (
        "1 sign was there before at least half of your spasms, and clearly more often than on usual days. With 7 signs "
        "asked about, some of it may be chance."
    )
    assert "foretell" in view.note
    assert "a bad night alone is looked at as both" in view.note


def test_own_signs_come_before_commoner_ones() -> None:
    """Tired before all spasms, but on most usual days, too; stiff before two of three and else never."""
    told: dict[int, tuple[Any, ...]] = {n: ("tired",) for n in range(38) if n % 3}
    told |= {7: ("stiff", "tired"), 17: ("stiff", "tired"), 27: ("tired",)}
    view = insights_view(signs.month({8: 10, 18: 10, 28: 10}, told, 38), signs.NOW).signs
    assert [(one.sign, one.own) for one in view.signs] == [("stiff", True), ("tired", False)]
    assert view.rest == "Not written down before any spasm: bracing or guarding, sore in the evening, wary of moving."


def test_without_a_pattern_it_says_so() -> None:
    plain = signs.month({8: 10, 18: 10, 28: 10}, {}, 38)
    assert insights_view(plain, signs.NOW).signs.words.startswith("None stands out")
    assert insights_view(History(), signs.NOW).signs.words.startswith("From 3 spasms and 7 usual days")
    assert insights_view(History(), signs.NOW).signs.signs == ()


def test_the_quiet_line_for_today() -> None:
    today = signs.mine(log(signs.day(38), 18, signs=("stiff", "tired")))
    line = quiet_line(today, signs.day(38))
    assert line is not None
    assert line.words.startswith("Today has something of the days before your spasms: stiffer than usual. ")
    assert line.words.endswith("An easier day, a few short walks and an early night are a good answer.")
    assert line.lesson == "misread-warning-sign"
    assert insights_view(today, at(signs.day(38), 19)).signs.today == line.words
    assert quiet_line(signs.mine(), signs.day(38)) is None
    assert insights_view(signs.mine(), at(signs.day(38), 19)).signs.today == ""


# -- what was tried --


def test_a_result_tells_counts_pain_and_spasms() -> None:
    view = insights_view(rich(), END).trials
    (over,) = view.results
    assert over.heading == "Less pain than before"
    assert over.lines == (
        "Up every hour: on 0 of 14 logged days before, on 14 of 14 since.",
        "Mean pain of whole days: 5.0 before, 3.0 since.",
        "Days with a spasm: 0 of 14 before, 0 of 14 since.",
    )
    assert "gets better by itself" in view.note


def test_while_one_runs_nothing_else_is_offered() -> None:
    view = insights_view(rich(), END).trials
    assert view.running is not None
    assert (view.running.heading, view.running.day, view.running.title) == ("Day 5 of 14", 5, "Walking")
    assert "Something else was tried in the two weeks before" in view.running.lines[-1]
    assert not any("Mean pain" in line for line in view.running.lines)
    assert view.offers == ()
    ended = replace(rich(), happenings=(*rich().happenings, ExperimentEnded(id="x", at=END, of="e2")))
    after = insights_view(ended, END).trials
    assert after.running is None
    assert [one.experiment for one in after.offers] == ["breaks", "walking", "sleep"]
    assert [one.heading for one in after.results] == ["Not enough to compare yet", "Less pain than before"]
    assert "Each half needs 7 days" in after.results[0].lines[1]
    assert not any("Mean pain" in line for line in after.results[0].lines)


def test_pain_on_waking_is_told_as_such() -> None:
    history = replace(rich(), ratings=tuple(replace(one, kind="morning") for one in rich().ratings))
    (over,) = insights_view(history, END).trials.results
    assert over.lines[1] == "Mean pain on waking: 5.0 before, 3.0 since."


def test_two_kinds_of_pain_are_not_compared() -> None:
    kinds = ["morning" if one.pain == 5 else "average" for one in rich().ratings]
    mixed = tuple(replace(one, kind=kind) for one, kind in zip(rich().ratings, kinds, strict=True))
    (over,) = insights_view(replace(rich(), ratings=mixed), END).trials.results
    assert over.heading == "Not enough to compare yet"
    assert "pain of one kind: of the whole day, or on waking. Before there are 0, since then 14." in over.lines[1]


@pytest.mark.parametrize(
    ("first_log", "words"),
    [
        (0, "Days with a spasm: 1 of 14 before, 0 of 14 since."),
        (16, "Days with a spasm: 1 of 5 before, as far back as your journal goes, 0 of 14 since."),
        (30, "Days with a spasm: 0 of 14 since. Your journal holds nothing from before."),
    ],
)
def test_spasm_days_are_counted_as_far_as_the_journal_goes_back(first_log: int, words: str) -> None:
    """The trial begins on day 21; a spasm on day 18, told on day 40 where the journal is younger than that."""
    first = (END - timedelta(days=50)).date()
    logs = tuple(log(first + timedelta(days=n), breaks="often") for n in range(first_log, 50))
    told = spasm(first + timedelta(days=18), logged_after_h=24 * 22)
    begun = ExperimentBegun(id="e1", at=at(first + timedelta(days=21), 9), experiment="breaks")
    (over,) = insights_view(History(day_logs=logs, spasms=(told,), happenings=(begun,)), END).trials.results
    assert over.lines[-1] == words


def test_while_the_back_has_to_rest_nothing_new_is_offered() -> None:
    resting = insights_view(History(), END, resting=True).trials
    assert resting.offers == ()
    assert resting.waits.startswith("Trying something new waits for now. It comes back here by itself")
    plain = insights_view(History(), END).trials
    assert plain.waits == ""
    assert len(plain.offers) == 3
    # What runs goes on, and there is nothing that waits beside it.
    running = insights_view(rich(), END, resting=True).trials
    assert running.running is not None
    assert running.waits == ""
    assert running == insights_view(rich(), END).trials


def test_what_is_left_out_is_not_offered() -> None:
    some = insights_view(History(), END, without=frozenset({"walking"})).trials
    assert [one.experiment for one in some.offers] == ["breaks", "sleep"]
    running = insights_view(rich(), END, without=frozenset({"walking"})).trials.running
    assert running is not None
    assert running.title == "Walking"


# -- hindsight --


def test_what_was_written_afterwards_is_counted_apart() -> None:
    told = SpasmDetails(doing=("lifting",), two_hours=("none",), signs=("stiff",))
    days = [second_wednesday(n) for n in range(4)]
    spasms: list[Spasm] = [
        replace(spasm(day, logged_after_h=hours), told=told)
        for day, hours in zip(days, (0.5, 1.0, 20.0, 30.0), strict=True)
    ]
    spasms.append(spasm(second_wednesday(5)))  # nothing was told of this one
    view = insights_view(History(spasms=tuple(spasms)), END).afterwards
    assert view is not None
    assert view.written == "4 spasms, written down: 2 within the hour, 1 within the day, 1 later."
    assert [(one.title, one.counts) for one in view.told] == [
        ("What you were doing", ("Lifting: 4",)),
        ("Signs you remembered", ("Stiffer than usual: 4",)),
    ]
    assert insights_view(History(spasms=(spasms[-1],)), END).afterwards is None
