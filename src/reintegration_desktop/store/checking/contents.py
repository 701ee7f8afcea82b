"""A digest of what a database holds, quick enough for the lock: where chains end, and what stands beside them."""

from hashlib import sha256

from reintegration_desktop.store.database import Database

_PARTS = (
    "SELECT device_id, last, head FROM device ORDER BY device_id",
    "SELECT hash FROM parked ORDER BY hash",
    "SELECT case_id, at FROM erased ORDER BY case_id",
    "SELECT digest FROM paper ORDER BY digest",
    "SELECT bundle, arrived FROM bundle_out ORDER BY bundle",
    "SELECT draft_id, kept FROM draft ORDER BY draft_id",
    "SELECT name, value FROM setting WHERE name NOT LIKE 'own:%' ORDER BY name",
)


def digest_of_contents(database: Database) -> bytes:
    """32 bytes that differ once something was saved, received, drafted, settled or destroyed.

    What somebody keeps for themselves alone, when they left the window for instance, does not count.
    """
    digest = sha256()
    with database.read() as connection:
        for statement in _PARTS:
            for row in connection.exec_driver_sql(statement):
                digest.update(repr(tuple(row)).encode())
            digest.update(b"\n")
    return digest.digest()
