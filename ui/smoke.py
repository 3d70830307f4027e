"""The smoke run: the real window led through a whole session at speed, as a person would, by its own buttons."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coach.errors import CoachError
from coach.paths import DataFolder
from coach.session.events import to_record
from coach.text import _
from ui.app import make_application, start_log
from ui.desk import Desk
from ui.lock import holding
from ui.pictures import save_picture

SPEED = 200
PATIENCE_S = 60.0


def run_smoke(folder: DataFolder, pictures: Path | None) -> int:
    """0 when every step did what it should. With `pictures`, a PNG of each page and the event log are left there."""
    folder.make()
    start_log(folder)
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    with holding(folder):
        return _Smoke(folder, make_application(), pictures).run()


class _Smoke:
    def __init__(self, folder: DataFolder, app: QApplication, pictures: Path | None) -> None:
        self._app, self._pictures = app, pictures
        self._desk = Desk(folder, app)
        self._window = self._desk.window
        self._count = 0

    def run(self) -> int:
        window, desk = self._window, self._desk
        window.show()
        self._settle()
        self._picture("first_paint")
        desk.open()
        if desk.flows is None or desk.coach is None:
            raise CoachError(_("The window could not open its data."))
        if desk.welcome_desk is not None:
            self._picture("welcome")
            desk.welcome_desk.leave()
        self._picture("today")
        flows = desk.flows
        self._press(window, Qt.Key.Key_Space)
        self._picture("screening_1")
        questions = flows.safety.page()
        self._read_through("screening_stop_next", lambda: questions.steps.currentWidget() is questions.hold_list)
        self._picture("screening_2")
        self._read_through("screening_hold_next", lambda: questions.steps.currentWidget() is questions.advice_list)
        self._picture("screening_3")
        self._read_through("screening_advice_next", lambda: flows.ready_page().isVisible())
        self._picture("ready")
        # The session itself is sped up; all else is as it is.
        desk.coach.speed = SPEED
        self._press(flows.ready_page().scale, Qt.Key.Key_4)
        self._wait(lambda: flows.playing, _("the session did not start"))
        live = flows.session_page().live
        assert live is not None
        self._wait(lambda: live.run.position_ms > 60_000, _("the session does not move"))
        self._press(flows.session_page(), Qt.Key.Key_Space)
        self._picture("session")
        self._press(flows.session_page(), Qt.Key.Key_Space)
        self._wait(lambda: live.run.over, _("the session did not end"))
        self._settle()
        self._picture("check_in_empty")
        page = flows.check_in_page()
        self._press(page.now.scale, Qt.Key.Key_3)
        self._picture("check_in")
        self._click("checkin_save")
        self._wait(lambda: window.shown == "progress", _("Progress did not come after the check-in"))
        self._picture("progress")
        window.go("settings")
        self._picture("settings")
        window.go("today")
        self._picture("today_after")
        played = desk.coach.played(live.id)
        if not (played.finished and played.check_in is not None and played.check_in.pain_now == 3):
            raise CoachError(_("The session was not kept as it was played."))
        if self._pictures is not None:
            whole = desk.coach.store.history().sessions[-1]
            lines = [json.dumps(to_record(event), ensure_ascii=False) for event in whole.events]
            (self._pictures / "events.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        window.close()
        desk.close()
        sys.stdout.write(_("The window works: a session of {n} exercises was played and kept.").format(
            n=len(played.lines_done)) + "\n")  # fmt: skip
        return 0

    def _click(self, name: str) -> None:
        # Welcome has the safety questions, too; what is pressed is what is seen.
        button = next((w for w in self._window.findChildren(QWidget, name) if w.isVisible()), None)
        if button is None:
            raise CoachError(_("The window has no “{name}” to press.").format(name=name))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self._settle()

    def _read_through(self, button: str, until: Callable[[], bool]) -> None:
        """Press on until the list is read to its end and left."""
        for _press in range(20):
            self._click(button)
            if until():
                return
        raise CoachError(_("The safety questions do not end."))

    def _press(
        self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(widget, key, modifier)
        self._settle()

    def _wait(self, until: Callable[[], bool], trouble: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while not until():
            if time.monotonic() > end:
                raise CoachError(trouble)
            self._app.processEvents()
            time.sleep(0.005)

    def _settle(self) -> None:
        for _round in range(4):
            self._app.processEvents()

    def _picture(self, name: str) -> None:
        if self._pictures is not None:
            self._settle()
            self._count += 1
            save_picture(self._window, self._pictures / f"{self._count:02d}_{name}.png")
