"""What an import would change, before it does."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.data_work import ImportPreview, KindCount
from coach.exchange.table_file import TableFile
from coach.exchange.table_in import Mapping, TablePlan
from coach.exchange.words import kind_words
from coach.text import _, ngettext
from ui.pages.import_csv import TableSection
from ui.pages.import_parts import Lines
from ui.pages.journal_parts import day_words, time_words
from ui.theme import T
from ui.widgets import PAD, Button, Card, ClosablePage, Flow, Line, Text, vbox


class ImportPage(ClosablePage):
    """Reads, shows and asks. `mapped` carries the mapping of a table, `checked` asks what it would change, `agreed`
    says that it shall be imported, `closed` that it shall not.
    """

    mapped = Signal(object)
    checked = Signal()
    agreed = Signal()

    def __init__(self) -> None:
        super().__init__(max_width=820, margins=(40, 28, 40, 32), gap=18)
        self.setObjectName("import")
        self.setAccessibleName(_("Import"))
        #: Being written: it cannot be left.
        self.is_writing = False
        self._had_focus: QWidget | None = None
        self.title = Text(_("Import"), "display", wrap=True)
        self.source = Text("", "body", "text2", weight=400, wrap=True)
        self.working = Text("", "heading", "text2", wrap=True)
        self.problem_card = Card(tone="warn_soft", pad=18, gap=6)
        self.problem = Text("", "body", "warn_ink", wrap=True)
        self.problem_card.add(self.problem)
        self.table = TableSection()
        self.table.changed.connect(self.mapped)
        self.card = Card(pad=22, gap=10)
        self.card_title = Text("", "heading", wrap=True)
        self.kinds = QVBoxLayout()
        self.kinds.setSpacing(8)
        self._kind_rows: list[_KindRow] = []
        self.facts = Lines("body", "text")
        self.notes = Lines("small", "text2")
        self.plan_line = Line()
        self.plan_title = Text(_("Where the plan stands"), "label", weight=600, wrap=True)
        self.plan = Lines("body", "text")
        self.safe = Text(
            _("Before anything is written a backup is made. You can take the import back in Settings."),
            "small", "text3", weight=400, wrap=True,
        )  # fmt: skip
        self.card.add(
            self.card_title, self.kinds, self.facts, self.plan_line, self.plan_title, self.plan, self.notes, self.safe
        )
        self.cancel = Button(_("Cancel"), "secondary", hint=_("Esc"))
        self.cancel.setObjectName("import_cancel")
        self.cancel.clicked.connect(self.closed)
        self.check = Button(_("See what will change"), "primary")
        self.check.setObjectName("import_check")
        self.check.clicked.connect(self.checked)
        self.go = Button(_("Import"), "primary")
        self.go.setObjectName("import_go")
        self.go.clicked.connect(self.agreed)
        acts = Flow(gap=2, pull=PAD)
        for button in (self.cancel, self.check, self.go):
            acts.addWidget(button)
        self.add(vbox(None, self.title, self.source, gap=4), self.working, self.problem_card, self.table, self.card)
        self.add(acts, None)
        self.resized.connect(self._fit)
        T.changed.connect(self._refit)
        self._only()

    def show_working(self, words: str) -> None:
        """Something takes a moment. It can be left, unless it is being written."""
        self._had_focus = self.focusWidget()
        self._only(self.working)
        self.working.setText(words)
        self.setAccessibleDescription(words)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_writing(self, words: str) -> None:
        """It is being written: there is no way back until it is done."""
        self.show_working(words)
        self.is_writing = True
        self.cancel.setEnabled(False)

    def show_problem(self, name: str, words: str) -> None:
        """The file cannot be used, and why. Nothing was changed."""
        self.source.setText(name)
        self._only(self.problem_card)
        self.problem.setText(words)
        self.setAccessibleDescription(words)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_table(self, table: TableFile, mapping: Mapping, plan: TablePlan) -> None:
        """A table, and what its columns seem to be."""
        self.source.setText(_("From {file}").format(file=table.name))
        self.table.begin(table, mapping)
        self.show_plan(mapping, plan)
        self._only(self.table, self.check)
        self._refit()
        self.table.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_table_again(self, mapping: Mapping, plan: TablePlan) -> None:
        """The same table, after another mapping took a moment to work out."""
        had = self._had_focus
        self._only(self.table, self.check)
        self.show_plan(mapping, plan)
        (had or self.table.first).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_plan(self, mapping: Mapping, plan: TablePlan) -> None:
        """What would be kept of the table with another mapping."""
        self.table.show_plan(mapping, plan)
        self.check.setEnabled(bool(plan.kept) and not plan.open)

    def show_preview(self, preview: ImportPreview) -> None:
        """What would change."""
        self.source.setText(_source_words(preview))
        self.card_title.setText(_title(preview))
        for old in self._kind_rows:
            self.kinds.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._kind_rows = [_KindRow(one) for one in preview.counts]
        for row in self._kind_rows:
            self.kinds.addWidget(row)
        self.facts.show_lines(_facts(preview))
        self.plan.show_lines(_plan_words(preview))
        self.notes.show_lines(preview.notes)
        self.plan_line.setVisible(bool(self.plan.words))
        self.plan_title.setVisible(bool(self.plan.words))
        self.safe.setVisible(preview.changes)
        self._only(self.card, *([self.go] if preview.changes else []))
        self.setAccessibleDescription(" ".join([self.card_title.text(), *(row.words for row in self._kind_rows)]))
        (self.go if preview.changes else self.cancel).setFocus(Qt.FocusReason.OtherFocusReason)

    def _only(self, *parts: QWidget) -> None:
        """Show these parts and no others of those that come and go."""
        self.is_writing = False
        self.cancel.setEnabled(True)
        for part in (self.working, self.problem_card, self.table, self.card, self.check, self.go):
            part.setVisible(part in parts)
        self.cancel.set_words(
            _("Cancel") if {self.go, self.check, self.working} & set(parts) else _("Back to Settings")
        )

    @Slot()
    def _refit(self) -> None:
        self._fit(self.em_width())

    @Slot(object)
    def _fit(self, em: int) -> None:
        self.table.arrange(em)


class _KindRow(QWidget):
    """A kind of entry: how many are new, are here, and differ."""

    def __init__(self, count: KindCount) -> None:
        super().__init__()
        parts = [ngettext("{n} new", "{n} new", count.added).format(n=f"{count.added:,}")]
        if count.there:
            parts.append(_("{n} here already").format(n=f"{count.there:,}"))
        if count.differs:
            parts.append(_("{n} differ and stay as they are here").format(n=f"{count.differs:,}"))
        name, words = kind_words(count.kind), "  ·  ".join(parts)
        self.words = f"{name}: {words}."
        tone = "text2" if count.added else "text3"
        vbox(self, Text(name, "label", weight=600, wrap=True), Text(words, "small", tone, weight=400, wrap=True), gap=1)


def _source_words(preview: ImportPreview) -> str:
    if preview.made is None:
        return _("From {file}").format(file=preview.source)
    return _("From {file}, made on {day} at {time}").format(
        file=preview.source, day=day_words(preview.made.date(), _("d MMMM yyyy")), time=time_words(preview.made)
    )


def _title(preview: ImportPreview) -> str:
    if preview.changes:
        return _("What will be added")
    if preview.all_here:
        return _("All of it is here already")
    return _("There is nothing new in it") if preview.counts else _("There is nothing in it that can be imported")


def _facts(preview: ImportPreview) -> Iterator[str]:
    if preview.unusable:
        yield ngettext(
            "{n} line of the table cannot be used as it is.",
            "{n} lines of the table cannot be used as they are.",
            preview.unusable,
        ).format(n=f"{preview.unusable:,}")
    if preview.longer:
        yield ngettext(
            "{n} session got further there, or was stopped for your safety: its record takes the place of the one "
            "here.",
            "{n} sessions got further there, or were stopped for your safety: their records take the place of those "
            "here.",
            preview.longer,
        ).format(n=preview.longer)
    if preview.first is not None and preview.last is not None:
        form = _("d MMMM yyyy")
        first, last = day_words(preview.first, form), day_words(preview.last, form)
        if first == last:
            yield _("All of it is of {day}.").format(day=first)
        else:
            yield _("From {first} to {last}.").format(first=first, last=last)
    if preview.settings:
        yield _("Your settings come along, as nothing was kept here before.")


def _plan_words(preview: ImportPreview) -> Iterator[str]:
    if not preview.changes or not preview.after:
        return
    if preview.before == preview.after:
        yield _("It stays at {place}.").format(place=preview.after)
    elif preview.before:
        yield _("From {before} to {after}. It follows from the two histories together.").format(
            before=preview.before, after=preview.after
        )
    else:
        yield _("At {place}.").format(place=preview.after)
