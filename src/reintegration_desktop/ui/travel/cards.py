"""Certifying another office: our card there, their card here; each side types the other's code."""

from functools import partial
from pathlib import Path

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.first.beginning import PathLine
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.overpage import OverPage, emptied
from reintegration_desktop.ui.picking import Pick, pick_file, pick_new_file
from reintegration_desktop.ui.settings.codes import code_line, code_shown, is_whole
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.travel.verbs import CardVerbs
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.beside import Beside
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note


class CardsPage(OverPage):
    """``picks`` ask for where our card goes and for theirs."""

    def __init__(self, tasks: Tasks, verbs: CardVerbs, picks: tuple[Pick, Pick] = (pick_new_file, pick_file)) -> None:
        super().__init__(
            tasks,
            lambda: say("Certify an office or headquarters"),
            lambda: say("Once for each: a card there, a card here; each of you types the code of the other's card."),
        )
        self._verbs, self._pick = verbs, picks[0]
        self.write = Button(lambda: say("Write our card…"), icon="upload")
        self.write.clicked.connect(self._on_write)
        self._ours = Column(gap=8)
        self.file, self.code = PathLine(lambda: say("Their card"), picks[1]), code_line()
        self.told = Banner("ok", "")
        self.told.hide()
        self.lay_out(self.told, Beside(self._there(), self._here(), equal=True), does=(lambda: say("Take it in"),
                     self._on_take))  # fmt: skip
        self.file.changed.connect(self._enable)
        self.code.textChanged.connect(self._enable)
        self.setFocusProxy(self.write)
        self._enable()

    def _there(self) -> Card:
        row = Row(self.write)
        row.addStretch(1)
        told = note(
            lambda: say(
                "The card says to whom bundles for this office are sealed. It is no secret; it must come from you."
            )
        )
        card = Card(caption(lambda: say("1. Our card, there")), told, Box(row), Box(self._ours), gap=12)
        card.inside.addStretch(1)
        return card

    def _here(self) -> Card:
        code = Field(
            lambda: say("The code they read to you"),
            self.code,
            help=lambda: say("Twenty characters, by telephone or face to face: never from the same stick."),
        )
        card = Card(
            caption(lambda: say("2. Their card, here")), Field(lambda: say("Their card"), self.file), code, gap=12
        )
        card.inside.addStretch(1)
        return card

    def _enable(self, _: str = "") -> None:
        self.deed.setEnabled(bool(self.file.line.text().strip()) and is_whole(self.code.text()))

    def _on_write(self) -> None:
        if chosen := self._pick(self, say("Where shall our card go?")):
            self.failure.hide()
            self.run(partial(self._verbs.write, Path(chosen)), self._on_written, Lane.WRITER)

    def _on_written(self, code: str) -> None:
        emptied(self._ours)
        self._ours.addWidget(code_shown(code, lambda: say("Written. Read them this code: they type it.")))

    def _on_take(self) -> None:
        self.told.hide()
        self.begin_deed(say("Comparing…"))
        work = partial(self._verbs.take, Path(self.file.line.text().strip()), self.code.text().strip())
        self.run(work, self._on_taken, Lane.WRITER)

    def _on_taken(self, name: str) -> None:
        self.end_deed()
        self.file.line.clear()
        self.code.clear()
        self.told.tell(
            "ok",
            lambda: say("{name} is certified: bundles can go there.", name=name),
            lambda: say("Have them take in your card, too; then theirs can come here."),
        )
        self.told.show()
        self.told.announce()
        self.changed.emit()
