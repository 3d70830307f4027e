"""The gate of the present part, or what stands in its place: every criterion with value, target and what is left."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from coach.pages.plan_views import CriterionView, GateView, OnwardView, TestDayView
from coach.text import _
from ui import tokens as tk
from ui.icons import paint_icon
from ui.pages.foot import button_flow
from ui.pages.plan_ladder import clear
from ui.theme import AlignC, T
from ui.widgets import Button, Card, Field, Line, Meter, Para, Text, aa, flush, hbox, vbox
from ui.widgets.line_link import LineLink

MOST_SCORE = 24
_MARK = 20


class GateCard(Card):
    """`followed` carries where a criterion leads: movements, tests, morning, safety. `score_told` a score, 0 to 24."""

    followed = Signal(str)
    score_told = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, pad=26, radius=tk.RADIUS.xl, gap=0)
        self.over = Text("", "caption", "text2", wrap=True)
        self.title = Text("", "title", wrap=True)
        self.intro = Para("", "small", "text2")
        self._criteria = vbox(None, gap=16)
        self.rows: list[CriterionRow] = []
        self.score = ScoreEntry()
        self.score.told.connect(self.score_told)
        self.left_head = Text(_("Still to do"), "caption", "text2")
        self.left_words = Text("", "label", "text", weight=600, wrap=True)
        self.other = Para("", "small", "text2")
        self.add(self.over, 2, self.title, 4, self.intro, 16, self._criteria, self.score, 18, None)
        self.add(Line(), 12, self.left_head, 1, self.left_words, 8, self.other)

    def show_gate(self, gate: GateView) -> None:
        """The gate with its criteria."""
        self._show(gate.title, gate.met, gate.intro, gate.criteria, gate.left, gate.other_way)

    def show_onward(self, onward: OnwardView) -> None:
        """What leads on, or keeps one, where no gate is."""
        self._show(onward.title, onward.heading, onward.text, onward.criteria, onward.left, "")

    def _show(
        self, over: str, title: str, intro: str, criteria: tuple[CriterionView, ...], left: str, other: str
    ) -> None:
        self.setAccessibleName(f"{over}: {title}")
        self.over.setText(over)
        self.title.setText(title)
        self.intro.set(intro)
        clear(self._criteria)
        self.rows = []
        for criterion in criteria:
            row = CriterionRow(criterion)
            row.followed.connect(self._follow)
            self.rows.append(row)
            self._criteria.addWidget(row)
        self.score.hide()
        self.left_words.setText(left)
        for part in (self.left_head, self.left_words):
            part.setVisible(bool(left))
        self.other.set(other)
        self.other.setVisible(bool(other))

    @Slot(str)
    def _follow(self, link: str) -> None:
        if link == "score":
            self.score.begin()
        else:
            self.followed.emit(link)


class CriterionRow(QWidget):
    """Mark, words, value, bar, and what is left. The mark says it by shape: a check, an empty ring, a question mark."""

    followed = Signal(str)

    def __init__(self, criterion: CriterionView) -> None:
        super().__init__()
        self._met = criterion.met
        state = {True: _("met"), False: _("not yet"), None: _("not known yet")}[criterion.met]
        self.setAccessibleName(f"{criterion.label}: {criterion.value}. {state}. {criterion.hint}".rstrip(". "))
        label = Text(criterion.label, "label", weight=500, wrap=True)
        tone = "accent_ink" if criterion.met else "text2"
        self.value = Text(criterion.value, "small", tone, weight=600, tnum=True)
        self.meter = Meter(criterion.share, name=criterion.label)
        row = hbox(None, (label, 1), self.value, gap=10)
        row.setAlignment(self.value, Qt.AlignmentFlag.AlignTop)
        self._lay = vbox(self, row, self.meter, gap=2)
        self.hint = Text(criterion.hint, "small", "text2", weight=400, wrap=True)
        self.link: LineLink | None = None
        words = _LINKS.get(criterion.link, "")
        if criterion.link and not criterion.met and words:
            self.link = LineLink(criterion.link, words, name="plan_link")
            self.link.setAccessibleDescription(criterion.label)
            self.link.followed.connect(self.followed)
        self._lay.addWidget(self.hint)
        self.hint.setVisible(bool(criterion.hint))
        if self.link is not None:
            self._lay.addLayout(hbox(None, -LineLink.INSET, self.link, None, gap=0))
        T.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        side = _MARK * T.icon_scale
        line = QFontMetricsF(T.font("label")).height()
        paint_mark(aa(self), QRectF(0, max(0.0, (line - side) / 2), side, side), self._met, self)

    @Slot()
    def _restyle(self) -> None:
        self._lay.setContentsMargins(round(_MARK * T.icon_scale) + 12, 0, 0, 0)
        self.update()


_LINKS = {
    "movements": _("Try the movements"),
    "tests": _("Go to the tests"),
    "score": _("Enter a score"),
    "morning": _("Say how this morning is"),
    "safety": _("See what the answers say"),
}


def paint_mark(p: QPainter, r: QRectF, met: bool | None, widget: QWidget) -> None:
    """Met: a filled disc with a check. Not yet: a ring. Not known: a dashed ring with a question mark."""
    c = T.of(widget)
    if met:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(c.accent)
        p.drawEllipse(r)
        inset = r.width() * 0.2
        paint_icon(p, "check", r.adjusted(inset, inset, -inset, -inset), c.on_accent, 3)
        return
    p.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(c.line_strong, 1.8)
    if met is None:
        pen.setDashPattern([1.6, 1.5])
    p.setPen(pen)
    p.drawEllipse(r.adjusted(1, 1, -1, -1))
    if met is None:
        p.setPen(c.text2)
        p.setFont(T.font("caption", px=r.height() * 0.64, weight=700, scaled=False))
        p.drawText(r, AlignC, "?")


class ScoreEntry(Card):
    """A Roland-Morris score from elsewhere. `told` carries it, 0 to 24."""

    told = Signal(int)

    def __init__(self) -> None:
        super().__init__(tone="sunken", pad=18, gap=8)
        self.setObjectName("plan_score_card")
        self.about = Para(
            _(
                "Your clinician may have had you fill in the Roland-Morris questionnaire, which counts what your back"
                " keeps you from, 0 to 24. Its statements are not part of Restack; here you only write down the score."
            ),
            "small",
        )
        self.field = Field(_("0 to 24"), name=_("Roland-Morris score, 0 to 24"), most=2)
        self.field.setObjectName("plan_score")
        if isinstance(self.field.edit, QLineEdit):
            self.field.edit.returnPressed.connect(self._keep)
        self.field.edited.connect(self._edited)
        self.keep = Button(_("Keep the score"), "primary")
        self.keep.setObjectName("plan_score_keep")
        self.keep.clicked.connect(self._keep)
        self.leave = Button(_("Not now"), "ghost")
        self.leave.setObjectName("plan_score_leave")
        self.leave.clicked.connect(self.hide)
        self.problem = Text("", "small", "warn_ink", wrap=True)
        self.add(self.about, self.field, self.problem, button_flow(self.keep, self.leave))
        self.hide()

    def begin(self) -> None:
        """Ask for the score."""
        self.field.set_text("")
        self._edited()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _edited(self) -> None:
        self.problem.hide()

    @Slot()
    def _keep(self) -> None:
        text = self.field.text().strip()
        if text.isascii() and text.isdigit() and int(text) <= MOST_SCORE:
            self.hide()
            self.told.emit(int(text))
        else:
            self.problem.setText(_("A whole number from 0 to 24."))
            self.problem.show()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)


class TestsCard(Card):
    """The tests of this part in short, and the way to them."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, pad=22, radius=tk.RADIUS.xl, gap=6)
        self._list = vbox(None, gap=8)
        self.ratio = Text("", "small", "text2", weight=400, wrap=True)
        self.note = Text("", "small", "text2", weight=400, wrap=True)
        self.button = Button("", "secondary")
        self.button.setObjectName("plan_tests")
        self.button.clicked.connect(self.opened)
        self.add(Text(_("What your back can do"), "heading", wrap=True), 2, self._list, self.ratio, self.note, 4)
        self.add(flush(hbox(None, self.button, None, gap=0)))

    def show_tests(self, day: TestDayView) -> None:
        """The best of each test beside its target; hidden where the part has none."""
        self.setVisible(bool(day.tests))
        clear(self._list)
        for test in day.tests:
            self._list.addWidget(_TestLine(test.name, test.best, test.target, passed=test.passed))
        self.ratio.setText(day.ratio)
        self.ratio.setVisible(bool(day.ratio))
        self.note.setText(day.not_now or day.intro)
        self.note.setVisible(bool(self.note.text()))
        may = not day.not_now
        self.button.set_words(_("Begin a test day") if may else _("See the tests"))
        self.button.set_kind("soft" if may and day.due else "secondary")


class _TestLine(QWidget):
    def __init__(self, name: str, best: str, target: str, *, passed: bool) -> None:
        super().__init__()
        self._met = True if passed else False if best else None
        value = Text(best or _("not tried yet"), "small", "accent_ink" if passed else "text2", weight=600, wrap=True)
        aim = Text(_("Target: {target}").format(target=target), "small", "text2", weight=400, wrap=True)
        self._lay = vbox(self, Text(name, "label", wrap=True), value, aim, gap=0)
        aim.setVisible(bool(target))
        self.setAccessibleName(f"{name}: {best or _('not tried yet')}. {aim.text() if target else ''}".strip())
        T.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        side = _MARK * T.icon_scale
        paint_mark(aa(self), QRectF(0, 0, side, side), self._met, self)

    @Slot()
    def _restyle(self) -> None:
        self._lay.setContentsMargins(round(_MARK * T.icon_scale) + 12, 0, 0, 0)
        self.update()
