"""Plays a session for real and takes the sound output away from it: does the session go on, what is said, and are the
cues on time again afterwards?"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tools.bench_cues import wanted_of
from tools.sound_match import Find, Matcher, Wanted
from tools.sound_play import Notes, Spec
from tools.sound_rig import RATE, Recorder, Recording, Rig, RigError

if TYPE_CHECKING:
    from numpy.typing import NDArray

TROUBLE_AT_S: Final = 15.0
_SECONDS: Final = 50.0
_SPAN_S: Final = 0.45
_ON_TIME_MS: Final = 30.0
_EVEN_MS: Final = 400.0  # a session that was held up or moved unevenly by more than this stood still
_LOUD: Final = 40  # of 32768: what counts as sound


@dataclass(frozen=True, slots=True)
class Outage:
    """What is done to a session. `trouble` does it and gives a recorder that goes on in place of the one before."""

    name: str
    words: str
    trouble: Callable[[Rig], Iterator[Recorder]] | None = None
    server: bool = True
    hide: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a session. Times in seconds since its beginning, None where nothing came back.

    `stood_ms` is the longest that the event loop was held up, `uneven_ms` the most that the position strayed from the
    clock, `late_ms` how late each cue after the return was, against the cues before the trouble, `silent_s` the
    longest silence, and `meant_s` the longest that the session has anyway.
    """

    name: str
    words: str
    device: str
    went_on: bool
    stood_ms: float
    uneven_ms: float
    notices: tuple[tuple[float, str], ...]
    why_silent: str
    said_twice: tuple[str, ...]
    cues: int
    heard: int
    silent_s: float | None
    meant_s: float
    back_at_s: float | None
    missed_after: int
    late_ms: tuple[float, ...]
    terminal: str

    @property
    def good(self) -> bool:
        return self.went_on and not self.said_twice


def measure(template: str, names: Sequence[str] = ()) -> Iterator[Result]:
    """One result for each kind of outage, or for those named, as it is done. Raises RigError."""
    unknown = set(names) - {outage.name for outage in OUTAGES}
    if unknown:
        known = ", ".join(outage.name for outage in OUTAGES)
        raise RigError(f"There is no outage {', '.join(sorted(unknown))}. Known: {known}")
    for outage in OUTAGES:
        if not names or outage.name in names:
            yield measure_one(outage, template)


def measure_one(outage: Outage, template: str) -> Result:
    """Plays the beginning of the session with this outage. Raises RigError."""
    spec = Spec(template=template, seconds=_SECONDS, prefer="auto", hide=outage.hide)
    recorded: list[Recording] = []
    with Rig(server=outage.server) as rig, contextlib.ExitStack() as stack:
        recorder = stack.enter_context(rig.record()) if outage.server else None
        with rig.playing(spec) as played:
            played.wait_for_begin()
            if outage.trouble is not None and recorder is not None:
                time.sleep(TROUBLE_AT_S)
                for following in outage.trouble(rig):
                    recorded.append(recorder.stop())
                    recorder = stack.enter_context(following)
            notes = played.notes()
            if recorder is not None:
                recorded.append(recorder.stop())
            return _judged(outage, notes, recorded, played.terminal())


def _kill_server(rig: Rig) -> Iterator[Recorder]:
    rig.kill_server()
    time.sleep(3.0)
    rig.start_server()
    yield rig.record()


def _unload_sink(rig: Rig) -> Iterator[Recorder]:
    rig.pactl("unload-module", rig.module_of("null"))
    time.sleep(4.0)
    rig.add_sink("null")
    yield rig.record()


def _change_sink(rig: Rig) -> Iterator[Recorder]:
    rig.add_sink("other")
    # The recorder of the sink that goes is ended before: the server would let it listen to the other one.
    yield rig.record("other")
    rig.pactl("unload-module", rig.module_of("null"))
    rig.pactl("set-default-sink", "other")


OUTAGES: Final = (
    Outage("no-server", "no sound server at all", server=False),
    Outage("no-package", "neither miniaudio nor playsound3", hide=("miniaudio", "playsound3")),
    Outage("server-killed", "server killed, back 3 s later", _kill_server),
    Outage("device-gone", "device gone, back 4 s later", _unload_sink),
    Outage("device-changed", "device gone, another becomes the default", _change_sink),
)


