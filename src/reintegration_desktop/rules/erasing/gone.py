"""What was emptied out of a bin, as it stood in the clear: proved by the hole that is left of it.

A hole holds the digest of its change's salt and clear fields. Who is told both knows that it was a deletion, or led to
one, although it never came, or is gone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.vault.chain import SALT_BYTES
from reintegration_desktop.vault.fields import Fields, as_text, compact
from reintegration_desktop.vault.roles import Room

_LARGEST = 1 << 63


@dataclass(frozen=True, slots=True)
class Gone:
    """The clear fields of a change, and its salt; the case is that of who tells of it."""

    record: UUID
    room: Room
    version: VersionId
    clock: int
    author: UUID
    kind: Kind
    generation: int
    parents: tuple[VersionId, ...]
    salt: bytes

    def change(self, case: UUID) -> Change:
        """The change that it was, without what was sealed in it."""
        device, seq = self.version
        return Change(case, self.record, self.room, device, seq, self.clock, self.author, self.kind, self.parents,
                      self.generation, self.salt, b"", b"")  # fmt: skip


def gone_to_bytes(changes: Iterable[Change]) -> bytes:
    """Some changes as they stand in an entry."""
    return compact({"gone": [_row(one) for one in sorted(changes, key=lambda one: one.id)]})


def read_gone(content: bytes) -> tuple[Gone, ...]:
    """Back from ``gone_to_bytes``; raises ValueError."""
    return tuple(map(_read, Fields.parse(content).rows("gone")))


def _row(change: Change) -> dict[str, object]:
    return {
        "record": str(change.record), "room": change.room.value, "device": change.device, "seq": change.seq,
        "clock": change.clock, "author": str(change.author), "kind": change.kind.value,
        "generation": change.generation, "salt": as_text(change.salt),
        "parents": [{"device": device, "seq": seq} for device, seq in change.parents],
    }  # fmt: skip


def _read(row: Fields) -> Gone:
    return Gone(
        row.id("record"), Room(row.text("room")), _version(row), _number(row, "clock"), row.id("author"),
        Kind(row.text("kind")), _number(row, "generation"), tuple(map(_version, row.rows("parents"))),
        row.content("salt", SALT_BYTES),
    )  # fmt: skip


def _number(row: Fields, key: str) -> int:
    found = row.number(key)
    if not 0 <= found < _LARGEST:
        raise ValueError("no number of a change")
    return found


def _version(row: Fields) -> VersionId:
    device, seq = row.text("device"), row.number("seq")
    if len(bytes.fromhex(device)) != 16 or device != device.lower() or not 0 < seq < 1 << 31:
        raise ValueError("no version")
    return VersionId(device, seq)
