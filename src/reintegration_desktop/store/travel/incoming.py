"""What arrives, judged by ``sync``: taken into the same tables as what was saved here, a batch to a transaction."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.arrivals import (
    Batch,
    Digests,
    KeptBack,
    Mark,
    Quarantined,
    Reason,
    Receipt,
    Said,
    Vector,
    Waiting,
)
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.clock import milliseconds
from reintegration_desktop.store.checking.folding import fold_anew
from reintegration_desktop.store.custody.arrivals import Holdings
from reintegration_desktop.store.custody.entries import cases_begun, cases_said, handed_over
from reintegration_desktop.store.custody.standing import Custodies
from reintegration_desktop.store.custody.whose import cases_of
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.files.lacking import note_lacking
from reintegration_desktop.store.files.loose import folder_of, hold_or_let_go, sweep
from reintegration_desktop.store.inquiries.entries import are_said
from reintegration_desktop.store.log.codes import ROOM_NUMBERS
from reintegration_desktop.store.log.heads import cases_with_newer, newest_of, put_heads
from reintegration_desktop.store.log.hidden import emptied_versions, keep_hidden, most_children_of
from reintegration_desktop.store.log.links import hash_at, put_holes
from reintegration_desktop.store.log.numbers import are_said as numbers_are_said
from reintegration_desktop.store.log.numbers import fold_numbers
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where, known_of, write_changes
from reintegration_desktop.store.reading.folds import put_folds
from reintegration_desktop.store.reading.lens import Lens
from reintegration_desktop.store.reading.lists import in_slices
from reintegration_desktop.store.reading.people import put_people
from reintegration_desktop.store.travel.digests import aside_of, digests_of, is_comparable, is_whole
from reintegration_desktop.store.travel.going import first_going
from reintegration_desktop.store.travel.papers import put_papers, read_papers, read_statements
from reintegration_desktop.store.travel.peers import lacked_by_peers
from reintegration_desktop.store.writing.adopting import REFUSED
from reintegration_desktop.store.writing.custody import Keeping
from reintegration_desktop.store.writing.erasing import erased_among, hole_of
from reintegration_desktop.store.writing.inquiries import forget
from reintegration_desktop.store.writing.settling import Settling, offices_of_hidden
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.papers.office_keys import KeyStatement
from reintegration_desktop.vault.revocations import Revocation
from reintegration_desktop.vault.roles import Role, Room

_UNPARK = "DELETE FROM parked WHERE device = ? AND seq = ? AND hash = ?"
_PARK = "INSERT INTO parked (device, seq, hash, reason, since, line) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_QUARANTINE = "INSERT INTO quarantine (case_id, device, seq, reason) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
_SAVE = "INSERT INTO save (device, last, first, author, signature) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_MARK = "UPDATE device SET last = ?, head = ? WHERE number = ? AND last < ?"
_CLOCK = "UPDATE device SET clock = max(clock, ?) WHERE number = ?"
_RECEIPT = (
    "INSERT INTO bundle_in (bundle, digest, kind, office, sender, made, received, changes, quarantined, parked) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
_IN_QUARANTINE = (
    "JOIN quarantine q ON q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq "
    "WHERE {which} ORDER BY c.clock, c.device, c.seq"
)
_WAITING = (
    "SELECT seq, hash, reason, line FROM parked WHERE device = ? AND seq > ? AND reason <> ? ORDER BY seq, hash LIMIT ?"
)
_BEFORE = (
    "SELECT c.clock FROM change c WHERE c.device = ? AND c.seq < ? AND NOT EXISTS (SELECT 1 FROM quarantine q "
    "WHERE q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq AND q.reason = ?) "
    "ORDER BY c.seq DESC LIMIT 1"
)
_HOLES = "SELECT seq FROM hole WHERE device = ? AND seq > ? AND seq <= ? AND kept_back"
_HOLDERS = (
    "SELECT s.case_id, coalesce(u.holder, s.office) FROM case_ s LEFT JOIN custody u ON u.case_id = s.case_id "
    "WHERE s.case_id IN ({marks})"
)
_FORK = "SELECT 1 FROM parked WHERE device = ? AND reason = ? LIMIT 1"
_NEWER = "SELECT 1 FROM parked WHERE reason = ? LIMIT 1"
_IS_HOLE = "SELECT 1 FROM hole WHERE device = ? AND seq = ?"
_FILL = "DELETE FROM hole WHERE device = ? AND seq = ?"
_OPEN_VERSION = "JOIN device d ON d.number = c.device WHERE d.device_id = ? AND c.seq = ? AND c.room = ?"
_REFUSED = (
    "SELECT count(*) FROM quarantine q JOIN device d ON d.number = q.device "
    "WHERE d.device_id = ? AND q.seq = ? AND q.reason = ?"
)


class Incoming:
    """What bundles are taken into (``sync.ports.Receiver``)."""

    def __init__(self, database: Database, lens: Lens, settling: Callable[[Connection], Settling]) -> None:
        self._database, self._lens, self._settling = database, lens, settling
        self.holdings = Holdings(database, lens)

    def vector(self) -> Vector:
        """How far every device's chain is held here without a gap: folded, quarantined, parked, or as a hole."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql("SELECT device_id, last, head FROM device WHERE last > 0").fetchall()
        return {device.hex(): Mark(last, head) for device, last, head in rows}

    def hash_at(self, version: VersionId) -> bytes | None:
        """The chain's hash at a number that is held here, those that wait excluded; None where it isn't."""
        with self._database.read() as connection:
            return hash_at(connection, version)

    def clock_before(self, version: VersionId) -> int:
        """The clock of a device's newest change before a number, but those aside for theirs; nought for none."""
        with self._database.read() as connection:
            values = Register(connection).device_number(version.device), version.seq, Reason.CLOCK.value
            return connection.exec_driver_sql(_BEFORE, values).scalar() or 0

    def holes(self, device: str, after: int, upto: int) -> Collection[int]:
        """The numbers of a device above one up to another that came as holes, and may be filled."""
        with self._database.read() as connection:
            number = Register(connection).device_number(device)
            rows = connection.exec_driver_sql(_HOLES, (number, after, upto)).scalars().all()
        return frozenset(rows)

    def aside(self, devices: Collection[str], *, undecided: bool = False) -> int:
        """How many changes of some devices lie aside; ``undecided``: those that nobody decided about alone."""
        with self._database.read() as connection:
            return aside_of(connection, devices, undecided=undecided)

    def compared(self, devices: Collection[str], office: UUID, *, whole: bool = False) -> Digests | None:
        """Digests over the cases that an office holds; None where something that these devices wrote doesn't count.

        Nor where others wrote in them, or something was destroyed here by an order that is lost; nor, with ``whole``,
        where something of who wrote in them may be lacking here.
        """
        with self._database.read() as connection:
            register, settling = Register(connection), self._settling(connection)
            if settling.lacks_orders(connection, register):
                return None
            cases = cases_of(connection, register, Custodies(settling.certified), office)
            comparable = is_comparable(connection, devices, cases) and (not whole or is_whole(connection, cases))
            return digests_of(connection, devices, cases) if comparable else None

    def holds_fork(self, device: str) -> bool:
        """Whether work of a device lies aside here that went another way than what counts here."""
        values = (bytes.fromhex(device), Reason.FORK.value)
        with self._database.read() as connection:
            return connection.exec_driver_sql(_FORK, values).scalar() is not None

    def first_going(self, ranges: Mapping[str, Sequence[tuple[int, int]]], kept: KeptBack) -> Mapping[str, int]:
        """Of each device the first number in some ranges at which something lies that goes to a peer, late ones apart.

        Devices of which there is none are left out.
        """
        with self._database.read() as connection:
            return first_going(connection, Register(connection), ranges, kept)

    def parked(self) -> Collection[VersionId]:
        """What waits for a version, a number or a newer program; forks are kept aside and wait for nobody."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql("SELECT device, seq FROM parked WHERE reason <> ?", (Reason.FORK.value,))
            return {VersionId(device.hex(), seq) for device, seq in rows.fetchall()}

    def waits_for_newer(self) -> bool:
        """Whether something waits that a newer program wrote."""
        with self._database.read() as connection:
            return connection.exec_driver_sql(_NEWER, (Reason.NEWER.value,)).scalar() is not None

    def waiting(self, device: str, after: int, limit: int) -> Sequence[Waiting]:
        """What waits of one device, forks excluded, by number above ``after``."""
        values = (bytes.fromhex(device), after, Reason.FORK.value, limit)
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(_WAITING, values).fetchall()
        return [Waiting(device, seq, chained, Reason(reason), line) for seq, chained, reason, line in rows]

    def open_version(self, version: VersionId) -> Said | None:
        """A version of the open room, folded or quarantined; None where it isn't here, or of another room."""
        place = bytes.fromhex(version.device), version.seq
        with self._database.read() as connection:
            changes = changes_where(connection, Register(connection), _OPEN_VERSION, (*place, ROOM_NUMBERS[Room.OPEN]))
            refused = connection.exec_driver_sql(_REFUSED, (*place, Reason.NOT_PERMITTED.value)).scalar()
        return next((Said(one.document, one.author, one.parents, not refused) for one in changes), None)

    def open_room(self, case: UUID) -> Collection[bytes]:
        """What the newest folded versions of a case's open room say, record by record."""
        with self._database.read() as connection:
            newest = newest_of(connection, Register(connection), case, Room.OPEN)
        return [one.change.document for found in newest.values() for one in found]

    def holders(self, cases: Collection[UUID]) -> Mapping[UUID, UUID]:
        """The office that holds each of these cases, as far as they are known here; hidden ones, too."""
        found: dict[UUID, UUID] = {}
        with self._database.read() as connection:
            for marks, some in in_slices([case.bytes for case in cases]):
                rows = connection.exec_driver_sql(_HOLDERS.format(marks=marks), some).fetchall()
                found.update({UUID(bytes=case): UUID(bytes=office) for case, office in rows if office is not None})
            return {**offices_of_hidden(connection, Register(connection), cases), **found}

    def children(self, office: UUID) -> int | None:
        """How many cases of an office there can be: those that lie or lay here, and one for each hole.

        None of another office, of which only headquarters can tell.
        """
        own = self._lens.rooms.keyring
        if office != own.office and own.role is not Role.HEADQUARTERS:
            return None
        with self._database.read() as connection:
            return most_children_of(connection, office)

    def papers(self) -> tuple[Iterable[Certificate], Iterable[Revocation]]:
        """Certificates and revocations that came with earlier bundles."""
        with self._database.read() as connection:
            return read_papers(connection)

    def statements(self) -> tuple[KeyStatement, ...]:
        """What other offices stated of their keys in earlier bundles; believed when they came."""
        with self._database.read() as connection:
            return read_statements(connection)

    def bundle_digest(self, bundle: str) -> bytes | None:
        """The digest of the manifest of a bundle that was taken in; None for one that wasn't."""
        with self._database.read() as connection:
            found = connection.exec_driver_sql(
                "SELECT digest FROM bundle_in WHERE bundle = ?", (bytes.fromhex(bundle),)
            ).scalar()
        return None if found is None else bytes(found)

    def apply(self, batch: Batch) -> None:
        """Take a batch in, in one transaction; what is there already is passed over."""
        with self._writing(batch) as connection:
            register = Register(connection)
            put_holes(connection, register, batch.holes, kept_back=True)
            batch = _without_erased(connection, register, batch)
            _many(connection, _UNPARK, [(*_id(one), one.hash) for one in batch.released])
            applied, quarantined = self._new_ones(connection, register, batch)
            late = _fill_holes(connection, register, [*applied, *(one.change for one in quarantined)])
            behind = cases_with_newer(connection, [one for one in applied if one.id in late])
            self._write(connection, register, applied)
            for case in behind:
                fold_anew(connection, register, self._lens, case)
            self._follow(connection, register, applied)
            _put_aside(connection, register, quarantined)
            now = milliseconds(self._lens.now())
            _many(connection, _PARK, [(*_id(one), one.hash, one.reason.value, now, one.line) for one in batch.waiting])
            put_holes(connection, register, batch.holes)
            self._write_saves(connection, register, batch.saves)
            put_papers(connection, batch.certificates, batch.revocations, batch.statements)
            _move_marks(connection, register, batch.marks, applied)
        if cases_said(batch.applied):
            self._lens.forget()
        sweep(self._database)

    def quarantined(self, *, refused: bool = False) -> list[tuple[Change, Reason]]:
        """What lies aside with its reason, oldest first: what nobody decided about, or what was refused."""
        which = f"q.decided = '{REFUSED}'" if refused else "q.decided IS NULL"
        with self._database.read() as connection:
            register = Register(connection)
            changes = changes_where(connection, register, _IN_QUARANTINE.format(which=which), ())
            rows = connection.exec_driver_sql("SELECT device, seq, reason FROM quarantine").fetchall()
            reasons = {VersionId(register.device_id(device), seq): Reason(reason) for device, seq, reason in rows}
        return [(change, reasons[change.id]) for change in changes]

    def record_bundle(self, receipt: Receipt) -> None:
        """Write down that a bundle was taken in, in a transaction after all of its batches."""
        with self._database.write() as connection:
            connection.exec_driver_sql(
                _RECEIPT,
                (
                    bytes.fromhex(receipt.bundle), receipt.digest, receipt.kind, receipt.office.bytes,
                    receipt.sender.bytes, milliseconds(receipt.made_at), milliseconds(receipt.received_at),
                    receipt.changes, receipt.quarantined, receipt.parked,
                ),
            )  # fmt: skip

    def digests(self, devices: Collection[str]) -> Digests:
        """Digests over every case that one of these devices has written to."""
        with self._database.read() as connection:
            return digests_of(connection, devices)

    def _writing(self, batch: Batch) -> AbstractContextManager[Connection]:  # noqa: ARG002 - a server asks what of
        """The transaction that a batch is taken in by."""
        return self._database.write()

    def _new_ones(
        self, connection: Connection, register: Register, batch: Batch
    ) -> tuple[list[Change], list[Quarantined]]:
        """The changes of a batch that are not here yet."""
        known = known_of(connection, register, [change.id for change in batch.applied])
        known |= known_of(connection, register, [one.change.id for one in batch.quarantined])
        applied = [change for change in batch.applied if change.id not in known]
        return applied, [one for one in batch.quarantined if one.change.id not in known]

    def _write(self, connection: Connection, register: Register, changes: Sequence[Change]) -> None:
        """Write changes that may be folded, and fold them: newest versions, people, facts, tasks."""
        write_changes(connection, register, changes)
        put_heads(connection, register, changes)
        put_people(connection, register, changes)
        for case in dict.fromkeys(change.case for change in changes if change.room is Room.OPEN):
            put_folds(connection, case, self._lens.open_room(connection, register, case))

    def _follow(self, connection: Connection, register: Register, changes: Sequence[Change]) -> None:
        """Do what follows from changes that were folded: of erasing, and of sealed files."""
        if changes:
            settling = self._settling(connection)
            keeping = Keeping(self._lens, settling.certified)
            said = cases_said(changes) | handed_over(connection, {change.case for change in changes})
            keeping.settle(connection, register, said)
            keeping.begin(connection, register, cases_begun(changes) - said)
            settling.settle(connection, register)  # by whose the cases are now
            keep_hidden(connection, {change.case for change in changes})
            if are_said(changes):
                forget(connection, register, settling.certified, self._lens.now())
            if numbers_are_said(changes, office := self._lens.rooms.keyring.office):
                fold_numbers(connection, register, office, settling.staff)
        hold_or_let_go(connection, register, changes)
        note_lacking(connection, register, changes, folder_of(self._database), self._lens.now())

    def _write_saves(self, connection: Connection, register: Register, saves: Sequence[SaveRow]) -> None:
        """Write signatures, where they are not here yet."""
        _many(connection, _SAVE, [save_row(save, register) for save in saves])


