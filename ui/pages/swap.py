"""The one swap of a day: which exercise, and what stands in for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from coach.pages.views import LineView
from coach.text import _
from ui.pages.parts import ExerciseLine
from ui.pages.plan_ladder import clear
from ui.widgets import Button, Card, Text, hbox, vbox


class SwapCard(Card):
    """A list with a button a line. `asked` wants `offer` for an exercise, `swapped` carries what goes and comes."""

    asked = Signal(str)
    swapped = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, pad=22, gap=8)
        self._lines: tuple[LineView, ...] = ()
        self._out = ""
        self.title = Text("", "heading", wrap=True)
        self.note = Text("", "small", "text2", weight=400, wrap=True)
        self.rows = vbox(None, gap=6)
        self.keep = Button(_("Keep it as it is"), "ghost", size="s")
        self.keep.setObjectName("swap_keep")
        self.keep.clicked.connect(self._keep)
        self.add(self.title, self.note, 2, self.rows, hbox(None, self.keep, None, gap=0))

    def begin(self, lines: tuple[LineView, ...], done: str = "") -> None:
        """The exercises of the session. `done` says what was swapped today already; then nothing more is offered."""
        self._lines = lines
        self._out = ""
        self.title.setText(_("Swap one"))
        self.note.setText(done or _("One exercise a day, for today. The plan itself stays as it is."))
        self.keep.hide()
        self._fill([(line, "" if done else _("Swap")) for line in lines])

    def offer(self, out: LineView, instead: tuple[LineView, ...]) -> None:
        """What may take the place of an exercise."""
        self._out = out.exercise
        self.title.setText(_("In place of {name}").format(name=out.name))
        self.note.setText(
            _("Nothing harder, and nothing that does not suit you today.")
            if instead
            else _("Nothing else of this kind suits you today. You can skip it in the session.")
        )
        self.keep.show()
        self._fill([(line, _("Take this one")) for line in instead])
        (self._buttons[0] if instead else self.keep).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, rows: list[tuple[LineView, str]]) -> None:
        clear(self.rows)
        self._buttons: list[Button] = []
        for line, words in rows:
            host = QWidget()
            row = hbox(host, (ExerciseLine(line), 1), gap=8)
            if words:
                button = Button(words, "soft", size="s")
                button.setObjectName(f"swap.{line.exercise}")
                button.setAccessibleName(f"{words}: {line.name}")
                button.clicked.connect(self._pressed)
                row.addWidget(button)
                self._buttons.append(button)
            self.rows.addWidget(host)

    @Slot()
    def _pressed(self) -> None:
        exercise = self.sender().objectName().removeprefix("swap.")
        if self._out:
            self.swapped.emit(self._out, exercise)
        else:
            self.asked.emit(exercise)

    @Slot()
    def _keep(self) -> None:
        self.begin(self._lines)
