"""Moving to another machine: what is foreseen is what comes, settings go along once, and it can be taken back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from coach.app import Coach
from coach.data_work import usable_settings
from coach.errors import CoachError
from coach.library.library import Library
from coach.paths import DataFolder
from coach.settings import LookSettings, Settings
from tests.fakes import FakeClock

DARK = Settings(look=LookSettings(theme="dark"))


@pytest.fixture
def other(tmp_path: Path, clock: FakeClock, library: Library) -> Iterator[Coach]:
    """A coach on another machine."""
    folder = DataFolder(tmp_path / "other")
    folder.make()
    made = Coach(folder, clock, library)
    made.open()
    yield made
    made.close()


@pytest.fixture
def export(coach: Coach, tmp_path: Path) -> Path:
    """What somebody in Realign takes along."""
    coach.change_settings(DARK)
    coach.answer_screening("first-run", ())
    coach.plan.place(2, None, "done")
    coach.plan.rate_day(3, "average")
    file = tmp_path / "restack-export.json"
    coach.data.export_to(file)
    return file


def test_into_an_empty_history_all_of_it_and_the_settings(coach: Coach, other: Coach, export: Path) -> None:
    preview = other.data.preview(export)
    assert (preview.before, preview.settings, preview.longer) == ("", True, 0)
    assert preview.after.startswith("Stage 2, ")
    assert {c.kind: c.added for c in preview.counts} == {"happenings": 1, "day_ratings": 1, "screenings": 1}
    assert preview.first == preview.last == coach.journal.today
    # Nothing is written by looking.
    assert other.history.happenings == ()
    assert list(other.folder.backups.iterdir()) == []
    done = other.data.import_(preview)
    assert other.history == coach.history
    assert other.settings == DARK
    assert done.backup is not None
    assert done.backup.exists()
    # Once more: nothing is new, and nothing is said to be.
    assert not other.data.preview(export).changes
    undone = other.data.undo_import(done.id)
    assert (undone.removed, undone.kept) == (3, 0)
    assert other.history.happenings == ()
    assert other.settings == Settings()
    assert [one.undone for one in other.data.imports()] == [True]


def test_settings_that_were_changed_since_stay(other: Coach, export: Path) -> None:
    done = other.data.import_(other.data.preview(export))
    louder = msgspec.structs.replace(DARK, sound=msgspec.structs.replace(DARK.sound, volume=40))
    other.change_settings(louder)
    other.data.undo_import(done.id)
    assert other.settings == louder


def test_into_a_history_its_settings_stay(other: Coach, export: Path) -> None:
    other.plan.rate_day(5, "morning")
    preview = other.data.preview(export)
    assert not preview.settings
    other.data.import_(preview)
    assert other.settings == Settings()
    assert sorted(r.pain for r in other.history.ratings) == [3, 5]


def test_settings_of_a_newer_version_come_as_far_as_they_are_known() -> None:
    plain = msgspec.to_builtins(DARK)
    plain["look"]["sparkle"] = True
    plain["mood"] = {"of": "day"}
    assert usable_settings(plain) == DARK
    assert usable_settings({"look": {"theme": "pink"}}) is None
    assert usable_settings({}) is None


def test_the_backup_from_before_brings_back_what_was(other: Coach, export: Path) -> None:
    other.plan.rate_day(5, "morning")
    before = other.history
    done = other.data.import_(other.data.preview(export))
    assert done.backup is not None
    assert done.backup in [one.path for one in other.data.backups()]
    other.data.restore(done.backup)
    assert other.history == before


def test_a_broken_file_changes_nothing(other: Coach, tmp_path: Path) -> None:
    file = tmp_path / "broken.json"
    file.write_text('{"format": "restack-export", "version": 1}')
    with pytest.raises(CoachError, match=r"broken\.json"):
        other.data.preview(file)
    assert other.data.imports() == ()


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_the_export_is_private_and_whole_or_not_there(coach: Coach, export: Path, tmp_path: Path) -> None:
    assert export.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CoachError, match="could not be written"):
        coach.data.export_to(tmp_path / "no" / "folder.json")
    with pytest.raises(CoachError, match="not a place"):
        coach.data.export_to(coach.folder.path / "mine.json")
    assert [one.name for one in tmp_path.iterdir() if ".tmp" in one.name] == []
