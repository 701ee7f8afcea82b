"""The recovery sheets, printed or written by hand at any later day: first-run's two halves over the settings."""

from collections.abc import Callable

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.first.half import Printing
from reintegration_desktop.ui.first.recovery import Asked, RecoveryStep
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.recovery_sheet import Sheet
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.banners import Banner


class SheetsPage(OverPage):
    """Nothing is granted before all four words were typed back: ``keep`` does it, and raises refusals."""

    def __init__(
        self, tasks: Tasks, sheets: tuple[Sheet, Sheet], asked: tuple[Asked, Asked], keep: Callable[[], None],
        printing: Printing, time: Callable[[], str],
    ) -> None:  # fmt: skip
        super().__init__(
            tasks,
            lambda: say("Two sheets for two holders"),
            lambda: say(
                "If nobody's passphrase opens this vault any more, the two halves together do. One alone opens "
                "nothing. Choose two holders outside this office."
            ),
        )
        self._keep = keep
        self.step = RecoveryStep(sheets, asked, printing, time)
        self.step.changed.connect(self._enable)
        self.told = Banner("ok", lambda: say("The sheets are valid from now on."), _old_ones)
        self.told.hide()
        self.lay_out(self.told, self.step, does=(lambda: say("Both are on paper"), self._on_keep))
        self.setFocusProxy(self.step)
        self._enable()

    def _enable(self) -> None:
        self.deed.setEnabled(self.step.is_done)

    def _on_keep(self) -> None:
        self.begin_deed(say("One moment..."))
        self.run(self._keep, self._on_kept, Lane.WRITER)

    def _on_kept(self, _: object) -> None:
        self.end_deed()
        self.deed.setEnabled(False)
        self.step.hide()  # the words leave the screen
        self.told.show()
        self.told.announce()
        self.changed.emit()


def _old_ones() -> str:
    return say("Older sheets open nothing any more: ask their holders to destroy them.")
