"""The status bar: whether all is saved, how old the last backup is, where the data lies, where help is."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.style.paint import focus_ring, words_in
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.arrange import Box, Row
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words


class _State(Box):
    """A small sign and words."""

    def __init__(self, icon: str, text: Text = "", tone: str = "muted") -> None:
        self._sign, self._words = Sign(icon, tone, 14), Words(text, place="small", tone=tone)
        super().__init__(Row(self._sign, self._words, gap=6))
        self.told = bool(text)

    def tell(self, icon: str, text: Text, tone: str) -> None:
        """Show something else."""
        self._sign.set_icon(icon, tone)
        self._words.set_tone(tone)
        self._words.set_text(text)
        self.told = bool(text)
        self.setVisible(self.told)


class _Help(QPushButton):
    """F1, and what it does."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.resay()

    def resay(self) -> None:
        """The words in the language of now."""
        self.setText(say("F1 keys and help"))
        self.setAccessibleName(say("Keys and help"))
        self.updateGeometry()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The words."""
        now = look()
        return QSize(now.advance(self.text(), "small") + now.px(16), now.size("status") - now.px(2))

    def minimumSizeHint(self) -> QSize:
        """The words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, and the ring."""
        now, painter = look(), QPainter(self)
        inside = self.rect().adjusted(now.px(8), 0, -now.px(8), 0)
        words_in(painter, now, inside, self.text(), colour="text" if self.underMouse() else "muted", place="small")
        if self.hasFocus():
            focus_ring(painter, now, self.rect(), now.radius("small"))
        painter.end()


class StatusBar(QFrame):
    """One line under every page."""

    help_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self._saved = _State("check-circle", tone="ok")
        self._training = _State("flag", lambda: say("TRAINING: invented cases"), "training")
        self._backup, self._place = _State("backup"), _State("usb")
        self._help = _Help()
        self._help.clicked.connect(self.help_asked)
        self._row = Row(self._training, self._saved, gap=16, margins=(24, 0, 10, 0))
        self._row.addStretch(1)
        for widget in (self._backup, self._place, self._help):
            self._row.addWidget(widget)
        self.setLayout(self._row)
        self._training.hide()
        self.set_saved()
        for state in (self._backup, self._place):
            state.hide()
        self.rescale()

    def set_saved(self, text: Text = "", *, tone: str = "ok", icon: str = "check-circle") -> None:
        """Whether all is saved; no words: all is."""
        self._saved.tell(icon, text or (lambda: say("All saved")), tone)

    def set_backup(self, text: Text, *, tone: str = "muted") -> None:
        """How old the last backup is."""
        self._backup.tell("backup", text, tone)

    def set_place(self, text: Text) -> None:
        """Where the data lies."""
        self._place.tell("usb", text, "muted")

    def set_training(self, training: bool) -> None:
        """Whether invented cases are open."""
        self._training.setVisible(training)

    def set_narrow(self, narrow: bool) -> None:
        """Where it is narrow, the place gives way first."""
        self._place.setVisible(self._place.told and not narrow)

    def rescale(self) -> None:
        """Its height at the text size of now."""
        self.setFixedHeight(look().size("status"))
