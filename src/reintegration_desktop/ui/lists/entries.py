"""What a timeline shows: things that happened, under the headings of their days."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 2


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened.

    ``sentence`` says it, with ``who`` in bold where it stands in it; ``second`` adds why or where; ``before`` and
    ``after`` are the answer as it was and as it became; ``tone`` and ``icon`` the sign. An entry with ``day`` alone is
    the heading of a day. ``about`` is whatever the page wants to find again.
    """

    day: str = ""
    icon: str = ""
    tone: str = "neutral"
    who: str = ""
    sentence: str = ""
    second: str = ""
    before: str = ""
    after: str = ""
    time: str = ""
    about: Any = None


class EntriesModel(QAbstractListModel):
    """The entries of a timeline."""

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        super().__init__()
        self._entries = list(entries)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show others."""
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """One of them."""
        return self._entries[row]

    def rowCount(self, parent: _Index = _NONE) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """An entry, or its words."""
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        words = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        return _words_of(entry) if role in words else None


def _words_of(entry: Entry) -> str:
    change = f"{entry.before} → {entry.after}" if entry.before or entry.after else ""
    return " ".join(part for part in (entry.day, entry.time, entry.sentence, change, entry.second) if part)
