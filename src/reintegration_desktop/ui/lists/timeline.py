"""A timeline: sentences by day, the newest first; what changed as from and to; the day stays in sight."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from reintegration_desktop.ui.lists.entries import EntriesModel
from reintegration_desktop.ui.lists.timeline_delegate import DAY_HEIGHT, TimelineDelegate, paint_day
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look, px


class Timeline(QListView):
    """Draws entries; the heading of the day one is in stays at the top while one scrolls."""

    def __init__(self, name: Text, model: EntriesModel) -> None:
        super().__init__()
        self._name, self._entries = name, model
        self._delegate = TimelineDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        model.modelReset.connect(self._delegate.forget)
        self.resay()

    def resay(self) -> None:
        """The accessible name in the language of now."""
        self.setAccessibleName(said(self._name))

    def rescale(self) -> None:
        """Measure again at the text size of now."""
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sentences wrap at another place."""
        self._delegate.forget()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The entries, then the heading of the day that is at the top."""
        super().paintEvent(event)
        top = self.indexAt(QPoint(1, 1))
        row = top.row()
        while row > 0 and not self._entries.entry(row).day:
            row -= 1
        if row >= 0 and self._entries.rowCount():
            now, painter = look(), QPainter(self.viewport())
            place = QRect(0, 0, self.viewport().width(), px(DAY_HEIGHT))
            painter.fillRect(place, now.colour("surface"))
            paint_day(painter, now, place, self._entries.entry(row).day)
            painter.end()
