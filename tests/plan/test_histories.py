"""Prepared histories as exports: what `today --json` says of each, and why; and exports that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from coach.command_today import ExportCoach, today_record, today_text
from coach.errors import CoachError
from coach.exports import export_of, read_export
from coach.paths import DataFolder
from tests.plan.make_histories import FOLDER, document, stories

#: What is offered, for how long, and the reasons: worked out by hand from the plan's rules.
EXPECTED: dict[str, tuple[str, str, list[str]]] = {
    "01-first-day": ("session", "calm-early", ["placed", "greens_left"]),
    "02-one-more-green": ("session", "calm-mid", ["stepped_up", "greens_left"]),
    "03-gate-opened": ("session", "unlock-early", ["gate_passed", "greens_left"]),
    "04-waits-for-the-gate": ("session", "unlock-late", ["waits_for_gate"]),
    "05-spasm-yesterday": ("session", "calm-early", ["spasm_rest"]),
    "06-back-over-two-easy-sessions": ("session", "unlock-early", ["spasm_bridge", "gap"]),
    "07-two-reds": ("session", "unlock-early", ["two_reds", "greens_left"]),
    "08-three-weeks-away": ("session", "realign-early", ["gap"]),
    "09-left-out-and-swapped": ("session", "realign-mid", ["stepped_up", "greens_left", "neglect"]),
    "10-flexion-worse": ("session", "unlock-mid", ["stepped_up", "greens_left", "direction", "equipment"]),
    "11-keep": ("session", "keep-b", ["in_turn"]),
}


def record(name: str, folder: DataFolder) -> dict[str, Any]:
    coach = ExportCoach(folder, read_export(FOLDER / f"{name}.json"))
    return today_record(coach, coach.today())


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_due_and_why(folder: DataFolder, name: str) -> None:
    said = record(name, folder)
    kind, template, reasons = EXPECTED[name]
    assert (said["kind"], said["template"]) == (kind, template)
    assert [reason["kind"] for reason in said["reasons"]] == reasons
    assert len(said["why"]) == len(reasons)
    assert all(words.endswith(".") for words in said["why"])
    assert not said["needs_screening"]
    assert said["exercises"]


def test_the_files_are_those_of_the_stories() -> None:
    """A story that was changed has to be written anew: python -m tests.plan.make_histories."""
    assert sorted(EXPECTED) == sorted(stories()) == sorted(file.stem for file in FOLDER.glob("*.json"))
    for name, (story, at) in stories().items():
        kept = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
        made = json.loads(json.dumps(document(story, at)))
        # Screening ids and the version of the questions change with the content; what was said does not.
        for one in (kept, made):
            for answers in one["screenings"]:
                del answers["asked"], answers["version"]
        assert kept == made, name


def test_an_export_gives_back_the_history() -> None:
    story, at = stories()["09-left-out-and-swapped"]
    made = export_of(document(story, at), "here")
    from tests.plan.story import moment

    told = story.history(moment(*at))
    assert made.history.happenings == told.happenings
    assert made.history.ratings == told.ratings
    assert [s.start for s in made.history.sessions] != []
    assert [s.lines_done for s in made.history.sessions] == [s.lines_done for s in told.sessions]
    assert [s.check_in for s in made.history.sessions] == [s.check_in for s in told.sessions]


def test_as_text(folder: DataFolder) -> None:
    coach = ExportCoach(folder, read_export(FOLDER / "05-spasm-yesterday.json"))
    text = today_text(coach, coach.today())
    assert text.splitlines()[0] == "Settle and breathe  (calm-early, 8:36)"
    assert "  After a spasm only the smallest movements, for 26 more hours." in text.splitlines()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is no JSON"),
        ("[]", "is not an export of Restack"),
        ('{"format": "restack-export", "version": 99}', "another version"),
        ('{"format": "restack-export", "version": 1}', "exported does not fit"),
        (
            json.dumps(
                {
                    "format": "restack-export",
                    "version": 1,
                    "exported": {"utc": "2026-03-02T07:00:00.000Z", "offset_min": 60},
                    "day_ratings": [{"id": "x"}],
                }
            ),
            "day_ratings[0] does not fit",
        ),
        ("[" * 100_000, "is no JSON"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "given.json"
    file.write_text(content, "utf-8")
    with pytest.raises(CoachError) as error:
        read_export(file)
    assert words in str(error.value)
    assert str(file) in str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="cannot be read"):
        read_export(tmp_path / "nobody.json")
