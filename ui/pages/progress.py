"""Progress: pain over time, sessions a week, what sessions did, and the list of sessions behind the charts."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget

from coach.pages.views import PainPoint, ProgressView, SessionRow
from coach.text import _, ngettext
from ui import charts
from ui.pages.balance_card import BalanceCard
from ui.pages.parts import mode_for
from ui.pages.progress_parts import Legend, LegendItem, ReliefBar, SessionLine
from ui.theme import T
from ui.widgets import Button, Card, Line, Page, Segmented, Text, flush, hbox, vbox
from ui.widgets.lesson_link import LessonLink

#: The spans that can be chosen, in days.
RANGES = (28, 91, 365)
_ROWS_AT_ONCE = 8
_NARROW_ROW = 430


class ProgressPage(Page):
    """Shows a `ProgressView`. `range_changed` carries days, `edit_check_in` the id of a session."""

    range_changed = Signal(object)
    edit_check_in = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(40, 28, 40, 28), gap=20, parent=parent)
        self.setObjectName("progress")
        self.setAccessibleName(_("Progress"))
        self._mode = ""
        self._showing = False
        self.span = Segmented([_("4 weeks"), _("3 months"), _("1 year")], 1, name=_("Time shown"))
        self.span.setObjectName("progress_range")
        self.span.changed.connect(self._range_picked)
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.head.setSpacing(8)
        self.head.addWidget(Text(_("Progress"), "display"), 1)
        self.head.addLayout(flush(hbox(None, self.span, gap=0)))
        self.pain = _ChartCard(_("Pain"), charts.PainTrend())
        self.pain.chart.setObjectName("progress_pain")
        self.legend = Legend(
            LegendItem("line", _("7-day median")),
            LegendItem("dot", _("after a session")),
            LegendItem("ring", _("before or during")),
        )
        self.pain.add(self.legend)
        self.weeks = _ChartCard(_("Sessions a week"), charts.SessionsAWeek())
        self.weeks.chart.setObjectName("progress_weeks")
        self.relief = _ReliefCard()
        self.list = _SessionList()
        self.list.edit.connect(self.edit_check_in)
        self.beside = QWidget()
        self.balance = BalanceCard()
        self.balance.setObjectName("progress_balance")
        vbox(self.beside, self.relief, self.balance, None, gap=20)
        self.grid = QGridLayout()
        self.grid.setSpacing(20)
        for column in range(6):
            self.grid.setColumnStretch(column, 1)
        for card in (self.pain, self.weeks, self.beside, self.list):
            # Columns share the width by their number alone, whatever the cards hold.
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.lesson = LessonLink()
        self.add(self.head, self.grid, hbox(None, self.lesson, None, gap=0), None)
        self.resized.connect(self._fit)
        T.changed.connect(self._refit)
        self._place("regular")
        self.setFocusProxy(self.span)

    def show_view(self, view: ProgressView) -> None:
        """Show a span of days."""
        self._showing = True
        days = (view.last - view.first).days + 1
        self.span.set_index(min(range(len(RANGES)), key=lambda i: abs(RANGES[i] - days)))
        self._showing = False
        self.pain.say(view.pain_words)
        self.weeks.say(view.weeks_words)
        pain = self.pain.chart
        if isinstance(pain, charts.PainTrend):
            pain.set_trend(_trend(view), view.pain_words)
        weeks = self.weeks.chart
        if isinstance(weeks, charts.SessionsAWeek):
            counts = tuple(charts.Week(week.monday, week.sessions) for week in view.weeks)
            weeks.set_weeks(charts.Weeks(counts, view.week_goal), view.weeks_words)
        self.legend.setVisible(bool(view.pain.points))
        self.relief.show_view(view)
        self.balance.show_rows(view.balance, view.balance_words)
        self.list.show_rows(view.sessions)

    @Slot(object)
    def _range_picked(self, index: int) -> None:
        if not self._showing:
            self.range_changed.emit(RANGES[index])

    @Slot()
    def _refit(self) -> None:
        self._fit(self.em_width())

    @Slot(object)
    def _fit(self, em: int) -> None:
        mode = mode_for(em)
        mode = "regular" if mode == "wide" else mode
        if mode != self._mode:
            self._place(mode)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.head.setDirection(down if em < 560 else across)
        columns = 4 if mode == "regular" else 6
        self.list.arrange((em - 120) * columns / 6 < _NARROW_ROW)

    def _place(self, mode: str) -> None:
        """regular: 4 + 2 columns; compact: pain, then two beside each other; stack: one after the other."""
        self._mode = mode
        places = {
            "regular": ((0, 0, 4), (0, 4, 2), (1, 4, 2), (1, 0, 4)),
            "compact": ((0, 0, 6), (1, 0, 3), (1, 3, 3), (2, 0, 6)),
            "stack": ((0, 0, 6), (1, 0, 6), (2, 0, 6), (3, 0, 6)),
        }[mode]
        cards = (self.pain, self.weeks, self.beside, self.list)
        for card in cards:
            self.grid.removeWidget(card)
        for card, (row, column, span) in zip(cards, places, strict=True):
            self.grid.addWidget(card, row, column, 1, span)


class _ChartCard(Card):
    """A title, a sentence that says what the chart shows, the chart."""

    def __init__(self, title: str, chart: charts.PainTrend | charts.SessionsAWeek) -> None:
        super().__init__(pad=22, gap=8)
        self.chart = chart
        self.words = Text("", "small", "text3", weight=400, wrap=True)
        self.add(vbox(None, Text(title, "heading", wrap=True), self.words, gap=2), (chart, 1))
        T.changed.connect(self._resize)
        self._resize()

    def say(self, words: str) -> None:
        self.words.setText(words)

    @Slot()
    def _resize(self) -> None:
        self.chart.setMinimumHeight(160 + T.px(56))


class _ReliefCard(Card):
    """How pain after sessions compares with before."""

    def __init__(self) -> None:
        super().__init__(pad=22, gap=8)
        self.words = Text("", "small", "text3", weight=400, wrap=True)
        self.bar = ReliefBar()
        self.bar.setObjectName("progress_relief")
        self.items = tuple(LegendItem(key, "") for key in ("lower", "same", "higher"))
        self.legend = Legend(*self.items)
        self.add(vbox(None, Text(_("After sessions"), "heading", wrap=True), self.words, gap=2), self.bar, self.legend)

    def show_view(self, view: ProgressView) -> None:
        """Show the counts; the sentence alone while there are none."""
        relief = view.relief
        self.words.setText(view.relief_words)
        self.bar.show_relief(relief, view.relief_words)
        words = (
            _("lower {n}").format(n=relief.lower),
            _("the same {n}").format(n=relief.same),
            _("higher {n}").format(n=relief.higher),
        )
        for item, word in zip(self.items, words, strict=True):
            item.set_words(word)
        self.legend.setVisible(relief.sessions > 0)


class _SessionList(Card):
    """The sessions, newest first: the table behind the charts, and the way to correct a check-in."""

    edit = Signal(str)

    def __init__(self) -> None:
        super().__init__(pad=22, gap=0)
        self._rows: tuple[SessionRow, ...] = ()
        self._lines: list[SessionLine] = []
        self._rules: list[Line] = []
        self._narrow = False
        self.words = Text("", "small", "text3", weight=400, wrap=True)
        self.list = vbox(None, gap=0)
        self.more = Button("", "ghost", size="s")
        self.more.setObjectName("progress_more")
        self.more.clicked.connect(self._show_more)
        self.add(
            vbox(None, Text(_("Sessions"), "heading", wrap=True), self.words, gap=2),
            6,
            self.list,
            flush(hbox(None, self.more, None, gap=0)),
            None,
        )

    def show_rows(self, rows: tuple[SessionRow, ...]) -> None:
        """Show the newest ones; the others on demand."""
        for old in (*self._lines, *self._rules):
            self.list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines, self._rules, self._rows = [], [], rows
        self.words.setText(
            _("Pain before → at its worst → after")
            if rows
            else _("Each session is listed here, newest first, with the pain before it, at its worst and after.")
        )
        self._append()

    def arrange(self, narrow: bool) -> None:
        self._narrow = narrow
        for line in self._lines:
            line.arrange(narrow)

    def _append(self) -> None:
        begin = len(self._lines)
        for row in self._rows[begin : begin + _ROWS_AT_ONCE]:
            if self._lines:
                rule = Line()
                self._rules.append(rule)
                self.list.addWidget(rule)
            line = SessionLine(row)
            line.edit.connect(self.edit)
            line.arrange(self._narrow)
            self._lines.append(line)
            self.list.addWidget(line)
        left = len(self._rows) - len(self._lines)
        self.more.setVisible(left > 0)
        if left > 0:
            n = min(left, _ROWS_AT_ONCE)
            self.more.set_words(ngettext("Show {n} older", "Show {n} older", n).format(n=n))

    @Slot()
    def _show_more(self) -> None:
        begin = len(self._lines)
        self._append()
        self._lines[begin].button.setFocus()


def _trend(view: ProgressView) -> charts.Trend:
    points = tuple(charts.PainPoint(p.day, p.pain, _kind(p)) for p in view.pain.points)
    line = tuple(charts.TrendPoint(day, median) for day, median in view.pain.line)
    return charts.Trend(points, line, first=view.first, last=view.last)


def _kind(point: PainPoint) -> str:
    return "session" if point.kind == "after" else "day"
