"""Printing through Qt, where no spooler takes pages from a pipe; its file in passing lies in memory, and is swept."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from reintegration_desktop.ui.printing.pages import Paint, layout

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of one's own is made in it
_VARIABLE = "TMPDIR"


def print_by_qt(paint: Paint, parent: QWidget) -> bool:
    """Ask for a printer by Qt's dialog and print; whether it was sent. Print to file is off in the dialog."""
    with passing_through_memory():
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(layout())
        dialog = QPrintDialog(printer, parent)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
        refused = dialog.exec() != QDialog.DialogCode.Accepted
        if refused or printer.outputFormat() is QPrinter.OutputFormat.PdfFormat:
            return False
        return paint(printer)


@contextmanager
def passing_through_memory(memory: Path = _IN_MEMORY) -> Iterator[None]:
    """Have what libraries write in passing lie in memory, in a folder of one's own that is gone afterwards.

    Where the system has no such place, and on Windows, whose spooler takes no such files, all stays as it is.
    """
    if sys.platform == "win32" or not os.access(memory, os.W_OK):
        yield
        return
    before, own = os.environ.get(_VARIABLE), tempfile.mkdtemp(dir=memory)
    os.environ[_VARIABLE] = own
    try:
        yield
    finally:
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before
        shutil.rmtree(own, ignore_errors=True)
