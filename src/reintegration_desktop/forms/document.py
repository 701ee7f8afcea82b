"""What is sealed: one record's answers of one room, as compact JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Document:
    """A record's whole room after an edit.

    ``answers`` are raw JSON values by key, those of a newer dictionary included; ``edited`` the keys that this save
    changed, empty for a first version (all of them).
    """

    form: str
    parent: UUID | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    edited: tuple[str, ...] = ()
