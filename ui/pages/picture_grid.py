"""A grid of cards with pictures: as many columns as fit, one Tab stop, arrow keys, pictures for the cards that are
seen, and a figure that moves on the card that is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.figure.look import figure_look
from ui.figure.stills import stills
from ui.pages.picture_card import PictureCard
from ui.pages.picture_figure import MOVES_AFTER_MS
from ui.theme import T

if TYPE_CHECKING:
    from ui.pages.picture_mover import Mover

#: Pictures are asked for when scrolling has rested so long: those that only passed by would hold up those that stay.
ASKS_AFTER_MS = 60
_ROWS_A_PAGE = 3

C = TypeVar("C", bound=PictureCard)


class PictureGrid(QWidget, Generic[C]):
    """Cards that are made once and shown, hidden and ordered by `show_ids`.

    `chosen` carries the id of a card that was clicked; `reached` a card that should be scrolled to. Its cards keep
    room for the focus ring: place it with `flush`.
    """

    chosen = Signal(str)
    reached = Signal(object)

    #: Width that a card wants at 100 % text, and the room between two cards, px.
    column_px: ClassVar[int]
    gap_px: ClassVar[int]

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.cards: dict[str, C] = {}
        self.shown: tuple[str, ...] = ()
        self.columns = 1
        self._current = ""
        self._looked_at: C | None = None
        self._mover: Mover | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._asks = QTimer(self)
        self._asks.setSingleShot(True)
        self._asks.timeout.connect(self.ask_for_pictures)
        self._moves = QTimer(self)
        self._moves.setSingleShot(True)
        self._moves.setInterval(MOVES_AFTER_MS)
        self._moves.timeout.connect(self._move)
        stills.ready.connect(self._arrived)
        figure_look.changed.connect(self._restyle)
        T.changed.connect(self._restyle)

    # -- what each kind of grid says of itself ---------------------------------------------------------------

    def columns_in(self, room: int) -> int:
        """How many columns fit into so many px."""
        return max(1, (room + self.gap_px) // (T.px(self.column_px) + self.gap_px))

    def row_height(self, row: Sequence[C], width: int) -> int:
        """Height of the cards of a row, px, all of this width."""
        raise NotImplementedError

    def go_past(self, _key: Qt.Key, _here: int, _to: int) -> None:
        """A key leads beyond the first or the last card, from place `_here` to `_to`: nothing happens."""

    def looked_away(self, _card: C) -> None:
        """The card is no longer looked at, and nothing else is yet."""

    # -- what is shown ---------------------------------------------------------------------------------------

    def set_cards(self, cards: Iterable[C]) -> None:
        """Show these cards, all of them, in place of those before. They are children of the grid."""
        self._rest()
        for old in self.cards.values():
            old.hide()
            old.deleteLater()
        self.cards = {card.own_id: card for card in cards}
        for card in self.cards.values():
            card.clicked.connect(self._clicked)
            card.moved.connect(self._go)
            card.looked_at.connect(self._look)
            card.left.connect(self._look_away)
        self._show(tuple(self.cards))

    def show_ids(self, ids: tuple[str, ...]) -> None:
        """Show these cards in this order, no others."""
        if ids != self.shown:
            self._show(ids)

    @property
    def current(self) -> C | None:
        """The card that Tab goes to."""
        own_id = self._current if self._current in self.shown else next(iter(self.shown), "")
        return self.cards.get(own_id)

    def focus_on(self, own_id: str) -> None:
        """Give the focus to a card, if there is one of this id, and have it scrolled to."""
        if own_id in self.cards:
            self.make_current(own_id)
            card = self.cards[own_id]
            card.setFocus(Qt.FocusReason.TabFocusReason)
            self.reached.emit(card)

    def make_current(self, own_id: str) -> None:
        """Make a card the one that Tab goes to."""
        self._current = own_id
        self._make_one_stop()

    def scrolled(self) -> None:
        """What is seen has changed."""
        self._asks.start(ASKS_AFTER_MS)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        if ev.size().width() != ev.oldSize().width():
            self._arrange()
        self._asks.start(0)

    def showEvent(self, ev: QShowEvent) -> None:
        super().showEvent(ev)
        self._asks.start(0)

    def hideEvent(self, ev: QHideEvent) -> None:
        super().hideEvent(ev)
        self._rest()

    @Slot()
    def ask_for_pictures(self) -> None:
        """Take the pictures of the cards that are seen, and ask for those that are not there yet."""
        seen = self.visibleRegion().boundingRect()
        for own_id in self.shown:
            card = self.cards[own_id]
            if card.geometry().intersects(seen):
                picture = card.ask_for_picture()
                # A picture of the size before stays until the new one is there.
                if picture is not None and picture is not card.picture:
                    card.picture = picture
                    card.update()

    def _show(self, ids: tuple[str, ...]) -> None:
        self.shown = ids
        showing = set(ids)
        self.setUpdatesEnabled(False)
        self._arrange()
        for own_id, card in self.cards.items():
            card.setVisible(own_id in showing)
        self.setUpdatesEnabled(True)
        self._make_one_stop()
        self._asks.start(0)

    def _arrange(self) -> None:
        gap = self.gap_px
        self.columns = self.columns_in(self.width())
        width = (self.width() - gap * (self.columns - 1)) // self.columns
        top = 0
        for begin in range(0, len(self.shown), self.columns):
            row = [self.cards[own_id] for own_id in self.shown[begin : begin + self.columns]]
            height = self.row_height(row, width)
            for column, card in enumerate(row):
                card.setGeometry(QRect(column * (width + gap), top, width, height))
            top += height + gap
        self.setFixedHeight(max(0, top - gap))
        self._place_mover()

    # -- keys ------------------------------------------------------------------------------------------------

    @Slot(int)
    def _go(self, code: int) -> None:
        key = Qt.Key(code)
        here = next((i for i, own_id in enumerate(self.shown) if self.cards[own_id].hasFocus()), 0)
        last = len(self.shown) - 1
        page = self.columns * _ROWS_A_PAGE
        to = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Up: here - self.columns,
            Qt.Key.Key_Down: here + self.columns,
            Qt.Key.Key_PageUp: here - page,
            Qt.Key.Key_PageDown: here + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }[key]
        if 0 <= to <= last:
            self.focus_on(self.shown[to])
        else:
            self.go_past(key, here, to)

    def _make_one_stop(self) -> None:
        current = self.current
        for card in self.cards.values():
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if card is current else Qt.FocusPolicy.ClickFocus)

    @Slot()
    def _clicked(self) -> None:
        card = self.sender()
        if isinstance(card, PictureCard):
            self.make_current(card.own_id)
            self.chosen.emit(card.own_id)

    # -- moving ----------------------------------------------------------------------------------------------

    @Slot(object)
    def _look(self, card: C) -> None:
        if card is not self._looked_at:
            self._rest()
            self._looked_at = card
            self._moves.start()

    @Slot(object)
    def _look_away(self, card: C) -> None:
        if card is self._looked_at:
            self._rest()
            self.looked_away(card)

    @Slot()
    def _move(self) -> None:
        card = self._looked_at
        if card is None or T.reduced_motion or not card.isVisible() or not card.exercise:
            return
        if self._mover is None:
            from ui.pages.picture_mover import Mover  # numpy comes with the first figure that moves

            self._mover = Mover(self)
        self._place_mover()
        self._mover.show_exercise(card.exercise)
        if self._mover.clip is None:
            return
        card.set_live(True)
        self._mover.raise_()
        self._mover.show()
        self._mover.play()

    def _rest(self) -> None:
        self._moves.stop()
        if self._looked_at is not None:
            self._looked_at.set_live(False)
            self._looked_at = None
        if self._mover is not None:
            self._mover.hide()

    def _place_mover(self) -> None:
        card = self._looked_at
        if self._mover is not None and card is not None:
            self._mover.setGeometry(card.figure().translated(card.pos()))

    # -- pictures --------------------------------------------------------------------------------------------

    @Slot(str)
    def _arrived(self, exercise: str) -> None:
        if self.isVisible() and any(card.exercise == exercise for card in self.cards.values()):
            self.ask_for_pictures()

    @Slot()
    def _restyle(self) -> None:
        self._rest()
        for card in self.cards.values():
            card.picture = None
        self._arrange()
        self._asks.start(0)
