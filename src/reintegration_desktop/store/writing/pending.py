"""What a transaction is about to write of one case: one entry for each record and room, however often it was saved."""

from collections.abc import ItemsView, KeysView
from dataclasses import dataclass, field
from uuid import UUID

from reintegration_desktop.forms.document import Document
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.vault.roles import Room

Place = tuple[UUID, Room]


@dataclass(frozen=True, slots=True)
class Parents:
    """The versions something is made from, and the newest of their clocks that can be believed."""

    versions: tuple[VersionId, ...] = ()
    after: int = 0


@dataclass(slots=True)
class Pending:
    """Entries by record and room, in the order of their first writing."""

    _entries: dict[Place, tuple[Kind, Document, Parents]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._entries)

    def put(self, place: Place, kind: Kind, document: Document, parents: Parents) -> None:
        """An entry; in place of an earlier one of this transaction, with its parents and all that both edited."""
        if place in self._entries:
            _, earlier, parents = self._entries[place]
            edited = tuple(sorted({*earlier.edited, *document.edited}))
            document = Document(document.form, document.parent, document.answers, edited)
        self._entries[place] = (kind, document, parents)

    def document(self, place: Place) -> Document | None:
        """What is to be written at a place."""
        found = self._entries.get(place)
        return None if found is None else found[1]

    def places(self) -> KeysView[Place]:
        """Where something is to be written."""
        return self._entries.keys()

    def items(self) -> ItemsView[Place, tuple[Kind, Document, Parents]]:
        """All entries by place."""
        return self._entries.items()
