"""Every colour of the picture as ready brushes, made once for a theme and a palette."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QBrush, QColor

from ui import tokens as tk
from ui.figure.look import PaletteName
from ui.theme import mix

#: Materials of the body; each is drawn over the ones before it.
MATERIALS = ("skin", "bottom", "top", "hair")
#: Steps between a near and a far limb.
TONES = 8
#: How much of the dark tone the farthest limb takes.
_FAR = {"skin": 0.24, "bottom": 0.30, "top": 0.10, "hair": 0.30}


def tint(colour: QColor, alpha: int) -> QColor:
    """The colour with opacity `alpha`, 0 to 255."""
    out = QColor(colour)
    out.setAlpha(alpha)
    return out


class Paints:
    """Colours and brushes of one theme and one palette."""

    def __init__(self, *, dark: bool, palette: PaletteName) -> None:
        own, table = tk.figure_colours("dark" if dark else "light"), tk.figure_people()[palette]
        c = {name: QColor(value) for name, value in own.items()}
        skin, hair, lips, shine = (QColor(value) for value in table)
        self.dark, self.colour = dark, c
        if dark:  # in a dark room nobody glows
            skin, lips = mix(skin, QColor("#6E4A3C"), 0.16), mix(lips, QColor("#4A2A28"), 0.16)
        #: Hair must not vanish into a dark page, nor silver hair into a light one.
        self.hair = mix(hair, QColor("#8A7468"), 0.16) if dark else hair
        self.skin, self.lips, self.shine = skin, lips, shine
        self.flush = mix(skin, c["blush"], 0.16)
        self.deep = mix(skin, c["blush"], 0.42)
        near = {"skin": skin, "bottom": c["bottom"], "top": c["top"], "hair": self.hair}
        far = {"skin": c["far_skin"], "bottom": c["far_cloth"], "top": c["far_cloth"], "hair": c["shade"]}
        #: material -> brushes from near to far.
        self.ramp = {
            m: [QBrush(mix(near[m], far[m], _FAR[m] * i / (TONES - 1))) for i in range(TONES)] for m in MATERIALS
        }
        #: Lines on a material: hems, seams, gaps between fingers.
        self.seam = {
            m: [mix(ramp[i].color(), c["shade"], 0.26 if m == "skin" else 0.22) for i in range(TONES)]
            for m, ramp in self.ramp.items()
        }
        #: Of the soft layer, from the dark rim of a part to its lit side.
        self.tones = [
            QBrush(tint(*t)) for t in ((c["shade"], 96), (c["shade"], 44), (QColor(0, 0, 0), 0), (c["lit"], 46))
        ]
        self.clear = QBrush(QColor(0, 0, 0, 0))
        self.occlude = QBrush(tint(c["occlude"], 92))
        self.occlude_lightly = QBrush(tint(c["occlude"], 36))
        self.glow, self.shadow = c["glow"], 132 if dark else 84
        #: The glow mixed with so much light.
        self.glows = {k: mix(self.glow, QColor("#FFC98F"), k) for k in (0.0, 0.25, 0.55, 0.7)}

    def __getitem__(self, token: str) -> QColor:
        return self.colour[token]


@cache
def paints_of(dark: bool, palette: PaletteName) -> Paints:
    """The colours of a theme and a palette; there is one of each."""
    return Paints(dark=dark, palette=palette)
