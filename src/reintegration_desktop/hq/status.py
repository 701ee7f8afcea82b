"""How headquarters stands with each office: what is held, what is missing, what lies aside, what came last."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.arrivals import Missing
from reintegration_desktop.store.database import Database
from reintegration_desktop.sync.acknowledge import missing
from reintegration_desktop.sync.ports import Receiver
from reintegration_desktop.sync.sorting import here
from reintegration_desktop.vault.files.disk import told

_FIGURES = re.compile(r"([0-9a-f]{32})-[0-9a-z._-]+\.fig")
_DEVICES = "SELECT number, device_id, last FROM device ORDER BY device_id"
_OWNERS = (
    "SELECT d.device_id, a.person_id FROM (SELECT DISTINCT device, author FROM save) s "
    "JOIN author a ON a.number = s.author JOIN device d ON d.number = s.device"
)
_BUNDLES = (
    "SELECT office, count(*), max(received), max(made), sum(changes) FROM bundle_in WHERE kind <> 'acknowledgement' "
    "GROUP BY office"
)
_SENT = "SELECT count(*), max(sent), max(arrived) FROM bundle_out WHERE office = ?"
_REACHED = (
    "SELECT r.device, max(r.upto) FROM bundle_reach r JOIN bundle_out o ON o.bundle = r.bundle WHERE o.office = ? "
    "GROUP BY r.device"
)
_HOLDS = "SELECT device, upto FROM peer_mark WHERE office = ?"
_CASES = "SELECT office, count(*) FROM case_ WHERE office IS NOT NULL GROUP BY office"
_WAITING = "SELECT DISTINCT device FROM parked WHERE device NOT IN (SELECT bundle FROM bundle_in)"
_NEWER_LINES = "SELECT b.office, count(*) FROM parked p JOIN bundle_in b ON b.bundle = p.device GROUP BY b.office"
_CONFLICTS = (
    "SELECT s.office, count(*) FROM conflict c JOIN case_ s ON s.case_id = c.case_id WHERE s.office IS NOT NULL "
    "GROUP BY s.office"
)


NOBODY = UUID(int=0)
"""Stands for the office of devices whose office is not known here, or from which nothing came but by way of others."""


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """One device: the last number held without a gap, how many of them are holes, quarantined, parked, forked off.

    ``newer`` of the parked wait for a newer program; ``since`` is when the first of what waits came; ``people`` signed
    there.
    """

    device: str
    reach: int
    holes: int = 0
    quarantined: int = 0
    parked: int = 0
    forked: int = 0
    missing: tuple[tuple[int, int], ...] = ()
    newer: int = 0
    since: datetime | None = None
    people: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeStatus:
    """One office; moments are UTC, None where nothing came yet. ``figures_at`` is when its newest counts arrived.

    ``conflicts`` are records of its cases that wait for a person there; ``newer`` lines of its bundles, of no device's,
    wait for a newer program.
    """

    office: UUID
    name: str
    cases: int = 0
    bundles: int = 0
    changes: int = 0
    last_received: datetime | None = None
    last_made: datetime | None = None
    figures: int = 0
    figures_at: datetime | None = None
    devices: tuple[DeviceStatus, ...] = field(default=())
    conflicts: int = 0
    newer: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing, quarantined, parked or forked."""
        return not self.newer and not any(
            one.missing or one.quarantined or one.parked or one.forked for one in self.devices
        )


@dataclass(frozen=True, slots=True)
class SentStatus:
    """What was put on its way to an office: bundles, changes; what of these it said that it holds; None: never."""

    bundles: int = 0
    changes: int = 0
    sent_at: datetime | None = None
    held: int = 0
    held_at: datetime | None = None


def sent_to(database: Database, office: UUID) -> SentStatus:
    """How it stands with what an office was sent; changes are counted by device, each once."""
    with database.read() as connection:
        bundles, sent, arrived = connection.exec_driver_sql(_SENT, (office.bytes,)).one()
        reached = {device: int(upto) for device, upto in connection.exec_driver_sql(_REACHED, (office.bytes,))}
        holds = {device: int(upto) for device, upto in connection.exec_driver_sql(_HOLDS, (office.bytes,))}
    return SentStatus(
        bundles,
        sum(reached.values()),
        None if sent is None else _moment(sent),
        sum(min(upto, holds.get(device, 0)) for device, upto in reached.items()),
        None if arrived is None else _moment(arrived),
    )


def status(
    database: Database, receiver: Receiver, offices: Mapping[UUID, str], people: Mapping[UUID, UUID], figures: Path
) -> tuple[OfficeStatus, ...]:
    """All offices by name, those that only sent something included; NOBODY where of others something is wanting.

    ``offices`` names them; ``people`` gives each certified person's office; ``figures`` is the folder of sealed counts.
    """
    gaps = missing(receiver, here(receiver))
    with database.read() as connection:
        signed = _signed(connection)
        devices = _devices(connection, gaps, signed)
        owners = _owners(signed, people)
        bundles = {UUID(bytes=row[0]): _Came(*row[1:]) for row in connection.exec_driver_sql(_BUNDLES).fetchall()}
        cases, conflicts = _by_office(connection, _CASES), _by_office(connection, _CONFLICTS)
        newer = _by_office(connection, _NEWER_LINES)
    counted = _figures(figures)
    known = dict.fromkeys((*bundles, *cases, *counted), "") | dict(offices)
    found = [_office(office, name, bundles, counted, cases.get(office, 0)) for office, name in known.items()]
    whole = [
        replace(
            one,
            devices=tuple(own for device, own in devices.items() if owners.get(device) == one.office),
            conflicts=conflicts.get(one.office, 0),
            newer=newer.get(one.office, 0),
        )
        for one in found
    ]
    others = tuple(one for device, one in devices.items() if owners.get(device) not in known)
    nobodys = OfficeStatus(NOBODY, "", devices=others)
    return (*sorted(whole, key=lambda one: (one.name, one.office)), *([] if nobodys.is_whole else [nobodys]))


