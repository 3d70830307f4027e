"""What is wrong with a content file, said so that the person who wrote it can mend it: file, place, reason, remedy."""

from __future__ import annotations

import difflib
import math
import unicodedata
from collections.abc import Iterator
from datetime import date, time
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from coach.text import _

#: Where a file is so broken that every value is wrong, the first problems tell enough.
MAX_PROBLEMS_A_FILE = 50
#: Unicode's embeddings, overrides and isolates: text that looks like something else than it is.
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing to mend. `place` is the path inside the file, such as `sessions[0].lines[2].setup_ms`."""

    file: str
    place: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: {self.reason} {self.remedy}".rstrip()


def misfits(data: Any, kind: Any) -> Iterator[tuple[str, str, str]]:
    """(place, reason, remedy) for everything in `data` that does not fit the type `kind`, not only the first thing.

    msgspec stops at the first misfit; people who write content want the whole list.
    """
    yield from _walk(data, _info(kind), "")


@cache
def _info(kind: Any) -> inspect.Type:
    # Building it costs more than walking a file with it.
    return inspect.type_info(kind)


def _walk(data: Any, info: inspect.Type, place: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(info, inspect.Metadata):
        info = info.type
    if isinstance(info, inspect.StructType) and isinstance(data, dict):
        yield from _walk_struct(data, info, place)
    elif isinstance(info, inspect.VarTupleType) and isinstance(data, list):
        yield from _bounds(len(data), info.min_length, info.max_length, place)
        for i, item in enumerate(data):
            yield from _walk(item, info.item_type, f"{place}[{i}]")
    elif isinstance(info, inspect.UnionType):
        if data is not None:
            inner = [t for t in info.types if not isinstance(t, inspect.NoneType)]
            yield from _walk(data, inner[0], place)
    else:
        reason = _leaf_reason(data, info)
        if reason:
            yield place, reason, _remedy(info)


def _walk_struct(data: dict[str, Any], info: inspect.StructType, place: str) -> Iterator[tuple[str, str, str]]:
    fields = {f.encode_name: f for f in info.fields}
    for key in data:
        if key not in fields:
            near = difflib.get_close_matches(key, [k for k in fields if k not in data] or list(fields), n=1)
            hint = _("Did you mean “{near}”?").format(near=near[0]) if near else _("Remove it.")
            shown = _shorten(key)
            yield _join(place, _printable(key)), _("Nothing here is called {key}.").format(key=shown), hint
    for name, field in fields.items():
        if name in data:
            yield from _walk(data[name], field.type, _join(place, name))
        elif field.required:
            yield _join(place, name), _("This is missing."), _remedy(field.type)


def _bounds(n: int, low: int | None, high: int | None, place: str) -> Iterator[tuple[str, str, str]]:
    if low is not None and n < low:
        yield (
            place,
            _("There are {n} entries here, at least {low} are needed.").format(n=n, low=low),
            _("Add what is missing."),
        )
    if high is not None and n > high:
        yield (
            place,
            _("There are {n} entries here, at most {high} are allowed.").format(n=n, high=high),
            _("Shorten the list."),
        )


def _leaf_reason(data: Any, info: inspect.Type) -> str:
    """Why the value does not fit, or an empty string where it does."""
    shown = _shorten(data)
    if isinstance(info, inspect.StructType):
        return _("{value} stands where a table of fields belongs.").format(value=shown)
    if isinstance(info, inspect.VarTupleType):
        return _("{value} stands where a list belongs.").format(value=shown)
    if isinstance(info, inspect.BoolType):
        return "" if isinstance(data, bool) else _("{value} is neither true nor false.").format(value=shown)
    if isinstance(info, inspect.IntType):
        if isinstance(data, bool) or not isinstance(data, int):
            return _("{value} is not a whole number.").format(value=shown)
        if (info.ge is not None and data < info.ge) or (info.le is not None and data > info.le):
            return _("{value} is out of range.").format(value=shown)
        return ""
    if isinstance(info, inspect.FloatType):
        if isinstance(data, bool) or not isinstance(data, int | float) or not math.isfinite(data):
            return _("{value} is not a number.").format(value=shown)
        if (info.ge is not None and data < info.ge) or (info.le is not None and data > info.le):
            return _("{value} is out of range.").format(value=shown)
        return ""
    if isinstance(info, inspect.LiteralType):
        fits = isinstance(data, str) and data in info.values
        return "" if fits else _("{value} is not one of the known words.").format(value=shown)
    if isinstance(info, inspect.StrType):
        return _text_reason(data, info, shown)
    raise TypeError(f"no rule for {info!r}")  # a new kind of field in the model needs one here


def _text_reason(data: Any, info: inspect.StrType, shown: str) -> str:
    if not isinstance(data, str):
        return _("{value} is not text.").format(value=shown)
    low, high = info.min_length or 0, info.max_length
    if len(data.strip()) < low or (data and not data.strip()):
        return _("The text is too short ({n} characters).").format(n=len(data.strip()))
    if high is not None and len(data) > high:
        return _("The text is too long ({n} characters).").format(n=len(data))
    if info.pattern is not None:
        try:
            msgspec.convert(data, str_type(info))
        except msgspec.ValidationError:
            return _("{value} has the wrong form.").format(value=shown)
    if any(_unprintable(c) and not (c == "\n" and info.pattern is None) for c in data):
        return _("The text holds a control character.")
    return ""


def _unprintable(character: str) -> bool:
    """Control characters, and the marks that turn the direction of the text that follows them."""
    return unicodedata.category(character) == "Cc" or unicodedata.bidirectional(character) in _TURNING


def str_type(info: inspect.StrType) -> Any:
    """The annotated string type that `info` describes."""
    from typing import Annotated

    return Annotated[str, msgspec.Meta(pattern=info.pattern)]


def _remedy(info: inspect.Type) -> str:
    if isinstance(info, inspect.Metadata):
        info = info.type
    if isinstance(info, inspect.UnionType):
        info = next(t for t in info.types if not isinstance(t, inspect.NoneType))
    if isinstance(info, inspect.Metadata):
        info = info.type
    if isinstance(info, inspect.IntType):
        return _("Write a whole number from {low} to {high}.").format(low=info.ge, high=info.le)
    if isinstance(info, inspect.FloatType):
        if info.ge is None or info.le is None:
            return _("Write a number.")
        return _("Write a number from {low:g} to {high:g}.").format(low=info.ge, high=info.le)
    if isinstance(info, inspect.LiteralType):
        return _("Write one of: {words}.").format(words=", ".join(str(v) for v in info.values))
    if isinstance(info, inspect.StrType):
        if info.pattern is not None:
            return _("Write text of the form {pattern}.").format(pattern=info.pattern)
        return _("Write text of {low} to {high} characters.").format(low=info.min_length, high=info.max_length)
    if isinstance(info, inspect.VarTupleType):
        return _("Write a list in square brackets.")
    if isinstance(info, inspect.BoolType):
        return _("Write true or false.")
    if isinstance(info, inspect.StructType):
        names = ", ".join(f.encode_name for f in info.fields if f.required)
        return _("Write a table with the fields {names}.").format(names=names)
    return ""


def _join(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _shorten(data: Any) -> str:
    """The value as its writer knows it, cut to a length that fits into a sentence."""
    if isinstance(data, str):
        text = f"“{_printable(data)}”"
    elif isinstance(data, bool):
        text = str(data).lower()
    elif isinstance(data, int) and abs(data) >= 10**30:
        # Python refuses to write out a number of thousands of digits.
        text = _("A very large number")
    elif isinstance(data, date | time):
        text = data.isoformat()
    elif isinstance(data, dict | list):
        text = _("A table") if isinstance(data, dict) else _("A list")
    else:
        text = repr(data)
    return text if len(text) <= 40 else text[:39] + "…"


def _printable(text: str) -> str:
    """Control characters written out: a file must not command the terminal that shows its problems."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text[:200])
