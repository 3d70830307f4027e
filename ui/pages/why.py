"""Why this one: every reason and where it leads, the gate in one line, a word of advice, and the one swap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from coach.pages.views import TodayView, WhyView
from coach.text import _
from ui.pages.foot import button_flow
from ui.pages.parts import minutes_text
from ui.pages.plan_ladder import clear
from ui.pages.swap import SwapCard
from ui.widgets import Button, Card, ClosablePage, Line, Text, hbox, vbox
from ui.widgets.line_link import LineLink

_SEE_SOMEONE = "lesson:when-to-seek-help"


class WhyPage(ClosablePage):
    """`link` carries where a reason leads (as `WhyView.link`), `closed` goes back to Today."""

    link = Signal(str)

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
        self.gate_card = Card(pad=22, gap=2)
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
        self.close_button = Button(_("Back to Today"), "ghost", icon="left", hint=_("Esc"))
        self.close_button.setObjectName("why_close")
        self.close_button.clicked.connect(self.closed)
        self.add(button_flow(self.close_button), vbox(None, self.over, self.title, gap=2))
        reasons = Card(gap=0).add(self.reasons)
        reasons.lay.setContentsMargins(22 - LineLink.INSET, 14, 22, 17)
        self.add(reasons, self.advice_card, self.gate_card, self.swap, None)
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
        # What is left to do may be a fragment; here it ends a line of sentences.
        self.gate.setText(gate if not gate or gate.endswith(".") else f"{gate}.")
        self.gate_card.setVisible(bool(gate))
        leads = all(why.link != "page:plan" for why in view.why)
        self.gate_link.setVisible(leads)
        self.gate_card.lay.setContentsMargins(22, 18, 22, 12 if leads else 21)
        offers = view.kind in ("session", "mobility") and bool(view.lines)
        self.swap.setVisible(offers)
        if offers:
            self.swap.begin(view.lines, swapped)
        self.verticalScrollBar().setValue(0)

    def _show_reasons(self, why: Sequence[WhyView]) -> None:
        clear(self.reasons)
        led_to: set[str] = set()
        for i, reason in enumerate(why):
            # The host begins further left than the words, or it would cut the link, which has a margin of its own.
            host = QWidget()
            text = Text(reason.text, "strong" if i == 0 else "body", wrap=True)
            words = vbox(None, *((Line(), 10) if i else ()), text, gap=0)
            row = vbox(host, hbox(None, LineLink.INSET, (words, 1), gap=0), gap=0, margins=(0, 6, 0, 2))
            if reason.link and reason.link not in led_to:
                led_to.add(reason.link)
                link = LineLink(reason.link, link_words(reason.link), name=f"why{i}")
                link.followed.connect(self._follow)
                row.addWidget(link)
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
