"""Pose files -> clips. A pose file is text that people edit: whatever is wrong with it is said, all at once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coach.errors import CoachError
from coach.figure.body import BuildName, body_of
from coach.figure.clip import Clip
from coach.figure.faults import Fault
from coach.figure.reading import read_shared, read_spec
from coach.figure.spec import Muscle, PoseSpec, Shared
from coach.text import _

MAX_FILE_BYTES = 64 * 1024


class PoseBook:
    """The poses of a data folder, `poses/ID.toml` and `figure.toml`, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shared: Shared | None = None
        self._specs: dict[str, PoseSpec] = {}
        self._clips: dict[tuple[str, BuildName], Clip] = {}

    def __contains__(self, exercise_id: str) -> bool:
        return self._file(exercise_id).is_file()

    @property
    def ids(self) -> tuple[str, ...]:
        """All exercises that have poses, by name of their file."""
        return tuple(sorted(path.stem for path in (self._folder / "poses").glob("*.toml")))

    @property
    def shared(self) -> Shared:
        """What all poses share. Raises `CoachError` where figure.toml cannot be used."""
        if self._shared is None:
            path = self._folder / "figure.toml"
            shared, faults = read_shared_file(path)
            if shared is None or faults:
                raise _unusable(path, faults)
            self._shared = shared
        return self._shared

    @property
    def muscles(self) -> Mapping[str, Muscle]:
        """The glows by name."""
        return self.shared.muscles

    def spec(self, exercise_id: str) -> PoseSpec:
        """What the pose file of an exercise says. Raises `CoachError` naming its first fault."""
        if exercise_id not in self._specs:
            path = self._file(exercise_id)
            spec, faults = read_pose_file(path, self.shared)
            if spec is None:
                raise _unusable(path, faults)
            self._specs[exercise_id] = spec
        return self._specs[exercise_id]

    def clip(self, exercise_id: str, build: BuildName = "slight") -> Clip:
        """An exercise in motion with the body of a build. Raises `CoachError` where its file cannot be used."""
        key = (exercise_id, build)
        if key not in self._clips:
            self._clips[key] = Clip(self.spec(exercise_id), self.shared.places, body_of(build))
        return self._clips[key]

    def _file(self, exercise_id: str) -> Path:
        return self._folder / "poses" / f"{exercise_id}.toml"


def read_shared_file(path: Path) -> tuple[Shared | None, list[Fault]]:
    """What figure.toml says, None where it is no table at all, and everything that is wrong with it."""
    faults: list[Fault] = []
    data = _load_toml(path, faults)
    return (read_shared(data, faults) if data is not None else None), faults


def read_pose_file(path: Path, shared: Shared) -> tuple[PoseSpec | None, list[Fault]]:
    """What a pose file says, None where it cannot be drawn, and everything that is wrong with it."""
    faults: list[Fault] = []
    data = _load_toml(path, faults)
    return (read_spec(data, path.stem, shared, faults) if data is not None else None), faults


def _load_toml(path: Path, faults: list[Fault]) -> dict[str, Any] | None:
    """The table that a file holds, or None with the reason added to `faults`."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            faults.append(Fault("", _("The file is larger than 64 KB."), _("Shorten it.")))
            return None
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as err:
        faults.append(Fault("", _("This is not valid TOML: {err}.").format(err=err), _("Mend that line.")))
    except (OSError, UnicodeDecodeError) as err:
        faults.append(Fault("", _("It cannot be read: {err}.").format(err=err), _("Restore the file.")))
    except (ValueError, RecursionError) as err:
        faults.append(Fault("", _("A value cannot be read: {err}.").format(err=err), _("Mend that value.")))
    return None


def _unusable(path: Path, faults: list[Fault]) -> CoachError:
    first = faults[0] if faults else Fault("", _("It is empty."), _("Restore the file."))
    return CoachError(
        _("The poses in {path} cannot be used. {first}").format(path=path, first=first),
        _("Run “python main.py check” for the whole list, or install Restack again."),
    )
