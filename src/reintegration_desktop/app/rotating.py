"""A database whose key was renewed: written anew beside the old file, verified, put in its place.

After somebody was removed the vault knows two keys of the database, until the file was written under the newer one.
"""

from collections.abc import Sequence

from reintegration_desktop.store.backup import back_up
from reintegration_desktop.store.database import Database, open_database
from reintegration_desktop.store.errors import DatabaseDamaged
from reintegration_desktop.vault.files.disk import sync_folder, told
from reintegration_desktop.vault.folder import VaultFolder

BESIDE = "cases.db.new"


def open_under_newest(folder: VaultFolder, keys: Sequence[bytes]) -> Database:
    """The vault's database under the newest of its keys (newest first); one under an earlier key is written anew.

    Killed at any moment, the old file or the new one lies there whole, and the next opening goes on. Raises
    DatabaseDamaged where no key opens it, and what the disk refuses; then the old file is as it was.
    """
    newest, *earlier = keys
    try:
        return open_database(folder.database, newest)
    except DatabaseDamaged:
        database = _under_any(folder, earlier)
    try:
        renewed = back_up(database, folder.path / BESIDE, newest)
        database.checkpoint()
    finally:
        database.close()
    with told():
        renewed.replace(folder.database)
        sync_folder(folder.path)
    return open_database(folder.database, newest)


def _under_any(folder: VaultFolder, keys: Sequence[bytes]) -> Database:
    for key in keys:
        try:
            return open_database(folder.database, key)
        except DatabaseDamaged:
            continue
    raise DatabaseDamaged
