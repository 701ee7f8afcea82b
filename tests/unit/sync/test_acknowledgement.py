"""Sent never means received: only the other side's word does, and it says what it comes to."""

from copy import deepcopy
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.history.arrivals import END_BYTES, Hole, KeptBack, Missing, Reason, Waiting
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.sync.acknowledge import acknowledgement, settle
from reintegration_desktop.sync.manifest import Kind
from reintegration_desktop.vault.roles import Role
from tests.unit.sync.made import Entry
from tests.unit.sync.post import take, write, write_one


@pytest.fixture
def answered(tmp_path, field_office, headquarters):
    """The field office sends all it has; headquarters answers; what the field office makes of the answer."""

    def answer(*bundles, **more):
        devices = set()
        for path in bundles or (write_one(field_office, headquarters.address, tmp_path),):
            field_office.tables.record_sent(headquarters.id, path.stem, {})
            devices |= {device for device, _ in take(path, headquarters).manifest.has}
        more = {"of": field_office.id, **more}
        said = acknowledgement(headquarters.tables, headquarters.id, [path.stem for path in bundles], devices, **more)
        back = write_one(
            headquarters, field_office.address, tmp_path, kind=Kind.ACKNOWLEDGEMENT, said=said, upto={"": 0}
        )
        outcome = take(back, field_office)
        assert outcome.said == said
        return settle(outcome.said, field_office.tables, field_office.tables, of=field_office.id)

    return answer


def test_an_answer_says_that_everything_arrived_and_comes_to_the_same(
    answered, tmp_path, field_office, headquarters, laptop, worker
):
    laptop.visit(worker)
    path = write_one(field_office, headquarters.address, tmp_path)
    assert field_office.tables.acknowledged(headquarters.id) == {}
    settled = answered(path)
    assert settled.arrived == (path.stem,)
    assert settled.agrees
    assert field_office.tables.acknowledged(headquarters.id) == {laptop.id: laptop.seq}


