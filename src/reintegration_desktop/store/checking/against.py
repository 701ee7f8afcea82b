"""An earlier copy of a database laid beside the one in use: whether its log is the beginning of today's."""

from dataclasses import dataclass

from reintegration_desktop.store.checking.outside import chain_ends, lacking
from reintegration_desktop.store.database import Database

_COUNT = (
    "SELECT (SELECT count(*) FROM (SELECT seq FROM change WHERE device = d.number AND seq <= ? "
    "UNION SELECT seq FROM hole WHERE device = d.number AND seq <= ?)) FROM device d WHERE d.device_id = ?"
)


@dataclass(frozen=True, slots=True)
class Compared:
    """``devices`` chains were compared up to where the copy ends; ``unknown`` of them end in what today's lacks.

    ``gaps`` are links up to there that one of the two has and the other hasn't.
    """

    devices: int
    unknown: int
    gaps: int


def compare_logs(earlier: Database, now: Database) -> Compared:
    """Compare hashes where the copy's chains end, which stand for everything before, and count links up to there."""
    ends = chain_ends(earlier)
    gaps = sum(abs(_links(earlier, device, last) - _links(now, device, last)) for device, last, _ in ends)
    return Compared(len(ends), len(lacking(now, ends)), gaps)


def _links(database: Database, device: str, last: int) -> int:
    with database.read() as connection:
        found = connection.exec_driver_sql(_COUNT, (last, last, bytes.fromhex(device))).scalar()
    return int(found or 0)
