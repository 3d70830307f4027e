"""The main window: rail, pages, and the flows that take the whole window (questions, session, check-in)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from coach.errors import CoachError
from coach.pages.views import TodayView
from coach.settings import Settings
from coach.text import _
from ui import tokens as tk
from ui.figure.look import figure_look
from ui.notice import NoticeBar
from ui.pages.today import TodayPage
from ui.theme import T
from ui.ticker import Ticker
from ui.widgets import IconButton, NavRail, RailEntry, plain_tip, vbox

if TYPE_CHECKING:
    from coach.app import Coach
    from ui.flows import Flows

log = logging.getLogger(__name__)

#: Pages without an entry of their own on the rail, and the entry they belong to.
BELONGS_TO = {
    "easing": "spasm",
    "insights": "journal",
    "cards": "today",
    "import": "settings",
    "report": "progress",
    "outcomes": "progress",
}
#: Flows that are the help, ask what comes before it, or have a button of their own.
HAVE_HELP = frozenset({"session", "screening", "spasm_form", "spasm_began", "welcome", "rescue"})
NIGHT_FROM_HOUR, NIGHT_TO_HOUR = 21, 7


class MainWindow(QMainWindow):
    """Shows Today at once; the coach comes in when the store is open (`take`)."""

    closing = Signal()
    refreshed = Signal(str)  # the key of a page that was brought up to date
    painted = Signal()  # once: the first picture is on the screen

    def __init__(self, remembered: TodayView | None, ticker: Ticker) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Restack")
        self.setMinimumSize(640, 480)
        self.ticker = ticker
        self._painted = False
        self._dimmed = False  # for a night in which spasm help was called
        self.coach: Coach | None = None
        self.flows: Flows | None = None
        self._pages: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._refreshers: dict[str, Callable[[], None]] = {}
        self._stale: set[str] = set()
        self._day: date | None = remembered.day if remembered is not None else None
        self.outer = QStackedWidget()
        self.home = QWidget()
        self.rail = NavRail(
            [
                RailEntry("today", "today", _("Today")),
                RailEntry("plan", "plan", _("Plan")),
                RailEntry("journal", "journal", _("Journal")),
                RailEntry("progress", "progress", _("Progress")),
                RailEntry("library", "library", _("Library")),
                RailEntry("learn", "learn", _("Learn")),
            ]
        )
        self.rail.navigated.connect(self.go)
        self.rail.items["spasm"].setToolTip(plain_tip(_("Help in a spasm, from anywhere: F1")))
        self.stack = QStackedWidget()
        self.notice = NoticeBar()
        beside = vbox(None, self.notice, (self.stack, 1), gap=0)
        row = QHBoxLayout(self.home)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(beside, 1)
        self.outer.addWidget(self.home)
        self.setCentralWidget(self.outer)
        self.today = TodayPage()
        self.today.show_view(remembered)
        self._pages["today"] = self.today
        self.stack.addWidget(self.today)
        self.rail.select("today")
        self.help_button = IconButton("lifebuoy", _("Spasm help (F1)"), kind="bad", parent=self.outer)
        self.help_button.setObjectName("window_spasm")
        self.help_button.clicked.connect(self.help_in_spasm)
        self.help_button.hide()
        # A key of its own that no field takes as text, the same on every page and in every session.
        help_key = QShortcut(QKeySequence(Qt.Key.Key_F1), self)
        help_key.setAutoRepeat(False)
        help_key.activated.connect(self.help_in_spasm)
        T.changed.connect(self._restyle)
        self._restyle()

    # -- opening ---------------------------------------------------------------------------------------------

    def take(self, coach: Coach, flows: Flows) -> None:
        """The store is open: pages can show what is true now, and buttons work."""
        self.coach = coach
        self.flows = flows
        self.refresh("today")
        if self.stack.currentWidget() is self.today and self.outer.currentWidget() is self.home:
            self.today.hero.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_page(self, key: str, make: Callable[[], QWidget], refresh: Callable[[], None] | None = None) -> None:
        """A page that is made on its first visit. `refresh` is called whenever it is shown after a change."""
        self._makers[key] = make
        if refresh is not None:
            self._refreshers[key] = refresh

    def page(self, key: str) -> QWidget:
        """The page, made if need be. Raises KeyError for a page that does not exist."""
        if key not in self._pages:
            self._pages[key] = self._makers[key]()
            self._stale.add(key)
        return self._pages[key]

    # -- going about -----------------------------------------------------------------------------------------

    @Slot(str)
    def go(self, key: str) -> None:
        """Show a page beside the rail."""
        if key == "spasm":
            self.help_in_spasm()
            return
        if key != "today" and key not in self._makers:
            return
        page = self.page(key)
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        if key in self._stale:
            self.refresh(key)
        self.outer.setCurrentWidget(self.home)
        self._place_help()
        self.stack.setCurrentWidget(page)
        self.rail.select(BELONGS_TO.get(key, key))
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        if key == "today":
            self.today.hero.go.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def help_in_spasm(self) -> None:
        """Spasm help, from the rail or by its key, whatever is on the screen."""
        if self.flows is not None:
            self.flows.spasm()

    def show_flow(self, page: QWidget) -> None:
        """Show a page that takes the whole window."""
        if self.outer.indexOf(page) < 0:
            self.outer.addWidget(page)
        self.outer.setCurrentWidget(page)
        self._place_help()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_help(self) -> None:
        """Help in a spasm is one press away also where a flow covers the rail; a session has its own button."""
        flow = self.outer.currentWidget()
        needed = flow is not None and flow is not self.home and flow.objectName() not in HAVE_HELP
        self.help_button.setVisible(needed and self.width() / T.text_scale >= tk.BREAK.compact)
        side = self.help_button.sizeHint()
        self.help_button.setGeometry(self.outer.width() - side.width() - 8, 8, side.width(), side.height())
        self.help_button.raise_()

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._place_help()

    @property
    def shown(self) -> str:
        """The key of the page that is shown, empty while a flow has the window."""
        if self.outer.currentWidget() is not self.home:
            return ""
        return next((key for key, page in self._pages.items() if page is self.stack.currentWidget()), "")

    def changed(self) -> None:
        """The data changed: the shown page is refreshed at once, the others when they are shown."""
        self._stale.update(self._refreshers)
        self._stale.add("today")
        shown = self.shown
        if shown:
            self.refresh(shown)

    def refresh(self, key: str) -> None:
        """Bring a page up to date. A known trouble is told, not raised."""
        self._stale.discard(key)
        try:
            if key == "today":
                self._refresh_today()
            elif key in self._refreshers:
                self._refreshers[key]()
        except CoachError as err:
            self.notice.tell(str(err))
        self.refreshed.emit(key)

    def _refresh_today(self) -> None:
        if self.coach is not None and self.coach.is_open:
            from coach.remembered import remember_today

            view = self.coach.today()
            self._day = view.day
            self.today.show_view(view, ready=True)
            remember_today(self.coach.folder, view)

    def day_turned(self, today: date) -> None:
        """Called now and then: after 4 am a window that stayed open shows the new day."""
        if self._day is not None and today != self._day and self.coach is not None:
            self._day = today
            self.changed()

    # -- window ----------------------------------------------------------------------------------------------

    @Slot()
    def toggle_full_screen(self) -> None:
        """F: full screen and back."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def come_forward(self) -> None:
        """Another start asked for this window."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if self.shown == "today" and ev.key() == Qt.Key.Key_Space and self.today.hero.go.isEnabled():
            self.today.hero.go.click()
        elif ev.key() in (Qt.Key.Key_F, Qt.Key.Key_F11) and self.shown:
            self.toggle_full_screen()
        else:
            super().keyPressEvent(ev)

    def paintEvent(self, ev: QPaintEvent) -> None:
        super().paintEvent(ev)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def closeEvent(self, ev: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(ev)

    def changeEvent(self, ev: QEvent) -> None:
        # The desktop changed between light and dark: a person who follows it should not have to restart.
        if ev.type() == QEvent.Type.ThemeChange and self.coach is not None and not self._dimmed:
            apply_look(self.coach.settings)
        super().changeEvent(ev)

    def showEvent(self, ev: QShowEvent) -> None:
        super().showEvent(ev)
        self._restyle()

    def dim_by_night(self, now: datetime) -> None:
        """Turn the window dark where it is night: a bright screen in the small hours is a pain of its own."""
        if (now.hour >= NIGHT_FROM_HOUR or now.hour < NIGHT_TO_HOUR) and T.name == "light":
            self._dimmed = True
            T.apply("dark")

    def follow_daylight(self, now: datetime) -> None:
        """Called now and then: a window that was turned dark for the night is as chosen again by day."""
        if self._dimmed and NIGHT_TO_HOUR <= now.hour < NIGHT_FROM_HOUR:
            self._dimmed = False
            if self.coach is not None:
                apply_look(self.coach.settings)

    @Slot()
    def _restyle(self) -> None:
        self.setPalette(T.palette(T.c))


def apply_look(settings: Settings) -> None:
    """Theme, text size and motion as the person chose them."""
    look = settings.look
    reduced = {"on": True, "off": False}.get(look.reduced_motion)
    T.apply(
        look.theme,
        text_scale=look.text_percent / 100,
        reduced_motion=system_reduces_motion() if reduced is None else reduced,
    )
    figure_look.set(build=look.figure_build, palette=look.figure_palette)


def system_reduces_motion() -> bool:
    """Whether the desktop asks for less motion: it then has no animated widgets either."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    return isinstance(app, QApplication) and not app.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu) and _says_so()


def _says_so() -> bool:
    # Without a desktop's settings Qt reports no effects at all; only Windows and macOS are to be believed.
    import sys

    return sys.platform in ("win32", "darwin")
