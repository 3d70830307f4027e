"""See a pose file while you write it: a live preview that draws anew on every save, and says what is wrong.

    python tools/pose_lab.py single-knee-to-chest
    python tools/pose_lab.py single-knee-to-chest --sheet strip.png [--dark] [--build broad]

Space plays and pauses, the arrows step through the keys, F flips to the other side, D changes light and dark.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Final, get_args

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QElapsedTimer, QFileSystemWatcher, Qt, QTimer, Slot  # noqa: E402
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget  # noqa: E402

from coach.errors import CoachError  # noqa: E402
from coach.figure.body import BuildName  # noqa: E402
from coach.figure.book import PoseBook, read_pose_file  # noqa: E402
from coach.figure.check import motion_faults  # noqa: E402
from coach.figure.clip import Clip, Moment  # noqa: E402
from coach.figure.timing import preview_moment, preview_seconds  # noqa: E402
from ui.app import make_application  # noqa: E402
from ui.figure.look import figure_look  # noqa: E402
from ui.theme import T  # noqa: E402

TICK_MS: Final = 33
#: An editor that saves by renaming takes the file away for a moment.
AFTER_SAVE_MS: Final = 120


class Lab(QWidget):
    """The figure, a slider through one repetition, and what is wrong with the file."""

    def __init__(self, data: Path, exercise: str) -> None:
        super().__init__()
        from ui.figure.view import FigureView

        self._data, self._exercise = data, exercise
        self._clip: Clip | None = None
        self._flip = False
        self._playing = True
        self._key = 0
        self._clock = QElapsedTimer()
        self._clock.start()
        self.view = FigureView()
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.said.setFixedWidth(320)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 1000)
        self.slider.sliderMoved.connect(self._moved)
        left = QVBoxLayout()
        left.addWidget(self.view, 1)
        left.addWidget(self.slider)
        both = QHBoxLayout(self)
        both.addLayout(left, 1)
        both.addWidget(self.said)
        self.resize(1100, 640)
        self._watcher = QFileSystemWatcher(self)
        self._watch()
        self._watcher.fileChanged.connect(self._saved)
        self._watcher.directoryChanged.connect(self._saved)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Read the file again; what is wrong stands beside the figure, which keeps the last shape that held."""
        self.setWindowTitle(self._exercise)
        self._watch()
        try:
            shared = PoseBook(self._data).shared
            spec, faults = read_pose_file(self._data / "poses" / f"{self._exercise}.toml", shared)
            if spec is not None:
                from coach.figure.body import body_of

                clip = Clip(spec, shared.places, body_of(figure_look.look.build))
                faults += motion_faults(clip, shared)
                self._clip = clip
                self.view.show_clip(clip, flip=self._flip)
            self.said.setText("\n\n".join(str(fault) for fault in faults) or "Nothing wrong that a number can tell.")
        except CoachError as err:
            self.said.setText(str(err))
        self._tick()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        match ev.key():
            case Qt.Key.Key_Space:
                self._playing = not self._playing
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._playing = False
                keys = len(self._clip.keys) if self._clip else 1
                self._key = (self._key + (1 if ev.key() == Qt.Key.Key_Right else -1)) % keys
                self.view.set_moment(Moment(self._key, self._key))
                self.setWindowTitle(f"{self._exercise}: key {self._key + 1}")
            case Qt.Key.Key_F if self._clip is not None:
                self._flip = not self._flip
                self.view.show_clip(self._clip, flip=self._flip)
                self._tick()
            case Qt.Key.Key_D:
                T.apply("light" if T.name == "dark" else "dark", text_scale=1, reduced_motion=False)
            case _:
                super().keyPressEvent(ev)

    def _watch(self) -> None:
        for path in (self._data / "poses" / f"{self._exercise}.toml", self._data / "figure.toml", self._data / "poses"):
            if str(path) not in self._watcher.files() + self._watcher.directories():
                self._watcher.addPath(str(path))

    @Slot()
    def _saved(self) -> None:
        QTimer.singleShot(AFTER_SAVE_MS, self.reload)

    @Slot(int)
    def _moved(self, at: int) -> None:
        self._playing = False
        if self._clip is not None:
            self.view.set_moment(preview_moment(self._clip, at / 1000 * preview_seconds(self._clip)))

    @Slot()
    def _tick(self) -> None:
        if not self._playing or self._clip is None:
            return
        seconds = self._clock.elapsed() / 1000
        whole = preview_seconds(self._clip)
        self.slider.setValue(round(seconds % whole / whole * 1000))
        self.view.set_moment(preview_moment(self._clip, seconds))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exercise", help="the name of a file in data/poses, without .toml")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="another data folder")
    parser.add_argument("--sheet", type=Path, metavar="PNG", help="write a strip of six moments and leave")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--build", choices=get_args(BuildName), default="slight")
    args = parser.parse_args()
    if not (args.data / "poses" / f"{args.exercise}.toml").exists():
        print(f"{args.data / 'poses' / args.exercise}.toml does not exist.", file=sys.stderr)
        return 1
    if args.sheet:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    make_application()
    T.apply("dark" if args.dark else "light", text_scale=1, reduced_motion=False)
    figure_look.set(build=args.build)
    if args.sheet:
        from tools.figure_sheet import strip

        try:
            strip(PoseBook(args.data).clip(args.exercise, args.build), dark=args.dark).save(str(args.sheet))
        except CoachError as err:
            print(err, file=sys.stderr)
            return 1
        print(args.sheet)
        return 0
    lab = Lab(args.data, args.exercise)
    lab.show()
    return QApplication.exec()


if __name__ == "__main__":
    sys.exit(main())
