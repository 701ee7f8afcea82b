"""What is known of the other side: what was sent to it, and what it said that it holds."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.arrivals import Acknowledgement, KeptBack
from reintegration_desktop.kernel.clock import milliseconds
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.reading.lists import in_slices

_SENT = "INSERT INTO bundle_out (bundle, office, sent) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_REACH = "INSERT INTO bundle_reach (bundle, device, upto) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_HOLDS = (
    "INSERT INTO peer_mark (office, device, upto) VALUES (?, ?, ?) "
    "ON CONFLICT (office, device) DO UPDATE SET upto = excluded.upto"
)
_COPY_HOLDS = (
    "INSERT INTO peer_copy (office, copy, device, upto, heard) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (office, copy, device) DO UPDATE SET upto = excluded.upto, heard = excluded.heard"
)
_COPIES = "SELECT copy, device, upto FROM peer_copy WHERE office = ? AND heard >= ?"
HEARD_OF = timedelta(days=90)
"""A copy of a peer's vault that says nothing for so long is left out; once it speaks again it gets everything."""
_SAID = "SELECT DISTINCT device FROM {table} WHERE office = ?"
_SPOKE = "SELECT DISTINCT copy FROM peer_copy WHERE office = ?"
_LACKS = "UPDATE {table} SET upto = min(upto, ?) WHERE office = ? AND device = ?"
_BROUGHT = (
    "SELECT o.bundle, r.upto, o.arrived FROM bundle_out o JOIN bundle_reach r ON r.bundle = o.bundle "
    "WHERE o.office = ? AND r.device = ?"
)
_NO_MORE = "UPDATE {table} SET upto = ? WHERE device = ? AND upto > ?"
_COVERED = (
    "SELECT o.bundle FROM bundle_out o WHERE o.office = ? AND o.arrived IS NULL AND EXISTS "
    "(SELECT 1 FROM bundle_reach r WHERE r.bundle = o.bundle) AND NOT EXISTS (SELECT 1 FROM bundle_reach r "
    "LEFT JOIN peer_mark m ON m.office = o.office AND m.device = r.device "
    "WHERE r.bundle = o.bundle AND r.upto > coalesce(m.upto, 0)) "
    "AND NOT EXISTS (SELECT 1 FROM withheld w WHERE w.office = o.office AND w.bundle = o.bundle)"
)
_KEPT = "SELECT case_id, bundle FROM withheld WHERE office = ?"
_KEEP = "INSERT INTO withheld (case_id, office, bundle) VALUES (?, ?, ?)"
_LATE = "UPDATE withheld SET bundle = ? WHERE office = ? AND bundle IS NOT NULL"
_FORGET = "DELETE FROM withheld WHERE office = ? AND bundle = ?"
_NO_BUNDLE = bytes(16)
"""Goes late in no bundle that stands for all of it: none was written yet, or several."""
_HEARD = (
    "SELECT max(at) FROM (SELECT max(received) AS at FROM bundle_in WHERE office = ? "
    "UNION ALL SELECT max(arrived) FROM bundle_out WHERE office = ?)"
)
_TOLD = "SELECT count(*) FROM bundle_out WHERE office = ? AND sent >= ? AND arrived IS NOT NULL"
_UNANSWERED = "SELECT bundle FROM bundle_in WHERE answered IS NULL AND bundle IN ({marks})"
_ANSWERED = "UPDATE bundle_in SET answered = ? WHERE bundle = ? AND answered IS NULL"
_ARRIVED = "UPDATE bundle_out SET arrived = ? WHERE bundle = ? AND office = ? AND arrived IS NULL"

NotSent = Callable[[UUID, KeptBack, Mapping[str, int]], KeptBack]
"""Adds to what is kept back by choice what follows from whose cases are, by how far an office said that it has all."""


