"""Choosing files and folders, without a trace in a list of recent ones."""

from collections.abc import Callable

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from reintegration_desktop.kernel.words import say

Pick = Callable[[QWidget, str], str]
_REMEMBERED = "QtProject"


def pick_folder(parent: QWidget, title: str) -> str:
    """A folder, or nothing."""
    return _picked(parent, title, QFileDialog.FileMode.Directory)


def pick_file(parent: QWidget, title: str) -> str:
    """A file that is there, or nothing."""
    return _picked(parent, title, QFileDialog.FileMode.ExistingFile)


def pick_new_file(parent: QWidget, title: str, name: str = "") -> str:
    """Where a file is to be written, or nothing; ``name`` is what it would be called."""
    return _picked(parent, title, QFileDialog.FileMode.AnyFile, name)


def _picked(parent: QWidget, title: str, mode: QFileDialog.FileMode, name: str = "") -> str:
    """Qt's own dialog: the system's would put the file among its recent ones."""
    dialog = QFileDialog(parent, title)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    if mode is QFileDialog.FileMode.AnyFile:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, say("Save"))
    else:
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, say("Choose"))
    if name:
        dialog.selectFile(name)
    dialog.setLabelText(QFileDialog.DialogLabel.Reject, say("Cancel"))
    files = dialog.selectedFiles() if dialog.exec() else []
    dialog.setHistory([])
    dialog.deleteLater()
    _forget()
    return files[0] if files else ""


def _forget() -> None:
    """What Qt's dialog keeps of where one was."""
    kept = QSettings(QSettings.Scope.UserScope, _REMEMBERED)
    kept.beginGroup("FileDialog")
    for key in ("history", "lastVisited"):
        kept.remove(key)
    kept.endGroup()
