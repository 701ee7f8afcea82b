"""The language picker: each language in its own name, no flags."""

from types import MappingProxyType

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from reintegration_desktop.kernel.words import language, say
from reintegration_desktop.ui.style.paint import box, focus_ring, words_in
from reintegration_desktop.ui.theme import change_language, look
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.signs import Sign

LANGUAGES = MappingProxyType(
    {
        "en": "English",
        "fr": "Français",
        "ar": "العربية",
        "es": "Español",
        "pt": "Português",
        "sw": "Kiswahili",
    }
)


class LanguageButton(QPushButton):
    """One language."""

    def __init__(self, code: str) -> None:
        super().__init__(LANGUAGES[code])
        self.code = code
        self.setAccessibleName(LANGUAGES[code])
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The name."""
        now = look()
        return QSize(now.advance(self.text(), "note") + now.px(28), now.size("control_small") + now.px(4))

    def minimumSizeHint(self) -> QSize:
        """The name is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The name; in a box where it is the one that is spoken."""
        now, painter, here = look(), QPainter(self), self.isChecked()
        if here or self.underMouse():
            fill = now.colour("accent_soft" if here else "sunken")
            box(painter, self.rect(), now.radius("control"), fill, now.colour("accent") if here else None, now.hair)
        colour, middle = "on_accent_soft" if here else "muted", Qt.AlignmentFlag.AlignHCenter
        words_in(painter, now, self.rect(), self.text(), colour=colour, place="note", align=middle)
        if self.hasFocus():
            focus_ring(painter, now, self.rect())
        painter.end()


class LanguagePicker(Flowing):
    """Speaks another language at once; ``chosen`` tells which, so that it can be kept."""

    chosen = Signal(str)

    def __init__(self) -> None:
        self._buttons = {code: LanguageButton(code) for code in LANGUAGES}
        super().__init__(Sign("language"), *self._buttons.values(), gap=4)
        for code, button in self._buttons.items():
            button.clicked.connect(lambda _=False, code=code: self._speak(code))
        self.resay()

    def resay(self) -> None:
        """Mark the language that is spoken now."""
        self.setAccessibleName(say("Language"))
        if language() in self._buttons:
            self._buttons[language()].setChecked(True)

    def _speak(self, code: str) -> None:
        change_language(code)
        self.chosen.emit(code)
