"""What two sides must come to who hold the same changes: one digest of heads, one of open workflow facts."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from uuid import UUID

from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.vault.roles import Room

_NUMBER = 8


def digest_of_heads(heads: Iterable[tuple[UUID, UUID, Room, VersionId]]) -> bytes:
    """SHA-256 over every newest version - case, record, room, device, number - in ascending order, whatever comes."""
    lines = sorted(
        case.bytes + record.bytes + room.value.encode() + b"\0" + bytes.fromhex(version.device)
        + version.seq.to_bytes(_NUMBER)
        for case, record, room, version in heads
    )  # fmt: skip
    return _digest(lines)


def digest_of_facts(facts: Iterable[tuple[UUID, Mapping[str, str | int | bool | None]]]) -> bytes:
    """SHA-256 over the open facts of every case, as JSON with sorted names, in ascending order of cases."""
    lines = sorted(
        case.bytes + json.dumps(dict(said), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
        for case, said in facts
    )
    return _digest(lines)


def _digest(lines: Iterable[bytes]) -> bytes:
    digest = sha256()
    for line in lines:
        digest.update(len(line).to_bytes(4) + line)
    return digest.digest()
