"""About you: every answer of the first start as a line of Settings, each with a way to change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coach.happenings import AboutMe, Direction
from coach.pages.today import equipment_word
from coach.text import _
from ui.pages.settings_parts import Section, SettingRow
from ui.pages.welcome_back import DirectionForm, GroupsForm, group_words, worse_words
from ui.pages.welcome_days import EquipmentForm, PersonForm, TimesForm, time_words, weekday_word
from ui.pages.welcome_placing import PlacingForm
from ui.widgets import Button, Page, Text, flush, hbox, vbox

KEYS = ("place", "direction", "groups", "times", "equipment", "person")


@dataclass(frozen=True, slots=True)
class AboutView:
    """What is known. `place` says where the plan began, `may_be_placed` whether that may still be told anew."""

    about: AboutMe | None
    worse: Direction | None
    place: str
    may_be_placed: bool


class AboutYouSection(Section):
    """`edit` carries the key of what the person wants to change."""

    edit = Signal(str)

    def __init__(self) -> None:
        titles = _titles()
        self.buttons: dict[str, Button] = {}
        self.lines: dict[str, SettingRow] = {}
        for key in KEYS:
            button = Button(_("Change"), "soft", size="s")
            button.setObjectName(f"about_{key}")
            button.setAccessibleName(_("Change: {what}").format(what=titles[key]))
            self.buttons[key] = button
            self.lines[key] = SettingRow(titles[key], "", button)
        super().__init__(_("About you"), *self.lines.values())
        for button in self.buttons.values():
            button.clicked.connect(self._pressed)
        self.show_view(AboutView(None, None, "", False))

    def show_view(self, view: AboutView) -> None:
        """Show what is known now."""
        if view.may_be_placed:
            self.lines["place"].say(view.place or _("Not told: at the beginning"))
        else:
            moves = _("Gates and your back move it now; a slower pace is in Plan.")
            self.lines["place"].say(f"{view.place}. {moves}" if view.place else moves)
        self.buttons["place"].setVisible(view.may_be_placed)
        for key, words in about_words(view).items():
            self.lines[key].say(words)

    @Slot()
    def _pressed(self) -> None:
        self.edit.emit(self.sender().objectName().removeprefix("about_"))


def about_words(view: AboutView) -> dict[str, str]:
    """What is known, in a line each, by key."""
    told, unknown = view.about, _("Not told")
    without = ", ".join(equipment_word(one) for one in told.without) if told is not None else ""
    groups = ", ".join(group_words(one) for one in told.circumstances) if told is not None else ""
    return {
        "direction": worse_words(view.worse) if view.worse is not None else unknown,
        "groups": groups or _("Nothing in particular"),
        "times": "  ·  ".join(_times(told)),
        "equipment": _("All but {things}").format(things=without) if without else _("Everything"),
        "person": "  ·  ".join(_person(told)) or unknown,
    }


def _times(told: AboutMe | None) -> list[str]:
    words = []
    if told is not None and told.wake is not None:
        words.append(_("Up at {time}").format(time=time_words(told.wake)))
    if told is not None and told.bad_mornings:
        words.append(_("Mornings are the bad time"))
    days = told.weekdays if told is not None else ()
    return [*words, ", ".join(weekday_word(day) for day in days) if days else _("Sessions on any day")]


def _person(told: AboutMe | None) -> list[str]:
    words = []
    if told is not None and told.birth_year is not None:
        words.append(_("Born {year}").format(year=told.birth_year))
    if told is not None and told.sex is not None:
        words.append({"female": _("Female"), "male": _("Male")}[told.sex])
    return words


class AboutEdit(QWidget):
    """One answer to change. `saved` carries the key and what is told now; `closed` leaves it as it was."""

    saved = Signal(str, object)
    closed = Signal()

    def __init__(self, key: str, title: str, form: QWidget) -> None:
        super().__init__()
        self.setObjectName(f"about_edit_{key}")
        self.setAccessibleName(title)
        self.key, self.form = key, form
        self.save = Button(_("Save"), "primary")
        self.save.setObjectName("about_save")
        self.save.clicked.connect(self._save)
        self.cancel = Button(_("Leave it as it was"), "ghost", hint=_("Esc"))
        self.cancel.setObjectName("about_cancel")
        self.cancel.clicked.connect(self.closed)
        self.page = Page(max_width=800, margins=(40, 28, 40, 28), gap=12)
        self.page.add(
            Text(title, "display", wrap=True), form, flush(hbox(None, self.save, self.cancel, None, gap=6)), None
        )
        self.page.resized.connect(self._fit)
        vbox(self, (self.page, 1), gap=0)
        self.setFocusProxy(form)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif ev.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
        else:
            super().keyPressEvent(ev)

    def told(self) -> Any:
        """What is told now; None where something has to be filled in or mended first."""
        form = self.form
        if isinstance(form, DirectionForm | GroupsForm):
            return form.answer()
        if isinstance(form, PlacingForm | PersonForm | TimesForm | EquipmentForm):
            return form.answers()
        return None

    @Slot()
    def _fit(self) -> None:
        if isinstance(self.form, PersonForm | TimesForm | EquipmentForm):
            self.form.arrange(min(self.page.view.width(), 800) - 80)

    @Slot()
    def _save(self) -> None:
        told = self.told()
        if told is None:
            self.form.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.saved.emit(self.key, told)


def edit_page(key: str, view: AboutView, this_year: int) -> AboutEdit:
    """The page that changes one answer, filled with what is known."""
    form: QWidget
    match key:
        case "place":
            form = PlacingForm()
        case "direction":
            form = DirectionForm()
            form.show_answer(view.worse)
        case "groups":
            form = GroupsForm()
            form.show_answer(view.about.circumstances if view.about is not None else ())
        case "times":
            form = TimesForm()
            form.show_answers(view.about)
        case "equipment":
            form = EquipmentForm()
            form.show_answers(view.about)
        case _:
            form = PersonForm(this_year)
            form.show_answers(view.about)
    return AboutEdit(key, _titles()[key], form)


def _titles() -> dict[str, str]:
    return {
        "place": _("Where the plan begins"),
        "direction": _("What makes it worse"),
        "groups": _("What sessions respect"),
        "times": _("Your days"),
        "equipment": _("What is at hand"),
        "person": _("Year of birth and sex"),
    }
