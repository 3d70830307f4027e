"""The plan against a table of cases that were worked out by hand from the rules.

`python -m tests.plan.test_worked_cases` writes the table anew into `docs/worked-cases.md`, for reading and review.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from coach.plan.choose import Choice, choose
from coach.plan.walk import walk
from tests.plan.story import library, moment
from tests.plan.worked import Case
from tests.plan.worked_back import BACK
from tests.plan.worked_forward import FORWARD
from tests.plan.worked_gates import GATES
from tests.plan.worked_swaps import SWAPS

CASES = (*FORWARD, *GATES, *BACK, *SWAPS)
PAGE = Path(__file__).parents[2] / "docs" / "worked-cases.md"
OPENING = """# Worked cases of the plan

Worked out by hand from the rules; where the program said otherwise, the rule was read once more.
`tests/plan/test_worked_cases.py` holds the program to the table and writes this page. Days count from 0. Every number
behind them is our own choice and waits for a clinician’s review.

| case | rule | what happened | day, hour | expected |
|---|---|---|---|---|
"""


def answer(case: Case) -> Choice:
    now = moment(*case.now)
    return choose(case.story.history(now), library(), now)


def differences(case: Case, choice: Choice) -> list[str]:
    """What the program says otherwise; empty where both agree."""
    kinds = [reason.kind for reason in choice.reasons]
    main = choice.reasons[0] if choice.reasons else None
    found = [f"kind {choice.kind}, not {case.kind}"] if choice.kind != case.kind else []
    allowed = (case.session,) if isinstance(case.session, str) else case.session
    if allowed is not None and choice.session_id not in allowed:
        found.append(f"session {choice.session_id}, not {allowed}")
    later = choice.later or choice.session
    if case.later is not None and (later is None or later.id != case.later):
        found.append(f"later {later and later.id}, not {case.later}")
    if case.halved is not None and choice.halved != case.halved:
        found.append(f"halved {choice.halved}")
    if case.why is not None and (main is None or main.kind != case.why):
        found.append(f"main reason {main and main.kind}, not {case.why}")
    if case.count is not None and (main is None or main.count != case.count):
        found.append(f"count {main and main.count}, not {case.count}")
    found += [f"{kind} is not named in {kinds}" for kind in case.also if kind not in kinds]
    found += [f"{kind} is named" for kind in case.unnamed if kind in kinds]
    if case.first_aid is not None and choice.first_aid != case.first_aid:
        found.append(f"first aid {choice.first_aid}")
    if case.ask is not None and choice.ask_safety != case.ask:
        found.append(f"asks for safety {choice.ask_safety}")
    advised = [advice.kind for advice in choice.advice]
    found += [f"{kind} is not advised" for kind in case.advice if kind not in advised]
    found += [f"{kind} is advised" for kind in case.no_advice if kind in advised]
    return found + _in_the_session(case, choice) + _in_the_gate(case)


def _in_the_session(case: Case, choice: Choice) -> list[str]:
    held = Counter(line.exercise for line in choice.session.lines) if choice.session is not None else Counter[str]()
    swaps = {(swap.out, swap.into) for swap in choice.swaps}
    found = [f"{own} is in the session" for own in sorted(case.never & set(held))]
    if case.swaps is not None and swaps != case.swaps:
        found.append(f"swaps {sorted(swaps, key=str)}")
    if case.only is not None and not set(held) <= case.only:
        found.append(f"{sorted(set(held) - case.only)} in the session")
    if case.only and not held:
        found.append("nothing is left")
    if choice.session is not None and library().has_session(choice.session_id):
        twice = Counter(line.exercise for line in library().session(choice.session_id).lines)
        found += [f"{own} is doubled" for own, count in held.items() if count > max(1, twice[own])]
    for own, (sets, hold_ms) in case.dosage.items():
        dosages = [line.dosage for line in choice.session.lines if line.exercise == own] if choice.session else []
        if [(dosage.sets, dosage.hold_ms) for dosage in dosages] != [(sets, hold_ms)]:
            found.append(f"{own}: {dosages}")
    return found


def _in_the_gate(case: Case) -> list[str]:
    if not case.gate and not case.target:
        return []
    now = moment(*case.now)
    state = walk(case.story.history(now), library(), now).gate()
    if state is None:
        return ["there is no gate"]
    met = {criterion.kind: criterion.met for criterion in state.criteria}
    target = {criterion.kind: criterion.target for criterion in state.criteria}
    found = [f"gate {kind}: {met.get(kind)}, not {to}" for kind, to in case.gate.items() if met.get(kind) is not to]
    asked = [(kind, target.get(kind), to) for kind, to in case.target.items()]
    return found + [f"gate {kind} asks for {said}, not {to}" for kind, said, to in asked if said != to]


def expected(case: Case) -> str:
    """The answer of a case in a few words."""
    sessions = (case.session,) if isinstance(case.session, str) else case.session or ()
    said: list[str] = [case.kind] if case.kind != "session" else []
    said += [" or ".join(sessions)] if sessions else []
    said += ["halved"] if case.halved else []
    said += [f"later {case.later}"] if case.later is not None else []
    said += [f"because of {case.why}"] if case.why is not None else []
    said += [f"also {', '.join(case.also)}"] if case.also else []
    said += [f"not {', '.join(case.unnamed)}"] if case.unnamed else []
    said += [f"asks the safety questions: {'yes' if case.ask else 'no'}"] if case.ask is not None else []
    words = {True: "met", False: "missed", None: "unknown"}
    said += [f"gate {kind} {words[met]}" for kind, met in case.gate.items()]
    said += [f"gate {kind} from {number:g}" for kind, number in case.target.items()]
    said += [f"{out} → {into or 'dropped'}" for out, into in sorted(case.swaps or (), key=str)]
    said += ["nothing swapped"] if case.swaps == frozenset() else []
    said += [f"only {', '.join(sorted(case.only))}"] if case.only else []
    said += [f"without {', '.join(sorted(case.never))}"] if case.never else []
    said += [f"see a clinician: {', '.join(case.advice)}"] if case.advice else []
    said += [f"no advice: {', '.join(case.no_advice)}"] if case.no_advice else []
    return "; ".join(said)


def page() -> str:
    """The whole table as Markdown."""
    rows = (
        f"| {case.id} | {case.rule} | {case.says} | {case.now[0]}, {case.now[1]:g} | {expected(case)} |"
        for case in CASES
    )
    return OPENING + "\n".join(rows) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_worked_case(case: Case) -> None:
    found = differences(case, answer(case))
    assert not found, f"{case.rule}. {case.says} {'; '.join(found)}"


def test_every_case_has_its_own_name() -> None:
    assert len({case.id for case in CASES}) == len(CASES)
    assert len(CASES) >= 60


def test_the_page_is_the_table() -> None:
    assert PAGE.read_text("utf-8") == page()


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
