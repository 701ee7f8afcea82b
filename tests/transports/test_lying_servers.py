"""Servers that lose, halve, shorten, repeat and forget: it is noticed, nothing is left, a retry heals."""

import io
import os

import asyncssh
import pytest

from reintegration_desktop.sync.errors import (
    FileGone,
    FileReadBackDiffers,
    LoginRefused,
    TargetFull,
    TargetReadOnly,
    TargetTrouble,
    TargetUnreachable,
)
from reintegration_desktop.sync.target import Entry
from reintegration_desktop.sync.transports.addresses import target_at
from reintegration_desktop.sync.transports.line import Question, pin_of
from tests.servers import keepers
from tests.servers.lies import halved, lost, only, refusing, shortened, stale, twice, unanswered
from tests.servers.lines import Remembered, a_line
from tests.servers.places import BySftp
from tests.servers.sshd import LIMIT, an_sshd

NAME, OTHER = f"{'a1' * 16}.rdb", f"{'b2' * 16}.rdb"
CONTENT = os.urandom(300_000)
ONLY_OTHER = {OTHER: b"of somebody else"}
FINAL = {"s3": ("PUT", ".ok"), "webdav": ("MOVE", "")}
LISTS = {"s3": ("GET", "list-type=2"), "webdav": ("PROPFIND", "")}


@pytest.fixture(params=["s3", "webdav"])
def kind(request) -> str:
    return request.param


@pytest.fixture
def place(kind: str, make):
    made = make(kind)
    made.put(OTHER, b"of somebody else")
    yield made
    made.web.lies.lie = None


@pytest.fixture
def target(place):
    with target_at(place.address(), place.line()) as reached:
        yield reached


def heals(place, target) -> None:
    place.web.lies.lie = None
    target.put_new(NAME, io.BytesIO(CONTENT))
    assert place.files() == {NAME: CONTENT, **ONLY_OTHER}


@pytest.mark.parametrize("lie", [lost, halved])
def test_what_was_lost_or_halved_is_noticed(place, target, lie):
    place.web.lies.lie = only("PUT", lie, having=NAME)
    with pytest.raises(FileReadBackDiffers):
        target.put_new(NAME, io.BytesIO(CONTENT))
    assert place.files() == ONLY_OTHER
    heals(place, target)


def test_a_read_back_that_is_too_short_is_noticed(place, target):
    place.web.lies.lie = only("GET", shortened, having=NAME)
    with pytest.raises((FileReadBackDiffers, TargetUnreachable)):
        target.put_new(NAME, io.BytesIO(CONTENT))
    assert place.files() == ONLY_OTHER
    heals(place, target)


def test_what_is_done_twice_does_no_harm(place, target, kind):
    for method, having in (("PUT", NAME), FINAL[kind], ("DELETE", NAME)):
        place.web.lies.lie = only(method, twice, having=having)
        target.put_new(NAME, io.BytesIO(CONTENT))
        assert place.files() == {NAME: CONTENT, **ONLY_OTHER}
        target.delete_own(NAME)
        assert place.files() == ONLY_OTHER


def test_an_answer_that_got_lost_is_asked_for_again(place, target, kind):
    for method, having in (("PUT", NAME), FINAL[kind]):
        place.web.lies.lie = only(method, unanswered, times=1, having=having)
        target.put_new(NAME, io.BytesIO(CONTENT))
        assert place.files() == {NAME: CONTENT, **ONLY_OTHER}
        target.delete_own(NAME)


def test_an_old_list_brings_nobody_to_delete_or_to_believe_anything(place, target, kind):
    method, having = LISTS[kind]
    assert target.exists(OTHER)
    place.web.lies.lie = only(method, stale(), having=having)
    before = target.list()
    target.put_new(NAME, io.BytesIO(CONTENT))
    assert target.list() == before == [Entry(OTHER, 16)]
    assert target.exists(NAME)
    target.get(NAME, got := io.BytesIO())
    assert got.getvalue() == CONTENT
    target.delete_own(OTHER)
    with pytest.raises(FileGone):
        target.get(target.list()[0].name, io.BytesIO())


