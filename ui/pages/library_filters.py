"""The quiet panel with the further filters: stage, kind, position, what it works on, what one needs."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot

from coach.pages.catalogue_views import CatalogueView, Filters, Group
from coach.text import _, ngettext
from ui.pages.library_parts import broad
from ui.widgets import Button, Card, Text, flush, hbox, vbox
from ui.widgets.filter_chips import FilterChips

#: In the panel, in this order; the topics are chips above the grid.
PANEL_GROUPS: tuple[Group, ...] = ("stage", "kind", "position", "target", "equipment")


def group_title(group: Group) -> str:
    """What a group of filters is called."""
    return {
        "topic": _("Looking for"),
        "stage": _("Stage of the plan"),
        "kind": _("Kind"),
        "position": _("Position"),
        "target": _("Works on"),
        "equipment": _("What you need"),
    }[group]


def count_words(counts: Mapping[str, int]) -> dict[str, str]:
    """How many exercises each option would give, in words."""
    return {option: ngettext("{n} exercise", "{n} exercises", n).format(n=n) for option, n in counts.items()}


class FilterPanel(Card):
    """`changed` fires when the person chooses, or clears all of it."""

    changed = Signal()

    def __init__(self, view: CatalogueView) -> None:
        super().__init__(tone="sunken", pad=18, gap=14)
        self.setAccessibleName(_("Filters"))
        self.groups: dict[Group, FilterChips] = {}
        for group in PANEL_GROUPS:
            options = [(option.id, option.word) for option in view.options[group]]
            if not options:
                continue
            chips = FilterChips(options, name=group_title(group))
            chips.setObjectName(f"library_{group}")
            chips.changed.connect(self.changed)
            self.groups[group] = chips
            self.add(vbox(None, Text(group_title(group), "label", "text2", weight=600), broad(chips), gap=4))
        self.clear = Button(_("Clear the filters"), "ghost", size="s")
        self.clear.setObjectName("library_clear_filters")
        self.clear.clicked.connect(self._clear)
        self.add(flush(hbox(None, self.clear, None, gap=0)))

    def chosen_into(self, filters: Filters) -> Filters:
        """`filters` with what is chosen here."""
        for group, chips in self.groups.items():
            filters = filters.setting(group, chips.chosen())
        return filters

    def show_filters(self, filters: Filters, counts: Mapping[Group, Mapping[str, int]]) -> None:
        """What is chosen, and how many exercises each option would give."""
        for group, chips in self.groups.items():
            chips.set_chosen(filters.of(group))
            chips.set_counts(counts[group], count_words(counts[group]))
        self.clear.setEnabled(any(filters.of(group) for group in self.groups))

    def clear_chips(self) -> None:
        """Switch all of them off, without telling."""
        for chips in self.groups.values():
            chips.set_chosen(())

    @Slot()
    def _clear(self) -> None:
        self.clear_chips()
        # The button goes grey: the focus must not go with it.
        first = next(iter(self.groups.values()), None)
        if first is not None:
            first.focus_stop()
        self.changed.emit()
