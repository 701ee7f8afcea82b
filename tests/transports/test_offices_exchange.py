"""Two offices exchange bundles over each transport by the commands that people type."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.e2e.lines import Line, begun
from tests.servers.lies import only, shortened
from tests.servers.places import BySftp, Place
from tests.servers.web import PASSWORD
from tests.transports.conftest import KINDS


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> tuple[Line, str]:
    """Goma's vault, and the folder of headquarters'; each has the other's card."""
    base = tmp_path_factory.mktemp("offices")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("REINTEGRATION_HOME", str(base / "home"))
        goma, hq = begun(base), str(base / "hq.vault")
        goma.tells("hq", "init", hq, "--person", "Hanna", "--label", "Hanna", "--under", goma.vault)
        for here, there in ((goma.vault, hq), (hq, goma.vault)):
            card = goma.tells("bundle", "card", here, base / "a.card")
            goma.tells("bundle", "peer", there, card["file"], "--code", card["code"])
    return goma, hq


@pytest.fixture(autouse=True)
def _home_of_the_offices(offices, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REINTEGRATION_HOME", str(offices[0].base / "home"))


def options(place: Place, goma: Line) -> list[object]:
    """What is typed beside an address: a key and a new server's fingerprint, or a password's file."""
    if isinstance(place, BySftp):
        return ["--key", place.sshd.key, "--fingerprint", place.sshd.fingerprint]
    return ["--server-password-file", goma.writes("password", PASSWORD)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_goma_sends_arrives_and_is_answered(offices, make, kind):
    goma, hq = offices
    place = make(kind)
    more = options(place, goma)
    goma.adds(KINDS.index(kind))
    sent = goma.tells("bundle", "send", goma.vault, place.address(), *more)
    assert set(place.files()) == {f"{name}.rdb" for name in sent["bundles"]}
    assert goma.tells("hq", "receive", hq, place.address(), *more)["changes"] == sent["changes"] > 0
    assert goma.tells("bundle", "receive", goma.vault, place.address(), *more)["taken"] == 1
    assert f"{sent['bundles'][0]}.rdb" not in place.files()


def test_a_bundle_that_comes_too_short_is_refused_and_the_next_attempt_heals(offices, make):
    goma, hq = offices
    place = make("webdav")
    more = options(place, goma)
    goma.adds(20)
    sent = goma.tells("bundle", "send", goma.vault, place.address(), *more)
    place.web.lies.lie = only("GET", shortened, having=sent["bundles"][0])
    said = goma.says("hq", "receive", hq, place.address(), *more, "--json")
    place.web.lies.lie = None
    assert said.exit_code == 1
    told = json.loads(said.stdout)
    assert "cut short" in told["refused"][f"{sent['bundles'][0]}.rdb"]
    assert told["taken"] == 0
    assert goma.tells("hq", "receive", hq, place.address(), *more)["changes"] == sent["changes"]
    assert goma.tells("bundle", "receive", goma.vault, place.address(), *more)["taken"] == 1


def test_a_new_server_is_not_spoken_to_before_it_was_introduced(offices, make):
    goma, _ = offices
    place = make("sftp")
    address, key = place.address().replace("127.0.0.1", "localhost"), ("--key", place.sshd.key)
    assert "not introduced" in goma.refuses("bundle", "send", goma.vault, address, *key)
    other = "SHA256:" + place.sshd.fingerprint[7:][::-1]
    said = goma.refuses("bundle", "send", goma.vault, address, *key, "--fingerprint", other)
    assert "not that of the server" in said
    assert place.files() == {}
    told = goma.tells("bundle", "send", goma.vault, address, *key, "--fingerprint", place.sshd.fingerprint)
    assert len(place.files()) == len(told["bundles"])
    goma.tells("bundle", "send", goma.vault, address, *key)
    assert goma.tells("bundle", "forget-server", goma.vault, address) == {"forgotten": True}
    assert "not introduced" in goma.refuses("bundle", "send", goma.vault, address, *key)
    assert goma.tells("bundle", "forget-server", goma.vault, address) == {"forgotten": False}


def test_nothing_on_this_computer_names_a_server_but_the_sealed_vault(offices, make):
    goma, _ = offices
    place = make("sftp")
    goma.tells("bundle", "send", goma.vault, place.address(), *options(place, goma))
    files = [path for path in goma.base.rglob("*") if path.is_file() and path.name != "password"]
    assert len(files) > 5
    for path in files:
        content = path.read_bytes()
        assert str(place.sshd.port).encode() not in content.split(b":"), path.name
        assert b"sftp:" not in content
        assert place.sshd.host_key.export_public_key()[:60] not in content


def test_what_a_broken_send_left_is_taken_away_by_the_next(offices, make):
    goma, _ = offices
    place = make("folder")
    outbox = Path(goma.vault) / "outbox"
    name = f"{'c3' * 16}.rdb"
    (outbox / f"{name}.unsent").write_bytes(b"")
    place.put(f"{name}.part", b"half")
    sent = goma.tells("bundle", "send", goma.vault, place.address())
    assert set(place.files()) == {f"{one}.rdb" for one in sent["bundles"]}
    assert not (outbox / f"{name}.unsent").exists()


def test_a_place_that_is_missing_keeps_no_bundle_in_the_outbox(offices, make):
    goma, _ = offices
    outbox = Path(goma.vault) / "outbox"
    before = {path.name for path in outbox.glob("*.rdb")}
    gone = replace(make("folder"), folder=goma.base / "no stick")
    assert "not there" in goma.refuses("bundle", "send", goma.vault, gone.address())
    assert {path.name for path in outbox.glob("*.rdb")} == before
