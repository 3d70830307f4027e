"""The house of cards in full: the picture, all cards in a list, and the story of one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from coach.pages.house_views import CardHistoryView, HouseView
from coach.text import _
from ui import tokens as tk
from ui.pages.house_panel import Legend, supports_of
from ui.pages.house_rows import CardList
from ui.pages.house_story import StoryCard
from ui.widgets import Button, Card, Page, Para, Text, hbox, vbox
from ui.widgets.house import HouseOfCards
from ui.widgets.lesson_link import LessonLink

#: Width in px, divided by the text scale, from which the story stands beside the house.
_BESIDE = 860
_HOUSE_PX = 380


class HousePage(Page):
    """`link` carries where a card leads: `exercise:ID`, `lesson:ID` or `page:KEY`."""

    link = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(40, 28, 40, 28), gap=16, parent=parent)
        self.setObjectName("cards")
        self.setAccessibleName(_("House of cards"))
        self._view: HouseView | None = None
        self._histories: dict[str, CardHistoryView] = {}
        self._chosen = ""
        self._beside: bool | None = None
        self.back = Button(_("Today"), "ghost", icon="left", size="s")
        self.back.setObjectName("cards_back")
        self.back.clicked.connect(self._home)
        self.stage = Text("", "body", "text2", wrap=True)
        self.head = Text("", "title", wrap=True)
        self.say = Para("")
        self.house = HouseOfCards()
        self.house.setObjectName("cards_house")
        self.house.setMinimumHeight(_HOUSE_PX)
        self.house.picked.connect(self._pick)
        self.legend = Legend()
        self.picture = Card(pad=0, radius=tk.RADIUS.xl, gap=0)
        self.picture.add(
            vbox(None, self.head, self.say, gap=4, margins=(26, 24, 26, 0)),
            vbox(None, self.house, margins=(10, 4, 10, 0)),
            vbox(None, self.legend, margins=(26, 4, 26, 20)),
        )
        self.list = CardList()
        self.list.picked.connect(self._pick)
        self.story = StoryCard()
        self.story.link.connect(self.link)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(20)
        self.grid.setVerticalSpacing(16)
        self.lesson = LessonLink()
        self.lesson.followed.connect(self._read)
        words = vbox(None, Text(_("House of cards"), "display", wrap=True), self.stage, gap=4)
        head = hbox(None, (words, 1), self.back, gap=16)
        head.setAlignment(self.back, Qt.AlignmentFlag.AlignTop)
        self.add(head)
        self.body.addLayout(self.grid)
        self.add(hbox(None, self.lesson, None, gap=0), None)
        self._fit(_BESIDE)
        self._show_cards(False)
        self.resized.connect(self._fit)

    def show_view(self, view: HouseView, histories: tuple[CardHistoryView, ...]) -> None:
        """Show the house and the weeks of its cards. The card that was open stays open."""
        self._view = view
        self._histories = {history.id: history for history in histories}
        self.stage.setText(view.stage_words)
        self.stage.setVisible(bool(view.stage_words))
        self.head.setText(view.title)
        if view.next_name:
            self.say.set_markup("{say}<br>" + _("Restack next: <b>{card}</b>."), say=view.say, card=view.next_name)
        else:
            self.say.set(view.say)
        self.house.set_supports(supports_of(view))
        self.legend.show_counts(view)
        self._show_cards(bool(view.cards))
        if not view.cards:
            return
        known = view.card(self._chosen) is not None
        chosen = self._chosen if known else view.next_id or _first_to_tell(view)
        self.list.show_cards(view.cards, chosen)
        self.open_card(chosen)

    def open_card(self, key: str) -> None:
        """Tell the story of a card; a key that is not in the house changes nothing."""
        card = self._view.card(key) if self._view is not None else None
        if card is None:
            return
        self._chosen = key
        self.house.set_chosen(key)
        self.list.choose(key)
        self.story.show_card(card, self._histories.get(key))

    @property
    def chosen(self) -> str:
        """The card whose story is told."""
        return self._chosen

    def _show_cards(self, known: bool) -> None:
        """List and story need cards; the picture shows blank ones without."""
        for part in (self.list, self.story, self.legend):
            part.setVisible(known)

    @Slot()
    def _home(self) -> None:
        self.link.emit("page:today")

    @Slot(str)
    def _pick(self, key: str) -> None:
        self.open_card(key)
        if self._beside is False:
            self.ensureWidgetVisible(self.story.name, 0, 40)

    @Slot(str)
    def _read(self, lesson: str) -> None:
        self.link.emit(f"lesson:{lesson}")

    @Slot(object)
    def _fit(self, em: int) -> None:
        beside = em >= _BESIDE
        if beside == self._beside:
            return
        self._beside = beside
        for part in (self.picture, self.story, self.list):
            self.grid.removeWidget(part)
        self.grid.addWidget(self.picture, 0, 0)
        if beside:
            self.grid.addWidget(self.story, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(self.list, 1, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self.grid.addWidget(self.story, 1, 0)
            self.grid.addWidget(self.list, 2, 0)
        self.grid.setColumnStretch(0, 54)
        self.grid.setColumnStretch(1, 46 if beside else 0)
        self.grid.setRowStretch(1, 1 if beside else 0)


def _first_to_tell(view: HouseView) -> str:
    """The lowest card that is not in place, or the first."""
    return next((card.id for card in view.cards if card.state != "solid"), view.cards[0].id)
