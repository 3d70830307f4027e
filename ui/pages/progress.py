"""Progress: every chart over one span of days, and the list of sessions behind them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QGridLayout

from coach.progress import tables
from coach.progress.score_views import ScoreSeries
from coach.progress.views import RANGE_KEYS, ProgressView
from coach.text import _, ngettext
from ui.charts.balance import Balance
from ui.charts.days import Days
from ui.charts.drawing import Drawing
from ui.charts.holds import Holds
from ui.charts.pain import Pain
from ui.charts.relief import Relief
from ui.charts.scores import Scores
from ui.charts.spasm_free import SpasmFree
from ui.charts.weeks import Weeks
from ui.pages.parts import mode_for
from ui.pages.progress_card import ChartCard
from ui.pages.progress_list import SessionList
from ui.theme import T
from ui.widgets import Button, Page, Segmented, Text, flush, hbox
from ui.widgets.lesson_link import LessonLink

_NARROW_ROW = 430
#: From so many days on the days have the whole width: half a year of squares.
_WIDE_DAYS_FROM = 120
#: Row, column and columns of six, by layout; `wide` is that of a long span.
_PLACES: dict[str, dict[str, tuple[int, int, int]]] = {
    "regular": {
        "pain": (0, 0, 4), "weeks": (0, 4, 2), "days": (1, 0, 2), "balance": (1, 2, 2), "tests": (1, 4, 2),
        "spasm_free": (2, 0, 3), "relief": (2, 3, 3), "scores": (3, 0, 6), "list": (4, 0, 6),
    },
    "regular wide": {
        "pain": (0, 0, 4), "weeks": (0, 4, 2), "days": (1, 0, 6), "balance": (2, 0, 2), "tests": (2, 2, 2),
        "relief": (2, 4, 2), "spasm_free": (3, 0, 6), "scores": (4, 0, 6), "list": (5, 0, 6),
    },
    "compact": {
        "pain": (0, 0, 6), "balance": (1, 0, 3), "tests": (1, 3, 3), "weeks": (2, 0, 3), "days": (2, 3, 3),
        "spasm_free": (3, 0, 3), "relief": (3, 3, 3), "scores": (4, 0, 6), "list": (5, 0, 6),
    },
    "compact wide": {
        "pain": (0, 0, 6), "balance": (1, 0, 3), "tests": (1, 3, 3), "days": (2, 0, 6), "weeks": (3, 0, 3),
        "relief": (3, 3, 3), "spasm_free": (4, 0, 6), "scores": (5, 0, 6), "list": (6, 0, 6),
    },
}  # fmt: skip
_ORDER = ("pain", "weeks", "days", "balance", "tests", "spasm_free", "relief", "scores", "list")


class ProgressPage(Page):
    """Shows a `ProgressView`.

    `range_changed` carries the key of a range, `edit_check_in` the id of a session, `open_day` a date, `asked` the key
    of a chart and what to do with it.
    """

    range_changed = Signal(str)
    edit_check_in = Signal(str)
    open_day = Signal(object)
    rate_scores = Signal()
    report_asked = Signal()
    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(margins=(40, 28, 40, 28), gap=20)
        self.setObjectName("progress")
        self.setAccessibleName(_("Progress"))
        self._mode = ""
        self._wide = False
        self._showing = False
        self._drawn: dict[str, tuple[ProgressView, dict[str, Drawing]]] = {}
        self.span = Segmented([_("4 weeks"), _("3 months"), _("1 year"), _("All")], 1, name=_("Time shown"))
        self.span.setObjectName("progress_range")
        self.span.changed.connect(self._range_picked)
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.head.setSpacing(8)
        self.report = Button(_("Report for a clinician"), "soft", size="m")
        self.report.setObjectName("progress_report")
        self.report.clicked.connect(self.report_asked)
        self.head.addLayout(hbox(None, Text(_("Progress"), "display"), None, self.report, gap=8), 1)
        self.head.addLayout(flush(hbox(None, self.span, gap=0)))
        self.cards = {
            "pain": ChartCard("pain", _("Pain"), _("Pain over time")),
            "weeks": ChartCard("weeks", _("Sessions a week"), _("Sessions a week")),
            "days": ChartCard("days", _("Days"), _("Days with exercise")),
            "balance": ChartCard("balance", _("Balance"), _("Exercises done and skipped")),
            "tests": ChartCard("tests", _("Tests"), _("Tests over time")),
            "spasm_free": ChartCard("spasm_free", _("Time without spasms"), _("Time without spasms")),
            "relief": ChartCard("relief", _("After sessions"), _("Pain after sessions")),
            "scores": ChartCard("scores", _("What you can do"), _("Scores over time")),
        }
        for card in self.cards.values():
            card.asked.connect(self.asked)
            card.opened.connect(self.open_day)
        self.rate = Button(_("Rate now"), "soft", size="s")
        self.rate.setObjectName("progress_rate")
        self.rate.clicked.connect(self.rate_scores)
        self.cards["scores"].foot.addLayout(flush(hbox(None, self.rate, None, gap=0)))
        self.list = SessionList()
        self.list.edit.connect(self.edit_check_in)
        self.grid = QGridLayout()
        self.grid.setSpacing(20)
        for column in range(6):
            # Columns share the width by their number alone, whatever the cards hold.
            self.grid.setColumnStretch(column, 1)
        self.lesson = LessonLink()
        self.add(self.head, self.grid, hbox(None, self.lesson, None, gap=0), None)
        self.resized.connect(self._fit)
        T.changed.connect(self._refit)
        self._place("regular")
        self.setFocusProxy(self.span)

    def show_view(self, view: ProgressView) -> None:
        """Show a span of days."""
        self._showing = True
        self.span.set_index(RANGE_KEYS.index(view.span.key) if view.span.key else None)
        self._showing = False
        days = view.span.first, view.span.last
        cards, drawn, balance, relief = self.cards, self._drawings(view), view.balance, view.relief
        cards["pain"].show_chart(drawn["pain"], view.pain.words, partial(tables.pain_table, view.pain), days)
        cards["weeks"].show_chart(drawn["weeks"], view.weeks.words, partial(tables.weeks_table, view.weeks), days)
        cards["weeks"].show_note(view.weeks.note)
        cards["days"].show_chart(drawn["days"], view.days.words, partial(tables.days_table, view.days), days)
        cards["balance"].show_chart(drawn["balance"], balance.words, partial(tables.balance_table, balance), days)
        cards["balance"].show_note(_coming_back(view))
        cards["tests"].show_chart(drawn["tests"], view.holds.words, partial(tables.holds_table, view.holds), days)
        free = view.spasm_free
        cards["spasm_free"].show_chart(drawn["spasm_free"], free.words, partial(tables.spasm_free_table, free), days)
        cards["relief"].show_chart(drawn["relief"], relief.words, partial(tables.relief_table, relief), days)
        mornings = f"{relief.morning_words}." if relief.morning_words else ""
        cards["relief"].show_note(f"{mornings} {relief.caution}".strip())
        self._show_scores(view)
        self.list.show_rows(view.sessions)
        wide = view.span.days >= _WIDE_DAYS_FROM
        if wide != self._wide:
            self._wide = wide
            self._place(self._mode)

    def _drawings(self, view: ProgressView) -> dict[str, Drawing]:
        """The drawings of a view, kept until its range shows another: some work out where each day lies."""
        known = self._drawn.get(view.span.key)
        if known is None or known[0] is not view:
            known = (
                view,
                {
                    "pain": Pain(view.pain),
                    "weeks": Weeks(view.weeks),
                    "days": Days(view.days),
                    "balance": Balance(view.balance),
                    "tests": Holds(view.holds),
                    "spasm_free": SpasmFree(view.spasm_free),
                    "relief": Relief(view.relief),
                    "scores": Scores(view.scores),
                },
            )
            self._drawn[view.span.key] = known
        return known[1]

    def _show_scores(self, view: ProgressView) -> None:
        card = self.cards["scores"]
        points = [point.day for one in view.scores for point in one.points]
        words = " ".join(_score_words(one) for one in view.scores if one.points)
        span = (min(points), max(points)) if points else None
        card.show_chart(self._drawings(view)["scores"], words, partial(tables.scores_table, view.scores), span)

    @Slot(object)
    def _range_picked(self, index: int) -> None:
        if not self._showing:
            self.range_changed.emit(RANGE_KEYS[index])

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
        self.head.setDirection(down if em < 640 else across)
        self.list.arrange(em - 120 < _NARROW_ROW)

    def _place(self, mode: str) -> None:
        """regular and compact as in `_PLACES`; stack: one card after the other."""
        self._mode = mode
        places = _PLACES.get(f"{mode} wide" if self._wide else mode)
        for i, key in enumerate(_ORDER):
            card = self.list if key == "list" else self.cards[key]
            self.grid.removeWidget(card)
            row, column, columns = places[key] if places is not None else (i, 0, 6)
            self.grid.addWidget(card, row, column, 1, columns)


def _score_words(one: ScoreSeries) -> str:
    """What a score says, with the name of its measure where its words do not tell it."""
    return _("{title}: {words}").format(title=one.title, words=one.words) if one.id == "roland-morris" else one.words


def _coming_back(view: ProgressView) -> str:
    """How what gets dropped comes back."""
    back = [f"{row.name} {row.note}" for row in reversed(view.balance.rows) if row.note]
    if not back:
        return ""
    return ngettext("No blame: {what}.", "No blame: {what}.", len(back)).format(what="; ".join(back))
