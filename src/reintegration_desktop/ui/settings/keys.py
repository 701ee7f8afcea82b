"""Which role holds which key: drawn from the table that grants the keys, never written by hand."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.ui.case.who_sees import ROLE_WORDS
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.lists.cells import Cell, Side
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import TableCard
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, heading
from reintegration_desktop.vault.roles import ROLE_KEYS, Access, KeyName, Role

_Index = QModelIndex | QPersistentModelIndex
KEY_WORDS: Mapping[KeyName, tuple[str, str]] = {
    KeyName.DATABASE: (marked("Database"), marked("opens the file of cases")),
    KeyName.PERSON: (marked("Person room"), marked("who and where")),
    KeyName.ACCOUNT: (marked("Account room"), marked("what happened, how they are")),
    KeyName.RESTRICTED: (marked("Restricted room"), marked("armed actor, unit, witnesses")),
    KeyName.OVERSIGHT: (marked("Oversight room"), marked("complaints, feedback")),
    KeyName.TRANSPORT: (marked("Transport"), marked("opens bundles")),
    KeyName.CASE: (marked("Case pair"), marked("accepts children from elsewhere")),
    KeyName.FIGURES: (marked("Figures"), marked("counts, never a row")),
}
_HOLDS, _REASON, _SEALS, _DUTY, _NO = (
    marked("holds it"), marked("after a reason"), marked("seal only"), marked("by duty"), marked("no key"),
)  # fmt: skip


def access_words(key: KeyName, access: Access) -> str:
    """How far a role's key goes, in words."""
    if access is Access.OPEN:
        return say(_REASON) if key is KeyName.RESTRICTED else say(_HOLDS)
    return say({Access.SEAL_ONLY: _SEALS, Access.BY_DUTY: _DUTY}.get(access, _NO))


def access_cell(key: KeyName, access: Access) -> Cell:
    """The same as a cell: a sign, or words."""
    if access is Access.OPEN:
        restricted = key is KeyName.RESTRICTED
        return Cell(icon="lock" if restricted else "key", tone="warn" if restricted else "ok", side=Side.MIDDLE)
    words = "–" if access is Access.NONE else access_words(key, access)
    return Cell(words, tone="muted" if access is Access.NONE else "text", side=Side.MIDDLE)


class KeysModel(CellsModel):
    """A row for each key, a column for each role; a screen reader is told in words what the signs mean."""

    def __init__(self) -> None:
        roles: list[Text] = [_role_words(role) for role in Role]
        sides = (Side.LEADING, *[Side.MIDDLE] * len(Role))
        super().__init__([lambda: say("What the key does"), *roles], _rows(), sides=sides)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, or its words."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and index.column() > 0:
            key, column = list(KEY_WORDS)[index.row()], list(Role)[index.column() - 1]
            return access_words(key, ROLE_KEYS[column][key])
        return super().data(index, role)

    def resay(self) -> None:
        """Rows in the language of now."""
        self.show_rows(_rows())


class KeysCard(QWidget):
    """The matrix with its legend."""

    def __init__(self) -> None:
        super().__init__()
        self.model = KeysModel()
        self.table = WholeTable(self.model, lambda: say("Which role holds which key"), row_height=40, header=True)
        legend = Flowing(
            _legend("key", "ok", _HOLDS), _legend("lock", "warn", _REASON),
            Words(lambda: say("seal only: writes, can't read it back"), place="small", tone="muted"),
            Words(lambda: say("by duty: courier, figures"), place="small", tone="muted"),
            Words(lambda: say("– no key"), place="small", tone="muted"), gap=14,
        )  # fmt: skip
        self.setLayout(Column(heading(lambda: say("Which role holds which key")), legend, TableCard(self.table), gap=6))
        self.table.fit_columns(0)

    def resay(self) -> None:
        """Everything in the language of now."""
        self.model.resay()
        self.table.fit_columns(0)

    def rescale(self) -> None:
        """Columns at the text size of now."""
        self.table.fit_columns(0)


def _rows() -> list[list[Cell]]:
    return [
        [Cell(say(name), second=say(does), bold=True), *(access_cell(key, ROLE_KEYS[role][key]) for role in Role)]
        for key, (name, does) in KEY_WORDS.items()
    ]


def _role_words(role: Role) -> Text:
    return lambda: say(ROLE_WORDS[role]).capitalize()


def _legend(icon: str, tone: str, words: str) -> QWidget:
    return Box(Row(Sign(icon, tone, 14), Words(lambda: say(words), place="small", tone=tone), gap=6))
