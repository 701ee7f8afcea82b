"""What a person is told of swap and hibernation on this computer."""

from reintegration_desktop.kernel.swap import InTheClear
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.widgets.banners import Banner


class SwapBanner(Banner):
    """Hidden where everything is known to be encrypted; that nobody can tell is told, too."""

    def __init__(self, state: InTheClear) -> None:
        known = state is InTheClear.YES
        super().__init__("warn" if known else "info", _written if known else _unknown, _cure)
        self.setVisible(False)
        self.wanted = state is not InTheClear.NO

    def show_if_wanted(self, *, here: bool = True) -> None:
        """Show it where there is something to tell, and ``here`` is the place for it."""
        self.setVisible(self.wanted and here)


def _written() -> str:
    return say("This computer may write what you read onto its disk, unencrypted: as swap, or when it hibernates.")


def _unknown() -> str:
    return say(
        "This program cannot tell whether this computer writes what you read onto its disk, unencrypted: as swap, or "
        "when it hibernates."
    )


def _cure() -> str:
    return say("The vault itself is safe. Have somebody encrypt the whole disk, or switch swap and hibernation off.")
