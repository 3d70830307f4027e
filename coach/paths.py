"""Where things are: what is bundled with the program, and the person's own folder. Files there are private (0600)."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from coach.errors import CoachError
from coach.text import _


def bundled(name: str) -> Path:
    """A bundled folder, `data` or `assets`: beside main.py in the source tree, inside the package once installed."""
    here = Path(__file__).resolve().parent
    beside = here.parent / name
    return beside if beside.is_dir() else here / "_bundled" / name


def default_folder() -> Path:
    """The person's data folder where none is named. Raises `CoachError` where there is no home."""
    import platformdirs

    try:
        return Path(platformdirs.user_data_dir("restack", appauthor=False))
    except RuntimeError as err:
        raise CoachError(
            _("There is no home folder here to keep your data in."), _("Name a folder with --data-dir.")
        ) from err


class DataFolder(msgspec.Struct, frozen=True):
    """The person's folder and what stands in it."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / "restack.db"

    @property
    def settings(self) -> Path:
        return self.path / "settings.toml"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    @property
    def last_today(self) -> Path:
        """The last known Today, shown until the store is open."""
        return self.path / "today.json"

    @property
    def last_library(self) -> Path:
        """The library as it was last read; it can be thrown away."""
        return self.path / "library.json"

    @property
    def pictures(self) -> Path:
        """Small pictures that were drawn once; they can be thrown away."""
        return self.path / "pictures"

    @property
    def lock(self) -> Path:
        return self.path / "window.lock"

    @property
    def raise_request(self) -> Path:
        """A second start leaves this file; the first window sees it and comes forward."""
        return self.path / "raise-window"

    @property
    def log(self) -> Path:
        return self.path / "restack.log"

    def make(self) -> None:
        """Create the folder, private. Raises `CoachError` where that cannot be done."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            # A folder that holds other things is not ours to close to others; our files in it are private anyway.
            if os.name == "posix" and self.path.stat().st_mode & 0o077 and not any(self.path.iterdir()):
                self.path.chmod(0o700)
            self.backups.mkdir(exist_ok=True, mode=0o700)
        except OSError as err:
            raise CoachError(
                _("The data folder {path} cannot be used: {reason}.").format(path=self.path, reason=err.strerror),
                _("Choose another one with --data-dir."),
            ) from err
        if not os.access(self.path, os.W_OK):
            raise CoachError(
                _("The data folder {path} cannot be written to.").format(path=self.path),
                _("Change its permissions, or choose another one with --data-dir."),
            )


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file's content in one step, private, so that a crash leaves the old file or the new one. OSError."""
    write_parts(path, (data,))


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """The same with content that comes piece by piece; where a piece cannot be had, the old file stays. OSError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with private_file(temporary) as stream:
            for part in parts:
                write_all(stream, part)
            os.fsync(stream)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of it: on a disk that is nearly full one write may take only a part. OSError."""
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


@contextlib.contextmanager
def private_file(path: Path) -> Iterator[int]:
    """A new file that only its owner can read, as a descriptor."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
