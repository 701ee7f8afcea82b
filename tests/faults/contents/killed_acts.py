"""Kills a program while it empties bins, and while it gives computers up and waits for them again."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from reintegration_desktop.app.erasing.due import registry_of
from reintegration_desktop.app.overseeing import log_verbs
from reintegration_desktop.casework import saving
from reintegration_desktop.casework.erasing.emptying import empty_bin
from reintegration_desktop.casework.erasing.giving_up import give_up
from reintegration_desktop.rules.erasing.bin import IN_THE_BIN
from tests.faults.kills import run_over
from tests.faults.rows import Row
from tests.faults.scene import Scene
from tests.faults.store_works import Plain, Receives, Work
from tests.store.erasing.pages_of import pages_of
from tests.store.office import Laptop, a_visit, another_laptop, open_a_case, save

LONG_AGO = date(2000, 1, 1)
CASES, BESIDE = 6, 48
"""How many bins there are to empty, and how much of a sealed document is sought: within one page of the file."""


class EmptiedBins(Plain):
    """Bins with one visit in each, beside one that stays: emptied with the whole case sound, or still full."""

    def prepare(self, scene: Scene, laptop: Laptop) -> None:
        desk, self._bins = scene.program(laptop).desk, dict[UUID, tuple[UUID, UUID, list[bytes]]]()
        for _ in range(CASES):
            case = open_a_case(laptop, code=uuid4().hex.upper())
            gone, stays = a_visit(case), a_visit(case)
            save(laptop, case, gone)
            save(laptop, case, stays)
            saving.delete(desk, case, gone.record)
            self._bins[case] = gone.record, stays.record, _sealed(laptop, gone.record)
        scene.clock.moment += IN_THE_BIN + timedelta(hours=1)

    def go(self, scene: Scene, laptop: Laptop) -> Iterator[str]:
        registry = registry_of(scene.program(laptop))
        for case in self._bins:
            with registry.desk.read() as cases:
                code = cases.open(case).row.code
            empty_bin(registry, case, code)
            yield case.hex

    def lost(self, scene: Scene, laptop: Laptop, said: list[str]) -> int:
        emptied, lost = {UUID(line) for line in said}, 0
        laptop.database.checkpoint()
        pages = b"".join(page.content for page in pages_of(laptop.database.path, laptop.keyring.database_key()))
        for case, (gone, stays, sealed) in self._bins.items():
            with laptop.store.read() as cases:
                opened, known = cases.open(case), {version.record for version in cases.history(case)}
            assert [row.id for row in opened.file.rows("follow_up")] == [stays]
            assert [row.id for row in opened.bin] == [gone] * (gone in known), "in the bin whole, or nowhere"
            found = [end in pages for end in sealed]
            assert found == [gone in known] * len(found), "on a page as long as it is in the bin"
            lost += case in emptied and gone in known
        return lost


class GivenUp(Plain):
    """Computers given up, one after the other: none is listed without the entry that says why, nor the other way."""

    def prepare(self, scene: Scene, laptop: Laptop) -> None:
        other = another_laptop(laptop, scene.beside("other"), uuid4().hex)
        self._others = [uuid4().hex for _ in range(CASES)]
        for device in self._others:
            open_a_case(other.as_another_device(device, other.database), code=uuid4().hex)
        upto = {device: mark.seq for device, mark in other.store.outgoing.vector().items()}
        scene.arriving = list(other.store.outgoing.outgoing({}, upto))
        other.database.close()
        for _ in Receives().go(scene, laptop):
            pass

    def go(self, scene: Scene, laptop: Laptop) -> Iterator[str]:
        registry = registry_of(scene.program(laptop))
        for device in self._others:
            give_up(registry, device, f"Stolen: {device}.")
            yield device

    def lost(self, scene: Scene, laptop: Laptop, said: list[str]) -> int:
        program = scene.program(laptop)
        given_up = set(registry_of(program).orders.given_up()) & set(self._others)
        told = {
            device for device in self._others for line in log_verbs(program).lines(LONG_AGO) if device in line.reason
        }
        assert given_up == told, "listed with its reason, or neither"
        return len(set(said) - given_up)


WORKS: tuple[Work, ...] = (EmptiedBins(), GivenUp())


def _sealed(laptop: Laptop, record: UUID) -> list[bytes]:
    """The ends of a record's sealed documents, as they lie in the file."""
    with laptop.database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT document FROM change WHERE record_id = ? AND room <> 0 AND length(document) > 0", (record.bytes,)
        ).scalars()
        return [bytes(document)[-BESIDE:] for document in rows]


def run(kills: int, chance: random.Random, place: Path) -> Row:
    """So many kills, in turn."""
    return run_over(WORKS, kills, chance, place)
