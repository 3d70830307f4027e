"""One program of the Library in full: when it is for, its sessions with their exercises, and their Start buttons."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.pages.catalogue_views import ProgramDetail, SessionLine, SessionView
from coach.pages.catalogue_words import minutes_words
from coach.text import _
from ui.pages.library_parts import Block, Wrapping, broad, listed, pills, put_in_place, section, sources
from ui.pages.parts import ExercisePicture
from ui.theme import T
from ui.widgets import PAD, Button, Card, Para, R, Text, aa, focus_ring, hbox, quiet_ground, vbox
from ui.widgets.buttons import Pressable


class ProgramPane(QWidget):
    """Shows a `ProgramDetail`. `play` and `transcript` carry the id of a session, `exercise` that of an exercise."""

    play = Signal(str)
    transcript = Signal(str)
    exercise = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.detail: ProgramDetail | None = None
        self.first: Button | None = None
        self._body = Block()
        vbox(self, self._body, None, gap=0)

    def show_detail(self, detail: ProgramDetail) -> None:
        """Show another program."""
        self.detail = detail
        self.first = None
        tone = "accent" if detail.kind == "stage" else "plain"
        words = pills([(tone, detail.kind_word), ("plain", detail.length)])
        new = Block(vbox(None, Text(detail.name, "title", wrap=True), words, gap=8), gap=16)
        new.column.addWidget(Para(detail.summary, "body", "text"))
        if detail.goal:
            new.column.addLayout(section(_("What it is for"), Para(detail.goal, "label")))
        if detail.when:
            new.column.addLayout(section(_("When"), Para(detail.when, "label")))
        for session in detail.sessions:
            new.column.addWidget(self._session(session, alone=len(detail.sessions) == 1))
        new.column.addLayout(section(_("Sources"), sources(detail.sources)))
        put_in_place(self, self._body, new)
        self._body = new

    def _session(self, session: SessionView, *, alone: bool) -> QWidget:
        card = Card(tone="sunken", pad=16, radius=R.l, gap=12)
        length = minutes_words(session.minutes, session.minutes)
        if session.shorter_minutes is not None:
            length = _("{minutes}, shorter version {n} min").format(minutes=length, n=session.shorter_minutes)
        head = vbox(None, gap=2)
        if not alone:
            head.addWidget(Text(session.name, "heading", wrap=True))
        head.addWidget(Text(length, "small", "text3", weight=400, wrap=True))
        if session.equipment:
            needed = _("You need: {things}").format(things=", ".join(session.equipment))
            head.addWidget(Text(needed, "small", "text3", weight=400, wrap=True))
        card.add(head, Para(session.summary, "label"))
        start = _SessionButton(session.id, _("Start"), "soft", icon="play")
        start.setObjectName(f"library_start.{session.id}")
        start.setAccessibleName(_("Start {session}").format(session=session.name))
        start.wanted.connect(self.play)
        hear = _SessionButton(session.id, _("What you will hear"), "ghost", icon="volume")
        hear.setObjectName(f"library_hear.{session.id}")
        hear.setAccessibleName(_("What you will hear in {session}").format(session=session.name))
        hear.wanted.connect(self.transcript)
        self.first = self.first or start
        card.add(broad(Wrapping(start, hear, gap=2)))
        lines = vbox(None, gap=2)
        for line in session.lines:
            row = LineButton(line)
            row.wanted.connect(self.exercise)
            lines.addLayout(broad(row))
        card.add(lines)
        return card


class _SessionButton(Button):
    """A button that stands for a session. `wanted` carries its id."""

    wanted = Signal(str)

    def __init__(self, session: str, words: str, kind: str, *, icon: str) -> None:
        super().__init__(words, kind, icon=icon, size="s")
        self._session = session
        self.clicked.connect(self._want)

    @Slot()
    def _want(self) -> None:
        self.wanted.emit(self._session)


class LineButton(Pressable):
    """An exercise of a session: picture, name, amount, and what may take its place. Leads to the exercise."""

    wanted = Signal(str)

    def __init__(self, line: SessionLine) -> None:
        super().__init__("")
        self._exercise = line.exercise
        self.setObjectName(f"library_line.{line.exercise}")
        dosage = _("{dosage}, left out of the shorter version").format(dosage=line.dosage)
        said = dosage if line.optional else line.dosage
        self.setAccessibleName(f"{line.name}, {said}")
        self.setAccessibleDescription(line.note)
        words = [Text(line.name, "label", weight=600, wrap=True), Text(said, "caption", "text2", weight=400, wrap=True)]
        if line.note:
            words.append(Text(line.note, "caption", "text3", weight=400, wrap=True))
        if line.instead:
            others = _("Or {names}").format(names=listed([other.name for other in line.instead]))
            words.append(Text(others, "caption", "text3", weight=400, wrap=True))
        picture = ExercisePicture(line.exercise, line.position, 44, well="surface")
        hbox(self, picture, (vbox(None, None, *words, None, gap=1), 1), gap=12, margins=(PAD, 6, PAD, 6))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._want)

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = aa(self)
        c = T.of(self)
        r = QRectF(self.rect()).adjusted(PAD, PAD, -PAD, -PAD)
        quiet_ground(p, r, R.m, c.text, looked_at=self.underMouse(), pressed=self.isDown())
        if self.hasFocus():
            focus_ring(p, r, R.m, c.focus)

    @Slot()
    def _want(self) -> None:
        self.wanted.emit(self._exercise)
