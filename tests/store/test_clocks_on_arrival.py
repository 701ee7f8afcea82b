"""A clock set back behind one's own chain: what bears it lies aside, however it arrives; an honest one never does."""

from datetime import timedelta
from uuid import uuid4

import pytest

from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.sync.wire import change_line
from reintegration_desktop.vault.roles import Role, Room
from tests.store.forging import a_scene, said
from tests.store.office import a_visit, open_a_case, save
from tests.store.travel import a_journey
from tests.unit.sync.made import Device, Entry, ids
from tests.unit.sync.post import take, write_one

A_YEAR = timedelta(days=365)


@pytest.fixture
def scene(tmp_path):
    with a_scene(tmp_path) as made:
        yield made


@pytest.fixture
def boss(scene):
    return scene.somebody(Role.SUPERVISOR, None)


def written(scene, boss, *, back: timedelta = timedelta(0), kind="save"):
    """What somebody writes of the case, by a clock set back by so much."""
    scene.honest.moment -= back
    entry = Entry(scene.case, uuid4(), Room.OPEN, kind, document=said("tracing", Room.OPEN, "forged"))
    return scene.honest.save(boss, entry)


def taken(scene, after: int, upto: int):
    """A bundle with the device's numbers after one up to another."""
    folder = scene.folder / uuid4().hex
    folder.mkdir()
    device = scene.honest.id
    path = write_one(scene.field, scene.there.address, folder, since={device: after}, upto={device: upto})
    return take(path, scene.there, receiver=scene.here.store.incoming)


def aside(scene):
    return {change.id: reason for change, reason in scene.here.store.incoming.quarantined()}


def test_what_bears_an_earlier_clock_than_its_device_bore_before_lies_aside(scene, boss):
    before = scene.views()
    behind = [*written(scene, boss, back=A_YEAR), *written(scene, boss)]
    assert scene.sent() == dict.fromkeys(ids(behind), Reason.CLOCK)
    assert scene.views() == before
    right = written(scene, boss, back=-A_YEAR)
    assert scene.sent() == dict.fromkeys(ids(behind), Reason.CLOCK)
    assert set(ids(right)) <= scene.folded()


def test_it_lies_aside_whatever_bundle_brings_it(scene, boss):
    last = scene.honest.seq
    behind = ids([*written(scene, boss, back=A_YEAR), *written(scene, boss), *written(scene, boss)])
    for number in range(last, last + 3):
        taken(scene, number, number + 1)
        assert aside(scene) == dict.fromkeys(behind[: number + 1 - last], Reason.CLOCK)


def test_it_lies_aside_once_the_gap_before_it_closes(scene, boss):
    last = scene.honest.seq
    written(scene, boss, back=-A_YEAR)
    behind = written(scene, boss, back=A_YEAR)
    right = written(scene, boss, back=-2 * A_YEAR)
    assert taken(scene, last + 1, last + 3).parked == {Reason.GAP: 2}
    assert taken(scene, last, last + 1).quarantined == {Reason.CLOCK: 1}
    assert aside(scene) == dict.fromkeys(ids(behind), Reason.CLOCK)
    assert set(ids(right)) <= scene.folded()


def test_what_a_newer_program_wrote_so_waits_under_that_reason(scene, boss):
    (newer,) = written(scene, boss, back=A_YEAR, kind="merge")
    scene.sent()
    with scene.here.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT reason, line FROM parked").fetchall()
    assert [tuple(row) for row in rows] == [(Reason.CLOCK.value, change_line(newer))]


def test_another_devices_clock_is_its_own(scene, boss):
    other = Device(scene.field)
    other.moment -= A_YEAR
    record, seen = scene.records["tracing", Room.OPEN]
    made = Entry(scene.case, record, Room.OPEN, parents=(seen,), document=said("tracing", Room.OPEN, "later"))
    (child,) = other.save(boss, made)
    assert scene.sent() == {}
    assert child.id in scene.folded()


def test_an_honest_computer_whose_clock_is_turned_back_by_years_is_believed(tmp_path):
    journey = a_journey(tmp_path)
    field, hq = journey.field, journey.hq
    case = open_a_case(field)
    for years in (3, -10, 4, -1):
        field.clock.moment += years * A_YEAR
        save(field, case, a_visit(case))
        journey.send()
        journey.take_in()
    assert (hq.store.incoming.quarantined(), journey.agree) == ([], True)
    journey.close()


def test_the_next_change_is_later_than_the_last_though_that_one_lies_aside_here(tmp_path):
    journey = a_journey(tmp_path)
    field = journey.field
    case = open_a_case(field)
    with field.database.write() as connection:
        connection.exec_driver_sql("UPDATE device SET clock = 1")
    field.clock.moment -= A_YEAR
    save(field, case, a_visit(case))
    with field.database.read() as connection:
        clocks = connection.exec_driver_sql("SELECT clock FROM change ORDER BY seq").scalars().all()
    assert clocks == sorted(set(clocks))
    journey.close()
