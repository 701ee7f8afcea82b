"""The four ways to begin, each a button as large as a card."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.ui.style.lines import height_of, lay_out
from reintegration_desktop.ui.style.paint import box, focus_ring, icon_in
from reintegration_desktop.ui.theme import look, px

_PAD, _ICON, _NARROWEST = 16, 22, 240


class Beginning(StrEnum):
    """How a first run goes on."""

    NEW = "new"
    JOIN = "join"
    RESTORE = "restore"
    EXPLORE = "explore"


_ICONS = {Beginning.NEW: "plus", Beginning.JOIN: "link", Beginning.RESTORE: "backup", Beginning.EXPLORE: "flag"}
TITLES: Mapping[Beginning, str] = {
    Beginning.NEW: marked("A new vault"),
    Beginning.JOIN: marked("Join an office"),
    Beginning.RESTORE: marked("Restore from a backup"),
    Beginning.EXPLORE: marked("Look round first"),
}
_SECONDS = {
    Beginning.NEW: marked("For an office that begins. You look after it until others join."),
    Beginning.JOIN: marked("A file goes to a custodian and one comes back. Both of you type a code."),
    Beginning.RESTORE: marked("With the backup and the two recovery sheets."),
    Beginning.EXPLORE: marked("With invented cases. Nothing you do there can harm anybody."),
}


class WayButton(QRadioButton):
    """One way: its sign, its title, what it takes."""

    def __init__(self, way: Beginning) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.way = way
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.resay()

    def resay(self) -> None:
        """Title and what it takes in the language of now."""
        self.setText(say(TITLES[self.way]).replace("&", "&&"))
        self.setAccessibleName(say(TITLES[self.way]))
        self.setAccessibleDescription(say(_SECONDS[self.way]))
        self.updateGeometry()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def hitButton(self, pos: object) -> bool:
        """The whole card is the target."""
        return True

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Title and what it takes."""
        title, second = self._laid(width)
        return height_of(title) + height_of(second) + px(2 + 2 * 12)

    def sizeHint(self) -> QSize:
        """A card of the narrowest width."""
        wide = px(_NARROWEST)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """A card of the narrowest width."""
        return QSize(px(_NARROWEST), px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Card, sign, words, ring."""
        now, painter, chosen = look(), QPainter(self), self.isChecked()
        fill = "accent_soft" if chosen else "sunken" if self.underMouse() else "surface"
        edge = "accent" if chosen else "control"
        box(painter, self.rect(), now.radius("card"), now.colour(fill), now.colour(edge), now.hair)
        size = now.px(_ICON)
        sign = QRect(now.px(_PAD), now.px(14), size, size)
        icon_in(painter, now, now.mirrored(self.rect(), sign), _ICONS[self.way], "accent")
        title, second = self._laid(self.width())
        left = 0 if now.right_to_left else now.px(2 * _PAD + _ICON)
        left += now.px(_PAD) if now.right_to_left else 0
        painter.setPen(now.colour("on_accent_soft" if chosen else "text"))
        title.draw(painter, QPointF(left, now.px(12)))
        painter.setPen(now.colour("muted"))
        second.draw(painter, QPointF(left, now.px(14) + height_of(title)))
        if self.hasFocus():
            focus_ring(painter, now, self.rect(), now.radius("card"))
        painter.end()

    def _laid(self, width: int) -> tuple[QTextLayout, QTextLayout]:
        """Title and second words in lines."""
        now = look()
        room = width - now.px(3 * _PAD + _ICON)
        title = lay_out(say(TITLES[self.way]), now.font("group", bold=True), room, now.direction)
        return title, lay_out(say(_SECONDS[self.way]), now.font("note"), room, now.direction)
