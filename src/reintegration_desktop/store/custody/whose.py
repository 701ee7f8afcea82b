"""Which cases are an office's, by what lies here."""

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.versions import Kind
from reintegration_desktop.store.custody.standing import Custodies
from reintegration_desktop.store.log.codes import KIND_NUMBERS, OPEN
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.reading.lists import in_slices

_HELD = "SELECT case_id FROM custody WHERE holder = ?"
_SAID = (
    "SELECT case_id, office IS NOT NULL AND status <> 'transferred' FROM case_ "
    "WHERE (office = ? OR office IS NULL OR status = 'transferred') AND case_id NOT IN (SELECT case_id FROM custody)"
)
_BEGAN = (
    "SELECT c.case_id, c.author, c.clock FROM change c WHERE c.case_id IN ({marks}) AND c.record_id = c.case_id "  # noqa: S608 - our own words
    f"AND c.room = {OPEN} AND c.kind = {KIND_NUMBERS[Kind.SAVE]} AND length(c.parents) = 0 AND NOT EXISTS (SELECT 1 "
    "FROM quarantine q WHERE q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq) "
    "ORDER BY c.clock DESC, c.device DESC, c.seq DESC"
)


def cases_of(connection: Connection, register: Register, custodies: Custodies, office: UUID) -> frozenset[UUID]:
    """The cases that stand in lists and that an office holds: the same wherever the same entries lie.

    Of one that was never offered by bundle that is the office it names. One that was given away on paper names who took
    it, and stays with who began it, as one that names nobody.
    """
    found = {UUID(bytes=raw) for raw in connection.exec_driver_sql(_HELD, (office.bytes,)).scalars()}
    begun = list[bytes]()
    for raw, is_said in connection.exec_driver_sql(_SAID, (office.bytes,)).fetchall():
        if is_said:
            found.add(UUID(bytes=raw))
        else:
            begun.append(raw)
    return frozenset((*found, *_begun_by(connection, register, custodies, office, begun)))


def _begun_by(
    connection: Connection, register: Register, custodies: Custodies, office: UUID, cases: Collection[bytes]
) -> Iterator[UUID]:
    """Those of some cases that somebody of an office began."""
    for marks, some in in_slices(list(cases)):
        rows = connection.exec_driver_sql(_BEGAN.format(marks=marks), some).fetchall()
        for raw, (author, clock) in {raw: (author, clock) for raw, author, clock in rows}.items():
            paper = custodies.certified(register.person(author), clock)
            if paper is not None and paper.office == office:
                yield UUID(bytes=raw)
