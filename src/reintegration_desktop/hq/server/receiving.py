"""What bundles are taken into at a server (``sync.ports.Receiver``): staged by COPY, written and folded set by set."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import DataError

from reintegration_desktop.history.arrivals import Batch, Quarantined, Said
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.hq.server.database import ServerDatabase
from reintegration_desktop.hq.server.facts import fold_facts
from reintegration_desktop.hq.server.staging import make_stages, stage_cases, stage_changes, stage_saves
from reintegration_desktop.hq.server.writing import WRITE_SAVES, fold_heads, write_staged
from reintegration_desktop.store.log.codes import OPEN
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import OF_CHANGE, change_of, known_of
from reintegration_desktop.store.reading.folds import put_folds
from reintegration_desktop.store.reading.lens import Lens
from reintegration_desktop.store.reading.people import put_people
from reintegration_desktop.store.travel.incoming import Incoming
from reintegration_desktop.store.writing.settling import Settling, offices_of_hidden

_HELD = "SELECT device_id, last FROM device"
_HOLDERS = (
    "SELECT s.case_id, coalesce(u.holder, s.office) FROM case_ s LEFT JOIN custody u ON u.case_id = s.case_id "
    "WHERE s.case_id = ANY(%s)"
)
_NEWEST = (
    f"SELECT {OF_CHANGE} FROM head h JOIN change c ON c.case_id = h.case_id AND c.device = h.device "
    f"AND c.seq = h.seq WHERE h.case_id = ANY(%s) AND h.room = {OPEN}"
)


class ServerIncoming(Incoming):
    """The same as a vault's, for several who take bundles in at a time: each on an object of its own."""

    def __init__(self, server: ServerDatabase, lens: Lens, settling: Callable[[Connection], Settling]) -> None:
        super().__init__(server, lens, settling)
        self._server = server
        self._numbered: set[str | UUID] = set()
        self._ahead: dict[UUID, dict[VersionId, Change]] = {}
        self._said: dict[VersionId, Change] = {}

    def holders(self, cases: Collection[UUID]) -> Mapping[UUID, UUID]:
        """The office that holds each of these cases. What they say in the open room is read ahead, all at once."""
        raw = [case.bytes for case in cases]
        self._ahead = {case: {} for case in cases}
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(_HOLDERS, (raw,)).fetchall()
            register = Register(connection)
            for row in connection.exec_driver_sql(_NEWEST, (raw,)).fetchall():
                change = change_of(row, register)
                self._ahead[change.case][change.id] = change
            hidden = offices_of_hidden(connection, register, cases)
        self._said = {version: change for own in self._ahead.values() for version, change in own.items()}
        return {**hidden, **{UUID(bytes=case): UUID(bytes=office) for case, office in rows if office}}

    def open_version(self, version: VersionId) -> Said | None:
        """A version of the open room; mostly read ahead."""
        found = self._said.get(version)
        return (
            super().open_version(version) if found is None else Said(found.document, found.author, found.parents, True)
        )

    def open_room(self, case: UUID) -> Collection[bytes]:
        """What the newest versions of a case's open room say; mostly read ahead."""
        found = self._ahead.get(case)
        return super().open_room(case) if found is None else [one.document for one in found.values()]

    def apply(self, batch: Batch) -> None:
        """Take a batch in, in one transaction; devices and people get their numbers in one before."""
        self._number(batch)
        super().apply(batch)
        self._ahead, self._said = {}, {}

    def _number(self, batch: Batch) -> None:
        """Number who and what is new: two who take in at a time must not give one number twice."""
        new = _named(batch) - self._numbered
        if not new:
            return
        with self._database.write() as connection:
            register = Register(connection)
            for one in sorted(new, key=str):
                register.author(one) if isinstance(one, UUID) else register.device(one)
        self._numbered |= new

    @contextmanager
    def _writing(self, batch: Batch) -> Iterator[Connection]:
        cases = {change.case.bytes for change in (*batch.applied, *(one.change for one in batch.quarantined))}
        with self._server.ingest(cases, make_stages) as connection:
            yield connection

    def _new_ones(
        self, connection: Connection, register: Register, batch: Batch
    ) -> tuple[list[Change], list[Quarantined]]:
        """By vectors where all of a device's numbers are above what is held; else looked for one by one."""
        held = {device.hex(): last for device, last in connection.exec_driver_sql(_HELD).fetchall()}
        every = [*batch.applied, *(one.change for one in batch.quarantined)]
        late = [change.id for change in every if change.seq <= held.get(change.device, 0)]
        known = known_of(connection, register, late)
        applied = [change for change in batch.applied if change.id not in known]
        return applied, [one for one in batch.quarantined if one.change.id not in known]

    def _write(self, connection: Connection, register: Register, changes: Sequence[Change]) -> None:
        if not changes:
            return
        stage_changes(connection, register, changes)
        stage_cases(connection, changes)
        write_staged(connection)
        fold_heads(connection)
        odd = fold_facts(connection)
        put_people(connection, register, [change for change in changes if change.case in odd.people])
        for case in sorted(odd.facts):
            self._fold_itself(connection, register, case)

    def _fold_itself(self, connection: Connection, register: Register, case: UUID) -> None:
        """Fold a case as a vault does. What no column takes leaves its facts as they were, and stops nobody's post."""
        try:
            with connection.begin_nested():
                put_folds(connection, case, self._lens.open_room(connection, register, case))
        except (DataError, ValueError):
            return

    def _write_saves(self, connection: Connection, register: Register, saves: Sequence[SaveRow]) -> None:
        stage_saves(connection, register, saves)
        if saves:
            connection.exec_driver_sql(WRITE_SAVES)


def _named(batch: Batch) -> set[str | UUID]:
    """The devices and people that a batch names."""
    changes = (*batch.applied, *(one.change for one in batch.quarantined))
    found: set[str | UUID] = {*batch.marks, *(hole.device for hole in batch.holes)}
    for change in changes:
        found |= {change.device, change.author}
        found.update([parent.device for parent in change.parents])
    for save in batch.saves:
        found |= {save.device, save.author}
    return found
