"""Plays every cue of a session at true speed into a null sink, records it, and finds each cue in the recording.

The case `idle` has nothing beside; `loaded` has a busy process, a thread that hogs the interpreter, and an event loop
that stands still for up to 0.3 s now and then; `now` plays button sounds that were not handed over ahead.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from coach.paths import bundled
from coach.sound.bank import SoundBank
from coach.sound.errors import SoundError
from coach.sound.voice_bank import VoiceBank, voice_folder
from tools.sound_match import Find, Matcher, Spread, Timing, Wanted, decibel, timing
from tools.sound_play import Notes, Spec
from tools.sound_rig import Rig, RigError

if TYPE_CHECKING:
    from numpy.typing import NDArray

DEVICES: Final = ("miniaudio", "alsa", "gstreamer", "ffplay")
CASES: Final = ("idle", "loaded", "now")
_SPAN_S: Final = 0.45  # ticks are a second apart
_TAPS: Final = 40
_AHEAD_S: Final = 0.5  # the least that the player asks for


@dataclass(frozen=True, slots=True)
class Aim:
    """What a device and case should reach; ms, None where nothing is promised."""

    device: str
    case: str
    interval_max: float | None = None
    interval_p95: float | None = None
    drift_in_30_min: float | None = None


AIMS: Final = (
    Aim("miniaudio", "idle", interval_max=1.0, drift_in_30_min=1.0),
    Aim("miniaudio", "loaded", interval_max=1.0, drift_in_30_min=1.0),
    Aim("alsa", "idle", interval_p95=25.0),
    Aim("alsa", "loaded", interval_p95=60.0),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One device and case. `late_cues` were handed over too late to be on time, as the first one of a session; they
    are not in `timing`. `left_over_db` is the loudest 10 ms that no cue explains."""

    device: str
    case: str
    detail: str
    minutes: float
    cues: int
    missed: tuple[str, ...]
    twice: tuple[str, ...]
    broken: tuple[str, ...]
    late_cues: int
    timing: Timing | None
    cpu_s_per_min: float
    children_cpu_s_per_min: float
    peak_db: float
    left_over_db: float
    left_over_at_s: float
    slip_ms: float
    machine_load: float
    notices: tuple[str, ...]

    @property
    def met(self) -> bool | None:
        """Whether the aims are reached; None where there are none."""
        aim = next((one for one in AIMS if (one.device, one.case) == (self.device, self.case)), None)
        if aim is None:
            return None
        if self.timing is None or self.missed or self.twice or self.broken or self.peak_db >= 0:
            return False
        checks = (
            (self.timing.interval.max, aim.interval_max),
            (self.timing.interval.p95, aim.interval_p95),
            (abs(self.timing.drift), aim.drift_in_30_min),
        )
        return all(bound is None or value <= bound for value, bound in checks)


def measure(template: str, minutes: float, devices: Sequence[str], cases: Sequence[str]) -> Iterator[Row | str]:
    """A row for each device and case as it is done, or a sentence where it cannot be measured. Raises RigError."""
    for device in devices:
        for case in cases:
            with Rig() as rig:
                try:
                    yield measure_one(rig, template, minutes, device, case)
                except RigError as error:
                    yield f"{device}, {case}: {error}"


def measure_one(rig: Rig, template: str, minutes: float, device: str, case: str) -> Row:
    """Plays and records once. Raises RigError, also where the device is not there."""
    direct = device == "miniaudio"
    spec = Spec(
        template=template,
        seconds=minutes * 60,
        prefer="miniaudio" if direct else "playsound3",
        backend="" if direct else device,
        loaded=case == "loaded",
        taps=_TAPS if case == "now" else 0,
    )
    with rig.record() as recorder, _busy(case == "loaded"), rig.playing(spec) as played:
        if (output := played.wait_for_begin()) != device:
            raise RigError(f"not there; the program would take {output}")
        notes = played.notes()
        recorded = recorder.stop()
    wanted = wanted_of(notes)
    matcher = Matcher(recorded.samples, recorded.began_s, wanted)
    finds = matcher.search(_SPAN_S)
    left_over_db, left_over_at_s = matcher.left_over()
    return Row(
        device=device,
        case=case,
        detail=notes.detail,
        minutes=(notes.ended_s - notes.began_s) / 60,
        cues=len(wanted),
        missed=_named(wanted, [find is None for find in finds], notes),
        twice=_named(wanted, [find is not None and find.twice for find in finds], notes),
        broken=_named(wanted, [find is not None and find.broken for find in finds], notes),
        late_cues=sum(one.at_s - notes.began_s < _AHEAD_S for one in wanted),
        timing=_timing(wanted, finds, recorded.began_s, notes),
        cpu_s_per_min=notes.cpu_s_per_min,
        children_cpu_s_per_min=notes.children_cpu_s_per_min,
        peak_db=decibel(float(np.abs(recorded.samples.astype(np.int32)).max(initial=0))),
        left_over_db=left_over_db,
        left_over_at_s=recorded.began_s + left_over_at_s - notes.began_s,
        slip_ms=recorded.slip_ms,
        machine_load=os.getloadavg()[1],
        notices=tuple(text for _at, text in notes.notices),
    )


