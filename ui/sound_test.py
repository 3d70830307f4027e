"""A test of the sound: a tone, then a sentence of the voice, once the output is open."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from coach.app import Coach
from coach.session import phrases
from coach.sound.player import SoundPlayer

#: The tone has rung out by then.
SENTENCE_AFTER_S = 1.2
LOOKS_EVERY_MS = 100


class SoundTest(QObject):
    """`looked` comes whenever the output was looked at, the last time when it is open or has failed."""

    looked = Signal()

    def __init__(self, coach: Coach, player: SoundPlayer, parent: QObject) -> None:
        super().__init__(parent)
        self._coach, self._player = coach, player
        self._running = False
        self._speaks = True

    def play(self, *, speaks: bool = True) -> None:
        """Begin, unless one is under way; `speaks`: with a sentence after the tone."""
        self._speaks = speaks
        if not self._running:
            self._running = True
            self._player.get_ready()
            self._look()

    @Slot()
    def _look(self) -> None:
        self._player.poll()
        self._running = self._player.is_opening
        self.looked.emit()
        if self._running:
            QTimer.singleShot(LOOKS_EVERY_MS, self, self._look)
            return
        self._player.play_now("start")
        clip = self._coach.voice.clip(phrases.half_way()) if self._speaks else None
        if clip is not None:
            self._player.schedule_clip(clip, time.monotonic() + SENTENCE_AFTER_S)
