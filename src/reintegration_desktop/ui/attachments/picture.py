"""A picture that one looks at: fitted, larger, smaller, moved with the arrows or by pulling; never kept on a disk."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from reintegration_desktop.ui.theme import look

STEP, LARGEST, SMALLEST = 1.25, 8.0, 0.05


class _Canvas(QWidget):
    """Paints the picture as large as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, smooth where it is made smaller."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self.image)
        painter.end()


class PictureView(QScrollArea):
    """``zoomed`` tells the size of now, 1.0 being a point of the picture on a point of the screen."""

    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._canvas, self._zoom, self._fits = _Canvas(), 1.0, True
        self._pulled: QPoint | None = None
        self.setWidget(self._canvas)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def image(self) -> QImage:
        """What is shown."""
        return self._canvas.image

    @property
    def zoom(self) -> float:
        """How large it is shown."""
        return self._zoom

    def show_image(self, image: QImage) -> None:
        """Show a picture, fitted; an empty one takes it away."""
        self._canvas.image = image
        self.fit()

    def fit(self) -> None:
        """All of it in sight, no larger than it is."""
        self._fits = True
        size, room = self.image.size(), self.maximumViewportSize()
        if not self.image.isNull():
            ratio = self.devicePixelRatioF()
            self._take(min(room.width() / size.width(), room.height() / size.height(), 1.0) * ratio)

    def larger(self) -> None:
        """A step closer."""
        self._to(self._zoom * STEP)

    def smaller(self) -> None:
        """A step back."""
        self._to(self._zoom / STEP)

    def natural(self) -> None:
        """Each point of it on a point of the screen."""
        self._to(1.0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was fitted stays so."""
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl closer or back."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._to(self._zoom * STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus and minus, too, without Ctrl."""
        keys = {Qt.Key.Key_Plus: self.larger, Qt.Key.Key_Minus: self.smaller, Qt.Key.Key_0: self.fit}
        act = keys.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pull it."""
        self._pulled = event.position().toPoint()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull it."""
        if self._pulled is not None:
            moved = self._pulled - event.position().toPoint()
            self._pulled = event.position().toPoint()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + moved.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._pulled = None
        self.unsetCursor()

    def minimumSizeHint(self) -> QSize:
        """Room for something to be seen."""
        return QSize(look().px(160), look().px(120))

    def _to(self, zoom: float) -> None:
        self._fits = False
        self._take(min(max(zoom, SMALLEST), LARGEST))

    def _take(self, zoom: float) -> None:
        """As large as this; what was in the middle stays there."""
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        middles = [(bar.value() + bar.pageStep() / 2) / max(1, bar.maximum() + bar.pageStep()) for bar in bars]
        self._zoom = zoom
        self._canvas.resize(self.image.size() * (zoom / self.devicePixelRatioF()))
        for bar, middle in zip(bars, middles, strict=True):
            bar.setValue(round(middle * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))
        self.zoomed.emit(zoom)
