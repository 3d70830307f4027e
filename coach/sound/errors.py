"""What can go wrong with sound, in plain words."""

from __future__ import annotations

from coach.errors import CoachError


class SoundError(CoachError):
    """A sound cannot be read or an output cannot be opened. The session goes on without it."""
