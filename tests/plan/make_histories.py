"""Writes tests/histories/: ten people as exports, each told in the story language.

python -m tests.plan.make_histories
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from coach.clock import Moment
from coach.paths import DataFolder
from coach.settings import Settings
from coach.store.store import Store
from tests.plan.story import Story, moment

FOLDER = Path(__file__).parent.parent / "histories"
#: (day, hour) of each export.
Moments = tuple[int, float]


def stories() -> dict[str, tuple[Story, Moments]]:
    """Name, story, and when the person asks what is due."""
    first = Story().placed(5, spasm_hours_ago=40)
    greens = Story().placed(7).train("calm-early", (0, 1)).mornings((1, 2), 5, 4)
    gate = Story().placed(7).train("calm-early", (0, 1)).train("calm-mid", (2, 3)).train("calm-late", (4, 5))
    gate = gate.pain(range(7), 3).can("1A", 5)
    waits = Story().placed(4).train("unlock-early", range(3)).train("unlock-mid", range(3, 6))
    waits = waits.train("unlock-late", (6, 7)).pain(range(2), 3)
    spasm = Story().placed(2, checks="done").train("realign-early", range(4)).train("realign-mid", (4, 5))
    spasm = spasm.mornings(range(6), 2).spasm(6).mornings((7, 8), 6, 4)
    back = Story().placed(2, checks="done").train("realign-early", range(4)).train("realign-mid", (4, 5))
    back = back.mornings(range(6), 2).spasm(6).mornings((7, 8, 9), 5, 3, 3)
    reds = Story().placed(4).train("unlock-early", range(3)).train("unlock-mid", (3,), "r")
    reds = reds.train("unlock-early", 4, "r").mornings(range(5), 3)
    away = Story().placed(2, checks="done").train("realign-early", range(4)).train("realign-mid", range(4, 8))
    dodged = Story().placed(2, checks="done").weak_test()
    dodged = dodged.train("realign-early", range(4), skip=("side-plank-knees",)).mornings(range(5), 2)
    worse = Story().placed(4).me(circumstances=("osteoporosis",), without=("chair",)).worse("flexion")
    worse = worse.train("unlock-early", (0, 1, 2)).mornings(range(4), 3)
    keep = Story().placed(2, checks="done").moved("3").moved("4", hour=6.7)
    keep = keep.weak_test().train("keep-a", (0, 4)).train("keep-b", 2).mornings(range(6), 1)
    return {
        "01-first-day": (first, (0, 8)),
        "02-one-more-green": (greens, (2, 8)),
        "03-gate-opened": (gate, (7, 8)),
        "04-waits-for-the-gate": (waits, (8, 8)),
        "05-spasm-yesterday": (spasm, (7, 8)),
        "06-back-over-two-easy-sessions": (back, (9, 8)),
        "07-two-reds": (reds, (5, 8)),
        "08-three-weeks-away": (away, (28, 8)),
        "09-left-out-and-swapped": (dodged, (4, 8)),
        "10-flexion-worse": (worse, (3, 8)),
        "11-keep": (keep, (6, 8)),
    }


def document(story: Story, at: Moments) -> dict[str, Any]:
    """The story as an export."""
    now = moment(*at)
    history = story.history(now)
    with tempfile.TemporaryDirectory() as own:
        folder = DataFolder(Path(own))
        folder.make()
        with Store(folder) as store:
            for played in history.sessions:
                store.begin_session(played.start)
                store.append_events(played.start.id, 1, [(e, Moment(0, played.last_at)) for e in played.events])
                if played.check_in is not None:
                    store.save_check_in(played.check_in)
            for answers in history.screenings:
                store.save_answers(answers)
            for clearance in history.clearances:
                store.save_clearance(clearance)
            for happening in history.happenings:
                store.save_happening(happening)
            for rating in history.ratings:
                store.save_rating(rating)
            for spasm in history.spasms:
                store.save_spasm(spasm)
            made = store.export(Settings(), now)
    for session in made["sessions"]:  # type: ignore[attr-defined]
        for check_in in session["check_ins"]:
            del check_in["id"]  # made anew by each store
    return made


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, (story, at) in stories().items():
        text = json.dumps(document(story, at), ensure_ascii=False, indent=1)
        (FOLDER / f"{name}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
