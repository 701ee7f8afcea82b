"""What leaves: the log of every device after one number up to another, as of one moment."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack
from heapq import merge
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.arrivals import EVERYTHING, Hole, Mark, Selection, Vector
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.links import Links, hash_at
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.reading.lists import in_slices
from reintegration_desktop.store.writing.erasing import hole_of

_MARKS = (
    "SELECT d.device_id, d.last, d.head, (SELECT min(p.seq) FROM parked p WHERE p.device = d.device_id "
    "AND p.seq <= d.last AND p.reason <> 'fork') FROM device d WHERE d.last > 0"
)
_BEGINS = (
    "SELECT d.device_id, min(c.seq) FROM change c JOIN device d ON d.number = c.device WHERE c.case_id IN ({marks}) "
    "GROUP BY d.device_id"
)
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

    def begins(self, cases: Collection[UUID]) -> Mapping[str, int]:
        """The first number of each device that is of one of these cases."""
        found: dict[str, int] = {}
        with self._database.read() as connection:
            for marks, some in in_slices([case.bytes for case in cases]):
                for raw, seq in connection.exec_driver_sql(_BEGINS.format(marks=marks), some).fetchall():
                    found[raw.hex()] = min(seq, found.get(raw.hex(), seq))
        return found

    def outgoing(
        self, since: Mapping[str, int], upto: Mapping[str, int], selection: Selection = EVERYTHING
    ) -> Iterator[Item]:
        """Everything after one number up to another, saves with the oldest clocks first, each after its changes."""
        with ExitStack() as stack:
            connection = stack.enter_context(self._database.read())
            register = Register(connection)
            chains = [
                Links(connection, register, number, since.get(device, 0), last)
                for device, last in upto.items()
                if (number := register.device_number(device)) is not None and last > since.get(device, 0)
            ]
            for saved in merge(*(chain.saves() for chain in chains), key=lambda one: (one.clock, one.device)):
                for link in saved.links:
                    yield link if isinstance(link, Hole) or selection.has(link) else hole_of(link)
                if saved.save is not None:
                    yield saved.save


def _vector(connection: Connection) -> dict[str, Mark]:
    found: dict[str, Mark] = {}
    for raw, last, head, waits in connection.exec_driver_sql(_MARKS).fetchall():
        device = raw.hex()
        if waits is None:
            found[device] = Mark(last, head)
        elif waits > 1:
            before = hash_at(connection, VersionId(device, waits - 1))
            if before is not None:
                found[device] = Mark(waits - 1, before)
    return found
