"""What every target must do, whatever way it is reached; a new transport adds itself to ``KINDS``."""

import io
import os
from collections.abc import Iterator

import pytest

from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.sync.errors import FileGone, FileTaken, TargetMissing
from reintegration_desktop.sync.target import Entry, Target
from reintegration_desktop.sync.transports.addresses import target_at
from tests.servers.places import Place
from tests.transports.conftest import KINDS

NAME, OTHER = f"{'a1' * 16}.rdb", f"{'b2' * 16}.rdb"


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, make) -> Place:
    return make(request.param)


@pytest.fixture
def target(place: Place) -> Iterator[Target]:
    with target_at(place.address(), place.line()) as reached:
        yield reached


def test_what_is_put_there_can_be_listed_and_fetched(place, target):
    content = os.urandom(3_000_000)
    target.put_new(NAME, io.BytesIO(content))
    assert target.list() == [Entry(NAME, len(content))]
    assert target.exists(NAME)
    fetched = io.BytesIO()
    target.get(NAME, fetched)
    assert fetched.getvalue() == content
    assert set(place.files()) == {NAME}


def test_nothing_there_is_ever_overwritten(place, target):
    target.put_new(NAME, io.BytesIO(b"first"))
    with pytest.raises(FileTaken):
        target.put_new(NAME, io.BytesIO(b"second"))
    assert place.files() == {NAME: b"first"}


def test_only_whole_bundles_are_seen(place, target):
    place.put(NAME + ".part", b"half")
    place.put("holiday.jpg", b"not ours")
    place.put(OTHER, b"whole")
    assert [entry.name for entry in target.list()] == [OTHER]
    assert not target.exists(NAME)


def test_a_part_left_by_an_interruption_is_written_over(place, target):
    place.put(NAME + ".part", b"half")
    target.put_new(NAME, io.BytesIO(b"whole"))
    assert place.files() == {NAME: b"whole"}


def test_a_source_that_fails_leaves_nothing_there(place, target):
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        target.put_new(NAME, Failing())
    assert place.files() == {}


def test_one_takes_away_ones_own_and_a_second_time_does_no_harm(place, target):
    target.put_new(NAME, io.BytesIO(b"mine"))
    place.put(OTHER, b"theirs")
    for _ in range(2):
        target.delete_own(NAME)
    assert set(place.files()) == {OTHER}


def test_a_file_that_is_gone_is_said_to_be_gone(place, target):
    with pytest.raises(FileGone):
        target.get(NAME, io.BytesIO())


@pytest.mark.parametrize("name", ["../escape.rdb", "/etc/passwd", "A1" * 16 + ".rdb", "", "x"])
def test_no_name_leads_out_of_a_target(target, name):
    for verb in (target.exists, target.delete_own, lambda it: target.get(it, io.BytesIO()),
                 lambda it: target.put_new(it, io.BytesIO())):  # fmt: skip
        with pytest.raises(FileGone):
            verb(name)


def test_a_probe_leaves_nothing_and_tells_the_room(place, target):
    free = target.probe().free
    assert free is None or free > 0
    assert place.files() == {}


def test_a_target_that_is_not_there_is_said_to_be_missing(place, target):
    place.take_away()
    for verb in (target.list, target.probe, lambda: target.exists(NAME),
                 lambda: target.put_new(NAME, io.BytesIO(b"x")),
                 lambda: target.get(NAME, io.BytesIO())):  # fmt: skip
        with pytest.raises(TargetMissing):
            verb()


def test_what_is_here_already_is_not_fetched_again(place, target):
    content = os.urandom(300_000)
    target.put_new(NAME, io.BytesIO(content))
    for here in (b"", content[:1], b"x" * 200_000, content):
        fetched = io.BytesIO(here)
        fetched.seek(0, io.SEEK_END)
        target.get(NAME, fetched)
        assert fetched.getvalue() == here + content[len(here) :]


def test_an_empty_file_arrives_empty(place, target):
    target.put_new(NAME, io.BytesIO())
    target.get(NAME, fetched := io.BytesIO())
    assert (fetched.getvalue(), target.list()) == (b"", [Entry(NAME, 0)])


def test_a_part_of_ones_own_is_taken_away_too(place, target):
    place.put(NAME + ".part", b"half")
    target.delete_own(NAME)
    assert place.files() == {}


def test_a_person_who_stops_it_leaves_nothing_there(place, target):
    class Stopped(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise Cancelled
            return super().read(size)

    with pytest.raises(Cancelled):
        target.put_new(NAME, Stopped(os.urandom(20_000_000)))
    assert place.files() == {}
    target.put_new(NAME, io.BytesIO(b"whole"))
    assert place.files() == {NAME: b"whole"}