def wanted_of(notes: Notes) -> list[Wanted]:
    """The clips of the cues that were due, in order of time; a sentence without a clip is not among them."""
    bank, voice = SoundBank.load(bundled("assets") / "sounds"), None
    with contextlib.suppress(SoundError):  # as the program does: without a voice there are captions
        voice = VoiceBank.load(voice_folder(notes.locale))
    known: dict[str, tuple[NDArray[np.float32], int]] = {}
    wanted = []
    for one in sorted(notes.due, key=lambda cue: cue.at_s):
        name = one.sound or one.text or ""
        if name not in known:
            said = voice.clip(name) if voice is not None else None
            clip = bank[name] if one.sound is not None else said
            if clip is None:
                continue
            known[name] = np.frombuffer(clip.samples, np.int16).astype(np.float32), clip.onset
        wanted.append(Wanted(name, one.at_s, *known[name]))
    return wanted


def table_text(row: Row) -> str:
    """A row for people."""
    head = f"{row.device}, {row.case} ({row.detail}), {row.minutes:.1f} min"
    lines = [head + {None: "", True: ": as aimed at", False: ": NOT AS AIMED AT"}[row.met]]
    lines.append(
        f"  {row.cues} cues, missed {len(row.missed)}, heard twice {len(row.twice)}, with holes {len(row.broken)}, "
        f"handed over too late to be on time {row.late_cues}"
    )
    wrong = (("missed", row.missed), ("twice", row.twice), ("holes", row.broken))
    lines += [f"    {word}: {name}" for word, names in wrong for name in names]
    if row.timing is not None:
        kept = row.timing
        lines.append(f"  onset error      {_spread(kept.error)}   after a constant {kept.latency:.1f} ms")
        lines.append(f"  interval error   {_spread(kept.interval)}")
        lines.append(f"  drift            {kept.drift:+.3f} ms over the run, {kept.drift_ppm:+.2f} ppm")
    lines.append(
        f"  processor        {row.cpu_s_per_min:.2f} s a minute, players {row.children_cpu_s_per_min:.2f}; "
        f"peak {row.peak_db:.1f} dBFS; loudest unexplained 10 ms {row.left_over_db:.1f} dBFS "
        f"at {row.left_over_at_s:.2f} s; "
        f"recording against clock {row.slip_ms:+.1f} ms; "
        f"load of the machine over 5 min {row.machine_load:.1f}"
    )
    lines += [f"  the player said: {text}" for text in row.notices]
    return "\n".join([*lines, *_aims(row)])


def _aims(row: Row) -> list[str]:
    for aim in AIMS:
        if (aim.device, aim.case) == (row.device, row.case):
            bounds = (
                ("interval max <= {:g} ms", aim.interval_max),
                ("interval p95 <= {:g} ms", aim.interval_p95),
                ("drift < {:g} ms in 30 min", aim.drift_in_30_min),
            )
            words = [text.format(bound) for text, bound in bounds if bound is not None]
            return [f"  aim              {', '.join([*words, 'none missed'])}"]
    return []


def _spread(values: Spread) -> str:
    return f"median {values.median:7.3f}  p95 {values.p95:7.3f}  max {values.max:7.3f} ms"


def _named(wanted: Sequence[Wanted], marked: Sequence[bool], notes: Notes) -> tuple[str, ...]:
    return tuple(
        f"{one.at_s - notes.began_s:.3f} s {one.name}" for one, mark in zip(wanted, marked, strict=True) if mark
    )


def _timing(
    wanted: Sequence[Wanted], finds: Sequence[Find | None], recorded_from_s: float, notes: Notes
) -> Timing | None:
    pairs = [
        (one.at_s, recorded_from_s + (find.start + one.onset) / 48_000)
        for one, find in zip(wanted, finds, strict=True)
        if find is not None and one.at_s - notes.began_s >= _AHEAD_S
    ]
    if len(pairs) < 2:
        return None
    due, heard = np.array(pairs).T
    return timing(due, heard)


@contextlib.contextmanager
def _busy(wanted: bool) -> Iterator[None]:
    """One process beside that takes all the time it can get."""
    if not wanted:
        yield
        return
    process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        process.kill()
        process.wait()
