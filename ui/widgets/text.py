"""Text in type roles and tones."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import AlignL, T
from ui.widgets.base import plain_tip


class Text(QLabel):
    """Label with a type role and a tone (a colour token). Plain text always: what the user typed is shown as typed."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        wrap: bool = False,
        tnum: bool = False,
        px: float | None = None,
        weight: int | None = None,
        align: Qt.AlignmentFlag | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._tone = role, tone
        self._px, self._weight, self._tnum = px, weight, tnum
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        if align is not None:
            self.setAlignment(align)
        T.changed.connect(self._restyle)
        self._restyle()

    def set_px(self, px: float) -> None:
        self._px = px
        self._restyle()

    def tone(self, tone: str) -> Text:
        """Change the colour token."""
        self._tone = tone
        self._restyle()
        return self

    def minimumSizeHint(self) -> QSize:
        """A wrapped label may be as narrow as its longest word, not as Qt's guess of a good shape."""
        hint = super().minimumSizeHint()
        if not self.wordWrap():
            return hint
        fm = QFontMetricsF(self.font())
        longest = max((fm.horizontalAdvance(word) for word in self._words()), default=0.0)
        return QSize(round(longest + 1), hint.height() if self.hasHeightForWidth() else round(fm.height()))

    def event(self, ev: QEvent) -> bool:
        if ev.type() in (QEvent.Type.ParentChange, QEvent.Type.Polish):
            self._restyle()
        return super().event(ev)

    def _words(self) -> list[str]:
        return self.text().split()

    @Slot()
    def _restyle(self) -> None:
        font = T.font(self._role, px=self._px, weight=self._weight, tnum=self._tnum)
        if font != self.font():
            self.setFont(font)
        colour = T.of(self)[self._tone]
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)


class Elide(Text):
    """One line that gives way: shrinks with its column and ends in an ellipsis; the full text is the tooltip."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "text", **style: Any) -> None:
        super().__init__(text, role, tone, **style)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(40)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._retip()

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        self._retip()

    def paintEvent(self, _ev: QPaintEvent) -> None:
        p = QPainter(self)
        p.setFont(self.font())
        p.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        p.drawText(QRectF(self.rect()), AlignL, self._shown())

    def _shown(self) -> str:
        return QFontMetricsF(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def _retip(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self._shown() != self.text() else "")


class Para(Text):
    """Wrapped running text with room between lines (132 %). Line breaks in the text are kept."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "text2", **style: Any) -> None:
        super().__init__("", role, tone, wrap=True, **style)
        self._plain = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.set(text)

    def set(self, text: str) -> None:
        """Show plain text; markup in it is shown, not obeyed."""
        self._show(text, escape(text))

    def set_markup(self, template: str, **values: object) -> None:
        """Show a sentence of ours that may hold <b> and <br>; the values for its {fields} are escaped."""
        safe = {key: escape(str(value)) for key, value in values.items()}
        self._show(_without_tags(template).format(**values), template.format(**safe))

    def plain(self) -> str:
        """What a screen reader reads."""
        return self._plain

    def _show(self, plain: str, markup: str) -> None:
        self._plain = plain
        self.setAccessibleName(plain)
        self.setText(f'<p style="line-height:132%; margin:0">{markup.replace(chr(10), "<br>")}</p>')

    def _words(self) -> list[str]:
        return self._plain.split()


def _without_tags(markup: str) -> str:
    for tag in ("<b>", "</b>", "<i>", "</i>"):
        markup = markup.replace(tag, "")
    return markup.replace("<br>", "\n")
