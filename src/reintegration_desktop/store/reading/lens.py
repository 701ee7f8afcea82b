"""Reading one case as who is signed in may read it: its newest versions, opened, merged, put together by record."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.forms.document import join
from reintegration_desktop.history.merge import Merged, MoreProtective, merge
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.store.log.codes import ROOM_NUMBERS
from reintegration_desktop.store.log.heads import Newest, Place, newest_of
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rooms import Rooms
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.log.technical import keys_record, tasks_record
from reintegration_desktop.vault.roles import Room

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
    """How somebody sees the log: with which keys, questions and rule of what is shown meanwhile, at what time."""

    rooms: Rooms
    dictionary: Dictionary
    protective: MoreProtective
    now: Callable[[], datetime]

    def shown(
        self, connection: Connection, register: Register, case: UUID, room: Room | None = None
    ) -> dict[Place, Shown]:
        """Every record and room of a case that holds something, or those of one room; the child's keys are adopted."""
        newest = newest_of(connection, register, case, room)
        self.adopt(case, newest.get((keys_record(case), Room.OPEN), []))
        return {
            place: Shown(self.merged(connection, register, place, found), tuple(found))
            for place, found in newest.items()
        }

    def adopt(self, case: UUID, newest: Iterable[Newest]) -> None:
        """Take in a child's keys from the newest versions of its keys' record."""
        documents = (self.rooms.document(one.change) for one in newest)
        self.rooms.adopt(case, (document for document in documents if document is not None))

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
        readable = {room: one.merged for room, one in rooms.items() if not one.merged.unknown}
        if not readable:
            return None
        first = next(iter(readable.values()))
        parts = {room: merged.answers for room, merged in readable.items()}
        return Record(first.form, record, first.parent, self.answers(first.form, parts))

    def answers(self, form: str, parts: Mapping[Room, Mapping[str, object]]) -> Answers:
        """A record's answers from its rooms; of a form that a newer dictionary has, raw."""
        if form in self.dictionary:
            return join(self.dictionary[form], parts)
        raw = {f"{room}:{key}": value for room, own in parts.items() for key, value in own.items()}
        return Answers({}, raw)

    def merged(self, connection: Connection, register: Register, place: Place, newest: Iterable[Newest]) -> Merged:
        """What a record's room holds; of several newest versions, all earlier ones are read to put them together."""
        tips = [one.change for one in newest]
        changes = tips
        if len(tips) > 1:
            values = (tips[0].case.bytes, place[0].bytes, ROOM_NUMBERS[place[1]])
            changes = changes_where(connection, register, _ALL_OF_ROOM, values)
        graph = {change.id: self.rooms.version(change) for change in changes}
        return merge(graph, [tip.id for tip in tips], self.protective, self.now())


def is_deleted(rooms: Iterable[Shown]) -> bool:
    """Whether a record is hidden: in every room that holds something of it."""
    return all(one.merged.deleted for one in rooms)
