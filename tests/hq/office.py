"""Headquarters on a server beside the same headquarters in a vault, and what lies in each, row by row."""

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from reintegration_desktop.casework.travel.parcels import parcel
from reintegration_desktop.hq.server.database import ServerDatabase
from reintegration_desktop.hq.server.store import ServerStore
from reintegration_desktop.store.checking.folding import folded, lying
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.codes import unpack_parents
from reintegration_desktop.store.log.hidden import hidden_cases
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import COLUMNS
from tests.store.custody.handing import Offices
from tests.store.office import Laptop, questions
from tests.store.travel import Journey, a_journey, post_of

LOG = {
    "change": COLUMNS,
    "hole": "device, seq, envelope_digest, document_digest, hash, kept_back",
    "save": "device, last, first, author, signature",
    "parked": "device, seq, hash, reason, line",
    "quarantine": "case_id, device, seq, reason, decided",
    "hiding": "case_id",
    "emptied": "case_id, device, seq",
    "erased": "case_id",
    "paper": "digest, kind, body, signature",
    "bundle_in": "bundle, digest, kind, office, sender, made",
    "file_lacking": "case_id, name, digest",
    "loose_file": "name",
}
FOLDS = {"head", "conflict", "case_", "task", "person"}


@dataclass
class ServerLaptop(Laptop):
    """Headquarters whose tables lie on a server."""

    @property
    def store(self) -> ServerStore:
        assert isinstance(self.database, ServerDatabase)
        return ServerStore(self.database, self.keyring, self.device, questions(), self.clock)


def on_server(laptop: Laptop, server: ServerDatabase) -> ServerLaptop:
    """The same people on a server."""
    return ServerLaptop(laptop.folder, laptop.keyring, server, laptop.clock, laptop.device)


@dataclass
class TwoWays:
    """A field office whose bundles go to one headquarters that keeps them in a vault, and on a server."""

    journey: Journey
    vault: Laptop
    server: ServerLaptop

    @property
    def field(self) -> Laptop:
        return self.journey.field

    def at(self, hq: Laptop) -> Journey:
        """The journey to one of them."""
        return replace(self.journey, hq=hq)

    def take_in(self):
        """Both look at the stick; what came of each."""
        return self.at(self.vault).take_in(), self.at(self.server).take_in()

    @property
    def are_same(self) -> bool:
        """Whether every row is the same, and follows from the log."""
        return rows_of(self.vault.database) == rows_of(self.server.database) and is_rebuilt_the_same(self.server)


def two_ways(path: Path, server: ServerDatabase) -> TwoWays:
    journey = a_journey(path)
    return TwoWays(journey, journey.hq, on_server(journey.hq, server))


def rows_of(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the log and of what is folded from it, with devices and people by their ids."""
    with database.read() as connection:
        register = Register(connection)
        cases = connection.exec_driver_sql("SELECT DISTINCT case_id FROM change").scalars().all()
        found = {
            table: sorted(map(repr, (_named(register, columns, row) for row in connection.exec_driver_sql(
                f"SELECT {columns} FROM {table}")))) for table, columns in LOG.items()
        }  # fmt: skip
        for raw in cases:
            for table, rows in lying(connection, _uuid(raw)).items():
                columns = _FOLDED.get(table, "")
                found.setdefault(table, []).extend(sorted(repr(_named(register, columns, row)) for row in rows))
        devices = connection.exec_driver_sql(
            "SELECT device_id, last, head, clock FROM device WHERE last > 0"
        ).fetchall()
    return {table: sorted(rows) for table, rows in found.items()} | {"device": sorted(map(tuple, devices))}


def is_rebuilt_the_same(laptop: Laptop) -> bool:
    """Whether what was folded batch by batch is what the whole log says."""
    store = laptop.store
    with laptop.database.read() as connection:
        register = Register(connection)
        cases = connection.exec_driver_sql("SELECT DISTINCT case_id FROM change").scalars().all()
        return all(
            _plain(folded(connection, register, store.checker.lens, _uuid(raw)))
            == _plain(lying(connection, _uuid(raw)))
            for raw in cases
        )


_FOLDED = {"head": "case_id, record_id, room, device, seq, born", "person": "case_id, device, seq, generation"}


def _uuid(raw: bytes):
    return UUID(bytes=raw)


def _plain(tables):
    return {table: sorted(map(repr, ([int(v) if isinstance(v, bool) else v for v in row] for row in rows)))
            for table, rows in tables.items()}  # fmt: skip


def _named(register: Register, columns: str, row) -> tuple[object, ...]:
    """A row with ids in the place of this database's numbers."""
    named = []
    for name, value in zip(columns.split(", ") + [""] * len(row), row, strict=False):
        if name == "device" and isinstance(value, int):
            value = register.device_id(value)
        elif name == "author":
            value = register.person(value)
        elif name == "parents":
            value = [(register.device_id(device), seq) for device, seq in unpack_parents(value)]
        named.append(int(value) if isinstance(value, bool) else value)
    return tuple(named)


def lies_of(laptop: Laptop) -> set[UUID]:
    """What changes lie there of."""
    with laptop.database.read() as connection:
        return {UUID(bytes=raw) for raw in connection.exec_driver_sql("SELECT DISTINCT case_id FROM change").scalars()}


def waits_for(offices: Offices, taker: Laptop) -> dict[UUID, int]:
    """Of which cases headquarters has how many changes for an office."""
    return dict(parcel(post_of(offices.hq), taker.keyring.office, {}).cases)


def down(offices: Offices) -> None:
    """What headquarters has goes to each, and each says so."""
    for laptop in (offices.goma, offices.bukavu, offices.uvira):
        offices.report(offices.hq, laptop)


def up(offices: Offices) -> None:
    """What each has goes to headquarters."""
    for laptop in (offices.goma, offices.bukavu, offices.uvira):
        offices.report(laptop, offices.hq)


def of_programme(offices: Offices) -> set[UUID]:
    return {laptop.keyring.office for laptop in offices.all}


def hidden_at(laptop: Laptop) -> frozenset[UUID]:
    with laptop.database.read() as connection:
        return hidden_cases(connection)
