"""What is copied out of the program: marked as secret for what keeps a history of copies, and gone at the lock."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
SECRET = {
    "x-kde-passwordManagerHint": b"secret",
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"\x01",
    _WINDOWS.format("CanIncludeInClipboardHistory"): b"\x00\x00\x00\x00",
    _WINDOWS.format("CanUploadToCloudClipboard"): b"\x00\x00\x00\x00",
}
"""The hints that Klipper and its likes, and Windows' clipboard history, keep to."""


class ClipboardGuard(QObject):
    """Watches the clipboard as long as its parent lives. ``ours`` tells whether what lies in it was copied here.

    What another program copied is left alone.
    """

    def __init__(self, clipboard: QClipboard, parent: QObject, ours: Callable[[], bool] | None = None) -> None:
        super().__init__(parent)
        self._clipboard, self._ours = clipboard, ours or clipboard.ownsClipboard
        clipboard.dataChanged.connect(self._mark)

    def clear(self) -> None:
        """Take away what was copied, or only chosen, here; for the lock."""
        if self._ours():
            self._clipboard.clear()
        if self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def _mark(self) -> None:
        """Put the same there once more, with the hints."""
        copied = self._clipboard.mimeData()
        if copied is None or not copied.formats() or not self._ours() or all(map(copied.hasFormat, SECRET)):
            return
        marked = QMimeData()
        for kind in copied.formats():
            marked.setData(kind, copied.data(kind))
        for kind, hint in SECRET.items():
            marked.setData(kind, hint)
        self._clipboard.setMimeData(marked)
