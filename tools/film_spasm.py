"""Spasm help as a film strip, and counted: from every page to "noted" and to "told", in clicks and in keys.

python tools/film_spasm.py OUT.png [--theme dark]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coach.paths import DataFolder
from tools.film import Film, asked_for
from ui.app import make_application
from ui.desk import Desk
from ui.theme import T

PAGES = ("today", "plan", "journal", "insights", "cards", "progress", "library", "learn", "settings")
Key = Qt.Key


def main() -> int:
    args = asked_for(__doc__)
    app = make_application()
    with tempfile.TemporaryDirectory() as own:
        film = _opened(Desk(DataFolder(Path(own) / "restack"), app), app, args.theme)
        film.rolling, film.patience_s = False, 0.06
        print("from          clicks: noted  told      keys: noted  told")
        for page in (*PAGES, "before one", "a session"):
            clicks, keys = _counted(film, page, by_mouse=True), _counted(film, page, by_mouse=False)
            print(f"{page:12} {clicks[0]:14} {clicks[1]:5} {keys[0]:16} {keys[1]:5}")
        film.rolling, film.patience_s = True, 0.25
        _strip(film)
        film.strip().save(str(args.out))
        film.desk.close()
    return 0


def _opened(desk: Desk, app: QApplication, theme: str) -> Film:
    T.apply(theme)
    desk.window.show()
    desk.open()
    T.apply(theme)
    assert desk.welcome_desk is not None
    assert desk.coach is not None
    desk.welcome_desk.leave()
    desk.coach.answer_screening("first-run", ())
    return Film(desk, app)


def _counted(film: Film, page: str, *, by_mouse: bool) -> tuple[int, int]:
    """Clicks or keys from a page until the spasm is noted, and until where, how bad and what one did is told."""
    desk = film.desk
    assert desk.coach is not None
    assert desk.flows is not None
    if page == "a session":
        desk.flows.begin_now("calm-early")
    elif page == "before one":
        desk.flows.play("calm-early")
    else:
        desk.window.go(page)
    before = len(desk.coach.history.spasms)
    film.clicks = film.keys = 0
    (_by_mouse if by_mouse else _by_keys)(film, page)
    assert film.seen == "easing"
    assert len(desk.coach.history.spasms) == before + 1
    noted = film.clicks + film.keys
    (_tell_by_mouse if by_mouse else _tell_by_keys)(film)
    told = desk.coach.history.spasms[-1].told
    assert film.seen == "today"
    assert all((told.where, told.strength, told.doing)), told
    # The next one must not be taken for the same spasm.
    desk.coach.journal.remove([spasm.id for spasm in desk.coach.history.spasms])
    desk.window.changed()
    return noted, film.clicks + film.keys


def _by_mouse(film: Film, page: str) -> None:
    if page == "a session":
        film.click("session_spasm")  # there is no rail
    elif page == "before one":
        film.click("window_spasm")
    else:
        film.click("rail.spasm")
    _none_by_mouse(film)


def _none_by_mouse(film: Film) -> None:
    for tier in ("stop", "hold"):
        while _button(film) == f"screening_{tier}_next":
            film.click(f"screening_{tier}_next")


def _by_keys(film: Film, _page: str) -> None:
    film.key(Key.Key_F1, "F1")
    while film.seen == "screening":
        film.key(Key.Key_Space, "Space")


def _button(film: Film) -> str:
    focused = QApplication.focusWidget()
    return focused.objectName() if focused is not None and film.seen == "screening" else ""


def _tell_by_mouse(film: Film) -> None:
    film.click("spasm_tell")
    _mark_by_mouse(film)
    film.click("spasm_save")


def _mark_by_mouse(film: Film) -> None:
    """Where, how bad, what one did."""
    flows = film.desk.flows
    assert flows is not None
    questions = flows.spasm_help.form().questions
    film.click("spasm_map", questions.map.cell("low_mid").center().toPoint())
    film.on("spasm_strength", 0.5)
    film.click("spasm_doing.bending")


def _tell_by_keys(film: Film) -> None:
    _tab_to(film, "spasm_tell")
    film.key(Key.Key_Space, "tell")
    _tab_to(film, "spasm_map")
    film.key(Key.Key_Space, "where")
    _tab_to(film, "spasm_strength.0")
    film.key(Key.Key_Space, "mild")
    film.key(Key.Key_Right, "moderate")
    _tab_to(film, "spasm_doing.lifting")
    film.key(Key.Key_Right, "to bending")
    film.key(Key.Key_Space, "doing")
    _tab_to(film, "spasm_save")
    film.key(Key.Key_Space, "save")


def _tab_to(film: Film, name: str) -> None:
    for _once in range(80):
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == name:
            return
        film.key(Key.Key_Tab, "Tab")
    raise SystemExit(f"{name} cannot be reached with Tab")


def _strip(film: Film) -> None:
    """One way through, by mouse, with a picture before each step."""
    desk = film.desk
    desk.window.go("today")
    film.click("rail.spasm")
    _none_by_mouse(film)
    film.click("spasm_start_0")
    desk.ticker.stop()
    film.click("session_leave")
    film.click("answer_end")
    film.click("spasm_tell")
    _mark_by_mouse(film)
    film.click("spasm_save")
    film.keep("told")


if __name__ == "__main__":
    sys.exit(main())
