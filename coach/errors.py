"""Errors that are meant for the person at the screen."""

from __future__ import annotations


class CoachError(Exception):
    """What happened, what is kept and what to do, in plain words. Anything else that is raised is a bug."""

    def __init__(self, happened: str, remedy: str = "") -> None:
        super().__init__(" ".join(part for part in (happened, remedy) if part))
        self.happened = happened
        self.remedy = remedy
