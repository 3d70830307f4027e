"""What the sound benches make of a recording, on recordings that are mixed here and need no server."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.paths import bundled
from coach.sound.bank import SoundBank
from coach.sound.clips import RATE, Clip
from coach.sound.mixing import Placed, mix
from tools.bench_outages import longest_silence_s, meant_silence_s, unevenness_ms
from tools.sound_match import Find, Matcher, Wanted, decibel, timing
from tools.sound_rig import Recording, RigError, recording

LATENCY = 9_600
BEGAN_S = 100.0
SPAN_S = 0.45
BANK = SoundBank.load(bundled("assets") / "sounds")


def floats(clip: Clip) -> NDArray[np.float32]:
    return np.frombuffer(clip.samples, np.int16).astype(np.float32)


def sentence(seconds: float, seed: int) -> NDArray[np.float32]:
    """Noise that comes and goes like syllables, about as loud as the voice."""
    count = round(seconds * RATE)
    noise = np.convolve(np.random.default_rng(seed).normal(size=count + 20), np.ones(21) / 21, "valid")[:count]
    swell = 0.55 + 0.45 * np.sin(np.arange(count) / RATE * 2 * np.pi * 4)
    return np.asarray(np.rint(6_000 * swell * noise / noise.std() / 3), np.float32)


def played(placed: list[Placed], seconds: float) -> NDArray[np.int16]:
    """What the program's own mixer makes of it."""
    total = mix(placed, 0, round(seconds * RATE), {"sounds": 1.0, "voice": 1.0})
    return np.rint(total * 32768).astype(np.int16)


def tone(name: str, start: int) -> Placed:
    return Placed(floats(BANK[name]) / np.float32(32768), start, "sounds", BANK[name].yields)


def wanted(name: str, start: int) -> Wanted:
    """A tone that is expected so much earlier than `start` as the output is late."""
    return Wanted(name, BEGAN_S + (start - LATENCY) / RATE, floats(BANK[name]))


def found(samples: NDArray[np.int16], cues: list[Wanted]) -> list[Find | None]:
    return Matcher(samples, BEGAN_S, cues).search(SPAN_S)


def starts(finds: list[Find | None]) -> list[int | None]:
    return [find.start if find is not None else None for find in finds]


def test_tones_under_a_sentence_are_found_to_the_sample() -> None:
    words = sentence(3.0, 1)
    places = {"tick": 50_011, "rep": 101_007, "start": 152_003, "end": 152_003}
    placed = [tone(name, start) for name, start in places.items()]
    samples = played([*placed, Placed(words / np.float32(32768), 40_000, "voice")], 6.0)
    cues = [wanted(name, start) for name, start in places.items()]
    cues.append(Wanted("words", BEGAN_S + (40_000 - LATENCY + 700) / RATE, words, onset=700))
    matcher = Matcher(samples, BEGAN_S, cues)
    finds = matcher.search(SPAN_S)
    assert starts(finds) == [*places.values(), 40_000]
    assert not any(find.twice or find.broken for find in finds if find is not None)
    assert finds[0] is not None
    assert finds[0].level == pytest.approx(0.35, abs=0.05)  # ducked
    assert matcher.left_over()[0] < -40


def test_of_a_row_of_ticks_the_missing_one_is_missed_and_the_doubled_one_is_doubled() -> None:
    places = [RATE * n + 17 * n for n in range(1, 7)]
    sounding = [start for n, start in enumerate(places) if n != 2]
    samples = played([*(tone("tick", start) for start in sounding), tone("tick", places[4] + 9_000)], 8.0)
    finds = found(samples, [wanted("tick", start) for start in places])
    assert starts(finds) == [start if n != 2 else None for n, start in enumerate(places)]
    assert [find.twice for find in finds if find is not None] == [False, False, False, True, False]


def test_a_tone_begun_twice_at_the_same_sample_is_doubled() -> None:
    samples = played([tone("tick", 60_000), tone("tick", 60_000), tone("end", 150_000)], 5.0)
    finds = found(samples, [wanted("tick", 60_000), wanted("end", 150_000)])
    assert [find.twice for find in finds if find is not None] == [True, False]


