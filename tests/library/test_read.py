"""Files as a whole: what can be wrong before a value is looked at."""

from __future__ import annotations

import os
import shutil
import tomllib
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from coach.library.checks import problems_across
from coach.library.problems import MAX_PROBLEMS_A_FILE, Problem
from coach.library.read import MAX_FILE_BYTES, MAX_FILES, parse, read_files
from coach.paths import bundled
from tests.making import raw_exercise


def the_problem(path: Path) -> Problem:
    problems = read_files([path]).problems
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"id = \xff", "Byte 5 is not UTF-8 text."),
        (b"#" * (MAX_FILE_BYTES + 1), "The file is larger than 64 KiB."),
        (b"id = ", "This is not valid TOML"),
        (b"id = 1\nid = 2", "This is not valid TOML"),
        (b"sets = " + b"[" * 5_000 + b"]" * 5_000, "nested too deeply"),
        (b"n = " + b"9" * 5_000, "A value cannot be read"),
        (b"", "It cannot be told what this file is."),
        (b'colour = "red"', "It cannot be told what this file is."),
        (b"id = 'a\x00b'", "This is not valid TOML"),
    ],
)
def test_a_broken_file_is_one_problem(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "odd.toml"
    file.write_bytes(content)
    problem = the_problem(file)
    assert (problem.file, problem.place) == ("odd.toml", "")
    assert reason in problem.reason
    assert problem.remedy


def test_the_largest_file_is_still_read(tmp_path: Path) -> None:
    text = tomli_w.dumps(raw_exercise()).encode()
    (tmp_path / "reach.toml").write_bytes(b"#" * (MAX_FILE_BYTES - len(text) - 1) + b"\n" + text)
    assert read_files([tmp_path]).problems == ()


def test_windows_files_are_read(tmp_path: Path) -> None:
    text = tomli_w.dumps(raw_exercise()).replace("\n", "\r\n").encode("utf-8-sig")
    (tmp_path / "reach.toml").write_bytes(text)
    reading = read_files([tmp_path])
    assert reading.problems == ()
    assert [e.id for _f, e in reading.exercises] == ["reach"]


def test_a_missing_path_is_told(tmp_path: Path) -> None:
    assert "no such file" in the_problem(tmp_path / "nothing").reason


def test_a_folder_named_like_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.toml").mkdir()
    assert the_problem(tmp_path).reason == "This is not a file."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert the_problem(tmp_path).reason == "This is not a file."


def test_a_dangling_link_is_told(tmp_path: Path) -> None:
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    problem = the_problem(tmp_path)
    assert "cannot be read" in problem.reason
    assert "No such file" in problem.reason


def test_an_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret.toml"
    file.write_text("id = 1")

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    problem = the_problem(file)
    assert "Permission denied" in problem.reason
    assert problem.remedy == "Check its permissions."


def test_poses_and_the_figure_are_not_content(tmp_path: Path) -> None:
    (tmp_path / "poses").mkdir()
    (tmp_path / "poses" / "odd.toml").write_text("x = 1")
    (tmp_path / "figure.toml").write_text("x = 1")
    assert read_files([tmp_path]).problems == ()


def test_all_files_tell_all_their_problems(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(tomli_w.dumps(raw_exercise("a", kind="yoga", why="")))
    (tmp_path / "b.toml").write_bytes(b"\xff")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "c.toml").write_text(tomli_w.dumps(raw_exercise("c", easyer="b")))
    found = {(p.file, p.place) for p in read_files([tmp_path]).problems}
    assert found == {
        ("a.toml", "kind"),
        ("a.toml", "why"),
        ("b.toml", ""),
        (os.path.join("deeper", "c.toml"), "easyer"),
    }


def test_a_hopeless_file_tells_a_limited_number(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(tomli_w.dumps(raw_exercise("a") | {f"x{n}": n for n in range(400)}))
    assert len(read_files([tmp_path]).problems) == MAX_PROBLEMS_A_FILE


def test_too_many_files_end_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_FILES >= 1_000
    monkeypatch.setattr("coach.library.read.MAX_FILES", 2)
    for name in "abc":
        (tmp_path / f"{name}.toml").write_text(tomli_w.dumps(raw_exercise(name)))
    reading = read_files([tmp_path])
    assert len(reading.exercises) == 2
    assert "more than 2 files" in reading.problems[0].reason


@pytest.mark.parametrize(("file", "telling"), [("exercises/cat-camel", "dosages"), ("programs/calm", "sessions")])
def test_a_file_without_its_telling_field_says_that_it_is_missing(file: str, telling: str) -> None:
    data = tomllib.loads((bundled("data") / f"{file}.toml").read_text("utf-8"))
    del data[telling]
    problems: list[Problem] = []
    assert parse(tomli_w.dumps(data), "x.toml", problems) is None
    assert [(p.place, p.reason) for p in problems] == [(telling, "This is missing.")]


def test_problems_read_as_sentences() -> None:
    assert str(Problem("a.toml", "sets[0]", "It is odd.", "Mend it.")) == "a.toml: sets[0]: It is odd. Mend it."
    assert str(Problem("a.toml", "", "It is odd.", "")) == "a.toml: It is odd."


@given(st.text(max_size=300))
def test_no_text_makes_parse_raise(text: str) -> None:
    problems: list[Problem] = []
    assert parse(text, "x.toml", problems) is None
    assert problems


@given(st.data())
def test_a_damaged_bundled_file_never_raises(data: st.DataObject) -> None:
    """A character is taken out, put in or changed anywhere: the file is read, or its problems are told."""
    files = sorted(bundled("data").rglob("*.toml"))
    text = data.draw(st.sampled_from(files)).read_text("utf-8")
    at = data.draw(st.integers(0, len(text) - 1))
    damaged = text[:at] + data.draw(st.sampled_from(["", "9", '"', "[", "=", "\x00", "-", "\n"])) + text[at + 1 :]
    problems: list[Problem] = []
    value = parse(damaged, "x.toml", problems)
    assert (value is None) == bool(problems)


def test_the_bundled_library_survives_a_copy(tmp_path: Path) -> None:
    copy = shutil.copytree(bundled("data"), tmp_path / "data")
    reading = read_files([copy])
    assert reading.problems + problems_across(reading) == ()
