"""What headquarters sends an office: its own cases, those on their way to it, and what is said to all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.arrivals import KeptBack, Share
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.custody.entries import Entry, Offer
from reintegration_desktop.rules.custody.standing import Custody, Offered
from reintegration_desktop.store.custody.entries import entries_about
from reintegration_desktop.store.custody.standing import Custodies
from reintegration_desktop.store.custody.whose import cases_of
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.inquiries.entries import threads_of
from reintegration_desktop.store.log.codes import KIND_NUMBERS, OPEN
from reintegration_desktop.store.log.hidden import hidden_cases
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.reading.lists import in_slices
from reintegration_desktop.store.writing.settling import offices_of

_NAMING = (
    f"SELECT c.case_id FROM change c WHERE c.kind = {KIND_NUMBERS[Kind.OFFER]} AND c.room = {OPEN} "  # noqa: S608 - our own words
    "AND instr(c.document, ?) > 0"
)
_EMPTIED = (
    "SELECT d.device_id, c.seq FROM change c JOIN device d ON d.number = c.device "  # noqa: S608 - our own words
    f"WHERE c.case_id = ? AND c.kind = {KIND_NUMBERS[Kind.ERASE]} AND c.room = {OPEN}"
)
_ERASE = (
    "SELECT DISTINCT d.device_id, c.case_id FROM change c JOIN device d ON d.number = c.device "  # noqa: S608 - our own words
    f"WHERE c.kind = {KIND_NUMBERS[Kind.ERASE]}"
)
_WROTE = "SELECT DISTINCT d.device_id FROM change c JOIN device d ON d.number = c.device WHERE c.case_id IN ({marks})"


class Offices(NamedTuple):
    """The offices of a programme, by all papers that lie here; those that are ``headquarters``."""

    every: frozenset[UUID]
    headquarters: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far devices can be handed on from here (``can``), and how far a peer said that it has them (``has``)."""

    can: Mapping[str, int]
    has: Mapping[str, int]

    def is_known(self, offered: Offered) -> bool:
        """Whether the peer said that it has an offer."""
        return self.has.get(offered.id.device, 0) >= offered.id.seq

    def goes(self, offered: Offered) -> bool:
        """Whether an offer can be handed on: one behind something that waits here can't."""
        return self.can.get(offered.id.device, 0) >= offered.id.seq


class Exchanged(NamedTuple):
    """A case that was offered by an office or to it: its entries, and whose it is."""

    case: UUID
    entries: tuple[Entry, ...]
    now: Custody


class Shares:
    """For one office at a time."""

    def __init__(
        self, database: Database, custodies: Callable[[Connection], Custodies], offices: Callable[[], Offices]
    ) -> None:
        self._database, self._custodies, self._offices = database, custodies, offices

    def of(self, office: UUID, kept: KeptBack, reach: Reach) -> KeptBack:
        """What an office is not sent, beside what is ``kept`` back from it by choice; a headquarters is sent all.

        Whole go the cases that it holds and those on offer to it. Of those that it gave or was offered it hears whose
        they are, and what was emptied of those that it gave. What headquarters says of the programme, what the office
        said itself, the questions between it and others and all that was ordered to be erased go besides. A case goes
        late until the office says that it has the offer by which it goes or came.
        """
        offices = self._offices()
        if office in offices.headquarters:
            return kept
        with self._database.read() as connection:
            register, custodies = Register(connection), self._custodies(connection)
            exchanged = _exchanged(connection, register, custodies, office)
            going = {one.case: new for one in exchanged if (new := _is_new(one.now, office, reach)) is not None}
            own = _own(connection, register, custodies, office) - {one.case for one in exchanged}
            cases = own | going.keys() | offices.headquarters | {office} | threads_of(connection, register, office)
            others = [one for one in exchanged if one.case not in going]
            besides = {version for one in others for version in _told(connection, one, office)}
            wrote = _wrote(connection, cases) | {one.device for one in besides} | _ordered(connection, offices.every)
        late = frozenset(case for case, is_new in going.items() if is_new) - kept.cases
        share = Share(frozenset(cases), offices.every, frozenset(wrote))
        return replace(kept, late=kept.late | late, besides=frozenset(besides), share=share)


def _exchanged(connection: Connection, register: Register, custodies: Custodies, office: UUID) -> list[Exchanged]:
    """The cases that an office ever offered or was offered."""
    named = connection.exec_driver_sql(_NAMING, (str(office).encode(),)).scalars().all()
    found = []
    for case in sorted({UUID(bytes=raw) for raw in named}):
        entries, now = entries_about(connection, register, case), custodies.of(connection, register, case)
        if office in _among(entries, now):
            found.append(Exchanged(case, entries, now))
    return found


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


def _own(connection: Connection, register: Register, custodies: Custodies, office: UUID) -> frozenset[UUID]:
    """The cases that an office holds, also those that are ordered to be erased."""
    hidden = offices_of(connection, register, hidden_cases(connection))
    lying = frozenset(case for case, held in hidden.items() if held == office)
    return cases_of(connection, register, custodies, office) | lying


def _is_new(now: Custody, office: UUID, reach: Reach) -> bool | None:
    """Whether a case that goes to an office stood as holes there until now; None where it doesn't go."""
    offers = [one for one in now.offers_to(office) if reach.goes(one)]
    if now.holder == office and now.last is not None:
        offers.append(now.last)
    if now.holder != office and not offers:
        return None
    return any(not reach.is_known(one) for one in offers)


def _told(connection: Connection, one: Exchanged, office: UUID) -> Iterator[VersionId]:
    """What an office hears of a case that doesn't go to it: whose it is; where it gave it, that its bin was emptied.

    By that what is left of it there goes, too.
    """
    yield from (entry.id for entry in one.entries)
    if office in one.now.past:
        emptied = connection.exec_driver_sql(_EMPTIED, (one.case.bytes,)).fetchall()
        yield from (VersionId(raw.hex(), seq) for raw, seq in emptied)


def _ordered(connection: Connection, offices: frozenset[UUID]) -> set[str]:
    """The devices on which something was said of erasing in the name of an office."""
    rows: Iterable[tuple[bytes, bytes]] = connection.exec_driver_sql(_ERASE).fetchall()
    return {device.hex() for device, office in rows if UUID(bytes=office) in offices}


def _wrote(connection: Connection, cases: Iterable[UUID]) -> set[str]:
    """The devices that wrote in some cases."""
    found: set[str] = set()
    for marks, some in in_slices([case.bytes for case in cases]):
        found |= {raw.hex() for raw in connection.exec_driver_sql(_WROTE.format(marks=marks), some).scalars()}
    return found
