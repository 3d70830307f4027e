"""Examines the voice bank: levels and silences of each clip, what recognisers understand, and the pitch at joints.

    .venv-voice/bin/python tools/hear_voice.py table              # exit 1 where a limit is broken
    .venv-voice/bin/python tools/hear_voice.py words --json FILE  # needs `sh tools/voice/setup.sh hear`
    .venv-voice/bin/python tools/hear_voice.py joints

All of it is offline. It does not replace a person who listens.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import msgspec  # noqa: E402
import numpy as np  # noqa: E402

from coach.sound.voice_bank import ClipEntry  # noqa: E402
from tools.voice import bank, hearing  # noqa: E402
from tools.voice.audio import PLAY_RATE, AudioError, decode  # noqa: E402
from tools.voice.measures import Measured, faults, measure  # noqa: E402
from tools.voice.pitch import Joint, end_pitch, inner_joints, start_pitch  # noqa: E402

JUMP_SEMITONES: Final = 7.0
WORST: Final = 10


def main() -> int:
    """0 when all is well, 1 where a limit is broken or the bank cannot be examined, 2 for wrong usage."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", choices=("table", "words", "joints"))
    parser.add_argument("--locale", default="en", help="language of the bank (%(default)s)")
    parser.add_argument("--bank", type=Path, metavar="DIR", help="another folder than assets/voice/LOCALE")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows; `words` goes on from those in it")
    parser.add_argument("--all", action="store_true", help="print every row, not only what stands out")
    arguments = parser.parse_args()
    folder = arguments.bank or ROOT / "assets" / "voice" / arguments.locale
    try:
        clips = bank.read_bank(folder, arguments.locale, "").clips
        if not clips:
            raise bank.BankError(f"There is no clip in {folder}: render the bank first (docs/voice.md).")
        run = {"table": _table, "words": _words, "joints": _joints}[arguments.what]
        return run(folder, clips, arguments.json, arguments.all)
    except (bank.BankError, AudioError, OSError, ImportError) as error:
        print(f"hear_voice: {error}", file=sys.stderr)
        return 1


# -- table -------------------------------------------------------------------------------------------------------


def _table(folder: Path, clips: Mapping[str, ClipEntry], out: Path | None, every: bool) -> int:
    rows = [measure(text, decode((folder / entry.file).read_bytes())) for text, entry in clips.items()]
    broken = {row.text: "; ".join(faults(row, clips[row.text])) for row in rows}
    print("     s    LUFS    dBFS  pause  before  after  letters/s")
    for row in rows:
        if every or broken[row.text]:
            print(
                f"{row.duration_ms / 1000:6.2f} {row.loudness_lufs:7.2f} {row.peak_dbfs:7.2f} {row.pause_ms:6} "
                f"{row.onset_ms:7} {row.trailing_ms:6} {row.letters_s:10}  {row.text}"
                + (f"  <- {broken[row.text]}" if broken[row.text] else "")
            )
    _spread("duration, s", [r.duration_ms / 1000 for r in rows])
    _spread("loudness, LUFS", [r.loudness_lufs for r in rows])
    _spread("peak, dBFS", [r.peak_dbfs for r in rows])
    _spread("longest pause, ms", [r.pause_ms for r in rows])
    _spread("before the speech, ms", [r.onset_ms for r in rows])
    _spread("after the speech, ms", [r.trailing_ms for r in rows])
    _spread("letters a second", [r.letters_s for r in rows])
    megabytes = sum((folder / entry.file).stat().st_size for entry in clips.values()) / 1e6
    minutes = sum(r.duration_ms for r in rows) / 60_000
    recorded = sum(entry.recipe == bank.RECORDED for entry in clips.values())
    print(f"{len(rows)} clips ({recorded} recorded), {minutes:.1f} min, {megabytes:.2f} MB")
    count = sum(map(bool, broken.values()))
    print(f"{count} beyond a limit" if count else "all within the limits")
    _write(out, rows)
    return 1 if count else 0


def _spread(name: str, values: Sequence[float]) -> None:
    low, middle, high = (float(v) for v in np.quantile(values, [0.0, 0.5, 1.0]))
    print(f"{name:24} {low:8.2f} to {high:8.2f}, median {middle:8.2f}")


# -- words -------------------------------------------------------------------------------------------------------