def _without_erased(connection: Connection, register: Register, batch: Batch) -> Batch:
    """The batch with what belongs to destroyed cases, or lay in a bin that was emptied, gone before it is written.

    Its holes are these alone.
    """
    changes = (*batch.applied, *(one.change for one in batch.quarantined))
    cases = {change.case for change in changes}
    erased, emptied = erased_among(connection, list(cases)), emptied_versions(connection, register, cases)
    gone = {change.id for change in changes if change.case in erased or tuple(change.id) in emptied}
    if not gone:
        return replace(batch, holes=())
    return replace(
        batch,
        applied=tuple(change for change in batch.applied if change.id not in gone),
        quarantined=tuple(one for one in batch.quarantined if one.change.id not in gone),
        holes=tuple(hole_of(change) for change in changes if change.id in gone),
    )


def _fill_holes(connection: Connection, register: Register, changes: Sequence[Change]) -> frozenset[VersionId]:
    """Changes that come late take the place of the holes that stood for them, and go to whom these were handed on.

    Returns which these were.
    """
    rows = connection.exec_driver_sql("SELECT device_id, last FROM device").fetchall()
    held = {device.hex(): last for device, last in rows}
    late = [change for change in changes if change.seq <= held.get(change.device, 0)]
    places = [(register.device(change.device), change.seq) for change in late]
    filled = [place for place in places if connection.exec_driver_sql(_IS_HOLE, place).scalar() is not None]
    _many(connection, _FILL, filled)
    first = {device: seq for device, seq in sorted(filled, reverse=True)}
    lacked_by_peers(connection, {register.device_id(device): seq - 1 for device, seq in first.items()})
    return frozenset(VersionId(register.device_id(device), seq) for device, seq in filled)


