"""A packet for a service: which answers go, read out before; sealed to a key, or to five words told by voice."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from reintegration_desktop.casework.referring import packets
from reintegration_desktop.casework.referring.packets import Need, Wish
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.inputs.choices import ChoiceRow
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.inputs.tick_line import TickLine
from reintegration_desktop.ui.overpage import OverPage, emptied
from reintegration_desktop.ui.picking import Pick, pick_folder
from reintegration_desktop.ui.widgets.arrange import Box, Column, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, caption, note
from reintegration_desktop.ui.workplace import Workplace

WORDS, KEY = "words", "key"
_WIDEST = 760


class PacketPage(OverPage):
    """``suggest`` draws five words; ``pick`` asks for the stick's folder. Nothing is ticked but by a person."""

    def __init__(self, workplace: Workplace, case: UUID, suggest: Callable[[], str], pick: Pick = pick_folder) -> None:
        super().__init__(
            workplace.tasks,
            lambda: say("Refer to a service"),
            lambda: say("Read out what goes to whom, and let them strike what they do not want told."),
        )
        self._place, self._case, self._suggest, self._pick = workplace, case, suggest, pick
        self._needs: dict[str, Need] = {}
        self.ticks: dict[str, TickLine] = {}
        self.told, self.words = Banner("ok", ""), ""
        self.told.hide()
        self.service = Dropdown({}, empty=lambda: say("Choose a service"))
        self.service.picked.connect(self._offer)
        self.how = ChoiceRow({WORDS: lambda: say("To five words"), KEY: lambda: say("To their age key")})
        self.how.set_value(WORDS)
        self.key = TextLine(left_to_right=True)
        self._key = Field(lambda: say("Their public key"), self.key, help=lambda: say("It begins with age1."))
        self._none = _no_service()
        self._answers = Column(gap=6)
        self._count = note()
        self._matter = Box(Column(Wide(self._whom(), _WIDEST), Wide(self._what(), _WIDEST), gap=14))
        self._matter.hide()
        self.how.changed.connect(self._enable)
        self.key.textChanged.connect(self._enable)
        self.lay_out(
            self.told, Wide(self._none, _WIDEST), self._matter, does=(lambda: say("Seal and write…"), self._on_send)
        )
        self.setFocusProxy(self.service)
        self._enable()

    def _whom(self) -> Card:
        how = Field(
            lambda: say("How is it sealed?"), self.how,
            help=lambda: say("Five words are told by telephone or face to face: never with the stick, never written."),
        )  # fmt: skip
        return Card(Field(lambda: say("Which service?"), self.service), how, self._key, gap=14)

    def _what(self) -> Card:
        return Card(caption(lambda: say("Which answers go with it?")), self._count, Box(self._answers), gap=8)

    def ask_again(self) -> None:
        """Ask which services may be told, and what."""
        if not self._needs:
            self.run(partial(packets.needs, self._place.desk, self._case), self._show)

    def _show(self, found: tuple[Need, ...]) -> None:
        self._needs = {str(one.service): one for one in found}
        self.service.set_entries({name: one.words for name, one in self._needs.items()})
        if len(found) == 1:
            self.service.set_value(str(found[0].service))
        self._none.setVisible(not found)
        self._matter.setVisible(bool(found))
        self._offer()

    def _offer(self) -> None:
        """A line for each answer that may go to the service that is chosen."""
        emptied(self._answers)
        self.ticks = {}
        need = self._needs.get(self.service.value() or "")
        form = ""
        for tick in () if need is None else need.ticks:
            if tick.form != form:
                form = tick.form
                self._answers.addWidget(Words(form, bold=True))
            if tick.name not in self.ticks:
                answer = "••••" if not self._place.names_shown else tick.answer
                self.ticks[tick.name] = TickLine(tick.question, answer, ticked=False)
                self.ticks[tick.name].toggled.connect(self._enable)
                self._answers.addWidget(self.ticks[tick.name])
        self._enable()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The questions that go."""
        return tuple(name for name, line in self.ticks.items() if line.tick.isChecked())

    def _enable(self, _: object = None) -> None:
        by_key = self.how.value() == KEY
        self._key.setVisible(by_key)
        number = len(self.ticked)
        self._count.set_text(
            say_many(
                "{n} answer goes; everything else stays here.", "{n} answers go; everything else stays here.", number
            )
        )
        self.deed.setEnabled(bool(number) and (not by_key or bool(self.key.text().strip())))

    def _on_send(self) -> None:
        if self.service.value() is None or not (folder := self._pick(self, say("Where shall the packet go?"))):
            return
        self.words = "" if self.how.value() == KEY else self._suggest()
        wish = Wish(UUID(self.service.value() or ""), self.ticked, self.key.text(), self.words)
        self.told.hide()
        self.begin_deed(say("Sealing…"))
        self._place.write(partial(self._sealed, wish, Path(folder)), self, self._on_sent, self.fail)

    def _sealed(self, wish: Wish, folder: Path) -> Changes:
        return packets.send(self._place.desk, self._case, wish, folder)[1]

    def _on_sent(self, _: Changes) -> None:
        self.end_deed()
        words = self.words
        if words:
            self.told.tell("ok", lambda: say("Written. Tell them these five words by voice: {words}", words=words),
                           lambda: say("They stand nowhere else, and are gone when you close this page."))  # fmt: skip
        else:
            self.told.tell("ok", lambda: say("Written. Only they can open it."),
                           lambda: say("Any age program opens it."))  # fmt: skip
        self.told.show()
        self.told.announce()
        for line in self.ticks.values():
            line.tick.setChecked(False)
        self._enable()


def _no_service() -> Banner:
    """Why nothing can be ticked."""
    banner = Banner(
        "warn", lambda: say("There is no service that may be told"),
        lambda: say("Write down which service is needed, and under What they agree to which services may be told."),
    )  # fmt: skip
    banner.hide()
    return banner
