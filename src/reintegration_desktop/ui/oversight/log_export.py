"""How the log leaves: for what reason, in which forms; without a name, without a code."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.ui.inputs.choices import TickGroup
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.picking import Pick
from reintegration_desktop.ui.widgets.arrange import Row
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note, small

_FORMS = {"csv": marked("Table (csv)"), "jsonl": marked("Lines of data (json)")}


class LogExportCard(Card):
    """``wanted(reason, forms, folder)``; nothing leaves without a reason."""

    wanted = Signal(str, object, object)

    def __init__(self, pick: Pick) -> None:
        super().__init__(caption(lambda: say("Write the log out")), gap=10)
        self._pick = pick
        self.reason = TextLine()
        self._reason = Field(lambda: say("What for"), self.reason, help=lambda: say("It is written into the log."))
        self.forms = TickGroup({form: _form_words(form) for form in _FORMS})
        self.forms.set_value(("csv",))
        self._forms = Field(lambda: say("As"), self.forms)
        self.go = Button(lambda: say("Choose a folder and write…"), Kind.OTHER, icon="upload")
        self.go.clicked.connect(self._on_go)
        self._told = small()
        row = Row(self.go)
        row.addStretch(1)
        self.add(
            note(lambda: say("Who, what, when and in which file, all numbered anew: no name, no code, no answer and no "
                             "reason that somebody typed.")),
            self._reason, self._forms, row, self._told,
        )  # fmt: skip

    def tell_written(self, files: Sequence[Path]) -> None:
        """Say what was written."""
        names = say(", ").join(file.name for file in files)
        self._told.set_text(lambda: say("Written: {names}. That it was written stands in the log.", names=names))
        self.reason.clear()

    def _on_go(self) -> None:
        reason, forms = self.reason.text().strip(), self.forms.value()
        self._reason.set_error("" if reason else say("Say what it is for."))
        self._forms.set_error("" if forms else say("Tick at least one form."))
        if reason and forms and (folder := self._pick(self, say("Where shall the log go?"))):
            self.wanted.emit(reason, forms, Path(folder))


def _form_words(form: str) -> Callable[[], str]:
    return lambda: say(_FORMS[form])
