"""Pain after sessions and the morning after, against the pain before: lower, the same, higher."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from coach.progress.views import ReliefView, Thirds
from coach.text import _, ngettext
from ui.charts.balance import row_step
from ui.charts.drawing import Drawing, LegendItem, Sign, Way
from ui.charts.look import ChartLook
from ui.charts.painter import elided, paint_bar, paint_empty, paint_hatched
from ui.theme import AlignC, AlignL, alpha, mix

_PARTS: tuple[Sign, ...] = ("lower", "same", "higher")


def paint_relief(p: QPainter, rect: QRectF, look: ChartLook, view: ReliefView, hot: int | None = None) -> None:
    """One bar for the time right after, one for the next morning; each part carries its number."""
    if view.is_empty:
        paint_empty(p, rect, look, relief_hint())
        return
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    for i, (words, thirds) in enumerate(_rows(view)):
        box = _row_box(rect, view, i)
        if i == hot:
            _paint_ground(p, look, box)
        p.setFont(look.font("small", 500))
        p.setPen(look.colours.text)
        line = QRectF(box.left(), box.top() + look.line(2), box.width(), look.px(20))
        p.drawText(line, AlignL, elided(look, words, box.width(), "small", 500))
        _paint_parts(p, look, QRectF(box.left(), line.bottom() + look.line(3), box.width(), bar_height(look)), thirds)
    p.restore()


def relief_hint() -> str:
    """What this chart will show, and the first step towards it."""
    return _("Note your pain before and after a session: this shows how they compare, and how the next morning was.")


def paint_part(p: QPainter, look: ChartLook, box: QRectF, part: Sign) -> None:
    """Lower filled, same pale, higher hatched, so that colour is not the only difference."""
    c = look.colours
    if part == "higher":
        paint_hatched(p, look, box, mix(look.back, c.warn, 0.55), mix(c.warn, c.warn_ink, 0.6))
    else:
        paint_bar(p, box, c.accent if part == "lower" else mix(look.back, c.line_strong, 0.4), radius=look.line(5))


def bar_height(look: ChartLook) -> float:
    """High enough for a number."""
    return max(look.line(22), look.px(20))


class Relief(Drawing):
    """The chart of a `ReliefView`; its places are the bars."""

    def __init__(self, view: ReliefView) -> None:
        self.view = view

    def is_empty(self) -> bool:
        return self.view.is_empty

    def hint(self) -> str:
        return relief_hint()

    def paint(self, p: QPainter, rect: QRectF, look: ChartLook) -> None:
        paint_relief(p, rect, look, self.view)

    def paint_hot(self, p: QPainter, rect: QRectF, look: ChartLook, i: int) -> None:
        _paint_ground(p, look, _row_box(rect, self.view, i))

    def places(self) -> int:
        return 0 if self.is_empty() else len(_rows(self.view))

    def nearest(self, rect: QRectF, _look: ChartLook, pos: QPointF) -> int | None:
        return next((i for i in range(self.places()) if _row_box(rect, self.view, i).contains(pos)), None)

    def mark(self, rect: QRectF, _look: ChartLook, i: int) -> QRectF:
        return _row_box(rect, self.view, i)

    def words(self, i: int) -> str:
        words, thirds = _rows(self.view)[i]
        return _("{what}: lower {lower}, the same {same}, higher {higher}").format(
            what=words, lower=thirds.lower, same=thirds.same, higher=thirds.higher
        )

    def step(self, i: int, way: Way) -> int:
        return row_step(self.places(), i, way)

    def legend(self) -> tuple[LegendItem, ...]:
        if self.is_empty():
            return ()
        words = {"lower": _("lower than before"), "same": _("the same"), "higher": _("higher")}
        both = (self.view.after, self.view.morning)
        return tuple(LegendItem(part, words[part]) for part in _PARTS if any(getattr(one, part) for one in both))

    def wish(self, _width: float, look: ChartLook) -> float:
        if self.is_empty():
            return look.px(70) + look.line(60)
        return len(_rows(self.view)) * (look.px(20) + bar_height(look) + look.line(14))


def _rows(view: ReliefView) -> tuple[tuple[str, Thirds], ...]:
    n = view.after.n
    rows = [(ngettext("After {n} session", "After {n} sessions", n).format(n=n), view.after)]
    m = view.morning.n
    if m:
        words = _("Next morning: {m} rated, of {n} it eased").format(m=m, n=max(m, view.eased_days))
        rows.append((words, view.morning))
    return tuple(rows)


def _row_box(rect: QRectF, view: ReliefView, i: int) -> QRectF:
    high = rect.height() / len(_rows(view))
    return QRectF(rect.left(), rect.top() + i * high, rect.width(), high)


def _paint_parts(p: QPainter, look: ChartLook, box: QRectF, thirds: Thirds) -> None:
    c = look.colours
    shares = [(part, n) for part in _PARTS if (n := int(getattr(thirds, part)))]
    gap = look.line(3)
    room = box.width() - gap * (len(shares) - 1)
    at = QPointF(box.left(), box.top())
    for part, n in shares:
        own = QRectF(at.x(), at.y(), room * n / thirds.n, box.height())
        paint_part(p, look, own, part)
        words = str(n)
        width = look.width(words, "small", 700, tnum=True) + look.line(8)
        if own.width() >= width:
            plate = QRectF(0, 0, width, own.height() - look.line(4))
            plate.moveCenter(own.center())
            if part == "higher":
                paint_bar(p, plate, mix(look.back, c.warn, 0.25), radius=look.line(4))
            p.setFont(look.font("small", 700, tnum=True))
            p.setPen(c.on_accent if part == "lower" else c.text)
            p.drawText(own, AlignC, words)
        at.setX(own.right() + gap)


def _paint_ground(p: QPainter, look: ChartLook, box: QRectF) -> None:
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(alpha(look.colours.text, 0.07))
    p.drawRoundedRect(box, look.line(6), look.line(6))
