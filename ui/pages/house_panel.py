"""The house of cards on Today. Until there is enough history it explains itself with blank cards."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from coach.pages.house_views import HouseView, nothing_known
from coach.text import _
from ui import tokens as tk
from ui.widgets import Button, Card, Flow, Para, Text, hbox, vbox
from ui.widgets.house import LOW_PX, HouseOfCards, Support
from ui.widgets.house_state import StateWords


def blank_supports() -> tuple[Support, ...]:
    """The eight supports of the back, their state not known yet."""
    named = (
        ("sleep", _("Sleep"), "sleep"),
        ("movement", _("Daily\nmovement"), "movement"),
        ("sitting", _("Sitting\nbreaks"), "sitting"),
        ("hip_mobility", _("Hip\nmobility"), "hip_mobility"),
        ("glutes", _("Hips &\nglutes"), "glutes"),
        ("back", _("Back\nendurance"), "back"),
        ("front_core", _("Front\ncore"), "front_core"),
        ("side_core", _("Side\ncore"), "side_core"),
    )
    return tuple(Support(key, label, icon, "unknown") for key, label, icon in named)


def supports_of(view: HouseView | None) -> tuple[Support, ...]:
    """The cards of a view as the picture takes them; blank ones without a view."""
    if view is None or not view.cards:
        return blank_supports()
    return tuple(Support(card.id, card.label, card.icon, card.state, card.why) for card in view.cards)


class HousePanel(Card):
    """Title, what holds, what to restack next, the house, the counts, and the way to all cards.

    `picked` carries the card that was chosen in the picture.
    """

    picked = Signal(str)
    all_cards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, pad=0, radius=tk.RADIUS.xl, gap=0)
        self.head = Text("", "title", wrap=True)
        self.say = Para("")
        self.house = HouseOfCards(blank_supports())
        self.house.setObjectName("today_house")
        self.house.picked.connect(self.picked)
        self.legend = Legend()
        self.more = Button(_("See all cards"), "ghost", trailing="right", size="s")
        self.more.setObjectName("today_all_cards")
        self.more.clicked.connect(self.all_cards)
        self._top = vbox(None, self.head, self.say, gap=4, margins=(26, 24, 26, 0))
        self._foot = hbox(None, (self.legend, 1), self.more, gap=8, margins=(26, 0, 12, 8))
        self._foot.setAlignment(self.legend, Qt.AlignmentFlag.AlignVCenter)
        self._foot.setAlignment(self.more, Qt.AlignmentFlag.AlignVCenter)
        self.add(self._top, vbox(None, (self.house, 1), margins=(10, 0, 10, 0)), self._foot)
        self.lay.setStretch(1, 1)
        self._shown_before = False
        self._waiting: tuple[Support, ...] | None = None
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._settle)
        self.show_view(None)

    def show_view(self, view: HouseView | None) -> None:
        """Show the house. Cards that changed while it was hidden move when it is seen again."""
        known = view is not None and bool(view.cards)
        self.head.setText(view.title if view is not None else _("Your house of cards"))
        if view is None:
            self.say.set(nothing_known())
        elif view.next_name:
            self.say.set_markup("{say}<br>" + _("Restack next: <b>{card}</b>."), say=view.say, card=view.next_name)
        else:
            self.say.set(view.say)
        self.setAccessibleDescription(view.stage_words if view is not None else "")
        self.legend.show_counts(view)
        self.legend.setVisible(known)
        self.more.setVisible(known)
        supports = supports_of(view)
        if not self._shown_before or not known:
            # What was never seen otherwise has nothing to move from.
            self._waiting = None
            self.house.set_supports(supports, animate=False)
        else:
            self._waiting = supports
            if self.isVisible():
                self._turn.start(0)
        self._shown_before = known

    def showEvent(self, ev: QShowEvent) -> None:
        super().showEvent(ev)
        if self._waiting is not None:
            # The page is first painted as it stood, so that a person sees the card move.
            self._turn.start(0)

    def arrange(self, mode: str, *, asking: bool = False) -> None:
        """Room for the house in each layout. `asking`: a question above takes height away."""
        low = mode == "compact"
        # A card that is pressed leads to all cards, too.
        known = self._shown_before and not (low and asking)
        self.legend.setVisible(known)
        self.more.setVisible(known)
        self.house.set_low(low)
        self.house.setMinimumHeight(330 if mode == "stack" else LOW_PX if low else 190)

    @Slot()
    def _settle(self) -> None:
        if self._waiting is not None and self.house.isVisible():
            waiting, self._waiting = self._waiting, None
            self.house.set_supports(waiting)


class Legend(QWidget):
    """How many cards are in place, lean, are fallen and are not known, each with the sign of its posture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = Flow(self, gap=14)
        self.entries = tuple(StateWords(state) for state in ("solid", "leaning", "fallen", "unknown"))
        for entry in self.entries:
            flow.addWidget(entry)

    def show_counts(self, view: HouseView | None) -> None:
        """Take over the counts; a state that no card is in is not named."""
        if view is None:
            return
        said = {
            "solid": (view.in_place, _("{n} in place")),
            "leaning": (view.leaning, _("{n} leaning")),
            "fallen": (view.fallen, _("{n} fallen")),
            "unknown": (view.unknown, _("{n} not known")),
        }
        for entry in self.entries:
            n, words = said[entry.state]
            entry.say(entry.state, words.format(n=n))
            entry.setVisible(bool(n))
