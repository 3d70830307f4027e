"""Settings come back as they were kept; a file that cannot be used is set aside."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.app import Coach
from coach.errors import CoachError
from coach.settings import LookSettings, SessionSettings, Settings, SoundSettings, read_settings, write_settings

anything = st.builds(
    Settings,
    sound=st.builds(
        SoundSettings,
        volume=st.integers(0, 100),
        sounds_volume=st.integers(0, 100),
        voice_volume=st.integers(0, 100),
        muted=st.booleans(),
        density=st.sampled_from(["full", "brief", "sounds", "silent"]),
    ),
    look=st.builds(
        LookSettings,
        theme=st.sampled_from(["system", "light", "dark"]),
        text_percent=st.integers(100, 200),
        reduced_motion=st.sampled_from(["system", "on", "off"]),
        bright_player=st.booleans(),
    ),
    session=st.builds(
        SessionSettings, sorer_side=st.sampled_from(["none", "left", "right"]), region=st.sampled_from(["", "DE", "US"])
    ),
)


@given(anything)
def test_settings_come_back(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    write_settings(path, settings)
    read = read_settings(path)
    assert (read.settings, read.notice) == (settings, "")
    assert [p.name for p in path.parent.iterdir()] == ["settings.toml"]


def test_without_a_file_the_usual_ones_hold(tmp_path: Path) -> None:
    read = read_settings(tmp_path / "settings.toml")
    assert (read.settings, read.notice) == (Settings(), "")
    assert list(tmp_path.iterdir()) == []


def test_what_is_left_out_keeps_its_usual_value(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("[sound]\nmuted = true\n")
    assert read_settings(path).settings == Settings(sound=SoundSettings(muted=True))


def test_a_file_from_before_the_volume_of_everything_sounds_as_it_did(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[sound]\nsounds_volume = 50\nvoice_volume = 80\nmuted = false\ndensity = "brief"\n')
    read = read_settings(path)
    assert (read.notice, read.settings.sound.volume) == ("", 100)
    assert (read.settings.sound.sounds, read.settings.sound.voice) == (0.5, 0.8)


def test_the_volume_of_everything_counts_for_both() -> None:
    sound = SoundSettings(volume=50, sounds_volume=70, voice_volume=100)
    assert (sound.sounds, sound.voice) == (0.35, 0.5)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"[sound",
        b"[sound]\nloudness = 3\n",
        b"[sound]\nsounds_volume = 101\n",
        b"[look]\ntheme = 'pink'\n",
        b"[look]\ntext_percent = nan\n",
        b"n = " + b"9" * 5_000,
        b"n = " + b"[" * 5_000,
        b"sound = 3",
    ],
)
def test_a_file_that_cannot_be_used_is_told_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    read = read_settings(path)
    assert read.settings == Settings()
    assert "settings.toml" in read.notice
    # Reading changes nothing; the first change of a setting keeps the old file beside the new one.
    assert path.read_bytes() == content
    write_settings(path, Settings())
    assert (tmp_path / "settings-damaged-1.toml").read_bytes() == content
    assert read_settings(path).notice == ""


def test_every_damaged_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    for content in ("a =", "b ="):
        path.write_text(content)
        write_settings(path, Settings())
    assert (tmp_path / "settings-damaged-1.toml").read_text() == "a ="
    assert (tmp_path / "settings-damaged-2.toml").read_text() == "b ="


def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    assert read_settings(tmp_path / "settings.toml").notice


@pytest.mark.parametrize(("sorer", "first"), [("none", "right"), ("left", "right"), ("right", "left")])
def test_the_sorer_side_is_worked_second(sorer: str, first: str) -> None:
    assert msgspec.convert({"sorer_side": sorer}, SessionSettings).first_side == first


def test_settings_that_cannot_be_written_hold_until_the_end(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coach.app.write_settings", full)
    changed = Settings(sound=SoundSettings(muted=True))
    with pytest.raises(CoachError, match="No space left"):
        coach.change_settings(changed)
    assert coach.settings == changed


def test_changed_settings_are_there_at_the_next_start(coach: Coach) -> None:
    changed = Settings(session=SessionSettings(sorer_side="right", region="DE"))
    coach.change_settings(changed)
    again = Coach(coach.folder, coach.clock)
    assert (again.settings, again.settings_notice) == (changed, "")
