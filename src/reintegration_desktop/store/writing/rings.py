"""The rings of all children whose names are hidden, seen to when a vault is opened: who came, left or has new keys."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.forms.document import decode
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.codes import ROOM_NUMBERS
from reintegration_desktop.store.log.heads import newest_at, tips_at
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.technical import keys_in, keys_record
from reintegration_desktop.store.settings import Settings
from reintegration_desktop.store.writing.hiding import empty_earlier
from reintegration_desktop.store.writing.work import UnitOfWork
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.rings import ring_of, stands
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.rooms.wrapping import Recipient

_HIDDEN = "SELECT case_id, worker FROM case_ WHERE name_is_hidden ORDER BY case_id"
SETTLED = "rings_settled"
"""The setting that tells over what, and for whom, the rings were seen to last."""


def settle_rings(
    database: Database, keyring: Keyring, begin: Callable[[], UnitOfWork], also: Sequence[Recipient] = ()
) -> int:
    """Wrap the keys of hidden children for exactly their rings; returns how many children that were.

    What was wrapped for others before is emptied, also where another laptop of the office hid the name. Nothing is read
    where neither the people, nor who works on a child, nor its keys changed since the last time.
    """
    settings = Settings(database)
    if not also and settings.get(SETTLED) == _state(database, keyring):
        return 0
    settled = _settle(database, keyring, begin, also)
    if not also:
        settings.put(SETTLED, _state(database, keyring))
    return settled


def _state(database: Database, keyring: Keyring) -> str:
    """A digest (64 hex digits) over all that decides how the rings stand."""
    digest = sha256()
    for part in _parts(keyring):
        digest.update(len(part).to_bytes(4) + part)
    with database.read() as connection:
        digest.update(repr(_lying(connection)).encode())
    return digest.hexdigest()


def _parts(keyring: Keyring) -> Iterator[bytes]:
    """Who opens the vault, and everybody who may be in a ring."""
    yield keyring.id.bytes + keyring.person.seal_key
    for one in sorted(keyring.people.current(), key=lambda one: one.id):
        yield b"".join((one.id.bytes, one.office.bytes, one.role.encode(), one.seal_key))
    for member in ring_of(keyring, None):
        yield member.id.bytes + member.seal_key


def _lying(connection: Connection) -> tuple[object, ...]:
    """The children whose names are hidden, who works on them, and which versions of their keys are the newest."""
    rows = connection.exec_driver_sql(_HIDDEN).fetchall()
    places = [(case, keys_record(UUID(bytes=case)).bytes, ROOM_NUMBERS[Room.OPEN]) for case, _ in rows]
    tips = tips_at(connection, places)
    return tuple(
        (case, worker, sorted(tips.get(place, ()))) for (case, worker), place in zip(rows, places, strict=True)
    )


def _settle(database: Database, keyring: Keyring, begin: Callable[[], UnitOfWork], also: Sequence[Recipient]) -> int:
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
