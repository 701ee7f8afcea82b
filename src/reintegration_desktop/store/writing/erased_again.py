"""Erasures that hold for good: what was destroyed in a vault is destroyed again in what is brought back of it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from reintegration_desktop.store.database import Database
from reintegration_desktop.store.writing.erasing import destroy
from reintegration_desktop.vault.keyring import Keyring

Erased = Mapping[UUID, datetime]
"""Destroyed cases, and when."""


def erased_in(database: Database) -> Erased:
    """The cases that were destroyed in a vault, whether by an order here or one that came with a bundle."""
    with database.read() as connection:
        rows = connection.exec_driver_sql("SELECT case_id, at FROM erased").fetchall()
    return {UUID(bytes=case): datetime.fromtimestamp(at / 1000, UTC) for case, at in rows}


def erase_again(database: Database, keyring: Keyring, erased: Erased) -> int:
    """Destroy them here as well; returns how many cases still had something to be destroyed."""
    already = erased_in(database)
    return sum(destroy(database, keyring, case, at) > 0 for case, at in erased.items() if case not in already)
