"""A file from elsewhere, read and checked to the last field before anything is made of it.

Nothing in it is trusted: size, depth, types, numbers, words, ids, dates and references are checked, and the first thing
that does not fit is told with its place.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from coach.clock import from_stored
from coach.errors import CoachError
from coach.exchange.document import ENTRIES, ENTRY, FORMAT, LISTS, VERSION, Stamp
from coach.text import _

MOST_BYTES = 400_000_000
_YEARS = range(1900, 2200)
#: How a file begins that is something else: what it is, in words.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x1f\x8b", "GZIP"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
_PAGES = (b"<!doctype html", b"<html", b"<?xml")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PLACE = re.compile(r"^(?P<reason>.*?)(?: - at `(?P<place>.*)`)?$", re.DOTALL)
_decode_plain: Any = msgspec.json.Decoder(ENTRY).decode
_decoders: dict[str, msgspec.json.Decoder[Any]] = {name: msgspec.json.Decoder(kind) for name, kind in ENTRIES.items()}


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """What a file would bring, checked: entries by list, each as its JSON. Nothing of the store is looked at yet.

    `by_hand`: from a table that was kept elsewhere; a day that has its rating here keeps it.
    """

    source: str
    at: datetime | None = None
    settings: dict[str, Any] | None = None
    lists: dict[str, tuple[msgspec.Raw, ...]]
    by_hand: bool = False

    def entries(self, name: str) -> Iterator[dict[str, Any]]:
        """The entries of a list as plain data."""
        for raw in self.lists.get(name, ()):
            entry: dict[str, Any] = _decode_plain(raw)
            yield entry


class _Head(msgspec.Struct):
    format: str = ""
    version: int = 0


class _Envelope(msgspec.Struct):
    exported: Stamp
    settings: dict[str, Any] = {}
    sessions: tuple[msgspec.Raw, ...] = ()
    screenings: tuple[msgspec.Raw, ...] = ()
    clearances: tuple[msgspec.Raw, ...] = ()
    happenings: tuple[msgspec.Raw, ...] = ()
    day_ratings: tuple[msgspec.Raw, ...] = ()
    spasms: tuple[msgspec.Raw, ...] = ()
    day_logs: tuple[msgspec.Raw, ...] = ()
    removals: tuple[msgspec.Raw, ...] = ()


def file_bytes(file: Path, most: int = MOST_BYTES) -> bytes:
    """What stands in a file. Raises `CoachError` where it cannot be read, is too large, or is no document at all."""
    try:
        if file.is_dir():
            raise CoachError(_("{file} is a folder.").format(file=file), _useful())
        if not file.is_file():
            raise CoachError(_("There is no file {file}.").format(file=file), _("Check the name."))
        size = file.stat().st_size
        if size > most:
            raise CoachError(
                _("{file} is larger than {n} MB.").format(file=file.name, n=most // 1_000_000),
                _("That is more than an export or a table of days needs. Check that it is the right file."),
            )
        data = file.read_bytes()
    except (OSError, ValueError) as err:
        reason = getattr(err, "strerror", None) or err
        raise CoachError(
            _("{file} cannot be read: {reason}.").format(file=file.name[:200], reason=reason), _("Check the name.")
        ) from err
    if not data.strip():
        raise CoachError(_("{file} is empty.").format(file=file.name), _useful())
    if data.startswith(b"SQLite format 3\0"):
        raise CoachError(
            _("{file} is a backup: a whole copy of the data, no export.").format(file=file.name),
            _(
                "To bring two histories together, open Restack on the machine it comes from and use “Export as JSON”. "
                "To go back to it instead, put it into the folder “backups” of your data folder and restore it in "
                "Settings."
            ),
        )
    for begin, kind in _OTHERS:
        if data.startswith(begin):
            raise CoachError(_("{file} is a {kind} file.").format(file=file.name, kind=kind), _useful())
    if data[:200].removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(_PAGES):
        raise CoachError(_("{file} is a web page (HTML or XML).").format(file=file.name), _useful())
    return data


def read_document(file: Path) -> Incoming:
    """The export in a file. Raises `CoachError` that names the file, the place and the remedy."""
    return document_of(file_bytes(file), file.name)


def document_of(data: bytes, label: str) -> Incoming:
    """The export in these bytes; `label` names the file in errors. Raises `CoachError`."""
    if data.startswith(_WIDE) or data[1:2] == b"\0" or data[:1] == b"\0":
        raise CoachError(
            _("{file} was saved in another encoding (UTF-16).").format(file=label),
            _("An export is UTF-8: save it as that, or export it once more where it comes from.") + " " + _no_change(),
        )
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        head = msgspec.json.decode(data, type=_Head)
        if head.format != FORMAT:
            raise _not_ours(label)
        if head.version != VERSION:
            raise CoachError(
                _("{file} was written by another version of Restack.").format(file=label),
                _("Update Restack and try again.") + " " + _no_change(),
            )
        envelope = msgspec.json.decode(data, type=_Envelope)
    except msgspec.ValidationError as err:
        place, reason = _told(err)
        if not place or place == "format":
            raise _not_ours(label) from err
        raise _misfit(label, place, reason) from err
    except (msgspec.DecodeError, UnicodeDecodeError) as err:
        raise CoachError(_("{file} is no JSON: {reason}.").format(file=label, reason=err), _again()) from err
    except RecursionError as err:
        raise CoachError(_("{file} is no JSON: it is nested too deeply.").format(file=label), _again()) from err
    lists = {name: getattr(envelope, name) for name in LISTS}
    _Check(label).whole(lists)
    return Incoming(
        source=label, at=_time_of(envelope.exported, label, "exported"), settings=envelope.settings, lists=lists
    )


class _Check:
    """Looks at each entry of a document once."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._days: set[str] = set()
        self._ids: dict[str, set[str]] = {}
        #: Place, list and id of each mention of another entry.
        self._mentions: list[tuple[str, tuple[str, ...], str]] = []

    def whole(self, lists: dict[str, tuple[msgspec.Raw, ...]]) -> None:
        """Raises `CoachError` for the first entry that does not fit."""
        for name, entries in lists.items():
            for index, raw in enumerate(entries):
                self._entry(name, f"{name}[{index}]", raw)
        for place, among, own in self._mentions:
            if not any(own in self._ids.get(name, ()) for name in among):
                raise _misfit(self._label, place, _("it speaks of an entry that is not in the file"))

    def _entry(self, name: str, place: str, raw: msgspec.Raw) -> None:
        try:
            _decoders[name].decode(raw)
            entry = _decode_plain(raw)
        except msgspec.ValidationError as err:
            within, reason = _told(err)
            where = f"{place}.{within}" if within and not within.startswith("[") else f"{place}{within}"
            if "Invalid value" in reason or "Invalid enum value" in reason:
                raise CoachError(
                    _("{file}: {place} says something that this version of Restack does not know.").format(
                        file=self._label, place=where
                    ),
                    _("Update Restack and try again.") + " " + _no_change(),
                ) from err
            raise _misfit(self._label, where, reason) from err
        # Bytes that are no UTF-8 and half characters end the text for the decoder.
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as err:
            raise _misfit(self._label, place, str(err)) from err
        if b"\\u0000" in bytes(raw) and _has_nul(entry):
            raise _misfit(self._label, place, _("it holds a character that is no text"))
        self._once(name, place, entry["id"])
        self._dates(place, entry)
        match name:
            case "sessions":
                for n, event in enumerate(entry.get("events", ())):
                    # Ten years have a million of them, on few days.
                    if event["at"]["utc"][:10] not in self._days:
                        self._dates(f"{place}.events[{n}]", event)
                for n, check_in in enumerate(entry.get("check_ins", ())):
                    where = f"{place}.check_ins[{n}]"
                    self._dates(where, check_in)
                    if check_in.get("id"):
                        self._once("check_ins", where, check_in["id"])
            case "spasms":
                for n, told in enumerate(entry.get("told", ())):
                    where = f"{place}.told[{n}]"
                    self._dates(where, told)
                    self._once("spasm_logs", where, told["id"])
            case "happenings" if entry["kind"] == "leg":
                self._mentions.append((f"{place}.session", ("sessions",), entry["session"]))
            case "happenings" if entry["kind"] == "experiment_ended":
                self._mentions.append((f"{place}.of", ("happenings",), entry["of"]))
            case "removals":
                among = ("spasms", "day_logs", "day_ratings", "happenings")
                self._mentions += [(f"{place}.entries[{n}]", among, own) for n, own in enumerate(entry["entries"])]
            case _:
                pass

    def _once(self, name: str, place: str, own: str) -> None:
        known = self._ids.setdefault(name, set())
        if own in known:
            raise _misfit(self._label, place, _("the id {id} stands in the file twice").format(id=own))
        known.add(own)

    def _dates(self, place: str, entry: dict[str, Any]) -> None:
        """Days that there are, from 1900 to 2199; their form is known to fit."""
        for name in ("at", "day", "started", "onset", "logged", "last_spasm"):
            value = entry.get(name)
            if value is None:
                continue
            day = (value["utc"] if isinstance(value, dict) else str(value))[:10]
            if day not in self._days:
                try:
                    fits = date.fromisoformat(day).year in _YEARS
                except ValueError:
                    fits = False
                if not fits:
                    raise _misfit(
                        self._label, f"{place}.{name}", _("{day} is no day from 1900 to 2199").format(day=day)
                    )
                self._days.add(day)


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_has_nul(key) or _has_nul(one) for key, one in value.items())
    return isinstance(value, list) and any(map(_has_nul, value))


