"""One record as it should become: what a person or a rule wants saved."""

from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.history.versions import VersionId


@dataclass(frozen=True, slots=True)
class Edit:
    """A record's answers after an edit.

    ``edited`` are the keys that changed; ``seen`` the versions that were on the screen when it was made and become
    its parents: empty where nothing of the record was, None where it is made from the newest as it is saved.
    """

    form: str
    record: UUID
    parent: UUID | None
    answers: Answers
    edited: frozenset[str]
    seen: tuple[VersionId, ...] | None = None
