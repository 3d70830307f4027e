"""What versions are at work, for Settings and for a report of trouble."""

from __future__ import annotations

import platform

_PACKAGES = ("PySide6-Essentials", "miniaudio", "playsound3", "sqlite-utils", "msgspec", "numpy", "platformdirs")


def restack_version() -> str:
    """Restack's own version; from pyproject.toml where it runs from the source tree."""
    from importlib import metadata  # 45 ms that only Settings and the doctor need

    try:
        return metadata.version("restack")
    except metadata.PackageNotFoundError:
        return _from_source()


def versions() -> dict[str, str]:
    """Python and every package that Restack runs on."""
    from importlib import metadata

    found = {"Python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "-"
    return found


def _from_source() -> str:
    import tomllib
    from pathlib import Path

    try:
        table = tomllib.loads((Path(__file__).resolve().parent.parent / "pyproject.toml").read_text("utf-8"))
        return str(table["project"]["version"])
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return "-"
