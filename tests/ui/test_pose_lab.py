"""The preview that draws a pose file anew on every save, and the strips."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coach.paths import bundled
from tools.figure_sheet import FRAME, FRAMES, moments
from tools.pose_lab import Lab

ROOT = Path(__file__).parents[2]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of one's own with one exercise."""
    (tmp_path / "poses").mkdir()
    for name in ("figure.toml", "poses/pelvic-tilt.toml"):
        shutil.copy(bundled("data") / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def lab(data: Path, qtbot: QtBot) -> Lab:
    lab = Lab(data, "pelvic-tilt")
    qtbot.addWidget(lab)
    lab.show()
    return lab


def test_a_save_is_seen_and_its_faults_are_said(lab: Lab, data: Path, qtbot: QtBot) -> None:
    assert lab.said.text().startswith("Nothing wrong")
    first = lab.view.clip
    assert first is not None
    file = data / "poses" / "pelvic-tilt.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("[[keys]]", "[[keys]]\nknee_r = { flex = 400 }", 1), "utf-8")
    qtbot.waitUntil(lambda: "400°" in lab.said.text(), timeout=5_000)
    assert lab.view.clip is first  # the last shape that held stays in sight
    file.write_text(text, "utf-8")
    qtbot.waitUntil(lambda: lab.said.text().startswith("Nothing wrong"), timeout=5_000)
    assert lab.view.clip is not first


def test_a_save_by_renaming_is_seen(lab: Lab, data: Path, qtbot: QtBot) -> None:
    file = data / "poses" / "pelvic-tilt.toml"
    new = file.with_suffix(".new")
    new.write_text("id = 3", "utf-8")
    new.replace(file)
    qtbot.waitUntil(lambda: "differs from the file's name" in lab.said.text(), timeout=5_000)


def test_keys_step_through_the_poses(lab: Lab) -> None:
    QTest.keyClick(lab, Qt.Key.Key_Right)
    assert lab.windowTitle().endswith("key 2")
    before = lab.view.picture()
    QTest.keyClick(lab, Qt.Key.Key_F)
    QTest.keyClick(lab, Qt.Key.Key_Left)
    assert lab.windowTitle().endswith("key 1")
    assert lab.view.picture() != before


def test_a_strip_is_written(tmp_path: Path) -> None:
    out = tmp_path / "strip.png"
    command = [sys.executable, "tools/pose_lab.py", "cat-camel", "--sheet", str(out), "--dark", "--build", "broad"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    image = QImage(str(out))
    assert (image.width(), image.height()) == (FRAMES * FRAME.width(), FRAME.height())


def test_an_exercise_that_does_not_exist_is_named(tmp_path: Path) -> None:
    command = [sys.executable, "tools/pose_lab.py", "no-such", "--sheet", str(tmp_path / "x.png")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "no-such.toml does not exist" in done.stderr


@pytest.mark.parametrize("exercise", ["cat-camel", "constructive-rest", "suitcase-carry", "lower-trunk-rotation"])
def test_a_strip_begins_with_the_start_and_has_six_moments(exercise: str) -> None:
    from tests.figure.making import book

    clip = book().clip(exercise)
    picked = moments(clip)
    assert len(picked) == FRAMES
    assert (picked[0].key, picked[0].to) == (0, 0)
