"""The controls under the session, each with its key below it; Pause stays in the middle."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from coach.text import _
from ui.theme import AlignC, T
from ui.widgets import Button, IconButton, Slider, Text


class SessionBar(QWidget):
    """Mute and volume on the left, the course in the middle, "That hurts" on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.muted = False
        self._paused = False
        self.mute = IconButton("volume", _("Mute (M)"))
        self.volume = Slider(70, name=_("Volume"))
        self.volume.setFixedWidth(120)
        self.more = IconButton("plus15", _("15 seconds more (+)"), size=52, kind="tonal", icon_px=30, label="15")
        self.back = IconButton("prev", _("Back (left arrow)"), size=52, kind="tonal", icon_px=24)
        self.pause = IconButton("pause", _("Pause (Space)"), size=76, kind="primary", icon_px=34)
        self.skip = IconButton("next", _("Skip this exercise (right arrow)"), size=52, kind="tonal", icon_px=24)
        self.again = IconButton("say", _("Say the instruction again (R)"), size=52, kind="tonal", icon_px=24)
        self.hurts = Button(_("That hurts"), "hurt", icon="stop_hand", size="l", hint="H")
        named = {
            "mute": self.mute, "volume": self.volume, "more": self.more, "back": self.back, "pause": self.pause,
            "skip": self.skip, "again": self.again, "hurts": self.hurts,
        }  # fmt: skip
        for name, control in named.items():
            control.setObjectName(f"session_{name}")
            control.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.controls: tuple[QWidget, ...] = tuple(named.values())
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(4)
        self.keys: list[Text] = []
        columns: list[tuple[QWidget | None, str]] = [
            (self.mute, "M"), (self.volume, "↓  ↑"), (None, ""), (self.more, "+"), (self.back, "←"),
            (self.pause, _("Space")), (self.skip, "→"), (self.again, "R"), (None, ""), (self.hurts, ""),
        ]  # fmt: skip
        for column, (placed, key) in enumerate(columns):
            if placed is None:
                self.grid.setColumnStretch(column, 1)
                continue
            self.grid.addWidget(placed, 0, column, Qt.AlignmentFlag.AlignCenter)
            label = Text(key, "small", "text3", align=AlignC)
            self.keys.append(label)
            self.grid.addWidget(label, 1, column)

    def arrange(self, em: int) -> None:
        """Equal outer columns keep Pause in the middle; in a narrow window the slider and the keys' names go."""
        tight = em < 800
        self.volume.setVisible(not tight)
        for label in self.keys:
            label.setVisible(em >= 620)
        self.hurts.set_hint("" if tight else "H")
        size = 52 if em >= 560 else 44
        for button in (self.more, self.back, self.skip, self.again):
            button.set_button_size(size, 24 if button is not self.more else 30)
        left = self.mute.sizeHint().width() + (0 if tight else 12 + self.volume.width())
        side = max(self.hurts.sizeHint().width(), left)
        self.grid.setColumnMinimumWidth(9, 0 if em < 700 else side)
        self.grid.setColumnMinimumWidth(1, 0 if em < 700 else side - self.mute.sizeHint().width() - 12)
        self.grid.setHorizontalSpacing(round(6 if tight else 12 * min(1.3, T.text_scale)))

    def show_paused(self, paused: bool) -> None:
        """The middle button's sign and name."""
        if paused == self._paused:
            return
        self._paused = paused
        self.pause.set_icon("play" if paused else "pause")
        self.pause.set_name(_("Go on (Space)") if paused else _("Pause (Space)"))

    def show_volume(self, per_cent: int, muted: bool) -> None:
        """The slider and the mute button, without telling anybody."""
        self.muted = muted
        was = self.volume.blockSignals(True)
        self.volume.setValue(per_cent)
        self.volume.blockSignals(was)
        self.mute.set_icon("mute" if muted or per_cent == 0 else "volume")
        self.mute.set_name(_("Sound on (M)") if muted else _("Mute (M)"))
