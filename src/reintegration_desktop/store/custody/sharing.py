"""Which cases travel between two offices that hand cases over: those on their way, and what was said to them."""

from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.custody.entries import Answer, Entry, Offer
from reintegration_desktop.rules.custody.standing import State, Way
from reintegration_desktop.store.custody.entries import entries_about
from reintegration_desktop.store.custody.standing import Custodies
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.inquiries.entries import threads_between
from reintegration_desktop.store.log.codes import KIND_NUMBERS, OPEN
from reintegration_desktop.store.log.register import Register

_NAMED = "SELECT case_id FROM custody ORDER BY case_id"
_HAS = "SELECT device, upto FROM peer_mark WHERE office = ?"
_ALL = "SELECT DISTINCT case_id FROM change"
_MAY_END = (
    "SELECT DISTINCT c.case_id FROM custody u JOIN change c ON c.case_id = u.case_id "  # noqa: S608
    "JOIN device d ON d.number = c.device LEFT JOIN peer_mark m ON m.office = ? AND m.device = d.device_id "
    f"WHERE c.kind IN ({KIND_NUMBERS[Kind.OFFER]}, {KIND_NUMBERS[Kind.APPROVE]}) AND c.room = {OPEN} "
    "AND c.seq > coalesce(m.upto, 0)"
)
_SENT = (
    "SELECT 1 FROM bundle_out o JOIN bundle_reach r ON r.bundle = o.bundle "
    "WHERE o.office = ? AND r.device = ? AND r.upto >= ?"
)
_KEPT = "SELECT 1 FROM withheld WHERE case_id = ? AND office = ? AND bundle IS NULL"
_ENDED = (State.WITHDRAWN, State.OVERRULED)


class Sharing:
    """For this office and one other at a time."""

    def __init__(self, database: Database, office: UUID, custodies: Callable[[Connection], Custodies]) -> None:
        self._database, self._own, self._custodies = database, office, custodies

    def with_office(self, office: UUID) -> frozenset[UUID]:
        """The cases of which another office is sent what it lacks.

        Those on offer to it, or that it holds and this office gave it: with all that was written meanwhile. Those that
        it offered: until it has this office's answer. Nothing of what it gave away is sent to it after that. Questions
        that one of the two asked the other go besides.
        """
        with self._database.read() as connection:
            register, custodies = Register(connection), self._custodies(connection)
            has = _had_by(connection, office)
            asked = threads_between(connection, register, self._own, office)
            found = set[UUID]()
            for raw in connection.exec_driver_sql(_NAMED).scalars().all():
                entries = entries_about(connection, register, case := UUID(bytes=raw))
                given = any((one.source, one.target) == (self._own, office) for one in _offers(entries).values())
                whole = given and custodies.of(connection, register, case).is_for(office)
                if whole or self._owes(entries, office, has):
                    found.add(case)
            return asked | found

    def endings(self, office: UUID) -> frozenset[VersionId]:
        """What ended this office's offers to another one, as long as that doesn't say that it has it.

        It goes there although nothing else of these cases does any more: what was offered could be taken all the same.
        """
        with self._database.read() as connection:
            register, custodies = Register(connection), self._custodies(connection)
            cases = connection.exec_driver_sql(_MAY_END, (office.bytes,)).scalars().all()
            has, found = _had_by(connection, office), set[VersionId]()
            for case in (UUID(bytes=raw) for raw in cases):
                now = custodies.of(connection, register, case)
                found |= {
                    one.answer.id
                    for one in (*now.ended, *now.offers)
                    if (one.offer.source, one.offer.target) == (self._own, office)
                    and one.state in _ENDED
                    and one.answer is not None
                    and _lacks(has, one.answer.id)
                    and _way(connection, office, one.id) is not Way.HERE
                }
            return frozenset(found)

    def way(self, office: UUID, case: UUID, offer: VersionId) -> Way:
        """How far an offer to another office is known to have come."""
        with self._database.read() as connection:
            kept = connection.exec_driver_sql(_KEPT, (case.bytes, office.bytes)).scalar() is not None
            return Way.HERE if kept else _way(connection, office, offer)

    def others(self, cases: frozenset[UUID]) -> frozenset[UUID]:
        """Everything that changes lie here of, but these cases: the office's own entries, too."""
        with self._database.read() as connection:
            return frozenset(_ids(connection)) - cases

    def _owes(self, entries: tuple[Entry, ...], office: UUID, has: Mapping[str, int]) -> bool:
        """Whether the other office lacks this one's answer to an offer."""
        offers = _offers(entries)
        return any(
            isinstance(one.said, Answer)
            and one.said.office == self._own
            and (offer := offers.get(one.said.offer)) is not None
            and offer.source == office
            and _lacks(has, one.id)
            for one in entries
        )


def _offers(entries: tuple[Entry, ...]) -> dict[VersionId, Offer]:
    return {one.id: one.said for one in entries if isinstance(one.said, Offer)}


def _had_by(connection: Connection, office: UUID) -> dict[str, int]:
    """Of each device the number up to which an office said that it has everything."""
    return {raw.hex(): upto for raw, upto in connection.exec_driver_sql(_HAS, (office.bytes,)).fetchall()}


def _lacks(has: Mapping[str, int], entry: VersionId) -> bool:
    return has.get(entry.device, 0) < entry.seq


def _way(connection: Connection, office: UUID, offer: VersionId) -> Way:
    """How far an offer came, where its case was not kept back."""
    place = (office.bytes, bytes.fromhex(offer.device), offer.seq)
    if not _lacks(_had_by(connection, office), offer):
        return Way.THERE
    return Way.HERE if connection.exec_driver_sql(_SENT, place).scalar() is None else Way.SENT


def _ids(connection: Connection) -> Iterator[UUID]:
    for raw in connection.exec_driver_sql(_ALL).scalars():
        yield UUID(bytes=raw)
