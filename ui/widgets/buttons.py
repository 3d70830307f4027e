"""Buttons: with words, and with an icon alone."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import tokens as tk
from ui.icons import paint_icon
from ui.theme import AlignC, AlignL, Colours, T, alpha, mix
from ui.widgets.base import PAD, aa, focus_ring, plain_tip, width_of

ButtonSize = Literal["s", "m", "l"]

_HEIGHT: dict[ButtonSize, int] = {"l": tk.SIZE.button_l, "m": tk.SIZE.button_m, "s": tk.SIZE.button_s}
_TEXT_PX: dict[ButtonSize, int] = {"l": 17, "m": 15, "s": 14}
_SIDES: dict[ButtonSize, int] = {"l": 56, "m": 40, "s": 30}  # px left and right of the words together
_RADIUS: dict[ButtonSize, int] = {"l": 18, "m": 14, "s": 12}
_HINT_GAP = 14


class Pressable(QAbstractButton):
    """What painted buttons share: hover, focus, Return as well as Space, and words without mnemonics.

    `words` is the text as shown; `text()` is Qt's copy, in which "&" is doubled so that it does not make a shortcut.
    """

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._take(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        T.changed.connect(self._restyle)

    def set_words(self, words: str) -> None:
        self.words = words
        self._take(words)
        self._restyle()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not ev.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(ev)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _take(self, words: str) -> None:
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words.replace("\n", " "))

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class Button(Pressable):
    """Button with words.

    kind: primary (one per view), secondary, ghost, soft, hurt, hero and hero_ghost (on the hero card).
    size: l 56, m 44, s 40 px high. `hint` shows a key beside the words.
    """

    def __init__(
        self,
        text: str,
        kind: str = "secondary",
        *,
        icon: str | None = None,
        size: ButtonSize = "m",
        hint: str = "",
        trailing: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind, self._icon, self._hint, self._trailing = kind, icon, hint, trailing
        self._size: ButtonSize = size
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_size(self, size: ButtonSize) -> None:
        self._size = size
        self._restyle()

    def set_kind(self, kind: str) -> None:
        self.kind = kind
        self._restyle()

    def set_icon(self, icon: str | None) -> None:
        self._icon = icon
        self._restyle()

    def set_hint(self, hint: str) -> None:
        self._hint = hint
        self._restyle()

    def sizeHint(self) -> QSize:
        fm = QFontMetricsF(self._font())
        height = max(_HEIGHT[self._size], round(fm.height() + 20))
        width = self._content_width() + _SIDES[self._size] - (14 if self.kind == "ghost" else 0)
        return QSize(math.ceil(width) + 2 * PAD, height + 2 * PAD)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        r = QRectF(self.rect()).adjusted(PAD, PAD, -PAD, -PAD)
        radius = min(r.height() / 2, _RADIUS[self._size])
        ground, ink, edge = self._colours(c) if self.isEnabled() else (c.track, c.text3, None)
        p.setPen(QPen(edge, 1) if edge else Qt.PenStyle.NoPen)
        if ground is not None:
            p.setBrush(ground)
            p.drawRoundedRect(r.adjusted(0.5, 0.5, -0.5, -0.5) if edge else r, radius, radius)
        font = self._font()
        line = QFontMetricsF(font).height()
        words = width_of(self.words, font)
        side = 20 * T.icon_scale
        x = r.center().x() - self._content_width() / 2
        if self._icon:
            paint_icon(p, self._icon, QRectF(x, r.center().y() - side / 2, side, side), ink, 2.0)
            x += side + 8
        p.setFont(font)
        p.setPen(ink)
        p.drawText(QRectF(x, r.top(), words + 4, r.height()), AlignL, self.words)
        x += words
        if self._trailing:
            small = 18 * T.icon_scale
            paint_icon(p, self._trailing, QRectF(x + 6, r.center().y() - small / 2, small, small), ink, 2.0)
            x += small + 8
        if self._hint:
            box = QRectF(x + _HINT_GAP, r.center().y() - line * 0.52, self._hint_width(), line * 1.04)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(alpha(ink, 0.13))
            p.drawRoundedRect(box, 6, 6)
            p.setPen(ink)
            p.setFont(T.font("caption", weight=600))
            p.drawText(box, AlignC, self._hint)
        if self.hasFocus():
            focus_ring(p, r, radius, c.focus_hero if self.kind.startswith("hero") else c.focus)

    def _font(self) -> QFont:
        return T.font("button", px=_TEXT_PX[self._size])

    def _hint_width(self) -> float:
        return width_of(self._hint, T.font("caption", weight=600)) + 14

    def _content_width(self) -> float:
        width = width_of(self.words, self._font())
        if self._icon:
            width += 20 * T.icon_scale + 8
        if self._trailing:
            width += 18 * T.icon_scale + 8
        if self._hint:
            width += self._hint_width() + _HINT_GAP
        return width

    def _colours(self, c: Colours) -> tuple[QColor | None, QColor, QColor | None]:
        """Ground, ink and edge for the present state."""
        down, hot = self.isDown(), self.underMouse()
        match self.kind:
            case "primary":
                return (c.accent_press if down else c.accent_hover if hot else c.accent), c.on_accent, None
            case "hero":
                return mix(c.on_hero, c.hero_b, _strength(down, hot, 0.14, 0.07)), c.hero_b, None
            case "hero_ghost":
                return alpha(c.on_hero, 0.10 + _strength(down, hot, 0.10, 0.04)), c.on_hero, None
            case "hurt":
                return mix(c.bad_soft, c.bad, _strength(down, hot, 0.22, 0.12)), c.bad_ink, None
            case "soft":
                return mix(c.accent_soft, c.accent, _strength(down, hot, 0.18, 0.10)), c.accent_ink, None
            case "ghost":
                return (alpha(c.text, 0.10 if down else 0.06) if down or hot else None), c.accent_ink, None
            case _:
                return mix(c.surface, c.text, _strength(down, hot, 0.10, 0.05)), c.text, c.line_strong


class IconButton(Pressable):
    """Round button with an icon; `name` is its accessible name and tooltip. kind: plain, tonal, primary, bad."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        size: int = 40,
        kind: str = "plain",
        icon_px: int = 22,
        label: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`label` is drawn inside the icon, such as the 15 of "15 seconds more"."""
        super().__init__("", parent)
        self._icon, self._size, self.kind, self._icon_px, self._label = icon, size, kind, icon_px, label
        self.set_name(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))

    def set_button_size(self, size: int, icon_px: int) -> None:
        self._size, self._icon_px = size, icon_px
        self._restyle()

    def sizeHint(self) -> QSize:
        side = round(self._size * T.icon_scale) + 2 * PAD
        return QSize(side, side)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        r = QRectF(self.rect()).adjusted(PAD, PAD, -PAD, -PAD)
        hot, down = self.underMouse(), self.isDown()
        ground: QColor | None = None
        ink = c.text2
        if not self.isEnabled():
            ground = None if self.kind == "plain" else c.track
            ink = c.text3
        elif self.kind == "primary":
            ground = c.accent_press if down else c.accent_hover if hot else c.accent
            ink = c.on_accent
        elif self.kind == "bad":
            ground, ink = mix(c.bad_soft, c.bad, _strength(down, hot, 0.25, 0.15)), c.bad_ink
        elif self.kind == "tonal":
            ground, ink = mix(c.track, c.text, _strength(down, hot, 0.12, 0.06)), c.text
        elif hot or down:
            ground, ink = alpha(c.text, 0.12 if down else 0.07), c.text
        p.setPen(Qt.PenStyle.NoPen)
        if ground is not None:
            p.setBrush(ground)
            p.drawEllipse(r)
        side = self._icon_px * T.icon_scale
        box = QRectF(0, 0, side, side)
        box.moveCenter(r.center())
        paint_icon(p, self._icon, box, ink, 1.9)
        if self._label:
            p.setFont(T.font("caption", px=10.5 * side / 30, weight=700, scaled=False))
            p.setPen(ink)
            p.drawText(r.adjusted(0, 1, 0, 1), AlignC, self._label)
        if self.hasFocus():
            focus_ring(p, r.adjusted(1, 1, -1, -1), r.height() / 2, c.focus)


def _strength(down: bool, hot: bool, pressed: float, hovered: float) -> float:
    return pressed if down else hovered if hot else 0.0
