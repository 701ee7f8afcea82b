"""Letting somebody in: their request's file and code, what they become, the answer that is carried back."""

from functools import partial

from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.case.who_sees import ROLE_WORDS
from reintegration_desktop.ui.first.beginning import PathLine
from reintegration_desktop.ui.first.root import RootCard
from reintegration_desktop.ui.inputs.choices import ChoiceRow, TickGroup
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.second_person import SecondCard, SecondWords
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.overpage import OverPage, emptied
from reintegration_desktop.ui.picking import Pick, pick_file, pick_new_file
from reintegration_desktop.ui.settings.codes import code_line, code_shown, is_whole
from reintegration_desktop.ui.settings.people import DUTY_WORDS
from reintegration_desktop.ui.settings.verbs import LettingIn, PeopleVerbs
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Wide
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
        self._custodians = verbs.custodians()
        self.root = RootCard(picks[0], _why_root)
        self.second = SecondCard(self._custodians or {}, picks, CUSTODIAN_WORDS)
        self._root, self._beside = Wide(self.root, 860), Wide(self.second, 620)
        self.lay_out(
            Beside(self._there_card(), self._back_card(), equal=True), self._root, self._beside,
            does=(lambda: say("Write the answer…"), self._on_write),
        )  # fmt: skip
        for told in (self.file.changed, self.code.textChanged, self.name.textChanged, self.role.changed,
                     self.duties.changed, self.root.changed, self.second.changed):  # fmt: skip
            told.connect(self._enable)
        self.second.ask_wanted.connect(self._on_agree_only)
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
        brings, asks = self._brings_root, self._asks_second
        self._root.setVisible(brings)
        self._beside.setVisible(asks)
        told = self._is_told
        self.second.ask.setEnabled(told)
        lacks = (brings and self.root.brought is None) or (asks and self.second.agreed is None)
        self.deed.setEnabled(told and not lacks)

    @property
    def _is_told(self) -> bool:
        """Whether it is said who asks, and what they become."""
        whole = is_whole(self.code.text()) and bool(self.file.line.text().strip() and self.name.text().strip())
        return whole and self.role.value() is not None

    @property
    def _brings_root(self) -> bool:
        return Duty.CUSTODIAN in self.duties.value() and not self._verbs.keeps_root()

    @property
    def _asks_second(self) -> bool:
        return Duty.CUSTODIAN in self.duties.value() and self._custodians is not None

    def _wish(self, to: str) -> LettingIn:
        """What is typed; the file that is written lies at ``to``."""
        return LettingIn(
            self.file.line.text().strip(), self.code.text().strip(), self.name.text().strip(),
            Role(self.role.value() or ""), frozenset(map(Duty, self.duties.value())), to,
            self.root.brought if self._brings_root else None, self.second.agreed if self._asks_second else None,
        )  # fmt: skip

    def _on_write(self) -> None:
        chosen = self._pick(self, say("Where shall the answer go?"))
        if not chosen or not self._is_told:
            return
        self.root.hide_words()
        self.second.passphrase.hide_words()
        self.begin_deed(say("Writing…"))
        self.run(partial(self._verbs.let_in, self._wish(chosen)), self._on_written, Lane.WRITER)

    def _on_agree_only(self, file: str) -> None:
        """Somebody else lets them in; this person's signature goes there in a file."""
        if self._verbs.agree_only is None or not self._is_told:
            return
        self.failure.hide()
        name = self.name.text().strip()
        self.run(partial(self._verbs.agree_only, self._wish(file)), lambda _: self.second.tell_asked(name), Lane.WRITER)

    def _on_written(self, code: str) -> None:
        self.end_deed()
        done = Banner("ok", lambda: say("They are in, once they have taken your answer."))

        def told() -> str:
            return say("Carry the answer back, and read them this code: they type it.")

        emptied(self._answer)
        for thing in (done, code_shown(code, told)):
            self._answer.addWidget(thing)
        self.root.forget()
        self.second.passphrase.clear()
        self._root.hide()
        self._beside.hide()
        self.deed.setEnabled(False)
        done.announce()
        self.changed.emit()


def _role(role: Role) -> Text:
    return lambda: say(ROLE_WORDS[role]).capitalize()


def _duty(duty: Duty) -> Text:
    return lambda: say(DUTY_WORDS[duty])


def _why_root() -> str:
    return say("A custodian is certified by the programme's root. Its two holders bring their files and type their "
               "passphrases here; nothing of it is kept.")  # fmt: skip


def _why_second() -> str:
    return say("From the third on, a custodian is let in by two: nobody makes up a second person alone. The other "
               "custodian looks at the request, hears the code themselves, and types their passphrase.")  # fmt: skip


def _agreed(name: str) -> str:
    return say("Your signature for {name} is written. Bring it to the custodian who lets them in: it counts for seven "
               "days.", name=isolate(name))  # fmt: skip


CUSTODIAN_WORDS = SecondWords(
    why=_why_second,
    elsewhere=lambda: say("Is the other one elsewhere? They fill in this page on their computer, and write their "
                          "signature for you."),
    ask=lambda: say("Write my signature for a colleague…"),
    where=lambda: say("Where shall your signature go?"),
    name="custodian.signed",
    asked=_agreed,
)  # fmt: skip
"""Of the second card: a further custodian is let in by two."""
