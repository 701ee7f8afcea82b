"""Who is signed in at headquarters, and their way into a server."""

from collections.abc import Callable
from secrets import token_bytes

from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.hq.server.database import ServerDatabase
from reintegration_desktop.hq.server.receiving import ServerIncoming
from reintegration_desktop.kernel.clock import Clock
from reintegration_desktop.store.store import Store
from reintegration_desktop.vault.keyring import Keyring


class ServerStore(Store):
    """A store whose tables lie on a server: bundles are taken in there, asked for and sent from there."""

    def __init__(
        self,
        server: ServerDatabase,
        keyring: Keyring,
        device: str,
        dictionary: Dictionary,
        clock: Clock,
        random: Callable[[int], bytes] = token_bytes,
    ) -> None:
        super().__init__(server, keyring, device, dictionary, clock, random)
        self.server = server
        self.incoming = self.new_incoming()

    def new_incoming(self) -> ServerIncoming:
        """One more who takes bundles in."""
        return ServerIncoming(self.server, self._lens, self._settling)
