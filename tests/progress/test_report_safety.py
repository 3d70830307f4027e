"""What the report says of safety: every open sign, also from outside the period, and nothing that nobody said."""

from __future__ import annotations

import msgspec
import pytest

from coach.happenings import AboutMe
from coach.library.screening import Question
from coach.progress.report_held import held_spans
from coach.progress.report_views import Notes
from tests.plan.story import Story, day, library, moment
from tests.progress.test_report import NIGHT, fact, told


def sign(tier: str, n: int = 0) -> Question:
    return [question for question in library().screening.questions if question.tier == tier][n]


def safety(story: Story, last: int, first: int = 0, now: int | None = None) -> Notes:
    return told(story, last, first, now=moment(last if now is None else now, NIGHT)).safety


def test_signs_from_before_the_period_that_are_open_are_named_with_their_day() -> None:
    story = Story().asks_safety().placed(4).answered(0, 5).answered(3, 6, sign("stop").id)
    own = safety(story, 120, first=60)
    assert own.lead == "The safety questions were not answered in this period."
    assert own.items == (
        "As of 30 Jun 2026: sessions are held since 5 Mar 2026 and wait for a clinician.",
        f"Emergency sign, yes on 5 Mar 2026, not cleared: “{sign('stop').text}”",
    )
    assert own.grave
    assert own.strong == 2


def test_a_sign_after_the_period_is_named_as_of_today() -> None:
    story = Story().asks_safety().placed(4).answered(0, 5).answered(40, 6, sign("hold").id)
    own = safety(story, 30, now=60)
    assert own.lead == "The safety questions were answered 1 time in the period, always with no."
    assert own.items == (
        "As of 1 May 2026: sessions are held since 11 Apr 2026 and wait for a clinician.",
        f"Sign for a clinician to see, yes on 11 Apr 2026, not cleared: “{sign('hold').text}”",
    )
    assert own.grave


def test_what_was_held_at_the_end_of_the_period_and_is_cleared_since_is_told_as_such() -> None:
    story = Story().asks_safety().placed(4).answered(0, 5).answered(3, 6, sign("stop").id).cleared(20)
    own = safety(story, 10, now=40)
    assert own.items == (
        "As of 11 Apr 2026: no sign is open, sessions are not held.",
        "At the end of the period they were held, since 5 Mar 2026.",
        f"Emergency sign, yes on 5 Mar 2026, cleared since: “{sign('stop').text}”",
    )
    assert (own.grave, own.strong) == (True, 3)


def test_emergency_signs_come_first_and_those_of_one_day_share_a_line() -> None:
    stop, other, hold, advice = sign("stop"), sign("stop", 1), sign("hold"), sign("advice")
    story = Story().asks_safety().placed(5).answered(0).answered(9, 6, hold.id, advice.id)
    story.answered(14, 6, stop.id, other.id).train("calm-early", 2, leg=True).stopped("calm-early", 4, 9)
    own = safety(story, 20)
    assert own.items[1:] == (
        f"2 emergency signs, yes on 16 Mar 2026, not cleared: “{stop.text}” “{other.text}”",
        f"Sign for a clinician to see, yes on 11 Mar 2026, not cleared: “{hold.text}”",
        "Leg symptoms reported with 1 session: 4 Mar 2026.",
        "Ended by the stop rules: 6 Mar 2026.",
        f"Sign to speak about, yes on 11 Mar 2026: “{advice.text}”",
        "The plan leaves out bending back and forward because of leg symptoms.",
    )
    assert own.strong == 3


def test_the_short_wording_names_every_sign_and_leaves_no_line_out() -> None:
    questions = library().screening.questions
    story = Story().asks_safety().placed(5).answered(0)
    for n, question in enumerate(questions):
        story.answered(2 + n, 6, question.id)
    story.answered(60, 6, *(question.id for question in questions)).train("calm-early", 1, leg=True)
    own = safety(story, 70)
    for question in questions:
        assert sum(question.text[:50] in line for line in own.short) == 1
        assert sum(question.text in line for line in own.items) == 1
    kinds = [line.split(" yes on ")[0] for line in own.short if " yes on " in line]
    stops, holds, others = (len(library().screening.of_tier(tier)) for tier in ("stop", "hold", "advice"))
    assert kinds == [
        f"{stops} emergency signs,",
        f"{holds} signs for a clinician to see,",
        f"{others} signs to speak about,",
    ]
    assert own.short[1].startswith(f"{stops} emergency signs, yes on 4 Mar to 1 May 2026, not cleared: “")
    assert own.short_strong == 3
    assert [line for line in own.items if " yes on " not in line] == [
        line for line in own.short if " yes on " not in line
    ]