@pytest.mark.parametrize(
    ("status", "fact"),
    [("507 Insufficient Storage", TargetFull), ("403 Forbidden", TargetReadOnly), ("418 Teapot", TargetTrouble),
     ("401 Unauthorized", LoginRefused), ("500 Oops", TargetUnreachable), ("503 Busy", TargetUnreachable)],
)  # fmt: skip
def test_a_server_that_does_not_take_it_is_told_as_a_fact(place, target, status, fact):
    place.web.lies.lie = only("PUT", refusing(status), having=NAME)
    with pytest.raises(fact):
        target.put_new(NAME, io.BytesIO(CONTENT))
    assert place.files() == ONLY_OTHER
    heals(place, target)


def test_a_server_that_is_busy_for_a_moment_is_asked_again(place, target):
    place.web.lies.lie = only("PUT", refusing("503 Busy"), times=2, having=NAME)
    target.put_new(NAME, io.BytesIO(CONTENT))
    assert place.files() == {NAME: CONTENT, **ONLY_OTHER}


# --- the same of an SSH server ---


@pytest.fixture(scope="module")
def keeper():
    with keepers.a_keeper() as running:
        yield running


@pytest.fixture
def by_ssh(keeper, tmp_path):
    (tmp_path / OTHER).write_bytes(b"of somebody else")
    known = Remembered({pin_of("127.0.0.1", keeper.port): keeper.host_key.export_public_key().decode()})
    line = a_line({Question.PASSWORD: keepers.PASSWORD}, pins=known)
    with target_at(keepers.address(keeper, tmp_path), line) as reached:
        yield reached
    keeper.moods.__init__()


@pytest.mark.parametrize(
    ("mood", "fact"), [("loses", FileReadBackDiffers), ("shortens", FileReadBackDiffers), ("is_full", TargetFull)]
)
def test_an_ssh_server_that_loses_shortens_or_is_full(keeper, by_ssh, tmp_path, mood, fact):
    setattr(keeper.moods, mood, True)
    with pytest.raises(fact):
        by_ssh.put_new(NAME, io.BytesIO(CONTENT))
    assert [path.name for path in tmp_path.iterdir()] == [OTHER]
    setattr(keeper.moods, mood, False)
    by_ssh.put_new(NAME, io.BytesIO(CONTENT))
    assert (tmp_path / NAME).read_bytes() == CONTENT


def test_an_ssh_server_that_gives_less_than_it_says_is_not_believed(keeper, by_ssh, tmp_path):
    (tmp_path / NAME).write_bytes(CONTENT)
    keeper.moods.shortens = True
    into = io.BytesIO()
    with pytest.raises(TargetUnreachable):
        by_ssh.get(NAME, into)
    keeper.moods.shortens = False
    by_ssh.get(NAME, into)
    assert into.getvalue() == CONTENT


def test_an_old_list_of_an_ssh_server(keeper, by_ssh, tmp_path):
    regular = asyncssh.SFTPAttrs(type=asyncssh.FILEXFER_TYPE_REGULAR, size=3, permissions=0o100600)
    keeper.moods.lists = [asyncssh.SFTPName(NAME.encode(), attrs=regular)]
    assert by_ssh.list() == [Entry(NAME, 3)]
    with pytest.raises(FileGone):
        by_ssh.get(NAME, io.BytesIO())
    assert (tmp_path / OTHER).exists()


def test_a_full_disk_behind_sshd_leaves_nothing_there(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    with an_sshd(tmp_path / "keys", full_at=LIMIT) as small:
        place = BySftp(folder, small)
        with target_at(place.address(), place.line()) as target:
            with pytest.raises(TargetTrouble):
                target.put_new(NAME, io.BytesIO(os.urandom(LIMIT + 500_000)))
            assert place.files() == {}
            target.put_new(NAME, io.BytesIO(CONTENT))
            assert place.files() == {NAME: CONTENT}
