"""The files of a case, a line each: a small picture or a sign, what it is, what can be done with it."""

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reintegration_desktop.casework.attachments.looking import FileLine, State
from reintegration_desktop.casework.attachments.saving_out import may_leave
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.attachments.words import (
    about,
    can_be_shown,
    chip_of,
    closed_chip,
    icon_of,
    room_words,
    title_of,
)
from reintegration_desktop.ui.style.paint import box, icon_in
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import Button, IconButton, Kind
from reintegration_desktop.ui.widgets.chips import Chip, restricted_state
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.words import Words, small
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room

_SIDE = 64


class Thumb(QWidget):
    """A small picture in a square, or the sign of a type."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon, self._image = icon, QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def image(self) -> QImage:
        """What is shown; empty while it is a sign."""
        return self._image

    def show_image(self, image: QImage) -> None:
        """Show a picture."""
        self._image = image
        self.update()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(px(_SIDE), px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, whole, on a sunken ground."""
        now, painter = look(), QPainter(self)
        box(painter, self.rect(), now.radius("control"), now.colour("sunken"), now.colour("line"), now.hair)
        inside = self.rect().adjusted(3, 3, -3, -3)
        if self._image.isNull():
            side = round(self.width() * 0.4)
            spot = QRect(0, 0, side, side)
            spot.moveCenter(self.rect().center())
            icon_in(painter, now, spot, self._icon, "muted")
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            spot = QRect(inside.topLeft(), self._image.size().scaled(inside.size(), Qt.AspectRatioMode.KeepAspectRatio))
            spot.moveCenter(self.rect().center())
            painter.drawImage(spot, self._image)
        painter.end()


class FileRow(QWidget):
    """``looked``, ``copied`` and ``opened`` ask to show it, to save a copy, to change what is said of it."""

    looked = Signal(object)
    copied = Signal(object)
    opened = Signal(object)

    def __init__(self, workplace: Workplace, line: FileLine) -> None:
        super().__init__()
        self._place, self.line = workplace, line
        self.thumb = Thumb(icon_of(line))
        title = title_of(workplace, line)
        chips: list[QWidget] = [Chip(chip)] if (chip := chip_of(line.state)) else []
        chips += [Chip(restricted_state())] if line.room is Room.RESTRICTED else []
        self._chips = Flowing(*chips)
        if not chips:
            self._chips.hide()
        told = Column(
            Words(title, bold=True, wraps=True), small(partial(about, workplace, line)),
            small(room_words(line.room)), self._chips, gap=2,
        )  # fmt: skip
        row = Row(self.thumb, Box(told), *self._ways(title), gap=12)
        row.setStretch(1, 1)
        row.setAlignment(self.thumb, Qt.AlignmentFlag.AlignTop)
        self.setLayout(row)

    def _ways(self, title: str) -> list[Button]:
        """What can be done with it by who is signed in."""
        ways: list[Button] = []
        self.look_button = Button(lambda: say("Look"), icon="eye", small=True)
        self.copy_button = IconButton(lambda: say("Save a copy of {file}…", file=title), "download", small=True)
        self.edit_button = IconButton(lambda: say("Change what is said of {file}", file=title), "more", Kind.QUIET,
                                      small=True)  # fmt: skip
        self.look_button.setAccessibleName(say("Look at {file}", file=title))
        if can_be_shown(self.line):
            ways.append(self.look_button)
        if self.line.state is State.HERE and may_leave(self._place.desk, self.line):
            ways.append(self.copy_button)
        ways.append(self.edit_button)
        self.look_button.clicked.connect(lambda: self.looked.emit(self.line))
        self.copy_button.clicked.connect(lambda: self.copied.emit(self.line))
        self.edit_button.clicked.connect(lambda: self.opened.emit(self.line.record))
        return ways

    def show_thumb(self, image: QImage | None) -> None:
        """Show its small picture; None says that it cannot be opened."""
        if image is not None:
            self.thumb.show_image(image)
        else:
            self._chips.add(Chip(closed_chip()))
            self._chips.show()
