"""Choosing: chips, segmented control, toggle."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QSizePolicy, QWidget

from ui import tokens as tk
from ui.icons import paint_icon
from ui.theme import AlignC, AlignL, T, mix
from ui.widgets.base import PAD, aa, focus_ring, width_of
from ui.widgets.buttons import Pressable
from ui.widgets.flow import Flow


class Chip(Pressable):
    """Toggle or filter. Selected is filled and carries a check, so colour is never the only sign. tone: accent, bad."""

    def __init__(
        self,
        text: str,
        *,
        checked: bool = False,
        icon: str | None = None,
        tone: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._tone = icon, tone
        self.setCheckable(True)
        self.setChecked(checked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        fm = QFontMetricsF(T.font("small", weight=600))
        width = fm.horizontalAdvance(self.words) + 32 + (self._sign_room() if self._icon else 0)
        # The check takes the room of the side margins, which do not grow with the text: add what it needs beyond them.
        width = max(width, fm.horizontalAdvance(self.words) + self._sign_room() + 16)
        return QSize(math.ceil(width) + 2 * PAD, max(tk.SIZE.chip, round(fm.height() + 18)) + 2 * PAD)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        r = QRectF(self.rect()).adjusted(PAD + 0.5, PAD + 0.5, -PAD - 0.5, -PAD - 0.5)
        on = self.isChecked()
        soft, ink = (c.accent_soft, c.accent_ink) if self._tone == "accent" else (c.bad_soft, c.bad_ink)
        hot = self.underMouse() and self.isEnabled()
        p.setPen(QPen(mix(soft, ink, 0.55) if on else mix(c.line, c.line_strong, 0.55), 1))
        p.setBrush(soft if on else mix(c.surface, c.text, 0.05 if hot else 0))
        p.drawRoundedRect(r, r.height() / 2, r.height() / 2)
        fg = c.text3 if not self.isEnabled() else ink if on else c.text
        font = T.font("small", weight=600 if on else 500)
        words = width_of(self.words, font)
        sign = "check" if on else self._icon
        side = 13 * T.icon_scale
        x = r.center().x() - (words + (self._sign_room() if sign else 0)) / 2  # same width on or off: nothing jumps
        if sign:
            paint_icon(p, sign, QRectF(x - 1, r.center().y() - side / 2, side, side), fg, 2.8)
            x += self._sign_room()
        p.setFont(font)
        p.setPen(fg)
        p.drawText(QRectF(x, r.top(), words + 4, r.height()), AlignL, self.words)
        if self.hasFocus():
            focus_ring(p, r, r.height() / 2, c.focus)

    @staticmethod
    def _sign_room() -> float:
        return 13 * T.icon_scale + 3


class ChipRow(QWidget):
    """Chips that wrap. `changed` fires on each change; `chosen()` gives the texts that are on, in order."""

    changed = Signal()

    def __init__(
        self,
        names: Sequence[str],
        *,
        on: Sequence[str] = (),
        tone: str = "accent",
        exclusive: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        flow = Flow(self, gap=2)
        self.chips = [Chip(n, checked=n in on, tone=tone, parent=self) for n in names]
        self._group = QButtonGroup(self)
        self._group.setExclusive(exclusive)
        for i, chip in enumerate(self.chips):
            flow.addWidget(chip)
            self._group.addButton(chip, i)
            chip.toggled.connect(self._toggled)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)

    def chosen(self) -> tuple[str, ...]:
        return tuple(chip.words for chip in self.chips if chip.isChecked())

    def indices(self) -> tuple[int, ...]:
        return tuple(i for i, chip in enumerate(self.chips) if chip.isChecked())

    def set_chosen(self, names: Sequence[str]) -> None:
        exclusive = self._group.exclusive()
        self._group.setExclusive(False)  # an exclusive group cannot be emptied
        for chip in self.chips:
            chip.setChecked(chip.words in names)
        self._group.setExclusive(exclusive)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        for i, chip in enumerate(self.chips):
            chip.setObjectName(f"{name}.{i}")

    @Slot()
    def _toggled(self) -> None:
        self.changed.emit()


def chip_row(
    names: Sequence[str],
    *,
    on: Sequence[str] = (),
    tone: str = "accent",
    exclusive: bool = False,
    name: str = "",
) -> ChipRow:
    """A `ChipRow`, in one line."""
    return ChipRow(names, on=on, tone=tone, exclusive=exclusive, name=name)


class Segmented(QWidget):
    """One of a few: a sunken track with a raised thumb; arrow keys move. Stacks its options where a row does not fit.

    `index` is None until the user picks, if it started so. `changed` carries the index.
    """

    changed = Signal(object)

    def __init__(
        self,
        options: Sequence[str],
        index: int | None = 0,
        *,
        tones: Sequence[str] | None = None,
        height: int = 40,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`tones` are soft colour tokens, one per option, for the thumb."""
        super().__init__(parent)
        self.index = index
        self._height = height
        self._row_width = self._cell_width = self._cell_height = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        self.cells = [_Segment(o, tones[i] if tones else None, self) for i, o in enumerate(options)]
        self._group = QButtonGroup(self)
        for i, cell in enumerate(self.cells):
            cell.setChecked(i == index)
            cell.setAccessibleDescription(name)
            self._group.addButton(cell, i)
        self._group.idToggled.connect(self._toggled)
        self._make_one_stop()
        T.changed.connect(self._restyle)
        self._restyle()

    def set_index(self, index: int | None) -> None:
        """Choose an option (out of range: the nearest), or none. `changed` fires only for a new choice."""
        if index is None:
            self._group.setExclusive(False)
            for cell in self.cells:
                cell.setChecked(False)
            self._group.setExclusive(True)
            self.index = None
            self._make_one_stop()
        else:
            self.cells[max(0, min(len(self.cells) - 1, index))].setChecked(True)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        for i, cell in enumerate(self.cells):
            cell.setObjectName(f"{name}.{i}")

    def sizeHint(self) -> QSize:
        return QSize(self._row_width, self._cell_height + 2 * PAD)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._cell_width + 2 * (PAD + 2), self._cell_height + 2 * PAD)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = len(self.cells) if self._stacks(width) else 1
        return self._cell_height * rows + 2 * PAD

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._arrange()

    def focusInEvent(self, ev: QFocusEvent) -> None:
        # Given to the whole: a page that names it as its first control means the option that is chosen.
        self.cells[self.index or 0].setFocus(ev.reason())

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(T.of(self).track)
        p.drawRoundedRect(QRectF(self.rect()).adjusted(PAD, PAD, -PAD, -PAD), 12, 12)

    def _stacks(self, width: int) -> bool:
        return width < self._row_least

    def _arrange(self) -> None:
        # Layouts hold a fixed-policy widget to its hint, so the height for this width is set outright.
        self.setFixedHeight(self.heightForWidth(self.width()))
        room = self.width() - 2 * (PAD + 2)
        if self._stacks(self.width()):
            height = (self.height() - 2 * PAD) / len(self.cells)
            for i, cell in enumerate(self.cells):
                cell.setGeometry(PAD + 2, round(PAD + i * height), room, round(height))
            return
        edges = [round(PAD + 2 + room * i / len(self.cells)) for i in range(len(self.cells) + 1)]
        for cell, left, right in zip(self.cells, edges, edges[1:], strict=False):
            cell.setGeometry(left, PAD, right - left, self.height() - 2 * PAD)

    @Slot(int, bool)
    def _toggled(self, i: int, on: bool) -> None:
        if on:
            self.index = i
            self._make_one_stop()
            self.changed.emit(i)

    def _make_one_stop(self) -> None:
        """Tab goes to the chosen option. Qt sees to that itself, but only once the group has had the focus."""
        for i, cell in enumerate(self.cells):
            here = self.index is None or i == self.index
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    @Slot()
    def _restyle(self) -> None:
        fm = QFontMetricsF(T.font("label", weight=600))
        widest = max(fm.horizontalAdvance(cell.words) for cell in self.cells)
        self._cell_width = math.ceil(widest + 18)
        self._cell_height = max(self._height, round(fm.height() + 20))
        self._row_width = math.ceil(widest + 30) * len(self.cells) + 4 + 2 * PAD
        self._row_least = self._cell_width * len(self.cells) + 4 + 2 * PAD
        self._arrange()
        self.updateGeometry()
        self.update()


