"""A real sshd on a high port, with keys of its own, for whoever runs the tests."""

import getpass
import os
import resource
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncssh

SSHD = "/usr/sbin/sshd"
SFTP_SERVERS = ("/usr/lib/openssh/sftp-server", "/usr/libexec/sftp-server", "/usr/libexec/openssh/sftp-server")
LIMIT = 1024 * 1024

_CONFIG = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/authorized_keys
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
MaxStartups 100
Subsystem sftp {sftp}
"""


@dataclass(frozen=True)
class Sshd:
    """A running server: where it listens, who may come in with which key, what its keeper would read out."""

    port: int
    user: str
    key: Path
    host_key: asyncssh.SSHKey

    @property
    def fingerprint(self) -> str:
        return self.host_key.get_fingerprint()


@contextmanager
def an_sshd(folder: Path, *, full_at: int | None = None) -> Iterator[Sshd]:
    """Started and stopped; ``full_at`` is how large a file may grow there until the disk says it is full."""
    folder.mkdir()
    host, own = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
    host.write_private_key(folder / "host_key")
    own.write_private_key(folder / "own_key")
    for secret in ("host_key", "own_key"):
        (folder / secret).chmod(0o600)
    own.write_public_key(folder / "authorized_keys")
    port = a_free_port()
    config = folder / "sshd_config"
    config.write_text(_CONFIG.format(port=port, folder=folder, sftp=next(filter(os.path.exists, SFTP_SERVERS))))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # sshd of a superuser wants it; nobody else's does
    with (folder / "log").open("wb") as log:
        started = subprocess.Popen([SSHD, "-D", "-e", "-f", config], stderr=log, preexec_fn=lambda: _small(full_at))
    try:
        until_it_listens(port)
        yield Sshd(port, getpass.getuser(), folder / "own_key", host)
    finally:
        started.terminate()
        started.wait()


def a_free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def until_it_listens(port: int) -> None:
    for _ in range(200):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server does not listen")


def _small(full_at: int | None) -> None:
    """What a full disk looks like to the server: a write that comes back as too large."""
    if full_at is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (full_at, full_at))
