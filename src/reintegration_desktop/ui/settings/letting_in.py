"""Letting somebody in: their request's file and code, what they become, the answer that is carried back."""

from functools import partial

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.case.who_sees import ROLE_WORDS
from reintegration_desktop.ui.first.beginning import PathLine
from reintegration_desktop.ui.inputs.choices import ChoiceRow, TickGroup
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.overpage import OverPage, emptied
from reintegration_desktop.ui.picking import Pick, pick_file, pick_new_file
from reintegration_desktop.ui.settings.codes import code_line, code_shown, is_whole
from reintegration_desktop.ui.settings.people import DUTY_WORDS
from reintegration_desktop.ui.settings.verbs import LettingIn, PeopleVerbs
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.beside import Beside
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption
from reintegration_desktop.vault.roles import Duty, Role


class LetInPage(OverPage):
    """``picks`` ask for the request's file and for where the answer goes."""

    def __init__(self, tasks: Tasks, verbs: PeopleVerbs, picks: tuple[Pick, Pick] = (pick_file, pick_new_file)) -> None:
        super().__init__(
            tasks,
            lambda: say("Let somebody in"),
            lambda: say("A file there, a file back; each of you types the code of the other's file."),
        )
        self._verbs, self._pick = verbs, picks[1]
        self.file = PathLine(lambda: say("Their request"), picks[0])
        self.code, self.name = code_line(), TextLine()
        self.role = ChoiceRow({role.value: _role(role) for role in verbs.roles})
        self.duties = TickGroup({duty.value: _duty(duty) for duty in verbs.duties})
        self._answer = Column(gap=8)
        self._back = self._back_card()
        self.lay_out(
            Beside(self._there_card(), self._back, equal=True),
            does=(lambda: say("Write the answer…"), self._on_write),
        )
        for told in (self.file.changed, self.code.textChanged, self.name.textChanged, self.role.changed):
            told.connect(self._enable)
        self.setFocusProxy(self.file)
        self._enable()

    def _there_card(self) -> Card:
        code = Field(
            lambda: say("The code they read to you"),
            self.code,
            help=lambda: say("Twenty characters, by telephone or face to face: never from the same stick."),
        )
        card = Card(
            caption(lambda: say("1. Who asks")),
            Field(lambda: say("Their request"), self.file),
            code,
            Field(lambda: say("Their name"), self.name, help=lambda: say("Sealed; colleagues see it.")),
            gap=12,
        )
        card.inside.addStretch(1)
        return card

    def _back_card(self) -> Card:
        duties = Field(
            lambda: say("Duties besides"),
            self.duties,
            help=lambda: say("A courier carries bundles. A custodian lets people in; the programme's root is needed."),
        )
        role = Field(lambda: say("Role"), self.role, help=lambda: say("It decides which keys they get, and no others."))
        card = Card(caption(lambda: say("2. What they become")), role, duties, Box(self._answer), gap=12)
        card.inside.addStretch(1)
        return card

    def _enable(self, _: object = None) -> None:
        whole = is_whole(self.code.text()) and bool(self.file.line.text().strip() and self.name.text().strip())
        self.deed.setEnabled(whole and self.role.value() is not None)

    def _on_write(self) -> None:
        role = self.role.value()
        chosen = self._pick(self, say("Where shall the answer go?"))
        if not chosen or role is None:
            return
        duties = frozenset(map(Duty, self.duties.value()))
        wish = LettingIn(self.file.line.text().strip(), self.code.text().strip(), self.name.text().strip(),
                         Role(role), duties, chosen)  # fmt: skip
        self.begin_deed(say("Writing…"))
        self.run(partial(self._verbs.let_in, wish), self._on_written, Lane.WRITER)

    def _on_written(self, code: str) -> None:
        self.end_deed()
        done = Banner("ok", lambda: say("They are in, once they have taken your answer."))

        def told() -> str:
            return say("Carry the answer back, and read them this code: they type it.")

        emptied(self._answer)
        for thing in (done, code_shown(code, told)):
            self._answer.addWidget(thing)
        self.deed.setEnabled(False)
        done.announce()
        self.changed.emit()


def _role(role: Role) -> Text:
    return lambda: say(ROLE_WORDS[role]).capitalize()


def _duty(duty: Duty) -> Text:
    return lambda: say(DUTY_WORDS[duty])
