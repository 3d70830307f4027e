"""The computer's own voice, with Qt's part of it pretended: it is an optional extra."""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
import sys
import types
from typing import Any

import pytest
from PySide6.QtCore import QObject

from coach.settings import SoundSettings
from ui.system_speech import SystemSpeech, has_system_speech

NAME = "PySide6.QtTextToSpeech"


class Engine:
    """Notes what it is told."""

    made: list[Engine] = []
    engines = ["mock", "flite", "speechd"]
    broken = False

    State = types.SimpleNamespace(Error="error", Ready="ready")

    def __init__(self, name: str, parent: QObject) -> None:
        self.name, self.parent = name, parent
        self.calls: list[tuple[str, object]] = []
        Engine.made.append(self)

    @staticmethod
    def availableEngines() -> list[str]:
        return Engine.engines

    def state(self) -> str:
        return "error" if Engine.broken else "ready"

    def errorString(self) -> str:
        return "no voice"

    def __getattr__(self, name: str) -> Any:
        return lambda *values: self.calls.append((name, values[0] if values else None))


@pytest.fixture
def qt_speech(monkeypatch: pytest.MonkeyPatch) -> type[Engine]:
    module = types.ModuleType(NAME)
    module.__spec__ = importlib.machinery.ModuleSpec(NAME, None)
    module.QTextToSpeech = Engine  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, NAME, module)
    monkeypatch.setattr(Engine, "made", [])
    return Engine


def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, NAME, None)


def test_it_starts_with_the_first_text_and_speaks_with_the_voices_volume(qt_speech: type[Engine]) -> None:
    assert has_system_speech()
    speech = SystemSpeech("en")
    speech.follow(SoundSettings(volume=50, voice_volume=80))
    speech.stop()
    assert qt_speech.made == []
    speech.say("My own stretch.")
    speech.say("The other side.")
    (engine,) = qt_speech.made
    assert engine.name == "flite", "never the one that is for tests"
    calls = [name for name, _value in engine.calls]
    assert calls == ["setLocale", "setRate", "setVolume", "stop", "say", "stop", "say"]
    assert [value for name, value in engine.calls if name == "say"] == ["My own stretch.", "The other side."]
    assert ("setVolume", 0.4) in engine.calls
    speech.follow(SoundSettings(muted=True))
    speech.say("Nobody hears this.")
    speech.stop()
    assert engine.calls[-2:] == [("setVolume", 0.0), ("stop", None)]


@pytest.mark.parametrize("trouble", ["no extra", "no engine", "broken engine"])
def test_without_a_voice_it_is_silent_and_tries_once(
    qt_speech: type[Engine], monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    if trouble == "no extra":
        without_extra(monkeypatch)
        assert not has_system_speech()
    monkeypatch.setattr(Engine, "engines", ["mock"] if trouble == "no engine" else ["flite"])
    monkeypatch.setattr(Engine, "broken", trouble == "broken engine")
    speech = SystemSpeech("en")
    for _text in range(3):
        speech.say("My own stretch.")
    speech.stop()
    assert len(qt_speech.made) == (1 if trouble == "broken engine" else 0)
    assert not any(name == "say" for engine in qt_speech.made for name, _value in engine.calls)


def test_what_qt_throws_is_no_end_of_a_session(qt_speech: type[Engine], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_name: str) -> None:
        raise ImportError("libspeechd.so.2: cannot open shared object file")

    monkeypatch.setattr("ui.system_speech.importlib.import_module", fails)
    SystemSpeech("en").say("My own stretch.")
    assert qt_speech.made == []
