"""What one person's keys make of the log: documents opened where there is a key, and sealed in their places."""

from collections.abc import Iterable
from uuid import UUID

from reintegration_desktop.forms.document import Document, decode
from reintegration_desktop.forms.errors import DocumentBroken
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Version
from reintegration_desktop.store.log.technical import keys_in
from reintegration_desktop.vault.errors import NoKey, SealBroken
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.seal import Where


class Rooms:
    """Opens and seals documents for who is signed in."""

    def __init__(self, keyring: Keyring) -> None:
        self.keyring = keyring

    def adopt(self, case: UUID, documents: Iterable[Document]) -> None:
        """Take in a child's keys from the newest versions of its keys' record."""
        self.keyring.children.adopt(case, keys_in(documents))

    def plain(self, change: Change) -> bytes | None:
        """A document's bytes; None without a key. Raises SealBroken."""
        if change.room is Room.OPEN:
            return change.document
        if not self.keyring.can_open(change.room):
            return None
        try:
            return self.keyring.open(_place(change), change.document)
        except NoKey:
            return None

    def document(self, change: Change) -> Document | None:
        """A document; None without a key, and where its seal or shape is broken: the check tells which."""
        try:
            plain = self.plain(change)
            return None if plain is None else decode(plain)
        except (SealBroken, DocumentBroken):
            return None

    def version(self, change: Change) -> Version:
        """A change as this person may read it."""
        return Version(
            change.id, change.case, change.record, change.room, change.clock, change.author, change.kind,
            change.parents, self.document(change),
        )  # fmt: skip

    def generation(self, case: UUID, room: Room) -> int:
        """The generation of the key to seal with now; 0 in the open room."""
        return 0 if room is Room.OPEN else self.keyring.generation(case, room)

    def sealed(self, where: Where, document: bytes, width: int = 0) -> bytes:
        """A document sealed in its place, as if ``width`` bytes long; as it is in the open room. Raises NoKey."""
        return document if where.room is Room.OPEN else self.keyring.seal(where, document, width)


def _place(change: Change) -> Where:
    device = bytes.fromhex(change.device)
    return Where(change.case, change.room, change.generation, change.record, device, change.seq)
