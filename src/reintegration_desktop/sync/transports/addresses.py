"""Which transport goes to an address."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from reintegration_desktop.sync.errors import AddressTellsSecret, TargetUnencrypted, TargetUnknown, TransportMissing
from reintegration_desktop.sync.target import Target
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.sync.transports.line import Line, Pins, pin_of

_SSH, _HTTPS = 22, 443
_S3_SAYS = frozenset({"endpoint", "profile", "region"})
_IN_THE_CLEAR = frozenset({"ftp", "http", "dav"})


class Reached(Target, Protocol):
    """A target over a network, with a line to hang up."""

    def close(self) -> None:
        """Hang up."""


@contextmanager
def target_at(address: str, line: Line) -> Iterator[Target]:
    """The target at an address, for as long as it is in use.

    A folder, ``sftp://user@host/path``, ``s3://bucket/prefix`` or ``davs://host/path``. Raises TargetUnknown,
    TargetUnencrypted, AddressTellsSecret, TransportMissing, SecretMissing.
    """
    if "://" not in address:
        yield FolderTarget(Path(address).expanduser())
        return
    with closing(_over_a_network(address, line)) as target:
        yield target


def forget_server(address: str, pins: Pins) -> bool:
    """Forget which key a server was introduced with; whether there was any. Raises TargetUnknown."""
    parts = _parts(address)
    if parts.scheme != "sftp" or not parts.hostname:
        raise TargetUnknown
    name = pin_of(parts.hostname, parts.port or _SSH)
    known = bool(pins.get(name))
    pins.put(name, "")
    return known


def _over_a_network(address: str, line: Line) -> Reached:
    parts = _parts(address)
    if parts.scheme in _IN_THE_CLEAR:
        raise TargetUnencrypted
    if parts.scheme not in _WAYS or not parts.hostname:
        raise TargetUnknown
    if parts.password is not None:
        raise AddressTellsSecret
    return _WAYS[parts.scheme](parts, line)


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        raise TargetUnknown from None
    return parts


def _folder(parts: SplitResult) -> str:
    return unquote(parts.path).rstrip("/")


def _sftp(parts: SplitResult, line: Line) -> Reached:
    from reintegration_desktop.sync.transports.sftp import SftpPlace, SftpTarget  # noqa: PLC0415 - loaded by who goes there

    if not parts.username or parts.query:  # without a user the server would be told who uses this computer
        raise TargetUnknown
    folder = _folder(parts).replace("/~", ".", 1) if parts.path.startswith("/~") else _folder(parts)
    assert parts.hostname
    return SftpTarget(SftpPlace(parts.hostname, parts.port or _SSH, unquote(parts.username), folder or "/"), line)


def _s3(parts: SplitResult, line: Line) -> Reached:
    try:
        from reintegration_desktop.sync.transports.s3 import S3Place, S3Target  # noqa: PLC0415 - loaded by who goes there
    except ModuleNotFoundError:
        raise TransportMissing(extra="s3") from None
    said = parse_qs(parts.query)
    if parts.username or parts.port or not set(said) <= _S3_SAYS:
        raise TargetUnknown
    more = {name: values[-1] for name, values in said.items()}
    return S3Target(S3Place(parts.netloc, unquote(parts.path).strip("/"), **more), line)


def _webdav(parts: SplitResult, line: Line) -> Reached:
    try:
        from reintegration_desktop.sync.transports.webdav import DavPlace, DavTarget  # noqa: PLC0415 - loaded by who goes there
    except ModuleNotFoundError:
        raise TransportMissing(extra="webdav") from None
    if parts.query:
        raise TargetUnknown
    user = unquote(parts.username) if parts.username else None
    assert parts.hostname
    return DavTarget(DavPlace(parts.hostname, parts.port or _HTTPS, user, _folder(parts)), line)


_WAYS: dict[str, Callable[[SplitResult, Line], Reached]] = {"sftp": _sftp, "s3": _s3, "davs": _webdav}
