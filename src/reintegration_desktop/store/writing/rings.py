"""The rings of all children whose names are hidden, seen to when a vault is opened: who came, left or has new keys."""

from collections.abc import Callable, Sequence
from uuid import UUID

from reintegration_desktop.forms.document import decode
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.heads import newest_at
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.technical import keys_in, keys_record
from reintegration_desktop.store.writing.hiding import empty_earlier
from reintegration_desktop.store.writing.work import UnitOfWork
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.rings import stands
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.rooms.wrapping import Recipient

_HIDDEN = "SELECT case_id, worker FROM case_ WHERE name_is_hidden = 1 ORDER BY case_id"


def settle_rings(
    database: Database, keyring: Keyring, begin: Callable[[], UnitOfWork], also: Sequence[Recipient] = ()
) -> int:
    """Wrap the keys of hidden children for exactly their rings; returns how many children that were.

    What was wrapped for others before is emptied, also where another laptop of the office hid the name.
    """
    standing, others = _sorted(database, keyring, also)
    with database.write() as connection:
        emptied = sum(empty_earlier(connection, Register(connection), case) for case in standing)
    settled = 0
    for case in others:
        with begin() as work:
            if work.settle_ring(case, also):
                work.commit()
                settled += 1
    if settled or emptied:
        database.checkpoint()
    return settled


def _sorted(database: Database, keyring: Keyring, also: Sequence[Recipient]) -> tuple[list[UUID], list[UUID]]:
    """The hidden children whose keys are for their ring alone, and the others."""
    with database.read() as connection:
        rows = connection.exec_driver_sql(_HIDDEN).fetchall()
        places = [(UUID(bytes=case), keys_record(UUID(bytes=case)), Room.OPEN) for case, _ in rows]
        newest = newest_at(connection, Register(connection), places)
    standing: list[UUID] = []
    others: list[UUID] = []
    for (_, worker), place in zip(rows, places, strict=True):
        held = keys_in(decode(one.change.document) for one in newest.get(place, ()))
        whose = UUID(bytes=worker) if worker else None
        fits = stands(keyring, held, whose, hidden=True, also=also)
        (standing if fits else others).append(place[0])
    return standing, others
