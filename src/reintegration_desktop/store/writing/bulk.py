"""Whole cases by the thousand, for imports and invented people: the same log, chain and folds, in few statements."""

from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self
from uuid import UUID

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.document import Document, encode, split
from reintegration_desktop.forms.widths import width
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.merge import Merged
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.heads import Newest, Place, put_first_heads
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.technical import Due, keys_document, keys_record, tasks_document, tasks_record
from reintegration_desktop.store.log.writer import Entry, Writer
from reintegration_desktop.store.reading.folds import put_new_folds
from reintegration_desktop.store.reading.lens import Lens, Shown
from reintegration_desktop.store.reading.people import put_first_people
from reintegration_desktop.store.writing.hiding import hiding_of
from reintegration_desktop.vault.children import WrappedKey
from reintegration_desktop.vault.office.rings import first_keys
from reintegration_desktop.vault.roles import Room

CHANGES_A_SAVE = 2_000


class BulkWriter:
    """Writes new cases, some thousand changes to a transaction: ``with store.bulk() as bulk``.

    What was added is certain after ``flush`` or the end; what was not flushed when something is raised is not written.
    """

    def __init__(self, database: Database, writer: Writer, lens: Lens) -> None:
        self._database, self._writer, self._lens = database, writer, lens
        self._waiting: list[tuple[Entry, Document]] = []

    def __enter__(self) -> Self:
        self._database.prepare_for_bulk(begins=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        if kind is None:
            self.flush()
        self._database.prepare_for_bulk(begins=False)

    def add(self, file: CaseFile, tasks: Sequence[Due] = ()) -> None:
        """Add a case that is new here: its records as first versions, its tasks, its keys."""
        self._put(file.id, keys_record(file.id), Room.OPEN, keys_document(self._new_keys(file)))
        for record in file.records:
            for room, document in self._documents(record):
                self._put(file.id, record.id, room, document)
        if tasks:
            self._put(file.id, tasks_record(file.id), Room.OPEN, tasks_document(tasks))
        if len(self._waiting) >= CHANGES_A_SAVE:
            self.flush()

    def flush(self) -> None:
        """Write what was added so far, in one transaction."""
        if not self._waiting:
            return
        with self._database.write() as connection:
            register = Register(connection)
            changes = self._writer.append(connection, register, [entry for entry, _ in self._waiting])
            put_first_heads(connection, register, changes)
            put_first_people(connection, register, changes)
            documents = (document for _, document in self._waiting)
            put_new_folds(connection, _open_rooms(changes, documents))
        self._waiting.clear()

    def _new_keys(self, file: CaseFile) -> Iterable[WrappedKey]:
        """Keys under the rooms', or for the ring of a child whose name is hidden."""
        keyring, (hidden, worker) = self._writer.keyring, hiding_of(file)
        return first_keys(keyring, file.id, worker) if hidden else keyring.new_child_keys(file.id).values()

    def _put(self, case: UUID, record: UUID, room: Room, document: Document) -> None:
        plain = encode(document)
        counts = width(self._lens.dictionary, room, document, len(plain))
        self._waiting.append((Entry(case, record, room, Kind.SAVE, (), plain, width=counts), document))

    def _documents(self, record: Record) -> Iterator[tuple[Room, Document]]:
        form = self._lens.dictionary[record.form]
        parts = split(form, record.answers) or {next(iter(form.fields.values())).room: {}}
        for room, answers in parts.items():
            yield room, Document(record.form, record.parent, answers)


def _open_rooms(changes: Sequence[Change], documents: Iterator[Document]) -> dict[UUID, dict[Place, Shown]]:
    """The open rooms of new cases, as the folds read them."""
    found: dict[UUID, dict[Place, Shown]] = {}
    for change, document in zip(changes, documents, strict=True):
        if change.room is Room.OPEN:
            merged = Merged(document.form, document.parent, document.answers)
            shown = Shown(merged, (Newest(change, change.clock),))
            found.setdefault(change.case, {})[change.record, Room.OPEN] = shown
    return found
