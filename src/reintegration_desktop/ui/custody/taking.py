"""A case that another office offers: what is in it, and whether this office takes it."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal

from reintegration_desktop.casework.custody.taking import Inside
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.custody.verbs import TakeVerbs
from reintegration_desktop.ui.custody.words import rooms_words
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.facts import Facts
from reintegration_desktop.ui.widgets.words import Words, caption, note


class TakePage(OverPage):
    """``taken`` and ``refused`` carry what a commit touched."""

    taken = Signal(object)
    refused = Signal(object)

    def __init__(self, tasks: Tasks, verbs: TakeVerbs, case: UUID) -> None:
        super().__init__(
            tasks,
            lambda: say("Take a case over?"),
            lambda: say("You look at it before you answer; nothing of it is kept until you take it."),
        )
        self._verbs, self._case = verbs, case
        self.facts = Facts(label_width=150)
        self.notes = Words("", wraps=True)
        self._told = Card(caption(lambda: say("What the next caseworker must know")), self.notes, gap=6)
        self._told.hide()
        self.sealed_note = Banner("warn", "")
        self.sealed_note.hide()
        self.reason = Dropdown(dict(verbs.refusals), empty=lambda: say("Choose a reason"))
        self.reason.picked.connect(self._enable)
        self.no = Button(lambda: say("Don't take it"), Kind.OTHER)
        self.no.clicked.connect(self._on_refuse)
        self._matter = Box(
            Column(
                Wide(Card(self.facts), 760), Wide(self._told, 760), Wide(self.sealed_note, 760),
                Wide(self._answer(), 760),
                gap=14,
            )
        )  # fmt: skip
        self._matter.hide()
        self.lay_out(self._matter, does=(lambda: say("Take it over"), self._on_accept))
        self.deed.setEnabled(False)
        self._enable()

    def _answer(self) -> Card:
        answer = Row(self.no)
        answer.addStretch(1)
        return Card(
            caption(lambda: say("If you can't take it")),
            Field(lambda: say("Why not?"), self.reason, help=lambda: say("The other office reads this.")),
            Box(answer),
            note(_after),
            gap=10,
        )

    def ask_again(self) -> None:
        """Open it, to see what is in it."""
        self.run(partial(self._verbs.look, self._case), self._show)

    def _show(self, inside: Inside) -> None:
        arriving = inside.arriving
        facts: list[tuple[Text, Text]] = [
            (lambda: say("Who"), inside.name),
            (lambda: say("Code"), isolate(arriving.row.code)),
            (lambda: say("From"), self._verbs.office(arriving.source)),
            (lambda: say("Prepared on"), day_in_words(arriving.at.astimezone().date())),
            (lambda: say("Why it comes"), self._verbs.reasons.get(inside.reason, "–")),
            (lambda: say("What is in it"), partial(_entries, inside, self._verbs)),
        ]
        self.facts.show_facts(facts)
        self.notes.set_text(inside.notes)
        self._told.setVisible(bool(inside.notes))
        if arriving.closed:
            self.sealed_note.tell("info", lambda: say("Some of it stays sealed"), lambda: rooms_words(arriving.closed))
        self.sealed_note.setVisible(bool(arriving.closed))
        self._matter.show()
        self.deed.setEnabled(True)

    def _enable(self) -> None:
        self.no.setEnabled(self.reason.value() is not None)

    def _on_accept(self) -> None:
        self.begin_deed(say("Taking over…"))
        self.run(partial(self._verbs.accept, self._case), self._on_accepted, Lane.WRITER)

    def _on_accepted(self, changes: Changes) -> None:
        self.end_deed()
        self.taken.emit(changes)

    def _on_refuse(self) -> None:
        if (reason := self.reason.value()) is not None:
            self.failure.hide()
            self.run(partial(self._verbs.refuse, self._case, reason), self.refused.emit, Lane.WRITER)


def _entries(inside: Inside, verbs: TakeVerbs) -> str:
    """Forms with how many entries each has."""
    return say(", ").join(
        say("{form}: {n}", form=verbs.forms.get(form, form), n=str(number)) for form, number in inside.entries.items()
    )


def _after() -> str:
    return say(
        "Your answer goes with the next bundle to them. Taken over, the case is nobody's here until you give it to a "
        "caseworker."
    )