class Peers:
    """Other offices and headquarters, as far as bundles tell (``sync.ports.Peers``)."""

    def __init__(self, database: Database, now: Callable[[], datetime], not_sent: NotSent) -> None:
        self._database, self._now, self._not_sent = database, now, not_sent

    def acknowledged(self, office: UUID) -> Mapping[str, int]:
        """Numbers by device up to which every copy of a peer said that it holds everything; empty before one said so.

        A vault that was copied is in use twice, and what the one holds the other may lack.
        """
        since = milliseconds(self._now() - HEARD_OF)
        with self._database.read() as connection:
            copies = connection.exec_driver_sql(_COPIES, (office.bytes, since)).fetchall()
            if copies:
                return _held_by_all((bytes(copy), bytes(device), upto) for copy, device, upto in copies)
            rows = connection.exec_driver_sql("SELECT device, upto FROM peer_mark WHERE office = ?", (office.bytes,))
            return {device.hex(): upto for device, upto in rows.fetchall()}

    def record_sent(self, office: UUID, bundle: str, upto: Mapping[str, int]) -> None:
        """Write down that a bundle was put on its way; it says nothing about its arrival."""
        raw = bytes.fromhex(bundle)
        with self._database.write() as connection:
            connection.exec_driver_sql(_SENT, (raw, office.bytes, milliseconds(self._now())))
            if upto:
                rows = [(raw, bytes.fromhex(device), seq) for device, seq in upto.items()]
                connection.exec_driver_sql(_REACH, rows)

    def heard_at(self, office: UUID) -> datetime | None:
        """When a peer was heard of last: a bundle of theirs, or their word that one of ours arrived."""
        with self._database.read() as connection:
            at = connection.exec_driver_sql(_HEARD, (office.bytes, office.bytes)).scalar()
        return None if at is None else datetime.fromtimestamp(at / 1000, UTC)

    def has_since(self, office: UUID, moment: datetime) -> bool:
        """Whether a peer said that it has something that was sent to it at that moment or later."""
        with self._database.read() as connection:
            return bool(connection.exec_driver_sql(_TOLD, (office.bytes, milliseconds(moment))).scalar_one())

    def arrived_upto(self, office: UUID, device: str, bundles: Collection[str]) -> int:
        """Up to which number bundles of ours brought a device to a peer: these, which it names.

        Those that it named earlier count where one copy of its vault spoke: what one has, another may lack.
        """
        named = {bytes.fromhex(bundle) for bundle in bundles}
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(_BROUGHT, (office.bytes, bytes.fromhex(device))).fetchall()
            alone = len(connection.exec_driver_sql(_SPOKE, (office.bytes,)).fetchall()) <= 1
        brought = (upto for bundle, upto, arrived in rows if bytes(bundle) in named or (alone and arrived is not None))
        return max(brought, default=0)

    def kept_back(self, office: UUID) -> KeptBack:
        """The cases that a peer is not sent, or was sent late and has not named yet; what goes of them besides.

        An office is sent its share of what lies at headquarters.
        """
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(_KEPT, (office.bytes,)).fetchall()
        late = frozenset(UUID(bytes=case) for case, bundle in rows if bundle is not None)
        by_choice = KeptBack(frozenset(UUID(bytes=case) for case, _ in rows) - late, late)
        return self._not_sent(office, by_choice, self.acknowledged(office))

    def keep_back(self, office: UUID, kept: KeptBack) -> None:
        """Write down which cases a peer is not sent, in the place of what was written before."""
        rows = [(case.bytes, office.bytes, None) for case in kept.cases]
        late = [(case.bytes, office.bytes, _NO_BUNDLE) for case in kept.late]
        with self._database.write() as connection:
            connection.exec_driver_sql("DELETE FROM withheld WHERE office = ?", (office.bytes,))
            if rows or late:
                connection.exec_driver_sql(_KEEP, [*rows, *late])

    def record_late(self, office: UUID, bundle: str) -> None:
        """Write down which bundle brings a peer all that goes late to it; only its name heals that."""
        with self._database.write() as connection:
            connection.exec_driver_sql(_LATE, (bytes.fromhex(bundle), office.bytes))

    def record_lacking(self, office: UUID, has: Mapping[str, int], wrote: Collection[str] = ()) -> None:
        """Write down that a peer holds no more than this, whatever it said before: a backup was brought back there.

        Of a device that it doesn't name it holds nothing. What it has more than it said is for its next word to say.
        ``wrote`` are devices of the peer's own whose changes came along: one that is no known copy of its vault is one
        now.
        Of several copies, which of them spoke is told by its next word alone; where one holds nothing, all goes again.
        """
        with self._database.write() as connection:
            known = set(connection.exec_driver_sql(_SPOKE, (office.bytes,)).scalars().all())
            new = {bytes.fromhex(device) for device in wrote} - known
            _lower(connection, "peer_mark", office, has)
            if known and len(new) == 1 and has:
                self._copy_holds(connection, office, new.pop(), has)
            elif len(known) == 1 or not has:
                _lower(connection, "peer_copy", office, has)

    def _copy_holds(self, connection: Connection, office: UUID, copy: bytes, has: Mapping[str, int]) -> None:
        heard = milliseconds(self._now())
        rows = [(office.bytes, copy, bytes.fromhex(device), upto, heard) for device, upto in has.items()]
        connection.exec_driver_sql(_COPY_HOLDS, rows)

    def record_acknowledgement(self, acknowledgement: Acknowledgement) -> tuple[str, ...]:
        """Write down what a peer said it holds; returns the bundles of ours that may leave the outbox."""
        said, office = acknowledgement, acknowledgement.office.bytes
        with self._database.write() as connection:
            if said.vector:
                rows = [(office, bytes.fromhex(device), seq) for device, seq in said.vector.items()]
                connection.exec_driver_sql(_HOLDS, rows)
            if said.vector and said.copy:
                self._copy_holds(connection, said.office, bytes.fromhex(said.copy), said.vector)
            arrived = _arrived(connection, said)
            if said.bundles:
                connection.exec_driver_sql(_FORGET, [(office, bytes.fromhex(bundle)) for bundle in said.bundles])
            now = milliseconds(self._now())
            if arrived:
                connection.exec_driver_sql(_ARRIVED, [(now, bundle, office) for bundle in arrived])
        return tuple(sorted(bundle.hex() for bundle in arrived))

    def unanswered(self, bundles: Collection[str]) -> Collection[str]:
        """Which of these bundles were taken in and their sender wasn't told."""
        found: set[str] = set()
        with self._database.read() as connection:
            for marks, some in in_slices([bytes.fromhex(bundle) for bundle in bundles]):
                rows = connection.exec_driver_sql(_UNANSWERED.format(marks=marks), some).scalars()
                found |= {bundle.hex() for bundle in rows}
        return found

    def record_answered(self, bundles: Collection[str]) -> None:
        """Write down that the sender of these bundles was told that they were taken in."""
        rows = [(milliseconds(self._now()), bytes.fromhex(bundle)) for bundle in bundles]
        with self._database.write() as connection:
            if rows:
                connection.exec_driver_sql(_ANSWERED, rows)