def _judged(outage: Outage, notes: Notes, recorded: Sequence[Recording], terminal: str) -> Result:
    wanted = wanted_of(notes)
    heard_s = [_heard(wanted, _found(wanted, one), one.began_s) for one in recorded]
    first = _earliest(heard_s) if heard_s else np.full(len(wanted), np.nan)
    due_s = np.array([one.at_s for one in wanted])
    late_ms = (first - due_s) * 1000
    trouble_s = notes.began_s + TROUBLE_AT_S
    before, after = due_s < trouble_s - 0.5, due_s >= trouble_s
    usual_ms = float(np.nanmedian(late_ms[before])) if np.isfinite(late_ms[before]).any() else 0.0
    back = np.flatnonzero(after & np.isfinite(first))
    texts = [text for _at, text in notes.notices]
    uneven_ms = unevenness_ms(notes.ticks)
    stood_ms = float(np.diff([at_s for at_s, _position_ms in notes.ticks]).max()) * 1000
    return Result(
        name=outage.name,
        words=outage.words,
        device=notes.device,
        went_on=uneven_ms < _EVEN_MS and stood_ms < _EVEN_MS and not notes.paused,
        stood_ms=stood_ms,
        uneven_ms=uneven_ms,
        notices=tuple((at_s - notes.began_s, text) for at_s, text in notes.notices),
        why_silent=notes.why_silent,
        said_twice=tuple(sorted({text for text in texts if texts.count(text) > 1})),
        cues=len(wanted),
        heard=int(np.isfinite(first).sum()),
        silent_s=longest_silence_s(recorded, notes.began_s + 1.0, float(due_s[-1])) if recorded else None,
        meant_s=meant_silence_s(wanted),
        back_at_s=float(due_s[back[0]] - notes.began_s) if len(back) and outage.trouble is not None else None,
        missed_after=int((np.isnan(first) & (due_s > due_s[back[0]])).sum()) if len(back) else 0,
        late_ms=tuple(float(value) for value in late_ms[back] - usual_ms) if outage.trouble is not None else (),
        terminal=terminal,
    )


def unevenness_ms(ticks: Sequence[tuple[float, int]]) -> float:
    """The most that a position (ms) strayed from the clock (s) over a session."""
    at_s, position_ms = np.array(ticks, np.float64).T
    strayed: NDArray[np.float64] = position_ms - at_s * 1000
    return float(strayed.max() - strayed.min())


def longest_silence_s(recorded: Sequence[Recording], from_s: float, to_s: float) -> float:
    """The longest time between two sounds in any of the recordings; a time that nobody recorded is silent."""
    moments = [np.array([from_s, to_s])]
    for one in recorded:
        loud = np.flatnonzero(np.abs(one.samples.astype(np.int32)) > _LOUD)
        moments.append(one.began_s + loud[:: RATE // 1000] / RATE)
        moments.append(one.began_s + loud[-1:] / RATE)
    line = np.sort(np.concatenate(moments))
    line = line[(line >= from_s) & (line <= to_s)]
    return float(np.diff(line).max(initial=0.0))


def meant_silence_s(wanted: Sequence[Wanted]) -> float:
    """The longest time without a cue, from the first to the last of them, in order of time."""
    longest_s, busy_s = 0.0, wanted[0].at_s
    for one in wanted:
        longest_s = max(longest_s, one.at_s - busy_s)
        busy_s = max(busy_s, one.at_s + (len(one.samples) - one.onset) / RATE)
    return longest_s


def _found(wanted: Sequence[Wanted], one: Recording) -> list[Find | None]:
    return Matcher(one.samples, one.began_s, wanted).search(_SPAN_S)


def _heard(wanted: Sequence[Wanted], finds: Sequence[Find | None], began_s: float) -> NDArray[np.float64]:
    return np.array(
        [
            np.nan if find is None or find.broken else began_s + (find.start + one.onset) / RATE
            for one, find in zip(wanted, finds, strict=True)
        ]
    )


def _earliest(heard_s: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    both = np.vstack(heard_s)
    earliest: NDArray[np.float64] = np.where(np.isfinite(both), both, np.inf).min(axis=0)
    return np.where(np.isfinite(earliest), earliest, np.nan)


def table_text(result: Result) -> str:
    """A result for people."""
    lines = [f"{result.words} ({result.device}): {'good' if result.good else 'NOT GOOD'}"]
    lines.append(
        f"  the session {'went on' if result.went_on else 'STOOD STILL'}, position within {result.uneven_ms:.0f} ms of "
        f"the clock, held up for {result.stood_ms:.0f} ms at most; {result.heard} of {result.cues} cues heard whole"
    )
    if result.silent_s is not None:
        lines.append(
            f"  longest silence {result.silent_s:.1f} s; the session itself is quiet for {result.meant_s:.1f} s"
        )
    if result.back_at_s is not None:
        late = np.array(result.late_ms)
        lines.append(
            f"  heard again from {result.back_at_s:.1f} s on: {len(late)} cues, {(np.abs(late) <= _ON_TIME_MS).sum()} "
            f"within {_ON_TIME_MS:.0f} ms of their place ({late.min():+.1f} to {late.max():+.1f}), "
            f"missed after that {result.missed_after}"
        )
    lines += [f"  told at {at_s:5.1f} s: {text}" for at_s, text in result.notices]
    lines += [f"  TOLD AGAIN: {text}" for text in result.said_twice]
    if result.why_silent:
        lines.append(f"  silent at the end: {result.why_silent}")
    if result.terminal:
        lines.append(f"  on the terminal: {result.terminal[:300]}")
    return "\n".join(lines)
