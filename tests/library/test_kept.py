"""The kept library: the same as the files, and never used where a file has changed."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from coach.errors import CoachError
from coach.library import kept as kept_library
from coach.library.kept import read_kept
from coach.library.library import Library
from coach.library.read import read_library
from coach.paths import bundled


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the bundled content that may be changed."""
    return shutil.copytree(bundled("data"), tmp_path / "data")


def unread(_folder: Path) -> Library:
    raise AssertionError("the files were read")


def test_it_is_the_same_library(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "library.json"
    first = read_kept(data, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    monkeypatch.setattr(kept_library, "read_library", unread)
    again = read_kept(data, file)
    assert dict(again.exercises) == dict(first.exercises) == dict(read_library(data).exercises)
    assert dict(again.programs) == dict(first.programs)
    assert (again.plan, again.screening) == (first.plan, first.screening)
    assert list(again.exercises) == list(first.exercises)
    assert again.lesson("house-of-cards") == first.lesson("house-of-cards")


def test_a_changed_file_is_read_anew(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "library.json"
    read_kept(data, file)
    own = data / "exercises" / "bird-dog.toml"
    own.write_text(own.read_text("utf-8").replace('name = "Bird dog"', 'name = "Bird hound"'), "utf-8")
    assert read_kept(data, file).exercise("bird-dog").name == "Bird hound"
    assert read_kept(data, file).exercise("bird-dog").name == "Bird hound"


def test_the_same_size_at_another_time_is_another_file(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "library.json"
    read_kept(data, file)
    own = data / "exercises" / "bird-dog.toml"
    own.write_text(own.read_text("utf-8").replace('name = "Bird dog"', 'name = "Bird cat"'), "utf-8")
    os.utime(own, ns=(1, 1))
    assert read_kept(data, file).exercise("bird-dog").name == "Bird cat"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"model": 1}', b"\xff" * 10])
def test_what_is_odd_is_read_anew_and_replaced(data: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "library.json"
    file.write_bytes(content)
    assert len(read_kept(data, file).exercises) == 68
    assert file.read_bytes() != content


def test_another_model_is_read_anew(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "library.json"
    read_kept(data, file)
    monkeypatch.setattr(kept_library, "MODEL", 99)
    before = file.read_bytes()
    read_kept(data, file)
    assert file.read_bytes() != before


def test_a_folder_that_cannot_be_written_is_no_trouble(data: Path, tmp_path: Path) -> None:
    assert len(read_kept(data, tmp_path / "nowhere" / "library.json").exercises) == 68


def test_a_broken_file_is_told_and_not_kept(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "library.json"
    (data / "exercises" / "bird-dog.toml").write_text("id = ", "utf-8")
    with pytest.raises(CoachError, match="cannot be used"):
        read_kept(data, file)
    assert not file.exists()
