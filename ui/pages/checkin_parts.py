"""The cards of the check-in: a pain rating, flags per exercise, what the answer means."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.pages.views import LineView
from coach.progress.traffic import TrafficWords
from coach.text import _, ngettext
from ui.pages.parts import ExercisePicture
from ui.pages.traffic import ColourMark
from ui.theme import T
from ui.widgets import PAD, PAIN_WORDS, Button, Card, Chip, PainScale, Para, Pill, Text, flush, hbox, vbox

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class PainCard(Card):
    """One rating: the number, its word, a tag or an offer, the scale."""

    changed = Signal()

    def __init__(self, title: str, name: str, key: str) -> None:
        """`name` is the scale's for screen readers, `key` its object name."""
        super().__init__(pad=24, gap=8)
        self.figure = Text("", "figure", tnum=True)
        self.title = Text(title, "heading", wrap=True)
        self.word = Text("", "body", "text2", wrap=True)
        self.pill = Pill("", tone="accent", px=13)
        self.offer = Button("", "soft", size="s")
        self.offer.setObjectName(f"{key}_offer")
        self.offer.clicked.connect(self._take_offer)
        self.scale = PainScale(name=name)
        self.scale.setObjectName(key)
        self.scale.answered.connect(self._answered)
        self._suggestion: int | None = None
        self.head = QBoxLayout(_ACROSS)
        self.head.setSpacing(12)
        self.head.addLayout(
            hbox(None, self.figure, (vbox(None, None, self.title, self.word, None, gap=0), 1), gap=16), 1
        )
        self.tags = hbox(None, self.pill, self.offer, gap=0)
        self.head.addLayout(self.tags)
        self.add(self.head, self.scale)
        self.show_rating(None)

    def answer(self) -> int | None:
        """Pain 0-10; None where it was not answered."""
        return self.scale.answer()

    def show_rating(self, pain: int | None, before: int | None = None) -> None:
        """Show a rating without telling `changed`; `before` is marked on the scale."""
        self.scale.set_before(before)
        self.scale.set_answer(pain)
        self.pill.hide()
        self.suggest(None)

    def show_change(self, by: int | None) -> None:
        """How far the rating is from the one before the session, as a tag; None: no tag."""
        self.pill.setVisible(by is not None)
        if by is None:
            return
        if by == 0:
            self.pill.set(_("The same as before the session"), tone="plain")
        elif by < 0:
            self.pill.set(_("{n} lower than before the session").format(n=-by), tone="accent")
        else:
            self.pill.set(_("{n} higher than before the session").format(n=by), tone="warn" if by < 2 else "bad")

    def suggest(self, pain: int | None) -> None:
        """Offer a likely answer; it becomes one only when it is taken."""
        self._suggestion = pain if self.answer() is None else None
        self.offer.setVisible(self._suggestion is not None)
        if self._suggestion is not None:
            words = _("Use {pain}").format(pain=pain)
            if words != self.offer.words:
                self.offer.set_words(words)
        self._say()

    def arrange(self, narrow: bool) -> None:
        """Narrow: the tag below the number."""
        self.head.setDirection(_DOWN if narrow else _ACROSS)
        self.head.setAlignment(self.tags, Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0))

    def _say(self) -> None:
        pain = self.answer()
        self.figure.setText("–" if pain is None else str(pain))
        self.figure.tone("text3" if pain is None else "text")
        if pain is not None:
            self.word.setText(PAIN_WORDS[pain])
        elif self._suggestion is not None:
            self.word.setText(
                _("Not answered yet. Perhaps {pain}, the higher of before and now?").format(pain=self._suggestion)
            )
        else:
            self.word.setText(_("Not answered yet"))

    @Slot()
    def _answered(self) -> None:
        self._say()
        self.changed.emit()

    @Slot()
    def _take_offer(self) -> None:
        if self._suggestion is not None:
            self.scale.setFocus()
            self.scale.set_answer(self._suggestion)
            self._answered()


