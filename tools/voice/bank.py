"""The bank of spoken clips as files: an index by text, and mp3 files named after their own bytes.

`index.json` holds one clip a line, sorted by text, so that a change of one sentence is a change of one line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from coach.sound.voice_bank import FORMAT, INDEX, ClipEntry, Index, clip_name

#: The recipe of a clip that a person spoke: it stays while its text stands.
RECORDED: Final = "recorded"


class BankError(Exception):
    """The bank on disk cannot be used; the message says what to do."""


class Plan(msgspec.Struct, frozen=True):
    """What a run has to do, each in order of text: render, keep, remove from the index."""

    render: tuple[str, ...]
    keep: tuple[str, ...]
    remove: tuple[str, ...]


def read_bank(folder: Path, locale: str, voice: str) -> Index:
    """The bank in the folder; an empty one of this locale and voice where there is none. Raises BankError."""
    path = folder / INDEX
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Index(locale, voice, {})
    try:
        bank = msgspec.json.decode(data, type=Index)
    except msgspec.MsgspecError as error:
        raise BankError(f"{path} cannot be read ({error}). Delete it to render the bank anew.") from error
    if bank.format != FORMAT:
        raise BankError(f"{path} has format {bank.format}; this tool writes format {FORMAT}.")
    if bank.locale != locale:
        raise BankError(f"{path} is a bank of the locale {bank.locale}, not {locale}.")
    return bank


def index_bytes(bank: Index) -> bytes:
    """The index as it stands in the file: UTF-8, clips sorted by text, one a line, a newline at the end."""

    def one_line(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    lines = [f"{one_line(text)}: {one_line(msgspec.to_builtins(clip))}" for text, clip in sorted(bank.clips.items())]
    head = f'"format": {bank.format},\n"locale": {one_line(bank.locale)},\n"voice": {one_line(bank.voice)},\n'
    body = '"clips": {\n' + ",\n".join(lines) + "\n}" if lines else '"clips": {}'
    return f"{{\n{head}{body}\n}}\n".encode()


def write_bank(folder: Path, bank: Index) -> None:
    """Writes the index; whoever reads meanwhile sees the old one or the new one, never a part."""
    write_whole(folder / INDEX, index_bytes(bank))


def keep_clip(folder: Path, mp3: bytes) -> str:
    """Puts the bytes under their name into the folder and returns the name."""
    name = clip_name(mp3)
    write_whole(folder / name, mp3)
    return name


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all, also when the machine stops in between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def is_whole(folder: Path, entry: ClipEntry) -> bool:
    """True where the clip's file is there and its bytes still are the ones it is named after."""
    try:
        return clip_name((folder / entry.file).read_bytes()) == entry.file
    except OSError:
        return False


def plan_of(bank: Index, recipes: Mapping[str, str], whole: Iterable[str]) -> Plan:
    """What to do so that the bank says `recipes` (text: recipe); `whole` are the texts whose files are undamaged."""
    sound = frozenset(whole)

    def stands(text: str) -> bool:
        entry = bank.clips.get(text)
        return entry is not None and text in sound and entry.recipe in (recipes[text], RECORDED)

    texts = sorted(recipes)
    return Plan(
        render=tuple(t for t in texts if not stands(t)),
        keep=tuple(t for t in texts if stands(t)),
        remove=tuple(sorted(set(bank.clips) - set(recipes))),
    )


def unused_files(folder: Path, bank: Index) -> list[Path]:
    """What lies in the folder and belongs to no clip: older clips, and what an interrupted run left."""
    used = {entry.file for entry in bank.clips.values()}
    return sorted(p for p in folder.iterdir() if p.suffix in (".mp3", ".part") and p.name not in used)
