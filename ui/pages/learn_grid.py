"""The lessons as a grid of cards."""

from __future__ import annotations

from collections.abc import Sequence

from coach.pages.lessons import LessonCardView
from ui.pages.learn_card import LessonCard
from ui.pages.picture_grid import PictureGrid


class LessonGrid(PictureGrid[LessonCard]):
    """All lessons, in rows as high as the longest words of the row need."""

    column_px = 272
    gap_px = 10

    def show_cards(self, views: Sequence[LessonCardView]) -> None:
        """Show these lessons. Where they are the same as before, only their marks change."""
        if [view.id for view in views] == list(self.cards):
            for view in views:
                self.cards[view.id].show_view(view)
        else:
            self.set_cards(LessonCard(view, self) for view in views)

    def row_height(self, row: Sequence[LessonCard], width: int) -> int:
        return max(card.heightForWidth(width) for card in row)
