"""The vaults that are measured: drawn from a seed, written with their whole log, kept by the hash of what made them."""

import gc
import os
import shutil
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from multiprocessing.pool import AsyncResult, Pool
from pathlib import Path

from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.casework.invented.cases import Setting, brief_case
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.dictionary import load
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.rules.tasks import Task, tasks_of
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "reintegration_desktop"
CACHE = ROOT / ".cache"
HOME = CACHE / "home"
LABEL, PASSPHRASE = "Measured", "only invented people live here"
TODAY = date(2026, 7, 1)
CLOCK = FixedClock(datetime(2026, 7, 1, 8, tzinfo=UTC))
SEED, VISITS, CHUNK, SLICE, SLICES_AHEAD, TOLD_EVERY = 7, 10, 50, 500, 3, 1_000
MADE_BY = ("casework/invented", "store/tables.py", "store/writing/bulk.py", "store/log/technical.py")


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


def large() -> int:
    """How many cases the large vault has: 100,000, or fewer where ``REINTEGRATION_BENCH_CASES`` says so."""
    return int(os.environ.get("REINTEGRATION_BENCH_CASES", "100000"))


def digest() -> str:
    """What the cases follow from: the questions, the generator, the tables."""
    found = sha256(load(resources() / "dictionary").digest.encode())
    for name in MADE_BY:
        for file in sorted((SOURCES / name).glob("*.py")) or [SOURCES / name]:
            found.update(file.read_bytes())
    return found.hexdigest()


def build(path: Path, cases: int) -> None:
    """Begin a vault alone and fill it."""
    at_home()
    founder = Newcomer(LABEL, LABEL, Role.SUPERVISOR)
    program = create_program(path, founder, PASSPHRASE, means=Means(CLOCK), programme=invented_programme({}, {}))
    setting = Setting(program.programme, (program.me.id,), program.me.office, TODAY, with_text=False)
    gc.disable()  # nothing that is drawn stands in a cycle
    with get_context("spawn").Pool(1) as pool, program.opened.bulk() as bulk:
        for done, (file, tasks) in enumerate(_drawn(pool, setting, cases), 1):
            bulk.add(file, tasks)
            if done % TOLD_EVERY == 0:
                sys.stderr.write(f"\rbuilding the vault: {done:,} of {cases:,} cases")
    gc.enable()
    sys.stderr.write("\n")
    assert program.database is not None
    program.database.checkpoint()
    program.close()


def _drawn(pool: Pool, setting: Setting, cases: int) -> Iterator[tuple[CaseFile, tuple[Task, ...]]]:
    """Cases as they are drawn, never more than some slices ahead of who writes them."""
    ahead: deque[AsyncResult[list[tuple[CaseFile, tuple[Task, ...]]]]] = deque()
    for first in range(0, cases, SLICE):
        numbers = range(first, min(first + SLICE, cases))
        ahead.append(pool.map_async(partial(drawn_case, setting), numbers, chunksize=CHUNK))
        if len(ahead) > SLICES_AHEAD:
            yield from ahead.popleft().get()
    while ahead:
        yield from ahead.popleft().get()


def drawn_case(setting: Setting, number: int) -> tuple[CaseFile, tuple[Task, ...]]:
    """An invented case with what is to be done in it; drawn in another process while this one seals and writes."""
    file = brief_case(setting, SEED, number, VISITS)
    return file, tasks_of(file, setting.programme.policy, setting.today)
