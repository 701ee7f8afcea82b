"""The green column of the first run: where one is, what is done, and what was chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.frame.signed_in import Brand
from reintegration_desktop.ui.frame.steps import STANDS, Stand
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import box, icon_in, words_in
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words

_WIDE, _MARK, _HIGH = 240, 28, 64


class _Mark(QWidget):
    """A circle with a number or a tick, and the way to the next one."""

    def __init__(self, number: int, *, last: bool) -> None:
        super().__init__()
        self._number, self._last, self.stand = number, last, Stand.TO_COME
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A circle with a piece of way."""
        return QSize(px(_MARK), px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Circle and way."""
        now, painter = look(), QPainter(self)
        spot = QRect(0, 0, now.px(_MARK), now.px(_MARK))
        self._paint_circle(now, painter, spot)
        if not self._last:
            top = spot.bottom() + now.px(7)
            way = QRect((self.width() - now.px(2)) // 2, top, now.px(2), self.height() - top - now.px(6))
            painter.fillRect(way, now.colour("on_nav_muted"))
        painter.end()

    def _paint_circle(self, now: Look, painter: QPainter, spot: QRect) -> None:
        middle, radius = Qt.AlignmentFlag.AlignHCenter, spot.width() / 2
        shade = "toast_link" if now.hair > 1 else "nav_mark"
        if self.stand is Stand.TO_COME:
            box(painter, spot, radius, None, now.colour("on_nav_muted"), 1.5)
            words_in(painter, now, spot, str(self._number), colour="on_nav", place="small", bold=True, align=middle)
            return
        box(painter, spot, radius, now.colour(shade), None)
        if self.stand is Stand.DONE:
            inside = spot.adjusted(now.px(6), now.px(6), -now.px(6), -now.px(6))
            icon_in(painter, now, inside, "check", "#12352A")
            return
        painter.setFont(now.font("small", bold=True))
        painter.setPen("#12352A")
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepColumn(QFrame):
    """The steps below each other; the words under a step say what was chosen."""

    def __init__(self, steps: Sequence[Text]) -> None:
        super().__init__()
        self.setObjectName("nav")
        self._titles = [Words(text, tone="on_nav", wraps=True) for text in steps]
        self._details = [Words(place="small", tone="on_nav_muted", wraps=True) for _ in steps]
        self._marks = [_Mark(number, last=number == len(steps)) for number in range(1, len(steps) + 1)]
        self._foot_words = Words(place="small", tone="on_nav_muted", wraps=True)
        self._rail, self._here = False, 0
        self._brand = Brand()
        self._lines, self._rows = list[QWidget](), list[Row]()
        column = Column(self._brand, gap=0, margins=(16, 16, 16, 20))
        column.addSpacing(px(24))
        for title, detail, mark in zip(self._titles, self._details, self._marks, strict=True):
            words = Column(title, detail, gap=0)
            words.addStretch(1)
            told = Box(words)
            self._lines.append(told)
            line = Row(mark, told, gap=14)
            line.setStretch(1, 1)
            self._rows.append(line)
            column.addLayout(line)
        column.addStretch(1)
        foot = Row(Sign("lock", "on_nav_muted", 14), self._foot_words, margins=(10, 0, 0, 0))
        foot.setStretch(1, 1)
        self._foot = Box(foot)
        column.addWidget(self._foot)
        self.setLayout(column)
        self.set_foot("")
        self.go(0)

    def go(self, here: int) -> None:
        """Show where one is; what lies before is done."""
        self._here = here
        for at, (title, mark) in enumerate(zip(self._titles, self._marks, strict=True)):
            mark.stand = Stand.HERE if at == here else Stand.DONE if at < here else Stand.TO_COME
            title.set_bold(at == here)
            mark.update()
        self.resay()

    def set_title(self, at: int, text: Text) -> None:
        """Another title: who joins has another fourth step."""
        self._titles[at].set_text(text)
        self.resay()

    def set_detail(self, at: int, text: Text) -> None:
        """What was chosen in a step."""
        self._details[at].set_text(text)

    def set_foot(self, text: Text) -> None:
        """What happens if one stops now."""
        self._foot_words.set_text(text)
        self._foot.setVisible(bool(text) and not self._rail)

    def set_rail(self, rail: bool) -> None:
        """Circles only, where it is narrow."""
        self._rail = rail
        self._brand.set_rail(rail)
        for line, row in zip(self._lines, self._rows, strict=True):
            line.setVisible(not rail)
            row.set_margins((0 if rail else 8, 0, 0, 0))
        self._foot.setVisible(not rail and bool(self._foot_words.text()))
        self.rescale()

    def rescale(self) -> None:
        """Its width at the text size of now."""
        self.setFixedWidth(look().size("nav_rail") if self._rail else px(_WIDE))

    def resay(self) -> None:
        """Where one is, for who cannot see the column."""
        here, n = said(self._titles[self._here].text()), self._here + 1
        self.setAccessibleName(say("Step {n} of {all}: {step}", n=n, all=len(self._titles), step=here))
        self.setAccessibleDescription(say(STANDS[Stand.HERE]))
