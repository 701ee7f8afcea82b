"""What leaves: the log of every device after one number up to another, as of one moment."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from heapq import merge
from typing import Any

from sqlalchemy import Connection

from reintegration_desktop.history.arrivals import Hole, Mark, Vector
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where

SLICE = 2_000
_HASH = (
    "SELECT hash FROM change WHERE device = ? AND seq = ? UNION ALL SELECT hash FROM hole WHERE device = ? AND seq = ?"
)
_MARKS = (
    "SELECT d.device_id, d.last, d.head, d.number, (SELECT min(p.seq) FROM parked p WHERE p.device = d.device_id "
    "AND p.seq <= d.last AND p.reason <> 'fork') FROM device d WHERE d.last > 0"
)
_HOLES = (
    "SELECT seq, envelope_digest, document_digest, hash FROM hole WHERE device = ? AND seq > ? AND seq <= ? "
    "ORDER BY seq"
)
_SAVES = "SELECT first, last, author, signature FROM save WHERE device = ? AND last > ? AND last <= ? ORDER BY last"
_CHANGES = "WHERE c.device = ? AND c.seq > ? AND c.seq <= ? ORDER BY c.seq LIMIT ?"
Link = Change | Hole
Item = Change | Hole | SaveRow


class Outgoing:
    """Where bundles are filled from (``sync.ports.Source``)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def vector(self) -> Vector:
        """How far every device's chain can be handed on: up to the first number that waits for something."""
        with self._database.read() as connection:
            return _vector(connection)

    def hash_at(self, version: VersionId) -> bytes | None:
        """The chain's hash at a number that is held here, folded or not; None where it isn't."""
        with self._database.read() as connection:
            return hash_at(connection, version)

    def outgoing(self, since: Mapping[str, int], upto: Mapping[str, int]) -> Iterator[Item]:
        """Everything after one number up to another, saves with the oldest clocks first, each after its changes."""
        with ExitStack() as stack:
            connection = stack.enter_context(self._database.read())
            register = Register(connection)
            devices = (
                _Device(connection, register, number, since.get(device, 0), last)
                for device, last in upto.items()
                if (number := register.device_number(device)) is not None and last > since.get(device, 0)
            )
            for saved in merge(*(device.saves() for device in devices), key=lambda one: (one.clock, one.device)):
                yield from saved.links
                if saved.save is not None:
                    yield saved.save


def hash_at(connection: Connection, version: VersionId) -> bytes | None:
    """The chain's hash at a number of a device, of a change or of a hole."""
    number = Register(connection).device_number(version.device)
    found = connection.exec_driver_sql(_HASH, (number, version.seq, number, version.seq)).scalar()
    return None if found is None else bytes(found)


def _vector(connection: Connection) -> dict[str, Mark]:
    found: dict[str, Mark] = {}
    for raw, last, head, _, waits in connection.exec_driver_sql(_MARKS).fetchall():
        device = raw.hex()
        if waits is None:
            found[device] = Mark(last, head)
        elif waits > 1:
            before = hash_at(connection, VersionId(device, waits - 1))
            if before is not None:
                found[device] = Mark(waits - 1, before)
    return found


@dataclass(slots=True)
class _Saved:
    """A save with its changes and holes; ``clock`` that of its last change."""

    device: str
    links: list[Link] = field(default_factory=list)
    save: SaveRow | None = None
    clock: int = 0


class _Device:
    """One device's chain after a number up to another."""

    def __init__(self, connection: Connection, register: Register, number: int, since: int, upto: int) -> None:
        self._connection, self._register, self._number = connection, register, number
        self._since, self._upto = since, upto
        self._device = register.device_id(number)

    def saves(self) -> Iterator[_Saved]:
        """Saves by number; a last one without its signature where the range ends inside it."""
        links = self._links()
        clock = 0
        for first, last, author, signature in self._rows(_SAVES):
            saved = _Saved(self._device)
            while not saved.links or saved.links[-1].seq < last:
                link = next(links, None)
                if link is None:
                    return
                saved.links.append(link)
                clock = max(clock, link.clock) if isinstance(link, Change) else clock
            head = saved.links[-1].hash
            saved.save = SaveRow(self._device, first, last, self._register.person(author), head, signature)
            saved.clock = clock
            yield saved
        rest = list(links)
        if rest:
            yield _Saved(self._device, rest, None, clock)

    def _links(self) -> Iterator[Link]:
        chains: tuple[Iterator[Link], Iterator[Link]] = (self._changes(), self._holes())
        yield from merge(*chains, key=lambda link: link.seq)

    def _changes(self) -> Iterator[Change]:
        after = self._since
        while True:
            values = (self._number, after, self._upto, SLICE)
            some = changes_where(self._connection, self._register, _CHANGES, values)
            yield from some
            if len(some) < SLICE:
                return
            after = some[-1].seq

    def _holes(self) -> Iterator[Hole]:
        for seq, envelope_digest, document_digest, chained in self._rows(_HOLES):
            yield Hole(self._device, seq, envelope_digest, document_digest, chained)

    def _rows(self, sql: str) -> Iterator[Any]:
        yield from self._connection.exec_driver_sql(sql, (self._number, self._since, self._upto))
