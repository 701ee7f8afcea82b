"""A database whose key was renewed: found under whichever key it has, and written anew under the newest.

After somebody was removed the vault knows two keys of the database, until the file was written under the newer one
and opened with it once.
"""

from collections.abc import Callable, Sequence

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.store.database import Database, open_database
from reintegration_desktop.store.errors import DatabaseDamaged, DatabaseReadOnly
from reintegration_desktop.store.rekeying import rekey
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.rotation import retire
from reintegration_desktop.vault.roles import KeyName

BESIDE = "cases.db.new"


def open_under_any(
    folder: VaultFolder, keys: Sequence[bytes], *, read_only: bool = False, refusal: type[Refusal] = DatabaseReadOnly
) -> tuple[Database, bytes]:
    """The vault's database and its key, sought among all that the vault knows, newest first.

    Raises DatabaseDamaged where no key opens it, and what the disk refuses.
    """
    for key in keys:
        try:
            return open_database(folder.database, key, read_only=read_only, refusal=refusal), key
        except DatabaseDamaged:
            continue
    raise DatabaseDamaged


def under_newest(folder: VaultFolder, database: Database, newest: bytes, progress: Progress) -> Database:
    """The database written anew under its newest key and opened again; the one that is handed in is closed.

    Killed at any moment, the old file or the new one lies there whole, and the next opening goes on. Raises
    CopyNeedsRoom and what the disk refuses; then the old file is as it was.
    """
    rekey(database, folder.path / BESIDE, newest, progress)
    return open_database(folder.database, newest)


def renewed(
    folder: VaultFolder, keys: Sequence[bytes], found: tuple[Database, bytes], rewrap: Callable[[Database], object],
    progress: Progress,
) -> tuple[Database, bool]:  # fmt: skip
    """The database under the newest key, and whether that could be done; children's keys are wrapped anew before.

    Where it could not be done, for want of room or because somebody stopped it, the vault goes on as before.
    """
    database, key = found
    if key == keys[0]:
        return database, True
    try:
        rewrap(database)
        return under_newest(folder, database, keys[0], progress), True
    except Refusal:
        database.close()
        return open_database(folder.database, key), False


def forget_earlier_keys(folder: VaultFolder, keyring: Keyring) -> Keyring:
    """Leave the database's newest key alone in the vault, once the database was opened with it."""
    if len(keyring.database_keys()) == 1:
        return keyring
    return retire(folder, keyring, KeyName.DATABASE, keyring.keys.generation(KeyName.DATABASE))
