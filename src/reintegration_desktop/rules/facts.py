"""The facts of cases that lists, deadlines and screens are drawn from, as they leave the store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.document import Said
from reintegration_desktop.history.merge import Conflict
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.rules.custody.standing import Custody
from reintegration_desktop.vault.roles import Room


@dataclass(frozen=True, slots=True)
class Changes:
    """What a commit touched, as topics ("cases", "case:<id>", "tasks", "drafts", "bundles"): pages ask again.

    ``written`` are the versions that it made.
    """

    topics: frozenset[str]
    written: tuple[VersionId, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list of cases is narrowed to; None and empty mean any, ``nobody`` those without a caseworker."""

    status: str | None = "open"
    risk: str | None = None
    worker: UUID | None = None
    stage: str | None = None
    nobody: bool = False


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case's open workflow facts; ``custody`` says whose it is, where an office ever offered it."""

    rowid: int
    id: UUID
    code: str
    status: str
    stage: str
    risk: str | None
    worker: UUID | None
    office: UUID | None
    name_is_hidden: bool
    consent: Mapping[str, str]
    next_kind: str | None
    next_due: date | None
    next_urgent: bool
    keep_until: date | None
    custody: "CustodyRow | None" = None


class Contribution(NamedTuple):
    """A case, the mark (16 bytes) of how it stands under some terms of counting, and what was kept under that mark."""

    case: UUID
    mark: bytes
    content: bytes | None


class Walked(NamedTuple):
    """A file, and the sealed rooms that it was read from.

    None in place of the rooms where it may look otherwise without a change: then nothing is kept of it.
    """

    file: CaseFile
    rooms: frozenset[Room] | None


class PersonRow(NamedTuple):
    """Row number and id (16 bytes) of a case, and what its person said to some questions, None for no words.

    ``kept`` is the row number of what is kept of it, None where that was read from the log. A named tuple: a hundred
    thousand are made at an unlock.
    """

    rowid: int
    raw: bytes
    said: Said
    kept: int | None

    @property
    def case(self) -> UUID:
        """The case."""
        return UUID(bytes=self.raw)


@dataclass(frozen=True, slots=True)
class CustodyRow:
    """Whose a case is, where an office ever offered it.

    ``target`` is the office that it is on its way to; ``disputed``: headquarters decides between several offers;
    ``elsewhere``: another office than this vault's works on it.
    """

    case: UUID
    holder: UUID
    epoch: int
    target: UUID | None
    disputed: bool
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as it lies in the fold."""

    case: UUID
    rowid: int
    kind: str
    due_on: date
    urgent: bool
    worker: UUID | None
    record: UUID | None


@dataclass(frozen=True, slots=True)
class Touch:
    """Who changed a record last, and when."""

    at: datetime
    by: UUID


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case as one person may read it.

    ``heads`` name the versions on the screen, the parents of the next save; ``conflicts`` by record and room, the
    answers that wait for a person; ``came_back`` where something that was taken out was changed by who hadn't seen
    that, so that it is shown again; ``unknown_conflicts`` counts those in rooms without a key; ``closed`` the rooms
    that hold something and whose key this person lacks; ``bin`` the rows that were taken out and can be brought back;
    ``touched`` says by record who changed it last, and when; ``custody`` whose it is, where an office ever offered it;
    ``aliases`` are other files of the same young person.
    """

    row: CaseRow
    file: CaseFile
    heads: Mapping[tuple[UUID, Room], tuple[VersionId, ...]]
    conflicts: Mapping[tuple[UUID, Room], tuple[Conflict, ...]] = field(default_factory=dict)
    came_back: frozenset[tuple[UUID, Room]] = frozenset()
    unknown_conflicts: int = 0
    closed: frozenset[Room] = frozenset()
    bin: tuple[Record, ...] = ()
    touched: Mapping[UUID, Touch] = field(default_factory=dict)
    custody: Custody | None = None
    aliases: tuple[CaseRow, ...] = ()

    def seen(self, record: UUID) -> tuple[VersionId, ...]:
        """All versions on the screen of one record, its rooms together."""
        return tuple(version for (owner, _), versions in self.heads.items() if owner == record for version in versions)


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers typed and not saved, as the drafter left them.

    ``saved`` and ``seen`` are the record's answers and versions as they were on the screen when the typing began.
    """

    id: UUID
    case: UUID | None
    form: str
    record: UUID | None
    kept_at: datetime
    answers: Answers
    saved: Answers | None = None
    seen: tuple[VersionId, ...] | None = None
