"""Which way makes it worse, and what else the plan has to respect: two forms of the first start and of Settings."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QWidget

from coach.happenings import Direction
from coach.library.kinds import Circumstance
from coach.plan.person import NEEDS_CLEARANCE
from coach.text import _
from ui.widgets import Card, Para, Segmented, Text, flush, hbox
from ui.widgets.filter_chips import FilterChips

_WORSE: tuple[Direction, ...] = ("extension", "flexion", "both", "none")
assert set(_WORSE) == set(get_args(Direction))

_LIFE: tuple[Circumstance, ...] = ("pregnancy", "late-pregnancy", "after-birth", "recent-surgery", "abdominal-surgery")
_SPINE: tuple[Circumstance, ...] = (
    "osteoporosis", "vertebral-fracture", "stenosis", "spondylolisthesis", "leg-pain-spreads", "rotation-worse",
)  # fmt: skip
_BODY: tuple[Circumstance, ...] = (
    "high-blood-pressure", "hypermobility", "poor-balance", "dizziness", "breathless-lying", "reflux", "cramps",
)  # fmt: skip
_JOINTS: tuple[Circumstance, ...] = (
    "hip-replacement", "knee-replacement", "hip-pain", "knee-pain", "shoulder-pain", "wrist-pain", "neck-pain",
)  # fmt: skip
#: One is told, the other goes without saying.
_EITHER: dict[Circumstance, Circumstance] = {"pregnancy": "late-pregnancy", "late-pregnancy": "pregnancy"}


def group_words(circumstance: Circumstance) -> str:
    """A circumstance as one ticks it, short."""
    return {
        "pregnancy": _("Pregnant, first half"),
        "late-pregnancy": _("Pregnant, second half"),
        "after-birth": _("Gave birth in the last months"),
        "recent-surgery": _("Recent surgery"),
        "abdominal-surgery": _("Surgery on the belly"),
        "osteoporosis": _("Osteoporosis (thin bones)"),
        "vertebral-fracture": _("A broken vertebra"),
        "stenosis": _("Spinal stenosis (narrow canal)"),
        "spondylolisthesis": _("Spondylolisthesis"),
        "leg-pain-spreads": _("Pain that runs down a leg"),
        "rotation-worse": _("Turning makes it worse"),
        "high-blood-pressure": _("High blood pressure"),
        "hypermobility": _("Very mobile joints"),
        "poor-balance": _("Unsteady balance"),
        "dizziness": _("Dizziness"),
        "breathless-lying": _("Breathless lying down"),
        "reflux": _("Reflux"),
        "cramps": _("Cramps"),
        "hip-replacement": _("A new hip"),
        "knee-replacement": _("A new knee"),
        "hip-pain": _("Hip pain"),
        "knee-pain": _("Knee pain"),
        "shoulder-pain": _("Shoulder pain"),
        "wrist-pain": _("Wrist pain"),
        "neck-pain": _("Neck pain"),
    }.get(circumstance, circumstance)


def worse_words(worse: Direction) -> str:
    """The answer about directions, in a few words."""
    return {
        "extension": _("Bending back"),
        "flexion": _("Bending forward"),
        "both": _("Both"),
        "none": _("Neither, or not sure"),
    }[worse]


class DirectionForm(Card):
    """Which way of bending makes the back or the leg worse."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, pad=22, gap=6)
        self.worse = Segmented([worse_words(one) for one in _WORSE], None, name=_("What makes it worse"))
        self.worse.setObjectName("direction")
        self.worse.changed.connect(self._picked)
        self.add(
            Text(_("Which way of bending makes it worse?"), "heading", wrap=True),
            Text(
                _("In your back or your leg, as you know it from your days. No need to try it out now."),
                "small", "text2", weight=400, wrap=True,
            ),
            flush(hbox(None, (self.worse, 1), gap=0)),
        )  # fmt: skip
        self.setFocusProxy(self.worse)

    def answer(self) -> Direction | None:
        """What was picked; None: nothing yet."""
        return None if self.worse.index is None else _WORSE[self.worse.index]

    def show_answer(self, worse: Direction | None) -> None:
        """Show what was told before."""
        with QSignalBlocker(self):
            self.worse.set_index(None if worse is None else _WORSE.index(worse))

    @Slot()
    def _picked(self) -> None:
        self.changed.emit()


class GroupsForm(Card):
    """What else holds for the person, to tick. Where a clinician says yes first, that is said, and `waits` tells."""

    changed = Signal()
    waits = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, pad=22, gap=6)
        self.rows: list[tuple[tuple[Circumstance, ...], FilterChips]] = []
        self.add(
            Text(_("Does any of this hold for you?"), "heading", wrap=True),
            Text(
                _("Sessions leave out or change what would not suit you. Tick nothing, and nothing is left out."),
                "small", "text2", weight=400, wrap=True,
            ),
        )  # fmt: skip
        for key, title, members in (
            ("spine", _("Your back"), _SPINE),
            ("life", _("Lately"), _LIFE),
            ("body", _("Your body"), _BODY),
            ("joints", _("Joints"), _JOINTS),
        ):
            row = FilterChips([(one, group_words(one)) for one in members], name=title)
            row.setObjectName(f"groups_{key}")
            row.changed.connect(self._picked)
            self.rows.append((members, row))
            self.add(4, Text(title, "label", "text2", weight=600), flush(hbox(None, (row, 1), gap=0)))
        self.note = Para("", "small", "warn_ink")
        self.note_card = Card(tone="warn_soft", pad=16, gap=0).add(self.note)
        self.add(self.note_card)
        self.show_answer(())

    def answer(self) -> tuple[Circumstance, ...]:
        """What is ticked."""
        return tuple(one for members, row in self.rows for one in members if row.chips[one].isChecked())

    def show_answer(self, told: tuple[Circumstance, ...]) -> None:
        """Show what was told before."""
        for _members, row in self.rows:
            row.set_chosen(told)
        self._before = set(told)
        self._say()

    def _say(self) -> None:
        waiting = [group_words(one) for one in self.answer() if one in NEEDS_CLEARANCE]
        self.note_card.setVisible(bool(waiting))
        self.note.set(
            _(
                "{what}: here your doctor, midwife or surgeon should say yes before the first session. Sessions wait"
                " until you note their yes on Today; a quiet rest is there at once."
            ).format(what=", ".join(waiting))
        )

    @Slot()
    def _picked(self) -> None:
        now = set(self.answer())
        for one in now - self._before:
            other = _EITHER.get(one)
            if other in now:
                now.discard(other)
                self.show_answer(tuple(now))
        self._before = now
        said = not self.note_card.isHidden()
        self._say()
        if not said and not self.note_card.isHidden():
            self.waits.emit()
        self.changed.emit()
