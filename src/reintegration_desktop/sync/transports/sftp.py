"""Bundles by SFTP: a server whose key was introduced by voice, and never another."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import BinaryIO, TypeVar

import asyncssh

from reintegration_desktop.sync.errors import (
    FileGone,
    FileReadBackDiffers,
    FileTaken,
    TargetFull,
    TargetMissing,
    TargetReadOnly,
    TargetTrouble,
    TargetUnreachable,
)
from reintegration_desktop.sync.target import Entry, Probe, checked, is_bundle, part_of
from reintegration_desktop.sync.transports.blocks import blocks
from reintegration_desktop.sync.transports.line import Line
from reintegration_desktop.sync.transports.shell import Login

T = TypeVar("T")

_BLOCK = 64 * 1024
_PROBE = ".probe.part"
_LITTLE = 1024 * 1024

Client = asyncssh.SFTPClient


@dataclass(frozen=True, slots=True)
class SftpPlace:
    """``sftp://user@host:port/folder``; a folder that begins with ``/~/`` lies in the user's own."""

    host: str
    port: int
    user: str
    folder: str


class SftpTarget:
    """A folder on a server as a target (``sync.target.Target``); one connection, made anew whenever it breaks."""

    def __init__(self, place: SftpPlace, line: Line) -> None:
        self._folder, self._line = place.folder, line
        self._login = Login(place.host, place.port, place.user, line)
        self._loop = asyncio.Runner()
        self._open: tuple[asyncssh.SSHClientConnection, Client] | None = None

    def close(self) -> None:
        """Hang up."""
        with self._loop:
            self._hang_up()

    def list(self) -> list[Entry]:
        """The bundles that lie there whole, by name."""
        found = self._persist(lambda sftp: sftp.readdir(self._folder))
        named = ((str(one.filename), one.attrs) for one in found)
        whole = (Entry(name, at.size or 0) for name, at in named if is_bundle(name) and _is_file(at))
        return sorted(whole, key=lambda entry: entry.name)

    def get(self, name: str, into: BinaryIO) -> None:
        """Copy a bundle from where ``into`` stands, and go on from there whenever the line breaks; raises FileGone."""
        path = self._at(checked(name))
        self._persist(lambda sftp: self._fetch(sftp, path, into))

    def put_new(self, name: str, content: BinaryIO) -> None:
        """Put a bundle there: as a part, through to the server's disk, read back and compared, renamed."""
        if self.exists(name):
            raise FileTaken
        begins, tries = content.tell(), count()
        self._persist(lambda sftp: self._put(sftp, name, content, begins, first=next(tries) == 0))

    def exists(self, name: str) -> bool:
        """Whether a bundle lies there whole."""
        path = self._at(checked(name))
        return self._persist(lambda sftp: self._is_there(sftp, path))

    def delete_own(self, name: str) -> None:
        """Take away a bundle of one's own that was acknowledged, or a part of one."""
        checked(name)
        self._persist(lambda sftp: self._take_away(sftp, name, part_of(name)))

    def probe(self) -> Probe:
        """Write and take away a few bytes."""
        return self._persist(self._try)

    def _at(self, name: str) -> str:
        return f"{self._folder}/{name}"

    def _persist(self, work: Callable[[Client], Awaitable[T]]) -> T:
        """Do something on the server, connected anew after each break."""

        async def with_client() -> T:
            return await work(await self._client())

        def attempt() -> T:
            try:
                with _told():
                    return self._loop.run(with_client())
            except TargetUnreachable:
                self._hang_up()
                raise

        return self._line.persist(attempt)

    async def _client(self) -> Client:
        if self._open is None:
            connection = await self._login.connect()
            async with asyncio.timeout(self._line.patience):
                client = await connection.start_sftp_client()
            self._open = connection, client
            await self._find_folder(client)
        return self._open[1]

    async def _find_folder(self, client: Client) -> None:
        if not await self._soon(client.isdir(self._folder)):
            raise TargetMissing

    def _hang_up(self) -> None:
        if self._open is not None:
            connection, _ = self._open
            self._open = None
            connection.abort()
            self._loop.run(connection.wait_closed())

    async def _soon(self, step: Awaitable[T]) -> T:
        """One step, if it comes within the line's patience."""
        async with asyncio.timeout(self._line.patience):
            return await step

    async def _fetch(self, sftp: Client, path: str, into: BinaryIO) -> None:
        try:
            file = await self._soon(sftp.open(path, "rb"))
        except asyncssh.SFTPNoSuchFile:
            await self._find_folder(sftp)
            raise FileGone from None
        async with file:
            size = (await self._soon(file.stat())).size or 0
            async for block in self._blocks(file, into.tell()):
                into.write(block)
            if into.tell() < size:
                raise TargetUnreachable

    async def _blocks(self, file: "asyncssh.SFTPClientFile", begins: int) -> AsyncIterator[bytes]:
        while block := await self._soon(file.read(_BLOCK, begins)):
            self._line.beat()
            assert isinstance(block, bytes)
            begins += len(block)
            yield block

    async def _put(self, sftp: Client, name: str, content: BinaryIO, begins: int, *, first: bool) -> None:
        """Write, read back, rename. After a break it goes on where the part ends; comparing comes in any case."""
        part, whole = self._at(part_of(name)), self._at(name)
        if not first and await self._is_there(sftp, whole):
            return
        try:
            if await self._write(sftp, part, content, begins, first=first) != await self._read_back(sftp, part):
                raise FileReadBackDiffers
            await self._soon(sftp.rename(part, whole))
        except (OSError, asyncssh.DisconnectError, asyncssh.SFTPConnectionLost, asyncssh.SFTPNoConnection):
            raise
        except BaseException as error:
            await self._give_up(sftp, name, error)
            raise

    async def _give_up(self, sftp: Client, name: str, error: BaseException) -> None:
        """Leave nothing there, and tell a full disk from other trouble."""
        with suppress(OSError, asyncssh.Error):
            await self._take_away(sftp, part_of(name))
        if isinstance(error, asyncssh.SFTPFailure):
            free = await self._free(sftp)
            if free is not None and free < _LITTLE:
                raise TargetFull from None
            if await self._is_there(sftp, self._at(name)):
                raise FileTaken from None

    async def _write(self, sftp: Client, part: str, content: BinaryIO, begins: int, *, first: bool) -> bytes:
        """Write through to the disk; the digest of what was meant."""
        digest, held = sha256(), 0 if first else await self._held(sftp, part)
        content.seek(begins)
        async with await self._soon(sftp.open(part, "r+b" if held else "wb")) as file:
            at = 0
            for block in blocks(content, _BLOCK):
                self._line.beat()
                digest.update(block)
                if at + len(block) > held:
                    await self._soon(file.write(block, at))
                at += len(block)
            with suppress(asyncssh.SFTPOpUnsupported):
                await self._soon(file.fsync())
        return digest.digest()

    async def _held(self, sftp: Client, part: str) -> int:
        with suppress(asyncssh.SFTPNoSuchFile):
            return (await self._soon(sftp.stat(part))).size or 0
        return 0

    async def _read_back(self, sftp: Client, part: str) -> bytes:
        digest = sha256()
        async with await self._soon(sftp.open(part, "rb")) as file:
            async for block in self._blocks(file, 0):
                digest.update(block)
        return digest.digest()

    async def _is_there(self, sftp: Client, path: str) -> bool:
        try:
            return _is_file(await self._soon(sftp.stat(path)))
        except asyncssh.SFTPNoSuchFile:
            await self._find_folder(sftp)
            return False

    async def _take_away(self, sftp: Client, *names: str) -> None:
        for name in names:
            with suppress(asyncssh.SFTPNoSuchFile):
                await self._soon(sftp.remove(self._at(name)))

    async def _try(self, sftp: Client) -> Probe:
        await self._find_folder(sftp)
        try:
            async with await self._soon(sftp.open(self._at(_PROBE), "wb")) as file:
                await self._soon(file.write(b"?" * 512))
        finally:
            await self._take_away(sftp, _PROBE)
        return Probe(await self._free(sftp))

    async def _free(self, sftp: Client) -> int | None:
        with suppress(asyncssh.SFTPError):
            found = await self._soon(sftp.statvfs(self._folder))
            return found.bavail * found.frsize
        return None


def _is_file(attributes: asyncssh.SFTPAttrs) -> bool:
    return attributes.type == asyncssh.FILEXFER_TYPE_REGULAR


@contextmanager
def _told() -> Iterator[None]:
    """The server's and the network's errors as facts."""
    try:
        yield
    except asyncssh.SFTPError as error:
        raise _fact(error) from None
    except (OSError, asyncssh.Error):
        raise TargetUnreachable from None


def _fact(error: asyncssh.SFTPError) -> Exception:
    if isinstance(error, asyncssh.SFTPNoSuchFile | asyncssh.SFTPNoSuchPath):
        return TargetMissing()
    if isinstance(error, asyncssh.SFTPPermissionDenied | asyncssh.SFTPWriteProtect):
        return TargetReadOnly()
    if isinstance(error, asyncssh.SFTPNoSpaceOnFilesystem | asyncssh.SFTPQuotaExceeded):
        return TargetFull()
    if isinstance(error, asyncssh.SFTPConnectionLost | asyncssh.SFTPNoConnection):
        return TargetUnreachable()
    return TargetTrouble(number=error.code)