def test_an_answer_names_what_is_missing(answered, tmp_path, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    before = {laptop.id: laptop.seq}
    laptop.visit(worker)
    settled = answered(write_one(field_office, headquarters.address, tmp_path, since=before))
    assert settled.missing == (Missing(laptop.id, 1, 2),)
    assert settled.parked == 2
    assert field_office.tables.acknowledged(headquarters.id) == {laptop.id: 0}


def test_two_sides_that_hold_the_same_and_show_another_thing_are_a_fault(
    answered, tmp_path, field_office, headquarters, laptop, worker
):
    case, record = uuid4(), uuid4()
    (base,) = laptop.save(worker, Entry(case, record))
    laptop.save(worker, Entry(case, record, parents=(base.id,)))
    path = write_one(field_office, headquarters.address, tmp_path)
    take(path, headquarters)
    last = max(headquarters.tables.log)
    headquarters.tables.log[last] = replace(headquarters.tables.log[last], parents=())
    assert answered(path).agrees is False


def test_what_lies_aside_there_is_no_fault_of_the_program(answered, tmp_path, field_office, headquarters, laptop):
    laptop.visit(field_office.person(Role.COORDINATOR))
    path = write_one(field_office, headquarters.address, tmp_path)
    settled = answered(path)
    assert len(headquarters.tables.quarantine) == settled.quarantined > 0
    assert settled.agrees is None


def test_what_lies_aside_on_both_sides_is_not_told_again(
    answered, tmp_path, field_office, headquarters, laptop, worker
):
    laptop.visit(field_office.person(Role.COORDINATOR))
    path = write_one(field_office, headquarters.address, tmp_path)
    take(path, headquarters)
    field_office.tables.quarantine |= headquarters.tables.quarantine
    assert answered(path).quarantined == 0


def test_work_done_since_is_no_fault_of_the_program(answered, tmp_path, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    path = write_one(field_office, headquarters.address, tmp_path)
    laptop.visit(worker)
    assert answered(path).agrees is None


def test_what_others_wrote_in_the_same_cases_is_no_fault_of_the_program(
    answered, tmp_path, field_office, headquarters, laptop, worker
):
    """A device that this side never heard of wrote there: it is not among those of which they answer."""
    (base,) = laptop.save(worker, Entry(uuid4(), uuid4()))
    path = write_one(field_office, headquarters.address, tmp_path)
    stranger = VersionId("77" * 16, 1)
    headquarters.tables.log[stranger] = replace(base, device=stranger.device)
    assert answered(path).agrees is None


@pytest.mark.parametrize("of", [None, UUID(int=1)])
def test_nothing_is_compared_where_the_other_side_does_not_say_that_it_can_be(
    tmp_path, field_office, headquarters, laptop, worker, of
):
    laptop.visit(worker)
    take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    own = field_office.id
    said = acknowledgement(headquarters.tables, headquarters.id, [], [laptop.id], of=own)
    assert settle(said, field_office.tables, field_office.tables, of=own).agrees
    said = replace(said, of=of)
    assert settle(said, field_office.tables, field_office.tables, of=own).agrees is None


def test_after_an_answer_only_what_is_new_travels(answered, tmp_path, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    answered()
    new = laptop.visit(worker)
    since = field_office.tables.acknowledged(headquarters.id)
    (info,) = write(field_office, headquarters.address, tmp_path, since=since)
    assert info.counts["c"] == len(new)


def test_of_a_cloned_machine_everything_goes_again_once_its_twin_was_acknowledged(
    tmp_path, field_office, headquarters, laptop, worker
):
    """The whole machine was copied; the twin's numbers came to headquarters, this one's did not."""
    laptop.visit(worker)
    here, twin = deepcopy((field_office, laptop)), deepcopy((field_office, laptop))
    for (_, device), visits in ((here, 1), (twin, 2)):
        for _ in range(visits):
            device.visit(worker)
    take(write_one(twin[0], headquarters.address, tmp_path), headquarters)
    for upto in (here[1].seq, twin[1].seq):
        said = acknowledgement(headquarters.tables, headquarters.id, [], [laptop.id])
        if upto < twin[1].seq:
            first = headquarters.tables.hash_at(VersionId(laptop.id, upto))
            said = replace(said, vector={laptop.id: upto}, ends={laptop.id: first[:END_BYTES]})
        settle(said, here[0].tables, here[0].tables)
        settle(said, twin[0].tables, twin[0].tables)
        known = {laptop.id: 0} if upto == here[1].seq else {laptop.id: upto}
        assert here[0].tables.acknowledged(headquarters.id) == known
        assert twin[0].tables.acknowledged(headquarters.id) == {laptop.id: upto}


def test_what_stands_as_a_hole_there_is_handed_over_although_its_number_is_held(
    tmp_path, field_office, headquarters, laptop, worker
):
    """Somebody else handed on the chain, and could not hand on all that hangs in it."""
    for _ in range(4):
        laptop.visit(worker)
    take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    log, second = headquarters.tables.log, VersionId(laptop.id, 2)
    whole, log[second] = log[second], Hole(laptop.id, 2, bytes(32), bytes(32), log[second].hash)
    said = acknowledgement(headquarters.tables, headquarters.id, [], [laptop.id])
    assert (said.vector, said.holes) == ({laptop.id: laptop.seq}, {laptop.id: ((2, 2),)})
    field_office.tables.kept = {headquarters.id: KeptBack(frozenset({whole.case}))}
    settle(said, field_office.tables, field_office.tables)
    assert field_office.tables.acknowledged(headquarters.id) == {laptop.id: laptop.seq}, "kept back by choice"
    field_office.tables.kept = {}
    settle(said, field_office.tables, field_office.tables)
    assert field_office.tables.acknowledged(headquarters.id) == {laptop.id: 1}
    ahead = replace(said, holes={laptop.id: ((laptop.seq + 1, laptop.seq + 9),)}, vector={laptop.id: laptop.seq + 9})
    settle(replace(ahead, ends={}), field_office.tables, field_office.tables)
    assert field_office.tables.acknowledged(headquarters.id) == {laptop.id: laptop.seq}, "what will come here yet"
    field_office.tables.kept = {headquarters.id: KeptBack(frozenset({whole.case}))}
    field_office.tables.rows[laptop.id, 2, b""] = Waiting(laptop.id, 2, b"", Reason.PARENT, b"")
    settle(said, field_office.tables, field_office.tables)
    assert field_office.tables.acknowledged(headquarters.id) == {laptop.id: 1}, "what waits here goes later"


def test_an_answer_of_an_earlier_version_says_no_ends_and_is_believed(
    tmp_path, field_office, headquarters, laptop, worker
):
    laptop.visit(worker)
    take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    said = acknowledgement(headquarters.tables, headquarters.id, [], [laptop.id])
    assert said.ends
    settle(replace(said, ends={}), field_office.tables, field_office.tables)
    assert field_office.tables.acknowledged(headquarters.id) == {laptop.id: laptop.seq}
