"""What waited at headquarters leaves the waiting room once what was before it came, and is nobody else's work."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from uuid import UUID

import pytest

from reintegration_desktop.casework.travel.travelling import Received, receive, send
from reintegration_desktop.history.arrivals import Acknowledgement, Digests, Reason
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.database import open_database
from reintegration_desktop.sync.transports.folder import FolderTarget
from tests.store.office import Laptop, a_person, another_laptop, open_a_case, save
from tests.store.travel import Journey, a_journey, address_of, post_of

QUIET = NoProgress()


@pytest.fixture
def journey(tmp_path):
    """Headquarters came back from a backup in which nothing was of what it had acknowledged."""
    found = a_journey(tmp_path)
    open_a_case(found.field)
    found.send()
    found.take_in()
    found.hear()
    lost, found.hq = found.hq, another_laptop(found.hq, tmp_path / "restored", "f1" * 16)
    yield found
    lost.database.close()
    found.close()


def send_without(journey: Journey, *kept: UUID) -> None:
    send(post_of(journey.field), address_of(journey.hq), journey.stick, QUIET, {}, frozenset(kept))


def exchanged(journey: Journey) -> tuple[int, int]:
    """How many changes headquarters says that wait there and are missing, after one more exchange."""
    journey.send()
    journey.take_in()
    (heard,) = journey.hear().heard
    return heard.parked, len(heard.missing)


def handed_on(journey: Journey) -> int:
    """Up to which number headquarters hands this office's computer on."""
    mark = journey.hq.store.outgoing.vector().get(journey.field.device)
    return 0 if mark is None else mark.seq


def left_out(journey: Journey) -> UUID:
    """A case that was kept back in a bundle that waited at headquarters, and in the one that closed the gap."""
    kept = open_a_case(journey.field)
    open_a_case(journey.field)
    send_without(journey, kept)
    journey.take_in()
    assert handed_on(journey) == 0
    journey.hear()
    assert exchanged(journey) == (0, 0)
    return kept


def test_a_hole_that_waited_behind_a_gap_leaves_the_waiting_room(journey):
    left_out(journey)
    assert journey.hq.store.incoming.parked() == set()
    last = journey.field.store.outgoing.vector()[journey.field.device]
    assert handed_on(journey) == last.seq
    assert journey.status()[-1].devices[0].holes == 3


def test_a_case_that_comes_late_fills_such_holes_and_goes_on(journey):
    kept = left_out(journey)
    send_without(journey)
    journey.take_in()
    journey.hear()
    save(journey.field, kept, a_person(kept, nickname="Mina"))
    assert exchanged(journey) == (0, 0)
    assert journey.agree


def test_a_case_that_waited_is_let_in_where_the_bundle_that_closed_the_gap_kept_it_back(journey):
    case = open_a_case(journey.field)
    journey.send()
    journey.take_in()
    journey.hear()
    send_without(journey, case)
    journey.take_in()
    assert (journey.hq.store.incoming.parked(), journey.status()[-1].devices[0].holes) == (set(), 0)
    assert journey.agree


def heard_at(laptop: Laptop, device: str) -> datetime:
    (known,) = (one for one in laptop.store.orders.devices() if one.id == device)
    return known.heard_at


def test_a_computer_was_heard_of_by_what_is_let_in_late_too(journey, tmp_path):
    other = another_laptop(journey.field, tmp_path / "other", "0b" * 16)
    case = open_a_case(journey.field)
    handed_over(journey.field, other, tmp_path / "between")
    save(other, case, a_person(case, nickname="Mina"))
    other.store.peers.record_acknowledgement(
        Acknowledgement(journey.hq.keyring.office, (), {journey.field.device: 6}, (), 0, 0, Digests(b"", b""))
    )
    handed_over(other, journey.hq, tmp_path / "second")
    assert {version.device for version in journey.hq.store.incoming.parked()} == {other.device}
    holds_nothing_there(journey)
    handed_over(journey.field, journey.hq, tmp_path / "third")
    assert journey.hq.store.incoming.parked() == set()
    assert heard_at(journey.hq, other.device) == heard_at(other, other.device)
    other.database.close()


def test_a_computer_was_heard_of_by_what_fills_a_hole(journey):
    kept = open_a_case(journey.field)
    holds_nothing_there(journey)
    send_without(journey, kept)
    journey.take_in()
    journey.hear()
    device = journey.field.device
    assert heard_at(journey.hq, device) < heard_at(journey.field, device)
    send_without(journey)
    journey.take_in()
    assert heard_at(journey.hq, device) == heard_at(journey.field, device)


@pytest.fixture
def clone(journey, tmp_path):
    """The office's computer, copied whole: it goes on as the same device, and what it wrote waits at headquarters."""
    journey.field.database.checkpoint()
    copyfile(journey.field.database.path, tmp_path / "clone.db")
    database = open_database(tmp_path / "clone.db", journey.field.keyring.database_key())
    copied = replace(journey.field, database=database)
    open_a_case(copied)
    handed_over(copied, journey.hq, tmp_path / "second")
    assert {version.seq for version in journey.hq.store.incoming.parked()} == {4, 5, 6}
    yield copied
    database.close()


def handed_over(giver: Laptop, taker: Laptop, path: Path, *kept: UUID) -> Received:
    path.mkdir()
    stick = FolderTarget(path)
    send(post_of(giver), address_of(taker), stick, QUIET, {}, frozenset(kept))
    return receive(post_of(taker), stick, QUIET)


def holds_nothing_there(journey: Journey) -> None:
    """The office is told by an empty headquarters."""
    journey.field.store.peers.record_lacking(journey.hq.keyring.office, {}, [journey.hq.device])


@pytest.mark.parametrize("keeps_back", [True, False])
def test_what_a_copied_computer_wrote_is_kept_aside_once_the_first_ones_work_comes(
    journey, clone, tmp_path, keeps_back
):
    case = open_a_case(journey.field)
    open_a_case(journey.field)
    holds_nothing_there(journey)
    kept = [case] if keeps_back else []
    came = handed_over(journey.field, journey.hq, tmp_path / "third", *kept)
    assert came.parked == {Reason.FORK: 3}
    assert (journey.status()[-1].devices[0].forked, journey.hq.store.incoming.parked()) == (3, set())
    device, clones = journey.field.device, own_cases(clone) - own_cases(journey.field)
    assert not clones & own_cases(journey.hq)
    held, here = journey.hq.store.incoming, journey.field.store.incoming
    numbers = [VersionId(device, seq) for seq in range(1, handed_on(journey) + 1)]
    assert [held.hash_at(one) for one in numbers] == [here.hash_at(one) for one in numbers]
    third = another_laptop(journey.hq, tmp_path / "downstream", "f2" * 16)
    assert handed_over(journey.hq, third, tmp_path / "fourth").quarantined == {}
    third.database.close()


def own_cases(laptop: Laptop) -> set[bytes]:
    with laptop.database.read() as connection:
        return set(connection.exec_driver_sql("SELECT case_id FROM change").scalars())
