"""Where the person is, for the emergency number."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def region_of(chosen: str) -> str | None:
    """The ISO 3166 region: as chosen in Settings, else that of the system's locale."""
    if chosen:
        return chosen
    name = QLocale.system().name()
    return name.partition("_")[2][:2] or None
