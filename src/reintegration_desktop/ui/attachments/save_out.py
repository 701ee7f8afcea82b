"""Saving a copy of a file out of the vault: why, what leaves, and that nothing protects it any more."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.attachments.looking import FileLine
from reintegration_desktop.casework.attachments.saving_out import note_copy, write_copy
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.attachments.words import KIND_LIST, room_words, title_of, type_words
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.picking import pick_new_file
from reintegration_desktop.ui.tasks import Lane
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.facts import Facts
from reintegration_desktop.ui.widgets.words import caption
from reintegration_desktop.ui.working import WorkPlace
from reintegration_desktop.ui.workplace import Workplace

PickNew = Callable[[QWidget, str, str], str]
_WIDEST = 620


class SaveOutPage(OverPage):
    """The reason is written into the log before a byte leaves. ``pick`` asks where the copy goes."""

    def __init__(self, workplace: Workplace, line: FileLine, pick: PickNew = pick_new_file) -> None:
        super().__init__(
            workplace.tasks, lambda: say("Save a copy"), lambda: say("One file leaves the vault; the sealed one stays.")
        )
        self._place, self._line, self._pick = workplace, line, pick
        self.told, self.working = Banner("ok", ""), WorkPlace()
        self.told.hide()
        self.reason = TextLine()
        self._asked = Field(
            lambda: say("What is the copy needed for?"), self.reason,
            help=lambda: say("It is written down with your name and the time, and whoever oversees the work reads it."),
        )  # fmt: skip
        self._warning = Banner(
            "warn",
            lambda: say("The copy is not sealed: whoever finds it can open it."),
            lambda: say("Keep it on nothing that is carried around, and delete it when it is no longer needed."),
        )
        leaves = Card(caption(lambda: say("What leaves")), Facts(self._facts(), label_width=120))
        self.reason.textEdited.connect(lambda _: self._asked.set_error(""))
        self.lay_out(
            self.told, self.working, Wide(leaves, _WIDEST), Wide(self._warning, _WIDEST), Wide(self._asked, _WIDEST),
            does=(lambda: say("Choose where and save…"), self._on_save),
        )  # fmt: skip
        self.setFocusProxy(self.reason)

    def _facts(self) -> list[tuple[Text, Text]]:
        line, place = self._line, self._place
        return [
            (lambda: say("File"), lambda: title_of(place, line)),
            (lambda: say("What it is"), lambda: place.words.choice(KIND_LIST, line.kind)),
            (lambda: say("Type"), lambda: type_words(line.type, line.size)),
            (lambda: say("About"), room_words(line.room)),
        ]

    def _on_save(self) -> None:
        if not self.reason.text().strip():
            self._asked.set_error(say("Write in a few words what the copy is needed for."))
            self.reason.setFocus()
        elif path := self._pick(self, say("Where shall the copy go?"), self._name()):
            self.told.hide()
            self.begin_deed(say("Saving…"))
            note = partial(note_copy, self._place.desk, self._line, self.reason.text())
            self._place.write(note, self, partial(self._on_noted, Path(path)), self.fail)

    def _name(self) -> str:
        """A name that says nothing of whom it is about."""
        return "copy" + (self._line.type.ending if self._line.type else "")

    def _on_noted(self, target: Path, _: Changes) -> None:
        progress = self.working.begin(lambda: say("Writing the copy…"))
        self.run(partial(write_copy, self._place.desk, self._line, target, progress), self._on_saved, Lane.WRITER)

    def end_deed(self) -> None:
        """The bar goes, too."""
        self.working.end()
        super().end_deed()

    def _on_saved(self, _: object) -> None:
        self.end_deed()
        self.reason.clear()
        self.told.tell(
            "ok", lambda: say("The copy is written, and your reason stands in the log."),
            lambda: say("Delete the copy when it is no longer needed."),
        )  # fmt: skip
        self.told.show()
        self.told.announce()
