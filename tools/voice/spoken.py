"""What is said for a text as shown: pauses at sentence ends, and the own spoken forms of `tools/voice/<locale>.toml`.

Spoken forms hold `|` (0.15 s) and `||` (0.40 s) for pauses, and `[word](/phonemes/)` for words that would be said
wrongly.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

#: Goes up with every change of the tools here, or of the pinned packages, that changes how a clip sounds.
RENDERER: Final = 2

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+")
_ONE_WORD: Final = re.compile(r"([^\W\d_]+)\.")


class SpokenError(Exception):
    """The file of spoken forms cannot be used; the message says why."""


class Spoken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of spoken forms: `said` for whole texts, `words` for words wherever they stand, and `bare` for the
    words that are said without their full stop when they stand alone."""

    said: Mapping[str, str] = {}
    words: Mapping[str, str] = {}
    bare: frozenset[str] = frozenset()

    def form(self, text: str) -> str:
        """What is said for the text."""
        own = self.said.get(text)
        if own is not None:
            return own
        alone = _ONE_WORD.fullmatch(text)
        if alone and alone[1] in self.bare:
            return alone[1]
        form = " || ".join(part for part in _SENTENCE_END.split(text.strip()) if part)
        if not self.words:
            return form
        # The longest first, so that "90/90 rest" would win over "90/90"; \w on either side means inside another word.
        names = sorted(self.words, key=lambda word: (-len(word), word))
        pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)"
        return re.sub(pattern, lambda found: self.words[found[0]], form)


def read_spoken(path: Path) -> Spoken:
    """The spoken forms in a TOML file; none where there is no such file. Raises SpokenError."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Spoken)
    except FileNotFoundError:
        return Spoken()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise SpokenError(f"{path.name}: {error}") from error


def recipe_of(form: str, voice: str, levels: Mapping[str, float]) -> str:
    """A short hash of everything that decides how a clip sounds."""
    whole = json.dumps([form, voice, RENDERER, dict(sorted(levels.items()))], ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