def _put_aside(connection: Connection, register: Register, quarantined: Sequence[Quarantined]) -> None:
    """Keep changes for the chain and for who looks at them, and fold them into nothing."""
    write_changes(connection, register, [one.change for one in quarantined])
    rows = [
        (one.change.case.bytes, register.device(one.change.device), one.change.seq, one.reason.value)
        for one in quarantined
    ]
    _many(connection, _QUARANTINE, rows)


def _move_marks(connection: Connection, register: Register, marks: Vector, applied: Sequence[Change]) -> None:
    """How far devices are held, and their newest clocks: what comes late moves no number, but may be the newest."""
    rows = [(mark.seq, mark.hash, register.device(device), mark.seq) for device, mark in marks.items()]
    _many(connection, _MARK, rows)
    clocks: dict[str, int] = {}
    for change in applied:
        clocks[change.device] = max(change.clock, clocks.get(change.device, 0))
    _many(connection, _CLOCK, [(clock, register.device(device)) for device, clock in sorted(clocks.items())])


def save_row(save: SaveRow, register: Register) -> tuple[object, ...]:
    """A signature as a row: device, last and first number, author, signature."""
    return register.device(save.device), save.last, save.first, register.author(save.author), save.signature


def _id(waiting: Waiting) -> tuple[bytes, int]:
    return bytes.fromhex(waiting.device), waiting.seq


def _many(connection: Connection, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(sql, list(rows))
