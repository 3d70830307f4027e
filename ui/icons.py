"""Line icons, drawn by QtSvg in any colour and size and cached."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from ui.icon_paths import ICON_PATHS

STROKE = 1.75  # px on the 24 px grid
_UPRIGHT = (QTransform.TransformationType.TxNone, QTransform.TransformationType.TxTranslate)


def paint_icon(p: QPainter, name: str, rect: QRectF, colour: QColor, width: float = STROKE) -> None:
    """Draw an icon centred in rect, crisp at the painter's scale. Raises KeyError for an unknown name."""
    side = min(rect.width(), rect.height())
    corner = rect.center() - QPointF(side / 2, side / 2)
    if p.worldTransform().type() not in _UPRIGHT:
        # A scaled or turned painter would smear the cached image.
        opacity = p.opacity()
        p.setOpacity(opacity * colour.alphaF())
        _renderer(name, colour.name(), width).render(p, QRectF(corner.x(), corner.y(), side, side))
        p.setOpacity(opacity)
        return
    dpr = p.device().devicePixelRatio()
    image = _image(name, colour.name(), colour.alpha(), max(1, round(side * dpr)), width)
    image.setDevicePixelRatio(dpr)
    p.drawImage(corner, image)


def icon(name: str, colour: QColor, size: int = 24) -> QIcon:
    """A QIcon for Qt's own widgets (menus, tray), at 1x and 2x."""
    out = QIcon()
    for dpr in (1, 2):
        pixmap = QPixmap.fromImage(_image(name, colour.name(), colour.alpha(), size * dpr, STROKE))
        pixmap.setDevicePixelRatio(dpr)
        out.addPixmap(pixmap)
    return out


def svg(name: str, colour: str, width: float = STROKE) -> bytes:
    """The icon as an SVG document; colour is "#RRGGBB"."""
    body = "".join(_element(part, colour) for part in ICON_PATHS[name])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" '
        f'stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round">{body}</svg>'
    ).encode()


def _element(part: str, colour: str) -> str:
    kind, colon, rest = part.partition(":")
    if not colon:
        return f'<path d="{part}"/>'
    fill = f' fill="{colour}" stroke="none"' if kind in "fCR" else ""
    if kind == "f":
        return f'<path d="{rest}"{fill}/>'
    n = rest.split(",")
    if kind in "cC":
        return f'<circle cx="{n[0]}" cy="{n[1]}" r="{n[2]}"{fill}/>'
    return f'<rect x="{n[0]}" y="{n[1]}" width="{n[2]}" height="{n[3]}" rx="{n[4]}"{fill}/>'


@lru_cache(maxsize=64)
def _renderer(name: str, rgb: str, width: float) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(svg(name, rgb, width)))


@lru_cache(maxsize=256)
def _image(name: str, rgb: str, opacity: int, px: int, width: float) -> QImage:
    """Images, not pixmaps: they may outlive the application at exit."""
    image = QImage(px, px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setOpacity(opacity / 255)
    QSvgRenderer(QByteArray(svg(name, rgb, width))).render(p, QRectF(0, 0, px, px))
    p.end()
    return image
