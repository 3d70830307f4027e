"""Chips to filter by: one Tab stop, arrow keys from chip to chip, and those that would give nothing switched off."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.base import plain_tip
from ui.widgets.choices import Chip
from ui.widgets.flow import Flow

_STEPS: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class FilterChips(QWidget):
    """Options as (id, word). `changed` fires when the person chooses.

    `single`: exactly one is on, as with radio buttons; "" is then the id of the one that stands for all.
    """

    changed = Signal()

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        *,
        name: str,
        single: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is for screen readers."""
        super().__init__(parent)
        self._single = single
        self._at = 0
        self.setAccessibleName(name)
        flow = Flow(self, gap=2)
        self.chips: dict[str, Chip] = {}
        for option, word in options:
            chip = _FilterChip(word, self)
            chip.setAccessibleDescription(name)
            chip.clicked.connect(self._clicked)
            chip.focused.connect(self._focused)
            self.chips[option] = chip
            flow.addWidget(chip)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_chosen(())
        self._make_one_stop()

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        for option, chip in self.chips.items():
            chip.setObjectName(f"{name}.{option or 'all'}")

    def chosen(self) -> frozenset[str]:
        """The ids that are on, without the one that stands for all."""
        return frozenset(option for option, chip in self.chips.items() if option and chip.isChecked())

    def set_chosen(self, options: Collection[str]) -> None:
        """Switch chips on and off without telling."""
        for option, chip in self.chips.items():
            chip.setChecked(option in options or (self._single and not option and not options))
        self._make_one_stop()

    def set_counts(self, counts: Mapping[str, int], words: Mapping[str, str]) -> None:
        """How many each option would give, and that in words. What would give nothing cannot be chosen."""
        for option, chip in self.chips.items():
            if option:
                # What is on can always be switched off again.
                chip.setEnabled(counts.get(option, 0) > 0 or chip.isChecked())
                chip.setToolTip(plain_tip(words.get(option, "")))
                chip.setAccessibleDescription(f"{self.accessibleName()}, {words.get(option, '')}")
        self._make_one_stop()

    def focus_stop(self) -> None:
        """Give the focus to the chip that Tab goes to."""
        for chip in self.chips.values():
            if chip.focusPolicy() == Qt.FocusPolicy.StrongFocus:
                chip.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        step = _STEPS.get(ev.key())
        if step is None:
            super().keyPressEvent(ev)
            return
        usable = [chip for chip in self.chips.values() if chip.isEnabled()]
        here = next((i for i, chip in enumerate(usable) if chip.hasFocus()), 0)
        if usable:
            usable[(here + step) % len(usable)].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _clicked(self) -> None:
        clicked = self.sender()
        for option, chip in self.chips.items():
            if chip is clicked:
                self.choose(option)
        self.changed.emit()

    def choose(self, clicked: str) -> None:
        """What a click on an option means for the others; the option itself has turned already."""
        # A plain method for subclasses to change: a slot that a subclass overrides is called without a sender.
        if self._single:
            for option, chip in self.chips.items():
                chip.setChecked(option == clicked)

    @Slot(QObject)
    def _focused(self, chip: QObject) -> None:
        self._at = next((i for i, one in enumerate(self.chips.values()) if one is chip), 0)
        self._make_one_stop()

    def _make_one_stop(self) -> None:
        chips = list(self.chips.values())
        usable = [i for i, chip in enumerate(chips) if chip.isEnabled()]
        stop = self._at if self._at in usable else next(iter(usable), 0)
        for i, chip in enumerate(chips):
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if i == stop else Qt.FocusPolicy.ClickFocus)


class _FilterChip(Chip):
    """Tells when it gets the focus: Tab comes back to it."""

    focused = Signal(QObject)

    def __init__(self, word: str, parent: QWidget) -> None:
        super().__init__(word, parent=parent)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        # Qt's button would go to whatever stands in that direction: the row knows better.
        if ev.key() in _STEPS:
            ev.ignore()
        else:
            super().keyPressEvent(ev)

    def focusInEvent(self, ev: QFocusEvent) -> None:
        super().focusInEvent(ev)
        self.focused.emit(self)
