"""A table from elsewhere: what each column is, and beside it how its rows would be kept."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from coach.exchange.table_file import TableFile
from coach.exchange.table_in import ROLES, KeptRow, Mapping, Order, Role, TablePlan
from coach.exchange.words import order_words, role_words
from coach.text import _, ngettext
from ui.pages.import_parts import Choice, Lines
from ui.pages.journal_parts import day_words
from ui.widgets import Card, Line, Text, Toggle, hbox, vbox

_ROWS_SHOWN = 6
_SAMPLES = 3
_NARROW = 420


class TableSection(QWidget):
    """`changed` carries the new mapping."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._mapping = Mapping(roles=())
        self._columns: list[_ColumnRow] = []
        self._narrow = False
        self.card = Card(pad=22, gap=10)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.order = Choice({}, name=_("How the days are written"), key="import_order")
        self.order.chose.connect(self._order)
        self.order_row = _Row(_("How the days are written"), "", self.order)
        self.tenth = Toggle(_("Divide pain by ten"))
        self.tenth.setObjectName("import_tenth")
        self.tenth.toggled.connect(self._tenth)
        words = _("Pain in this file goes up to 100. Divided by ten it fits the scale from 0 to 10.")
        self.tenth_row = _Row(_("Divide pain by ten"), words, self.tenth)
        self.card.add(self._rows, Line(), self.order_row, self.tenth_row)
        self.open = Text("", "label", "warn_ink", weight=600, wrap=True)
        self.kept_title = Text("", "heading", wrap=True)
        self.kept = Lines("body", "text")
        self.trouble_title = Text("", "label", "warn_ink", weight=600, wrap=True)
        self.troubles = Lines("small", "text2")
        self.rows_card = Card(pad=22, gap=8)
        self.rows_card.add(self.open, self.kept_title, self.kept, self.trouble_title, self.troubles)
        vbox(
            self,
            Text(_("What the columns are"), "heading", wrap=True), self.card,
            self.rows_card,
            gap=10,
        )  # fmt: skip

    def begin(self, table: TableFile, mapping: Mapping) -> None:
        """Show the columns of a table, and what they seem to be."""
        for old in self._columns:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._columns = [_ColumnRow(table, at) for at in range(table.columns)]
        for row, role in zip(self._columns, mapping.roles, strict=True):
            row.choice.show_value(role)
            row.choice.chose.connect(self._role)
            row.arrange(self._narrow)
            self._rows.addWidget(row)
        self._mapping = mapping

    def show_plan(self, mapping: Mapping, plan: TablePlan) -> None:
        """What would be kept with this mapping, and what cannot be used."""
        self._mapping = mapping
        self._show_order(mapping.order, plan.orders)
        self.tenth_row.setVisible(plan.wide)
        if self.tenth.isChecked() != mapping.tenth:
            self.tenth.blockSignals(True)
            self.tenth.setChecked(mapping.tenth)
            self.tenth.blockSignals(False)
        self.open.setText(plan.open)
        self.open.setVisible(bool(plan.open))
        rows = len(plan.kept)
        self.kept_title.setText(ngettext("{n} row can be kept", "{n} rows can be kept", rows).format(n=rows))
        self.kept_title.setVisible(not plan.open)
        lines = [_kept_words(row) for row in plan.kept[:_ROWS_SHOWN]]
        self.kept.show_lines(lines + ([_("and so on")] if rows > _ROWS_SHOWN else []))
        many = len(plan.troubles)
        words = ngettext("{n} line cannot be used", "{n} lines cannot be used as they are", many)
        self.trouble_title.setText(words.format(n=many))
        self.trouble_title.setVisible(many > 0)
        told = [_("Line {n}: {reason}").format(n=t.line, reason=t.reason) for t in plan.troubles[:_ROWS_SHOWN]]
        more = many - len(told)
        self.troubles.show_lines(told + ([_("and {n} more").format(n=more)] if more else []))

    @property
    def first(self) -> QWidget:
        """The control with which the choice begins."""
        return self._columns[0].choice

    def arrange(self, width: int) -> None:
        """Lay out for so many px at 100 % text."""
        self._narrow = width < _NARROW
        for row in (*self._columns, self.order_row, self.tenth_row):
            row.arrange(self._narrow)

    def _show_order(self, order: Order | None, orders: tuple[Order, ...]) -> None:
        self.order_row.setVisible(bool(orders))
        self.order.clear()
        if order is None:
            self.order.addItem(_("Choose"), "")
        for one in orders:
            self.order.addItem(order_words(one), one)
        self.order.show_value(order or "")
        self.order.setEnabled(len(orders) > 1)
        self.order_row.say(
            _("Nothing in the file decides it. A wrong choice would put numbers on wrong days.")
            if len(orders) > 1
            else ""
        )
        self.order.updateGeometry()

    def _tell(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self.changed.emit(mapping)

    @Slot(object)
    def _role(self, _value: str) -> None:
        chosen: dict[str, Role] = {role: role for role in ROLES}
        roles = tuple(chosen[row.choice.value] for row in self._columns)
        # Another column of days may be written in another way: that is found out anew.
        order = self._mapping.order if _day_at(roles) == _day_at(self._mapping.roles) else None
        self._tell(Mapping(roles=roles, order=order, tenth=self._mapping.tenth))

    @Slot(object)
    def _order(self, value: str) -> None:
        orders: dict[str, Order] = {"ymd": "ymd", "dmy": "dmy", "mdy": "mdy"}
        self._tell(msgspec.structs.replace(self._mapping, order=orders.get(value)))

    @Slot(bool)
    def _tenth(self, on: bool) -> None:
        self._tell(msgspec.structs.replace(self._mapping, tenth=on))


class _Row(QWidget):
    """Words and a control beside them; below them where it is narrow."""

    def __init__(self, title: str, note: str, control: QWidget) -> None:
        super().__init__()
        self.title = Text(title, "label", weight=600, wrap=True)
        self.note = Text(note, "small", "text3", weight=400, wrap=True)
        if not note:
            self.note.hide()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addLayout(vbox(None, None, self.title, self.note, None, gap=2), 1)
        self._row.addLayout(hbox(None, control, None, gap=0))
        self.setLayout(self._row)

    def say(self, note: str) -> None:
        """Another sentence under the title."""
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def arrange(self, narrow: bool) -> None:
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)


class _ColumnRow(_Row):
    """A column: its name, its first values, and what it is."""

    def __init__(self, table: TableFile, at: int) -> None:
        name = table.header[at] if table.header is not None and table.header[at] else ""
        title = name[:60] or _("Column {n}").format(n=at + 1)
        self.choice = Choice(
            {role: role_words(role) for role in ROLES},
            name=_("What the column {name} is").format(name=title),
            key=f"import_column.{at}",
        )
        samples = [cell[:24] for cell in table.column(at)[:_SAMPLES]]
        super().__init__(title, "  ·  ".join(samples) or _("empty"), self.choice)


def _day_at(roles: tuple[Role, ...]) -> int | None:
    return roles.index("day") if "day" in roles else None


def _kept_words(row: KeptRow) -> str:
    parts = [day_words(row.day, _("d MMMM yyyy"))]
    if row.average is not None:
        parts.append(_("pain {n}").format(n=row.average))
    if row.morning is not None:
        parts.append(_("pain on waking {n}").format(n=row.morning))
    if row.minutes is not None:
        parts.append(_("{n} min of exercise").format(n=row.minutes))
    if row.roland is not None:
        parts.append(_("Roland-Morris {n}").format(n=row.roland))
    if row.note:
        parts.append(row.note[:60])
    return "  ·  ".join(parts)
