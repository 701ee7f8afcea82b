"""Which server a headquarters' cases lie on: named in its vault, and on the server which headquarters it is of."""

from uuid import UUID

from sqlalchemy.engine import URL

from reintegration_desktop.hq.errors import CasesInVault, CasesOnServer, ServerNotOurs
from reintegration_desktop.hq.server.database import ServerDatabase
from reintegration_desktop.store.settings import Settings

ON_SERVER, HEADQUARTERS = "cases_on_server", "headquarters"


def claim(server: ServerDatabase, vault: Settings, office: UUID) -> None:
    """Let a server hold this headquarters' cases from now on; raises ServerNotOurs where it holds another's."""
    own = Settings(server)
    if own.get(HEADQUARTERS) not in (None, office.hex):
        raise ServerNotOurs
    own.put(HEADQUARTERS, office.hex)
    vault.put(ON_SERVER, "yes")


def check_is_free(server: ServerDatabase) -> None:
    """See that nobody's cases lie on a server yet; raises ServerNotOurs."""
    if Settings(server).get(HEADQUARTERS) is not None:
        raise ServerNotOurs


def check_belongs(server: ServerDatabase, office: UUID) -> None:
    """See that a server holds this headquarters' cases; raises ServerNotOurs."""
    if Settings(server).get(HEADQUARTERS) != office.hex:
        raise ServerNotOurs


def check_place(vault: Settings, server: URL | None) -> None:
    """See that cases are looked for where they lie; raises CasesOnServer, CasesInVault."""
    on_server = vault.get(ON_SERVER) is not None
    if on_server and server is None:
        raise CasesOnServer
    if server is not None and not on_server:
        raise CasesInVault
