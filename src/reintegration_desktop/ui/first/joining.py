"""Fourth step of who joins: the request goes to a custodian, the answer comes back, both codes are typed."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.first.beginning import PathLine
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.picking import Pick, pick_file, pick_new_file
from reintegration_desktop.ui.theme import px
from reintegration_desktop.ui.widgets.arrange import Column, Row
from reintegration_desktop.ui.widgets.beside import Beside
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, caption, note

_QR, _CODE = 116, 20


@dataclass(frozen=True, slots=True)
class Request:
    """What a newcomer carries to a custodian: its 20-character code in fours, and the same as a QR."""

    code: str
    qr: tuple[tuple[bool, ...], ...]


class QrPicture(QWidget):
    """A QR with its quiet zone, dark on white in every theme."""

    def __init__(self, modules: tuple[tuple[bool, ...], ...], name: Callable[[], str], size: int = _QR) -> None:
        super().__init__()
        self._modules, self._name, self._size = modules, name, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.resay()

    def resay(self) -> None:
        """What it is, in the language of now."""
        self.setAccessibleName(self._name())

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """White, then the dark modules in whole px."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), "#FFFFFF")
        count = max(1, len(self._modules) + 4)
        size = self.width() // count
        edge = (self.width() - size * len(self._modules)) // 2
        for row, modules in enumerate(self._modules):
            for column, dark in enumerate(modules):
                if dark:
                    painter.fillRect(QRect(edge + column * size, edge + row * size, size, size), "#111512")
        painter.end()


class JoiningStep(QWidget):
    """``save_asked(file)`` wants the request written; ``changed``: look at ``is_done`` and ``answer``."""

    save_asked = Signal(str)
    changed = Signal()

    def __init__(self, request: Request, picks: tuple[Pick, Pick] = (pick_new_file, pick_file)) -> None:
        super().__init__()
        self._pick = picks[0]
        self._answer = PathLine(lambda: say("The answer"), picks[1])
        self._code = TextLine(left_to_right=True, sealed=False)
        self._saved = note("", "ok")
        self.save = Button(lambda: say("Save the request..."), icon="upload")
        self.save.clicked.connect(self._on_save)
        self._answer.changed.connect(self.changed)
        self._code.textChanged.connect(lambda _: self.changed.emit())
        self.setFocusProxy(self.save)
        column = Column(Beside(self._there(request), self._back(), equal=True), gap=12)
        column.addStretch(1)
        self.setLayout(column)

    @property
    def answer(self) -> tuple[str, str]:
        """The answer's file and the code that was typed."""
        return self._answer.line.text().strip(), self._code.text().strip()

    @property
    def is_done(self) -> bool:
        """A file and a whole code are there; whether they are right is seen when joining."""
        file, code = self.answer
        return bool(file) and sum(sign.isalnum() for sign in code) == _CODE

    def show_saved(self) -> None:
        """The request was written."""
        self._saved.set_text(lambda: say("Saved. Carry it to a custodian, and read them your code."))

    def _there(self, request: Request) -> Card:
        groups = request.code.replace("-", "  ")
        code = Words(groups, place="section", bold=True, wraps=True)
        told = Column(note(lambda: say("Your code, in fours")), code, gap=2)
        told.addStretch(1)
        qr = Row(QrPicture(request.qr, lambda: say("Your code as a QR")), told, gap=16)
        qr.setStretch(1, 1)
        save = Row(self.save)
        save.addStretch(1)
        words = note(lambda: say("Say it by telephone or show it: it is no secret, but it must come from you."))
        return Card(caption(lambda: say("1. There")), qr, words, save, self._saved, gap=10)

    def _back(self) -> Card:
        code = Field(
            lambda: say("The custodian's code"),
            self._code,
            help=lambda: say("Twenty characters, heard by telephone or scanned. There is no comparing later."),
        )
        card = Card(caption(lambda: say("2. Back")), Field(lambda: say("The answer"), self._answer), code, gap=10)
        card.inside.addStretch(1)
        return card

    def _on_save(self) -> None:
        if chosen := self._pick(self, say("Save the request")):
            self.save_asked.emit(chosen)
