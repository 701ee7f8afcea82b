"""Reading one case as who is signed in may read it: its newest versions, opened, merged, put together by record."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.forms.document import Document, join
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.merge import Merged, MoreProtective, merge
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.store.log.codes import ROOM_NUMBERS
from reintegration_desktop.store.log.decided import may_take_back
from reintegration_desktop.store.log.heads import Newest, Place, RawPlace, newest_of
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rooms import Rooms
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.log.technical import keys_record, tasks_record
from reintegration_desktop.store.reading.memory import Remembered
from reintegration_desktop.vault.roles import Room

REMEMBERED, MERGING = 4096, 32_768
NEVER = datetime(9000, 1, 1, tzinfo=UTC)
"""A now before which nothing lies more than a day ahead."""

_ALL_OF_ROOM = "WHERE c.case_id = ? AND c.record_id = ? AND c.room = ?"


@dataclass(frozen=True, slots=True)
class Shown:
    """A record's room as it is shown: merged, with the versions it is drawn from and the clock of its first one."""

    merged: Merged
    newest: tuple[Newest, ...]

    @property
    def tips(self) -> tuple[VersionId, ...]:
        """The versions it is drawn from."""
        return tuple(one.change.id for one in self.newest)

    @property
    def born(self) -> int:
        """The clock of the room's first version."""
        return min(one.born for one in self.newest)


@dataclass(frozen=True, slots=True)
class Lens:
    """How somebody sees the log: with which keys, questions and rule of what is shown meanwhile, at what time.

    ``merges_by_itself`` remembers places where several newest versions need nobody's decision. ``is_ours`` says whether
    somebody was of this office at a tick: what others wrapped for themselves is no key here.
    """

    rooms: Rooms
    dictionary: Dictionary
    protective: MoreProtective
    now: Callable[[], datetime]
    is_ours: Callable[[UUID, int], bool]
    merges_by_itself: Remembered[tuple[RawPlace, frozenset[tuple[int, int]]], bool] = field(
        default_factory=lambda: Remembered(MERGING)
    )
    _merged: Remembered[bytes, Merged] = field(default_factory=lambda: Remembered(REMEMBERED))
    _records: Remembered[tuple[UUID, bytes], Record] = field(default_factory=lambda: Remembered(REMEMBERED))

    def passing(self) -> "Lens":
        """The same for who walks through very many cases once: nothing is remembered, and nothing else forgotten."""
        return replace(self, _merged=Remembered(0), _records=Remembered(0))

    def shown(self, connection: Connection, register: Register, case: UUID) -> dict[Place, Shown]:
        """Every record and room of a case that holds something; the child's keys are adopted."""
        newest = newest_of(connection, register, case)
        self.adopt(case, newest.get((keys_record(case), Room.OPEN), []))
        return self._all(connection, register, newest, self.now())

    def open_room(self, connection: Connection, register: Register, case: UUID) -> dict[Place, Shown]:
        """The open room of a case, as it follows from the log alone, whoever reads it and when."""
        newest = newest_of(connection, register, case, Room.OPEN)
        self.adopt(case, newest.get((keys_record(case), Room.OPEN), []))
        return self._all(connection, register, newest, NEVER)

    def _all(
        self, connection: Connection, register: Register, newest: Mapping[Place, Sequence[Newest]], now: datetime
    ) -> dict[Place, Shown]:
        return {
            place: Shown(self.merged(connection, register, place, found, now), tuple(found))
            for place, found in newest.items()
        }

    def adopt(self, case: UUID, newest: Iterable[Newest]) -> None:
        """Take in a child's keys from the newest versions of its keys' record."""
        self.rooms.adopt(case, self.key_documents(one.change for one in newest))

    def key_documents(self, changes: Iterable[Change]) -> list[Document]:
        """What some versions of a child's keys say, of those that people of this office wrote."""
        ours = (change for change in changes if self.is_ours(change.author, change.clock))
        return [document for change in ours if (document := self.rooms.document(change)) is not None]

    def forget(self) -> None:
        """Let go of everything that was opened: of some of it the keys are gone."""
        self.merges_by_itself.forget()
        self._merged.forget()
        self._records.forget()

    def file(self, case: UUID, shown: Mapping[Place, Shown], *, hidden: bool = False) -> CaseFile:
        """The records that can be read, in the order in which they were first saved; deleted ones where asked."""
        technical = (keys_record(case), tasks_record(case))
        by_record: dict[UUID, dict[Room, Shown]] = {}
        for (record, room), one in shown.items():
            if record not in technical:
                by_record.setdefault(record, {})[room] = one
        order = sorted(by_record, key=lambda record: (min(one.born for one in by_record[record].values()), record))
        wanted = (record for record in order if hidden or not is_deleted(by_record[record].values()))
        records = (self.record(record, by_record[record]) for record in wanted)
        return CaseFile(case, tuple(record for record in records if record is not None))

    def record(self, record: UUID, rooms: Mapping[Room, Shown]) -> Record | None:
        """One record from its rooms; None where nothing of it can be read."""
        readable = {room: one for room, one in rooms.items() if not one.merged.unknown}
        if not readable:
            return None
        versions = record, b"".join(one.change.hash for _, shown in sorted(readable.items()) for one in shown.newest)
        found = self._records.get(versions)
        if found is None:
            first = next(iter(readable.values())).merged
            parts = {room: one.merged.answers for room, one in readable.items()}
            found = Record(first.form, record, first.parent, self.answers(first.form, parts))
            if len(readable) == sum(len(one.newest) for one in readable.values()):
                self._records.put(versions, found)
        return found

    def answers(self, form: str, parts: Mapping[Room, Mapping[str, object]]) -> Answers:
        """A record's answers from its rooms; of a form that a newer dictionary has, raw."""
        if form in self.dictionary:
            return join(self.dictionary[form], parts)
        raw = {f"{room}:{key}": value for room, own in parts.items() for key, value in own.items()}
        return Answers({}, raw)

    def merged(
        self, connection: Connection, register: Register, place: Place, newest: Sequence[Newest], now: datetime
    ) -> Merged:
        """What a record's room holds.

        Of several newest versions, or one that may have taken a decision back, all earlier ones are read besides.
        """
        tips = [one.change for one in newest]
        if len(tips) == 1 and not may_take_back(tips[0]):
            return self._opened(tips[0])
        values = (tips[0].case.bytes, place[0].bytes, ROOM_NUMBERS[place[1]])
        changes = changes_where(connection, register, _ALL_OF_ROOM, values)
        graph = {change.id: self.rooms.version(change) for change in changes}
        return merge(graph, [tip.id for tip in tips], self.protective, now)

    def _opened(self, change: Change) -> Merged:
        """What a single newest version holds."""
        found = self._merged.get(change.hash)
        if found is None:
            version = self.rooms.version(change)
            found = merge({change.id: version}, [change.id], self.protective, NEVER)
            if not found.unknown:
                self._merged.put(change.hash, found)
        return found


def is_deleted(rooms: Iterable[Shown]) -> bool:
    """Whether a record is hidden: in every room that holds something of it."""
    return all(one.merged.deleted for one in rooms)
