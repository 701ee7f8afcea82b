"""What the pages of backups need of the program."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.ui.inputs.second_person import Agreed


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands: the last backup, the folder that takes one at each lock, whether it is here, its last one."""

    last: date | None = None
    folder: Path | None = None
    is_here: bool = False
    carried: date | None = None


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup: when it was made, its bytes, whether it lies in the chosen folder and ``here``, what happened since."""

    path: Path
    made_at: datetime
    size: int
    elsewhere: bool
    remarks: Sequence[str] = ()
    here: bool = False


@dataclass(frozen=True, slots=True)
class DrillLine:
    """How a backup came back, in a sentence; ``good`` where nothing was wrong."""

    made_at: datetime
    sentence: str
    good: bool


@dataclass(frozen=True, slots=True)
class BackupVerbs:
    """Verbs raise refusals.

    ``back_up`` writes into a folder and says in a sentence what was written; ``choose`` takes the folder for the lock,
    None for none. ``drill`` and ``restore``, the way to the page that brings one back, are None for who opens none;
    ``sign`` leads to the page that agrees to a colleague's request, None for who can't.
    """

    standing: Callable[[], Standing]
    lines: Callable[[], Sequence[BackupLine]]
    back_up: Callable[[Path, Progress], str]
    choose: Callable[[Path | None], None]
    drill: Callable[[Progress], Sequence[DrillLine]] | None = None
    restore: Callable[[BackupLine], None] | None = None
    sign: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class RestoreVerbs:
    """``restore(line, agreed, progress)`` brings a backup back over the vault, closes it and says what was done.

    ``lock`` lets the vault be opened anew. ``seconds`` are the names, by id, of who can agree by typing their
    passphrase here; ``needs_second`` where somebody has to agree, here or elsewhere; ``ask(line, file)`` writes a
    request that is signed on another computer, and returns the number by which both know the backup.
    """

    restore: Callable[[BackupLine, Agreed | None, Progress], str]
    lock: Callable[[], None]
    ask: Callable[[BackupLine, Path], str] | None = None
    seconds: Mapping[str, str] = field(default_factory=dict)
    needs_second: bool = False
