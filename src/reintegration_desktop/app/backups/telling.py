"""What is told of the backup that was made after the lock."""

from pathlib import Path

from reintegration_desktop.app.backups.locked import Ended, finish_backup
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.backups.after_lock import Told
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.means import means_here


def finish_and_tell(vault: Path, progress: Progress) -> Told | None:
    """Make what was ordered at the lock, and say where it lies; raises as ``finish_backup``."""
    folder = VaultFolder(vault)
    if not folder.exists:
        return None
    how = finish_backup(folder, means_here(), progress).how
    if how is Ended.CARRIED:
        return Told("ok", say("The backup was written and read back."), say("It lies in the folder that was chosen."))
    if how is Ended.KEPT_HERE:
        return Told(
            "info", say("The stick or folder for backups is not here."),
            say("The backup was kept on this computer instead. Put the stick in before the next lock."),
        )  # fmt: skip
    return None
