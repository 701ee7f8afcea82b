"""How a report leaves: for what purpose, in which forms, and what it says and hides."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.ui.inputs.choices import TickGroup
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.oversight.emptied import empty
from reintegration_desktop.ui.oversight.verbs import Leaving
from reintegration_desktop.ui.picking import Pick
from reintegration_desktop.ui.widgets.arrange import Column, Row
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note

_FORMS = {"xlsx": marked("Workbook (xlsx)"), "csv": marked("Table (csv)"), "json": marked("Data (json)"),
          "pdf": marked("Paper (pdf)")}  # fmt: skip


class ExportCard(Card):
    """``wanted`` tells how somebody wants it to leave; nothing leaves without a purpose."""

    wanted = Signal(object)

    def __init__(self, forms: Sequence[str], pick: Pick) -> None:
        super().__init__(caption(lambda: say("Export this report")), gap=10)
        self._pick = pick
        self.purpose = TextLine()
        self._purpose = Field(
            lambda: say("What for"), self.purpose, help=lambda: say("It is written into the list of releases.")
        )
        self.forms = TickGroup({form: _form_words(form) for form in forms})
        self.forms.set_value(tuple(forms[:1]))
        self._forms = Field(lambda: say("As"), self.forms)
        self._says = Column(gap=2)
        self.go = Button(lambda: say("Choose a folder and export…"), Kind.OTHER, icon="upload")
        self.go.clicked.connect(self._on_go)
        row = Row(self.go)
        row.addStretch(1)
        self.add(self._purpose, self._forms, self._says, row)

    def show_rules(self, sentences: Sequence[str]) -> None:
        """Show what leaves and what is hidden, sentence by sentence."""
        empty(self._says)
        for sentence in sentences:
            self._says.addWidget(note(sentence))

    def _on_go(self) -> None:
        purpose, forms = self.purpose.text().strip(), self.forms.value()
        self._purpose.set_error("" if purpose else say("Say what the report is for."))
        self._forms.set_error("" if forms else say("Tick at least one form."))
        if purpose and forms and (folder := self._pick(self, say("Where shall the report go?"))):
            self.wanted.emit(Leaving(purpose, forms, Path(folder)))


def _form_words(form: str) -> Callable[[], str]:
    return lambda: say(_FORMS.get(form, form))
