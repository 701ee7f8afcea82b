"""An honest office, forgers of every role and duty, and a receiver with a real database.

The table below is written out from VAULT and the rules of the work, and computed from nothing of the program's.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from uuid import UUID, uuid4

from reintegration_desktop.forms.document import Document, encode
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.store.log.technical import keys_document, tasks_document
from reintegration_desktop.store.travel.incoming import Incoming
from reintegration_desktop.vault.roles import Duty, Role, Room
from tests.store.office import Laptop, a_laptop
from tests.unit.sync.made import Device, Entry, Office, Person, Programme
from tests.unit.sync.post import take, write_one

TABLE = """
caseworker                | save delete undelete resolve     | open person account restricted | *
caseworker                | view export                      | open person account restricted oversight | *
caseworker                | save                             | oversight | consent service
supervisor                | save delete undelete resolve     | open person account restricted oversight | *
supervisor                | view export                      | open person account restricted oversight | *
supervisor                | offer accept approve alias erase | open person account restricted oversight | *
tracing_officer           | view export                      | open person | *
tracing_officer           | save delete undelete resolve     | open person | TRACING
clinician                 | view export                      | open person account | *
clinician                 | save delete undelete resolve     | account | assessment wellbeing_measure
clinician                 | save                             | open | tasks
coordinator               | view export                      | open | *
auditor                   | view export                      | open oversight | *
headquarters courier      | view export                      | open | *
headquarters tracing_desk | view export                      | open person | *
"""
TRACING = "tracing person_sought tracing_action reunification household household_member"
NEVER_DELETED = {"case", "consent", "feedback", "keys", "tasks"}
FORMS = (*sorted(file.stem for file in (resources() / "dictionary").glob("*.toml") if file.stem != "choices"), "keys",
         "tasks")  # fmt: skip
PROFILES = [(role, duty) for role in Role for duty in (None, *Duty)]
VIEWS = ("head", "conflict", "case_", "task", "person")
Cell = tuple[Kind, Room, str]


def allowed(role: Role, duty: Duty | None) -> set[Cell]:
    """What the table lets a role do, form by form."""
    cells: set[Cell] = set()
    for line in TABLE.strip().splitlines():
        who, kinds, rooms, forms = (part.split() for part in line.split("|"))
        if who[0] != role or (who[1:] and who[1] != duty):
            continue
        named = FORMS if forms == ["*"] else TRACING.split() if forms == ["TRACING"] else forms
        cells.update((Kind(kind), Room(room), form) for kind, room, form in product(kinds, rooms, named))
    return {cell for cell in cells if cell[0] not in (Kind.DELETE, Kind.UNDELETE) or cell[2] not in NEVER_DELETED}


def may(cells: set[Cell], cell: Cell) -> bool:
    """In a sealed room nobody on the way sees the form: there it is enough that there is one."""
    kind, room, _ = cell
    return cell in cells if room is Room.OPEN else any(other[:2] == (kind, room) for other in cells)


@dataclass
class Scene:
    """An honest office with a record of every form, and a receiver with a real database that holds all of them."""

    field: Office
    there: Office
    here: Laptop
    folder: Path
    honest: Device
    case: UUID
    records: dict[tuple[str, Room], tuple[UUID, VersionId]]

    def sent(self) -> dict[VersionId, Reason]:
        """Everything that the field holds is sent and taken in; what was put aside."""
        folder = self.folder / uuid4().hex
        folder.mkdir()
        incoming: Incoming = self.here.store.incoming
        take(write_one(self.field, self.there.address, folder), self.there, receiver=incoming)
        return {change.id: reason for change, reason in incoming.quarantined()}

    def somebody(self, role: Role, duty: Duty | None) -> Person:
        """Certified by the custodian; a custodian by the root."""
        if duty is Duty.CUSTODIAN:
            return self.field._person(role, frozenset({duty}), None, self.field.programme.sign)
        return self.field.person(role, *([] if duty is None else [duty]))

    def views(self) -> dict[str, list[tuple]]:
        with self.here.database.read() as connection:
            return {
                table: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {table}").fetchall()))
                for table in VIEWS
            }

    def folded(self) -> set[VersionId]:
        """Every version that a view is drawn from."""
        with self.here.database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT d.device_id, h.seq FROM head h JOIN device d ON d.number = h.device"
            ).fetchall()
        return {VersionId(device.hex(), seq) for device, seq in rows}

    def forged(self, by: Person, cells: Iterable[Cell], *, over: bool) -> dict[VersionId, Cell]:
        """Changes by somebody, each of its own record, or over an honest one of the same form."""
        laptop, made = Device(self.field), {}
        for kind, room, form in cells:
            record, parent = self.records[form, room]
            entry = Entry(
                self.case,
                record if over else uuid4(),
                room,
                kind,
                (parent,) if over else (),
                said(form, room, "forged"),
            )
            (change,) = laptop.save(by, entry)
            made[change.id] = (kind, room, form)
        return made


def said(form: str, room: Room, word: str) -> bytes:
    if room is not Room.OPEN:
        return os.urandom(300)
    if form == "keys":
        return encode(keys_document(()))
    if form == "tasks":
        return encode(tasks_document(()))
    return encode(Document(form, None, {"note": word} if word == "honest" else {}))


@contextmanager
def a_scene(place: Path) -> Iterator[Scene]:
    """What is honest has arrived."""
    programme = Programme()
    field, there = Office(programme), Office(programme, Role.HEADQUARTERS)
    honest, boss, case, records = Device(field), field.person(Role.SUPERVISOR), uuid4(), {}
    facts = {"case_code": "AAAAAA-A", "case_status": "open", "case_stage": "registered", "office": str(field.id)}
    honest.save(boss, Entry(case, case, Room.OPEN, document=encode(Document("case", None, facts))))
    for form, room in product(FORMS, Room):
        record = uuid4()
        (change,) = honest.save(boss, Entry(case, record, room, document=said(form, room, "honest")))
        records[form, room] = record, change.id
    made = Scene(field, there, a_laptop(place), place, honest, case, records)
    try:
        assert made.sent() == {}
        yield made
    finally:
        made.here.database.close()
