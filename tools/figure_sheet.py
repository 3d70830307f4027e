"""Strips of six moments of exercises: to look at, and to ask somebody which exercise it is.

python tools/figure_sheet.py bird-dog cat-camel --out DIR
python tools/figure_sheet.py --all OUT            # every exercise, light and dark
python tools/figure_sheet.py --all OUT --blind    # without names: picture-01.png ..., and names.txt with the answers
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from pathlib import Path
from typing import Final, get_args

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize  # noqa: E402
from PySide6.QtGui import QImage, QPainter  # noqa: E402

from coach.errors import CoachError  # noqa: E402
from coach.figure.body import BuildName  # noqa: E402
from coach.figure.book import PoseBook  # noqa: E402
from coach.figure.clip import Clip, Moment  # noqa: E402
from coach.figure.keys import REP_PHASES  # noqa: E402
from coach.figure.timing import natural_seconds, preview_moment, rest_moment  # noqa: E402
from ui.app import make_application  # noqa: E402
from ui.figure.look import PALETTES, Look, PaletteName  # noqa: E402
from ui.theme import T  # noqa: E402

FRAMES: Final = 6
FRAME: Final = QSize(400, 300)


def moments(clip: Clip, count: int = FRAMES) -> list[Moment]:
    """The start and the poses that one repetition comes to, with the ways between them where there are few."""
    arrivals: list[float] = []
    ways: list[tuple[float, float]] = []
    at = 0.0
    for phase in REP_PHASES:
        for key in (key for key in clip.keys if key.phase == phase):
            ways.append((-key.move, at + key.move * 0.5))
            arrivals.append(at + key.move * 0.999)
            at += key.move + key.stay
        at += natural_seconds(clip, phase) if all(key.phase != phase for key in clip.keys) else 0.0
    room = count - 1
    if not arrivals:
        arrivals = [at * k / room for k in range(room)]
    last = max(len(arrivals) - 1, 1)
    times = [arrivals[round(k * last / (room - 1))] for k in range(room)] if len(arrivals) > room else arrivals
    times += [time for _move, time in sorted(ways)[: room - len(times)]]  # the longest ways between them
    times += [times[-1]] * (room - len(times))
    return [rest_moment(clip, 0.0, 10.0), *(preview_moment(clip, t) for t in sorted(times))]


def strip(clip: Clip, *, dark: bool, look: Look | None = None, frame: QSize = FRAME) -> QImage:
    """Six moments of an exercise side by side."""
    from ui.figure.view import still

    c = T.table("dark" if dark else "light")
    image = QImage(frame.width() * FRAMES, frame.height(), QImage.Format.Format_RGB32)
    image.fill(c.surface)
    look = look or Look(build=build_of(clip))
    painter = QPainter(image)
    for i, moment in enumerate(moments(clip)):
        painter.drawImage(i * frame.width(), 0, still(clip, frame, 1.0, dark=dark, look=look, moment=moment))
    painter.end()
    return image


def build_of(clip: Clip) -> BuildName:
    """The build whose body a clip has."""
    from coach.figure.body import BUILDS, body_of

    return next(build for build in BUILDS if body_of(build) is clip.body)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exercises", nargs="*", help="names of files in data/poses; the folder with --all")
    parser.add_argument("--all", action="store_true", help="every exercise, light and dark, into the folder given")
    parser.add_argument("--blind", action="store_true", help="light, shuffled and unnamed, to test what is recognised")
    parser.add_argument("--out", type=Path, help="the folder for single exercises")
    parser.add_argument("--build", choices=get_args(BuildName), default="slight")
    parser.add_argument("--palette", choices=PALETTES, default=PALETTES[0])
    args = parser.parse_args()
    folder = Path(args.exercises[0]) if args.all and args.exercises else args.out
    if folder is None or (not args.all and not args.exercises):
        parser.error("give a folder: --all OUT, or exercises and --out OUT")
    book = PoseBook(ROOT / "data")
    names = list(book.ids) if args.all else args.exercises
    make_application()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        clips = {name: book.clip(name, args.build) for name in names}
    except CoachError as err:
        print(err, file=sys.stderr)
        return 1
    palette: PaletteName = args.palette
    look = Look(args.build, palette)
    if args.blind:
        _write_blind(clips, folder, look)
        return 0
    for name, clip in clips.items():
        for theme in ("light", "dark"):
            path = folder / f"{name}-{theme}.png"
            strip(clip, dark=theme == "dark", look=look).save(str(path))
            print(path)
    return 0


def _write_blind(clips: dict[str, Clip], folder: Path, look: Look) -> None:
    names = list(clips)
    random.Random(len(names)).shuffle(names)
    for i, name in enumerate(names, start=1):
        strip(clips[name], dark=False, look=look).save(str(folder / f"picture-{i:02}.png"))
    answers = "".join(f"{i:02} {name}\n" for i, name in enumerate(names, start=1))
    (folder / "names.txt").write_text(answers, "utf-8")
    print(folder)


if __name__ == "__main__":
    sys.exit(main())
