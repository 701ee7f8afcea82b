"""Each server is started once for all tests of a worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.certificate import a_certificate
from tests.servers.places import ByDav, ByS3, BySftp, Folder, Place
from tests.servers.sshd import Sshd, an_sshd
from tests.servers.web import Web, a_dav, an_s3, served

KINDS = ("folder", "sftp", "s3", "webdav")
SERVERS = KINDS[1:]


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return a_certificate(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with an_sshd(tmp_path_factory.mktemp("sshd") / "keys") as running:
        yield running


@pytest.fixture(scope="session")
def s3(certificate: tuple[Path, Path]) -> Iterator[Web]:
    with served(an_s3(), certificate) as running:
        yield running


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder behind the WebDAV server."""
    return tmp_path_factory.mktemp("shelf")


@pytest.fixture(scope="session")
def dav(certificate: tuple[Path, Path], shelf: Path) -> Iterator[Web]:
    with served(a_dav(shelf), certificate) as running:
        yield running


@pytest.fixture(autouse=True)
def _trusting(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """This computer trusts the tests' authority, and has credentials for the tests' buckets alone."""
    trusted = str(request.getfixturevalue("certificate")[0])
    for name, value in {
        "SSL_CERT_FILE": trusted, "AWS_CA_BUNDLE": trusted, "AWS_ACCESS_KEY_ID": "tests",
        "AWS_SECRET_ACCESS_KEY": "tests",
        "AWS_CONFIG_FILE": "/nowhere", "AWS_SHARED_CREDENTIALS_FILE": "/nowhere", "SSH_AUTH_SOCK": "",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def make(request: pytest.FixtureRequest, tmp_path: Path):
    """A new place of a kind."""

    def made(kind: str) -> Place:
        if kind == "s3":
            return ByS3(request.getfixturevalue("s3"))
        if kind == "webdav":
            shelf = request.getfixturevalue("shelf")
            return ByDav(_new(shelf / tmp_path.name), request.getfixturevalue("dav"), shelf)
        folder = _new(tmp_path / "stick")
        return BySftp(folder, request.getfixturevalue("sshd")) if kind == "sftp" else Folder(folder)

    return made


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder
