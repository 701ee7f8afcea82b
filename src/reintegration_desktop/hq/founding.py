"""Founding headquarters: a vault of its own, whose people hold database, transport and figures, and no room of a child.

Under a root that exists already, or with a new one, kept in the vault until two people take it out.
"""

from reintegration_desktop.store.database import create_database
from reintegration_desktop.store.steps import bring_up_to_date
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.founding import begin_alone, found_office
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Duty, Role

DUTIES = frozenset({Duty.COURIER, Duty.FIGURES})


def found_headquarters(
    folder: VaultFolder, name: str, passphrase: str, means: Means, root: bytes | None = None, title: str = "",
    label: str | None = None,
) -> Keyring:  # fmt: skip
    """Make headquarters' vault with its empty database, and return its first person's keyring.

    ``label`` stands in the clear, and is the role where none is given. ``root`` is a programme's private half (32
    bytes); without it a programme begins here. ``title`` is what the other offices read on the card.
    Raises VaultExists, FolderReadOnly, DiskFull; then no database is left.
    """
    newcomer = Newcomer(name, label or Role.HEADQUARTERS.value, Role.HEADQUARTERS, DUTIES)
    if root is None:
        keyring = begin_alone(folder, newcomer, passphrase, means, title)
    else:
        keyring = found_office(folder, root, newcomer, passphrase, means, title)
    key = keyring.database_key()
    assert key is not None
    database = create_database(folder.database, key)
    try:
        bring_up_to_date(database, folder.part("backups"))
    finally:
        database.close()
    return keyring
