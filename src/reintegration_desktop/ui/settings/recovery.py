"""How it stands with the recovery sheets: none yet, used once, or valid since a day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.settings.verbs import Recovery
from reintegration_desktop.ui.widgets.arrange import Column
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button


class RecoveryCard(QWidget):
    """A banner with the one way from it; ``make`` opens the page of two halves."""

    def __init__(self, make: Callable[[], None] | None) -> None:
        super().__init__()
        self.make = Button(lambda: say("Make the sheets…"), icon="print")
        self.make.setVisible(make is not None)
        if make is not None:
            self.make.clicked.connect(make)
        self._banner = Banner("info", "", buttons=(self.make,), icon="papers")
        self.setLayout(Column(self._banner))

    def show_recovery(self, recovery: Recovery, since: date | None) -> None:
        """Say it."""
        if recovery is Recovery.MADE:
            day = day_in_words(since) if since else ""
            self._banner.tell(
                "ok", lambda: say("The recovery sheets are valid, made on {day}.", day=day),
                lambda: say("Make others when a holder leaves or a sheet is lost; the old ones open nothing then."),
                icon="papers",
            )  # fmt: skip
        elif recovery is Recovery.USED:
            self._banner.tell(
                "warn", lambda: say("The recovery sheets were used: make others now."),
                lambda: say("They open nothing any more. Until there are others, nobody can help with a lost "
                            "passphrase."),
                icon="papers",
            )  # fmt: skip
        else:
            self._banner.tell(
                "warn", lambda: say("There are no recovery sheets yet."),
                lambda: say("If every passphrase is lost, nobody can open this vault: not even headquarters."),
                icon="papers",
            )  # fmt: skip
