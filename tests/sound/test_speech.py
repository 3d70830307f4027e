"""Estimated durations agree with the lines they were calibrated on."""

from __future__ import annotations

import pytest

from coach.sound.speech import CaptionVoice, Voice

MEASURED_MS = {
    "Next: glute bridge. Lie on your back, knees bent, feet hip-width apart.": 5390,
    "Switch sides.": 1210,
    "Halfway there. Keep breathing.": 2410,
    "Three. Two. One.": 2840,
    "Rest for thirty seconds.": 1690,
    "If this causes sharp pain, stop, and tell me with the pain button.": 3830,
}


@pytest.mark.parametrize(("text", "measured_ms"), MEASURED_MS.items())
def test_the_estimate_is_within_six_percent_of_the_rendered_line(text: str, measured_ms: int) -> None:
    voice: Voice = CaptionVoice()
    assert voice.duration_ms(text) == pytest.approx(measured_ms, rel=0.065)


def test_a_longer_text_takes_longer_and_an_empty_one_nothing() -> None:
    voice = CaptionVoice()
    assert voice.duration_ms("") == voice.duration_ms(" … ") == 0
    assert (
        voice.duration_ms("Rest.") < voice.duration_ms("Rest for 30 seconds.") < voice.duration_ms("Rest. Then go on.")
    )


def test_digits_count_as_words() -> None:
    voice = CaptionVoice()
    spelled, written = voice.duration_ms("Rest for thirty seconds."), voice.duration_ms("Rest for 30 seconds.")
    assert abs(spelled - written) <= 400


def test_captions_have_no_clip() -> None:
    assert CaptionVoice().clip("Switch sides.") is None
