"""One half of a recovery key on paper: never into a file."""

from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPagedPaintDevice, QPainter
from PySide6.QtWidgets import QWidget

from reintegration_desktop.ui.printing.handing import print_pages
from reintegration_desktop.ui.recovery_sheet import Sheet, SheetPainter


def print_sheet(sheet: Sheet, parent: QWidget) -> bool:
    """Ask for a printer and print one half; whether it was sent."""
    return print_pages(partial(paint_sheet, sheet), parent)


def paint_sheet(sheet: Sheet, device: QPagedPaintDevice) -> bool:
    """One half at the top of a page; False where the device takes nothing."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    wide = device.width()
    drawn = SheetPainter(sheet)
    drawn.paint(painter, QRectF(0, 0, wide, drawn.height(wide)))
    return painter.end()
