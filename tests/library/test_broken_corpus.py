"""`check` on a folder of broken files, as a person runs it: each problem named with its file, place, reason, remedy.

The files of `broken/` have one fault each, told by their names; what no TOML file can hold is written by the tests.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coach.library.read import MAX_FILE_BYTES

ROOT = Path(__file__).resolve().parents[2]
BROKEN = Path(__file__).resolve().parent / "broken"

#: File -> (place inside it, words of the reason, words of the remedy).
EXPECTED = {
    "circle-a.toml": ("easier", "circle-a → circle-b → circle-a", "Cut it."),
    "circle-b.toml": ("easier", "circle-b → circle-a → circle-b", "Cut it."),
    "control-character.toml": ("why", "control character", ""),
    "date-where-text-belongs.toml": ("name", "2026-01-31 is not text", "Write text of 1 to 60 characters."),
    "easier-does-not-exist.toml": ("easier", "“levitation” does not exist", "add its file"),
    "easier-is-itself.toml": ("easier", "points at itself", "Name another one"),
    "empty.toml": ("", "cannot be told what this file is", "An exercise has “dosages”"),
    "equipment-needed-and-optional.toml": ("optional_equipment", "mat is both", "Keep it in one list."),
    "field-missing.toml": ("why", "This is missing.", "Write text of 2 to 300 characters."),
    "field-misspelt.toml": ("easyer", "Nothing here is called “easyer”", "“easier”"),
    "hold-too-long.toml": ("dosages.beginner.hold_ms", "900001 is out of range", "from 0 to 900000"),
    "id-unlike-the-file-name.toml": ("id", "“another-name” differs", "Call the file another-name.toml"),
    "key-given-twice.toml": ("", "line 5", "Mend that line."),
    "line-of-an-unknown-exercise.toml": (
        "sessions[0].lines[0].exercise",
        "“levitation” does not exist",
        "add its file",
    ),
    "list-empty.toml": ("faults", "0 entries here, at least 1", "Add what is missing."),
    "list-too-long.toml": ("targets", "7 entries here, at most 6", "Shorten the list."),
    "list-where-a-table-belongs.toml": ("dosages.beginner", "where a table of fields belongs", "fields sets"),
    "name-too-long.toml": ("name", "too long (74 characters)", "Write text of 1 to 60 characters."),
    "of-no-kind.toml": ("", "cannot be told what this file is", "An exercise has “dosages”"),
    "phases-against-the-dosage.toml": ("dosages.beginner.move_in_ms", "take 1500 ms", "Make the two fit."),
    "quote-left-open.toml": ("", "line 3", "Mend that line."),
    "repetition-without-time.toml": ("dosages.beginner", "takes no time", "Give hold_ms"),
    "reps-below-one.toml": ("dosages.beginner.sets[1]", "0 is out of range", "from 1 to 100"),
    "rest-after-the-only-set.toml": ("dosages.beginner.set_rest_ms", "only one set", "Remove it."),
    "session-over-45-minutes.toml": ("sessions[0]", "more than 45 minutes", "Make it shorter."),
    "session-without-lines.toml": ("sessions[0].lines", "0 entries here", "Add what is missing."),
    "switch-without-sides.toml": ("dosages.beginner.switch_ms", "no sides to switch", "Remove it."),
    "text-turned-round.toml": ("why", "control character", ""),
    "text-where-a-number-belongs.toml": ("dosages.beginner.hold_ms", "“2 s” is not a whole number", "from 0 to 900000"),
    "total-that-does-not-add-up.toml": ("sessions[0].total_ms", "add up to 95000 ms", "or the total"),
    "true-where-a-number-belongs.toml": ("dosages.beginner.hold_ms", "true is not a whole number", "from 0 to 900000"),
    os.path.join("two", "id-used-twice.toml"): ("id", "too", "another id"),
    "word-unknown.toml": ("kind", "“yoga” is not one of the known words", "mobility"),
}
#: The same for the lessons.
EXPECTED_LESSONS = {
    "lesson-bold-left-open.md": ("body:27", "“A **bold word.” does not end", "Close it in the same line."),
    "lesson-design-passed-for-research.md": ("research[0].strength", "must not pass for research", "“our choice”"),
    "lesson-field-missing.md": ("summary", "This is missing.", "Write text of 2 to 300 characters."),
    "lesson-fields-left-open.md": ("", "do not end", "Put a line of +++ after them."),
    "lesson-fields-no-toml.md": ("", "line 3", "Mend that line."),
    "lesson-id-unlike-the-file-name.md": ("id", "“another-lesson” differs", "Call the file another-lesson.md"),
    "lesson-link-not-among-its-exercises.md": ("body:27", "“cat-camel” is linked here", "leads back here"),
    "lesson-link-of-no-kind.md": ("body:27", "“Fly” leads to an unknown kind", "exercise, page, lesson"),
    "lesson-link-to-nowhere.md": ("body:27", "“exercise:levitation” does not exist", "Mend the name"),
    "lesson-order-used-twice.md": ("order", "misread-warning-sign.md has the order 1, too", "its own place"),
    "lesson-picture-of-an-unknown-exercise.md": ("picture.exercise", "“levitation” does not exist", "add its file"),
    "lesson-picture-without-its-exercise.md": ("picture.exercise", "“figure” needs this field", "Add it."),
    "lesson-raw-html.md": ("body:27", "“A <b>bold</b> word.” holds raw HTML", "nothing else"),
    "lesson-see-also-itself.md": ("see_also[0]", "points at itself", "Name another one"),
    "lesson-text-among-the-fields.md": ("body", "stands below its fields", "below the second +++"),
    "lesson-too-long.md": ("body", "451 words", "Shorten it"),
    "lesson-too-short.md": ("body", "20 words", "Say more."),
    "lesson-web-address.md": ("body:27", "holds a web address", "nothing else"),
    "lesson-without-fields.md": ("", "between two lines of +++", "Make +++ the first line."),
    "lesson-without-research.md": ("research", "0 entries here", "Add what is missing."),
    "lesson-word-unknown.md": ("research[0].strength", "“proven” is not one of the known words", "our choice"),
}
EXPECTED |= {os.path.join("lessons", name): told for name, told in EXPECTED_LESSONS.items()}
FAULTLESS = {
    "faultless.toml",
    os.path.join("one", "id-used-twice.toml"),
    os.path.join("lessons", "faultless-lesson.md"),
}

#: What the test writes: bytes that are no TOML text, and the words they are answered with.
NO_TEXT = {
    "binary.toml": (bytes(range(256)) * 8, "Byte 128 is not UTF-8 text", "Save the file as UTF-8."),
    "latin-1.toml": ('name = "Rücken"\n'.encode("latin-1"), "Byte 9 is not UTF-8 text", "Save the file as UTF-8."),
    "utf-16.toml": ('name = "Reach"\n'.encode("utf-16"), "Byte 0 is not UTF-8 text", "Save the file as UTF-8."),
    "nul.toml": (b'name = "Re\x00ch"\n', "line 1", "Mend that line."),
    "huge.toml": (b"# long\n" * (MAX_FILE_BYTES // 7 + 1), "larger than 64 KiB", "one exercise or program a file"),
    "deep.toml": (b"a = " + b"[" * 5_000 + b"]" * 5_000, "nested too deeply", "Flatten them."),
    "number-of-5000-digits.toml": (b"n = " + b"9" * 5_000, "cannot be read", "Mend that value."),
    os.path.join("lessons", "latin-1.md"): (
        "+++\nRücken\n".encode("latin-1"),
        "Byte 5 is not UTF-8 text",
        "Save the file as UTF-8.",
    ),
    "a-page.toml": (b"<!doctype html><title>Not found</title>", "line 1", "Mend that line."),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committed files and those that only a program can write."""
    made = shutil.copytree(BROKEN, tmp_path_factory.mktemp("check") / "broken")
    for name, (content, _reason, _remedy) in NO_TEXT.items():
        (made / name).write_bytes(content)
    (made / "a-folder.toml").mkdir()
    return made


