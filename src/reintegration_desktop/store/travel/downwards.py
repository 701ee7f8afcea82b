"""What headquarters sends an office: its own cases, those on their way to it, and what is said to all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.arrivals import KeptBack, Share
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.custody.entries import Entry, Offer
from reintegration_desktop.rules.custody.standing import Custody
from reintegration_desktop.store.custody.entries import entries_about
from reintegration_desktop.store.custody.standing import Custodies
from reintegration_desktop.store.custody.whose import cases_of
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.inquiries.entries import threads_of
from reintegration_desktop.store.log.codes import KIND_NUMBERS, OPEN
from reintegration_desktop.store.log.hidden import hidden_cases
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.technical import keys_record
from reintegration_desktop.store.reading.lists import in_slices
from reintegration_desktop.store.writing.settling import offices_of

_NAMING = (
    f"SELECT c.case_id FROM change c WHERE c.kind = {KIND_NUMBERS[Kind.OFFER]} AND c.room = {OPEN} "  # noqa: S608 - our own words
    "AND instr(c.document, ?) > 0"
)
_ORDERS = (
    "SELECT d.device_id, c.seq, c.case_id FROM change c JOIN device d ON d.number = c.device "  # noqa: S608 - our own words
    f"WHERE c.kind = {KIND_NUMBERS[Kind.ERASE]}"
)
_KEYS = (
    "SELECT d.device_id, c.seq FROM change c JOIN device d ON d.number = c.device "
    "WHERE c.case_id = ? AND c.record_id = ?"
)
_WROTE = "SELECT DISTINCT d.device_id FROM change c JOIN device d ON d.number = c.device WHERE c.case_id IN ({marks})"


class Dealt(NamedTuple):
    """A case that was offered by an office or to it: its entries, whose it is, and the offices it was offered among."""

    case: UUID
    entries: tuple[Entry, ...]
    now: Custody
    among: frozenset[UUID]


class Downwards:
    """For one office at a time. ``said_to_all`` are the headquarters of the programme."""

    def __init__(
        self, database: Database, custodies: Callable[[Connection], Custodies],
        said_to_all: Callable[[], frozenset[UUID]],
    ) -> None:  # fmt: skip
        self._database, self._custodies, self._said_to_all = database, custodies, said_to_all

    def to_office(self, kept: KeptBack, office: UUID, has: Mapping[str, int]) -> KeptBack:
        """What an office is sent at all, beside what is ``kept`` back from it by choice; everything for a headquarters.

        Whole go the cases that it holds and those on offer to it; of those that it once gave or was offered, who holds
        them, and of those it gave that they have other keys. What is said of the programme, what it said itself, and
        the questions between it and others go besides; of offices with which it ever had to do, what they ordered to be
        erased. A case goes late until the office says (``has``, numbers by device) that it has the offer by which it
        goes or came.
        """
        above = self._said_to_all()
        if office in above:
            return kept
        with self._database.read() as connection:
            register, custodies = Register(connection), self._custodies(connection)
            dealt = _dealt(connection, register, custodies, office)
            going = {one.case for one in dealt if _goes(one.now, office)}
            whole = _own(connection, register, custodies, office) - {one.case for one in dealt} | going
            late = {one.case for one in dealt if one.case in going and _is_new(one.now, office, has)}
            cases = whole | above | {office} | threads_of(connection, register, office)
            told = {version for one in dealt if one.case not in going for version in _told(connection, one, office)}
            besides = frozenset(told | _orders(connection, _partners(dealt) - above - {office}))
            devices = _wrote(connection, cases) | {one.device for one in besides}
        return replace(kept, besides=besides, share=Share(cases, frozenset(late), frozenset(devices)))


def _dealt(connection: Connection, register: Register, custodies: Custodies, office: UUID) -> list[Dealt]:
    """The cases that an office ever offered or was offered."""
    named = connection.exec_driver_sql(_NAMING, (str(office).encode(),)).scalars().all()
    found = []
    for case in sorted({UUID(bytes=raw) for raw in named}):
        entries = entries_about(connection, register, case)
        now = custodies.of(connection, register, case)
        among = _among(entries, now)
        if office in among:
            found.append(Dealt(case, entries, now, among))
    return found


def _own(connection: Connection, register: Register, custodies: Custodies, office: UUID) -> frozenset[UUID]:
    """The cases that an office holds, also those that are ordered to be erased."""
    hidden = offices_of(connection, register, hidden_cases(connection))
    lying = frozenset(case for case, held in hidden.items() if held == office)
    return cases_of(connection, register, custodies, office) | lying


def _among(entries: Iterable[Entry], now: Custody) -> frozenset[UUID]:
    """The offices among which a case was offered, by who had it or was offered it themselves.

    Who only says that they give it never had to do with it, nor has the office that they name.
    """
    offers = [one.said for one in entries if isinstance(one.said, Offer)]
    had: set[UUID] = {*now.past, *([] if now.holder is None else [now.holder])}
    found = set[UUID]()
    while new := {office for one in offers if one.source in had for office in (one.source, one.target)} - found:
        found |= new
        had |= new
    return frozenset(found)


def _partners(dealt: Iterable[Dealt]) -> frozenset[UUID]:
    """The offices that offered each other cases."""
    return frozenset(office for one in dealt for office in one.among)


def _goes(now: Custody, office: UUID) -> bool:
    """Whether an office holds a case, or is offered it."""
    return now.holder == office or any(one.is_live and one.offer.target == office for one in now.offers)


def _is_new(now: Custody, office: UUID, has: Mapping[str, int]) -> bool:
    """Whether an office didn't say yet that it has the offer by which a case goes to it, or came."""
    by = [one.id for one in now.offers if one.is_live and one.offer.target == office]
    if now.holder == office and now.last is not None:
        by.append(now.last.id)
    return any(has.get(one.device, 0) < one.seq for one in by)


def _told(connection: Connection, one: Dealt, office: UUID) -> Iterator[VersionId]:
    """What an office hears of a case that it doesn't hold: whose it is; where it gave it, that other keys are in use.

    By these it lets go of its own.
    """
    yield from (entry.id for entry in one.entries)
    if office in one.now.past:
        place = one.case.bytes, keys_record(one.case).bytes
        yield from (VersionId(raw.hex(), seq) for raw, seq in connection.exec_driver_sql(_KEYS, place).fetchall())


def _orders(connection: Connection, offices: frozenset[UUID]) -> set[VersionId]:
    """What some offices said of erasing."""
    rows = connection.exec_driver_sql(_ORDERS).fetchall() if offices else ()
    return {VersionId(device.hex(), seq) for device, seq, office in rows if UUID(bytes=office) in offices}


def _wrote(connection: Connection, cases: frozenset[UUID]) -> set[str]:
    """The devices that wrote in some cases."""
    found: set[str] = set()
    for marks, some in in_slices([case.bytes for case in cases]):
        found |= {raw.hex() for raw in connection.exec_driver_sql(_WROTE.format(marks=marks), some).scalars()}
    return found
