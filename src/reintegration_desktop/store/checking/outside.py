"""The ends of the chains, as they are remembered outside of the database: whether it still holds them."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.links import hash_at

OutsideHead = tuple[str, int, bytes]
"""A head that is remembered outside of the database: device (32 hex digits), number, hash."""

_ENDS = "SELECT device_id, last, head FROM device WHERE last > 0"
_BEYOND = (
    "SELECT device_id, last FROM device d "
    "WHERE EXISTS (SELECT 1 FROM change c WHERE c.device = d.number AND c.seq > last) "
    "OR EXISTS (SELECT 1 FROM hole h WHERE h.device = d.number AND h.seq > last)"
)
_PARKED = "SELECT hash FROM parked WHERE device = ? AND seq = ? AND reason <> 'fork'"


def chain_ends(database: Database) -> tuple[OutsideHead, ...]:
    """Where the chain of every device ends here."""
    with database.read() as connection:
        rows = connection.exec_driver_sql(_ENDS).fetchall()
    return tuple((bytes(device).hex(), last, bytes(head)) for device, last, head in rows)


def ends_too_early(database: Database) -> tuple[tuple[str, int], ...]:
    """Devices whose chain goes on beyond where the database says that it ends: that row is older than the others."""
    with database.read() as connection:
        rows = connection.exec_driver_sql(_BEYOND).fetchall()
    return tuple((bytes(device).hex(), last) for device, last in rows)


def lacking(database: Database, heads: Iterable[OutsideHead]) -> tuple[OutsideHead, ...]:
    """Those of the remembered heads that the database doesn't hold: it is older, or another."""
    with database.read() as connection:
        return tuple(head for head in heads if head[2] not in _hashes(connection, head[0], head[1]))


def _hashes(connection: Connection, device: str, seq: int) -> Iterator[bytes]:
    """The chain's hash at a number: of a change or a hole, or of what waits to be let in."""
    if (found := hash_at(connection, VersionId(device, seq))) is not None:
        yield found
    for (waiting,) in connection.exec_driver_sql(_PARKED, (bytes.fromhex(device), seq)).fetchall():
        yield bytes(waiting)
