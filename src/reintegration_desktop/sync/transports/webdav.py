"""Bundles by WebDAV: plain verbs of HTTP over TLS, at a server that a known authority vouches for."""

import os
import ssl
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import count
from typing import BinaryIO
from urllib.parse import quote, unquote, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, SSLError

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.sync.errors import (
    FileGone,
    FileReadBackDiffers,
    FileTaken,
    LoginRefused,
    ServerUntrusted,
    TargetFull,
    TargetMissing,
    TargetReadOnly,
    TargetTrouble,
    TargetUnreachable,
)
from reintegration_desktop.sync.target import Entry, Probe, checked, is_bundle, part_of
from reintegration_desktop.sync.transports.blocks import blocks
from reintegration_desktop.sync.transports.line import Line, Question
from reintegration_desktop.sync.transports.multistatus import ASKED, Resource, resources_in

_BLOCK = 64 * 1024
_LONGEST_LIST = 32 * 1024 * 1024
_PROBE = ".probe.part"
_LOOKS, _BETWEEN_LOOKS = 5, 0.2
_GONE = frozenset({404, 410})
_FACTS: dict[int, type[Refusal]] = {
    403: TargetReadOnly, 404: TargetMissing, 405: TargetReadOnly, 408: TargetUnreachable, 409: TargetMissing,
    410: TargetMissing, 412: FileTaken, 413: TargetFull, 425: TargetUnreachable, 429: TargetUnreachable,
    500: TargetUnreachable, 502: TargetUnreachable, 503: TargetUnreachable, 504: TargetUnreachable, 507: TargetFull,
}  # fmt: skip

Answer = urllib3.BaseHTTPResponse


@dataclass(frozen=True, slots=True)
class DavPlace:
    """``davs://user@host:port/folder``; without a user nobody is asked for a password."""

    host: str
    port: int
    user: str | None
    folder: str


