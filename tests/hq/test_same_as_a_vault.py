"""The same bundles give the same digests, folds and report on a server as in a vault, whoever takes them in."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.history.arrivals import Mark, Reason
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.hq.errors import ServerTrouble
from reintegration_desktop.hq.inbox import take_in
from reintegration_desktop.hq.server.staging import make_stages, stage_changes
from reintegration_desktop.hq.server.writing import write_staged
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.sync.bundle import Letter, write_bundles
from reintegration_desktop.sync.manifest import Kind
from reintegration_desktop.vault.folder import VaultFolder
from tests.hq.office import TwoWays, rows_of, two_ways
from tests.store.office import (
    Laptop,
    a_person,
    a_visit,
    an_edit,
    another_laptop,
    case_facts,
    consent,
    open_a_case,
    save,
)
from tests.store.test_tables import Todo
from tests.store.test_travel import everything, hand_over, nicknamed_apart
from tests.store.travel import address_of, post_of

ENDS = "SELECT s.last FROM save s JOIN device d ON d.number = s.device WHERE d.device_id = ? ORDER BY s.last"


@pytest.fixture
def ways(server, tmp_path):
    made = two_ways(tmp_path, server)
    yield made
    made.journey.close()


def some_work(laptop: Laptop, **more) -> UUID:
    case = uuid4()
    open_a_case(laptop, a_person(case), consent(case), an_edit(case, "concerns", risk_level="high"), case=case, **more)
    save(laptop, case, a_visit(case))
    with laptop.store.begin() as work:
        work.tasks(case, [Todo("visit", laptop.clock.today()), Todo("plan_review", laptop.clock.today(), urgent=True)])
        work.commit()
    return case


def a_month(laptop: Laptop) -> list[UUID]:
    """What an office does: talks, visits, deletes and brings back; one thing that nobody may: a talk is not deleted."""
    cases = [some_work(laptop, name_is_hidden=number == 1, keep_until_on="2030-02-01") for number in range(4)]
    talk, visit = uuid4(), a_visit(cases[0])
    save(laptop, cases[0], consent(cases[0], talk, event_kind="withdrawn", event_at=laptop.clock.now()), visit)
    save(laptop, cases[1], consent(cases[1], agrees_to_photograph="yes", event_at=None))
    for step in ("delete", "undelete"):
        with laptop.store.begin() as work:
            getattr(work, step)(cases[0], visit.record)
            work.commit()
    with laptop.store.begin() as work:
        work.delete(cases[0], talk)
        work.tasks(cases[0], [])
        work.commit()
    save(laptop, cases[2], a_person(cases[2], nickname="Mina"))
    return cases


def apart(ways: TwoWays, folder: Path) -> Laptop:
    """Another computer of the office, on which the same cases are changed apart."""
    case = some_work(ways.field)
    other = another_laptop(ways.field, folder / "other", "0b" * 16)
    hand_over(ways.field, other)
    nicknamed_apart(ways.field, other, case)
    record = uuid4()
    for laptop, risk in ((ways.field, "low"), (other, "high")):
        save(laptop, case, an_edit(case, "concerns", risk_level=risk), consent(case, record, agrees_to_tracing="no"))
        save(laptop, case, a_visit(case))
    return other


def test_a_month_of_an_office_is_the_same_in_both(ways):
    a_month(ways.field)
    ways.journey.send()
    vault, server = ways.take_in()
    assert vault.received.changes == server.received.changes > 30
    assert vault.received.quarantined == server.received.quarantined == {Reason.NOT_PERMITTED: 1}
    assert rows_of(ways.vault.database)["case_"]
    assert ways.are_same
    devices = sorted(ways.field.store.outgoing.vector())
    assert ways.vault.store.incoming.digests(devices) == ways.server.store.incoming.digests(devices)
    ways.journey.hear()
    case = some_work(ways.field)
    save(ways.field, case, case_facts(case, ways.field.keyring, "LATER", case_stage="registered"))
    ways.journey.send()
    ways.take_in()
    assert ways.are_same


def test_what_two_computers_changed_apart_waits_in_both_until_somebody_decides(ways, tmp_path):
    other = apart(ways, tmp_path)
    hand_over(other, ways.field)
    ways.journey.send()
    ways.take_in()
    assert len(rows_of(ways.server.database)["conflict"]) == 3
    assert ways.are_same
    with ways.field.store.read() as cases:
        waiting = cases.conflicts()
    with ways.field.store.begin() as work:
        for case, record, room in waiting:
            work.resolve(case, record, room, work.file(case).record(record).answers)
        work.commit()
    ways.journey.send()
    ways.take_in()
    assert rows_of(ways.server.database)["conflict"] == []
    assert ways.are_same
    other.database.close()


def test_the_same_bundle_again_changes_nothing_and_counts_nothing(ways):
    a_month(ways.field)
    ways.journey.send()
    ways.take_in()
    before = rows_of(ways.server.database)
    with ways.server.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM bundle_in")
    again = ways.at(ways.server).take_in()
    assert again.received.changes == 0
    assert rows_of(ways.server.database) == before


def test_a_change_that_lies_there_already_is_refused_with_all_that_came_with_it(ways):
    """Should vectors ever be wrong."""
    some_work(ways.field)
    ways.journey.send()
    ways.take_in()
    before, database = rows_of(ways.server.database), ways.server.database
    changes = [item for item in everything(ways.field) if isinstance(item, Change)]
    twice = [replace(changes[-1], device="0c" * 16), changes[-1]]
    with (
        pytest.raises(ServerTrouble),
        database.ingest({changes[-1].case.bytes}, make_stages) as connection,
    ):
        stage_changes(connection, Register(connection), twice)
        write_staged(connection)
    assert rows_of(ways.server.database) == before


def in_parts(ways: TwoWays, laptop: Laptop, parts: int) -> list[Path]:
    """A device's whole log as so many bundles, the oldest first, cut between saves; not yet on the stick."""
    source, device = laptop.store.outgoing, laptop.device
    with laptop.database.read() as connection:
        ends = connection.exec_driver_sql(ENDS, (bytes.fromhex(device),)).scalars().all()
    cuts = [0, *(ends[len(ends) * part // parts - 1] for part in range(1, parts + 1))]
    (folder := laptop.folder.path.parent / f"parts-{device[:2]}").mkdir()
    written = []
    for after, upto in pairwise(cuts):
        since = {device: Mark(after, source.hash_at(VersionId(device, after)))} if after else {}
        letter = Letter(
            Kind.DELTA, post_of(ways.field).sender, address_of(ways.vault), ways.field.clock.now(), since=since,
            has={one: mark.seq for one, mark in source.vector().items()},
            certificates=ways.field.keyring.file.certificates,
        )  # fmt: skip
        items = list(source.outgoing({device: after}, {device: upto}))
        written += [info.path for info in write_bundles(letter, items, folder, os.urandom)]
    return written


def put(ways: TwoWays, *bundles: Path) -> None:
    for bundle in bundles:
        bundle.rename(ways.journey.stick.folder / bundle.name)


def test_what_comes_the_wrong_way_round_waits_and_ends_the_same(ways):
    """The first stick turns up last: what came before waits, with the range that is missing, and is let in."""
    a_month(ways.field)
    first, *others = in_parts(ways, ways.field, 4)
    put(ways, *others)
    vault, server = ways.take_in()
    assert vault.received.parked == server.received.parked
    assert server.received.parked[Reason.GAP] > 20
    assert ways.are_same
    told = [ways.at(hq).status() for hq in (ways.vault, ways.server)]
    assert told[0][0].devices[0].missing == told[1][0].devices[0].missing != ()
    put(ways, first)
    ways.take_in()
    assert rows_of(ways.server.database)["parked"] == []
    assert ways.are_same


def test_several_who_take_in_come_to_the_same_as_one(ways, tmp_path):
    """Four computers, three bundles each, on one stick; and a second look at it brings nothing."""
    others = [another_laptop(ways.field, tmp_path / str(number), f"{number:02x}" * 16) for number in range(1, 4)]
    case = some_work(ways.field)
    for other in others:
        hand_over(ways.field, other)
        save(other, case, a_visit(case), an_edit(case, "concerns", risk_level="low"))
        some_work(other)
    put(ways, *(bundle for laptop in (ways.field, *others) for bundle in in_parts(ways, laptop, 3)))
    vault = ways.at(ways.vault).take_in()
    server = by_several(ways, 4)
    assert len(server.received.taken) == len(vault.received.taken) == 12
    assert not server.received.refused
    assert rows_of(ways.server.database)["parked"] == []
    assert ways.are_same
    assert by_several(ways, 4).received.taken == ()
    for other in others:
        other.database.close()


def by_several(ways: TwoWays, workers: int):
    addresses = {ways.field.keyring.office: address_of(ways.field)}
    crew = ways.server.store.crew(workers)
    return take_in(post_of(ways.server), addresses, ways.journey.stick, NoProgress(), crew.take_each)


def test_two_programs_that_take_in_at_the_same_time_count_everything_once(ways, servers, address, tmp_path):
    """Each from a copy of headquarters' folder, with a connection of its own, at one stick."""
    other = another_laptop(ways.field, tmp_path / "other", "0b" * 16)
    for laptop in (ways.field, other):
        some_work(laptop)
        some_work(laptop)
    put(ways, *(bundle for laptop in (ways.field, other) for bundle in in_parts(ways, laptop, 3)))
    shutil.copytree(ways.server.folder.path, tmp_path / "copy.vault")
    beside = servers.opened(address, tmp_path / "copy.vault")
    twin = replace(ways.server, folder=VaultFolder(tmp_path / "copy.vault", tmp_path / "home"), database=beside)
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda hq: by_several(replace(ways, server=hq), 2), (ways.server, twin)))
    taken = [outcome for intake in both for outcome in intake.received.taken]
    assert not any(intake.received.refused for intake in both)
    assert len({outcome.manifest.bundle for outcome in taken}) == len(taken) == 6
    ways.at(ways.vault).take_in()
    assert ways.are_same
    other.database.close()
    beside.close()
