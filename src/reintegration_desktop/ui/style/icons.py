"""Line icons: one colour, drawn once per size, mirrored where they show a direction."""

import re

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache, QTransform
from PySide6.QtSvg import QSvgRenderer

from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.tokens import Theme

MIRRORED = frozenset({"arrow-right", "chevron-left", "chevron-right", "referrals", "undo"})
_SUNLIGHT_LINE = b'stroke-width="2"'
_LINE = re.compile(rb'stroke-width="1\.5"')


def svg(look: Look, name: str, colour: str) -> bytes:
    """An icon's picture in one colour (#RRGGBB); FileNotFoundError for a name that is not in resources/icons."""
    drawn = (resources() / "icons" / f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    return _LINE.sub(_SUNLIGHT_LINE, drawn) if look.theme is Theme.SUNLIGHT else drawn


def pixmap(look: Look, name: str, size: int, colour: str) -> QPixmap:
    """An icon of ``size`` px in a colour's name or #RRGGBB, as sharp as the screen is."""
    shade = colour if colour.startswith("#") else look.hex(colour)
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    mirrored = look.right_to_left and name in MIRRORED
    key = f"{name}/{size}/{shade}/{mirrored}/{ratio}/{look.hair}"
    kept = QPixmap()
    if not QPixmapCache.find(key, kept):
        kept = _draw(svg(look, name, shade), size, ratio, mirrored)
        QPixmapCache.insert(key, kept)
    return kept


def icon(look: Look, name: str, colour: str = "text", size: int | None = None) -> QIcon:
    """The same as a QIcon, for menus and actions."""
    return QIcon(pixmap(look, name, size or look.size("icon"), colour))


def _draw(picture: bytes, size: int, ratio: float, mirrored: bool) -> QPixmap:
    pixels = round(size * ratio)
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(picture)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    turned = drawn.transformed(QTransform().scale(-1, 1)) if mirrored else drawn
    turned.setDevicePixelRatio(ratio)
    return turned
