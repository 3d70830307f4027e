"""What a picture of the figure costs: fresh and kept, alone and in the session's own stage, beside a bare picture.

CPU time of this process only, drawn in software. The share of a core is the CPU time over the time on the wall.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from coach.figure.timing import preview_moment, preview_seconds
from coach.library.library import Library
from coach.library.read import read_library
from coach.paths import bundled
from coach.session.timeline import Timeline, compile_timeline
from ui.app import make_application
from ui.theme import T

if TYPE_CHECKING:
    from ui.figure.painter import FigurePainter
    from ui.pages.session_stage import SessionStage

SIZES = ((600, 450), (1200, 900))
#: Five that differ: lying, on all fours, props, much of the body moving.
CLIPS = ("bird-dog", "glute-bridge", "side-plank-full", "single-knee-to-chest", "sit-to-stand")
TICK_MS = 33
#: Sessions and the exercise of theirs that is played as the person sees it.
SESSIONS = (("calm-mid", "single-knee-to-chest"), ("calm-mid", "pelvic-tilt"), ("unlock-late", "bird-dog-leg"))


@dataclass(frozen=True, slots=True)
class Frames:
    """CPU ms a picture at one size."""

    size: tuple[int, int]
    what: str
    best: float
    median: float
    p95: float


@dataclass(frozen=True, slots=True)
class Share:
    """Per cent of a core while something is shown at 30 pictures a second."""

    what: str
    setup: float
    first: float
    later: float
    kept_mib: float


def measure_frames(each: int) -> list[Frames]:
    """Pictures of each of the five exercises at each size."""
    make_application()
    rows: list[Frames] = []
    for size in SIZES:
        posed: list[float] = []
        fresh: list[float] = []
        kept: list[float] = []
        for name in CLIPS:
            painter = _painter(name, size)
            clip = painter.clip
            moments = [preview_moment(clip, preview_seconds(clip) * k / each) for k in range(each)]
            posed += _each(lambda m, c=clip: c.pose_at(m), moments)
            fresh += _each(painter.frame, moments)
            target = QImage(*size, QImage.Format.Format_RGB32)
            pieces = [painter.frame(moment) for moment in moments[:20]]
            kept += _each(lambda some, t=target, p=painter: _show(t, p, some), pieces)
        rows += [_frames(size, *row) for row in (("pose", posed), ("fresh picture", fresh), ("kept picture", kept))]
        target, bare = QImage(*size, QImage.Format.Format_RGB32), QPixmap(*size)
        rows.append(_frames(size, "bare picture", _each(lambda _n, t=target, b=bare: _draw(t, b), range(100))))
    return rows


def measure_shares(size: tuple[int, int], seconds: float) -> list[Share]:
    """The session's stage while exercises are got ready for and done, and a bare picture at the same pace."""
    make_application()
    T.apply("dark", text_scale=1, reduced_motion=False)
    library = read_library(bundled("data"))
    rows = [_session_share(library, *which, size, seconds) for which in SESSIONS]
    return [*rows, _bare_share(size, seconds)]


def _session_share(library: Library, session: str, exercise: str, size: tuple[int, int], seconds: float) -> Share:
    from ui.figure.frames import frames
    from ui.pages.session_stage import SessionStage

    timeline = compile_timeline(library.session(session), library)
    stage = SessionStage()
    stage.resize(*size)
    stage.show()
    stage.show_exercise(library.exercise(exercise))

    def share(start_ms: int, end_ms: int) -> float:
        return _share(lambda ms: _tick(stage, timeline, start_ms + ms), min(end_ms - start_ms, seconds * 1000))

    setup, first, later = _spans(timeline, exercise)
    ready, begun = share(*setup), share(*first)
    if later[0] > first[1]:
        share(first[1], later[0])  # the other side, as the person sees it
    shares = ready, begun, share(*later)
    kept = frames.used / 2**20
    stage.close()
    return Share(f"{exercise} in {session}", *shares, kept)


def _tick(stage: SessionStage, timeline: Timeline, ms: float) -> None:
    stage.show_motion(timeline, round(ms))
    if timeline.segments[timeline.index_at(round(ms))].kind in ("setup", "gap", "set_rest", "switch_sides"):
        stage.draw_ahead(timeline, round(ms))


