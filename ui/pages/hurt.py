"""When it hurts: how strong, does the leg tell more, what to do instead; above 5 or with the leg, the stop rules."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coach.session import phrases
from coach.session.run import STOP_RULES_ABOVE_PAIN
from coach.text import _
from ui.widgets import Button, Card, Page, PainScale, Para, Segmented, Text, flush, hbox, vbox

_LAID_OUT_AFTER_MS = 50


class HurtPanel(Page):
    """`rated` carries pain (0-10) and whether the leg tells more; `chosen` one of ease, skip, end, go-on, questions.

    Going on is there from the start, for a key that was pressed by mistake; everything else waits for the answer.
    """

    rated = Signal(object, object)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(max_width=760, margins=(24, 20, 24, 20), gap=14, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rated: tuple[int, bool] | None = None
        self.title = Text(phrases.stop_there(), "display", px=28, wrap=True)
        self.sub = Text("", "body", "text2", wrap=True)
        self.scale = PainScale(name=_("How strong is the pain?"))
        self.scale.setObjectName("hurt_pain")
        self.scale.answered.connect(self.show_answer)
        self.leg = Segmented([_("No"), _("Yes")], 0, name=_("Is anything spreading into a leg?"))
        self.leg.setObjectName("hurt_leg")
        self.leg.changed.connect(self.show_answer)
        ask = Card(pad=22, gap=8)
        ask.add(
            Text(_("How strong is it?"), "heading", wrap=True),
            self.scale,
            6,
            Text(_("New numbness or weakness, or pain that spreads down a leg?"), "heading", wrap=True),
            flush(hbox(None, (self.leg, 1), gap=0)),
        )
        self.rules = Card(tone="bad_soft", pad=22, gap=6)
        self.rules.setObjectName("hurt_rules")
        self.rules_title = Text(_("Please stop here"), "heading", "bad_ink", wrap=True)
        self.rules_text = Para("", tone="text")
        self.to_questions = Button(_("Go through the safety questions"), "primary", size="m")
        self.to_questions.setObjectName("hurt_questions")
        self.to_questions.clicked.connect(self._questions)
        self.rules.add(self.rules_title, self.rules_text, flush(hbox(None, self.to_questions, None, gap=0)))
        self.ease = Button("", "primary", size="l")
        self.skip = Button(_("Skip this exercise"), "secondary")
        self.end = Button(_("End the session here"), "secondary")
        self.go_on = Button(_("It has eased: go on"), "ghost")
        for name, button in (("ease", self.ease), ("skip", self.skip), ("end", self.end), ("go_on", self.go_on)):
            button.setObjectName(f"hurt_{name}")
        self.ease.clicked.connect(self._ease)
        self.skip.clicked.connect(self._skip)
        self.end.clicked.connect(self._end)
        self.go_on.clicked.connect(self._go_on)
        self.missing = Text(_("Say how strong it is, too."), "body", "text2", wrap=True)
        self.missing.setObjectName("hurt_missing")
        self.offers = QWidget()
        vbox(self.offers, self.ease, self.skip, self.end, self.go_on, gap=2)
        self.add(None, self.title, self.sub, ask, self.missing, self.rules, self.offers, None)
        self.setFocusProxy(self.scale)
        self._easier = ""

    def begin(self, exercise: str, easier: str) -> None:
        """Ask about `exercise`; `easier` is the name of its easier form, empty where there is none."""
        self._rated, self._easier = None, easier
        self.scale.set_answer(None)
        self.leg.set_index(0)
        self.sub.setText(_("{name} hurt. Say how much, and choose how to go on.").format(name=exercise))
        self.ease.set_words(_("Easier: {name}").format(name=easier))
        self._show_offers()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() == Qt.Key.Key_Escape and not self._strong():
            self._leave("go-on")
        else:
            super().keyPressEvent(ev)

    @Slot()
    def show_answer(self) -> None:
        """Offer what the answer so far allows."""
        pain = self.scale.answer()
        if pain is not None:
            self._rated = pain, self.leg_index() == 1
        self._show_offers()
        # In a small window the answer to it may be below the edge: laid out first, then brought into view.
        QTimer.singleShot(_LAID_OUT_AFTER_MS, self, self._show_outcome)

    @Slot()
    def _show_outcome(self) -> None:
        part = self.rules if self.rules.isVisible() else self.missing if self.missing.isVisible() else self.offers
        if part.isVisible():
            self.ensureWidgetVisible(part, 0, 20)

    def leg_index(self) -> int:
        """1 where the leg tells more."""
        return self.leg.index or 0

    def _strong(self) -> bool:
        return self.leg_index() == 1 or (self._rated is not None and self._rated[0] > STOP_RULES_ABOVE_PAIN)

    def _show_offers(self) -> None:
        asked = self._rated is not None
        strong = self._strong()
        self.missing.setVisible(strong and not asked)
        self.rules.setVisible(strong and asked)
        self.ease.setVisible(bool(self._easier) and asked and not strong)
        self.skip.setVisible(asked and not strong)
        self.end.setVisible(asked)
        self.go_on.setVisible(not strong)
        self.go_on.set_words(_("It has eased: go on") if asked else _("Pressed by mistake: go on"))
        self.skip.set_kind("secondary" if self._easier else "primary")
        if strong and self._rated is not None and self._rated[1]:
            self.rules_text.set(
                _(
                    "Signs in a leg that are new, or that stay, end a session. Get into the position that eases it "
                    "most. A few questions tell whether this should be seen soon."
                )
            )
        elif strong:
            self.rules_text.set(
                _(
                    "Pain above 5 is more than an exercise should bring. Rest in the position that eases it most. "
                    "If you feel faint, have chest pain or are short of breath, call for help. "
                    "A few questions tell whether this should be seen soon."
                )
            )

    def _leave(self, how: str) -> None:
        # Told once, when it is settled: the scale may have been moved back and forth before.
        if self._rated is not None:
            self.rated.emit(*self._rated)
        self.chosen.emit(how)

    @Slot()
    def _ease(self) -> None:
        self._leave("ease")

    @Slot()
    def _skip(self) -> None:
        self._leave("skip")

    @Slot()
    def _end(self) -> None:
        self._leave("end")

    @Slot()
    def _go_on(self) -> None:
        self._leave("go-on")

    @Slot()
    def _questions(self) -> None:
        self._leave("questions")
