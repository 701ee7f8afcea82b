"""An SSH server of another make than sshd: it lets in by password, and can be told to lie."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import asyncssh

USER, PASSWORD = "amina", "plinth zebra staple"


@dataclass
class Moods:
    """What the server does wrong while a test has set it."""

    loses: bool = False
    shortens: bool = False
    is_full: bool = False
    lists: list[asyncssh.SFTPName] | None = None


@dataclass
class Keeper:
    """A running server."""

    port: int
    host_key: asyncssh.SSHKey
    moods: Moods = field(default_factory=Moods)


class _Doors(asyncssh.SSHServer):
    def begin_auth(self, username: str) -> bool:
        return True

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, PASSWORD)


class _Disk(asyncssh.SFTPServer):
    """A disk in a mood."""

    def __init__(self, chan: asyncssh.SSHServerChannel, moods: Moods) -> None:
        super().__init__(chan)
        self._moods = moods

    def write(self, file_obj: object, offset: int, data: bytes) -> int:
        if self._moods.is_full:
            raise asyncssh.SFTPFailure("no room")
        return len(data) if self._moods.loses else super().write(file_obj, offset, data)

    def read(self, file_obj: object, offset: int, size: int) -> bytes:
        ended = self._moods.shortens and offset >= 100_000
        return b"" if ended else super().read(file_obj, offset, size)

    def statvfs(self, path: bytes) -> os.statvfs_result | asyncssh.SFTPVFSAttrs:
        return asyncssh.SFTPVFSAttrs(bsize=4096, frsize=4096) if self._moods.is_full else super().statvfs(path)

    async def scandir(self, path: bytes) -> AsyncIterator[asyncssh.SFTPName]:
        for one in self._moods.lists or ():
            yield one
        if self._moods.lists is None:
            async for one in super().scandir(path):
                yield one


@contextmanager
def a_keeper() -> Iterator[Keeper]:
    """Started in a thread of its own, and stopped."""
    loop, key, moods = asyncio.new_event_loop(), asyncssh.generate_private_key("ssh-ed25519"), Moods()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listen() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen("127.0.0.1", 0, server_factory=_Doors, server_host_keys=[key],
                                     sftp_factory=lambda chan: _Disk(chan, moods), config=None)  # fmt: skip

    async def hang_up(acceptor: asyncssh.SSHAcceptor) -> None:
        acceptor.close()
        await acceptor.wait_closed()
        await asyncio.sleep(0.05)

    acceptor = asyncio.run_coroutine_threadsafe(listen(), loop).result()
    try:
        yield Keeper(acceptor.get_port(), key, moods)
    finally:
        asyncio.run_coroutine_threadsafe(hang_up(acceptor), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def address(keeper: Keeper, folder: Path) -> str:
    return f"sftp://{USER}@127.0.0.1:{keeper.port}{folder}"
