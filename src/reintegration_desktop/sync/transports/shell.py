"""Letting oneself in at an SSH server: its pinned key first, then a key of one's own, the agent, a password."""

import asyncio

import asyncssh

from reintegration_desktop.sync.errors import (
    KeyFileUnreadable,
    LoginRefused,
    ServerChanged,
    ServerDiffers,
    ServerUntrusted,
    TargetUnreachable,
)
from reintegration_desktop.sync.transports.line import Line, Question, pin_of

_PREFIX = "SHA256:"


class Login:
    """A user at a server. What was typed is remembered for as long as the target is in use, and no longer."""

    def __init__(self, host: str, port: int, user: str, line: Line) -> None:
        self._host, self._port, self._user, self._line = host, port, user, line
        self._pin = pin_of(host, port)
        self._key: asyncssh.SSHKey | None = None
        self._password: str | None = None

    async def connect(self) -> asyncssh.SSHClientConnection:
        """A connection; raises ServerUnknown, ServerDiffers, ServerChanged, SecretMissing, LoginRefused,
        KeyFileUnreadable, TargetUnreachable.
        """
        server = await self._server()
        if self._line.key_file is not None and self._key is None:
            self._key = self._own_key()
        try:
            return await self._enter(server)
        except asyncssh.PermissionDenied:
            if self._password is not None:
                raise LoginRefused from None
        self._password = self._line.ask(Question.PASSWORD)
        try:
            return await self._enter(server)
        except asyncssh.PermissionDenied:
            self._password = None
            raise LoginRefused from None

    async def _server(self) -> asyncssh.SSHKey:
        """The server's key as it was introduced; the first time its fingerprint is typed, as its keeper tells it."""
        if pinned := self._line.pins.get(self._pin):
            return asyncssh.import_public_key(pinned)
        shown = await self._shown()
        typed = self._line.ask(Question.FINGERPRINT).strip().removeprefix(_PREFIX).rstrip("=")
        if typed != shown.get_fingerprint().removeprefix(_PREFIX):
            raise ServerDiffers
        self._line.pins.put(self._pin, shown.export_public_key().decode())
        return shown

    async def _shown(self) -> asyncssh.SSHKey:
        """The key that whoever answers shows, and proves to have."""
        async with asyncio.timeout(self._line.patience):
            shown = await asyncssh.get_server_host_key(self._host, self._port, config=None)
        if shown is None:
            raise ServerUntrusted
        return shown

    async def _enter(self, server: asyncssh.SSHKey) -> asyncssh.SSHClientConnection:
        patience = self._line.patience
        try:
            return await asyncssh.connect(
                self._host, self._port, username=self._user, known_hosts=([server], [], []), password=self._password,
                client_keys=() if self._key is None else [self._key], connect_timeout=patience, login_timeout=patience,
                keepalive_interval=patience, keepalive_count_max=1,
                config=None, x509_trusted_certs=None, gss_auth=False, gss_kex=False,
            )  # fmt: skip
        except (asyncssh.HostKeyNotVerifiable, asyncssh.KeyExchangeFailed):
            raise ServerChanged from None
        except asyncssh.PermissionDenied:
            raise
        except (asyncssh.DisconnectError, ConnectionError):  # a server that has no key of the pinned kind hangs up
            raise (TargetUnreachable if await self._shown() == server else ServerChanged) from None

    def _own_key(self) -> asyncssh.SSHKey:
        """One's own private key; its passphrase is asked for if it has one."""
        assert self._line.key_file is not None
        try:
            return asyncssh.read_private_key(self._line.key_file)
        except asyncssh.KeyImportError:
            pass
        except OSError:
            raise KeyFileUnreadable from None
        try:
            return asyncssh.read_private_key(self._line.key_file, self._line.ask(Question.KEY))
        except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError, OSError):
            raise KeyFileUnreadable from None
