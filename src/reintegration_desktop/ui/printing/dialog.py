"""The small window that asks which printer, and says what the system's spooler may keep."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog, QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.printing.spooler import Asked, Printers, ask_for_printers, hand_over
from reintegration_desktop.ui.theme import px
from reintegration_desktop.ui.widgets.arrange import Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.words import Words, note

_WIDE, _COPIES, _USUAL = 460, 10, "-"


class PrinterDialog(QDialog):
    """``pages`` paints them as a PDF when it is asked to print. Accepted once the spooler has taken all of it.

    Goes with its window: where the vault is locked, nothing of it is left running.
    """

    def __init__(self, pages: Callable[[], bytes], parent: QWidget) -> None:
        super().__init__(parent)
        self._pages, self._asks = pages, list[Asked]()
        self.setWindowTitle(say("Print"))
        self.printer = Dropdown({_USUAL: lambda: say("This computer's usual printer")})
        self.printer.set_value(_USUAL)
        self.copies = Dropdown({str(number): str(number) for number in range(1, _COPIES + 1)})
        self.copies.set_value("1")
        self.failure = Banner("danger", "")
        self.failure.hide()
        self.print = Button(lambda: say("Print it"), Kind.FIRST, icon="print")
        self.cancel = Button(lambda: say("Cancel"))
        self._lay_out()
        self.print.clicked.connect(self._on_print)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self._end)
        parent.window().installEventFilter(self)
        self._asks += ask_for_printers(self._show_printers, self)

    @property
    def _below(self) -> QWidget:
        """The window over which it stands: asked for, never held, or Python's collector takes the two of them half."""
        parent = self.parentWidget()
        assert parent is not None
        return parent.window()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See its window go; nothing is kept from anybody."""
        if event.type() is QEvent.Type.Hide and watched is self._below:
            self.reject()
        return False

    def _lay_out(self) -> None:
        head = Words(lambda: say("Print"), place="section", bold=True)
        told = note(what_the_spooler_keeps)
        fields = Row(Field(lambda: say("Printer"), self.printer), Field(lambda: say("Copies"), self.copies), gap=12)
        fields.setStretch(0, 1)
        foot = Row(self.cancel)
        foot.addStretch(1)
        foot.addWidget(self.print)
        self.setLayout(Column(head, told, fields, self.failure, foot, gap=12, margins=(20, 16, 20, 16)))
        self.setMinimumWidth(px(_WIDE))

    def _show_printers(self, printers: Printers) -> None:
        if not printers.names:
            return
        self.printer.set_entries({name: name for name in printers.names})
        self.printer.set_value(printers.usual if printers.usual in printers.names else printers.names[0])

    def _on_print(self) -> None:
        """Paint, hand over; the window stays alive while the spooler takes it."""
        self.failure.hide()
        printer = self.printer.value() or _USUAL
        self.print.set_busy(say("Handing it over..."))
        self._asks.append(hand_over(self._pages(), "" if printer == _USUAL else printer,
                                    int(self.copies.value() or 1), self._on_taken, self))  # fmt: skip

    def _on_taken(self, code: int, _: str) -> None:
        if code == 0:
            self.accept()
            return
        self.print.set_busy()
        self.failure.tell(
            "danger",
            lambda: say("The printer took nothing."),
            lambda: say("Nothing was lost. See whether it is switched on and has paper, or choose another one."),
        )
        self.failure.show()
        self.failure.announce()
        self.adjustSize()

    def _end(self) -> None:
        self._below.removeEventFilter(self)
        for ask in self._asks:
            ask.end()


def what_the_spooler_keeps() -> str:
    """What stands where somebody is about to print."""
    return say(
        "This program writes no file of it. The computer's print queue and the printer may keep a copy: print only "
        "where both are yours."
    )
