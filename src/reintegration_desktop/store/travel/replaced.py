"""What came over other people's entries and asks a supervisor, until one has looked: named, and nothing of it."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.register import Register

_ALL = (
    "SELECT r.case_id, d.device_id, r.seq FROM replaced r JOIN device d ON d.number = r.device "
    "WHERE r.case_id NOT IN (SELECT case_id FROM hiding) ORDER BY r.case_id, d.device_id, r.seq"
)
_KEEP = "INSERT INTO replaced (case_id, device, seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_SEEN = "DELETE FROM replaced WHERE case_id = ? AND device = ? AND seq = ?"
Named = tuple[UUID, VersionId]


class Replaced:
    """Versions by case; it stays on this computer, and goes with its case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Mapping[UUID, Collection[VersionId]]:
        """What nobody has looked at yet, without cases that wait to be destroyed."""
        found: dict[UUID, list[VersionId]] = {}
        with self._database.read() as connection:
            for case, device, seq in connection.exec_driver_sql(_ALL):
                found.setdefault(UUID(bytes=case), []).append(VersionId(device.hex(), seq))
        return found

    def keep(self, named: Iterable[Named]) -> None:
        """Keep these until somebody looked."""
        self._write(_KEEP, named)

    def seen(self, named: Iterable[Named]) -> None:
        """Somebody looked at these."""
        self._write(_SEEN, named)

    def _write(self, sql: str, named: Iterable[Named]) -> None:
        if not (named := sorted(named)):
            return
        with self._database.write() as connection:
            register = Register(connection)
            rows = [(case.bytes, register.device_number(version.device), version.seq) for case, version in named]
            connection.exec_driver_sql(sql, rows)
