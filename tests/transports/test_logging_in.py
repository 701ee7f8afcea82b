"""Letting oneself in: whom a server must be, who one is, and what is never sent before that is settled."""

import re
from functools import partial

import asyncssh
import pytest

from reintegration_desktop.sync.errors import (
    KeyFileUnreadable,
    LoginRefused,
    SecretMissing,
    ServerChanged,
    ServerDiffers,
    ServerUntrusted,
)
from reintegration_desktop.sync.transports.addresses import target_at
from reintegration_desktop.sync.transports.line import Question, pin_of
from tests.servers import keepers, lines
from tests.servers.certificate import a_certificate
from tests.servers.lines import Remembered

a_line = partial(lines.a_line, patience=20.0)  # nothing here waits for a line that broke


@pytest.fixture(scope="module")
def keeper():
    with keepers.a_keeper() as running:
        yield running


def listed(address: str, line) -> list:
    with target_at(address, line) as target:
        return target.list()


def test_a_server_is_introduced_once_by_its_fingerprint(sshd, tmp_path):
    pins, address = Remembered(), f"sftp://{sshd.user}@127.0.0.1:{sshd.port}{tmp_path}"
    for typed in (sshd.fingerprint.lower(), "", "SHA256:", sshd.fingerprint[:-1]):
        with pytest.raises(ServerDiffers):
            listed(address, a_line({Question.FINGERPRINT: typed}, pins=pins, key=sshd.key))
    assert pins.held == {}
    without_prefix = f"  {sshd.fingerprint.removeprefix('SHA256:')}= \n"
    assert listed(address, a_line({Question.FINGERPRINT: without_prefix}, pins=pins, key=sshd.key)) == []
    assert listed(address, a_line(pins=pins, key=sshd.key)) == []


@pytest.mark.parametrize("kind", ["ssh-ed25519", "ecdsa-sha2-nistp256"])
def test_a_server_with_another_key_is_refused_and_hears_no_password(sshd, tmp_path, kind):
    other = asyncssh.generate_private_key(kind).export_public_key().decode()
    pins = Remembered({pin_of("127.0.0.1", sshd.port): other})
    with pytest.raises(ServerChanged):
        listed(f"sftp://{sshd.user}@127.0.0.1:{sshd.port}{tmp_path}", a_line(pins=pins, key=sshd.key))


def test_a_key_with_a_passphrase_asks_for_it(sshd, tmp_path):
    sealed = tmp_path / "sealed_key"
    asyncssh.read_private_key(sshd.key).write_private_key(
        sealed, passphrase="thistle quartz", rounds=1, ignore_few_rounds=True
    )
    address = f"sftp://{sshd.user}@127.0.0.1:{sshd.port}{tmp_path}"
    known = Remembered({pin_of("127.0.0.1", sshd.port): sshd.host_key.export_public_key().decode()})
    assert listed(address, a_line({Question.KEY: "thistle quartz"}, pins=known, key=sealed)) == []
    with pytest.raises(KeyFileUnreadable):
        listed(address, a_line({Question.KEY: "another"}, pins=known, key=sealed))
    with pytest.raises(KeyFileUnreadable):
        listed(address, a_line(pins=known, key=tmp_path / "none"))
    with pytest.raises(SecretMissing):
        listed(address, a_line(pins=known, key=sealed))


def test_a_password_lets_in_and_a_wrong_one_does_not(keeper, tmp_path):
    pins = Remembered({pin_of("127.0.0.1", keeper.port): keeper.host_key.export_public_key().decode()})
    address = keepers.address(keeper, tmp_path)
    assert listed(address, a_line({Question.PASSWORD: keepers.PASSWORD}, pins=pins)) == []
    with pytest.raises(LoginRefused):
        listed(address, a_line({Question.PASSWORD: "wrong"}, pins=pins))
    with pytest.raises(SecretMissing):
        listed(address, a_line(pins=pins))


def test_a_wrong_password_at_a_web_server(make):
    place = make("webdav")
    with pytest.raises(LoginRefused):
        listed(place.address(), a_line({Question.PASSWORD: "wrong"}))
    with pytest.raises(LoginRefused):
        listed(place.address().replace("amina@", ""), a_line())


@pytest.mark.parametrize("kind", ["s3", "webdav"])
def test_a_certificate_that_nobody_vouches_for_is_refused(make, kind, tmp_path, monkeypatch):
    place, (stranger, _) = make(kind), a_certificate(tmp_path, "stranger")
    before = len(place.web.lies.asked)
    monkeypatch.setenv("SSL_CERT_FILE", str(stranger))
    monkeypatch.setenv("AWS_CA_BUNDLE", str(stranger))
    with pytest.raises(ServerUntrusted):
        listed(place.address(), place.line())
    assert len(place.web.lies.asked) == before


@pytest.mark.parametrize("kind", ["s3", "webdav"])
def test_a_server_learns_neither_the_program_nor_this_computer(make, kind):
    place = make(kind)
    before = len(place.web.lies.asked)
    listed(place.address(), place.line())
    agents = {agent for _, _, agent in place.web.lies.asked[before:]}
    assert agents
    for agent in agents:
        assert agent.split("/")[0] in {"Boto3", "python-urllib3"}
        assert not re.search(r"os/|linux|python#|reintegration", agent.lower())
