"""The check-in after a session, and the correction of one."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QWidget

from coach.pages.views import CheckInView
from coach.progress.traffic import traffic_words
from coach.text import _
from ui.pages.checkin_parts import BeforeCard, FlagsCard, PainCard, TrafficCard, is_narrow, session_words
from ui.theme import T
from ui.widgets import Button, Card, Field, Line, Page, Segmented, Text, flush, hbox, vbox

#: Below this width in em the columns follow each other.
ONE_COLUMN_BELOW = 940
_NARROW_CARD = 430
_MOST_NOTE = 4_000


class CheckInPage(QWidget):
    """`saved` carries the answers by the names of a check-in, None where unanswered; `skipped` leaves it for later.

    The pain now is the one answer that saving needs. Digits rate on the scale in focus, Ctrl+Enter saves.
    """

    saved = Signal(object)
    skipped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checkin")
        self.setAccessibleName(_("Check-in"))
        self._in_calm = False
        self._one_column: bool | None = None
        self.over = Text("", "label", "text3", wrap=True)
        self.title = Text("", "display", wrap=True)
        self.now = PainCard(_("Now"), _("Pain now"), "checkin_now")
        self.worst = PainCard(_("At its worst during the session"), _("Worst pain during the session"), "checkin_worst")
        self.before = BeforeCard()
        self.effort = Segmented(
            [_("Very easy"), _("Easy"), _("Just right"), _("Hard"), _("Too hard")], None, name=_("How hard was it?")
        )
        self.effort.setObjectName("checkin_effort")
        self.leg = Segmented([_("No"), _("Yes")], None, name=_("Did anything spread down a leg?"))
        self.leg.setObjectName("checkin_leg")
        self.flags = FlagsCard()
        self.meaning = TrafficCard()
        self.note = Field(_("Anything you want to remember"), name=_("Notes"), lines=3)
        self.note.setObjectName("checkin_note")
        self.full = Text(_("A note holds up to 4,000 characters."), "small", "text2", weight=400, wrap=True)
        self._lay_out()
        for card in (self.now, self.worst, self.before):
            card.changed.connect(self._changed)
        self.leg.changed.connect(self._changed)
        self.note.edited.connect(self._note_edited)
        self.page.resized.connect(self._fit)
        T.changed.connect(self._refit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._save)
        self.setFocusProxy(self.now.scale)
        self._changed()

    def begin(self, view: CheckInView, in_calm: bool = False) -> None:
        """Ask about a session. `in_calm`: in its part of the plan the rise of pain decides what is red."""
        self._in_calm = in_calm
        correction = view.pain_now is not None
        self.over.setText(session_words(view.title, max(1, round(view.played_ms / 60_000)), view.finished))
        self.title.setText(_("Change this check-in") if correction else _("How is your back now?"))
        self.now.show_rating(view.pain_now, view.pain_before)
        self.worst.show_rating(view.pain_worst, view.pain_before)
        self.before.show_rating(view.pain_before)
        self.effort.set_index(None if view.effort is None else view.effort - 1)
        self.leg.set_index(1 if view.leg_symptoms else 0 if correction else None)
        self.flags.show_exercises(view.exercises, view.flags)
        self.note.set_text(view.note)
        self.skip.set_words(_("Leave it as it was") if correction else _("Skip for now"))
        self._order_keys()
        self._changed()
        self.page.verticalScrollBar().setValue(0)

    def answers(self) -> dict[str, object]:
        """What would be saved. The leg is a plain yes or no: unanswered counts as no."""
        return {
            "pain_worst": self.worst.answer(),
            "pain_now": self.now.answer(),
            "pain_before": self.before.answer(),
            "leg_symptoms": self.leg.index == 1,
            "effort": None if self.effort.index is None else self.effort.index + 1,
            "flags": self.flags.flags(),
            "note": self.note.text().strip(),
        }

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._refit()

    def _lay_out(self) -> None:
        effort_card = Card(pad=24, gap=8).add(
            Text(_("How hard was it?"), "heading", wrap=True), flush(hbox(None, (self.effort, 1), gap=0))
        )
        leg_card = Card(pad=24, gap=8).add(
            Text(_("Did anything spread down a leg?"), "heading", wrap=True),
            Text(_("Pain, tingling or numbness, new or stronger"), "small", "text3", weight=400, wrap=True),
            flush(hbox(None, (self.leg, 1), gap=0)),
        )
        note_card = Card(pad=24, gap=8).add(Text(_("Notes"), "heading"), self.note, self.full)
        self.left = vbox(None, self.now, self.worst, effort_card, self.before, None, gap=16)
        self.right = vbox(None, self.meaning, leg_card, self.flags, note_card, None, gap=16)
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.setSpacing(18)
        self.columns.addLayout(self.left, 60)
        self.columns.addLayout(self.right, 40)
        self.page = Page(max_width=1180, margins=(40, 24, 40, 20), gap=16)
        self.page.add(vbox(None, self.over, self.title, gap=2), self.columns, None)
        self.skip = Button(_("Skip for now"), "ghost")
        self.skip.setObjectName("checkin_skip")
        self.skip.clicked.connect(self.skipped)
        self.save = Button(_("Save check-in"), "primary", hint=_("Ctrl ↵"))
        self.save.setObjectName("checkin_save")
        self.save.clicked.connect(self._save)
        self.missing = Text(_("Say how it is now, then save."), "small", "text2", weight=400, wrap=True)
        self.foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.foot.setSpacing(6)
        self.foot.addWidget(self.missing, 1)
        self.foot.addLayout(hbox(None, None, self.skip, self.save, gap=6))
        foot = QWidget()
        foot.setMaximumWidth(1180)
        hbox(foot, (self.foot, 1), margins=(40, 10, 37, 12))
        row = hbox(None, (foot, 100), gap=0)
        row.insertStretch(0, 0)
        row.addStretch(0)
        vbox(self, (self.page, 1), Line(), row, gap=0)

    def _order_keys(self) -> None:
        """Tab goes from the pain now to the worst, then as the eye does."""
        chips = [chip for row in self.flags.rows for chip in (row.too_hard, row.hurt)]
        order: list[QWidget] = [
            self.now.scale, self.worst.scale, self.worst.offer, *self.effort.cells,
            self.before.open_button, self.before.scale, *self.leg.cells, *chips, self.note.edit, self.skip, self.save,
        ]  # fmt: skip
        for one, following in pairwise(order):
            QWidget.setTabOrder(one, following)

    @Slot()
    def _changed(self) -> None:
        before, now, worst = self.before.answer(), self.now.answer(), self.worst.answer()
        for card in (self.now, self.worst):
            card.scale.set_before(before)
        self.now.show_change(None if now is None or before is None else now - before)
        known = [pain for pain in (before, now) if pain is not None]
        self.worst.suggest(max(known) if now is not None else None)
        self.meaning.say(traffic_words(before, worst, self.leg.index == 1, self._in_calm))
        self.save.setEnabled(now is not None)
        self.missing.setText(_("Say how it is now, then save.") if now is None else "")

    @Slot()
    def _note_edited(self) -> None:
        text = self.note.text()
        self.full.setVisible(len(text) >= _MOST_NOTE)
        if len(text) > _MOST_NOTE:
            self.note.set_text(text[:_MOST_NOTE])
            if isinstance(self.note.edit, QPlainTextEdit):
                cursor = self.note.edit.textCursor()
                cursor.movePosition(cursor.MoveOperation.End)
                self.note.edit.setTextCursor(cursor)

    @Slot()
    def _save(self) -> None:
        if self.now.answer() is None:
            self.now.scale.setFocus()
            self.page.ensureWidgetVisible(self.now)
        else:
            self.saved.emit(self.answers())

    @Slot()
    def _refit(self) -> None:
        self._fit(self.page.em_width())

    @Slot(object)
    def _fit(self, em: int) -> None:
        one = em < ONE_COLUMN_BELOW
        if one != self._one_column:
            self._one_column = one
            across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self.columns.setDirection(down if one else across)
            # What the answer means stays beside the answer.
            for column in (self.left, self.right):
                column.removeWidget(self.meaning)
            (self.left if one else self.right).insertWidget(2 if one else 0, self.meaning)
        inner = self.page.view.width() - 96
        left = inner if one else round((inner - 34) * 0.6)
        right = inner if one else round((inner - 34) * 0.4)
        for card in (self.now, self.worst):
            card.arrange(is_narrow(left, _NARROW_CARD))
        self.flags.arrange(is_narrow(right, 330))
        self.foot.setDirection(
            QBoxLayout.Direction.TopToBottom if is_narrow(inner, 480) else QBoxLayout.Direction.LeftToRight
        )