class BeforeCard(Card):
    """The rating before the session as a quiet line; one press opens the scale that corrects it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(tone="sunken", pad=16, gap=8)
        self.words = Text("", "body", "text2", wrap=True)
        self.open_button = Button("", "ghost", size="s")
        self.open_button.setObjectName("checkin_before_open")
        self.open_button.clicked.connect(self._open)
        self.scale = PainScale(name=_("Pain before the session"))
        self.scale.setObjectName("checkin_before")
        self.scale.answered.connect(self._answered)
        self.add(hbox(None, (self.words, 1), self.open_button, gap=8), self.scale)
        self.show_rating(None)

    def answer(self) -> int | None:
        """Pain 0-10; None where it was never noted."""
        return self.scale.answer()

    def show_rating(self, pain: int | None) -> None:
        """Show what was noted, the scale closed."""
        self.scale.set_answer(pain)
        self.scale.hide()
        self.open_button.set_words(_("Add it") if pain is None else _("Change"))
        self.open_button.setAccessibleName(_("Change the pain before the session"))
        self.open_button.show()
        self._say()

    def _say(self) -> None:
        pain = self.answer()
        if pain is None:
            self.words.setText(_("Before the session: not noted"))
        else:
            self.words.setText(_("Before the session: {pain}, {word}").format(pain=pain, word=PAIN_WORDS[pain].lower()))

    @Slot()
    def _open(self) -> None:
        self.scale.show()
        self.scale.setFocus()
        self.open_button.hide()

    @Slot()
    def _answered(self) -> None:
        self._say()
        self.changed.emit()


class FlagRow(QWidget):
    """One exercise with "Too hard" and "Hurt", of which at most one is on."""

    def __init__(self, line: LineView) -> None:
        super().__init__()
        self.exercise = line.exercise
        self.name = Text(line.name, "label", wrap=True)
        self.too_hard = Chip(_("Too hard"))
        self.hurt = Chip(_("Hurt"), tone="bad")
        for key, chip in (("too_hard", self.too_hard), ("hurt", self.hurt)):
            chip.setObjectName(f"checkin_{key}.{line.exercise}")
            chip.setAccessibleName(_("{name}: {flag}").format(name=line.name, flag=chip.words))
        self.too_hard.toggled.connect(self._too_hard_toggled)
        self.hurt.toggled.connect(self._hurt_toggled)
        self.row = QBoxLayout(_ACROSS)
        self.row.setContentsMargins(PAD, 0, 0, 0)
        self.row.setSpacing(4)
        self.row.addLayout(hbox(None, ExercisePicture(line.exercise, line.position, 38), (self.name, 1), gap=10), 1)
        self.row.addLayout(hbox(None, self.too_hard, self.hurt, None, gap=2))
        self.setLayout(self.row)

    def flag(self) -> str | None:
        """too_hard, hurt or None."""
        return "too_hard" if self.too_hard.isChecked() else "hurt" if self.hurt.isChecked() else None

    def set_flag(self, flag: str | None) -> None:
        self.too_hard.setChecked(flag == "too_hard")
        self.hurt.setChecked(flag == "hurt")

    def arrange(self, narrow: bool) -> None:
        """Narrow: the chips below the name."""
        self.row.setDirection(_DOWN if narrow else _ACROSS)

    @Slot(bool)
    def _too_hard_toggled(self, on: bool) -> None:
        if on:
            self.hurt.setChecked(False)

    @Slot(bool)
    def _hurt_toggled(self, on: bool) -> None:
        if on:
            self.too_hard.setChecked(False)


class FlagsCard(Card):
    """What to mark, exercise by exercise."""

    def __init__(self) -> None:
        super().__init__(pad=24, gap=4)
        self.rows: list[FlagRow] = []
        self._narrow = False
        self.list = vbox(None, gap=4)
        self.add(
            Text(_("Anything to mark?"), "heading", wrap=True),
            Text(_("Leave it blank where it felt fine."), "small", "text3", weight=400, wrap=True),
            6,
            flush(hbox(None, (self.list, 1), gap=0)),
        )

    def show_exercises(self, lines: tuple[LineView, ...], flags: Mapping[str, str]) -> None:
        """One row an exercise, marked as given."""
        for row in self.rows:
            self.list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [FlagRow(line) for line in lines]
        for row in self.rows:
            row.set_flag(flags.get(row.exercise))
            row.arrange(self._narrow)
            self.list.addWidget(row)
        self.setVisible(bool(self.rows))

    def flags(self) -> dict[str, str]:
        """What is marked, by exercise."""
        return {row.exercise: flag for row in self.rows if (flag := row.flag()) is not None}

    def arrange(self, narrow: bool) -> None:
        self._narrow = narrow
        for row in self.rows:
            row.arrange(narrow)


class TrafficCard(Card):
    """What the answer means. The ground, the sign and the words say the same."""

    _TONES = {"green": "accent_soft", "amber": "warn_soft", "red": "bad_soft"}

    def __init__(self) -> None:
        super().__init__(pad=22, gap=6)
        self.setObjectName("checkin_meaning")
        self.mark = ColourMark("", 24)
        self.title = Text("", "heading", wrap=True)
        self.text = Para("")
        self.add(hbox(None, self.mark, (self.title, 1), gap=10), self.text)

    def say(self, words: TrafficWords) -> None:
        """Show the colour and its sentences."""
        self.set_tone(self._TONES.get(words.colour, "surface"))
        self.mark.set_colour(words.colour)
        self.title.setText(words.title)
        self.text.set(words.text)
        self.setAccessibleName(words.title)
        self.setAccessibleDescription(words.text)


def session_words(title: str, minutes: int, finished: bool) -> str:
    """The line above the page's title: what was played, for how long."""
    length = ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    state = _("Session done") if finished else _("Session ended early")
    return f"{title}  ·  {state}  ·  {length}"


def is_narrow(width: int, em: int) -> bool:
    """Whether a card of `width` px needs its tags below its words, at `em` px of words."""
    return width / T.text_scale < em
