"""The way of pages onto paper: through a pipe where the system has a spooler for it, else as Qt does."""

from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from reintegration_desktop.ui.printing.by_qt import print_by_qt
from reintegration_desktop.ui.printing.dialog import PrinterDialog
from reintegration_desktop.ui.printing.pages import Paint, in_memory
from reintegration_desktop.ui.printing.spooler import spooler


def print_pages(paint: Paint, parent: QWidget) -> bool:
    """Ask for a printer and print; whether the system took it."""
    if not spooler():
        return print_by_qt(paint, parent)
    dialog = PrinterDialog(partial(in_memory, paint), parent)
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return taken
