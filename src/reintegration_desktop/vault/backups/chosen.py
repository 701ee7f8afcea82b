"""Where this computer puts a vault's backups, how far they have come, and which one is due; it lies outside the vault.

Nothing in it is secret. Light: the unlock window asks it before anything heavy is imported.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from reintegration_desktop.vault.backups.order import Order
from reintegration_desktop.vault.errors import DiskFull, FolderReadOnly, FolderTrouble
from reintegration_desktop.vault.fields import Fields, compact
from reintegration_desktop.vault.files.device import device_file
from reintegration_desktop.vault.files.disk import told, write_whole

VERSION = 1
MARK = "reintegration-backups.txt"
"""In the chosen folder: what it is known by. An empty place where a stick was mounted is not taken for it."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """``folder`` takes a backup at each lock; ``carried_at`` is when one came to lie there last.

    ``state`` says in a digest what the newest backup anywhere held, ``made_at`` when it was made; ``due`` is one that
    was ordered at the lock and not made yet, ``due_state`` what it will hold. ``mark`` stands in the folder.
    """

    folder: Path | None = None
    carried_at: datetime | None = None
    made_at: datetime | None = None
    state: str = ""
    due: Order | None = None
    due_state: str = ""
    mark: str = ""

    @property
    def is_here(self) -> bool:
        """Whether it is the folder that was chosen: the stick may be in a drawer, and another in its place."""
        if self.folder is None or not self.folder.is_dir():
            return False
        try:
            return not self.mark or self.mark in (self.folder / MARK).read_text(encoding="utf-8").split()
        except (OSError, ValueError):
            return False

    def to_bytes(self) -> bytes:
        """The file in the user's own folder."""
        return compact(
            {
                "version": VERSION,
                "folder": None if self.folder is None else str(self.folder),
                "carried_at": None if self.carried_at is None else self.carried_at.isoformat(),
                "made_at": None if self.made_at is None else self.made_at.isoformat(),
                "state": self.state,
                "due": None if self.due is None else self.due.to_json(),
                "due_state": self.due_state,
                "mark": self.mark,
            }
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> "Chosen":
        """Back from ``to_bytes``; raises ValueError."""
        fields = Fields.parse(content)
        if fields.number("version") != VERSION:
            raise ValueError("written by another version")
        return cls(
            folder=Path(fields.text("folder")) if fields.has("folder") else None,
            carried_at=fields.moment("carried_at") if fields.has("carried_at") else None,
            made_at=fields.moment("made_at") if fields.has("made_at") else None,
            state=fields.text("state"),
            due=Order.from_json(fields.table("due")) if fields.has("due") else None,
            due_state=fields.text("due_state"),
            mark=fields.text("mark"),
        )


def marked_folder(folder: Path, new_mark: str) -> str:
    """The mark by which a folder is known again, left in it with those of others; raises what the disk refuses."""
    file = folder / MARK
    with told():
        others = file.read_text(encoding="utf-8") if file.exists() else ""
    write_whole(file, f"{others}{new_mark}\n".encode())
    return new_mark


def chosen_for(home: Path, vault: Path) -> Chosen:
    """What was chosen for a vault at this place; nothing where nothing readable is."""
    try:
        return Chosen.from_bytes(_file(home, vault).read_bytes())
    except (OSError, ValueError):
        return Chosen()


def choose(home: Path, vault: Path, chosen: Chosen) -> None:
    """Write it down; raises FolderReadOnly, DiskFull, FolderTrouble."""
    file = _file(home, vault)
    with told():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(file, chosen.to_bytes())


def forget_due(home: Path, vault: Path) -> None:
    """Somebody opens the vault again: what was ordered at the last lock no longer says what it would hold."""
    chosen = chosen_for(home, vault)
    if chosen.due is not None:
        with suppress(FolderReadOnly, DiskFull, FolderTrouble):
            choose(home, vault, replace(chosen, due=None, due_state=""))


def _file(home: Path, vault: Path) -> Path:
    return home / "backups" / device_file(home, vault).name
