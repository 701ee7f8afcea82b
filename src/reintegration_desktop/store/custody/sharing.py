"""Which cases travel between two offices that hand cases over: those on their way, and what was said to them."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.rules.custody.entries import Answer, Entry, Offer
from reintegration_desktop.store.custody.entries import entries_about
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.inquiries.entries import threads_between
from reintegration_desktop.store.log.register import Register

_NAMED = "SELECT case_id, holder, target, disputed FROM custody ORDER BY case_id"
_HAS = "SELECT device, upto FROM peer_mark WHERE office = ?"
_ALL = "SELECT DISTINCT case_id FROM change"


class Sharing:
    """For this office and one other at a time."""

    def __init__(self, database: Database, office: UUID) -> None:
        self._database, self._own = database, office

    def with_office(self, office: UUID) -> frozenset[UUID]:
        """The cases of which another office is sent what it lacks.

        Those offered to it, or that it holds and this office gave it: with all that was written meanwhile. Those that
        it offered: until it has this office's answer. Nothing of what it gave away is sent to it after that. Questions
        that one of the two asked the other go besides.
        """
        with self._database.read() as connection:
            register = Register(connection)
            has = {raw.hex(): upto for raw, upto in connection.exec_driver_sql(_HAS, (office.bytes,)).fetchall()}
            rows = connection.exec_driver_sql(_NAMED).fetchall()
            asked = threads_between(connection, register, self._own, office)
            return asked | frozenset(
                case
                for raw, holder, _, _ in rows
                if self._concerns(entries_about(connection, register, case := UUID(bytes=raw)), holder, office, has)
            )

    def others(self, cases: frozenset[UUID]) -> frozenset[UUID]:
        """Everything that changes lie here of, but these cases: the office's own entries, too."""
        with self._database.read() as connection:
            return frozenset(_ids(connection)) - cases

    def _concerns(self, entries: tuple[Entry, ...], holder: bytes, office: UUID, has: dict[str, int]) -> bool:
        offers = {one.id: one.said for one in entries if isinstance(one.said, Offer)}
        given = any((one.source, one.target) == (self._own, office) for one in offers.values())
        if given and holder in (self._own.bytes, office.bytes):
            return True
        return any(
            isinstance(one.said, Answer)
            and one.said.office == self._own
            and (offer := offers.get(one.said.offer)) is not None
            and offer.source == office
            and has.get(one.id.device, 0) < one.id.seq
            for one in entries
        )


def _ids(connection: Connection) -> Iterator[UUID]:
    for raw in connection.exec_driver_sql(_ALL).scalars():
        yield UUID(bytes=raw)
