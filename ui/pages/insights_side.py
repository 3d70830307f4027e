"""Beside the comparison: early signs, what is tried for two weeks, and what was written afterwards."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.pages.insights_views import AfterwardsView, OfferView, SignsView, SignView, TrialsView, TriedView
from coach.text import _
from ui.charts.painter import short_date
from ui.pages.plan_ladder import clear
from ui.theme import T
from ui.widgets import PAD, Button, Card, Line, Meter, Pill, Text, aa, flush, hbox, vbox
from ui.widgets.line_link import LineLink

_MARK = 18


class SignsCard(Card):
    """`link` carries the lesson about early signs."""

    link = Signal(str)

    def __init__(self) -> None:
        super().__init__(pad=22, gap=0)
        self.setAccessibleName(_("Early signs"))
        self.words = Text("", "small", "text2", weight=400, wrap=True)
        self.today = Card(tone="accent_soft", pad=14, gap=0)
        self.today_words = Text("", "small", "text", weight=500, wrap=True)
        self.today.add(self.today_words)
        self.rows: list[SignRow] = []
        self._list = vbox(None, gap=12)
        self.rest = Text("", "small", "text2", weight=400, wrap=True)
        self.note = Text("", "small", "text3", weight=400, wrap=True)
        self.lesson = LineLink("lesson:misread-warning-sign", _("What to do with early signs"), name="insights_link")
        self.lesson.followed.connect(self.link)
        self.add(
            vbox(None, Text(_("Early signs"), "heading", wrap=True), self.words, gap=4),
            14,
            vbox(None, self.today, self._list, self.rest, self.note, gap=12),
            2,
            hbox(None, -LineLink.INSET, self.lesson, None, gap=0),
        )

    def show_view(self, view: SignsView) -> None:
        """Show the signs, one's own first."""
        self.words.setText(view.words)
        self.today_words.setText(view.today)
        self.today.setVisible(bool(view.today))
        clear(self._list)
        self.rows = [SignRow(sign) for sign in view.signs]
        for row in self.rows:
            self._list.addWidget(row)
        self.rest.setText(view.rest)
        self.rest.setVisible(bool(view.rest))
        self.note.setText(view.note)


class SignRow(QWidget):
    """A mark, the name of the sign, how often it was there; those of one's own say so."""

    def __init__(self, view: SignView) -> None:
        super().__init__()
        self.setObjectName(f"insights_sign.{view.sign}")
        own = _("one of yours") if view.own else ""
        self.setAccessibleName(f"{view.name}: {view.words}. {own}".rstrip(". "))
        name = Text(view.name, "label", weight=600 if view.own else 500, wrap=True)
        words = vbox(None, name, Text(view.words, "small", "text2", weight=400, wrap=True), gap=1)
        mark = _SignMark(view.own)
        row = hbox(self, mark, (words, 1), gap=12)
        row.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        if view.own:
            pill = Pill(own)
            row.addWidget(pill)
            row.setAlignment(pill, Qt.AlignmentFlag.AlignTop)