def _spans(timeline: Timeline, exercise: str) -> tuple[tuple[int, int], ...]:
    """Start and end in ms of getting ready, of the first repetition and of the next one on the same side."""
    own = [s for s in timeline.segments if s.exercise == exercise]
    setup = next(s for s in own if s.kind == "setup")
    reps: dict[tuple[object, ...], list[int]] = {}
    for segment in own:
        if segment.rep is not None:
            span = reps.setdefault((segment.side, segment.set, segment.rep), [segment.start_ms, segment.end_ms])
            span[1] = segment.end_ms
    side = next(iter(reps))[0]
    first, later = [(start, end) for (own_side, _set, _rep), (start, end) in reps.items() if own_side == side][:2]
    return (setup.start_ms, setup.end_ms), first, later


def _bare_share(size: tuple[int, int], seconds: float) -> Share:
    """A picture that is only put on the screen, as often as the figure."""

    class Bare(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.picture = QPixmap(*size)
            self.picture.fill(Qt.GlobalColor.white)

        def paintEvent(self, _ev: object) -> None:
            QPainter(self).drawPixmap(0, 0, self.picture)

    bare = Bare()
    bare.resize(*size)
    bare.show()
    shares = [_share(lambda _ms: bare.update(), seconds * 500) for _n in range(3)]
    bare.close()
    return Share("a bare picture at this pace", shares[0], shares[1], shares[2], 0.0)


def _share(tick: Callable[[float], None], lasts_ms: float) -> float:
    loop, timer = QEventLoop(), QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(TICK_MS)
    began = time.monotonic()

    def on() -> None:
        ms = (time.monotonic() - began) * 1000
        if ms >= lasts_ms:
            loop.quit()
        else:
            tick(ms)

    timer.timeout.connect(on)
    cpu = time.process_time()
    timer.start()
    loop.exec()
    timer.stop()
    return 100 * (time.process_time() - cpu) / (time.monotonic() - began)


def _painter(name: str, size: tuple[int, int]) -> FigurePainter:
    from ui.figure.clips import clip_of
    from ui.figure.look import figure_look
    from ui.figure.view import painter_of

    clip = clip_of(name)
    assert clip is not None
    return painter_of(clip, size, dark=False, look=figure_look.look, flip=False)


def _each(work: Callable[..., object], things: Sequence[object]) -> Iterator[float]:
    for thing in things:
        began = time.process_time()
        work(thing)
        yield (time.process_time() - began) * 1000


def _show(target: QImage, painter: FigurePainter, pieces: Sequence[tuple[QImage, object]]) -> None:
    p = QPainter(target)
    p.drawImage(0, 0, painter.back)
    for image, at in pieces:
        p.drawImage(at, image)  # type: ignore[call-overload]
    p.end()


def _draw(target: QImage, picture: QPixmap) -> None:
    p = QPainter(target)
    p.drawPixmap(0, 0, picture)
    p.end()


def _frames(size: tuple[int, int], what: str, times: Sequence[float] | Iterator[float]) -> Frames:
    ordered = sorted(times)
    return Frames(size, what, ordered[0], statistics.median(ordered), ordered[int(len(ordered) * 0.95)])


def table_text(frames: Sequence[Frames], shares: Sequence[Share], size: tuple[int, int]) -> str:
    """Both tables as text."""
    lines = [f"{'CPU ms a picture':34}{'best':>8}{'median':>8}{'p95':>8}{'x bare':>8}"]
    for row in frames:
        bare = next(f for f in frames if f.size == row.size and f.what == "bare picture")
        name = f"{row.size[0]}x{row.size[1]} {row.what}"
        lines.append(f"{name:34}{row.best:8.2f}{row.median:8.2f}{row.p95:8.2f}{row.median / bare.median:8.1f}")
    lines += ["", f"{f'% of a core at 30/s, {size[0]}x{size[1]}':44}{'ready':>8}{'first':>8}{'later':>8}{'MiB':>8}"]
    for share in shares:
        lines.append(f"{share.what:44}{share.setup:8.1f}{share.first:8.1f}{share.later:8.1f}{share.kept_mib:8.1f}")
    return "\n".join(lines)
