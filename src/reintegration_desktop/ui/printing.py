"""Printing on paper: never into a file."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from reintegration_desktop.ui.recovery_sheet import Sheet, SheetPainter


def print_sheet(sheet: Sheet, parent: QWidget) -> bool:
    """Ask for a printer and print one half; whether it was sent. Print to file is off in the dialog."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    if dialog.exec() != QDialog.DialogCode.Accepted or printer.outputFormat() is QPrinter.OutputFormat.PdfFormat:
        return False
    return paint_on(printer, sheet)


def paint_on(printer: QPrinter, sheet: Sheet) -> bool:
    """One half at the top of a page; False where the printer takes nothing."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    page = printer.pageRect(QPrinter.Unit.DevicePixel)
    wide = page.width()
    drawn = SheetPainter(sheet)
    drawn.paint(painter, QRectF(0, 0, wide, drawn.height(wide)))
    return painter.end()
