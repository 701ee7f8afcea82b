"""A PDF that one pages through: which page of how many, closer, back, as wide as the view or whole."""

from collections.abc import Callable

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.strangers.wire import Message
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.strangers.sheets import Sheets
from reintegration_desktop.ui.strangers.view import StrangeView, number
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import Button, IconButton
from reintegration_desktop.ui.widgets.words import Words

_MOST, _SIDE, _LARGEST = 10_000, 20_000, 14_400


class PaperView(StrangeView):
    """The pages, and the ways through them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.sheets, self.where, self._all = Sheets(), Words(place="note", tone="muted"), 0
        self.sheets.setAccessibleName(name)
        self.setLayout(Column(self.sheets))
        self.setFocusProxy(self.sheets)
        self.sheets.wanted.connect(lambda page, width: self.asked.emit({"ask": "page", "number": page, "width": width}))
        self.sheets.turned.connect(lambda _: self._tell())
        self.sheets.zoomed.connect(lambda _: self._tell())

    def take(self, message: Message) -> None:
        """The sizes of its pages, or one of them."""
        head = message.head
        if head["say"] == "pages":
            sizes = [(number(wide, 1e-3, _LARGEST), number(high, 1e-3, _LARGEST)) for wide, high in head["sizes"]]
            if not 0 < len(sizes) <= _MOST:
                raise ValueError
            self._all = int(number(head["all"]))
            self.sheets.show_sizes(sizes)
            self._tell()
            return
        shown = int(number(head["number"], 0, self.sheets.count - 1))
        self.sheets.take(shown, int(number(head["width"])), _image(message))

    def forget(self) -> None:
        """No page stays drawn."""
        self.sheets.show_sizes(())
        self.where.set_text("")

    def ways(self, page: Page) -> list[QWidget]:
        """Through it, closer and back."""
        wide = page.act(lambda: say("Fit width"), "Ctrl+0", self.sheets.fit)
        page.act(lambda: say("Page before"), "PgUp", self.sheets.back)
        page.act(lambda: say("Next page"), "PgDown", self.sheets.on)
        self.before = IconButton(lambda: say("Page before"), "arrow-up")
        self.after = IconButton(lambda: say("Next page"), "arrow-down")
        self.before.clicked.connect(lambda: self.sheets.go(self.sheets.page - 1))
        self.after.clicked.connect(lambda: self.sheets.go(self.sheets.page + 1))
        signs = [
            _sign(page, lambda: say("Smaller"), "Ctrl+-", "minus", self.sheets.smaller),
            _sign(page, lambda: say("Larger"), "Ctrl++", "plus", self.sheets.larger),
            _sign(page, lambda: say("Whole page"), "Ctrl+9", "file", self.sheets.whole),
        ]
        return [Box(Row(self.where, self.before, self.after, *signs, Button.of(wide)))]

    def above(self) -> Text:
        """Where not all of it is shown."""
        most, every = self.sheets.count, self._all
        if most >= every:
            return ""
        return lambda: say("The first {n} of {all} pages are shown.", n=most, all=every)

    def _tell(self) -> None:
        sheets = self.sheets
        if sheets.count:
            words = say("Page {n} of {all} · {zoom} %", n=sheets.page + 1, all=sheets.count,
                        zoom=round(sheets.zoom * 100))  # fmt: skip
            self.where.set_text(isolate(words))
            sheets.setAccessibleDescription(words)


def _sign(page: Page, name: Text, key: str, icon: str, does: Callable[[], None]) -> IconButton:
    """A way that is only a sign, with its key."""
    act = page.act(name, key, does)
    button = IconButton(name, icon)
    button.clicked.connect(act.trigger)
    return button


def _image(message: Message) -> QImage:
    """A page's points; empty for one that cannot be drawn. Raises ValueError for points that do not fit."""
    if message.head["say"] == "no page":
        return QImage()
    wide, high, stride = (int(number(part, 1, _SIDE * 4)) for part in message.head["points"])
    if message.head["say"] != "page" or stride < wide * 4 or stride * high != len(message.body):
        raise ValueError
    return QImage(message.body, wide, high, stride, QImage.Format.Format_RGB32).copy()
