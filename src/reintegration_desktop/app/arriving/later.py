"""What waited for a newer program is let in once a vault is opened by it, without another bundle."""

from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from reintegration_desktop.app.arriving.looking import looked_through
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.travel import travelling
from reintegration_desktop.casework.travel.post import Post
from reintegration_desktop.hq.place import lies_on_server
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.store.store import Store
from reintegration_desktop.sync.receive import Holding
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.roles import KeyName


class Opened(Protocol):
    """An open vault (``app.program.Program``)."""

    @property
    def store(self) -> Store | None:
        """None for a role that never opens the database."""

    @property
    def keyring(self) -> Keyring:
        """Whose keys."""

    @property
    def desk(self) -> Desk:
        """The place of work with cases."""

    def post(self) -> Post:
        """The office's post."""


def let_in_newer(program: Opened, holding: Holding | None = None) -> int:
    """Let it in where something can be written, by who takes bundles in; returns how many changes that were.

    It keeps nobody out: what could not be done is done at the next opening. ``holding`` keeps others of the same
    devices waiting, where several take bundles in.
    """
    store = program.store
    if store is None or store.is_read_only or lies_on_server(store.settings):
        return 0
    if not program.keyring.secrets(KeyName.TRANSPORT) or not store.incoming.waits_for_newer():
        return 0
    with suppress(Refusal):
        box = travelling.letterbox(program.post())
        if holding is not None:
            return travelling.let_in_newer(replace(box, holding=holding))
        return looked_through(program.desk, store, lambda: travelling.let_in_newer(box))[0]
    return 0
