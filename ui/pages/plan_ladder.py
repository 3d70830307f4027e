"""The ladder of the plan: four stages with their parts, joined by a rail; the present part is open."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coach.pages.plan_views import LevelView, PartView, StageView
from coach.text import _
from ui.icons import paint_icon
from ui.theme import T, mix
from ui.widgets import Para, Pill, Pressable, Text, aa, focus_ring, hbox, vbox
from ui.widgets.level_tile import LevelTile
from ui.widgets.stage_sign import paint_stage_sign

_TILE, _LEFT, _TOP = 58, 14, 15  # px of the sign's tile and its place in a rung
#: Below this width in px, divided by the text scale, levels stand under each other.
_LEVELS_STACK = 440


class Ladder(QWidget):
    """`session` carries the id of a session whose content is asked for."""

    session = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("The stages of the plan"))
        self.rungs: list[Rung] = []
        self._shown: tuple[StageView, ...] = ()
        self._lay = vbox(self, gap=0)

    def show_stages(self, stages: tuple[StageView, ...]) -> None:
        """Show the plan anew, unless nothing in it changed: what was opened stays open."""
        if stages == self._shown:
            return
        self._shown = stages
        clear(self._lay)
        self.rungs = []
        for i, stage in enumerate(stages):
            rung = Rung(stage, i + 1, last=i + 1 == len(stages))
            rung.session.connect(self.session)
            self.rungs.append(rung)
            self._lay.addWidget(rung)
            if i + 1 < len(stages):
                self._lay.addWidget(_Rail(passed=stage.state == "passed"), 1)
        self._lay.addStretch(1)


class Rung(QWidget):
    """One stage: the sign, its words, its badge, and its parts where it is open."""

    session = Signal(str)

    def __init__(self, stage: StageView, number: int, *, last: bool) -> None:
        super().__init__()
        self._stage, self._number, self._last = stage, number, last
        here = stage.state == "here"
        self.setAccessibleName(_("Stage {n}, {name}: {badge}").format(n=number, name=stage.name, badge=stage.badge))
        several = len(stage.parts) > 1
        # Where a stage has several parts each says its own goal: one sentence is enough above them.
        lead = stage.summary if here and not several else stage.lead
        self.head = _Head(f"plan_stage.{stage.id}", stage.name, lead, stage.badge, stage.state, fixed=here)
        self.head.toggled.connect(self._toggle)
        # "You are here" once: where a stage has several parts, the part says it.
        self.head.badge.setVisible(not (here and several))
        self.body = QWidget()
        inner = vbox(self.body, gap=10, margins=(0, 8, 0, 0))
        self.parts = [PartBlock(part, named=several, closed=here and part.state != "here") for part in stage.parts]
        for part in self.parts:
            part.session.connect(self.session)
            inner.addWidget(part)
        self._lay = vbox(self, self.head, self.body, gap=0)
        self.body.setVisible(here)
        T.changed.connect(self._restyle)
        self._restyle()

    @property
    def open(self) -> bool:
        """Whether the parts are shown."""
        return not self.body.isHidden()

    @Slot(bool)
    def _toggle(self, on: bool) -> None:
        self.body.setVisible(on)
        self.update()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        state = self._stage.state
        tile = self._tile()
        below = 0 if self._last else 14
        if state == "here":
            p.setPen(QPen(c.accent, 2))
            p.setBrush(c.surface)
            p.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1 - below), 20, 20)
        if not self._last:
            top = self.height() - 10 if state == "here" else tile.bottom() + 5
            paint_rail(p, tile.center().x(), top, self.height() + 6, passed=state == "passed", widget=self)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush({"passed": c.accent, "here": c.accent_soft, "ahead": c.track}[state])
        p.drawRoundedRect(tile, 16, 16)
        ink = {"passed": c.on_accent, "here": c.accent_ink, "ahead": c.text2}[state]
        inset = tile.width() * 0.16
        paint_stage_sign(p, tile.adjusted(inset, inset, -inset, -inset), self._number, ink)

    def _tile(self) -> QRectF:
        side = _TILE * T.icon_scale
        return QRectF(_LEFT, _TOP if self._stage.state == "here" else 8, side, side)

    @Slot()
    def _restyle(self) -> None:
        here = self._stage.state == "here"
        left = round(self._tile().right()) + 13
        below = 0 if self._last else 14
        self._lay.setContentsMargins(left, 14 if here else 6, 17 if here else 4, (16 if here else 8) + below)
        self.setMinimumHeight(round(self._tile().bottom()) + 8 + below)
        self.update()


class _Head(Pressable):
    """Name, a sentence and the badge; pressed, it opens and closes what is below it. `fixed`: always open."""

    def __init__(self, name: str, title: str, sub: str, badge: str, state: str, *, fixed: bool) -> None:
        super().__init__("")
        self.setObjectName(name)
        self._fixed = fixed
        ahead = state == "ahead"
        self.title = Text(title, "heading", "text", px=18 if fixed else 16, wrap=True)
        self.sub = Text(sub, "small", "text2", weight=400, wrap=True)
        icon = "check" if state == "passed" else None
        self.badge = Pill(badge, tone="plain" if ahead else "accent", icon=icon)
        for part in (self.title, self.sub, self.badge):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            part.setForegroundRole(QPalette.ColorRole.WindowText)  # a label on a button takes the button's else
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addLayout(vbox(None, self.title, self.sub, gap=2), 1)
        self._row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        outer = hbox(self, (self._row, 1), gap=0, margins=(6, 6, 6 if fixed else 34, 6))
        outer.setSpacing(0)
        self.sub.setVisible(bool(sub))
        self.setCheckable(not fixed)
        self.setAccessibleName(f"{title}, {badge}")
        self.setAccessibleDescription(sub if fixed else f"{sub} {_('Opens and closes what this part holds.')}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if fixed:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.setCursor(Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        return self._own_layout().sizeHint().expandedTo(QSize(0, 44))

    def minimumSizeHint(self) -> QSize:
        return self._own_layout().minimumSize().expandedTo(QSize(0, 44))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._turn(width)
        return max(44, self._own_layout().totalHeightForWidth(width))

    def paintEvent(self, _ev: QPaintEvent) -> None:
        if self._fixed:
            return
        p = aa(self)
        c = T.of(self)
        r = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isDown():
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(mix(c.bg, c.text, 0.10 if self.isDown() else 0.05))
            p.drawRoundedRect(r, 12, 12)
        side = 18 * T.icon_scale
        box = QRectF(r.right() - side - 7, 6 + (self.badge.sizeHint().height() - side) / 2, side, side)
        p.save()
        p.translate(box.center())
        p.rotate(180 if self.isChecked() else 0)
        paint_icon(p, "down", QRectF(-side / 2, -side / 2, side, side), c.text2, 2.0)
        p.restore()
        if self.hasFocus():
            focus_ring(p, r.adjusted(2, 2, -2, -2), 10, c.focus)

    def _turn(self, width: int) -> None:
        """The badge goes below the words where it would leave them too little room."""
        words = QFontMetricsF(self.title.font()).horizontalAdvance("n") * 22
        beside = width - self.badge.sizeHint().width() - 60 >= words
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._row.direction():
            self._row.setDirection(way)
            self._row.setSpacing(12 if beside else 4)

    def _own_layout(self) -> QBoxLayout:
        layout = self.layout()
        assert isinstance(layout, QBoxLayout)
        return layout


class PartBlock(QWidget):
    """A part with its goal, its levels and what goes with it; with a head of its own where a stage has several."""

    session = Signal(str)

    def __init__(self, part: PartView, *, named: bool, closed: bool) -> None:
        super().__init__()
        self.part_id = part.id
        here = part.state == "here"
        self.head: _Head | None = None
        self.detail = QWidget()
        goal = Para(part.goal, "small", "text2")
        in_turn = sum(level.state == "here" for level in part.levels) > 1
        self.levels = [_tile(level, here=here, in_turn=in_turn) for level in part.levels]
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8)
        for tile in self.levels:
            tile.opened.connect(self.session)
            self._row.addWidget(tile, 1)
        facts = vbox(None, _Fact("calendar", part.frequency), _Fact("movement", part.walking), gap=4)
        vbox(self.detail, goal, self._row, facts, gap=8, margins=(6, 0, 0, 0))
        lay = vbox(self, gap=4)
        if named:
            title = _("{id} {name}").format(id=part.id, name=part.name)
            self.head = _Head(f"plan_part.{part.id}", title, "", part.badge, part.state, fixed=here)
            self.head.setChecked(not closed)
            self.head.toggled.connect(self.detail.setVisible)
            lay.addWidget(self.head)
        lay.addWidget(self.detail)
        self.detail.setVisible(not closed)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        stack = self.width() / T.text_scale < _LEVELS_STACK - (0 if len(self.levels) > 2 else 140)
        way = QBoxLayout.Direction.TopToBottom if stack else QBoxLayout.Direction.LeftToRight
        if way != self._row.direction():
            self._row.setDirection(way)


class _Fact(QWidget):
    """A sign and a line of words."""

    def __init__(self, icon: str, words: str) -> None:
        super().__init__()
        self._icon = icon
        self._lay = hbox(self, (Text(words, "small", "text2", weight=400, wrap=True), 1), gap=0)
        T.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        side = 16 * T.icon_scale
        line = QFontMetricsF(T.font("small")).height()
        paint_icon(aa(self), self._icon, QRectF(0, (line - side) / 2, side, side), T.of(self).text2, 1.8)

    @Slot()
    def _restyle(self) -> None:
        self._lay.setContentsMargins(round(16 * T.icon_scale) + 8, 0, 0, 0)
        self.update()


class _Rail(QWidget):
    """A stretch of rail between two rungs: the ladder breathes in a tall window."""

    def __init__(self, *, passed: bool) -> None:
        super().__init__()
        self._passed = passed
        self.setMaximumHeight(34)
        T.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(20, 0)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        x = _LEFT + _TILE * T.icon_scale / 2
        paint_rail(aa(self), x, -4, self.height() + 6, passed=self._passed, widget=self)


def paint_rail(p: QPainter, x: float, top: float, bottom: float, *, passed: bool, widget: QWidget) -> None:
    """A line down: whole where the stage is passed, dotted where it is to come."""
    if bottom - top <= 4:
        return
    c = T.of(widget)
    colour = c.accent if passed else mix(c.line, c.line_strong, 0.5)
    style = Qt.PenStyle.SolidLine if passed else Qt.PenStyle.DotLine
    p.setPen(QPen(colour, 2.5, style, Qt.PenCapStyle.RoundCap))
    p.drawLine(QPointF(x, top), QPointF(x, bottom))


def clear(layout: QVBoxLayout | QBoxLayout) -> None:
    """Take everything out of a layout; what was shown goes at once, not when the event loop comes round."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _tile(level: LevelView, *, here: bool, in_turn: bool) -> LevelTile:
    caption = {
        "passed": _("Done"),
        "here": _("In turn") if in_turn else _("Now"),
        "ahead": _("Later") if here else _("To come"),
    }[level.state]
    return LevelTile(
        level.session_id, caption, level.name, level.sub, here=level.state == "here", done=level.state == "passed"
    )
