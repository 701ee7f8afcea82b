"""An office's post: whose keys, which tables, where what passes through lies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reintegration_desktop.casework.travel.there import There
from reintegration_desktop.sync.bundle import Sender
from reintegration_desktop.sync.ports import Peers, Receiver, SealedFiles, Source
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.identity import Random
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.roles import Role


@dataclass(frozen=True, slots=True)
class Post:
    """An office's post: whose keys, which tables, where what passes through lies.

    ``keep_figures`` puts a sealed file of counts away (office, name, content); None where none are received;
    ``asker_may_approve`` is the programme's own choice; ``device`` this computer's id, 32 hex digits; ``files`` are the
    sealed files of cases, None where none travel. ``note_apart`` is told that this computer went on in two ways,
    ``note_agrees`` whether a copy (a device) of an office's vault comes to the same by the same changes, ``note_there``
    what of ours doesn't count at such a copy.
    """

    keyring: Keyring
    folder: VaultFolder
    source: Source
    receiver: Receiver
    peers: Peers
    now: Callable[[], datetime]
    random: Random
    keep_figures: Callable[[UUID, str, bytes], None] | None = None
    asker_may_approve: bool = False
    device: str = ""
    files: SealedFiles | None = None
    note_apart: Callable[[], None] = lambda: None
    note_agrees: Callable[[UUID, str, bool], None] = lambda _office, _copy, _agrees: None
    note_there: Callable[[UUID, str, There], None] = lambda _office, _copy, _there: None

    def compares_with(self, office: UUID) -> UUID:
        """The office whose cases this side and another one can compare: headquarters has the other's, in its share."""
        return office if self.keyring.role is Role.HEADQUARTERS else self.keyring.office

    @property
    def sender(self) -> Sender:
        """Who sends, with the certificates between them and the root."""
        own = self.keyring.person
        return Sender(own, self.keyring.people.root, self.keyring.sign, tuple(_chain(self.keyring, own)))


def _chain(keyring: Keyring, certificate: Certificate) -> list[Certificate]:
    """The certificates between somebody and the root."""
    found: list[Certificate] = []
    issuer = certificate.issuer
    while issuer is not None and (above := keyring.people.get(issuer)) is not None:
        found.append(above)
        issuer = above.issuer
    return found
