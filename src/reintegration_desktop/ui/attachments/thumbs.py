"""Small pictures of files, made in memory one after another, and forgotten with the case."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from reintegration_desktop.casework.attachments.looking import FileLine, content
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.ui.workplace import Workplace

KEPT, MEGABYTES = 100, 128
SIDE = 128

Shown = Callable[[FileLine, QImage | None], None]


def decoded(picture: bytes, most: int | None = None) -> QImage:
    """A picture that the program itself made; empty where it is none. ``most`` px of the longer side.

    Beyond 128 MB Qt refuses it.
    """
    held = QBuffer()
    held.setData(QByteArray(picture))
    held.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(held)
    reader.setAllocationLimit(MEGABYTES)
    size = reader.size()
    if most is not None and max(size.width(), size.height()) > most:
        reader.setScaledSize(size.scaled(QSize(most, most), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class Thumbs(QObject):
    """Asks for one at a time in the reader's lane, so that whatever else is asked goes in between.

    ``shown`` is told of each, with None for a file that cannot be opened.
    """

    def __init__(self, workplace: Workplace, shown: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._shown = workplace, shown
        self._kept: OrderedDict[bytes, QImage | None] = OrderedDict()
        self._wanted: list[FileLine] = []
        self._asking = False
        self._reason, self._cases = "", 0

    def want(self, lines: Sequence[FileLine], reason: str) -> None:
        """Show the small pictures of these files, and of no others asked for before."""
        self._wanted, self._reason = list(lines), reason
        self._go_on()

    def forget(self) -> None:
        """Nothing of a case stays when another is opened."""
        self._kept.clear()
        self._wanted = []
        self._cases += 1

    def _go_on(self) -> None:
        while self._wanted and not self._asking:
            line = self._wanted.pop(0)
            key = line.sealed.digest if line.sealed else b""
            if key in self._kept:
                self._shown(line, self._kept[key])
                continue
            self._asking = True
            work = partial(_thumb, self._place.desk, line, self._reason)
            self._place.read(work, self, partial(self._on_read, self._cases, line, key), self._on_failed)

    def _on_read(self, cases: int, line: FileLine, key: bytes, image: QImage | None) -> None:
        self._asking = False
        if cases == self._cases:
            self._kept[key] = image
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            self._shown(line, image)
        self._go_on()

    def _on_failed(self, _: Exception) -> None:
        """Its sign stands there; why it cannot be opened is told when somebody opens it."""
        self._asking = False
        self._go_on()


def _thumb(desk: Desk, line: FileLine, reason: str) -> QImage | None:
    try:
        image = decoded(content(desk, line, reason), SIDE)
    except Refusal:
        return None
    return None if image.isNull() else image
