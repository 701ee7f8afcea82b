"""Damages a closed vault's files from outside, and sees that the damage is noticed and named."""

import os
import random
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.store.checking.findings import Trouble
from tests.faults.disk import put_back
from tests.faults.rows import Row
from tests.faults.scene import Noticed, Scene, check
from tests.store.office import a_visit, open_a_case, save

PAGE = 4096
SOUND = "sound"
Damage = Callable[["Vault", random.Random], None]


class Vault:
    """A vault with some cases, and an older copy of its database."""

    def __init__(self, place: Path) -> None:
        self.scene = Scene(place)
        self._works(12)
        self.older = self.file.read_bytes()
        self._works(6)
        self.whole = self.file.read_bytes()
        self.kept = place.with_name(f"{place.name}-kept")
        shutil.copytree(place, self.kept)

    @property
    def file(self) -> Path:
        return self.scene.folder.database

    def back(self) -> None:
        put_back(self.kept, self.scene.place)

    def found(self) -> str:
        """What the program says of the vault as it lies there: a refusal's code, a notice's, troubles, or sound."""
        try:
            with self.scene.open() as laptop:
                counts = check(laptop).counts
                return "+".join(sorted(counts)) or SOUND
        except Refusal as refusal:
            return refusal.code
        except Noticed as noticed:
            return "+".join(map(str, noticed.args))

    def _works(self, cases: int) -> None:
        with self.scene.open() as laptop:
            for _ in range(cases):
                case = open_a_case(laptop)
                save(laptop, case, a_visit(case), a_visit(case))


def cut_short(vault: Vault, chance: random.Random) -> None:
    os.truncate(vault.file, chance.randrange(len(vault.whole)))


def flip_a_bit(vault: Vault, chance: random.Random) -> None:
    content = bytearray(vault.whole)
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    vault.file.write_bytes(content)


def swap_pages(vault: Vault, chance: random.Random) -> None:
    one, other = chance.sample(range(len(vault.whole) // PAGE), 2)
    pages = [vault.whole[at : at + PAGE] for at in range(0, len(vault.whole), PAGE)]
    pages[one], pages[other] = pages[other], pages[one]
    vault.file.write_bytes(b"".join(pages))


def put_an_old_page(vault: Vault, chance: random.Random) -> None:
    starts = range(0, min(len(vault.whole), len(vault.older)), PAGE)
    changed = [at for at in starts if vault.whole[at : at + PAGE] != vault.older[at : at + PAGE]]
    at = chance.choice(changed)
    vault.file.write_bytes(vault.whole[:at] + vault.older[at : at + PAGE] + vault.whole[at + PAGE :])


def put_the_old_file(vault: Vault, chance: random.Random) -> None:
    vault.file.write_bytes(vault.older)


def empty(vault: Vault, chance: random.Random) -> None:
    vault.file.write_bytes(b"")


def take_away(vault: Vault, chance: random.Random) -> None:
    vault.file.unlink()


def lose_the_log(vault: Vault, chance: random.Random) -> None:
    """A program was killed after some saves, and the log file with them was left behind when the folder was copied."""
    child = os.fork()
    if child == 0:
        laptop = vault.scene.opened()
        for _ in range(chance.randint(1, 4)):
            open_a_case(laptop)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    vault.file.with_name(f"{vault.file.name}-wal").unlink()


DAMAGES: dict[str, Damage] = {
    "cut short": cut_short,
    "a bit flipped": flip_a_bit,
    "two pages swapped": swap_pages,
    "an old page": put_an_old_page,
    "the old file": put_the_old_file,
    "emptied": empty,
    "taken away": take_away,
    "without its log file": lose_the_log,
}


def run(times: int, chance: random.Random, place: Path) -> Row:
    """So many damages, the kinds in turn."""
    row, vault, named = Row(of="files damaged"), Vault(place / "office"), Counter[str]()
    kinds = list(DAMAGES)
    assert vault.found() == SOUND
    for number in range(times):
        vault.back()
        kind = kinds[number % len(kinds)]
        DAMAGES[kind](vault, chance)
        found = vault.found()
        named[f"{kind}: {found}"] += 1
        row.add(kind, 1, found == SOUND)
    row.note = ", ".join(f"{what} {number}" for what, number in sorted(named.items()))
    return row


def run_on_the_vaults_file(times: int, chance: random.Random, place: Path) -> Row:
    """Both copies of the vault's own file damaged alike, so many times: nothing is opened, nothing else is said."""
    row, vault, named = Row(of="files damaged"), Vault(place / "office"), Counter[str]()
    whole = vault.scene.folder.json.read_bytes()
    for _ in range(times):
        vault.back()
        content = bytearray(whole)
        at = chance.randrange(len(content) - 1)
        if chance.random() < 0.5:
            content[at] ^= 1 << chance.randrange(8)
        else:
            del content[at:]
        for file in (vault.scene.folder.json, vault.scene.folder.spare):
            file.write_bytes(content)
        found = vault.found()
        named[found] += 1
        row.add("vault.json", 1, found == SOUND)
    row.note = ", ".join(f"{what} {number}" for what, number in sorted(named.items()))
    return row


TROUBLES = frozenset(Trouble)