def check(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", "check", *args],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"},
    )


def test_every_committed_file_is_expected() -> None:
    found = [file for file in BROKEN.rglob("*") if file.is_file()]
    files = {str(file.relative_to(BROKEN)) for file in found}
    assert files == EXPECTED.keys() | FAULTLESS
    assert len(EXPECTED) >= 20
    assert all(file.stat().st_size < 2_000 for file in found)


def test_each_problem_is_named_once_with_place_reason_and_remedy(folder: Path) -> None:
    done = check(str(folder), "--json")
    assert (done.returncode, done.stderr) == (1, "")
    *problems, summary = [json.loads(line) for line in done.stdout.splitlines()]
    no_text = {name: ("", reason, remedy) for name, (_content, reason, remedy) in NO_TEXT.items()}
    expected = EXPECTED | no_text | {"a-folder.toml": ("", "This is not a file.", "Move it away.")}
    assert [p["file"] for p in problems] == sorted(expected)
    for problem in problems:
        place, reason, remedy = expected[problem["file"]]
        assert problem.keys() == {"event", "file", "place", "reason", "remedy"}
        assert problem["event"] == "problem"
        assert (problem["file"], problem["place"]) == (problem["file"], place)
        assert reason in problem["reason"], problem
        assert remedy in problem["remedy"], problem
        assert problem["remedy"]
    assert summary["event"] == "checked"
    assert summary["problems"] == len(expected)
    assert summary["files"] == len(expected) + len(FAULTLESS)


def test_people_read_one_line_a_problem_and_never_a_trace(folder: Path) -> None:
    done = check(str(folder))
    assert (done.returncode, done.stderr) == (1, "")
    *problems, summary = done.stdout.splitlines()
    assert len(problems) == len(EXPECTED) + len(NO_TEXT) + 1
    for line in problems:
        assert line.split(": ", 1)[0].endswith((".toml", ".md")), line
        assert line.isprintable(), line
    assert str(len(problems)) in summary
    assert "Traceback" not in done.stdout


def test_faultless_files_beside_broken_ones_pass() -> None:
    done = check(str(BROKEN / "faultless.toml"))
    assert done.returncode == 0, done.stdout
    assert "all clean" in done.stdout


def test_files_and_folders_may_be_named_together(folder: Path) -> None:
    done = check(str(folder / "empty.toml"), str(folder / "two"), str(folder / "nowhere"), "--json")
    assert done.returncode == 1
    told = {record.get("file") for record in map(json.loads, done.stdout.splitlines())}
    assert {"empty.toml", str(folder / "nowhere")} <= told
