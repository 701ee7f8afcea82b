"""Pages painted into memory: a PDF that lies in no file."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter

Paint = Callable[[QPagedPaintDevice], bool]
"""Paints every page on what it is handed; False where that takes nothing."""

_DPI = 600
_MARGINS = QMarginsF(16, 14, 16, 12)


def in_memory(paint: Paint) -> bytes:
    """What was painted, as a PDF; nothing where nothing was painted. No title and no name stands in it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageLayout(layout())
    painted = paint(writer)
    del writer
    return bytes(buffer.data().data()) if painted else b""


def layout() -> QPageLayout:
    """An A4 page, upright."""
    portrait = QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), portrait, _MARGINS, QPageLayout.Unit.Millimeter)
