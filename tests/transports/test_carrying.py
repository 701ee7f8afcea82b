"""Half a bundle: kept sealed in the inbox, gone on with at the next start, never more than a bundle may be."""

import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest

from reintegration_desktop.casework.travel.carrying import clear_unsent, fetched, forget_parts, put
from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import NoProgress, Stoppable
from reintegration_desktop.sync.errors import BundleTooLarge, FileGone, TargetUnreachable
from reintegration_desktop.sync.transports.addresses import target_at
from reintegration_desktop.vault.errors import FolderTrouble
from tests.servers.places import Place
from tests.servers.proxy import Fault, Proxy, a_line_to

NAME = f"{'a1' * 16}.rdb"
CONTENT = os.urandom(2_000_000)


@pytest.fixture
def place(make) -> Place:
    made = make("webdav")
    made.put(NAME, CONTENT)
    return made


@pytest.fixture
def proxy(place: Place) -> Iterator[Proxy]:
    with a_line_to(place.behind()) as line:
        yield line


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def take(place: Place, inbox: Path, port: int, *, most: int = 10**9, progress=None) -> bytes:
    line = place.line(port, pauses=())
    with (
        target_at(place.address(port), line) as target,
        fetched(target, NAME, len(CONTENT), inbox, most, progress or NoProgress()) as part,
    ):
        return part.read_bytes()


def test_a_bundle_is_fetched_in_as_many_starts_as_the_line_needs(place, proxy, inbox):
    sizes = []
    for _ in range(3):
        proxy.faults = deque([Fault(down=600_000)] * 2)
        with pytest.raises(TargetUnreachable):
            take(place, inbox, proxy.port)
        sizes.append((inbox / f"{NAME}.part").stat().st_size)
    assert 0 < sizes[0] < sizes[1] < sizes[2] < len(CONTENT)
    proxy.faults.clear()
    assert take(place, inbox, proxy.port) == CONTENT
    assert list(inbox.iterdir()) == []


def test_a_part_longer_than_the_bundle_is_none_of_it(place, proxy, inbox):
    (inbox / f"{NAME}.part").write_bytes(b"x" * (len(CONTENT) + 1))
    assert take(place, inbox, proxy.port) == CONTENT


def test_a_person_who_stops_it_goes_on_from_there(place, proxy, inbox):
    class After(Stoppable):
        def report(self, done: int, total: int = 0) -> None:
            if done > 500:
                self.stop()
            super().report(done, total)

    with pytest.raises(Cancelled):
        take(place, inbox, proxy.port, progress=After())
    proxy.carried_down = 0
    assert take(place, inbox, proxy.port) == CONTENT
    assert proxy.carried_down < len(CONTENT) * 0.9


def test_a_server_cannot_fill_the_disk(place, proxy, inbox):
    with pytest.raises(BundleTooLarge):
        take(place, inbox, proxy.port, most=1_000_000)
    assert list(inbox.iterdir()) == []


def test_a_bundle_that_is_gone_leaves_no_part(place, proxy, inbox):
    (inbox / f"{NAME}.part").write_bytes(CONTENT[:100])
    place.take_away()
    place.folder.mkdir()
    with pytest.raises(FileGone):
        take(place, inbox, proxy.port)
    assert list(inbox.iterdir()) == []


def test_an_own_disk_that_fails_is_not_called_a_broken_line(place, proxy, inbox):
    (inbox / f"{NAME}.part").symlink_to(inbox / "nowhere" / "at all")
    with pytest.raises(FolderTrouble):
        take(place, inbox, proxy.port)


def test_parts_that_nobody_lists_any_more_are_forgotten(inbox):
    other = f"{'b2' * 16}.rdb"
    for name in (NAME, other):
        (inbox / f"{name}.part").write_bytes(b"half")
    (inbox / "something else").write_bytes(b"")
    forget_parts(inbox, [NAME])
    assert {path.name for path in inbox.iterdir()} == {f"{NAME}.part", "something else"}


def test_what_could_not_be_put_leaves_a_name_and_the_next_sweeps_it(place, proxy, tmp_path):
    outbox, other = tmp_path / "outbox", f"{'b2' * 16}.rdb"
    outbox.mkdir()
    (outbox / other).write_bytes(CONTENT)
    proxy.faults = deque([Fault(up=500_000)] * 2)
    line = place.line(proxy.port, pauses=())
    with target_at(place.address(proxy.port), line) as target, pytest.raises(TargetUnreachable):
        put(target, outbox / other, NoProgress())
    assert [(path.name, path.read_bytes()) for path in outbox.iterdir()] == [(f"{other}.unsent", b"")]
    place.put(f"{other}.part", b"half")
    with target_at(place.address(), place.line()) as target:
        clear_unsent(target, outbox)
    assert list(outbox.iterdir()) == []
    assert place.files() == {NAME: CONTENT}
