"""The house of cards on Today. Until there is enough history it explains itself with blank cards."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coach.text import _
from ui import tokens as tk
from ui.widgets import Card, Para, Text, vbox
from ui.widgets.house import LOW_PX, HouseOfCards, Support


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


class HousePanel(Card):
    """Title, two sentences, the house."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, pad=0, radius=tk.RADIUS.xl, gap=0)
        self.head = Text(_("Your house of cards"), "title", wrap=True)
        self.say = Para(
            _(
                "Eight supports hold a back up, each a card. When some have gone, one small thing brings the house "
                "down. Restack puts them back, from the base."
            )
        )
        self.house = HouseOfCards(blank_supports())
        self.house.setObjectName("today_house")
        self.add(
            vbox(None, self.head, self.say, gap=4, margins=(26, 24, 26, 0)),
            vbox(None, (self.house, 1), margins=(10, 0, 10, 12)),
        )
        self.lay.setStretch(1, 1)

    def arrange(self, mode: str) -> None:
        """Room for the house in each layout."""
        low = mode == "compact"
        self.house.set_low(low)
        self.house.setMinimumHeight(330 if mode == "stack" else LOW_PX if low else 190)