class _Segment(QRadioButton):
    """One option: a real radio button (role, arrow keys, screen reader), painted as a thumb."""

    def __init__(self, words: str, tone: str | None, parent: QWidget) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self.words = words
        self.setAccessibleName(words)
        self._tone = tone
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        cell = QRectF(self.rect()).adjusted(1.5, 3.5, -1.5, -3.5)
        on = self.isChecked()
        ink = c.text if on else c.text2
        if on:
            p.setPen(QPen(mix(c.line, c.line_strong, 0.25), 1))
            p.setBrush(c[self._tone] if self._tone else c.thumb)
            p.drawRoundedRect(cell, 9, 9)
            if self._tone and self._tone.endswith("_soft"):
                ink = c[self._tone.replace("_soft", "_ink")]
        elif self.underMouse():
            ink = c.text
        if not self.isEnabled():
            ink = c.text3
        p.setFont(T.font("label", weight=600 if on else 500))
        p.setPen(ink)
        p.drawText(cell, AlignC, self.words)
        if self.hasFocus():
            focus_ring(p, cell.adjusted(1, 1, -1, -1), 8, c.focus)


class Toggle(QAbstractButton):
    """Switch. On: filled with a check; off: an outline with a smaller knob."""

    def __init__(self, name: str, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setChecked(on)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        T.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        k = T.icon_scale
        return QSize(round(48 * k) + 2 * PAD, round(40 * k))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        k = T.icon_scale
        r = QRectF(PAD, (self.height() - 28 * k) / 2, 48 * k, 28 * k)
        on = self.isChecked()
        fill = c.accent if self.isEnabled() else c.line_strong
        p.setPen(Qt.PenStyle.NoPen if on else QPen(c.line_strong, 1.5))
        p.setBrush(fill if on else c.surface)
        p.drawRoundedRect(r if on else r.adjusted(0.75, 0.75, -0.75, -0.75), 14 * k, 14 * k)
        cx = r.right() - 14 * k if on else r.left() + 14 * k
        knob = (10 if on else 8) * k
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(c.on_accent if on else c.line_strong)
        p.drawEllipse(QPointF(cx, r.center().y()), knob, knob)
        if on:
            paint_icon(p, "check", QRectF(cx - 7 * k, r.center().y() - 7 * k, 14 * k, 14 * k), fill, 2.6)
        if self.hasFocus():
            focus_ring(p, r, 14 * k, c.focus)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