def _time_of(stamp: Stamp, label: str, place: str) -> datetime:
    try:
        return from_stored(stamp.utc, stamp.offset_min)
    except (ValueError, OverflowError) as err:
        raise _misfit(label, place, str(err)) from err


def _told(err: msgspec.ValidationError) -> tuple[str, str]:
    """Place and reason of a message of msgspec's."""
    found = _PLACE.match(str(err))
    assert found is not None
    place = (found["place"] or "").removeprefix("$").removeprefix(".")
    # The patterns are for the machine; what they mean is said in words.
    reason = _("it is not written as it has to be") if "regex" in found["reason"] else found["reason"]
    return place, reason


def _misfit(label: str, place: str, reason: str) -> CoachError:
    return CoachError(
        _("{file}: {place} does not fit: {reason}.").format(file=label, place=place, reason=reason.rstrip(".")),
        _again(),
    )


def _not_ours(label: str) -> CoachError:
    return CoachError(
        _("{file} is not an export of Restack.").format(file=label),
        _("Make one with “Export as JSON” in Settings."),
    )


def _useful() -> str:
    return _("Choose an export of Restack (.json) or a table (.csv).")


def _again() -> str:
    remedy = _("Export it once more where it comes from; where it was edited by hand, mend it there.")
    return f"{remedy} {_no_change()}"


def _no_change() -> str:
    return _("Your data was not changed.")