class _Came(NamedTuple):
    """What came of one office; moments in milliseconds since 1970."""

    bundles: int
    received: int
    made: int
    changes: int


def _office(
    office: UUID,
    name: str,
    bundles: Mapping[UUID, _Came],
    counted: Mapping[UUID, tuple[int, datetime]],
    cases: int,
) -> OfficeStatus:
    figures, figures_at = counted.get(office, (0, None))
    came = bundles.get(office)
    if came is None:
        return OfficeStatus(office, name, cases, figures=figures, figures_at=figures_at)
    received, made = _moment(came.received), _moment(came.made)
    return OfficeStatus(office, name, cases, came.bundles, came.changes, received, made, figures, figures_at)


def _devices(
    connection: Connection, gaps: Iterable[Missing], signed: Mapping[str, tuple[UUID, ...]]
) -> dict[str, DeviceStatus]:
    """Devices, those included of which nothing came yet but what waits."""
    holes = _counts(connection, "SELECT device, count(*) FROM hole GROUP BY device")
    quarantined = _counts(connection, "SELECT device, count(*) FROM quarantine WHERE decided IS NULL GROUP BY device")
    parked = _counts(connection, "SELECT device, count(*) FROM parked WHERE reason <> 'fork' GROUP BY device")
    forked = _counts(connection, "SELECT device, count(*) FROM parked WHERE reason = 'fork' GROUP BY device")
    newer = _counts(connection, "SELECT device, count(*) FROM parked WHERE reason = 'newer' GROUP BY device")
    since = _counts(connection, "SELECT device, min(since) FROM parked WHERE since IS NOT NULL GROUP BY device")
    first = min(since.values(), default=None)
    wanted: dict[str, list[tuple[int, int]]] = {}
    for gap in gaps:
        wanted.setdefault(gap.device, []).append((gap.first, gap.last))
    held = [(bytes(raw), number, last) for number, raw, last in connection.exec_driver_sql(_DEVICES).fetchall()]
    unheard = {bytes.fromhex(device) for device in wanted} | _waiting(connection)
    return {
        raw.hex(): DeviceStatus(
            raw.hex(), last, holes.get(number, 0), quarantined.get(number, 0), parked.get(raw, 0), forked.get(raw, 0),
            tuple(wanted.get(raw.hex(), ())), newer.get(raw, 0),
            _since(since.get(raw, first if raw.hex() in wanted else None)), signed.get(raw.hex(), ()),
        )
        for raw, number, last in (*held, *((raw, None, 0) for raw in sorted(unheard - {raw for raw, _, _ in held})))
    }  # fmt: skip


def _waiting(connection: Connection) -> set[bytes]:
    """Devices of which something waits; a line of no device's stands under its bundle's id."""
    return {bytes(raw) for raw in connection.exec_driver_sql(_WAITING).scalars()}


def _counts(connection: Connection, sql: str) -> dict[object, int]:
    return {key: int(count) for key, count in connection.exec_driver_sql(sql).fetchall()}


def _by_office(connection: Connection, sql: str) -> dict[UUID, int]:
    return {UUID(bytes=row[0]): int(row[1]) for row in connection.exec_driver_sql(sql).fetchall()}


def _signed(connection: Connection) -> dict[str, tuple[UUID, ...]]:
    """Who signed on each device."""
    found: dict[str, tuple[UUID, ...]] = {}
    for device, raw in connection.exec_driver_sql(_OWNERS).fetchall():
        found[device.hex()] = (*found.get(device.hex(), ()), UUID(bytes=raw))
    return found


def _owners(signed: Mapping[str, tuple[UUID, ...]], people: Mapping[UUID, UUID]) -> dict[str, UUID]:
    """The office of each device: that of who signed on it."""
    known = {device: [people[one] for one in those if one in people] for device, those in signed.items()}
    return {device: offices[0] for device, offices in known.items() if offices}


def _since(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else _moment(milliseconds)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _figures(folder: Path) -> dict[UUID, tuple[int, datetime]]:
    """By office how many sealed files of counts lie here, and when the newest arrived."""
    found: dict[UUID, tuple[int, datetime]] = {}
    with told():
        for path in folder.glob("*.fig"):
            if (match := _FIGURES.fullmatch(path.name)) is None:
                continue
            office, arrived = UUID(hex=match[1]), datetime.fromtimestamp(path.stat().st_mtime, UTC)
            count, newest = found.get(office, (0, arrived))
            found[office] = count + 1, max(newest, arrived)
    return found
