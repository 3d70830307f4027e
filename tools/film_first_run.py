"""A first run as a film strip: from an empty folder by mouse to the first exercise, with every click counted.

python tools/film_first_run.py OUT.png [--theme dark]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent))

from PySide6.QtWidgets import QApplication, QWidget

from coach.paths import DataFolder
from tools.film import Film, asked_for
from ui.app import make_application
from ui.desk import Desk
from ui.theme import T

#: How long somebody reads before each click, to say how long the whole takes: a slow reader's pace.
READS_S = 5.0


def main() -> int:
    args = asked_for(__doc__)
    app = make_application()
    with tempfile.TemporaryDirectory() as own:
        began = time.monotonic()
        film = _run(Desk(DataFolder(Path(own) / "restack"), app), app, args.theme)
        took_s = time.monotonic() - began
        film.strip().save(str(args.out))
        print(
            f"{film.clicks} clicks to the first exercise; {took_s:.0f} s for a machine, "
            f"about {film.clicks * READS_S + took_s:.0f} s with {READS_S:.0f} s of reading before each"
        )
        film.desk.close()
    return 0


def _run(desk: Desk, app: QApplication, theme: str) -> Film:
    film = Film(desk, app)
    T.apply(theme)
    desk.window.show()
    desk.open()
    T.apply(theme)
    assert desk.welcome_desk is not None
    page = desk.welcome_desk.page()
    film.click("welcome_next")
    for tier in ("stop", "hold", "advice"):
        button = f"screening_{tier}_next"
        lists = {"stop": "stop_list", "hold": "hold_list", "advice": "advice_list"}
        shown = getattr(page.safety, lists[tier])
        film.until(button, _gone(shown))
    film.on("placing_pain", 0.5)
    film.on("placing_when", 0.17)
    film.until("welcome_next", lambda: page.step not in ("placing",))
    film.click("welcome_next")
    film.click("welcome_next")
    film.click("welcome_next")
    flows = desk.flows
    assert flows is not None
    film.on("ready_pain", 0.5)
    film.settle()
    if not flows.playing:
        film.click("ready_start")
    film.settle()
    film.keep("the first exercise")
    flows.leave_session()
    return film


def _gone(widget: QWidget) -> Callable[[], bool]:
    return lambda: not widget.isVisible()


if __name__ == "__main__":
    sys.exit(main())
