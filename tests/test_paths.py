"""The person's folder, and writing in one step."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from coach.errors import CoachError
from coach.paths import DataFolder, bundled, default_folder, write_atomically

posix = pytest.mark.skipif(os.name != "posix", reason="file modes")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_bundled_folders_are_there() -> None:
    assert (bundled("data") / "plan.toml").is_file()


def test_the_default_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_folder().name == "restack"
    assert not default_folder().exists()


@posix
def test_a_folder_is_made_private(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "a" / "b")
    folder.make()
    folder.make()
    assert mode(folder.path) == mode(folder.backups) == 0o700


@posix
def test_an_empty_folder_becomes_private_and_a_shared_one_stays(tmp_path: Path) -> None:
    empty, shared = tmp_path / "empty", tmp_path / "shared"
    for path in (empty, shared):
        path.mkdir()
        path.chmod(0o755)
    (shared / "letter.txt").write_text("not ours")
    DataFolder(empty).make()
    DataFolder(shared).make()
    assert mode(empty) == 0o700
    assert mode(shared) == 0o755


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CoachError, match="cannot be used") as caught:
        DataFolder(tmp_path / "file").make()
    assert "--data-dir" in caught.value.remedy


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_args: False)
    with pytest.raises(CoachError, match="cannot be written to"):
        DataFolder(tmp_path / "x").make()


def test_everything_stands_in_the_folder(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    places = (
        folder.database,
        folder.settings,
        folder.backups,
        folder.last_today,
        folder.lock,
        folder.raise_request,
        folder.log,
    )
    assert len(set(places)) == len(places)
    assert all(p.parent == tmp_path for p in places)


@posix
def test_written_in_one_step_and_private(tmp_path: Path) -> None:
    path = tmp_path / "today.json"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert mode(path) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    path = tmp_path / "today.json"
    write_atomically(path, b"old")

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_takes_only_a_part_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk that is nearly full os.write may take less than it was given."""
    really_write = os.write
    monkeypatch.setattr(os, "write", lambda stream, data: really_write(stream, bytes(data)[:3]))
    write_atomically(tmp_path / "x", b"0123456789")
    monkeypatch.undo()
    assert (tmp_path / "x").read_bytes() == b"0123456789"


def test_errors_say_what_happened_and_what_to_do() -> None:
    error = CoachError("It broke.", "Mend it.")
    assert (str(error), error.happened, error.remedy) == ("It broke. Mend it.", "It broke.", "Mend it.")
    assert str(CoachError("It broke.")) == "It broke."
