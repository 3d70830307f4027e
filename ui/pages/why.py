"""Why this one: every reason and where it leads, the gate in one line, a word of advice, and the one swap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coach.pages.views import TodayView, WhyView
from coach.text import _
from ui.pages.parts import minutes_text
from ui.pages.plan_ladder import clear
from ui.pages.swap import SwapCard
from ui.widgets import Button, Card, Line, Page, Text, flush, hbox, vbox
from ui.widgets.line_link import LineLink

_SEE_SOMEONE = "lesson:when-to-seek-help"


class WhyPage(Page):
    """`link` carries where a reason leads (as `WhyView.link`), `closed` goes back to Today."""

    link = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(max_width=820, margins=(40, 28, 40, 28), gap=14, parent=parent)
        self.setObjectName("why")
        self.setAccessibleName(_("Why this one"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.over = Text("", "label", "text3", wrap=True)
        self.title = Text("", "display", wrap=True)
        self.reasons = vbox(None, gap=4)
        self.gate = Text("", "body", "text2", wrap=True)
        self.gate_link = LineLink("page:plan", _("Open the plan"), name="why_gate")
        self.gate_link.followed.connect(self.link)
        self.gate_card = Card(tone="sunken", pad=18, gap=4)
        self.gate_card.add(self.gate, hbox(None, -LineLink.INSET, (self.gate_link, 1), gap=0))
        self.advice = vbox(None, gap=6)
        self.advice_link = LineLink(_SEE_SOMEONE, _("When to see a clinician"), name="why_advice")
        self.advice_link.followed.connect(self.link)
        self.advice_card = Card(tone="warn_soft", pad=20, gap=6)
        self.advice_card.add(
            Text(_("Worth a clinician’s eyes"), "heading", "warn_ink", wrap=True),
            self.advice,
            hbox(None, -LineLink.INSET, (self.advice_link, 1), gap=0),
        )
        self.swap = SwapCard()
        self.close_button = Button(_("Back to Today"), "primary", hint=_("Esc"))
        self.close_button.setObjectName("why_close")
        self.close_button.clicked.connect(self.closed)
        self.add(vbox(None, self.over, self.title, gap=2), Card(pad=22, gap=0).add(self.reasons), self.advice_card)
        self.add(self.gate_card, self.swap, flush(hbox(None, self.close_button, None, gap=0)), None)
        self.setFocusProxy(self.close_button)

    def begin(self, view: TodayView, gate: str, swapped: str = "") -> None:
        """Show the reasons of a day. `gate` is its state in a line, `swapped` says what was swapped today."""
        self.over.setText(f"{view.title}  ·  {minutes_text(view.total_ms)}" if view.title else view.stage)
        self.title.setText(_("Why this one"))
        self._show_reasons(view.why)
        clear(self.advice)
        for words in view.advice:
            self.advice.addWidget(Text(words, "body", wrap=True))
        self.advice_card.setVisible(bool(view.advice))
        self.gate.setText(gate)
        self.gate_card.setVisible(bool(gate))
        offers = view.kind in ("session", "mobility") and bool(view.lines)
        self.swap.setVisible(offers)
        if offers:
            self.swap.begin(view.lines, swapped)
        self.verticalScrollBar().setValue(0)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(ev)

    def _show_reasons(self, why: Sequence[WhyView]) -> None:
        clear(self.reasons)
        led_to: set[str] = set()
        for i, reason in enumerate(why):
            if i:
                self.reasons.addWidget(Line())
            host = QWidget()
            row = vbox(host, Text(reason.text, "strong" if i == 0 else "body", wrap=True), gap=0, margins=(0, 6, 0, 2))
            if reason.link and reason.link not in led_to:
                led_to.add(reason.link)
                link = LineLink(reason.link, link_words(reason.link), name=f"why{i}")
                link.followed.connect(self._follow)
                row.addLayout(hbox(None, -LineLink.INSET, (link, 1), gap=0))
            self.reasons.addWidget(host)

    @Slot(str)
    def _follow(self, link: str) -> None:
        self.link.emit(link)


def link_words(link: str) -> str:
    """What a link is called."""
    if link.startswith("lesson:"):
        return _("Read about it")
    if link.startswith("exercise:"):
        return _("See the exercise")
    return {
        "page:plan": _("Open the plan"),
        "page:library": _("Open the Library"),
        "page:settings": _("Open Settings"),
        "page:progress": _("Open Progress"),
    }.get(link, _("Open"))
