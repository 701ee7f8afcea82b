"""A recording that one listens to: its wave form, play and stop, how far it is."""

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.strangers.wire import Message
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.strangers.view import StrangeView, number
from reintegration_desktop.ui.strangers.wave import WaveForm
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import Button, IconButton, Kind
from reintegration_desktop.ui.widgets.words import Words

_MOST_PEAKS, _LONGEST, _BACK = 500_000, 100_000.0, 10.0


class SoundView(StrangeView):
    """It never begins to play by itself: who else is in the room is for a person to see."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.wave, self.time = WaveForm(), Words(place="section", bold=True)
        self._peaks: list[int] = []
        self._seconds = self._at = 0.0
        self.is_playing, self._whole = False, False
        self.wave.setAccessibleName(say("Wave form of {file}", file=name))
        self.back = IconButton(lambda: say("Ten seconds back"), "undo")
        self.back.clicked.connect(lambda: self._seek(max(0.0, self._at - _BACK)))
        self.wave.sought.connect(self._seek)
        self.wave.pressed.connect(self.toggle)
        row = Row(self.back, self.time, gap=12)
        row.addStretch(1)
        column = Column(self.wave, Box(row), gap=12, margins=(0, 8, 0, 8))
        column.addStretch(1)
        self.setLayout(column)
        self.setFocusProxy(self.wave)

    def take(self, message: Message) -> None:
        """A stretch of it, or how far it is."""
        head = message.head
        if head["say"] == "sound":
            self._peaks += [int(number(peak, 0, 255)) for peak in head["peaks"]]
            self._seconds, self._whole = number(head["seconds"], 0, _LONGEST), bool(head["whole"])
            if len(self._peaks) > _MOST_PEAKS:
                raise ValueError
            self.wave.show_peaks(self._peaks, self._seconds)
        elif head["say"] == "at":
            self._at, self.is_playing = number(head["seconds"], 0, _LONGEST), bool(head["playing"])
            self.wave.show_place(min(self._at, self._seconds))
        else:
            raise ValueError
        self._tell()

    def forget(self) -> None:
        """Nothing of it stays."""
        self._peaks, self._seconds, self._at, self.is_playing = [], 0.0, 0.0, False
        self.wave.show_peaks([], 0.0)
        self._tell()

    def ways(self, page: Page) -> list[QWidget]:
        """Play or pause: the one deed of the page."""
        self.deed = page.act(lambda: say("Pause") if self.is_playing else say("Play"), "Ctrl+Return", self.toggle)
        self.play = Button.of(self.deed, Kind.FIRST)
        return [self.play]

    def toggle(self) -> None:
        """Play it, or pause where it is."""
        if self._seconds:
            self.asked.emit({"ask": "pause" if self.is_playing else "play"})

    def above(self) -> Text:
        """How it is used; that others hear it."""
        return lambda: say("Space plays and pauses, the arrows go five seconds back and on. Who else can hear it?")

    def _seek(self, at: float) -> None:
        self.asked.emit({"ask": "seek", "at": at})

    def _tell(self) -> None:
        words = say("{at} / {end}", at=clock(self._at), end=clock(round(self._seconds))) if self._seconds else ""
        self.time.set_text(isolate(words) if words else "")
        self.wave.setAccessibleDescription(words)
        self.deed.resay()


def clock(seconds: float) -> str:
    """A time as players show it: 1:03, 1:02:03."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