def test_the_clearance_is_told_by_its_day_without_the_note() -> None:
    story = Story().asks_safety().placed(5).answered(3, 6, sign("hold").id).cleared(8)
    own = safety(story, 20)
    assert "Recorded as cleared by a clinician: 10 Mar 2026." in own.items
    assert not any("All well" in line for line in own.items)
    # It catches the eye although a clinician has cleared it since.
    assert own.items[1] == f"Sign for a clinician to see, yes on 5 Mar 2026, cleared since: “{sign('hold').text}”"
    assert (own.grave, own.strong) == (True, 2)


def test_a_sign_to_speak_about_holds_nothing_and_is_not_bold() -> None:
    own = safety(Story().asks_safety().placed(5).answered(3, 6, sign("advice").id), 20)
    assert own.items == (
        "As of 22 Mar 2026: no sign is open, sessions are not held.",
        f"Sign to speak about, yes on 5 Mar 2026: “{sign('advice').text}”",
    )
    assert (own.grave, own.strong) == (False, 0)


def test_a_circumstance_that_holds_stands_beside_it_and_none_is_doubled() -> None:
    own = safety(Story().me(circumstances=("late-pregnancy",)).placed(4), 20)
    assert own.items[0] == (
        "As of 22 Mar 2026: sessions are held since 2 Mar 2026 because of the later half of pregnancy, and wait for a"
        " clinician."
    )
    assert own.grave
    assert "Told of themselves: the later half of pregnancy." in own.items


# -- what nobody said ----------------------------------------------------------------------------------------------


def test_what_makes_it_worse_is_told_only_where_the_person_said_so() -> None:
    legs = safety(Story().placed(4).train("unlock-early", 12, leg=True), 20).items
    assert "The plan leaves out bending back and forward because of leg symptoms." in legs
    narrow = safety(Story().me(circumstances=("stenosis",)).placed(4), 20).items
    assert narrow[-1] == "The plan leaves out bending back because of spinal stenosis (a narrow spinal canal)."
    for items in (legs, narrow):
        assert not any("worse" in line for line in items)
    said = safety(Story().placed(4).worse("flexion", 3), 20).items
    assert said[-1] == "Told on 5 Mar 2026: bending forward makes it worse. The plan leaves it out."


def test_both_what_was_said_and_what_a_circumstance_closes_are_told_apart() -> None:
    items = safety(Story().me(circumstances=("stenosis",)).placed(4).worse("flexion", 3), 20).items
    assert items[-2:] == (
        "Told on 5 Mar 2026: bending forward makes it worse. The plan leaves it out.",
        "The plan leaves out bending back because of spinal stenosis (a narrow spinal canal).",
    )


# -- days on which sessions were held ------------------------------------------------------------------------------


def test_days_held_by_safety_are_left_out_of_the_goal_and_it_says_so() -> None:
    story = Story().asks_safety().placed(6).answered(0, 5).answered(3, 6, sign("hold").id).cleared(10)
    own = fact(told(story, 13), "Sessions of the plan")
    # 14 days at a session a day, less the 5th to the 11th.
    assert own.value == "0 of 7"
    assert "7 days on which safety held the sessions are left out." in own.note
    held = fact(told(story, 8, first=4), "Sessions of the plan")
    assert (held.value, held.note) == ("0", "No goal: safety held the sessions all the time.")


def test_a_hold_lasts_from_the_sign_or_the_circumstance_to_the_clearance() -> None:
    story = Story().asks_safety().answered(2, 6, sign("advice").id).answered(3, 6, sign("stop").id)
    story.answered(5).cleared(9).me(circumstances=("osteoporosis",))
    told_later = AboutMe(id="a", at=moment(20), circumstances=("recent-surgery",))
    healed = AboutMe(id="b", at=moment(25), circumstances=())
    story.happenings += [told_later, healed]
    screening = library().screening
    assert held_spans(story.history(moment(30)), screening) == ((day(3), day(9)), (day(20), day(25)))
    story.answered(27, 6, sign("hold").id)
    assert held_spans(story.history(moment(30)), screening)[-1] == (day(27), None)


@pytest.mark.parametrize("circumstance", ["pregnancy", "vertebral-fracture"])
def test_a_circumstance_that_was_cleared_holds_no_longer_until_it_is_told_anew(circumstance: str) -> None:
    story = Story().asks_safety().me(circumstances=(circumstance,)).cleared(5)
    story.happenings.append(msgspec.structs.replace(story.happenings[0], id="again", at=moment(8)))
    assert held_spans(story.history(moment(30)), library().screening) == ((day(0), day(5)),)
