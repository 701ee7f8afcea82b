"""The vaults that are measured: drawn from a seed, written with their whole log, kept by the hash of what made them."""

import gc
import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from benchmarks.writing import Plain, plain_case, write_cases
from reintegration_desktop.casework.invented.cases import Setting
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.forms.dictionary import load
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.store.database import Opening, create_database, open_database
from reintegration_desktop.store.log import Writer
from reintegration_desktop.store.rooms import Rooms
from reintegration_desktop.store.steps import bring_up_to_date
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.founding import begin_alone
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from reintegration_desktop.vault.unlocking import unlock

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

    @property
    def folder(self) -> VaultFolder:
        return VaultFolder(self.path, HOME)

    def keyring(self) -> Keyring:
        """Who keeps it, unlocked."""
        return unlock(self.folder, LABEL, PASSPHRASE, Means(CLOCK))


def built(cases: int) -> Built:
    """The vault of so many cases with ten visits each; built once."""
    path = CACHE / f"cases-{cases}-{digest()[:12]}.vault"
    if path.exists():
        return Built(path, cases)
    for old in CACHE.glob(f"cases-{cases}-*"):
        shutil.rmtree(old)
    unfinished = path.with_suffix(".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    began = time.perf_counter()
    _build(unfinished, cases)
    unfinished.rename(path)
    return Built(path, cases, time.perf_counter() - began)


def digest() -> str:
    """What the cases follow from: the questions, the generator, the tables."""
    found = sha256(load(resources() / "dictionary").digest.encode())
    for name in MADE_BY:
        for file in sorted((ROOT / name).glob("*.py")) or [ROOT / name]:
            found.update(file.read_bytes())
    return found.hexdigest()


def the_programme(keyring: Keyring) -> Programme:
    return invented_programme({str(keyring.id): LABEL}, {str(keyring.office): "Kivara"})


def _build(path: Path, cases: int) -> None:
    folder = VaultFolder(path, HOME)
    keyring = begin_alone(folder, Newcomer(LABEL, LABEL, Role.SUPERVISOR), PASSPHRASE, Means(CLOCK), "Kivara")
    key = keyring.database_key()
    assert key is not None
    bring_up_to_date(create_database(folder.database, key), folder.part("backups"))
    database = open_database(folder.database, key, how=Opening(cache_kib=512 * 1024))
    with database.outside_a_transaction() as connection:
        connection.execute("PRAGMA synchronous = OFF")
    writer = Writer(keyring, Rooms(keyring), folder.device(keyring.file, os.urandom).id, CLOCK.now, os.urandom)
    setting = Setting(the_programme(keyring), (keyring.id,), keyring.office, TODAY, with_text=False)
    gc.freeze()
    gc.disable()
    for done, some in enumerate(_slices(setting, cases), 1):
        write_cases(database, writer, some)
        sys.stderr.write(f"\rbuilding the vault: {done * SLICE:,} of {cases:,} cases")
    gc.enable()
    sys.stderr.write("\n")
    database.checkpoint()
    database.close()


def _slices(setting: Setting, cases: int) -> Iterator[Sequence[Plain]]:
    """Cases in slices, drawn in another process while this one seals and writes."""
    with get_context("spawn").Pool(1) as pool:
        drawn = pool.imap(partial(plain_case, setting, SEED, VISITS), range(cases), chunksize=CHUNK)
        while some := list(islice(drawn, SLICE)):
            yield some
