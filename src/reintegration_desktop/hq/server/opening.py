"""Opening a server that holds a headquarters' cases, and beginning one."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy.engine import URL

from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.hq.errors import ServerNotOurs
from reintegration_desktop.hq.server.database import ServerDatabase, open_server
from reintegration_desktop.hq.server.steps import bring_server_up_to_date, check_schema
from reintegration_desktop.hq.server.store import ServerStore
from reintegration_desktop.kernel.clock import Clock
from reintegration_desktop.store.settings import Settings
from reintegration_desktop.vault.keyring import Keyring

HEADQUARTERS = "headquarters"
"""The setting, on the server, that names the office whose cases lie there."""


def open_store(
    address: URL, path: Path, keyring: Keyring, device: str, dictionary: Dictionary, clock: Clock,
    random: Callable[[int], bytes],
) -> ServerStore:  # fmt: skip
    """A headquarters' store on a server, its tables brought up to date; ``path`` is where its vault's own file lies.

    Raises ServerNotOurs where another's cases lie there, ServerEmpty, and what a server refuses.
    """
    server = open_server(address, path)
    try:
        check_schema(server)
        if Settings(server).get(HEADQUARTERS) != keyring.office.hex:
            raise ServerNotOurs
        return ServerStore(server, keyring, device, dictionary, clock, random)
    except BaseException:
        server.close()
        raise


def begin(address: URL, path: Path) -> ServerDatabase:
    """A server with tables and nobody's cases, open; raises ServerNotOurs where somebody's lie there."""
    server = open_server(address, path)
    try:
        bring_server_up_to_date(server)
        if Settings(server).get(HEADQUARTERS) is not None:
            raise ServerNotOurs
    except BaseException:
        server.close()
        raise
    return server


def claim(server: ServerDatabase, office: UUID) -> None:
    """Let a server hold this headquarters' cases from now on."""
    Settings(server).put(HEADQUARTERS, office.hex)
