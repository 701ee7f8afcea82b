"""The log's rows: what the store writes, bundles carry and headquarters receives."""

from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.vault.roles import Room


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the log.

    ``document`` is sealed, or in the open room the plain bytes of ``forms.document``; ``salt`` 16 bytes; ``hash``
    32 bytes, the chain up to here; ``clock`` a hybrid tick; ``generation`` that of the child's key of the room.
    """

    case: UUID
    record: UUID
    room: Room
    device: str
    seq: int
    clock: int
    author: UUID
    kind: Kind
    parents: tuple[VersionId, ...]
    generation: int
    salt: bytes
    document: bytes
    hash: bytes

    @property
    def id(self) -> VersionId:
        """The version this row made."""
        return VersionId(self.device, self.seq)


@dataclass(frozen=True, slots=True)
class SaveRow:
    """One transaction of one author: ``signature`` (Ed25519) over device, first and last number and chain's head."""

    device: str
    first: int
    last: int
    author: UUID
    head: bytes
    signature: bytes
