"""The computer's own voice, for texts that the rendered one cannot say: what people write themselves.

It comes with the optional extra `speech` (PySide6-Addons). Without it, such texts are captions.
"""

from __future__ import annotations

import importlib.util
import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject

if TYPE_CHECKING:
    from coach.settings import SoundSettings

log = logging.getLogger(__name__)

_MODULE = "PySide6.QtTextToSpeech"
#: A little slower than usual, from -1 to 1: it is followed while moving.
_RATE = -0.15


def has_system_speech() -> bool:
    """Whether the optional extra is installed; whether the computer has a voice is known once it speaks."""
    try:
        return importlib.util.find_spec(_MODULE) is not None
    except (ImportError, ValueError):
        return False


class SystemSpeech(QObject):
    """Starts the computer's speech with the first text that needs it: on some systems that takes a moment.

    Never raises: where there is no voice it stays silent, and the captions remain.
    """

    def __init__(self, locale: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._locale = locale
        self._engine: Any = None
        self._tried = False
        self._volume = 1.0

    def follow(self, sound: SoundSettings) -> None:
        """Takes over the volume of the voice, and the mute."""
        self._volume = 0.0 if sound.muted else sound.voice
        if self._engine is not None:
            self._engine.setVolume(self._volume)

    def say(self, text: str) -> None:
        """Read this now, in place of what is being read."""
        if self._volume == 0:
            return
        engine = self._ready()
        if engine is not None:
            engine.stop()
            engine.say(text)

    def stop(self) -> None:
        """Fall silent."""
        if self._engine is not None:
            self._engine.stop()

    def _ready(self) -> Any:
        if not self._tried:
            self._tried = True
            self._engine = self._start()
        return self._engine

    def _start(self) -> Any:
        if not has_system_speech():
            return None
        try:
            speech = importlib.import_module(_MODULE).QTextToSpeech
            # "mock" is Qt's own engine for tests: it says nothing.
            engines = [name for name in speech.availableEngines() if name != "mock"]
            engine = speech(engines[0], self) if engines else None
            if engine is None or engine.state() == speech.State.Error:
                log.info("No voice of the computer: %s", engine.errorString() if engine is not None else engines)
                return None
        except (ImportError, OSError, RuntimeError) as err:
            log.info("The computer's voice does not start: %s", err)
            return None
        engine.setLocale(QLocale(self._locale))
        engine.setRate(_RATE)
        engine.setVolume(self._volume)
        return engine
