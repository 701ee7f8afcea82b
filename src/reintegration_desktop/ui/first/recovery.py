"""Fourth step: two halves on two sheets for two holders outside the office; on paper only."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.first.half import HalfColumn, Printing
from reintegration_desktop.ui.recovery_sheet import Sheet
from reintegration_desktop.ui.widgets.arrange import Column
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.beside import Beside

Asked = tuple[int, int]


class RecoveryStep(QWidget):
    """The two halves beside each other, below each other where it is narrow. ``changed``: look at ``is_done``."""

    changed = Signal()

    def __init__(
        self, sheets: tuple[Sheet, Sheet], asked: tuple[Asked, Asked], printing: Printing, time: Callable[[], str]
    ) -> None:
        super().__init__()
        self.halves = tuple(
            HalfColumn(sheet, numbers, printing, time) for sheet, numbers in zip(sheets, asked, strict=True)
        )
        warning = Banner(
            "warn",
            lambda: say("On paper only: never saved, never photographed"),
            lambda: say(
                "Telephones and printers keep copies. If the printer isn't yours, write by hand. Look at the paper for "
                "the words asked: they are covered here."
            ),
        )
        column = Column(Beside(*self.halves, gap=20, equal=True), warning, gap=14)
        column.addStretch(1)
        self.setLayout(column)
        self.setFocusProxy(self.halves[0].holder)
        for half in self.halves:
            half.changed.connect(self.changed)

    @property
    def is_done(self) -> bool:
        """Both on paper, all four words right."""
        return all(half.is_done for half in self.halves)
