"""The rows of the list of sessions behind the charts."""

from __future__ import annotations

import math

from PySide6.QtCore import QDate, QLocale, Signal, Slot
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.progress.views import SessionRow
from coach.text import _, ngettext
from ui.pages.traffic import ColourMark, colour_word
from ui.theme import T
from ui.widgets import Button, Text, hbox, vbox


class SessionLine(QWidget):
    """One session: colour, name, day, exercises done, pain, and the way to its check-in."""

    edit = Signal(str)

    def __init__(self, row: SessionRow, *, with_year: bool = False) -> None:
        super().__init__()
        self.row_shown = row
        day = day_words(row, with_year=with_year)
        done = ngettext("{done} of {n} exercise", "{done} of {n} exercises", row.lines).format(
            done=row.lines_done, n=row.lines
        )
        self.name = Text(row.title, "label", weight=600, wrap=True)
        self.facts = Text(f"{day}  ·  {done}", "caption", "text3", weight=400, wrap=True)
        self.pain = Text(pain_arrows(row), "label", "text", weight=600, tnum=True)
        self.pain.setAccessibleName(pain_words(row))
        self.pain.setToolTip(pain_words(row))
        self.colour = Text(colour_word(row.colour), "caption", "text2")
        self.button = Button(_("Change") if row.checked_in else _("Check in"), "ghost" if row.checked_in else "soft")
        self.button.set_size("s")
        self.button.setObjectName(f"progress_edit.{row.session}")
        self.button.setAccessibleName(
            (_("Change the check-in: {title}, {day}") if row.checked_in else _("Check in: {title}, {day}")).format(
                title=row.title, day=day
            )
        )
        self.button.clicked.connect(self._edit)
        self.setAccessibleName(f"{row.title}, {day}, {done}, {colour_word(row.colour)}, {pain_words(row)}")
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.row.setContentsMargins(0, 6, 0, 6)
        self.row.setSpacing(8)
        words = vbox(None, None, self.name, self.facts, None, gap=1)
        self.row.addLayout(words, 1)
        self.rating = QWidget()
        mark = hbox(None, ColourMark(row.colour, 18), self.colour, None, gap=6)
        vbox(self.rating, None, self.pain, mark, None, gap=2)
        self.tail = hbox(None, self.rating, self.button, gap=8)
        self.row.addLayout(self.tail)
        self.setLayout(self.row)
        T.changed.connect(self._restyle)
        self._restyle()

    def arrange(self, narrow: bool) -> None:
        """Narrow: pain and button below the name."""
        self.row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    @Slot()
    def _edit(self) -> None:
        self.edit.emit(self.row_shown.session)

    @Slot()
    def _restyle(self) -> None:
        # Columns of equal width from row to row, whatever the row holds.
        label = QFontMetricsF(T.font("label", weight=600, tnum=True))
        caption = QFontMetricsF(T.font("caption"))
        widest = max(caption.horizontalAdvance(colour_word(key)) for key in ("green", "amber", "red", ""))
        self.rating.setMinimumWidth(
            math.ceil(max(label.horizontalAdvance("10 → 10 → 10"), widest + 18 * T.icon_scale + 6) + 4)
        )
        button = QFontMetricsF(T.font("button", px=14))
        least = max(button.horizontalAdvance(words) for words in (_("Change"), _("Check in")))
        self.button.setMinimumWidth(math.ceil(least) + 36)


def day_words(row: SessionRow, *, with_year: bool = False) -> str:
    """The day of a session, "Mon 2 Mar", in the user's language."""
    form = _("ddd d MMM yyyy") if with_year else _("ddd d MMM")
    return QLocale().toString(QDate(row.day.year, row.day.month, row.day.day), form)


def pain_arrows(row: SessionRow) -> str:
    """Pain before, at its worst and after: "4 → 5 → 3", a dash for what was not given."""
    given = (row.pain_before, row.pain_worst, row.pain_now)
    return " → ".join("–" if pain is None else str(pain) for pain in given)


def pain_words(row: SessionRow) -> str:
    """The same in words, for tips and screen readers."""
    named = (
        (_("before {pain}"), row.pain_before),
        (_("worst {pain}"), row.pain_worst),
        (_("after {pain}"), row.pain_now),
    )
    given = [words.format(pain=pain) for words, pain in named if pain is not None]
    return _("Pain: {ratings}").format(ratings=", ".join(given)) if given else _("No pain ratings")
