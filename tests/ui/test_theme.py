from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import FAMILY, T, Theme, alpha, mix
from ui.widgets import Text


class Dark(QWidget):
    _theme = "focus"


def test_apply_tells_widgets_and_sets_the_palette(qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitSignal(T.changed):
        T.apply("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == T.table("dark").bg
    assert qapp.styleSheet() == ""


def test_what_is_not_given_stays() -> None:
    T.apply("dark", text_scale=1.5, reduced_motion=True)
    T.apply(text_scale=2.0)
    assert (T.name, T.text_scale, T.reduced_motion) == ("dark", 2.0, True)


@pytest.mark.parametrize(("asked", "given"), [(0.5, 1.0), (1.0, 1.0), (1.7, 1.7), (2.0, 2.0), (3.0, 2.0)])
def test_text_scale_keeps_its_bounds(asked: float, given: float) -> None:
    T.apply(text_scale=asked)
    assert T.text_scale == given


def test_system_theme_is_light_or_dark() -> None:
    T.apply("system")
    assert T.name in ("light", "dark")


def test_the_bundled_font_is_used() -> None:
    assert FAMILY in QFontDatabase.families()
    for weight in (400, 500, 600, 700):
        assert QFontInfo(T.font("body", weight=weight)).family().startswith(FAMILY)


def test_fonts_are_shared_and_grow_with_the_text() -> None:
    assert T.font("body") is T.font("body")
    small = T.font("body").pixelSize()
    T.apply(text_scale=2.0)
    assert T.font("body").pixelSize() == 2 * small
    assert T.font("digits", px=50, scaled=False).pixelSize() == 50


def test_fonts_do_not_pile_up() -> None:
    theme = Theme()
    for px in range(10, 3000):
        theme.font("digits", px=px, scaled=False)
    assert len(theme._fonts) <= 400


def test_the_nearest_themed_parent_decides(qtbot: QtBot) -> None:
    player = Dark()
    qtbot.addWidget(player)
    text = Text("Side plank", parent=player)
    assert T.of(text).name == "focus"
    assert text.palette().color(QPalette.ColorRole.WindowText) == T.table("focus").text
    text.setParent(None)
    qtbot.addWidget(text)
    assert T.of(text).name == "light"
    assert text.palette().color(QPalette.ColorRole.WindowText) == T.table("light").text


def test_text_follows_theme_and_size(qtbot: QtBot) -> None:
    text = Text("Today", "title", "text2")
    qtbot.addWidget(text)
    width = text.sizeHint().width()
    T.apply("dark", text_scale=2.0)
    assert text.palette().color(QPalette.ColorRole.WindowText) == T.table("dark").text2
    assert text.sizeHint().width() > 1.8 * width


def test_reduced_motion_leaves_only_a_short_fade() -> None:
    assert T.ms("topple") > 0
    T.apply(reduced_motion=True)
    assert T.ms("topple") == T.ms("settle") == T.ms("page") == 0
    assert 0 < T.ms("fade") <= 120


def test_an_unknown_colour_is_an_error() -> None:
    with pytest.raises(KeyError):
        T.c["purple"]
    assert "accent" in T.c


def test_mixing() -> None:
    a, b = T.c.bg, T.c.text
    assert mix(a, b, 0) == a
    assert mix(a, b, 1) == b
    assert alpha(a, 2.0).alphaF() == 1.0
