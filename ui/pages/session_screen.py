"""What the session page shows while it plays: figure area, countdown, caption, progress, what is next, controls."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coach.session.run import LEAD_IN_MS, SessionRun
from coach.session.timeline import Timeline
from coach.session.words import clock_text
from coach.text import _
from ui.pages.session_bar import SessionBar
from ui.pages.session_stage import SessionStage
from ui.pages.session_view import NextUp, groups_of, next_line, phase_of, rep_words, ring_span, side_words
from ui.theme import T
from ui.widgets import IconButton, Pill, Text, hbox, vbox
from ui.widgets.ring import Ring
from ui.widgets.segments import ProgressSegments

CAPTION_STAYS_MS = 2_500
#: Size of the exercise's name beside the figure, at 100 % text.
NAME_PX, TIGHT_NAME_PX = 34, 25
NOTICE_STAYS_MS = 5_000
#: What leaves time to draw ahead.
_QUIET = ("ready", "rest", "switch")


class SessionScreen(QWidget):
    """Draws a `SessionRun`; it knows nothing of clocks, sound or the store."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption_until_ms = 0
        self._notice = ""
        self._notice_left_ms = 0
        self._notice_from_ms: int | None = None  # since when it is seen, None while something else is
        self.close_button = IconButton("close", _("Leave the session (Esc)"))
        self.close_button.setObjectName("session_leave")
        self.title = Text("", "strong")
        self.part = Text("", "small", "text3", weight=400)
        self.left_text = Text("", "strong", "text2", tnum=True)
        self.help_button = IconButton("lifebuoy", _("Spasm help (F1)"), kind="bad")
        self.help_button.setObjectName("session_spasm")
        top = hbox(None, self.close_button, 4, self.title, self.part, None, self.left_text, 4, self.help_button, gap=10)
        self.segments = ProgressSegments()
        self.stage = SessionStage()
        self.name = Text("", "display", px=NAME_PX, wrap=True)
        self.side = Pill("", tone="accent", icon="swap", px=17)
        self.sets = Text("", "heading", "text2", px=17, weight=500)
        self.ring = Ring()
        self.next = NextUp()
        self.right = QWidget()
        column = vbox(
            self.right, self.name, hbox(None, self.side, self.sets, None, gap=12), (self.ring, 1), 6, self.next, gap=6
        )
        column.setContentsMargins(0, 6, 0, 0)
        self.mid = QHBoxLayout()
        self.mid.setSpacing(36)
        self.mid.addWidget(self.stage, 60)
        self.mid.addWidget(self.right, 40)
        self.bar = SessionBar()
        self.outer = vbox(self, top, self.segments, 14, gap=8, margins=(32, 18, 32, 14))
        self.outer.addLayout(self.mid, 1)
        self.outer.addSpacing(8)
        self.outer.addWidget(self.bar)

    def begin(self, title: str, part: str, run: SessionRun) -> None:
        """A session comes on, where it stands: one that is taken up again counts in before its segment begins."""
        self.title.setText(title)
        self.part.setText(part)
        self._caption_until_ms, self._notice, self._notice_from_ms = 0, "", None
        self.stage.set_caption("")
        self.show_timeline(run.timeline)
        self.show_segment(run)

    def show_timeline(self, timeline: Timeline) -> None:
        """The progress line of a timeline that is new or was changed."""
        self.segments.set_groups(groups_of(timeline))

    def say(self, text: str, position_ms: int, spoken_ms: int = 0) -> None:
        """A caption, for as long as it is spoken and a little longer."""
        self._notice_gives_way(position_ms)
        self.stage.set_caption(text)
        self._caption_until_ms = position_ms + spoken_ms + CAPTION_STAYS_MS

    def say_when_free(self, text: str) -> None:
        """A notice that does not belong to the course: seen between captions until there was time to read it."""
        self._notice, self._notice_left_ms = text, NOTICE_STAYS_MS

    def _notice_gives_way(self, position_ms: int) -> None:
        if self._notice_from_ms is not None:
            self._notice_left_ms -= max(0, position_ms - self._notice_from_ms)
            self._notice_from_ms = None

    def count_in(self, text: str, position_ms: int) -> None:
        """A caption that goes as soon as the session does."""
        self._notice_gives_way(position_ms)
        self.stage.set_caption(text)
        self._caption_until_ms = position_ms

    def show_segment(self, run: SessionRun) -> None:
        """A segment begins."""
        segment, exercise = run.segment, run.exercise
        side = side_words(segment, exercise)
        self.side.setVisible(bool(side))
        self.side.set(side)
        sets = _("Set {n} of {sets}").format(n=segment.set or 1, sets=segment.sets) if segment.sets > 1 else ""
        self.sets.setText(sets)
        self.stage.show_exercise(exercise)
        self.name.setText(exercise.name)
        self.name.setVisible(self.stage.has_figure)  # the circle's own area has the name
        self.ring.set_below(rep_words(segment))
        self.next.show_line(next_line(run.timeline, segment, run.library))

    def show_position(self, run: SessionRun) -> None:
        """The moment on the timeline: a function of the run alone, so that a paused session is a still picture."""
        position = run.position_ms
        paused = run.state == "paused"
        kind, fraction, word = phase_of(run.segment, run.exercise, position)
        if run.state == "lead_in":
            self.ring.set_left(run.lead_in_left_ms, LEAD_IN_MS)
            word = _("Get ready")
        else:
            start, end = ring_span(run.timeline, run.timeline.index_at(position))
            self.ring.set_left(end - position, end - start)
        word = _("Paused") if paused else word
        self.ring.set_phase(word)
        self.stage.set_phase(kind, fraction, word)
        self.stage.show_motion(run.timeline, position)
        if kind in _QUIET:
            self.stage.draw_ahead(run.timeline, position)
        self.segments.set_done(position)
        left = max(0, run.timeline.total_ms - position)
        self.left_text.setText(_("{left} left").format(left=clock_text(left + 999)))
        self.bar.show_paused(paused)
        if position > self._caption_until_ms and not paused:
            if self._notice and self._notice_from_ms is None:
                self._notice_from_ms = position
            if self._notice_from_ms is not None and position - self._notice_from_ms > self._notice_left_ms:
                self._notice, self._notice_from_ms = "", None
            self.stage.set_caption(self._notice)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        em = self.width() / T.text_scale
        tight = em < 1000
        self.outer.setContentsMargins(*((20, 12, 20, 10) if tight else (32, 18, 32, 14)))
        self.mid.setSpacing(20 if tight else 36)
        self.name.set_px(TIGHT_NAME_PX if tight else NAME_PX)
        self.next.setVisible(self.height() / T.text_scale >= 560)
        self.part.setVisible(em >= 620)
        self.bar.arrange(int(em))
