"""A fault in a pose file, said so that the person who wrote it can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to mend. `place` is the path inside the file or the frame, such as `keys[2].knee_r.flex`."""

    place: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.reason} {self.remedy}".rstrip()
