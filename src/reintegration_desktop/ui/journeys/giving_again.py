"""Giving a traveller their keys again, as a custodian: their request, who signed it, the answer."""

from functools import partial
from pathlib import Path

from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.first.beginning import PathLine
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.journeys.verbs import GiveAgainVerbs
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.picking import Pick, pick_file, pick_new_file
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, caption, note


class GiveAgainPage(OverPage):
    """``picks`` ask for the request's file and for where the answer goes."""

    def __init__(
        self, tasks: Tasks, verbs: GiveAgainVerbs, picks: tuple[Pick, Pick] = (pick_file, pick_new_file)
    ) -> None:
        super().__init__(
            tasks,
            lambda: say("Give keys again"),
            lambda: say("To somebody who gave theirs back for a journey, and has arrived."),
        )
        self._verbs, self._pick = verbs, picks[1]
        self.file = PathLine(lambda: say("Their request"), picks[0])
        self.who, self._signed = Words(bold=True, wraps=True), ""
        self.done = Banner(
            "ok", lambda: say("The answer is written."),
            lambda: say("Carry it to them. They take it in at Settings, Security."),
        )  # fmt: skip
        self.done.hide()
        warning = Banner("warn", lambda: say("Speak to them first"), _why)
        request = Card(
            caption(lambda: say("Who asks")), Field(lambda: say("Their request"), self.file), self.who,
            note(lambda: say("Nobody else can open the answer. It gives them what their role holds today.")), gap=12,
        )  # fmt: skip
        self.lay_out(
            self.done, Wide(warning, 760), Wide(request, 760), does=(lambda: say("Write the answer…"), self._on_write)
        )
        self.file.changed.connect(self._on_file)
        self.setFocusProxy(self.file)
        self.deed.setEnabled(False)

    def _on_file(self) -> None:
        self.done.hide()
        self.failure.hide()
        self._show_who("")
        if file := self.file.line.text().strip():
            self.run(partial(self._verbs.who, Path(file)), self._show_who)

    def _show_who(self, who: str) -> None:
        self._signed = who
        self.who.set_text(isolate(who) if who else "")
        self.deed.setEnabled(bool(who))

    def _on_write(self) -> None:
        if chosen := self._pick(self, say("Where shall the answer go?")):
            self.begin_deed(say("Writing…"))
            work = partial(self._verbs.write, Path(self.file.line.text().strip()), Path(chosen))
            self.run(work, self._on_written, Lane.WRITER)

    def fail(self, error: Exception) -> None:
        """Tell it; nothing can be written for a request that could not be read."""
        super().fail(error)
        self.deed.setEnabled(bool(self._signed))

    def _on_written(self, _: object) -> None:
        self.end_deed()
        self.deed.setEnabled(False)
        self.done.show()
        self.done.announce()


def _why() -> str:
    return say(
        "By telephone or face to face: is it them, have they arrived, is nobody standing beside them? A file alone "
        "says none of that."
    )
