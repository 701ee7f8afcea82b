"""Which cases are an office's, by what lies here: the same in its own vault and at headquarters."""

from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.store.custody.standing import Custodies
from reintegration_desktop.store.log.register import Register

_HELD = "SELECT case_id FROM custody WHERE holder = ?"
_SAID = (
    "SELECT case_id, office IS NOT NULL AND status <> 'transferred' FROM case_ "
    "WHERE (office = ? OR office IS NULL OR status = 'transferred') AND case_id NOT IN (SELECT case_id FROM custody)"
)


def cases_of(connection: Connection, register: Register, custodies: Custodies, office: UUID) -> frozenset[UUID]:
    """The cases that stand in lists and that an office holds.

    Of one that was never offered by bundle that is the office it names. One that was given away on paper names who took
    it, and stays with who began it, as one that names nobody.
    """
    found = {UUID(bytes=raw) for raw in connection.exec_driver_sql(_HELD, (office.bytes,)).scalars()}
    for raw, is_said in connection.exec_driver_sql(_SAID, (office.bytes,)).fetchall():
        case = UUID(bytes=raw)
        if is_said or custodies.of(connection, register, case).holder == office:
            found.add(case)
    return frozenset(found)
