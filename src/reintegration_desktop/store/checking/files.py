"""Whether the sealed files that records name are here, and what their records say of them; no key is needed."""

from hashlib import file_digest
from pathlib import Path

from reintegration_desktop.forms.sealed_file import MARK
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.store.checking.findings import Findings, Trouble
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.files.loose import folder_of, named_in
from reintegration_desktop.store.log.codes import ROOM_NUMBERS
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.vault.roles import Room

_NEWEST_THAT_NAME = (
    "JOIN head h ON h.case_id = c.case_id AND h.device = c.device AND h.seq = c.seq "
    "WHERE c.room = ? AND instr(c.document, ?) > 0"
)


def check_files(database: Database, findings: Findings, progress: Progress) -> None:
    """Compare every file that is here with its hash; one that isn't is counted, since it may lie in another office."""
    with database.read() as connection:
        changes = changes_where(connection, Register(connection), _NEWEST_THAT_NAME, (ROOM_NUMBERS[Room.OPEN], MARK))
    for number, change in enumerate(changes):
        named = named_in(change)
        if named is None:
            continue
        name, sealed = named
        whole = _is_whole(folder_of(database) / name, sealed.digest)
        findings.count("files of cases" if whole is not None else "files elsewhere")
        if whole is False:
            findings.add(Trouble.FILE, case=change.case)
        progress.report(number + 1, len(changes))


def _is_whole(path: Path, digest: bytes) -> bool | None:
    """Whether a file is what it should be; None for one that isn't here."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").digest() == digest
    except FileNotFoundError:
        return None
    except OSError:
        return False
