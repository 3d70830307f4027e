from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Show
from ui.theme import T
from ui.widgets import NavRail, RailEntry, paint_logo
from ui.widgets.base import fitted_lines

NOW = (("today", "today", "Today"), ("progress", "progress", "Progress"))
ALL = (
    *NOW,
    ("plan", "plan", "Plan"),
    ("journal", "journal", "Journal"),
    ("library", "library", "Library"),
    RailEntry("learn", "info", "Twelve lessons"),
)


def test_only_the_places_it_is_given_and_the_foot(qtbot: QtBot) -> None:
    rail = NavRail(NOW)
    qtbot.addWidget(rail)
    assert list(rail.items) == ["today", "progress", "spasm", "settings"]
    assert rail.items["spasm"].accessibleName() == "Spasm help"
    assert rail.items["spasm"].objectName() == "rail.spasm"


@pytest.mark.parametrize("key", ["today", "progress", "spasm", "settings"])
def test_click_and_keys_go_there(show: Show, qtbot: QtBot, key: str) -> None:
    rail = NavRail(NOW)
    show(rail, 90, 700)
    item = rail.items[key]
    for press in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        with qtbot.waitSignal(rail.navigated) as got:
            QTest.keyClick(item, press)
        assert got.args == [key]
    with qtbot.waitSignal(rail.navigated):
        QTest.mouseClick(item, Qt.MouseButton.LeftButton)
    assert not item.isChecked(), "the mark follows the page, not the click"


def test_the_mark_is_where_the_page_is(qtbot: QtBot) -> None:
    rail = NavRail(NOW)
    qtbot.addWidget(rail)
    rail.select("progress")
    assert [k for k, item in rail.items.items() if item.isChecked()] == ["progress"]
    rail.select("player")
    assert not any(item.isChecked() for item in rail.items.values())


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("entries", [NOW, ALL])
def test_help_and_settings_stay_in_view_in_a_low_window(
    show: Show, entries: tuple[RailEntry | tuple[str, str, str], ...], scale: float
) -> None:
    T.apply(text_scale=scale)
    rail = NavRail(entries)
    window = show(rail, 160, 640)
    for key in ("spasm", "settings"):
        item = rail.items[key]
        top = item.mapTo(window, QPoint(0, 0)).y()
        assert top >= 0
        assert top + item.height() <= 640
        assert item.height() >= item.sizeHint().height()
    last = rail.items[list(rail.items)[len(entries) - 1]]
    last.setFocus()
    rail._scroll.ensureWidgetVisible(last)
    top = last.mapTo(window, QPoint(0, 0)).y()
    assert 0 <= top <= 640 - last.height(), "every place can be scrolled to"


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_labels_keep_their_size(show: Show, scale: float) -> None:
    T.apply(text_scale=scale)
    rail = NavRail(ALL)
    show(rail, rail.width(), 900)
    for item in rail.items.values():
        room = item.rect().adjusted(3, 0, -3, 0)
        room.setTop(round(5 + 32 * T.icon_scale + 3))
        font = fitted_lines("caption", item.words, T.px(12), room.toRectF(), weight=700)
        assert font.pixelSize() >= T.px(12) - 1, item.words


def test_the_logo_paints_anywhere() -> None:
    image = QImage(64, 64, QImage.Format.Format_ARGB32)
    image.fill(0)
    p = QPainter(image)
    paint_logo(p, image.rect().toRectF(), "dark")
    p.end()
    assert image.pixelColor(32, 10) == T.table("dark").warn
