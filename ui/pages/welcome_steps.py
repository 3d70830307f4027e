"""The steps of the first start that are not questions of their own: hello, the pages around the forms, ready."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from coach.pages.views import TodayView
from coach.text import _, ngettext
from ui.icons import paint_icon
from ui.pages.parts import ExerciseLine, minutes_text
from ui.theme import T
from ui.widgets import Button, Card, Page, Para, Text, Toggle, aa, flush, hbox, vbox
from ui.widgets.base import Item

WIDEST = 800  # px
_SIGN = 40
_TWO_COLUMNS = 560  # px at 100 % text


class Step(Page):
    """One page of the way: a title, a sentence, and what is asked."""

    def __init__(self, key: str, title: str, text: str, *items: Item) -> None:
        super().__init__(max_width=WIDEST, margins=(40, 10, 40, 16), gap=12)
        self.setObjectName(f"welcome_{key}")
        self.setAccessibleName(title)
        self.title = Text(title, "display", wrap=True)
        self.text = Para(text)
        self.add(self.title, self.text, 2, *items, None)


class _Sign(QWidget):
    """A line icon on a round soft ground."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        T.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, _ev: object) -> None:
        p = aa(self)
        c = T.of(self)
        p.setPen(c.accent_soft)
        p.setBrush(c.accent_soft)
        p.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        inset = round(self.width() * 0.24)
        paint_icon(p, self._icon, self.rect().adjusted(inset, inset, -inset, -inset).toRectF(), c.accent_ink, 1.9)

    @Slot()
    def _restyle(self) -> None:
        side = round(_SIGN * T.icon_scale)
        self.setFixedSize(side, side)
        self.update()


class HelloStep(Step):
    """What Restack does, what it is not, and whether it speaks. `voice` carries on or off; `test` asks for a sound."""

    voice = Signal(bool)
    test = Signal()

    def __init__(self) -> None:
        card = Card(pad=22, gap=14)
        for icon, head, words in _promises():
            card.add(
                hbox(
                    None,
                    _Sign(icon),
                    (vbox(None, Text(head, "strong", wrap=True), Text(words, "body", "text2", wrap=True), gap=1), 1),
                    gap=14,
                )
            )
        self.speaks = Toggle(_("Spoken guidance"), on=True)
        self.speaks.setObjectName("welcome_voice")
        self.hear = Button(_("Test the sound"), "soft", icon="volume", size="s")
        self.hear.setObjectName("welcome_test")
        self.sound_note = Text(
            _("All that is said can be read on the screen, too."), "small", "text2", weight=400, wrap=True
        )
        voice = Card(pad=18, gap=4)
        self._hear_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._hear_row.setSpacing(10)
        said = vbox(None, Text(_("A voice leads you"), "strong", wrap=True), self.sound_note, gap=1)
        self._hear_row.addLayout(hbox(None, (said, 1), gap=0), 1)
        self._hear_row.addLayout(flush(hbox(None, self.hear, None, self.speaks, gap=6)))
        voice.add(self._hear_row)
        super().__init__(
            "hello",
            _("Welcome to Restack"),
            _("A calm coach for a back that keeps going into spasm. A few questions first; most of them can wait."),
            card,
            voice,
        )
        self.speaks.toggled.connect(self.voice)
        self.hear.clicked.connect(self.test)
        self.resized.connect(self._turn)

    def show_sound(self, speaks: bool, trouble: str = "") -> None:
        """Whether the voice is on, and why nothing would be heard."""
        self.speaks.blockSignals(True)
        self.speaks.setChecked(speaks)
        self.speaks.blockSignals(False)
        self.sound_note.setText(trouble or _("All that is said can be read on the screen, too."))
        self.sound_note.tone("warn_ink" if trouble else "text2")

    @Slot(object)
    def _turn(self, em: int) -> None:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._hear_row.setDirection(down if em < _TWO_COLUMNS else across)


class ReadyStep(Step):
    """The first session, why it is this one, and what is in it."""

    def __init__(self) -> None:
        self.card = Card(tone="hero", pad=26, gap=6)
        self.over = Text("", "label", "on_hero2", wrap=True)
        self.name = Text("", "display", "on_hero", px=30, wrap=True)
        self.facts = Text("", "body", "on_hero2", wrap=True)
        self.why = Text("", "body", "on_hero", wrap=True)
        self.lines = QGridLayout()
        self.lines.setVerticalSpacing(8)
        self.lines.setHorizontalSpacing(20)
        self.card.add(self.over, self.name, self.facts, 4, self.why, 8, self.lines)
        super().__init__("ready", _("That is all"), _("You can change each answer in Settings, whenever you like."))
        self.body.insertWidget(self.body.count() - 1, self.card)
        self._shown: list[ExerciseLine] = []
        self.resized.connect(self._place)

    def show_first(self, view: TodayView) -> None:
        """What Today offers now."""
        held = view.kind in ("hold", "stop")
        self.over.setText(_("Your plan waits") if held else _("Your first session"))
        self.name.setText(view.title)
        exercises = ngettext("{n} exercise", "{n} exercises", len(view.lines)).format(n=len(view.lines))
        self.facts.setText(f"{minutes_text(view.total_ms)}  ·  {exercises}  ·  {view.stage}")
        self.facts.setVisible(not held)
        self.why.setText("\n".join(why.text for why in view.why[:3]))
        while self.lines.count():
            item = self.lines.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self._shown = [ExerciseLine(line, hero=True, size=36) for line in (() if held else view.lines)]
        self._place()

    @Slot()
    def _place(self) -> None:
        columns = 2 if self.em_width() >= _TWO_COLUMNS else 1
        for i, line in enumerate(self._shown):
            self.lines.addWidget(line, i // columns, i % columns)
        for column in (0, 1):
            self.lines.setColumnStretch(column, 1 if column < columns else 0)


def _promises() -> tuple[tuple[str, str, str], ...]:
    return (
        (
            "play",
            _("It leads you through short sessions"),
            _("With a voice, a figure and a clock. When something hurts, one key makes it easier."),
        ),
        (
            "plan",
            _("It follows a plan, at the pace of your back"),
            _("From calming a spasm to building capacity, a step back whenever your back asks for one."),
        ),
        (
            "shield",
            _("It is no doctor, and it stays with you"),
            _("It asks when a clinician should look first. What you tell it never leaves this computer."),
        ),
    )
