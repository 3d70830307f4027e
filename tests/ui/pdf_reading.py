"""Reads back what Qt wrote into a PDF: pages, fonts, and each text with its place, as a viewer would copy it."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj(.*?)endobj", re.DOTALL)
_SHOWN = re.compile(
    rb"/(F\d+) [\d.]+ Tf|(-?[\d.]+) (-?[\d.]+) Td|<([0-9A-F]+)> Tj|(\bBT\b)|(-?[\d.]+) (-?[\d.]+) (-?[\d.]+)"
    rb" (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) Tm"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Text that was drawn in one go: where it begins, in points from the upper left corner of the page."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page: its size in points, and its text in the order in which it was drawn."""

    width: float
    height: float
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "\n".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Pdf:
    """`fonts` are the names of the fonts that have their characters told, `bare` those that have not."""

    pages: tuple[PdfPage, ...]
    fonts: frozenset[str]
    bare: frozenset[str]
    embedded: int
    info: dict[str, str]

    @property
    def text(self) -> str:
        return "\n".join(page.text for page in self.pages)


def read_pdf(data: bytes) -> Pdf:
    """The document. Fails for what Qt does not write."""
    objects = {int(found.group(1)): found.group(2) for found in _OBJECT.finditer(data)}
    maps: dict[str, dict[int, str]] = {}
    names: dict[str, bool] = {}
    for own, body in objects.items():
        if b"/Type /Font\n" in body and b"/Type0" in body:
            named = re.search(rb"/BaseFont /(\S+)", body)
            told = re.search(rb"/ToUnicode (\d+) 0 R", body)
            assert named is not None
            names[named.group(1).decode()] = told is not None
            if told is not None:
                maps[f"F{own}"] = _characters(_stream(objects[int(told.group(1))]))
    pages = tuple(_page(body, objects, maps) for body in objects.values() if b"/Type /Page\n" in body)
    info = {
        key.decode(): _words(value)
        for key, value in re.findall(rb"/(Title|Author|Creator) \((.*?)(?<!\\)\)", data, re.DOTALL)
    }
    return Pdf(
        pages=pages,
        fonts=frozenset(name for name, told in names.items() if told),
        bare=frozenset(name for name, told in names.items() if not told),
        embedded=len(re.findall(rb"/FontFile2 \d+ 0 R", data)),
        info=info,
    )


def _page(body: bytes, objects: dict[int, bytes], maps: dict[str, dict[int, str]]) -> PdfPage:
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", body)
    content = re.search(rb"/Contents (\d+) 0 R", body)
    assert box is not None
    assert content is not None
    runs = _runs(_stream(objects[int(content.group(1))]), maps)
    return PdfPage(float(box.group(1)), float(box.group(2)), tuple(runs))


def _runs(content: bytes, maps: dict[str, dict[int, str]]) -> list[Run]:
    # Qt sets one matrix for the page: so many units a point, the y axis turned over.
    scale = re.search(rb"([\d.]+)0* 0 0 -[\d.]+ 0 [\d.]+ cm", content)
    assert scale is not None
    points = float(scale.group(1))
    runs: list[Run] = []
    font, text, x, y, start = "", "", 0.0, 0.0, (0.0, 0.0)
    for found in _SHOWN.finditer(content):
        named, across, down, shown, begin = found.group(1, 2, 3, 4, 5)
        if begin is not None:
            if text:
                runs.append(Run(text, *start))
            text, x, y = "", 0.0, 0.0
        elif named is not None:
            font = named.decode()
        elif across is not None:
            x, y = x + float(across), y + float(down)
        elif shown is not None:
            if not text:
                start = (x * points, -y * points)
            glyphs = [int(shown[i : i + 4], 16) for i in range(0, len(shown), 4)]
            text += "".join(maps[font].get(glyph, "\ufffd") for glyph in glyphs)
    return [*runs, Run(text, *start)] if text else runs


def _characters(told: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for first, _last, many, one in re.findall(rb"<(\w+)> <(\w+)> (?:\[([^\]]*)\]|<(\w+)>)", told):
        values = re.findall(rb"<(\w+)>", many) if many else [one]
        for i, value in enumerate(values):
            found[int(first, 16) + i] = bytes.fromhex(value.decode()).decode("utf-16-be")
    return found


def _stream(body: bytes) -> bytes:
    head, _stream_word, rest = body.partition(b"stream\n")
    raw = rest.rpartition(b"\nendstream")[0]
    return zlib.decompress(raw) if b"/FlateDecode" in head else raw


def _words(raw: bytes) -> str:
    plain = re.sub(rb"\\(.)", rb"\1", raw, flags=re.DOTALL)
    return plain[2:].decode("utf-16-be") if plain.startswith(b"\xfe\xff") else plain.decode("latin-1")
