"""Journal: the calendar and its entries at the left, the form of a day or of a spasm at the right."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from coach.clock import Clock
from coach.diary import Spasm, SpasmDetails
from coach.pages.journal import EntryView, JournalView
from coach.pages.journal_days import DayValues
from coach.text import _
from ui import tokens as tk
from ui.pages.day_form import DayForm
from ui.pages.entry_list import EntryList
from ui.pages.journal_head import JournalHead
from ui.pages.journal_month import MonthCard
from ui.pages.journal_parts import day_words
from ui.pages.journal_sent import SentDay, SentSpasm
from ui.pages.spasm_form import SpasmForm
from ui.theme import T
from ui.widgets import Page, vbox

_LIST_PX = 230  # of the entries where the page scrolls
_NOON = time(12)


class JournalPage(Page):
    """Shows a `JournalView`.

    `spasm_saved` carries the id (None: a new one), the onset and the `SpasmDetails`; `day_saved` what `DayForm.saved`
    carries; `remove` and `undo` the ids of an entry; `check_in` a session; `month` the first of a month; `searched`
    what is looked for. What was typed is given up only when a view shows that it is kept; `show_problem` says why
    it could not be.
    """

    spasm_saved = Signal(object, object, object)
    day_saved = Signal(object)
    remove = Signal(object)
    undo = Signal(object)
    check_in = Signal(str)
    month = Signal(object)
    searched = Signal(str)
    insights = Signal()
    ease = Signal()

    def __init__(self, clock: Clock | None = None, parent: QWidget | None = None) -> None:
        """With a `clock`, "just now" is the moment of saving."""
        super().__init__(margins=(40, 28, 40, 24), gap=18, parent=parent)
        self.setObjectName("journal")
        self.setAccessibleName(_("Journal"))
        self._view: JournalView | None = None
        self._picked: date | None = None
        self._values: DayValues | None = None
        self._undo: tuple[str, ...] = ()
        self._waiting: tuple[str, date | Spasm | datetime | None] | None = None
        self._sent: SentSpasm | SentDay | None = None
        self._stacked: bool | None = None
        self.head = JournalHead()
        self.calendar = MonthCard(date.min)
        self.entries = EntryList()
        self.spasm = SpasmForm(clock=clock)
        self.day = DayForm()
        self.day.hide()
        self.lesson = self.entries.lesson
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.setSpacing(18)
        self.columns.addLayout(vbox(None, self.calendar, (self.entries, 1), gap=16), 38)
        self.columns.addLayout(vbox(None, (self.spasm, 1), (self.day, 1), gap=0), 62)
        for card in (self.calendar, self.entries, self.spasm, self.day):
            # Columns share the width by their number alone, whatever the cards hold.
            card.setSizePolicy(QSizePolicy.Policy.Ignored, card.sizePolicy().verticalPolicy())
        self.add(self.head, (self.columns, 1))
        self._connect()
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.setInterval(0)
        self._reveal.timeout.connect(self._scroll_to_form)
        self.resized.connect(self._fit)
        T.changed.connect(self._refit)
        self.setFocusProxy(self.calendar.calendar)

    # -- what is shown ---------------------------------------------------------------------------------------

    def show_view(self, view: JournalView) -> None:
        """Show a month or what a search found. A form with unsaved answers keeps them."""
        first = self._view is None
        before = self._view.today if self._view is not None else view.today
        self._view = view
        if self._sent is not None and self._sent.kept_in(view):
            self._kept(self._sent)
        if self._picked is not None and self._picked.replace(day=1) != view.month and not view.query.strip():
            self._picked = None
        self.calendar.show_view(view, self._picked)
        self.entries.show_view(view, self._picked)
        self._refresh_spasm(view, first)
        values = view.values_of(self._values.day) if self._values is not None else None
        if values is not None and not self.day.dirty and values != self._values:
            self._begin_day(values)
        if view.today != before and self._values is not None:
            self._turn_day(view, before)

    def _turn_day(self, view: JournalView, before: date) -> None:
        """The day turned while the form stood open: an empty form of today goes along, a filled one says its date."""
        assert self._values is not None
        if self._values.day == before and not self.day.dirty:
            self._begin_day(view.values_of(view.today))
        else:
            self.day.set_today(view.today)

    @Slot()
    def log_today(self) -> None:
        """The form of today."""
        if self._view is not None:
            self._ask("day", self._view.today)

    def edit_spasm(self, own_id: str) -> None:
        """The form of a spasm of any month; nothing happens for one that is not there."""
        spasm = self._view.spasm(own_id) if self._view is not None else None
        if spasm is not None:
            self._ask("edit", spasm)

    def new_spasm(self, onset: datetime | None = None) -> None:
        """The form of a new spasm, that began at `onset` or just now."""
        self._ask("new", onset)

    def show_problem(self, words: str) -> None:
        """Say why the last wish could not be fulfilled; what was typed stays."""
        self._undo, self._sent = (), None
        self.entries.notice.hide()
        (self.day if self.day.isVisibleTo(self) else self.spasm).show_problem(words)

    # -- opening forms ---------------------------------------------------------------------------------------

    def _ask(self, what: str, which: date | Spasm | datetime | None) -> None:
        """Open a form, unless that would give up what was typed into it: then ask first."""
        form = self.day if what == "day" else self.spasm
        if form.dirty and not self._is_open(what, which):
            self._waiting = (what, which)
            self.entries.notice.tell(
                _("What you wrote in the form is not saved yet."), _("Go on writing"), _("Drop it")
            )  # fmt: skip
            self.ensureWidgetVisible(self.entries.notice)
            return
        self._open(what, which)

    def _is_open(self, what: str, which: date | Spasm | datetime | None) -> bool:
        if what == "day":
            return self._values is not None and self._values.day == which
        if what == "edit":
            return isinstance(which, Spasm) and self.spasm.spasm is not None and self.spasm.spasm.id == which.id
        return which is None and self.spasm.spasm is None

    def _open(self, what: str, which: date | Spasm | datetime | None) -> None:
        self._quiet()
        if what == "day" and isinstance(which, date) and self._view is not None:
            if not self.day.dirty or not self._is_open(what, which):
                self._begin_day(self._view.values_of(which))
            self._show_form(self.day)
        else:
            if not self.spasm.dirty or not self._is_open(what, which):
                onset = which if isinstance(which, datetime) else None
                self._begin_spasm(which if isinstance(which, Spasm) else None, onset)
            self._show_form(self.spasm)
        self._reveal.start()

    def _begin_day(self, values: DayValues) -> None:
        if self._view is None:
            return
        self._values = values
        self.day.begin(
            values.day, self._view.today, values.log, values.yesterday, values.morning, values.average
        )  # fmt: skip

    def _begin_spasm(self, spasm: Spasm | None, onset: datetime | None) -> None:
        if self._view is not None:
            self.spasm.begin(spasm, self._view.now, onset)

    def _refresh_spasm(self, view: JournalView, first: bool) -> None:
        shown = self.spasm.spasm
        now = view.spasm(shown.id) if shown is not None else None
        if first or (not self.spasm.dirty and now != shown):
            self._begin_spasm(now, None)
        else:
            self.spasm.set_now(view.now)

    def _show_form(self, form: QWidget) -> None:
        self.day.setVisible(form is self.day)
        self.spasm.setVisible(form is self.spasm)
        self.head.show_buttons(day_is_open=form is self.day)

    @Slot()
    def _scroll_to_form(self) -> None:
        form = self.day if self.day.isVisibleTo(self) else self.spasm
        if self._stacked:
            self.verticalScrollBar().setValue(form.mapTo(self.col, form.rect().topLeft()).y() - 12)
        form.setFocus()

    # -- what the person wants -------------------------------------------------------------------------------

    @Slot(object)
    def _pick(self, day: date | None) -> None:
        self._picked = day
        if self._view is not None:
            self.entries.show_view(self._view, day)
            self.entries.roll.verticalScrollBar().setValue(0)

    @Slot()
    def _let_go(self) -> None:
        self.calendar.calendar.select(None)
        self._pick(None)
        self.calendar.calendar.setFocus()

    @Slot(object)
    def _entry_opened(self, entry: EntryView) -> None:
        if entry.session:
            self._quiet()
            self.check_in.emit(entry.session)
        elif entry.spasm is not None:
            self._ask("edit", entry.spasm)
        else:
            self._ask("day", entry.day)

    @Slot(object)
    def _day_asked(self, day: date) -> None:
        self._ask("day", day)

    @Slot(object)
    def _spasm_asked(self, day: date) -> None:
        if self._view is not None:
            now = self._view.now
            noon = datetime.combine(day, _NOON, now.tzinfo)
            self._ask("new", min(noon, now - timedelta(hours=1)))

    @Slot(object)
    def _take_out(self, entry: EntryView) -> None:
        self._put_away(entry.ids)

    @Slot()
    def _take_out_day(self) -> None:
        if self._values is not None:
            ids, self._values = self._values.ids, None
            self.day.settle()
            self._show_form(self.spasm)
            self._put_away(ids)

    @Slot()
    def _take_out_spasm(self) -> None:
        spasm = self.spasm.spasm
        if spasm is not None:
            self._begin_spasm(None, None)
            self._put_away((spasm.id,))

    def _put_away(self, ids: tuple[str, ...]) -> None:
        self._waiting = None
        self._undo = ids
        # Told first: where it cannot be done, `show_problem` takes the notice back.
        self.entries.notice.tell(_("Taken out."), _("Undo"))
        self.remove.emit(ids)

    @Slot(str)
    def _notice_pressed(self, key: str) -> None:
        ids, waiting = self._undo, self._waiting
        self._quiet()
        if ids and key == "first":
            self._tell(_("It is back."))
            self.undo.emit(ids)
            self.entries.focus_first()
        elif waiting is not None and key == "first":
            self._show_form(self.day if waiting[0] == "day" else self.spasm)
            self._reveal.start()
        elif waiting is not None and key == "second":
            self._drop(waiting[0])
            self._open(*waiting)
        else:
            self.calendar.calendar.setFocus()

    def _drop(self, what: str) -> None:
        if what == "day" and self._values is not None:
            self._begin_day(self._values)
        else:
            self._begin_spasm(None, None)

    @Slot()
    def _log_spasm(self) -> None:
        self._quiet()
        self._show_form(self.spasm)
        self._reveal.start()

    @Slot()
    def _close_day(self) -> None:
        # Unsaved answers wait in the form until that day is opened again.
        self._quiet()
        self._show_form(self.spasm)
        self._reveal.start()

    @Slot()
    def _close_spasm(self) -> None:
        if self.spasm.spasm is None:
            self._begin_spasm(None, None)
        else:
            self._ask("new", None)

    @Slot(object, object)
    def _spasm_saved(self, onset: datetime, details: SpasmDetails) -> None:
        self._quiet()
        own = self.spasm.spasm.id if self.spasm.spasm is not None else None
        self._sent = SentSpasm(own, onset, details)
        self.spasm_saved.emit(own, onset, details)

    @Slot(object)
    def _day_saved(self, answers: dict[str, object]) -> None:
        self._quiet()
        self._sent = SentDay(answers)
        self.day_saved.emit(answers)

    def _kept(self, sent: SentSpasm | SentDay) -> None:
        self._sent = None
        if isinstance(sent, SentDay):
            self.day.settle()
            self._values = None
            self._show_form(self.spasm)
            self.calendar.calendar.setFocus()
            self._tell(_("Saved: {day}.").format(day=day_words(self.day.day)))
        else:
            self.spasm.settle()
            self._tell(_("Saved."))

    @Slot()
    def _searched(self) -> None:
        self.searched.emit(self.head.search.text())

    @Slot()
    def _find(self) -> None:
        self.head.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.head.search.edit.selectAll()

    def _tell(self, words: str) -> None:
        self._undo, self._waiting = (), None
        self.entries.notice.tell(words)

    def _quiet(self) -> None:
        self._undo, self._waiting = (), None
        self.entries.notice.hide()

    def _connect(self) -> None:
        head, calendar, entries = self.head, self.calendar, self.entries
        head.search.edited.connect(self._searched)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._find)
        head.search.left.connect(entries.focus_first)
        head.search.entered.connect(entries.open_first)
        head.insights.clicked.connect(self.insights)
        head.log_today.clicked.connect(self.log_today)
        head.log_spasm.clicked.connect(self._log_spasm)
        calendar.picked.connect(self._pick)
        calendar.month.connect(self.month)
        entries.opened.connect(self._entry_opened)
        entries.taken_out.connect(self._take_out)
        entries.add_day.connect(self._day_asked)
        entries.add_spasm.connect(self._spasm_asked)
        entries.let_go.connect(self._let_go)
        entries.notice.pressed.connect(self._notice_pressed)
        self.spasm.saved.connect(self._spasm_saved)
        self.spasm.closed.connect(self._close_spasm)
        self.spasm.removed.connect(self._take_out_spasm)
        self.spasm.ease.connect(self.ease)
        self.day.saved.connect(self._day_saved)
        self.day.closed.connect(self._close_day)
        self.day.removed.connect(self._take_out_day)

    @Slot()
    def _refit(self) -> None:
        self._fit(self.em_width())

    @Slot(object)
    def _fit(self, em: int) -> None:
        self.head.arrange(em)
        stacked = em < tk.BREAK.compact
        if stacked == self._stacked:
            return
        self._stacked = stacked
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.columns.setDirection(down if stacked else across)
        self.entries.keep_height(_LIST_PX if stacked else 0)
        for form in (self.spasm, self.day):
            form.open_roll(stacked)