def lacked_by_peers(connection: Connection, upto: Mapping[str, int]) -> None:
    """Let no peer be taken to hold more of these devices: what was handed on as a hole has come, and goes to all."""
    rows = [(seq, bytes.fromhex(device), seq) for device, seq in upto.items()]
    for table in ("peer_mark", "peer_copy"):
        if rows:
            connection.exec_driver_sql(_NO_MORE.format(table=table), rows)


def _lower(connection: Connection, table: str, office: UUID, has: Mapping[str, int]) -> None:
    """Let what was said of each device come down to what is held of it now."""
    said = connection.exec_driver_sql(_SAID.format(table=table), (office.bytes,)).scalars().all()
    rows = [(has.get(device.hex(), 0), office.bytes, device) for device in said]
    if rows:
        connection.exec_driver_sql(_LACKS.format(table=table), rows)


def _held_by_all(rows: Iterable[tuple[bytes, bytes, int]]) -> dict[str, int]:
    """The least that any copy holds of each device; nothing of a device that one of them doesn't name."""
    held: dict[bytes, dict[bytes, int]] = {}
    for copy, device, upto in rows:
        held.setdefault(copy, {})[device] = upto
    named = frozenset[bytes].intersection(*map(frozenset, held.values()))
    return {device.hex(): min(vector[device] for vector in held.values()) for device in sorted(named)}


def _arrived(connection: Connection, said: Acknowledgement) -> set[bytes]:
    """Bundles to this peer that it names, or all of whose changes it holds, and that were not known to have arrived."""
    office = said.office.bytes
    open_ones = connection.exec_driver_sql(
        "SELECT bundle FROM bundle_out WHERE office = ? AND arrived IS NULL", (office,)
    )
    sent = {bundle for (bundle,) in open_ones.fetchall()}
    covered = {bundle for (bundle,) in connection.exec_driver_sql(_COVERED, (office,)).fetchall()}
    return covered | (sent & {bytes.fromhex(bundle) for bundle in said.bundles})
