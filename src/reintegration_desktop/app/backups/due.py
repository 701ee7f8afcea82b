"""A backup ordered at the lock: whether something is new since the last one, and for whom it is to be sealed."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from reintegration_desktop.app.program import Program
from reintegration_desktop.store.backup import rows_now
from reintegration_desktop.store.checking.contents import digest_of_contents
from reintegration_desktop.vault.backups.backup import PARTS
from reintegration_desktop.vault.backups.chosen import choose, chosen_for
from reintegration_desktop.vault.backups.order import order_of
from reintegration_desktop.vault.office.heads import MARK

REST = timedelta(minutes=15)
"""Between two backups of a vault that is locked often; whoever closes the window waits for none."""


def order_backup(program: Program, *, leaving: bool = False) -> bool:
    """Write down, with public halves alone, the backup that is to be made once the vault is locked; whether one is due.

    Nothing is due without a chosen folder, for who can't copy the cases, and where nothing is new since the last one
    that lies in that folder.
    """
    folder, database = program.folder, program.database
    chosen = chosen_for(folder.home, folder.path)
    if chosen.folder is None or database is None or database.read_only or program.training:
        return False
    state = state_of(program)
    carried = chosen.carried_at is not None and chosen.carried_at == chosen.made_at
    if state == chosen.state and (carried or not chosen.is_here):
        return False
    if not leaving and chosen.made_at is not None and program.means.now() - chosen.made_at < REST:
        return False
    order = order_of(program.keyring, rows_now(database))
    choose(folder.home, folder.path, replace(chosen, due=order, due_state=state))
    return True


def state_of(program: Program) -> str:
    """A digest of everything that a backup of now would hold; how far chains have come is in the database itself."""
    digest = sha256()
    if program.database is not None:
        digest.update(digest_of_contents(program.database))
    file = program.folder.read().file
    settings = {name: value for name, value in file.settings.items() if name != MARK}
    papers = replace(file, revision=0, heads=(), settings=settings)
    digest.update(json.dumps(papers.to_json(), sort_keys=True).encode())
    for part in PARTS:
        for path in sorted(program.folder.part(part).glob("*")):
            digest.update(f"{part}/{path.name}/{path.stat().st_size}\n".encode())
    return digest.hexdigest()
