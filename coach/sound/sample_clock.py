"""Which sample is heard at which moment of the monotonic clock."""

from __future__ import annotations

from collections import deque
from typing import Final

from coach.sound.clips import RATE

#: On a busy computer most of the asking is some ms late; within so long some of it is not.
_WINDOW_S: Final = 10.0
_SETTLED_S: Final = 1.5
#: Asking is never early, so an offset that is lower than the estimate is nearer to the truth: by so much, it counts at
#: once.
_LOWER_STEP_S: Final = 0.003
#: A higher offset may be a delay: by so much, and in every block of the last two seconds, it is none.
_HIGHER_STEP_S: Final = 0.018
_LATELY_S: Final = 2.0
#: What the length of a device's queue may be misjudged by.
_SLACK_S: Final = 0.005
#: Seconds a second: faster than a sound card drifts, slower than an ear can tell.
_FALL: Final = 0.0003
_RISE: Final = 0.0002


class SampleClock:
    """Estimated from when the device asks for samples; `buffer_s` is how long after the asking the last of the
    samples asked for is heard.

    Asking is never early but often late: the server asks in its own rhythm, and a busy computer delays the asking.
    So the lowest offset of the last 10 s counts, and the estimate moves towards it slowly: a sound card that runs at
    its own speed is followed, and the unevenness of single blocks is not. A block that is asked for after everything
    before it was heard means that the device ran dry and played silence of its own: the estimate starts afresh, so
    that the lost time is not carried along. So it does where all of the asking has lately come later than it should.
    """

    def __init__(self, buffer_s: float) -> None:
        self._buffer_s = buffer_s
        self._recent: deque[tuple[float, float]] = deque(maxlen=2048)
        self._offset_s = 0.0
        self._began_s: float | None = None
        self._asked_s = 0.0

    def asked(self, now_s: float, position: int, count: int) -> None:
        """The device asks at `now_s` for the `count` samples from `position` on."""
        offset_s = now_s - (position + count) / RATE
        dry_s = self._buffer_s - count / RATE + _SLACK_S
        if self._began_s is None or offset_s - self._offset_s > dry_s:
            self._began_s = now_s
            self._recent.clear()
        since_s, self._asked_s = now_s - self._asked_s, now_s
        self._recent.append((now_s, offset_s))
        lately_s = min(offset_s for at_s, offset_s in self._recent if at_s > now_s - _LATELY_S)
        if now_s - self._began_s > _LATELY_S and lately_s - self._offset_s > _HIGHER_STEP_S:
            self._began_s = now_s - _SETTLED_S
            self._forget_before(now_s - _LATELY_S)
            self._offset_s = lately_s
        self._forget_before(now_s - _WINDOW_S)
        wrong_s = min(offset_s for _at_s, offset_s in self._recent) - self._offset_s
        if now_s - self._began_s < _SETTLED_S or wrong_s < -_LOWER_STEP_S:
            self._offset_s += wrong_s
        else:
            self._offset_s += max(-_FALL * since_s, min(_RISE * since_s, wrong_s))

    def sample_at(self, monotonic_s: float) -> int:
        """The sample heard at this moment, before or after the present."""
        return round((monotonic_s - self._offset_s - self._buffer_s) * RATE)

    def _forget_before(self, moment_s: float) -> None:
        while self._recent[0][0] < moment_s:
            self._recent.popleft()
