"""Which transport goes to an address, and what is refused before anything is said on a line."""

import sys
from pathlib import Path

import pytest

from reintegration_desktop.sync.errors import (
    AddressTellsSecret,
    SecretMissing,
    TargetUnencrypted,
    TargetUnknown,
    TransportMissing,
)
from reintegration_desktop.sync.transports.addresses import forget_server, target_at
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.sync.transports.line import pin_of
from tests.servers.lines import Remembered, a_line


def reach(address: str) -> None:
    with target_at(address, a_line()):
        pass


def test_a_path_is_a_folder(tmp_path):
    with target_at(str(tmp_path), a_line()) as target:
        assert target == FolderTarget(tmp_path)
    with target_at("~", a_line()) as target:
        assert target == FolderTarget(Path.home())


@pytest.mark.parametrize(
    "address",
    ["gopher://somewhere/else", "sftp://host/path", "sftp://amina@/path", "davs:///path", "s3://", "sftp://a@host:port/x",
     "s3://bucket/prefix?password=x", "s3://key@bucket/", "davs://host/path?x=y", "sftp://amina@host/x?key=y"],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_refused(address):
    with pytest.raises(TargetUnknown):
        reach(address)


@pytest.mark.parametrize("address", ["ftp://host/x", "http://host/x", "dav://host/x", "s3://b?endpoint=http://host:1"])
def test_nothing_goes_over_a_line_in_the_clear(address):
    with pytest.raises(TargetUnencrypted):
        reach(address)


@pytest.mark.parametrize("address", ["sftp://amina:harbour@host/x", "davs://amina:harbour@host/x"])
def test_a_password_in_an_address_is_refused(address):
    with pytest.raises(AddressTellsSecret) as told:
        reach(address)
    assert "harbour" not in str(told.value) + repr(told.value.facts)


def test_without_credentials_nobody_on_the_network_is_asked_for_some(monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(SecretMissing):
        reach("s3://bucket/x?endpoint=https://127.0.0.1:1")


def test_a_profile_that_is_not_there_is_told():
    with pytest.raises(SecretMissing):
        reach("s3://bucket/x?profile=nobody")


@pytest.mark.parametrize(
    ("address", "part", "extra"), [("s3://b/x", "boto3", "s3"), ("davs://h/x", "urllib3", "webdav")]
)
def test_what_is_not_installed_is_told_with_what_to_install(address, part, extra, monkeypatch):
    module = f"reintegration_desktop.sync.transports.{extra}"
    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, part, None)
    with pytest.raises(TransportMissing) as told:
        reach(address)
    assert told.value.facts == {"extra": extra}


def test_only_servers_that_are_introduced_can_be_forgotten():
    pins = Remembered({pin_of("host", 22): "a key"})
    assert forget_server("sftp://amina@host/x", pins)
    assert not forget_server("sftp://amina@host/x", pins)
    with pytest.raises(TargetUnknown):
        forget_server("davs://host/x", pins)
