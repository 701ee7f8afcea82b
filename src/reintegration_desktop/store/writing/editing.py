"""One case as a transaction changes it: which rooms are written anew, and from which versions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.document import Document, encode, split
from reintegration_desktop.forms.widths import width
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.merge import Merged
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.store.errors import RecordNotHere
from reintegration_desktop.store.log.heads import Newest, Place
from reintegration_desktop.store.log.technical import (
    Due,
    keys_document,
    keys_in,
    keys_record,
    tasks_document,
    tasks_record,
)
from reintegration_desktop.store.log.writer import Entry
from reintegration_desktop.store.reading.lens import Lens, Shown
from reintegration_desktop.store.writing.pending import Parents, Pending
from reintegration_desktop.vault.children import CHILD_ROOMS, WrappedKey
from reintegration_desktop.vault.roles import Room

VersionsOf = Callable[[UUID, UUID, Sequence[VersionId]], Mapping[VersionId, tuple[Room, int]]]
"""Of a case and record: the room and clock of some of its versions."""


class Editing:
    """A case inside a transaction; ``latest`` is the newest clock that is believed."""

    def __init__(
        self, case: UUID, shown: Mapping[Place, Shown], lens: Lens, versions_of: VersionsOf, latest: int
    ) -> None:
        self._case, self._shown, self._lens, self._versions_of, self._latest = case, shown, lens, versions_of, latest
        self._pending = Pending()
        self.file = lens.file(case, shown)

    @property
    def is_touched(self) -> bool:
        """Whether there is anything to write."""
        return bool(self._pending)

    @property
    def uses_keys(self) -> bool:
        """Whether something is to be sealed under this child's keys."""
        return any(room in CHILD_ROOMS for _, room in self._pending.places())

    @property
    def bin(self) -> tuple[Record, ...]:
        """The records that were taken out, and can be brought back."""
        kept = {row.id for row in self.file.records}
        return tuple(row for row in self._lens.file(self._case, self._shown, hidden=True).records if row.id not in kept)

    def save(self, edit: Edit) -> None:
        """Write the rooms in which something was edited; of a new record without an answer, its first room."""
        form = self._lens.dictionary[edit.form]
        parts = split(form, edit.answers)
        edited: dict[Room, list[str]] = {}
        for key in sorted(edit.edited & form.fields.keys()):
            edited.setdefault(form.fields[key].room, []).append(key)
        if not edited and self.file.record(edit.record) is None:
            edited = {next(iter(form.fields.values())).room: []}
        for room, keys in edited.items():
            document = Document(edit.form, edit.parent, parts.get(room, {}), tuple(keys))
            self._put(edit.record, room, Kind.SAVE, document, self._seen(edit.record, room, edit.seen))
        self.file = self.file.with_record(Record(edit.form, edit.record, edit.parent, edit.answers))

    def hide(self, record: UUID, seen: Sequence[VersionId] | None = None) -> None:
        """Delete what was seen of a record, in every room it has; raises RecordNotHere.

        A version that was not seen stays, and is shown.
        """
        rooms = self._turn(record, Kind.DELETE, seen)
        if seen is None or all(set(shown.tips) <= set(seen) for shown in rooms.values()):
            self.file = CaseFile(self._case, tuple(row for row in self.file.records if row.id != record))

    def show(self, record: UUID) -> None:
        """Bring a deleted record back; raises RecordNotHere."""
        rooms = self._turn(record, Kind.UNDELETE, None)
        back = self._lens.record(record, rooms)
        if back is not None:
            self.file = self.file.with_record(back)

    def resolve(self, record: UUID, room: Room, answers: Answers, seen: Sequence[VersionId] | None = None) -> None:
        """Write what was chosen where versions differ: those that were seen, else all. Raises RecordNotHere."""
        shown = self._shown.get((record, room))
        if shown is None or shown.merged.unknown:
            raise RecordNotHere
        merged = shown.merged
        chosen = split(self._lens.dictionary[merged.form], answers).get(room, {})
        others = {key for key in {*chosen, *merged.answers} if chosen.get(key) != merged.answers.get(key)}
        edited = tuple(sorted({conflict.key for conflict in merged.conflicts} | others))
        parents = self._seen(record, room, seen)
        self._put(record, room, Kind.RESOLVE, Document(merged.form, merged.parent, chosen, edited), parents)
        before = self.file.record(record)
        if before is not None:
            self.file = self.file.with_record(Record(before.form, record, before.parent, answers))

    def tasks(self, tasks: Iterable[Due]) -> None:
        """Write these tasks, unless they stand there already."""
        record, document = tasks_record(self._case), tasks_document(tasks)
        shown = self._shown.get((record, Room.OPEN))
        same = not document.answers if shown is None else shown.merged.answers == document.answers
        if not same or (shown is not None and len(shown.tips) > 1):
            self._put(record, Room.OPEN, Kind.SAVE, document, Parents() if shown is None else self._all(shown))

    def keys(self, more: Iterable[WrappedKey]) -> None:
        """Write further wrapped keys of this child, beside those it has."""
        self.put_keys((*self.held_keys(), *more))

    @property
    def closed(self) -> frozenset[Room]:
        """The rooms of which something lies here that this person can't read."""
        return frozenset(room for (_, room), shown in self._shown.items() if shown.merged.unknown)

    def rewrap(self, newest: Callable[[WrappedKey], WrappedKey]) -> bool:
        """Write this child's keys as ``newest`` wraps them; false where that changes none."""
        held = self.held_keys()
        wrapped = tuple(newest(key) for key in held)
        if wrapped != held:
            self.put_keys(wrapped)
        return wrapped != held

    def held_keys(self) -> tuple[WrappedKey, ...]:
        """The child's keys as they will stand, or stand."""
        place = keys_record(self._case), Room.OPEN
        pending, shown = self._pending.document(place), self._shown.get(place)
        if pending is not None:
            return keys_in((pending,))
        return keys_in(self._lens.key_documents(one.change for one in shown.newest) if shown else ())

    def put_keys(self, keys: Iterable[WrappedKey]) -> None:
        """Write these wrapped keys in place of all that this child has."""
        shown = self._shown.get((keys_record(self._case), Room.OPEN))
        parents = Parents() if shown is None else self._all(shown)
        self._put(keys_record(self._case), Room.OPEN, Kind.SAVE, keys_document(keys), parents)

    def entries(self) -> Iterator[Entry]:
        """What is to be written. A first version doesn't say what was edited: all of it was."""
        for (record, room), (kind, document, parents) in self._pending.items():
            edited = document.edited if parents.versions else ()
            whole = Document(document.form, document.parent, document.answers, edited)
            plain = encode(whole)
            counts = width(self._lens.dictionary, room, whole, len(plain))
            yield Entry(self._case, record, room, kind, parents.versions, plain, parents.after, counts)

    def open_room_after(self, changes: Iterable[Change]) -> dict[Place, Shown] | None:
        """The open room once these changes are written; None where several versions would stand there."""
        after = {place: shown for place, shown in self._shown.items() if place[1] is Room.OPEN}
        for change in changes:
            place = change.record, change.room
            written = self._pending.document(place)
            if change.case == self._case and change.room is Room.OPEN and written is not None:
                before = after.get(place)
                if before is not None and not set(before.tips) <= set(change.parents):
                    return None
                born = change.clock if before is None else min(before.born, change.clock)
                merged = Merged(written.form, written.parent, written.answers, change.kind is Kind.DELETE)
                after[place] = Shown(merged, (Newest(change, born),))
        return after if all(len(shown.newest) == 1 for shown in after.values()) else None

    def _put(self, record: UUID, room: Room, kind: Kind, document: Document, parents: Parents) -> None:
        self._pending.put((record, room), kind, document, parents)

    def _turn(self, record: UUID, kind: Kind, seen: Sequence[VersionId] | None) -> dict[Room, Shown]:
        """Write a record's rooms, as they stand, as deleted or as brought back."""
        rooms = {room: shown for (owner, room), shown in self._shown.items() if owner == record}
        wanted = [(room, one) for room, one in rooms.items() if one.merged.deleted is (kind is Kind.UNDELETE)]
        if not wanted:
            raise RecordNotHere
        for room, one in wanted:
            document = Document(one.merged.form, one.merged.parent, one.merged.answers)
            self._put(record, room, kind, document, self._seen(record, room, seen))
        return rooms

    def _seen(self, record: UUID, room: Room, seen: Sequence[VersionId] | None) -> Parents:
        """The versions a save is made from: those seen of this room, or the newest where None is said.

        What could not be read was not seen: then both live beside each other until somebody compares them.
        """
        shown = self._shown.get((record, room))
        if shown is None or shown.merged.unknown:
            return Parents()
        if seen is None or set(shown.tips) <= set(seen):
            return self._all(shown)
        versions = self._versions_of(self._case, record, seen)
        return self._made_from({version: clock for version, (place, clock) in versions.items() if place is room})

    def _all(self, shown: Shown) -> Parents:
        return self._made_from({one.change.id: one.change.clock for one in shown.newest})

    def _made_from(self, versions: Mapping[VersionId, int]) -> Parents:
        """A clock that is more than a day ahead pulls nobody after it."""
        return Parents(tuple(versions), max((clock for clock in versions.values() if clock <= self._latest), default=0))
