"""Versions of a record's room, and what made them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from reintegration_desktop.forms.document import Document
from reintegration_desktop.vault.roles import Room


class VersionId(NamedTuple):
    """A version's name: the device that made it (32 hex digits) and its number there, from 1 without a hole."""

    device: str
    seq: int


class Kind(StrEnum):
    """What a change does."""

    SAVE = "save"
    DELETE = "delete"
    UNDELETE = "undelete"
    OFFER = "offer"
    ACCEPT = "accept"
    APPROVE = "approve"
    RESOLVE = "resolve"
    ALIAS = "alias"
    ERASE = "erase"
    VIEW = "view"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Version:
    """One change as its reader sees it; ``document`` is None where the reader lacks the room's key."""

    id: VersionId
    case: UUID
    record: UUID
    room: Room
    clock: int
    author: UUID
    kind: Kind
    parents: tuple[VersionId, ...]
    document: Document | None
