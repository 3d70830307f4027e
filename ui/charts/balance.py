"""What is favoured and what is dropped: done to the right, skipped to the left."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from coach.progress.views import BalanceRow, BalanceView
from coach.text import _
from ui.charts.drawing import Drawing, LegendItem, Way
from ui.charts.look import ChartLook
from ui.charts.painter import elided, paint_bar, paint_empty, paint_hatched
from ui.theme import AlignL, AlignR, alpha, mix

_WRAP = int(AlignL) | int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class BalanceFrame:
    """`axis` is where done and skipped part; `unit` is px a session. `above`: names stand over their bars."""

    axis: float
    unit: float
    row: float
    above: bool
    names: float


def balance_frame(rect: QRectF, look: ChartLook, view: BalanceView) -> BalanceFrame:
    """Names at the left where they fit beside the bars, else above them."""
    gap = look.line(8)
    widest = max(look.width(row.name, "small", 600) for row in view.rows) + gap
    names = min(widest, 0.42 * rect.width())
    # A long name takes two lines; where even those do not hold it, all names stand above their bars.
    lines = QRectF(0, 0, names - gap, 1e4)
    metrics = look.metrics("small", 600)
    above = any(
        metrics.boundingRect(lines, _WRAP, row.name).height() > 2.2 * metrics.height()
        or max(metrics.horizontalAdvance(word) for word in row.name.split()) > names - gap
        for row in view.rows
    )
    names = 0.0 if above else names
    done = max(row.done for row in view.rows)
    skipped = max(row.skipped for row in view.rows)
    count, count_left = (look.width(str(n), "small", 600, tnum=True) + look.line(10) for n in (done, skipped))
    room = rect.width() - names - count - count_left
    unit = room / max(1, done + skipped)
    axis = rect.left() + names + count_left + skipped * unit
    return BalanceFrame(axis, unit, rect.height() / len(view.rows), above, names)


def paint_balance(p: QPainter, rect: QRectF, look: ChartLook, view: BalanceView, hot: int | None = None) -> None:
    """A row an exercise; what is dropped is hatched and bold."""
    if view.is_empty:
        paint_empty(p, rect, look, balance_hint())
        return
    c = look.colours
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = balance_frame(rect, look, view)
    if hot is not None:
        _paint_row_ground(p, look, _row_box(rect, frame, hot))
    for i, row in enumerate(view.rows):
        top = rect.top() + i * frame.row + (look.px(19) if frame.above else 0.0)
        p.setPen(QPen(c.line_strong, look.line(1)))
        p.drawLine(QPointF(frame.axis, top), QPointF(frame.axis, rect.top() + (i + 1) * frame.row))
        _paint_row(p, look, _row_box(rect, frame, i), frame, row)
    p.restore()


def balance_hint() -> str:
    """What this chart will show, and after what."""
    return _("After three sessions this shows which exercises you favour and which are left out.")


class Balance(Drawing):
    """The chart of a `BalanceView`; its places are the rows."""

    def __init__(self, view: BalanceView) -> None:
        self.view = view

    def is_empty(self) -> bool:
        return self.view.is_empty

    def hint(self) -> str:
        return balance_hint()

    def paint(self, p: QPainter, rect: QRectF, look: ChartLook) -> None:
        paint_balance(p, rect, look, self.view)

    def paint_hot(self, p: QPainter, rect: QRectF, look: ChartLook, i: int) -> None:
        _paint_row_ground(p, look, self.mark(rect, look, i))

    def places(self) -> int:
        return len(self.view.rows)

    def nearest(self, rect: QRectF, _look: ChartLook, pos: QPointF) -> int | None:
        if self.is_empty() or not rect.contains(pos):
            return None
        return min(len(self.view.rows) - 1, int((pos.y() - rect.top()) * len(self.view.rows) / rect.height()))

    def mark(self, rect: QRectF, look: ChartLook, i: int) -> QRectF:
        return _row_box(rect, balance_frame(rect, look, self.view), i)

    def words(self, i: int) -> str:
        row = self.view.rows[i]
        said = _("{name}: done {done}, skipped {skipped}").format(name=row.name, done=row.done, skipped=row.skipped)
        return f"{said}; {row.note}" if row.note else said

    def step(self, i: int, way: Way) -> int:
        return row_step(len(self.view.rows), i, way)

    def legend(self) -> tuple[LegendItem, ...]:
        if self.is_empty():
            return ()
        items = []
        if any(row.skipped and not row.dropped for row in self.view.rows):
            items.append(LegendItem("skipped", _("skipped")))
        if any(row.dropped for row in self.view.rows):
            items.append(LegendItem("dropped", _("often skipped")))
        return (*items, LegendItem("done", _("done")))

    def wish(self, width: float, look: ChartLook) -> float:
        if self.is_empty():
            return look.px(70) + look.line(60)
        above = balance_frame(QRectF(0, 0, width, 100), look, self.view).above
        row = look.px(18) + look.line(20) if above else max(look.line(34), look.px(34))
        return row * len(self.view.rows)


def row_step(rows: int, i: int, way: Way) -> int:
    """Along places that are rows: up and down as well as back and on."""
    return {"on": i + 1, "down": i + 1, "back": i - 1, "up": i - 1, "page_on": rows - 1, "page_back": 0}[way]


def _row_box(rect: QRectF, frame: BalanceFrame, i: int) -> QRectF:
    return QRectF(rect.left(), rect.top() + i * frame.row, rect.width(), frame.row)


def _paint_row(p: QPainter, look: ChartLook, box: QRectF, frame: BalanceFrame, row: BalanceRow) -> None:
    c = look.colours
    thick = min(look.line(18), box.height() * 0.56)
    middle = box.center().y()
    p.setFont(look.font("small", 600 if row.dropped else 500))
    p.setPen(c.warn_ink if row.dropped else c.text)
    weight = 600 if row.dropped else 500
    if frame.above:
        line = QRectF(box.left(), box.top(), box.width(), look.px(18))
        p.drawText(line, AlignL, elided(look, row.name, box.width(), "small", weight))
        thick = min(look.line(12), max(look.line(4), box.height() - look.px(20)))
        middle = box.top() + look.px(18) + thick / 2 + look.line(2)
    else:
        p.drawText(QRectF(box.left(), box.top(), frame.names - look.line(8), box.height()), _WRAP, row.name)
    done = QRectF(frame.axis + look.line(1), middle - thick / 2, row.done * frame.unit, thick)
    if row.done:
        paint_bar(p, done, mix(look.back, c.accent, 0.55) if row.dropped else c.accent, radius=look.line(5))
    p.setFont(look.font("small", 600, tnum=True))
    p.setPen(c.text2)
    height = look.px(18)
    room = look.px(60)
    p.drawText(QRectF(done.right() + look.line(6), middle - height / 2, room, height), AlignL, str(row.done))
    if not row.skipped:
        return
    left = QRectF(
        frame.axis - look.line(1) - row.skipped * frame.unit, middle - thick / 2, row.skipped * frame.unit, thick
    )
    if row.dropped:
        paint_hatched(p, look, left, mix(look.back, c.warn, 0.55), mix(c.warn, c.warn_ink, 0.6), edge=c.warn_ink)
    else:
        paint_bar(p, left, c.track, c.line_strong, radius=look.line(5))
    p.drawText(QRectF(left.left() - look.line(6) - room, middle - height / 2, room, height), AlignR, str(row.skipped))


def _paint_row_ground(p: QPainter, look: ChartLook, box: QRectF) -> None:
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(alpha(look.colours.text, 0.07))
    p.drawRoundedRect(box, look.line(6), look.line(6))
