"""Ten houses of cards from ten histories: a picture of all, and the rule that decided each card, with its numbers.

python tools/house_sheet.py OUT.png --theme dark
python tools/house_sheet.py OUT.png --of my-export.json another.json
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec  # noqa: E402
from PySide6.QtCore import QPointF, QRectF, Qt  # noqa: E402
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPen  # noqa: E402

from coach.errors import CoachError  # noqa: E402
from coach.exports import Export, read_export  # noqa: E402
from coach.journal.supports import House, house  # noqa: E402
from coach.library.library import Library  # noqa: E402
from coach.library.read import read_library  # noqa: E402
from coach.pages.house import house_view  # noqa: E402
from coach.pages.house_views import HouseView  # noqa: E402
from coach.paths import bundled  # noqa: E402
from ui.app import make_application  # noqa: E402
from ui.pages.house_panel import supports_of  # noqa: E402
from ui.theme import T  # noqa: E402
from ui.widgets.house_paint import paint_house  # noqa: E402
from ui.widgets.house_shape import Pose  # noqa: E402

HISTORIES: Final = ROOT / "tests" / "histories" / "houses"
ACROSS: Final = 2
TILE: Final = (720, 500)
GAP: Final = 24
SCALE: Final = 1.5


def story(name: str, found: House, view: HouseView) -> str:
    """A house in lines: title, sentence, and for each card its state and the rule that decided it."""
    lines = [f"{name}: {view.title}. {view.say}", f"  {view.stage_words}"]
    if view.next_name:
        lines.append(f"  Restack next: {view.next_name}.")
    for card, words in zip(found.cards, view.cards, strict=True):
        numbers = {
            field: value
            for field, value in msgspec.structs.asdict(card.why).items()
            if value is not None and field not in ("state", "rule")
        }
        shown = ", ".join(f"{field} {value}" for field, value in numbers.items())
        lines.append(f"  {card.id:<13}{card.state:<9}{card.why.rule:<16}{shown}")
        lines.append(f"  {'':<13}{words.why}")
    return "\n".join(lines)


def sheet(houses: Sequence[tuple[str, HouseView]], *, dark: bool) -> QImage:
    """All houses on one picture, each with its title, its sentence and its labels."""
    rows = -(-len(houses) // ACROSS)
    width = ACROSS * (TILE[0] + GAP) + GAP
    height = rows * (TILE[1] + GAP) + GAP
    image = QImage(round(width * SCALE), round(height * SCALE), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(T.table("dark" if dark else "light").bg)
    p = QPainter(image)
    for i, (name, view) in enumerate(houses):
        at = QPointF(GAP + i % ACROSS * (TILE[0] + GAP), GAP + i // ACROSS * (TILE[1] + GAP))
        paint_tile(p, QRectF(at.x(), at.y(), *TILE), name, view, dark=dark)
    p.end()
    return image


def paint_tile(p: QPainter, r: QRectF, name: str, view: HouseView, *, dark: bool) -> None:
    """One house in its card."""
    c = T.table("dark" if dark else "light")
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(c.line, 1))
    p.setBrush(c.surface)
    p.drawRoundedRect(r, 22, 22)
    y = r.top() + 20
    say = f"{view.say} Restack next: {view.next_name}." if view.next_name else view.say
    for role, ink, words in (("caption", c.text3, name), ("title", c.text, view.title), ("body", c.text2, say)):
        font = T.font(role)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        room = QRectF(r.left() + 26, y, r.width() - 52, 1e4)
        p.setFont(font)
        p.setPen(ink)
        p.drawText(room, flags, words)
        y += QFontMetricsF(font).boundingRect(room, flags, words).height() + 3
    supports = supports_of(view)
    poses = [Pose(s.state, 0.0 if s.state in ("solid", "unknown") else 1.0) for s in supports]
    paint_house(p, QRectF(r.left() + 40, y + 6, r.width() - 80, r.bottom() - y - 16), c, supports, poses)


def looked_at(export: Export, library: Library) -> tuple[House, HouseView]:
    """The house of an export, as of when it was made, and its words."""
    found = house(export.history, library, export.at)
    return found, house_view(found, library)


def main() -> int:
    """Draw and tell; 1 where a file cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--of", nargs="+", type=Path, metavar="EXPORT", help="in place of the ten prepared histories")
    args = parser.parse_args()
    app = make_application()
    T.apply(args.theme, text_scale=1.0, reduced_motion=True)
    library = read_library(bundled("data"))
    houses: list[tuple[str, HouseView]] = []
    try:
        for file in args.of or sorted(HISTORIES.glob("*.json")):
            found, view = looked_at(read_export(file), library)
            print(story(file.stem, found, view), end="\n\n")
            houses.append((file.stem, view))
    except CoachError as err:
        print(err, file=sys.stderr)
        return 1
    if not sheet(houses, dark=args.theme == "dark").save(str(args.out)):
        print(f"{args.out} could not be written.", file=sys.stderr)
        return 1
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
