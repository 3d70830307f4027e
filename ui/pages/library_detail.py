"""One exercise of the Library in full: the figure, how much, how it goes, what to watch, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from coach.pages.catalogue_views import ExerciseDetail, UseView
from coach.session.words import clock_text
from coach.text import _
from ui.pages.library_parts import (
    LINK,
    Block,
    LinkButton,
    broad,
    cautions,
    links,
    listed,
    pills,
    points,
    put_in_place,
    section,
    sources,
    steps,
)
from ui.pages.picture_figure import FigureWell
from ui.widgets import Button, Para, Segmented, Text, vbox

EASIER, THIS, HARDER = range(3)


class ExercisePane(QWidget):
    """Shows an `ExerciseDetail`; `arrange` says how. The level that is chosen stays from one exercise to the next.

    `practise` carries the exercise and the level of its dosage, `exercise` and `program` where a link leads,
    `lesson` the id of a lesson.
    """

    practise = Signal(str, str)
    exercise = Signal(str)
    program = Signal(str)
    lesson = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.detail: ExerciseDetail | None = None
        self.figure = FigureWell()
        self.name = Text("", "title", wrap=True)
        self.where = Text("", "small", "text2", weight=400, wrap=True)
        self.pills = pills(())
        self.level = Segmented([_("Beginner"), _("Usual"), _("More")], 0, name=_("How much"))
        self.level.setObjectName("library_level")
        self.level.changed.connect(self._show_dosage)
        self.dosage = Text("", "strong", wrap=True)
        self.length = Text("", "small", "text3", weight=400, wrap=True)
        self.ladder = Segmented([_("Easier"), _("This one"), _("Harder")], THIS, name=_("Easier or harder"))
        self.ladder.setObjectName("library_ladder")
        # Qt gives the focus to the rung after it has told of it: what is shown must not change before that.
        self.ladder.changed.connect(self._climb, Qt.ConnectionType.QueuedConnection)
        self.neighbours = Text("", "caption", "text3", weight=400, wrap=True)
        self.go = Button(_("Try it now"), "primary", icon="play")
        self.go.setObjectName("library_try")
        self.go.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.go.clicked.connect(self._practise)
        self.head = Block(vbox(None, self.name, self.where, gap=2), self.pills)
        said = vbox(None, self.dosage, self.length, gap=0)
        self.amount = Block(broad(self.level), said, gap=4)
        self.doing = Block(broad(self.ladder), self.neighbours, broad(self.go), gap=6)
        self.words = QWidget()
        self.lessons = QWidget()
        self.lessons.hide()
        self.reading = QWidget()
        vbox(self.reading, self.words, self.lessons, None, gap=20)
        self.left = QWidget()
        self._column = vbox(self.left, Block(self.figure), self.head, self.amount, gap=12)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.left)
        self._row.addWidget(self.reading, 1)

    def show_detail(self, detail: ExerciseDetail) -> None:
        """Show another exercise."""
        self.detail = detail
        self.figure.show_exercise(detail.id, detail.position, detail.name)
        self.name.setText(detail.name)
        self.where.setText(detail.position_word)
        old = self.pills
        # Two places are what it is for; the others stand in the words below.
        words = [("accent", target) for target in detail.targets[:2]]
        self.pills = pills([*words, ("plain", detail.kind)])
        put_in_place(self.head, old, self.pills)
        self._show_ladder(detail)
        self._show_dosage()
        before, self.words = self.words, self._written(detail)
        put_in_place(self.reading, before, self.words)
        self.show_lessons(())

    def show_lessons(self, lessons: Sequence[tuple[str, str]]) -> None:
        """Lessons that have to do with the exercise, as (id, title)."""
        old = self.lessons
        if lessons:
            buttons = [LinkButton(own_id, title) for own_id, title in lessons]
            for button in buttons:
                button.followed.connect(self.lesson)
            self.lessons = Block(section(_("To read"), links(*buttons), gap=2))
        else:
            self.lessons = QWidget()
            self.lessons.hide()
        put_in_place(self.reading, old, self.lessons)

    def arrange(self, *, columns: int, figure_px: int) -> None:
        """One column, or figure and amount beside the words; `figure_px` is the height of the figure."""
        beside = columns > 1
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if beside else down)
        self._row.setSpacing(32 - LINK if beside else 20)
        self._row.setStretch(0, 5 if beside else 0)
        self._row.setStretch(1, 6 if beside else 1)
        self._row.setAlignment(self.left, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))
        self.figure.set_height(figure_px)

    def take_buttons(self) -> None:
        """Stand the buttons under the amount; a panel keeps them at its own foot instead."""
        if self._column.indexOf(self.doing) < 0:
            self._column.addWidget(self.doing)

    def _show_ladder(self, detail: ExerciseDetail) -> None:
        had_focus = any(cell.hasFocus() for cell in self.ladder.cells)
        self.ladder.set_index(THIS)
        self.ladder.cells[EASIER].setEnabled(detail.easier is not None)
        self.ladder.cells[HARDER].setEnabled(detail.harder is not None)
        said = []
        if detail.easier is not None:
            said.append(_("Easier: {name}").format(name=detail.easier.name))
        if detail.harder is not None:
            said.append(_("Harder: {name}").format(name=detail.harder.name))
        self.neighbours.setText("  ·  ".join(said))
        self.neighbours.setVisible(bool(said))
        self.ladder.setVisible(bool(said))
        if had_focus:
            # The person goes on climbing with the arrow keys; where there is nothing to climb, to what comes next.
            target = self.ladder.cells[THIS] if said else self.go
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_dosage(self) -> None:
        if self.detail is not None:
            shown = self.detail.dosages[self.level.index or 0]
            sides = self.detail.sides
            self.dosage.setText(shown.words)
            length = _("{time} min").format(time=clock_text(shown.length_ms))
            self.length.setText(f"{length}, {sides[:1].lower()}{sides[1:]}")

    @Slot(object)
    def _climb(self, rung: int) -> None:
        detail = self.detail
        if detail is None or rung == THIS:
            return
        link = detail.easier if rung == EASIER else detail.harder
        if link is not None:
            self.exercise.emit(link.id)

    @Slot()
    def _practise(self) -> None:
        if self.detail is not None:
            self.practise.emit(self.detail.id, self.detail.dosages[self.level.index or 0].level)

    def _written(self, detail: ExerciseDetail) -> QWidget:
        """Everything that is read, from what it is for to where it comes from."""
        block = Block(Para(detail.why, "body", "text"), gap=20)
        add = block.column.addLayout
        add(section(_("How it goes"), Para(detail.get_ready, "label", "text"), steps(detail.technique)))
        add(section(_("Breathing"), Para(detail.breathing, "label")))
        if detail.cautions:
            add(section(_("When to take care"), cautions(detail.cautions)))
        add(section(_("What often happens"), points(detail.faults)))
        add(section(_("What you need"), *(Para(words, "label") for words in _needs(detail)), gap=4))
        add(section(_("Works on"), Para(listed(detail.targets), "label")))
        if detail.swaps:
            swaps = section(_("What to do instead"), gap=6)
            for swap in detail.swaps:
                link = LinkButton(swap.instead.id, swap.instead.name, name=f"{swap.when}: {swap.instead.name}")
                link.followed.connect(self.exercise)
                swaps.addLayout(vbox(None, Para(swap.when, "label"), links(link), gap=0))
            add(swaps)
        if detail.used_in:
            uses = section(_("Where it is used"), gap=6)
            for program, name, lines in _by_program(detail.used_in):
                link = LinkButton(program, name, name=_("Program {name}").format(name=name))
                link.followed.connect(self.program)
                said = Text("\n".join(lines), "small", "text2", weight=400, wrap=True)
                uses.addLayout(vbox(None, links(link), said, gap=0))
            add(uses)
        if detail.also_called:
            add(section(_("Also called"), Para(listed(detail.also_called), "label")))
        add(section(_("Sources"), sources(detail.sources)))
        return block


def _by_program(uses: Sequence[UseView]) -> list[tuple[str, str, list[str]]]:
    """Program, its name, and a line for each of its sessions, which is the amount alone where there is only one."""
    found: dict[str, tuple[str, list[str]]] = {}
    for use in uses:
        line = use.dosage if use.session_name == use.program_name else f"{use.session_name}: {use.dosage}"
        found.setdefault(use.program, (use.program_name, []))[1].append(line)
    return [(program, name, lines) for program, (name, lines) in found.items()]


def _needs(detail: ExerciseDetail) -> list[str]:
    words = [listed(detail.equipment) if detail.equipment else _("Nothing.")]
    if detail.optional_equipment:
        words.append(_("More comfortable with: {things}").format(things=", ".join(detail.optional_equipment)))
    return words
