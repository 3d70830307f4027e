"""What Today asks in passing, one line at a time: the morning's pain, the leg, and a word of advice."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout

from coach.pages.views import MorningView
from coach.text import _
from ui.theme import AlignC, T, mix
from ui.widgets import PAD, PAIN_WORDS, Button, Card, IconButton, PainScale, Text, aa, focus_ring, hbox, vbox
from ui.widgets.base import fitted
from ui.widgets.pain_scale import WORST, pain_colour

#: From so many points above the usual on, soreness is asked about (the plan's rules, "Words").
RAISED_BY = 2
_HIGH = 40  # px at 100 % text
_CELL = 40
_LEAST_CELL = 34  # only in the smallest window


class PainRow(PainScale):
    """Eleven numbers in one row. A click chooses at once; keys mark first, and Return or Space chooses.

    `chosen` carries the pain, 0 to 10.
    """

    chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self.setMinimumWidth((WORST + 1) * _LEAST_CELL + 2 * PAD)
        T.changed.connect(self._refit)  # after the scale's own, which makes room for its bars
        self._refit()

    def sizeHint(self) -> QSize:
        return QSize((WORST + 1) * _CELL + 2 * PAD, self.height())

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        for pain in range(WORST + 1):
            box = self._cell(pain).adjusted(1.5, 0.5, -1.5, -0.5)
            marked = pain == self.answer()
            tint = mix(c.surface, pain_colour(c, pain), 0.30 if c.dark else 0.20)
            p.setPen(QPen(c.text, 1.5) if marked else Qt.PenStyle.NoPen)
            p.setBrush(tint)
            p.drawRoundedRect(box, 9, 9)
            p.setFont(fitted("label", str(pain), T.px(15), box.width() - 6, weight=700 if marked else 600))
            p.setPen(c.text)
            p.drawText(box, AlignC, str(pain))
            if marked and self.hasFocus():
                focus_ring(p, box.adjusted(1, 1, -1, -1), 8, c.focus)
        if self.hasFocus() and self.answer() is None:
            focus_ring(p, QRectF(self.rect()).adjusted(PAD, PAD, -PAD, -PAD), 9, c.focus)

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        if ev.button() == Qt.MouseButton.LeftButton and self.rect().contains(ev.position().toPoint()):
            self._choose()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.answer() is not None:
            self._choose()
        else:
            super().keyPressEvent(ev)

    def _choose(self) -> None:
        pain = self.answer()
        if pain is not None:
            self.chosen.emit(pain)

    @Slot()
    def _refit(self) -> None:
        self.setFixedHeight(T.px(_HIGH) + 2 * PAD)


class _LineCard(Card):
    """Words on the left, answers on the right, a cross to put it away; below each other where it is narrow."""

    put_away = Signal()

    def __init__(self, key: str, tone: str = "surface") -> None:
        super().__init__(tone=tone, pad=10, gap=0)
        self.setObjectName(key)
        self.title = Text("", "strong", wrap=True)
        self.note = Text("", "small", "text2", weight=400, wrap=True)
        self.answers = hbox(None, gap=6)
        self.close_button = IconButton("close", _("Not today"))
        self.close_button.setObjectName(f"{key}_close")
        self.close_button.clicked.connect(self.put_away)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.row.setSpacing(10)
        self.row.addLayout(vbox(None, None, self.title, self.note, None, gap=1), 1)
        self.row.addLayout(self.answers)
        self.add(hbox(None, 6, (self.row, 1), self.close_button, gap=4))

    def say(self, title: str, note: str = "") -> None:
        """The question and a sentence beside it."""
        self.title.setText(title)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.setAccessibleName(title)

    def arrange(self, em: int) -> None:
        """Lay out for a column of so many px at 100 % text."""
        narrow = em < (700 if isinstance(self, MorningCard) else 480)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.row.setDirection(down if narrow else across)
        left = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignVCenter
        self.row.setAlignment(self.answers, Qt.AlignmentFlag(0) if isinstance(self, MorningCard) and narrow else left)


class MorningCard(_LineCard):
    """How the back is this morning, then what the answer asks for: soreness, and whether yesterday settled.

    `rated` carries pain and whether it is soreness; `settled` the session of yesterday and the answer.
    """

    rated = Signal(int, bool)
    settled = Signal(str, bool)
    done = Signal()

    def __init__(self) -> None:
        super().__init__("morning")
        self._view = MorningView()
        self._day: date | None = None
        self._pain = 0
        self._asks = ""
        self.scale = PainRow(_("Pain this morning, 0 to 10"))
        self.scale.setObjectName("morning_pain")
        self.scale.chosen.connect(self._rated)
        self.scale.answered.connect(self._marked)
        self.yes = Button(_("Yes"), "soft", size="s")
        self.yes.setObjectName("morning_yes")
        self.yes.clicked.connect(self._said_yes)
        self.no = Button(_("No"), "soft", size="s")
        self.no.setObjectName("morning_no")
        self.no.clicked.connect(self._said_no)
        for part in (self.scale, self.yes, self.no):
            self.answers.addWidget(part)

    @property
    def asks(self) -> str:
        """What is asked now: pain, sore, settled, or nothing."""
        return self._asks

    def begin(self, view: MorningView, day: date) -> None:
        """Ask about a morning; a question that is being answered stays."""
        if self._asks and day == self._day:
            return
        self._view, self._day = view, day
        self.scale.set_answer(None)
        self._ask("pain")

    def _ask(self, what: str) -> None:
        here = any(part.hasFocus() for part in (self.scale, self.yes, self.no))
        self._asks = what
        self.scale.setVisible(what == "pain")
        self.yes.setVisible(what in ("sore", "settled"))
        self.no.setVisible(what in ("sore", "settled"))
        match what:
            case "pain":
                self.say(_("How is your back this morning?"), _("0 is none, 10 the worst."))
            case "sore":
                self.say(
                    _("More than usual. Is it sore muscles that ease when you move?"),
                    _("Soreness after new work is expected, and the plan then goes on."),
                )
            case "settled":
                self.say(_("Did yesterday’s pain settle within the hour after the session?"))
            case _:
                self.done.emit()
        if here and what in ("sore", "settled"):
            self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _after_pain(self) -> None:
        self._ask("settled" if self._view.settled_of is not None else "")

    @Slot()
    def _marked(self) -> None:
        pain = self.scale.answer()
        if pain is not None:
            self.note.setText(PAIN_WORDS[pain])

    @Slot(int)
    def _rated(self, pain: int) -> None:
        self._pain = pain
        usual = self._view.usual
        # Told first: the page may be shown anew by it, and must find the card in the middle of its questions.
        more = usual is not None and pain >= usual + RAISED_BY
        if more:
            self._ask("sore")
        else:
            self._after_pain()
        self.rated.emit(pain, False)

    @Slot()
    def _said_yes(self) -> None:
        self._said(True)

    @Slot()
    def _said_no(self) -> None:
        self._said(False)

    def _said(self, yes: bool) -> None:
        if self._asks == "sore":
            self._after_pain()
            if yes:
                self.rated.emit(self._pain, True)
        elif self._asks == "settled" and self._view.settled_of is not None:
            session = self._view.settled_of
            self._ask("")
            self.settled.emit(session, yes)


class NoteCard(_LineCard):
    """A sentence with one thing to do about it. `wanted` says it was pressed."""

    wanted = Signal()

    def __init__(self, key: str, words: str, tone: str = "surface") -> None:
        super().__init__(key, tone)
        self.button = Button(words, "soft", size="s")
        self.button.setObjectName(f"{key}_open")
        self.button.clicked.connect(self.wanted)
        self.answers.addWidget(self.button)
