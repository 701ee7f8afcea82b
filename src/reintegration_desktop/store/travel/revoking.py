"""What somebody's revocation no longer lets count here: put aside, readable, until a supervisor lets it in."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.arrivals import Mark, Reason
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.kernel.clock import COUNTER_BITS, milliseconds
from reintegration_desktop.rules.limits.revoked import only_adds_keys, wraps_keys
from reintegration_desktop.store.checking.folding import fold_anew
from reintegration_desktop.store.custody.entries import handed_over
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.codes import KIND_NUMBERS, KINDS, OPEN
from reintegration_desktop.store.log.links import hash_at
from reintegration_desktop.store.log.numbers import fold_numbers
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.log.technical import keys_record
from reintegration_desktop.store.reading.lens import Lens
from reintegration_desktop.store.writing.custody import Keeping
from reintegration_desktop.store.writing.settling import Settling
from reintegration_desktop.vault.chain import FIRST
from reintegration_desktop.vault.revocations import Revocation

Aside = tuple[bytes, int, int, Reason]
"""A case (16 bytes), a device by its number here, a change's number, and why it is put aside."""
DONE = "put_aside:"
"""The settings that say which revocations were followed here: what was let in since is not put aside again."""

_LOOKS = f"{KIND_NUMBERS[Kind.VIEW]}, {KIND_NUMBERS[Kind.EXPORT]}"
_OF_RECORD = "WHERE c.case_id = ? AND c.record_id = ?"
_FIRST_SINCE = "SELECT device, min(seq) FROM change WHERE author = ? AND clock >= ? GROUP BY device"
_WORK = (
    "SELECT c.case_id, c.device, c.seq, c.record_id, c.kind, c.room FROM change c WHERE c.author = ? "  # noqa: S608 - words of our own
    f"AND c.kind NOT IN ({_LOOKS})"
)
_ASIDE = "INSERT INTO quarantine (case_id, device, seq, reason) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
_FOLLOWED = "SELECT name FROM setting WHERE name LIKE 'put_aside:%'"
_FOLLOW = "INSERT INTO setting (name, value) VALUES (?, 'yes') ON CONFLICT (name) DO NOTHING"


def last_before(
    database: Database, held: Mapping[str, Mark], author: UUID, moment: datetime
) -> Mapping[str, tuple[int, bytes]]:
    """Per device the last number and hash before an author first wrote something at or after a moment.

    ``held`` is how far every device is held; where the author wrote nothing since, all of that counts.
    """
    last = {device: (mark.seq, mark.hash) for device, mark in held.items()}
    with database.read() as connection:
        register = Register(connection)
        values = (register.author_number(author), milliseconds(moment) << COUNTER_BITS)
        for number, first in connection.exec_driver_sql(_FIRST_SINCE, values).fetchall():
            device = register.device_id(number)
            last[device] = (first - 1, hash_at(connection, VersionId(device, first - 1)) or FIRST)
    return last


def follow(
    database: Database, lens: Lens, settling: Callable[[Connection], Settling], revocations: Iterable[Revocation]
) -> int:
    """Put aside what extends the work that these revocations still let count; returns how many changes that were.

    Each is followed once, in one transaction: whose cases are, which are hidden and the office's numbers are worked out
    anew in it. What stays is what stands on arrival, too (``rules.limits.revoked``).
    """
    with database.read() as connection:
        followed = set(connection.exec_driver_sql(_FOLLOWED).scalars())
    wanted = [one for one in revocations if DONE + one.fingerprint not in followed]
    put = 0
    for revocation in wanted:
        with database.write() as connection:
            put += _without(connection, lens, settling(connection), revocation)
            connection.exec_driver_sql(_FOLLOW, (DONE + revocation.fingerprint,))
    if put:
        lens.forget()
    return put


def _without(connection: Connection, lens: Lens, settling: Settling, revocation: Revocation) -> int:
    register = Register(connection)
    rows = connection.exec_driver_sql(_WORK, (register.author_number(revocation.person),)).fetchall()
    late = [row for row in rows if row[2] > _last(revocation, register.device_id(row[1]))]
    kept = _keys_that_stand(connection, register, [UUID(bytes=row[0]) for row in late if _is_of_keys(row)])
    gone = Reason.AUTHOR_REVOKED
    beyond = [(case, device, seq, gone) for case, device, seq, *_ in late if (device, seq) not in kept]
    put_aside(connection, register, lens, settling, beyond)
    return len(beyond)


def put_aside(
    connection: Connection, register: Register, lens: Lens, settling: Settling, rows: Sequence[Aside]
) -> None:
    """Put changes aside that counted here, and work out anew what they had come to."""
    if rows:
        connection.exec_driver_sql(_ASIDE, [(*place, reason.value) for *place, reason in rows])
        _work_out_anew(connection, register, lens, settling, {UUID(bytes=case) for case, *_ in rows})


def _is_of_keys(row: Sequence[Any]) -> bool:
    case, _, _, record, kind, room = row
    return room == OPEN and wraps_keys(KINDS[kind], UUID(bytes=case), UUID(bytes=record))


def _keys_that_stand(connection: Connection, register: Register, cases: Iterable[UUID]) -> frozenset[tuple[int, int]]:
    """Where in some cases keys lie that were added and took nobody's away: device and number."""
    found = set()
    for case in dict.fromkeys(cases):
        lying = changes_where(connection, register, _OF_RECORD, (case.bytes, keys_record(case).bytes))
        said = {one.id: one.document for one in lying}
        for one in lying:
            if wraps_keys(one.kind, case, one.record) and only_adds_keys(map(said.get, one.parents), one.document):
                found.add((register.device(one.device), one.seq))
    return frozenset(found)


def _work_out_anew(
    connection: Connection, register: Register, lens: Lens, settling: Settling, cases: Collection[UUID]
) -> None:
    """What cases come to once some of what was said of them lies aside."""
    for case in sorted(cases):
        fold_anew(connection, register, lens, case)
    settling.settle(connection, register)
    Keeping(lens, settling.certified).settle(connection, register, sorted(handed_over(connection, cases)))
    if (office := lens.rooms.keyring.office) in cases:
        fold_numbers(connection, register, office, settling.staff)


def _last(revocation: Revocation, device: str) -> int:
    found = revocation.last.get(device)
    return 0 if found is None else found[0]
