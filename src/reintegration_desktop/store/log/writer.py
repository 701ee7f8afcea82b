"""Writing this device's own part of the log: numbered, chained, signed, one transaction of one author at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.kernel.clock import hybrid
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rooms import Rooms
from reintegration_desktop.store.log.rows import write_changes
from reintegration_desktop.vault.chain import SALT_BYTES, Envelope, envelope_bytes, link, sign_save
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.seal import Where

INSERT_SAVE = "INSERT INTO save (device, last, first, author, signature) VALUES (?, ?, ?, ?, ?)"
_HEAD = (
    "SELECT d.last, d.head, d.clock, c.clock FROM device d "
    "LEFT JOIN change c ON c.device = d.number AND c.seq = d.last WHERE d.number = ?"
)
_MOVE = "UPDATE device SET last = ?, head = ?, clock = ? WHERE number = ?"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to become a change: ``document`` is plain, ``after`` the clock of the newest version it was made from.

    It is sealed as if it were ``width`` bytes long.
    """

    case: UUID
    record: UUID
    room: Room
    kind: Kind
    parents: tuple[VersionId, ...]
    document: bytes
    after: int = 0
    width: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """Where a device's chain ends: number, hash (32 bytes) and clock of its last change."""

    seq: int
    hash: bytes
    clock: int


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, on which device (32 hex digits); ``random`` gives so many random bytes."""

    keyring: Keyring
    rooms: Rooms
    device: str
    now: Callable[[], datetime]
    random: Callable[[int], bytes]

    def append(self, connection: Connection, register: Register, entries: Sequence[Entry]) -> list[Change]:
        """Seal, number, chain and sign entries, and write them; heads and folds are the caller's. Raises NoKey."""
        number = register.device(self.device)
        begun = at = head_of(connection, number)
        changes = []
        for entry in entries:
            change = self._chained(entry, at)
            changes.append(change)
            at = Head(change.seq, change.hash, change.clock)
        if changes:
            write_changes(connection, register, changes)
            save = self.signed(begun.seq + 1, at)
            write_saves(connection, register, (save,))
            connection.exec_driver_sql(_MOVE, (at.seq, at.hash, at.clock, number))
        return changes

    def signed(self, first: int, head: Head) -> SaveRow:
        """The author's signature over a transaction."""
        signature = sign_save(self.keyring.sign, bytes.fromhex(self.device), first, head.seq, head.hash)
        return SaveRow(self.device, first, head.seq, self.keyring.id, head.hash, signature)

    def _chained(self, entry: Entry, at: Head) -> Change:
        """An entry as the next change of this device: sealed in its place, hung on the change before it."""
        case, record, room, kind, parents = entry.case, entry.record, entry.room, entry.kind, entry.parents
        seq, clock = at.seq + 1, hybrid(self.now, max(at.clock, entry.after))
        generation, device = self.rooms.generation(case, room), bytes.fromhex(self.device)
        document = self.rooms.sealed(Where(case, room, generation, record, device, seq), entry.document, entry.width)
        salt, author = self.random(SALT_BYTES), self.keyring.id
        raw_parents = tuple((bytes.fromhex(parent), number) for parent, number in parents)
        envelope = Envelope(case, record, room, device, seq, clock, author, kind.value, generation, raw_parents)
        chain = link(at.hash, salt, envelope_bytes(envelope), document)
        return Change(
            case, record, room, self.device, seq, clock, author, kind, parents, generation, salt, document, chain
        )


def envelope_of(change: Change) -> bytes:
    """A change's clear fields as the bytes that are hashed."""
    return envelope_bytes(
        Envelope(
            change.case, change.record, change.room, bytes.fromhex(change.device), change.seq, change.clock,
            change.author, change.kind.value, change.generation,
            tuple((bytes.fromhex(device), seq) for device, seq in change.parents),
        )
    )  # fmt: skip


def hash_after(prev: bytes, change: Change) -> bytes:
    """The chain's hash at a change, from the one before."""
    return link(prev, change.salt, envelope_of(change), change.document)


def head_of(connection: Connection, device: int) -> Head:
    """Where the chain of a device (by its number here) ends; its last change may lie aside."""
    last, chain, clock, its = connection.exec_driver_sql(_HEAD, (device,)).one()
    return Head(last, chain, max(clock, its or 0))


def write_saves(connection: Connection, register: Register, saves: Sequence[SaveRow]) -> None:
    """Write signatures; there must be none for the same device and last number."""
    rows = [
        (register.device(save.device), save.last, save.first, register.author(save.author), save.signature)
        for save in saves
    ]
    if rows:
        connection.exec_driver_sql(INSERT_SAVE, rows)
