"""The grid of the Library: exercises or programs, of which one may be shown beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot

from ui.pages.library_card import CardFace, LibraryCard, card_height, name_lines
from ui.pages.picture_grid import PictureGrid
from ui.theme import T

_LEAST_PX = 150  # the least at which there are still two columns


class CardGrid(PictureGrid[LibraryCard]):
    """`opened` carries the id of a card on which Enter was pressed; a click is `chosen`."""

    opened = Signal(str)

    column_px = 186
    gap_px = 6

    def set_faces(self, faces: Sequence[CardFace]) -> None:
        """Make the cards, all of them shown."""
        cards = [LibraryCard(face, self) for face in faces]
        for card in cards:
            card.entered.connect(self._entered)
        self.set_cards(cards)

    def mark(self, own_id: str) -> None:
        """The card whose content is shown beside the grid; none for ""."""
        for card in self.cards.values():
            card.setChecked(card.own_id == own_id)
        if own_id in self.cards:
            self.make_current(own_id)

    def stand_on(self, own_id: str) -> None:
        """Make a card the one where the focus will land, and have it scrolled to."""
        if own_id in self.shown:
            self.make_current(own_id)
            self.reached.emit(self.cards[own_id])

    def columns_in(self, room: int) -> int:
        return max(super().columns_in(room), 2 if room >= 2 * T.px(_LEAST_PX) + self.gap_px else 1)

    def row_height(self, row: Sequence[LibraryCard], width: int) -> int:
        lines = max(name_lines(card.face.name, width) for card in row)
        for card in row:
            card.set_lines(lines)
        return card_height(lines, width)

    def go_past(self, key: Qt.Key, here: int, to: int) -> None:
        last = len(self.shown) - 1
        whole_rows = key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Down)
        # Down from above a gap in the last row goes to the last card; at an edge the card is only scrolled to.
        at_the_end = key == Qt.Key.Key_Down and here // self.columns == last // self.columns
        self.focus_on(self.shown[max(0, min(last, to)) if whole_rows and not at_the_end else here])

    def looked_away(self, card: LibraryCard) -> None:
        # The mouse has left, but the focus may be elsewhere in the grid.
        focused = next((c for c in self.cards.values() if c.hasFocus() or c.underMouse()), None)
        if focused is not None and focused is not card:
            self._look(focused)

    @Slot(str)
    def _entered(self, own_id: str) -> None:
        self._current = own_id
        self.opened.emit(own_id)
