"""The rendered voice: an index from each sentence to its clip, and the clips, decoded when a session needs them."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from coach.paths import bundled
from coach.sound.bank import decode_speech
from coach.sound.clips import RATE, Clip
from coach.sound.errors import SoundError
from coach.text import _

logger = logging.getLogger(__name__)

INDEX: Final = "index.json"
FORMAT: Final = 1
#: So many decoded clips are kept, about 0.25 MB each: a minute of a session has fewer.
_KEPT: Final = 48


class ClipEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One clip of the index. `file` is named after the bytes that it holds.

    Speech begins `onset_ms` after the beginning of the decoded file and lasts `spoken_ms`; the silence around it is
    not counted. `recipe` is the renderer's and says from what the clip was made.
    """

    file: Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\.mp3$")]
    onset_ms: Annotated[int, Meta(ge=0, le=2_000)]
    spoken_ms: Annotated[int, Meta(ge=1, le=60_000)]
    recipe: str


class Index(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`index.json` of a bank: the clip of each sentence."""

    locale: str
    voice: str
    clips: dict[str, ClipEntry]
    format: int = FORMAT


def voice_folder(locale: str) -> Path:
    """Where the rendered voice of a language lies, whether or not there is one."""
    return bundled("assets") / "voice" / locale


def clip_name(mp3: bytes) -> str:
    """The name under which a clip of these bytes is kept."""
    import hashlib  # 6 ms that only the check and the renderer need

    return hashlib.sha256(mp3).hexdigest()[:16] + ".mp3"


class VoiceBank:
    """The clips of one locale. Any thread may ask for a clip; decoding one takes some 10 ms."""

    def __init__(self, folder: Path, index: Index) -> None:
        self.folder = folder
        self.index = index
        self._decoded: OrderedDict[str, Clip] = OrderedDict()
        self._bad: set[str] = set()
        self._lock = threading.Lock()
        self._wanted: deque[str] = deque()
        self._working = False

    @classmethod
    def load(cls, folder: Path) -> VoiceBank:
        """Reads the index of the bank in a folder. Raises SoundError with a sentence for the user."""
        path = folder / INDEX
        try:
            index = msgspec.json.decode(path.read_bytes(), type=Index)
        except (OSError, msgspec.DecodeError) as error:
            raise _no_voice(path, str(error)) from error
        if index.format != FORMAT:
            raise _no_voice(path, _("its format is {found}, not {known}").format(found=index.format, known=FORMAT))
        return cls(folder, index)

    def spoken_ms(self, text: str) -> int | None:
        """How long the sentence takes; None where the bank has no clip that says it."""
        entry = self.index.clips.get(text)
        return entry.spoken_ms if entry is not None else None

    def clip(self, text: str) -> Clip | None:
        """The clip that says exactly this text; None where there is none or its file cannot be read."""
        entry = self.index.clips.get(text)
        if entry is None or entry.file in self._bad:
            return None
        with self._lock:
            clip = self._decoded.get(entry.file)
            if clip is not None:
                self._decoded.move_to_end(entry.file)
                return clip
        return self._decode(entry)

    def get_ready(self, texts: Iterable[str]) -> None:
        """Decodes what will be said soon, on a thread of its own, in this order."""
        with self._lock:
            known = {text: entry for text in texts if (entry := self.index.clips.get(text)) is not None}
            self._wanted = deque(text for text, entry in known.items() if entry.file not in self._decoded)
            if self._working or not self._wanted:
                return
            self._working = True
        threading.Thread(target=self._work, name="decode-voice", daemon=True).start()

    def forget(self) -> None:
        """Gives the memory of the decoded clips back."""
        with self._lock:
            self._wanted.clear()
            self._decoded.clear()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._working = False
                    return
                text = self._wanted.popleft()
            self.clip(text)

    def _decode(self, entry: ClipEntry) -> Clip | None:
        path = self.folder / entry.file
        try:
            clip = decode_speech(path.read_bytes(), path.stem, onset=entry.onset_ms * RATE // 1000, file=path)
        except (OSError, SoundError) as error:
            logger.warning("The clip %s cannot be read: %s", path, error)
            self._bad.add(entry.file)
            return None
        with self._lock:
            self._decoded[entry.file] = clip
            while len(self._decoded) > _KEPT:
                self._decoded.popitem(last=False)
        return clip


class BankProblem(msgspec.Struct, frozen=True):
    """Something wrong with a bank: which sentence or file, and why."""

    place: str
    reason: str
    is_file: bool = False


def bank_problems(bank: VoiceBank, sentences: Iterable[str]) -> Iterator[BankProblem]:
    """Sentences without a clip, clips that nobody says, files that are missing, damaged or in no index."""
    needed, said = set(sentences), bank.index.clips
    for text in sorted(needed - said.keys()):
        yield BankProblem(text, _("No clip says this sentence."))
    for text in sorted(said.keys() - needed):
        yield BankProblem(text, _("Nobody says this sentence any more."))
    for text, entry in said.items():
        path = bank.folder / entry.file
        try:
            if clip_name(path.read_bytes()) != entry.file:
                yield BankProblem(text, _("The file {name} is damaged.").format(name=entry.file))
        except OSError:
            yield BankProblem(text, _("The file {name} cannot be read.").format(name=entry.file))
    known = {entry.file for entry in said.values()} | {INDEX}
    for path in sorted(bank.folder.iterdir()):
        if path.name not in known:
            yield BankProblem(path.name, _("No sentence belongs to this file."), is_file=True)


def _no_voice(path: Path, reason: str) -> SoundError:
    words = _("The voice cannot be used: {name} ({reason}). Captions say everything.")
    return SoundError(words.format(name=path, reason=reason))
