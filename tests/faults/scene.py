"""An office's vault that faults are made to happen to: begun, opened as the program opens it, filled a little."""

import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import TypeVar

from reintegration_desktop.app.opening import find_cases, remember_at_close
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.ports import Me
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.store.checking.findings import Findings
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.store import Store
from reintegration_desktop.vault.files.lock import VaultLock
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.unlocking import unlock
from tests.store.office import QUICK, Laptop, a_laptop, questions

One = TypeVar("One")
FIRST_WORDS = "passphrase of a test"


class Noticed(Exception):  # noqa: N818 - named as what was noticed
    """The vault opened with something to tell that nobody had done: in codes."""


@dataclass
class Scene:
    """A vault at a place of its own, closed. ``number`` tells which of its passphrases is the right one."""

    place: Path
    seed: int = 0
    number: int = 0
    began_at: int = 0
    arriving: list[Change | SaveRow] = field(default_factory=list)

    def __post_init__(self) -> None:
        laptop = a_laptop(self.place)
        laptop.database.close()
        self.folder, self.clock = laptop.folder, laptop.clock

    @property
    def means(self) -> Means:
        return Means(self.clock, kdf=QUICK, floor=QUICK)

    def words(self, number: int) -> str:
        return f"{FIRST_WORDS} {number}" if number else FIRST_WORDS

    def beside(self, name: str) -> Path:
        """A place for something of this round, outside of the vault."""
        place = self.place / "beside"
        place.mkdir(exist_ok=True)
        return place / f"{name}-{self.seed}"

    def opened(self, may_be_noticed: Collection[str] = ()) -> Laptop:
        """The vault opened as the program does it; raises its refusals, and Noticed for other notices."""
        keyring = unlock(self.folder, None, self.words(self.number), self.means)
        device = self.folder.device(keyring.file, self.means.random).id

        def rewrap(database: Database, own: Keyring) -> None:
            Store(database, own, device, questions(), self.clock).rewrap(NoProgress())

        def sound(database: Database, own: Keyring) -> bool:
            return Store(database, own, device, questions(), self.clock).checker.check((), NoProgress()).is_sound

        found = find_cases(self.folder, keyring, rewrap, sound)
        if told := [notice.code for notice in found.notices if notice.code not in may_be_noticed]:
            found.database.close()
            raise Noticed(*told)
        return Laptop(self.folder, found.keyring, found.database, self.clock, device)

    def close(self, laptop: Laptop) -> None:
        """Close the vault as the program does."""
        remember_at_close(self.folder, laptop.keyring, laptop.database)
        laptop.database.close()

    @contextmanager
    def open(self) -> Iterator[Laptop]:
        laptop = self.opened()
        try:
            yield laptop
        finally:
            self.close(laptop)

    def program(self, laptop: Laptop) -> Program:
        """The parts of the program over an open vault."""
        keyring = laptop.keyring
        rooms = frozenset(Room)
        me = Me(keyring.id, "Grace", keyring.role, keyring.duties, keyring.office, "Goma", rooms, rooms)
        return Program(self.folder, VaultLock.of_nothing(), keyring, self.means, me, questions(), Programme(),
                       laptop.database, laptop.store)  # fmt: skip


def check(laptop: Laptop) -> Findings:
    """Everything that a check of the vault looks at."""
    return laptop.store.checker.check((), NoProgress())


def fresh_scenes(place: Path, chance: Random, every: int) -> Iterator[Scene]:
    """A vault for a number of rounds, thrown away after so many; each round with a seed of its own."""
    for number in count():
        scene = Scene(place / f"office{number}")
        for _ in range(every):
            scene.seed = chance.randrange(1 << 30)
            scene.clock.moment += timedelta(days=1)
            yield scene
        shutil.rmtree(scene.place)


def in_turn(works: Sequence[One], number: int) -> One:
    return works[number % len(works)]