def test_a_sentence_with_a_hole_is_broken_and_still_in_its_place() -> None:
    words = sentence(2.0, 2)
    samples = played(
        [Placed(words / np.float32(32768), 48_000, "voice"), Placed(words / np.float32(32768), 240_000, "voice")], 8.0
    )
    samples[48_000 + 60_000 : 48_000 + 75_000] = 0
    cues = [Wanted("words", BEGAN_S + (start - LATENCY) / RATE, words) for start in (48_000, 240_000)]
    finds = found(samples, cues)
    assert starts(finds) == [48_000, 240_000]
    assert [find.broken for find in finds if find is not None] == [True, False]


def test_what_no_cue_explains_is_left_over() -> None:
    samples = played([tone("tick", 60_000), tone("end", 150_000)], 5.0)
    samples[201_600:202_080] = 8_192
    matcher = Matcher(samples, BEGAN_S, [wanted("tick", 60_000), wanted("end", 150_000)])
    matcher.search(SPAN_S)
    size_db, at_s = matcher.left_over()
    assert size_db == pytest.approx(-12.04, abs=0.1)
    assert at_s == pytest.approx(4.2)


def test_timing_takes_the_constant_out_and_tells_drift_from_jitter() -> None:
    due_s = np.arange(0.0, 1_801.0)
    wobble_s = np.where(np.arange(len(due_s)) % 2, 0.0002, -0.0002)
    kept = timing(due_s, due_s * (1 + 1e-6) + 0.080 + wobble_s)
    assert kept.latency == pytest.approx(80.9, abs=0.3)
    assert kept.drift == pytest.approx(1.8, abs=0.01)
    assert kept.drift_ppm == pytest.approx(1.0, abs=0.01)
    assert kept.interval.max == pytest.approx(0.401, abs=1e-6)
    assert kept.error.max == pytest.approx(1.1, abs=0.01)
    late = np.where(np.arange(len(due_s)) % 300 == 7, 0.2, 0.0)
    assert timing(due_s, due_s + late).drift == 0.0


def test_a_recording_is_put_on_the_clock_by_its_least_late_look() -> None:
    times = np.arange(0.0, 20.0, 0.02)
    late_s = np.random.default_rng(3).uniform(0.0, 0.02, len(times))
    lengths = np.column_stack((50.0 + times + late_s, np.round(times * RATE)))
    lengths[::7, 0] += 0.3  # the looking thread was busy
    one = recording(np.zeros(20 * RATE, np.int16), lengths)
    assert one.began_s == pytest.approx(50.0, abs=0.001)
    assert one.slip_ms == pytest.approx(0.0, abs=2.0)
    lengths[500:, 0] += 0.05  # samples were lost
    assert recording(one.samples, lengths).slip_ms == pytest.approx(50.0, abs=2.0)
    with pytest.raises(RigError):
        recording(one.samples[:0], lengths[:0])


def test_silence_is_measured_over_all_recordings_and_the_session_is_allowed_its_own() -> None:
    first, second = np.zeros(5 * RATE, np.int16), np.zeros(5 * RATE, np.int16)
    first[: 2 * RATE] = 500
    second[RATE:] = 500
    both = [Recording(first, 0.0), Recording(second, 8.0)]
    assert longest_silence_s(both, 0.0, 13.0) == pytest.approx(7.0, abs=0.01)
    assert longest_silence_s(both, 0.0, 20.0) == pytest.approx(7.0, abs=0.01)
    cues = [wanted("tick", start * RATE) for start in (1, 2, 6)]
    assert meant_silence_s(cues) == pytest.approx(4.0 - BANK["tick"].duration_ms / 1000, abs=0.001)


def test_a_position_that_stands_still_is_uneven() -> None:
    even = [(n * 0.033, n * 33) for n in range(200)]
    assert unevenness_ms(even) == pytest.approx(0.0, abs=1e-6)
    stood = [(at_s, position - 500 * (n > 100)) for n, (at_s, position) in enumerate(even)]
    assert unevenness_ms(stood) == pytest.approx(500.0)
    assert all(later[0] > earlier[0] for earlier, later in pairwise(stood))


def test_decibels_are_against_full_scale() -> None:
    assert decibel(32768) == 0.0
    assert decibel(0) == -99.0