def _words(folder: Path, clips: Mapping[str, ClipEntry], out: Path | None, every: bool) -> int:
    known = {row.file: row for row in _read(out)}
    rows: list[hearing.Heard] = []
    missing = [text for text, entry in clips.items() if entry.file not in known]
    if missing:
        with hearing.recognisers() as recognisers:
            for text in missing:
                samples = decode((folder / clips[text].file).read_bytes(), hearing.RECOGNISER_RATE)
                by = {name: hear(samples) for name, hear in recognisers.items()}
                known[clips[text].file] = hearing.Heard(text, clips[text].file, by)
                if len(known) % 25 == 0:
                    _write(out, list(known.values()))
                    print(f"{len(known)} heard", file=sys.stderr, flush=True)
    for text, entry in clips.items():
        rows.append(msgspec.structs.replace(known[entry.file], text=text))
    _write(out, rows)
    said = sum(len(hearing.words_of(row.text)) for row in rows)
    errors = [row.errors() for row in rows]
    for name in errors[0]:
        wrong = sum(e[name] for e in errors)
        print(f"{name:10} {wrong:4} of {said} words wrong: {100 * wrong / said:.1f} %")
    wrong = sum(min(e.values()) for e in errors)
    print(f"{'both':10} {wrong:4} of {said} words wrong: {100 * wrong / said:.1f} %")
    print(f"{sum(row.suspect for row in rows)} of {len(rows)} clips that neither understands; the worst:")
    worst = sorted((r for r in rows if any(r.errors().values())), key=lambda r: _badness(r.errors()))
    for row in worst if every else worst[:WORST]:
        heard = "  |  ".join(f"{name}: {text}" for name, text in row.by.items())
        print(f"  {'+'.join(str(n) for n in row.errors().values())}  {row.text}  |  {heard}")
    return 0


def _badness(errors: Mapping[str, int]) -> tuple[int, int]:
    # What both misunderstand comes first: one recogniser alone errs with single words.
    return -min(errors.values()), -sum(errors.values())


def _read(path: Path | None) -> list[hearing.Heard]:
    if path is None or not path.exists():
        return []
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[hearing.Heard])
    except msgspec.MsgspecError as error:
        raise bank.BankError(f"{path} cannot be read ({error}). Delete it.") from error


# -- joints ------------------------------------------------------------------------------------------------------


def _joints(folder: Path, clips: Mapping[str, ClipEntry], out: Path | None, every: bool) -> int:
    speech = {text: _speech(folder, entry) for text, entry in clips.items()}
    inner = [joint for text, samples in speech.items() for joint in inner_joints(text, samples)]
    ends = {text: end_pitch(samples) for text, samples in speech.items()}
    starts = {text: start_pitch(samples) for text, samples in speech.items()}
    pairs = [(a, b) for a, b in sorted(set(_neighbours())) if a in clips and b in clips]
    joints = [Joint(a, b, ends[a], starts[b], _pause_ms()) for a, b in pairs if ends[a] and starts[b]]
    for name, some in (("inside a sentence", inner), ("between clips", joints)):
        clear = [j for j in some if not j.creaks]
        print(f"{len(some)} joints {name}, {len(some) - len(clear)} of them out of or into a creak")
        if clear:
            _spread("end, Hz", [j.end_hz for j in clear])
            _spread("start, Hz", [j.start_hz for j in clear])
            _spread("jump, semitones", [j.semitones for j in clear])
            _spread("silence, ms", [j.silence_ms for j in clear])
    print(f"{len(pairs) - len(joints)} of {len(pairs)} pairs without a pitch to compare")
    jumps = [j for j in joints if j.semitones > JUMP_SEMITONES and not j.creaks]
    print(f"{len(jumps)} jump up by more than {JUMP_SEMITONES:g} semitones")
    flagged = sorted(joints if every else jumps, key=lambda j: -j.semitones)
    for joint in flagged if every else flagged[:WORST]:
        print(
            f"  {joint.semitones:+5.1f}  {joint.end_hz:4.0f} -> {joint.start_hz:4.0f} Hz  {joint.first}  {joint.then}"
        )
    _write(out, joints)
    return 0


def _speech(folder: Path, entry: ClipEntry) -> np.ndarray:
    samples = decode((folder / entry.file).read_bytes())
    first = entry.onset_ms * PLAY_RATE // 1000
    return samples[first : first + entry.spoken_ms * PLAY_RATE // 1000]


def _pause_ms() -> int:
    from coach.session.speaking import PAUSE_MS

    return PAUSE_MS


def _neighbours() -> Iterator[tuple[str, str]]:
    """Sentences that follow each other directly in sessions."""
    from coach.library.read import read_library
    from coach.paths import bundled
    from coach.session import phrases
    from coach.session.words import side_phrase

    both: tuple[str | None, ...] = ("right", "left")
    for side in both:
        yield phrases.switch_sides(), side_phrase(side)
    for exercise in read_library(bundled("data")).exercises.values():
        each = both if exercise.sides in ("each", "alternating", "halves") else (None,)
        dosages = (exercise.dosages.beginner, exercise.dosages.intermediate, exercise.dosages.advanced)
        for name in (phrases.first_name(exercise), phrases.next_name(exercise)):
            for side in each:
                for dosage in dosages:
                    words = (name, phrases.begins_on(side), exercise.get_ready, *phrases.amount(dosage, exercise))
                    yield from pairwise(w for w in words if w)
                    for n in range(2, len(dosage.sets) + 1):
                        yield phrases.rest(), phrases.set_follows(n, len(dosage.sets))


def _write(out: Path | None, rows: Sequence[Measured | hearing.Heard | Joint]) -> None:
    if out is not None:
        bank.write_whole(out, msgspec.json.format(msgspec.json.encode(rows)) + b"\n")


if __name__ == "__main__":
    sys.exit(main())
