"""What a child does with sealed files: adds them for ever, to be killed, or a large one, to be measured.

``python -m tests.store.files.work measure FOLDER MEGABYTES`` says
by how many KiB the program grew while it sealed and opened a file of so many megabytes.
"""

import io
import os
import sys
from pathlib import Path
from uuid import UUID, uuid4

from reintegration_desktop.store.database import open_database
from reintegration_desktop.vault.roles import Room
from tests.store.office import Laptop, a_laptop, an_edit, open_a_case, save

CONTENT = b"a recording " * 40_000


def add(laptop: Laptop, case: UUID) -> UUID:
    """Seal a file and save the record that names it."""
    record = uuid4()
    sealed = laptop.store.files.put(case, Room.PERSON, record, io.BytesIO(CONTENT), len(CONTENT))
    save(laptop, case, an_edit(case, "person_file", record, file_kind="letter", sealed_file=str(sealed)))
    return record


def be_killed(laptop: Laptop, case: UUID, told: int) -> None:
    """Add for ever, and say each record into a pipe once it is saved."""
    while True:
        os.write(told, f"{add(laptop, case)}\n".encode())


class Nowhere:
    """Counts what is written to it."""

    written = 0

    def write(self, content: bytes, /) -> int:
        self.written += len(content)
        return len(content)


def measured(folder: Path, megabytes: int) -> int:
    laptop, size = a_laptop(folder), megabytes << 20
    case, record, source, target = open_a_case(laptop), uuid4(), folder / "large", Nowhere()
    with source.open("wb") as made:
        made.truncate(size)
    add(laptop, case)
    Path("/proc/self/clear_refs").write_text("5")
    before = _kib("VmRSS")
    with source.open("rb") as file:
        sealed = laptop.store.files.put(case, Room.PERSON, record, file, size)
    laptop.store.files.open(case, Room.PERSON, record, sealed, target)
    assert target.written == size
    laptop.database.close()
    return _kib("VmHWM") - before


def _kib(name: str) -> int:
    """What the system says of this process: its size, or the largest it had since it was asked to forget."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])


def again(folder: Path, first: Laptop) -> Laptop:
    """The same vault, opened by another process."""
    key = first.keyring.database_key()
    assert key is not None
    database = open_database(folder / "Goma.vault" / "cases.db", key)
    return Laptop(first.folder, first.keyring, database, first.clock, first.device)


if __name__ == "__main__":
    if sys.argv[1] == "measure":
        sys.stdout.write(str(measured(Path(sys.argv[2]), int(sys.argv[3]))))
