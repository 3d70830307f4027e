"""The change of pace: back to an earlier part, or one part on because a clinician said so. Both are asked twice."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from coach.pages.plan_views import MoveView, PlanView
from coach.text import _
from ui import tokens as tk
from ui.pages.ask import Ask, Choice
from ui.pages.foot import button_flow
from ui.pages.plan_ladder import clear
from ui.widgets import Button, Card, ClosablePage, Field, Para, Text, hbox, vbox
from ui.widgets.line_link import LineLink

_NOTE_MOST = 1_000
_MOVES_SHOWN = 6


class PacePage(QWidget):
    """`moved` carries the part, `own-choice` or `clinician`, and the note; `closed` goes back to the Plan."""

    moved = Signal(str, str, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pace")
        self.setAccessibleName(_("Change pace"))
        self._names: dict[str, str] = {}
        self._wanted = ("", "")
        self.main = _Main()
        self.main.back_wanted.connect(self._ask_back)
        self.main.on_wanted.connect(self._ask_on)
        self.main.closed.connect(self.closed)
        self.ask = Ask()
        self.ask.chosen.connect(self._answered)
        self.layers = QStackedLayout(self)
        self.layers.addWidget(self.main)
        self.layers.addWidget(self.ask)
        self.setFocusProxy(self.main)

    def begin(self, view: PlanView) -> None:
        """Show where one is and where one may go."""
        self._names = dict(view.pace.back)
        if view.pace.ahead is not None:
            self._names[view.pace.ahead[0]] = view.pace.ahead[1]
        self.main.begin(view)
        self._show_main()

    def show_problem(self, words: str) -> None:
        """Say why it could not be done; what was typed stays."""
        self.main.problem.setText(words)
        self.main.problem.setVisible(bool(words))
        self._show_main()

    @Slot(str)
    def _ask_back(self, part: str) -> None:
        self._wanted = part, "own-choice"
        name = self._names[part]
        self._turn_to_ask(
            _("Go back to {part}?").format(part=name),
            _(
                "Nothing you did is lost, and the gates you passed stay open. Easy sessions lead you up again, level"
                " by level, as quickly as your back lets you."
            ),
            Choice("no", _("Stay where I am"), "primary"),
            Choice("yes", _("Go back to {part}").format(part=name), "secondary"),
        )

    @Slot(str)
    def _ask_on(self, part: str) -> None:
        self._wanted = part, "clinician"
        name = self._names[part]
        self._turn_to_ask(
            _("Did a clinician tell you to go on to {part}?").format(part=name),
            _("Restack writes down the day and your note. The gate of this part then counts as passed."),
            Choice("no", _("Not yet"), "primary"),
            Choice("yes", _("Yes, go on to {part}").format(part=name), "secondary"),
        )

    def _turn_to_ask(self, title: str, text: str, *choices: Choice) -> None:
        self.main.problem.hide()
        self.ask.begin(title, text, choices)
        self.layers.setCurrentWidget(self.ask)
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_main(self) -> None:
        self.layers.setCurrentWidget(self.main)
        self.main.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _answered(self, answer: str) -> None:
        self._show_main()
        if answer == "yes":
            part, because = self._wanted
            self.moved.emit(part, because, self.main.note.text().strip() if because == "clinician" else "")


class _Main(ClosablePage):
    """Where one is, the ways, and the course so far."""

    back_wanted = Signal(str)
    on_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(max_width=760, margins=(32, 28, 32, 28), gap=16)
        self._ahead = ""
        self.over = Text("", "label", "text2", wrap=True)
        self.problem = Text("", "body", "warn_ink", weight=600, wrap=True)
        self.problem.setObjectName("pace_problem")
        self.back_card = Card(pad=24, radius=tk.RADIUS.xl, gap=6)
        self.back_links = vbox(None, gap=0)
        self.back_words = Para("", "body", "text2")
        pulled = hbox(None, -LineLink.INSET, (self.back_links, 1), gap=0)
        self.back_card.add(Text(_("Step back"), "heading"), self.back_words, pulled)
        self.on_card = Card(pad=24, radius=tk.RADIUS.xl, gap=8)
        self.on_words = Para("", "body", "text2")
        self.open_note = Button(_("My clinician told me to go on"), "secondary")
        self.open_note.setObjectName("pace_clinician")
        self.open_note.clicked.connect(self._open_note)
        self.note = Field(_("Who, and what they said. You may leave it empty."), name=_("Note"), lines=3)
        self.note.setObjectName("pace_note")
        self.note.edited.connect(self._shorten)
        self.record = Button("", "primary")
        self.record.setObjectName("pace_record")
        self.record.clicked.connect(self._on)
        self.note_part = QWidget()
        vbox(self.note_part, Text(_("Note"), "label"), self.note, gap=6)
        self.on_card.add(
            Text(_("Go on"), "heading"), self.on_words, self.note_part, button_flow(self.open_note, self.record)
        )
        self.course_card = Card(pad=24, gap=6)
        self._course = vbox(None, gap=4)
        self.course_card.add(Text(_("How you got here"), "label", weight=600), self._course)
        self.close_button = Button(_("Back to the plan"), "ghost", icon="left", hint=_("Esc"))
        self.close_button.setObjectName("pace_close")
        self.close_button.clicked.connect(self.closed)
        self.add(button_flow(self.close_button), vbox(None, self.over, Text(_("Change pace"), "display"), gap=2))
        self.add(self.problem, self.back_card, self.on_card, self.course_card, None)
        self.setFocusProxy(self.close_button)

    def begin(self, view: PlanView) -> None:
        self.over.setText(_("You are here: {now}").format(now=view.now))
        self.problem.hide()
        clear(self.back_links)
        before: QWidget = self.close_button
        for part, name in view.pace.back:
            link = LineLink(part, _("Back to {part}").format(part=name), name="pace_back")
            link.followed.connect(self.back_wanted)
            self.back_links.addWidget(link)
            # What is made later comes last for Tab, too; here it stands before the rest.
            QWidget.setTabOrder(before, link)
            before = link
        QWidget.setTabOrder(before, self.open_note)
        first = _("You are in the first part. If it is too much, the shorter versions and rest are always there.")
        some = _("When it is too much, going back is part of the plan. You may do it whenever you like.")
        self.back_words.set(some if view.pace.back else first)
        ahead = view.pace.ahead
        self._ahead = ahead[0] if ahead is not None else ""
        self.on_card.setVisible(ahead is not None)
        if ahead is not None:
            self.on_words.set(
                _(
                    "The gate opens {part} when your back is ready. Somebody who treats you may know better: then you"
                    " can go on one part, and Restack writes down that they said so."
                ).format(part=ahead[1])
            )
            self.record.set_words(_("Record it and go on to {part}").format(part=ahead[1]))
        self.note.set_text("")
        self.note_part.hide()
        self.record.hide()
        self.open_note.show()
        clear(self._course)
        for move in reversed(view.moves[-_MOVES_SHOWN:]):
            self._course.addWidget(_course_line(move))
        self.course_card.setVisible(bool(view.moves))
        self.verticalScrollBar().setValue(0)

    @Slot()
    def _open_note(self) -> None:
        self.open_note.hide()
        self.note_part.show()
        self.record.show()
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _shorten(self) -> None:
        # The store keeps so much; what is cut off must be seen to be cut off.
        if len(self.note.text()) > _NOTE_MOST:
            self.note.set_text(self.note.text()[:_NOTE_MOST])

    @Slot()
    def _on(self) -> None:
        self.on_wanted.emit(self._ahead)


def _course_line(move: MoveView) -> Text:
    day = QLocale().toString(QDate(move.day.year, move.day.month, move.day.day), _("d MMMM yyyy"))
    return Text(f"{day}: {move.text}", "small", "text2", weight=400, wrap=True)
