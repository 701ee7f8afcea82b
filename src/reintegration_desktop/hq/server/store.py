"""Who is signed in at headquarters, and their way into a server."""

from collections.abc import Callable
from secrets import token_bytes

from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.hq.crew import Crew
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
        self.incoming = ServerIncoming(server, self._lens, self._settling)

    def crew(self, workers: int) -> Crew:
        """So many who take bundles in at a time, each with tables and memory of their own."""
        _, keyring, device, clock, random = self._made_of
        server, dictionary = self.server, self._lens.dictionary
        stores = [ServerStore(server, keyring, device, dictionary, clock, random) for _ in range(workers)]
        return Crew([store.incoming for store in stores], server.holding)
