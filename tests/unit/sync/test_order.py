"""Late, twice, out of order, in part, interrupted: nothing is lost and nothing is done twice."""

import random
from copy import deepcopy
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.history.arrivals import Missing, Reason
from reintegration_desktop.sync.acknowledge import missing
from reintegration_desktop.sync.packing import KIB
from reintegration_desktop.sync.sorting import here
from reintegration_desktop.vault.roles import Duty, Role, Room
from tests.unit.sync.made import OPEN, Device, Entry, Office, Programme, contents
from tests.unit.sync.memory import PowerCut, Tables
from tests.unit.sync.post import take, write, write_one


def same_view(one: Tables, other: Tables) -> bool:
    return (one.log, one.marks, one.quarantine) == (other.log, other.marks, other.quarantine)


def test_the_same_bundle_again_does_nothing(tmp_path, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    path = write_one(field_office, headquarters.address, tmp_path)
    take(path, headquarters)
    before, batches = contents(headquarters.tables), len(headquarters.tables.batches)
    again = take(path, headquarters)
    assert again.already
    assert contents(headquarters.tables) == before
    assert len(headquarters.tables.batches) == batches


def test_what_came_by_another_way_already_is_passed_over(tmp_path, field_office, headquarters, laptop, worker):
    first = laptop.visit(worker)
    take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    second = laptop.visit(worker)
    outcome = take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    assert (outcome.applied, outcome.known) == (len(second), len(first))


def test_a_bundle_ahead_of_its_turn_waits_and_asks_for_what_is_missing(
    tmp_path, field_office, headquarters, laptop, worker
):
    early = laptop.visit(worker)
    after = {laptop.id: laptop.seq}
    first = write_one(field_office, headquarters.address, tmp_path)
    late = laptop.visit(worker)
    second = write_one(field_office, headquarters.address, tmp_path, since=after)
    waits = take(second, headquarters)
    assert (waits.applied, waits.parked) == (0, {Reason.GAP: len(late)})
    assert headquarters.tables.log == {}
    tables = headquarters.tables
    assert missing(tables, here(tables)) == [Missing(laptop.id, 1, len(early))]
    joined = take(first, headquarters)
    assert (joined.applied, joined.released, joined.parked) == (len(early), len(late), {})
    assert same_view(tables, field_office.tables)
    assert tables.rows == {}


def test_a_version_waits_for_the_one_it_was_made_from(tmp_path, field_office, headquarters, laptop, worker):
    other = Device(field_office)
    case, record = uuid4(), uuid4()
    (base,) = laptop.save(worker, Entry(case, record))
    (mine,) = other.save(worker, Entry(case, record, parents=(base.id,)))
    other.save(worker, Entry(case, record, parents=(mine.id,)))
    reach = {laptop.id: laptop.seq, other.id: other.seq}
    theirs = write_one(field_office, headquarters.address, tmp_path, since={laptop.id: laptop.seq}, upto=reach)
    base_only = write_one(field_office, headquarters.address, tmp_path, upto={laptop.id: laptop.seq, other.id: 0})
    assert take(theirs, headquarters).parked == {Reason.PARENT: 2}
    assert missing(headquarters.tables, here(headquarters.tables)) == [Missing(laptop.id, 1, 1)]
    assert take(base_only, headquarters).released == 2
    assert same_view(headquarters.tables, field_office.tables)


def test_what_was_quarantined_beyond_a_gap_stays_in_quarantine(tmp_path, field_office, headquarters, laptop, worker):
    clerk = field_office.person(Role.COORDINATOR)
    laptop.visit(worker)
    first, after = write_one(field_office, headquarters.address, tmp_path), {laptop.id: laptop.seq}
    laptop.visit(clerk)
    laptop.visit(worker)
    take(write_one(field_office, headquarters.address, tmp_path, since=after), headquarters)
    outcome = take(first, headquarters)
    assert outcome.quarantined == {Reason.NOT_PERMITTED: 2}
    assert len(headquarters.tables.log) == 4
    assert headquarters.tables.marks == field_office.tables.marks


def test_a_device_that_went_on_in_two_ways_is_kept_aside(tmp_path, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    copy = Device(field_office)
    copy.id, copy.seq, copy.head, copy.moment = laptop.id, laptop.seq, laptop.head, laptop.moment
    laptop.visit(worker)
    take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    before = dict(headquarters.tables.log)
    copy.visit(worker)
    copy.visit(worker)
    outcome = take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    assert outcome.parked == {Reason.FORK: 4}
    assert headquarters.tables.log == before


def test_a_copy_that_went_another_way_less_far_is_kept_aside_too(tmp_path, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    copy = Device(Office(field_office.programme))
    copy.office.id, copy.office.people = field_office.id, field_office.people
    copy.office.custodian, copy.office.tables = field_office.custodian, deepcopy(field_office.tables)
    copy.id, copy.seq, copy.head, copy.moment = laptop.id, laptop.seq, laptop.head, laptop.moment
    for _ in range(3):
        laptop.visit(worker)
    take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    before = dict(headquarters.tables.log)
    copy.visit(worker)
    outcome = take(write_one(copy.office, headquarters.address, tmp_path), headquarters)
    assert outcome.parked == {Reason.FORK: 2}
    assert headquarters.tables.log == before


def test_a_fork_is_found_when_the_gap_before_it_closes(tmp_path, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    copy = Device(Office(field_office.programme))
    copy.office.id, copy.office.people = field_office.id, field_office.people
    copy.id, copy.seq, copy.head, copy.moment = laptop.id, laptop.seq, laptop.head, laptop.moment
    laptop.visit(worker)
    copy.visit(worker)
    reach = {laptop.id: laptop.seq}
    copy.visit(worker)
    copy.office.custodian = field_office.custodian
    other = write_one(copy.office, headquarters.address, tmp_path, since=reach)
    take(other, headquarters)
    outcome = take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    assert outcome.released == 0
    assert {row.reason for row in headquarters.tables.rows.values()} == {Reason.FORK, Reason.GAP}
    assert same_view(headquarters.tables, field_office.tables)


def test_work_of_another_machine_that_waits_is_kept_aside_once_the_chain_has_passed_it(
    tmp_path, field_office, headquarters, laptop, worker
):
    laptop.visit(worker)
    copy = Device(Office(field_office.programme))
    copy.office.id, copy.office.people = field_office.id, field_office.people
    copy.office.custodian, copy.office.tables = field_office.custodian, deepcopy(field_office.tables)
    copy.id, copy.seq, copy.head, copy.moment = laptop.id, laptop.seq, laptop.head, laptop.moment
    reach = {laptop.id: laptop.seq}
    for _ in range(2):
        laptop.visit(worker)
        copy.visit(worker)
    take(write_one(copy.office, headquarters.address, tmp_path, since=reach), headquarters)
    take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    assert {row.reason for row in headquarters.tables.rows.values()} == {Reason.FORK}
    assert len(headquarters.tables.rows) == 4
    assert same_view(headquarters.tables, field_office.tables)


def test_a_copy_that_ends_where_a_change_waits_here_is_kept_aside_too(
    tmp_path, field_office, headquarters, laptop, worker
):
    other = Device(field_office)
    case = uuid4()
    (first,) = other.save(worker, Entry(case, case))
    laptop.visit(worker)
    copy = Device(Office(field_office.programme))
    copy.office.id, copy.office.people = field_office.id, field_office.people
    copy.office.custodian, copy.office.tables = field_office.custodian, deepcopy(field_office.tables)
    copy.id, copy.seq, copy.head, copy.moment = laptop.id, laptop.seq, laptop.head, laptop.moment
    private, *_ = laptop.visit(worker)
    field_office.tables.withheld = {private.id}
    laptop.save(worker, Entry(case, case, parents=(first.id,)))
    laptop.visit(worker)
    take(write_one(field_office, headquarters.address, tmp_path, upto={laptop.id: laptop.seq}), headquarters)
    copy.visit(worker)
    copy.save(worker, Entry(uuid4(), uuid4()))
    before = dict(headquarters.tables.log)
    outcome = take(write_one(copy.office, headquarters.address, tmp_path, upto={copy.id: copy.seq}), headquarters)
    assert outcome.parked == {Reason.FORK: 3}
    assert headquarters.tables.log == before


def test_a_hole_that_waited_for_a_number_gives_way_to_the_change_that_waits_in_its_place(
    tmp_path, field_office, headquarters, laptop, worker
):
    """It was kept back at first; when it comes, what it was made from on another computer is lacking still."""
    other = Device(field_office)
    case = uuid4()
    (first,) = other.save(worker, Entry(case, case))
    laptop.visit(worker)
    reach = {laptop.id: laptop.seq}
    (change,) = laptop.save(worker, Entry(case, case, parents=(first.id,)))
    field_office.tables.withheld = {change.id}
    upto = {laptop.id: laptop.seq}
    take(write_one(field_office, headquarters.address, tmp_path, since=reach, upto=upto), headquarters)
    field_office.tables.withheld = set()
    take(write_one(field_office, headquarters.address, tmp_path, upto=upto), headquarters)
    assert [row.reason for row in headquarters.tables.rows.values()] == [Reason.PARENT]
    take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    assert headquarters.tables.rows == {}
    assert same_view(headquarters.tables, field_office.tables)


def test_transactions_end_between_saves(tmp_path, field_office, headquarters, laptop, worker):
    for _ in range(16):
        laptop.save(worker, *(Entry(case := uuid4(), case, Room.OPEN, document=OPEN) for _ in range(4)))
    take(write_one(field_office, headquarters.address, tmp_path), headquarters, most=18)
    sizes = [len(batch.applied) for batch in headquarters.tables.batches if batch.applied]
    assert sizes == [20, 20, 20, 4]


def test_one_huge_save_is_cut_between_records(tmp_path, field_office, headquarters, laptop, worker):
    records = [(uuid4(), uuid4()) for _ in range(300)]
    rooms = (Room.PERSON, Room.ACCOUNT, Room.RESTRICTED)
    laptop.save(worker, *(Entry(*record, room, document=b"x" * 96) for record in records for room in rooms))
    take(write_one(field_office, headquarters.address, tmp_path), headquarters, most=100)
    batches = [batch.applied for batch in headquarters.tables.batches if batch.applied]
    assert max(map(len, batches)) <= 203
    assert len(batches) > 2
    assert all(before[-1].record != after[0].record for before, after in pairwise(batches))


@pytest.mark.parametrize("cut", range(6))
def test_the_power_may_go_between_any_two_batches(tmp_path, field_office, headquarters, laptop, worker, cut):
    for _ in range(20):
        laptop.save(worker, *(Entry(case := uuid4(), case, Room.OPEN, document=OPEN) for _ in range(5)))
    path = write_one(field_office, headquarters.address, tmp_path)
    headquarters.tables.cut_after = cut
    with pytest.raises(PowerCut):
        take(path, headquarters, most=20)
    assert headquarters.tables.receipts == []
    headquarters.tables.cut_after = None
    take(path, headquarters, most=20)
    assert same_view(headquarters.tables, field_office.tables)
    assert len(headquarters.tables.receipts) == 1


@given(data=st.data())
def test_the_same_changes_give_the_same_view_in_any_order_split_and_repetition(tmp_path_factory, data):
    """Three laptops that see each other's work now and then; parts of their logs arrive shuffled, some twice."""
    folder = tmp_path_factory.mktemp("order")
    programme = Programme()
    office, headquarters = Office(programme), Office(programme, Role.HEADQUARTERS)
    worker = office.person(Role.CASEWORKER, Duty.COURIER)
    laptops = [Device(office) for _ in range(3)]
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    paths, reached = [], {}
    newest = []
    for _ in range(data.draw(st.integers(1, 8))):
        for _ in range(chance.randint(1, 4)):
            parents = tuple(chance.sample(newest, min(len(newest), chance.randint(0, 2))))
            laptop = chance.choice(laptops)
            laptop.moment = max(one.moment for one in laptops)
            newest = [*newest, *(one.id for one in laptop.save(worker, Entry(uuid4(), uuid4(), parents=parents)))]
        paths += [one.path for one in write(office, headquarters.address, folder, since=reached, split_at=4 * KIB)]
        if chance.random() < 0.8:
            reached = {device: mark.seq for device, mark in office.tables.marks.items()}
    order = data.draw(st.permutations(paths + paths[:2]))
    for path in order:
        take(path, headquarters)
    assert same_view(headquarters.tables, office.tables)
    assert headquarters.tables.rows == {}
    assert list((folder / "passing").iterdir()) == []
