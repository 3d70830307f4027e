"""About you in Settings, wired to the coach: each answer of the first start can be changed."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QObject, Slot

from coach.app import Coach
from coach.errors import CoachError
from coach.plan.ladder import ladder_of
from coach.plan.placement import begin_part
from coach.text import _
from ui.pages.about_you import AboutEdit, AboutView, AboutYouSection, edit_page
from ui.pages.welcome_placing import AT_MOST, Placing, PlacingForm, When
from ui.welcome_desk import check_lines, place_view
from ui.window import MainWindow


class AboutDesk(QObject):
    """Owned by the window; loaded with Settings. A page to change an answer lives until the next one is asked for."""

    def __init__(self, window: MainWindow, coach: Coach, section: AboutYouSection) -> None:
        super().__init__(window)
        self._window, self._coach, self._section = window, coach, section
        self._page: AboutEdit | None = None
        section.edit.connect(self.edit)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        self._section.show_view(self._view())

    @Slot(str)
    def edit(self, key: str) -> None:
        """Ask one answer anew."""
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
        page = self._page = edit_page(key, self._view(), self._coach.plan.today.year)
        if isinstance(page.form, PlacingForm):
            page.form.changed.connect(self._show_place)
            page.form.begin(self._coach.plan.today, check_lines(self._coach.library))
            told = self._told()
            if told is not None:
                page.form.show_answers(told)
        page.saved.connect(self._save)
        page.closed.connect(self._back)
        self._window.show_flow(page)

    def _view(self) -> AboutView:
        plan = self._coach.plan
        told = plan.direction
        return AboutView(
            about=plan.about,
            worse=told.worse if told is not None else None,
            place=self._place_words(),
            may_be_placed=plan.may_be_placed,
        )

    def _told(self) -> Placing | None:
        """The placement as it would be answered today."""
        placed = self._coach.plan.placed
        if placed is None:
            return None
        now = self._coach.clock.moment().wall
        since = now - placed.last_spasm if placed.last_spasm is not None else None
        when: When = "longer"
        if since is not None and since <= AT_MOST["weeks"]:
            when = "days" if since <= AT_MOST["days"] else "weeks"
        ago = (now.date() - placed.last_spasm.date()).days if placed.last_spasm is not None else None
        pain = math.floor(placed.usual_pain + 0.5)
        return Placing(pain, when, ago if when != "longer" else None, placed.checks, placed.begin)

    def _place_words(self) -> str:
        placed = self._coach.plan.placed
        if placed is None:
            return ""
        ladder = ladder_of(self._coach.library)
        part = ladder.parts[begin_part(placed, ladder)]
        return _("Stage {stage}, “{part}”, with a usual pain of {pain}").format(
            stage=self._coach.library.stage_of(part).id, part=part.name, pain=f"{placed.usual_pain:g}"
        )

    @Slot()
    def _show_place(self) -> None:
        if self._page is not None and isinstance(self._page.form, PlacingForm):
            placing = self._page.form.answers()
            now = self._coach.clock.moment().wall
            self._page.form.show_place(None if placing is None else place_view(placing, self._coach.library, now))

    @Slot(str, object)
    def _save(self, key: str, told: Any) -> None:
        plan = self._coach.plan
        try:
            match key:
                case "place":
                    now = self._coach.clock.moment().wall
                    plan.place(float(told.usual_pain), told.last_spasm(now), told.checks, told.begin)
                case "direction":
                    plan.tell_direction(told)
                case "groups":
                    plan.tell_about(circumstances=told)
                case _:
                    plan.tell_about(**told)
        except CoachError as err:
            self._window.notice.tell(str(err))
        self._back()

    @Slot()
    def _back(self) -> None:
        self._window.changed()
        self._window.go("settings")
