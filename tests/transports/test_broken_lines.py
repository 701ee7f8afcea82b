"""A line that is cut or stands still: what was put is there whole, or a refusal is heard and a retry heals."""

import io
import os
from collections import deque
from collections.abc import Iterator

import pytest

from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.sync.errors import TargetUnreachable
from reintegration_desktop.sync.transports.addresses import target_at
from reintegration_desktop.sync.transports.line import Repeating
from tests.servers.places import Place
from tests.servers.proxy import Fault, Proxy, a_line_to
from tests.servers.sshd import a_free_port
from tests.transports.conftest import SERVERS

NAME, OTHER = f"{'a1' * 16}.rdb", f"{'b2' * 16}.rdb"
CONTENT = os.urandom(2_000_000)
CUT_AT = (0, 1_500, 900_000)


@pytest.fixture(params=SERVERS)
def place(request: pytest.FixtureRequest, make) -> Place:
    made = make(request.param)
    made.put(OTHER, b"of somebody else")
    return made


@pytest.fixture
def proxy(place: Place) -> Iterator[Proxy]:
    with a_line_to(place.behind()) as line:
        yield line


def put(place: Place, proxy: Proxy, **more) -> None:
    with target_at(place.address(proxy.port), place.line(proxy.port, **more)) as target:
        target.put_new(NAME, io.BytesIO(CONTENT))


def fetched(place: Place, proxy: Proxy, into: io.BytesIO | None = None, **more) -> bytes:
    into = into or io.BytesIO()
    with target_at(place.address(proxy.port), place.line(proxy.port, **more)) as target:
        target.get(NAME, into)
    return into.getvalue()


def is_whole(place: Place) -> bool:
    return place.files() == {NAME: CONTENT, OTHER: b"of somebody else"}


@pytest.mark.parametrize("after", CUT_AT)
def test_a_line_cut_on_the_way_there_is_taken_up_again(place, proxy, after):
    proxy.faults = deque([Fault(up=after)] * 2)
    put(place, proxy)
    assert proxy.struck
    assert is_whole(place)


@pytest.mark.parametrize("after", CUT_AT)
def test_a_line_cut_while_it_is_read_back_is_taken_up_again(place, proxy, after):
    proxy.faults = deque([Fault(down=after)] * 2)
    put(place, proxy)
    assert proxy.struck
    assert is_whole(place)


@pytest.mark.parametrize("fault", [Fault(up=40_000, stalls=True), Fault(down=900_000, stalls=True)], ids=["up", "down"])
def test_a_line_that_stands_still_is_given_up_and_taken_up_again(place, proxy, fault):
    proxy.faults = deque([fault] * 2)
    put(place, proxy, patience=1.5)
    assert proxy.struck
    assert is_whole(place)


def test_a_line_that_always_breaks_is_told_and_the_next_attempt_heals(place, proxy):
    proxy.faults = deque([Fault(up=40_000)] * 40)
    with pytest.raises(TargetUnreachable):
        put(place, proxy)
    assert place.files()[OTHER] == b"of somebody else"
    with target_at(place.address(), place.line()) as target:
        assert not target.exists(NAME)
        assert [entry.name for entry in target.list()] == [OTHER]
    proxy.faults.clear()
    put(place, proxy)
    assert is_whole(place)


def test_what_came_before_the_break_is_not_fetched_again(place, proxy):
    place.put(NAME, CONTENT)
    proxy.faults = deque([Fault(down=700_000)] * 3)
    into = io.BytesIO()
    assert fetched(place, proxy, into) == CONTENT
    assert proxy.struck
    assert proxy.carried_down < len(CONTENT) * 1.5


def test_a_later_start_goes_on_where_the_first_gave_up(place, proxy):
    place.put(NAME, CONTENT)
    proxy.faults = deque([Fault(down=300_000)] * 40)
    into = io.BytesIO()
    with pytest.raises(TargetUnreachable):
        fetched(place, proxy, into)
    here = len(into.getvalue())
    assert 0 < here < len(CONTENT)
    proxy.faults.clear()
    proxy.carried_down = 0
    assert fetched(place, proxy, into) == CONTENT
    assert proxy.carried_down < (len(CONTENT) - here) * 1.2


def test_a_server_that_is_not_there_is_told(place):
    nowhere = a_free_port()
    with (
        pytest.raises(TargetUnreachable),
        target_at(place.address(nowhere), place.line(nowhere)) as target,
    ):
        target.list()


def test_a_person_can_stop_it_while_it_waits_for_the_line(place, proxy):
    proxy.faults = deque([Fault(up=0)] * 40)
    watched = Stoppable()

    def wait(_: float) -> None:
        watched.stop()

    with pytest.raises(Cancelled):
        put(place, proxy, wait=wait, pauses=(60.0,), progress=Repeating(watched))
    assert NAME not in place.files()
