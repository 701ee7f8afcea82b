"""Labels that are never cut: they ask for the height of their lines and the width of their longest word."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reintegration_desktop.ui.style.lines import height_of, lay_out
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look, px

_COMFORTABLE, _LONGEST_WORD = 360, 280


class Words(QLabel):
    """Words in the font of a place, in a tone; always plain text, since a name may hold HTML."""

    def __init__(
        self, text: Text = "", *, place: str = "body", bold: bool = False, tone: str = "text", wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._text, self._place, self._bold = text, place, bold
        self._laid: tuple[int, QTextLayout] | None = None
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        self._least: QSize | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setWordWrap(wraps)
        across = QSizePolicy.Policy.Preferred if wraps else QSizePolicy.Policy.Minimum
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.rescale()
        self.resay()

    def set_text(self, text: Text) -> None:
        """Show other words."""
        self._text = text
        self.resay()

    def set_tone(self, tone: str) -> None:
        """Show them in another tone: text, muted, accent, danger, warn, ok, info, neutral."""
        self.setProperty("tone", tone)
        self.update()

    def set_bold(self, bold: bool) -> None:
        """Show them bold or not."""
        self._bold = bold
        self.rescale()

    def resay(self) -> None:
        """Say the words again."""
        text = said(self._text)
        if text != self.text():
            self.setText(text)
            self._measure_anew()

    def rescale(self) -> None:
        """Take the font at the text size of now."""
        self.setFont(look().font(self._place, bold=self._bold))
        self._measure_anew()

    def hasHeightForWidth(self) -> bool:
        """Words that wrap are as high as their lines."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """The height of the lines at a width; -1 where they do not wrap. Layouts ask many times: it is remembered."""
        if not self.wordWrap():
            return -1
        if width not in self._heights:
            self._heights[width] = height_of(self._lines(width))
        return self._heights[width]

    def minimumSizeHint(self) -> QSize:
        """One line high and as wide as the longest word where it wraps; else as wide as the words."""
        if not self.wordWrap():
            return self.sizeHint()
        if self._least is None:
            metrics = self.fontMetrics()
            longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
            self._least = QSize(min(longest, px(_LONGEST_WORD)) + 2, metrics.height())
        return self._least

    def sizeHint(self) -> QSize:
        """The words in one line, or in lines of a comfortable length."""
        if self._hint is None:
            self._hint = self._wished()
        return self._hint

    def changeEvent(self, event: QEvent) -> None:
        """Lines lie otherwise in another direction."""
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._measure_anew()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that this width needs."""
        super().resizeEvent(event)
        self._keep_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        """At the leading edge of the page, whatever script the words begin with."""
        painter = QPainter(self)
        painter.setPen(look().colour(str(self.property("tone")) if self.isEnabled() else "muted"))
        lines = self._lines(self.width())
        top = 0 if self.alignment() & Qt.AlignmentFlag.AlignTop else max(0, (self.height() - height_of(lines)) // 2)
        lines.draw(painter, QPointF(0, top))
        painter.end()

    def _wished(self) -> QSize:
        metrics = self.fontMetrics()
        natural = max((metrics.horizontalAdvance(line) for line in self.text().splitlines()), default=0) + 2
        if not self.wordWrap():
            return QSize(natural, height_of(lay_out(self.text() or " ", self.font(), natural, self.layoutDirection())))
        width = max(min(natural, px(_COMFORTABLE)), self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))

    def _lines(self, width: int) -> QTextLayout:
        """The words laid out; words that do not wrap have all the room they want. The last width is remembered."""
        room = width if self.wordWrap() else max(width, self.sizeHint().width())
        if self._laid is None or self._laid[0] != room:
            laid = lay_out(self.text(), self.font(), room, self.layoutDirection(), align=self.alignment())
            self._laid = (room, laid)
        return self._laid[1]

    def _measure_anew(self) -> None:
        """Forget every measure: words, font or direction are others."""
        self._laid = self._hint = self._least = None
        self._heights = {}
        self._keep_whole()

    def _keep_whole(self) -> None:
        if self.wordWrap() and self.width() > 0 and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            high = max(0, self.heightForWidth(self.width()))
            if high == self.minimumHeight():
                return
            self.setMinimumHeight(high)
        self.updateGeometry()


def title(text: Text, parent: QWidget | None = None) -> Words:
    """The one title of a page."""
    return Words(text, place="page", bold=True, wraps=True, parent=parent)


def heading(text: Text, parent: QWidget | None = None) -> Words:
    """A section of a page."""
    return Words(text, place="section", bold=True, wraps=True, parent=parent)


def caption(text: Text, parent: QWidget | None = None) -> Words:
    """A card's or a table's title."""
    return Words(text, place="group", bold=True, wraps=True, parent=parent)


def note(text: Text = "", tone: str = "muted", parent: QWidget | None = None) -> Words:
    """A second line."""
    return Words(text, place="note", tone=tone, wraps=True, parent=parent)


def small(text: Text = "", tone: str = "muted", parent: QWidget | None = None) -> Words:
    """Help under a field, units, the status bar."""
    return Words(text, place="small", tone=tone, wraps=True, parent=parent)