class DavTarget:
    """A collection on a WebDAV server as a target (``sync.target.Target``)."""

    def __init__(self, place: DavPlace, line: Line) -> None:
        self._folder, self._user, self._line = place.folder, place.user, line
        self._base = f"https://{place.host}:{place.port}{quote(place.folder)}/"
        self._http = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=line.patience, read=line.patience), retries=False,
            ssl_context=ssl.create_default_context(), blocksize=_BLOCK,
        )  # fmt: skip
        self._headers: dict[str, str] = {}

    def close(self) -> None:
        """Hang up."""
        self._http.clear()

    def list(self) -> list[Entry]:
        """The bundles that lie there whole, by name."""
        found = self._line.persist(lambda: self._resources("1"))
        named = ((unquote(urlsplit(one.href).path).rpartition("/")[2], one) for one in found if not one.is_folder)
        return sorted((Entry(name, one.size) for name, one in named if is_bundle(name)), key=lambda entry: entry.name)

    def get(self, name: str, into: BinaryIO) -> None:
        """Copy a bundle from where ``into`` stands, and go on from there whenever the line breaks; raises FileGone."""
        checked(name)
        self._line.persist(lambda: self._fetch(name, into))

    def put_new(self, name: str, content: BinaryIO) -> None:
        """Put a bundle there: as a part, read back and compared, renamed."""
        if self.exists(name):
            raise FileTaken
        begins, tries = content.tell(), count()
        try:
            self._line.persist(lambda: self._put(name, content, begins, first=next(tries) == 0))
        except TargetUnreachable:
            raise
        except BaseException:
            with _best_effort():
                self._give_up(part_of(name))
            raise

    def exists(self, name: str) -> bool:
        """Whether a bundle lies there whole."""
        checked(name)
        return self._line.persist(lambda: self._is_there(name))

    def delete_own(self, name: str) -> None:
        """Take away a bundle of one's own that was acknowledged, or a part of one."""
        checked(name)
        for each in (name, part_of(name)):
            self._line.persist(partial(self._take_away, each))

    def probe(self) -> Probe:
        """Write and take away a few bytes."""
        return self._line.persist(self._try)

    def _fetch(self, name: str, into: BinaryIO) -> None:
        begins = into.tell()
        headers = {"Range": f"bytes={begins}-"} if begins else {}
        with self._asked("GET", name, headers=headers, well=frozenset({200, 206, 416}) | _GONE) as answer:
            if answer.status in _GONE:
                self._find_folder()
                raise FileGone
            if answer.status == 416:  # everything is here already
                return
            for block in self._blocks(answer, 0 if answer.status == 206 else begins):
                into.write(block)

    def _blocks(self, answer: Answer, skip: int = 0) -> Iterator[bytes]:
        """What a server sends; a server that knows no ranges sends what is here already once more."""
        for block in answer.stream(_BLOCK, decode_content=False):
            self._line.beat()
            passed = min(skip, len(block))
            skip -= passed
            yield block[passed:]

    def _put(self, name: str, content: BinaryIO, begins: int, *, first: bool) -> None:
        if not first and self._is_there(name):
            return
        if self._write(part_of(name), content, begins) != self._read_back(part_of(name)):
            raise FileReadBackDiffers
        headers = {"Destination": self._base + name, "Overwrite": "F"}
        with self._asked("MOVE", part_of(name), headers=headers, well=_GONE | {201, 204}) as answer:
            moved = answer.status not in _GONE
        if not moved and not self._is_there(name):  # a line that repeats itself moved it before
            raise FileReadBackDiffers

    def _write(self, part: str, content: BinaryIO, begins: int) -> bytes:
        """Send; the digest of what was meant."""
        length = content.seek(0, os.SEEK_END) - begins
        body = _Heard(content, begins, self._line)
        headers = {"Content-Length": str(length), "Content-Type": "application/octet-stream"}
        with self._asked("PUT", part, body=body, headers=headers, well=frozenset({200, 201, 204})):
            return body.digest.digest()

    def _read_back(self, part: str) -> bytes:
        digest = sha256()
        with self._asked("GET", part, headers={"Cache-Control": "no-cache"}, well=_GONE | {200}) as answer:
            if answer.status in _GONE:
                raise FileReadBackDiffers
            for block in self._blocks(answer):
                digest.update(block)
        return digest.digest()

    def _is_there(self, name: str) -> bool:
        with self._asked("HEAD", name, well=_GONE | {200}) as answer:
            found = answer.status == 200
        if not found:
            self._find_folder()
        return found

    def _find_folder(self) -> None:
        """Raises TargetMissing."""
        self._resources("0")

    def _take_away(self, name: str) -> bool:
        """Whether it was there."""
        with self._asked("DELETE", name, well=_GONE | {200, 204}) as answer:
            return answer.status not in _GONE

    def _give_up(self, part: str) -> None:
        """Leave nothing there. A server may begin to write what it was sent only after the line was cut."""
        for _ in range(_LOOKS):
            if self._take_away(part):
                return
            self._line.wait(_BETWEEN_LOOKS)

    def _try(self) -> Probe:
        quota = next((one.free for one in self._resources("0")), None)
        headers = {"Content-Type": "application/octet-stream"}
        try:
            with self._asked("PUT", _PROBE, body=b"?" * 512, headers=headers, well=frozenset({200, 201, 204})):
                pass
        finally:
            self._take_away(_PROBE)
        return Probe(quota)

    def _resources(self, depth: str) -> Sequence[Resource]:
        headers = {"Depth": depth, "Content-Type": "application/xml; charset=utf-8"}
        with self._asked("PROPFIND", body=ASKED, headers=headers, well=frozenset({207})) as answer:
            content = answer.read(_LONGEST_LIST, decode_content=False)
        return resources_in(content)

    @contextmanager
    def _asked(
        self, method: str, name: str = "", *, well: frozenset[int], headers: Mapping[str, str] | None = None,
        body: "Iterable[bytes] | bytes | None" = None,
    ) -> Iterator[Answer]:  # fmt: skip
        """Ask for something, let in first where that is needed; any answer that isn't ``well`` becomes a fact."""
        with _told():
            answer = self._send(method, name, headers, body)
            if answer.status == 401 and self._user is not None and not self._headers:
                answer.drain_conn()
                self._headers = urllib3.make_headers(basic_auth=f"{self._user}:{self._line.ask(Question.PASSWORD)}")
                answer = self._send(method, name, headers, body)
            try:
                if answer.status == 401:
                    self._headers = {}
                    raise LoginRefused
                if answer.status not in well:
                    raise _fact(answer.status)
                yield answer
                answer.drain_conn()
            except BaseException:
                answer.close()
                raise
            answer.release_conn()

    def _send(
        self, method: str, name: str, headers: Mapping[str, str] | None, body: "Iterable[bytes] | bytes | None"
    ) -> Answer:
        return self._http.request(
            method, self._base + name, headers={**(headers or {}), **self._headers}, body=body,
            preload_content=False, redirect=False,
        )  # fmt: skip


class _Heard:
    """What is sent from where it begins, hashed on its way; a person may stop it at any block."""

    def __init__(self, content: BinaryIO, begins: int, line: Line) -> None:
        self._content, self._begins, self._line = content, begins, line
        self.digest = sha256()

    def __iter__(self) -> Iterator[bytes]:
        self._content.seek(self._begins)
        self.digest = sha256()
        for block in blocks(self._content, _BLOCK):
            self._line.beat()
            self.digest.update(block)
            yield block


@contextmanager
def _told() -> Iterator[None]:
    """The network's errors as facts."""
    try:
        yield
    except SSLError as error:
        if any(isinstance(one, ssl.SSLCertVerificationError) for one in error.args):
            raise ServerUntrusted from None
        raise TargetUnreachable from None
    except (HTTPError, OSError):
        raise TargetUnreachable from None


@contextmanager
def _best_effort() -> Iterator[None]:
    try:
        yield
    except Refusal:
        return


def _fact(status: int) -> Refusal:
    return _FACTS[status]() if status in _FACTS else TargetTrouble(number=status)
