"""All that is asked about a spasm: what matters most first, the rest below it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.diary import SpasmDetails
from coach.pages.diary_words import SPASM_LISTS, question, where_words, words
from coach.pages.journal import REMEMBERED_AFTER
from coach.text import _
from ui.pages.journal_parts import NoteField, Question, ValueChips
from ui.pages.journal_when import WhenField
from ui.theme import T
from ui.widgets import Segmented, Text, flush, hbox, vbox
from ui.widgets.back_map import BackMap

#: Below this width in em the map stands above the questions.
_BESIDE_FROM = 430
_ALONE = {"doing": "nothing", "two_hours": "none", "day_before": "none", "eased": "nothing"}
_MOST_NOTE = 4_000


class SpasmQuestions(QWidget):
    """Every field of `SpasmDetails` and the onset; only the onset has an answer from the beginning."""

    changed = Signal()

    def __init__(self, map_px: int = 0) -> None:
        """`map_px` is the height of the map, where it may be larger than it must."""
        super().__init__()
        self._written = datetime.min
        self.when = WhenField()
        self.remembered = Text(
            _("Written more than an hour after it began, this counts as remembered. That is fine."),
            "small",
            "text2",
            weight=400,
            wrap=True,
        )
        self.map = BackMap()
        self.map.setObjectName("spasm_map")
        self.map.setFixedHeight(max(map_px, self.map.minimumSizeHint().height()))
        self.where = Text("", "small", "bad_ink", weight=600, wrap=True, align=Qt.AlignmentFlag.AlignCenter)
        self._strengths = tuple(words("strength"))
        self.strength = Segmented(tuple(words("strength").values()), None, name=question("strength"))
        self.strength.setObjectName("spasm_strength")
        self.lists: dict[str, ValueChips] = {}
        for kind in SPASM_LISTS:
            chips = ValueChips(words(kind), name=question(kind), alone=_ALONE.get(kind, ""))
            chips.setObjectName(f"spasm_{kind}")
            chips.changed.connect(self._changed)
            self.lists[kind] = chips
        self.note = NoteField(_("Anything you want to remember"), name=_("Note"), most=_MOST_NOTE)
        self.note.setObjectName("spasm_note")
        self._lay_out()
        self.when.changed.connect(self._changed)
        self.map.changed.connect(self._changed)
        self.strength.changed.connect(self._changed)
        self.note.edited.connect(self._changed)
        T.changed.connect(self._refit)

    def begin(self, now: datetime, written: datetime, onset: datetime | None, told: SpasmDetails) -> None:
        """Show what was told. `written` is when it was first written down; `onset` None: just now."""
        self._written = written
        self.when.begin(now, onset)
        self.map.set_regions(told.where)
        self.strength.set_index(None if told.strength is None else self._strengths.index(told.strength))
        for kind, chips in self.lists.items():
            chips.set_answer(getattr(told, kind))
        self.note.set_text(told.note)
        self._changed()

    def set_now(self, now: datetime, written: datetime) -> None:
        """Time has passed while the form was open."""
        self._written = written
        self.when.set_now(now)
        self._say_remembered()

    def onset(self) -> datetime:
        """When it began."""
        return self.when.onset()

    def details(self) -> SpasmDetails:
        """What is told now."""
        fields: dict[str, Any] = {kind: chips.answer() for kind, chips in self.lists.items()}
        index = self.strength.index
        fields |= {
            "where": self.map.regions(),
            "strength": None if index is None else self._strengths[index],
            "note": self.note.text().strip(),
        }
        return msgspec.convert(fields, SpasmDetails)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._refit()

    def _lay_out(self) -> None:
        self._map_side = vbox(None, Question(question("where")), self.map, self.where, None, gap=4)
        strength = QWidget()
        vbox(
            strength,
            Text(question("strength"), "label", weight=600, wrap=True),
            flush(hbox(None, (self.strength, 1), gap=0)),
            gap=4,
        )
        first = vbox(
            None,
            Question(_("When?"), self.when, self.remembered),
            strength,
            Question(question("doing"), self.lists["doing"]),
            Question(question("feel"), self.lists["feel"]),
            None,
            gap=12,
        )
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.setSpacing(20)
        self.columns.addLayout(self._map_side, 38)
        self.columns.addLayout(first, 62)
        rest = [Question(question(kind), self.lists[kind]) for kind in SPASM_LISTS if kind not in ("doing", "feel")]
        vbox(self, self.columns, *rest, Question(_("Note"), self.note), gap=14, margins=(0, 0, 4, 4))
        # When comes first for the keyboard, too.
        QWidget.setTabOrder(self.when.clock.more, self.map)
        QWidget.setTabOrder(self.map, self.strength.cells[0])

    @Slot()
    def _refit(self) -> None:
        beside = self.width() >= _BESIDE_FROM * T.text_scale
        self.columns.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )  # fmt: skip

    @Slot()
    def _changed(self) -> None:
        where = where_words(self.map.regions())
        self.where.setText(where or _("Tap where it hurts, or use the arrow keys and Space."))
        self.where.tone("bad_ink" if where else "text3")
        self._say_remembered()
        self.changed.emit()

    def _say_remembered(self) -> None:
        self.remembered.setVisible(self._written - self.onset() > REMEMBERED_AFTER)
