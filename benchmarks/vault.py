"""The vaults that are measured: drawn from a seed, written with their whole log, kept by the hash of what made them."""

import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from benchmarks.writing import Plain, plain_case, write_cases
from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.casework.invented.cases import Setting
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.forms.dictionary import load
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.store.log import Writer
from reintegration_desktop.store.rooms import Rooms
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache"
HOME = CACHE / "home"
LABEL, PASSPHRASE = "Measured", "only invented people live here"
TODAY = date(2026, 7, 1)
CLOCK = FixedClock(datetime(2026, 7, 1, 8, tzinfo=UTC))
SEED, VISITS, SLICE, CHUNK = 7, 10, 500, 50
MADE_BY = (
    "src/reintegration_desktop/casework/invented",
    "src/reintegration_desktop/store/tables.py",
    "benchmarks/writing.py",
)


@dataclass(frozen=True)
class Built:
    """A vault on the disk, and how long it took to build if it was built now."""

    path: Path
    cases: int
    seconds: float = 0.0

    def at(self, path: Path) -> "Built":
        """A copy of it at another place."""
        return replace(self, path=path)

    def open(self) -> Program:
        """Unlocked for who keeps it."""
        at_home()
        return open_program(self.path, LABEL, PASSPHRASE, means=Means(CLOCK))


def at_home() -> None:
    """This computer's token for the vaults lies beside them."""
    os.environ["REINTEGRATION_HOME"] = str(HOME)


def built(cases: int) -> Built:
    """The vault of so many cases with ten visits each; built once."""
    path = CACHE / f"cases-{cases}-{digest()[:12]}.vault"
    if path.exists():
        return Built(path, cases)
    for old in CACHE.glob(f"cases-{cases}-*"):
        shutil.rmtree(old)
    began = time.perf_counter()
    unfinished = path.with_suffix(".part")
    build(unfinished, cases)
    unfinished.rename(path)
    return Built(path, cases, time.perf_counter() - began)


def digest() -> str:
    """What the cases follow from: the questions, the generator, the tables."""
    found = sha256(load(resources() / "dictionary").digest.encode())
    for name in MADE_BY:
        for file in sorted((ROOT / name).glob("*.py")) or [ROOT / name]:
            found.update(file.read_bytes())
    return found.hexdigest()


def build(path: Path, cases: int) -> None:
    """Begin a vault alone and fill it."""
    at_home()
    founder = Newcomer(LABEL, LABEL, Role.SUPERVISOR)
    program = create_program(path, founder, PASSPHRASE, means=Means(CLOCK), programme=invented_programme({}, {}))
    database = program.database
    assert database is not None
    with database.outside_a_transaction() as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA cache_size = -{512 * 1024}")
    setting = Setting(program.programme, (program.me.id,), program.me.office, TODAY, with_text=False)
    writer = Writer(program.keyring, Rooms(program.keyring), _device(program), CLOCK.now, os.urandom)
    for done, some in enumerate(_slices(setting, cases), 1):
        write_cases(database, writer, some)
        sys.stderr.write(f"\rbuilding the vault: {done * SLICE:,} of {cases:,} cases")
    sys.stderr.write("\n")
    database.checkpoint()
    program.close()


def _device(program: Program) -> str:
    return program.folder.device(program.keyring.file, os.urandom).id


def _slices(setting: Setting, cases: int) -> Iterator[Sequence[Plain]]:
    """Cases in slices, drawn in another process while this one seals and writes."""
    with get_context("spawn").Pool(1) as pool:
        drawn = pool.imap(partial(plain_case, setting, SEED, VISITS), range(cases), chunksize=CHUNK)
        while some := list(islice(drawn, SLICE)):
            yield some
