"""Sections that only tell: policy, lists and places, where the data lies, about and licences."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.lists.cells import Cell
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.settings.policy_words import policy_lines
from reintegration_desktop.ui.settings.verbs import Place
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Column, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.facts import Facts
from reintegration_desktop.ui.widgets.words import caption, note

Lines = Callable[[], Sequence[tuple[str, str]]]


class LinesSection(QWidget):
    """What and how, in rows of two columns."""

    def __init__(self, name: Text, above: Text, columns: tuple[Text, Text], lines: Lines) -> None:
        super().__init__()
        self._lines = lines
        self._model = CellsModel(list(columns), [])
        self.table = WholeTable(self._model, name, row_height=36, header=True)
        column = Column(note(above), Wide(TableCard(self.table), 760), gap=10)
        column.addStretch(1)
        self.setLayout(column)
        self.resay()

    def resay(self) -> None:
        """Rows in the language of now."""
        self._model.show_rows([[Cell(what), Cell(how, bold=True)] for what, how in self._lines()])
        self.table.fit_columns(0)

    def rescale(self) -> None:
        """Columns at the text size of now."""
        self.table.fit_columns(0)


def policy_section(programme: Callable[[], Programme]) -> LinesSection:
    """The numbers the programme settled, as it is whenever they are said."""
    return LinesSection(
        lambda: say("Policy"),
        lambda: say("The programme settles these numbers; deadlines and warnings follow them."),
        (lambda: say("What"), lambda: say("How much")),
        lambda: policy_lines(programme().policy),
    )


def lists_section(programme: Programme) -> LinesSection:
    """The lists the programme filled, and its places."""

    def lines() -> list[tuple[str, str]]:
        lists = [(name.replace("_", " ").capitalize(), _entries(len(own))) for name, own in programme.lists.items()]
        return [
            (say("Places"), _entries(sum(1 for _ in programme.places))),
            (say("Services one can refer to"), _entries(len(programme.providers))),
            (say("Offices"), _entries(len(programme.offices))),
            *lists,
        ]

    return LinesSection(
        lambda: say("Lists and places"),
        lambda: say("What one can choose from. Headquarters sends new lists in a bundle."),
        (lambda: say("List"), lambda: say("Entries")),
        lines,
    )


class DataSection(QWidget):
    """Where the data lies, and what it means for safety."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        facts: list[tuple[Text, Text]] = [(lambda: say("Vault"), str(place.vault))]
        facts += [(what, str(path)) for what, path in place.parts]
        sealed = note(
            lambda: say("Everything in this folder is sealed. Without a passphrase of its people nobody can read it.")
        )
        column = Column(Wide(Card(Facts(facts, label_width=140), sealed, gap=12), 760), gap=12)
        if place.on_removable:
            column.addWidget(
                Wide(Banner("warn", lambda: say("The vault lies on a stick."),
                            lambda: say("Take it out only after you have locked the vault."), icon="usb"), 760)
            )  # fmt: skip
        if place.portable:
            column.addWidget(Wide(Banner("info", lambda: say("The program runs from this stick."), _beside), 760))
        if place.without_owners:
            second = _short if place.short_files else _no_owners
            column.addWidget(Wide(Banner("warn", lambda: say("This disk protects nothing by itself."), second), 760))
        column.addStretch(1)
        self.setLayout(column)


def _beside() -> str:
    return say(
        "Cases, settings, log and what passes through lie beside it. Nothing is left on this computer, except what you "
        "print, copy out or save elsewhere, and what the system itself notes of programs it ran."
    )


def _no_owners() -> str:
    return say("Its files have no owner: whoever holds it can copy the vault. The seal keeps it closed, and only that.")


def _short() -> str:
    return f"{_no_owners()} {say('It takes no file of 4 GB or more: long backups lie in pieces.')}"


class AboutSection(QWidget):
    """The version, and the licences of what the program is made of."""

    def __init__(self, version: str, licences: str) -> None:
        super().__init__()
        text = QPlainTextEdit(licences)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(say("Licences"))
        told = note(lambda: say("Works without a network, and speaks to none unless you choose one."))
        head = Card(caption(lambda: say("Reintegration {version}", version=version)), told)
        column = Column(Wide(head, 760), Wide(text, 760), gap=12)
        column.setStretch(1, 1)
        self.setLayout(column)


def _entries(number: int) -> str:
    return say_many("{n} entry", "{n} entries", number)
