"""Where a headquarters' cases lie, as its vault remembers: in the vault itself, or on a server."""

from reintegration_desktop.hq.errors import CasesInVault, CasesOnServer
from reintegration_desktop.store.settings import Settings

ON_SERVER = "cases_on_server"


def remember_server(vault: Settings) -> None:
    """Remember that the cases lie on a server; which one is not written down."""
    vault.put(ON_SERVER, "yes")


def lies_on_server(vault: Settings) -> bool:
    """Whether the cases of this vault lie on a server."""
    return vault.get(ON_SERVER) is not None


def check_place(vault: Settings, *, on_server: bool) -> None:
    """See that cases are looked for where they lie; raises CasesOnServer, CasesInVault."""
    lies_there = lies_on_server(vault)
    if lies_there and not on_server:
        raise CasesOnServer
    if on_server and not lies_there:
        raise CasesInVault