class _SignMark(QWidget):
    """A filled diamond for a sign of one's own, a hollow one for the others."""

    def __init__(self, own: bool) -> None:
        super().__init__()
        self._own = own
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        T.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        side = round(_MARK * T.icon_scale)
        return QSize(side, max(side, T.px(19)))

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        m, k = QRectF(self.rect()).center(), 6.5 * T.icon_scale
        p.setPen(Qt.PenStyle.NoPen if self._own else QPen(c.line_strong, 1.6))
        p.setBrush(c.accent if self._own else Qt.BrushStyle.NoBrush)
        p.drawPolygon(QPolygonF([m + QPointF(*at) for at in ((0, -k), (k, 0), (0, k), (-k, 0))]))

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class TrialsCard(Card):
    """`begun` carries what is to be tried, `ended` the id of what is stopped."""

    begun = Signal(str)
    ended = Signal(str)

    def __init__(self) -> None:
        super().__init__(pad=22, gap=0)
        self.setAccessibleName(_("Try it for two weeks"))
        self.words = Text("", "small", "text2", weight=400, wrap=True)
        self.buttons: dict[str, Button] = {}
        # It stands in the card itself: at the edge of a widget of its own the room for its focus ring would be cut off.
        self.stop = Button(_("Stop here"), "secondary", size="s")
        self.stop.setObjectName("insights_stop")
        self.stop.clicked.connect(self._end)
        self._running = ""
        self._now = vbox(None, gap=16)
        self._results = vbox(None, gap=16)
        self.note = Text("", "small", "text3", weight=400, wrap=True)
        self.add(
            vbox(None, Text(_("Try it for two weeks"), "heading", wrap=True), self.words, gap=4),
            14,
            vbox(None, self._now, flush(hbox(None, self.stop, None, gap=0)), gap=8),
            16,
            self._results,
            12,
            self.note,
        )

    def show_view(self, view: TrialsView) -> None:
        """Show what runs or may be begun, and what came of the others."""
        self.words.setText(view.words)
        self.note.setText(view.note)
        clear(self._now)
        clear(self._results)
        self.buttons = {}
        self.stop.setVisible(view.running is not None)
        if view.running is not None:
            self._running = view.running.id
            self.stop.setAccessibleDescription(view.running.title)
            self._now.addWidget(_run(view.running, view.days))
        if view.waits:
            self._now.addWidget(Text(view.waits, "small", "text", weight=500, wrap=True))
        for offer in view.offers:
            self._now.addWidget(self._offer(offer))
        for result in view.results:
            self._results.addWidget(Line())
            self._results.addWidget(_tried(result))

    def _offer(self, offer: OfferView) -> QWidget:
        host = QWidget()
        button = Button(_("Try it"), "secondary", size="s")
        button.setObjectName(f"insights_try.{offer.experiment}")
        button.setAccessibleName(_("Try it: {what}").format(what=offer.title))
        button.clicked.connect(self._begin)
        self.buttons[offer.experiment] = button
        words = vbox(
            None,
            Text(offer.title, "label", weight=600, wrap=True),
            Text(offer.words, "small", "text2", weight=400, wrap=True),
            gap=1,
        )
        row = hbox(host, (words, 1), button, -PAD, gap=12)
        row.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        return host

    @property
    def controls(self) -> tuple[Button, ...]:
        """All buttons, from top to bottom."""
        return (*self.buttons.values(), self.stop)

    @Slot()
    def _begin(self) -> None:
        for experiment, button in self.buttons.items():
            if button is self.sender():
                self.begun.emit(experiment)
                return

    @Slot()
    def _end(self) -> None:
        self.ended.emit(self._running)


def _head(view: TriedView) -> tuple[Text, Text]:
    days = f"{short_date(view.first)} – {short_date(view.last)}"
    return (
        Text(f"{view.title} · {days}", "small", "text2", weight=400, wrap=True),
        Text(view.heading, "label", weight=600, wrap=True),
    )


def _run(running: TriedView, days: int) -> QWidget:
    host = QWidget()
    meter = Meter((running.day or 0) / days, name=running.heading)
    vbox(host, *_head(running), meter, *(_point(line) for line in running.lines), gap=4)
    return host


def _tried(view: TriedView) -> QWidget:
    host = QWidget()
    host.setObjectName(f"insights_tried.{view.id}")
    host.setAccessibleName(f"{view.title}: {view.heading}. {' '.join(view.lines)}")
    vbox(host, *_head(view), *(_point(line) for line in view.lines), gap=3)
    return host


def _point(words: str) -> QWidget:
    host = QWidget()
    dot = vbox(None, Text("•", "small", "text2", weight=400), None)
    hbox(host, dot, (Text(words, "small", "text2", weight=400, wrap=True), 1), gap=8)
    return host


class AfterwardsCard(Card):
    """Counts of what was told with the spasms themselves."""

    def __init__(self) -> None:
        super().__init__(tone="sunken", pad=22, gap=0)
        self.setAccessibleName(_("What you wrote afterwards"))
        self.words = Text("", "small", "text2", weight=400, wrap=True)
        self.written = Text("", "small", "text2", weight=400, wrap=True)
        self._list = vbox(None, gap=12)
        self.add(
            vbox(None, Text(_("What you wrote afterwards"), "heading", wrap=True), self.words, self.written, gap=6),
            14,
            self._list,
        )

    def show_view(self, view: AfterwardsView) -> None:
        """Show the counts, question by question."""
        self.words.setText(view.words)
        self.written.setText(view.written)
        clear(self._list)
        for told in view.told:
            host = QWidget()
            host.setAccessibleName(f"{told.title}: {', '.join(told.counts)}")
            vbox(
                host,
                Text(told.title, "label", weight=600, wrap=True),
                Text(" · ".join(told.counts), "small", "text2", weight=400, wrap=True),
                gap=1,
            )
            self._list.addWidget(host)
