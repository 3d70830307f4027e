"""Which sample is heard at which moment of the monotonic clock."""

from __future__ import annotations

from collections import deque
from typing import Final

from coach.sound.clips import RATE

_WINDOW_S: Final = 3.0
_SETTLED_S: Final = 1.5
_STEP_S: Final = 0.025
_SLEW: Final = 0.0003  # seconds a second: more than a sound card drifts, less than an ear can tell


class SampleClock:
    """Estimated from when the device asks for samples; `buffer_s` is how long after the asking the last of the
    samples asked for is heard.

    Asking is never early but often late: the server asks in its own rhythm, and a busy computer delays the asking.
    So the lowest offset of the last 3 s counts, and the estimate moves towards it slowly: a sound card that runs at
    its own speed is followed, and the unevenness of single blocks is not. A gap longer than the buffer means that
    the device ran dry and played silence of its own: the estimate starts afresh, so that the lost time is not
    carried along. A difference that stays and is large is taken over at once, too.
    """

    def __init__(self, buffer_s: float) -> None:
        self._buffer_s = buffer_s
        self._recent: deque[tuple[float, float]] = deque(maxlen=512)
        self._offset_s = 0.0
        self._began_s: float | None = None
        self._asked_s = 0.0

    def asked(self, now_s: float, position: int, count: int) -> None:
        """The device asks at `now_s` for the `count` samples from `position` on."""
        if self._began_s is None or now_s - self._asked_s > self._buffer_s + _STEP_S:
            self._began_s = now_s
            self._recent.clear()
        since_s, self._asked_s = now_s - self._asked_s, now_s
        self._recent.append((now_s, now_s - (position + count) / RATE))
        while self._recent[0][0] < now_s - _WINDOW_S:
            self._recent.popleft()
        lowest_s = min(offset_s for _, offset_s in self._recent)
        wrong_s = lowest_s - self._offset_s
        if now_s - self._began_s < _SETTLED_S or abs(wrong_s) > _STEP_S:
            self._offset_s = lowest_s
        else:
            most_s = _SLEW * since_s
            self._offset_s += max(-most_s, min(most_s, wrong_s))

    def sample_at(self, monotonic_s: float) -> int:
        """The sample heard at this moment, before or after the present."""
        return round((monotonic_s - self._offset_s - self._buffer_s) * RATE)
