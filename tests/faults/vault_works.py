"""What goes on when a fault strikes: the vault's own work - its keys, its slots, its sealed backups - and imports."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import count
from uuid import UUID, uuid4

from reintegration_desktop.app.backups.making import back_up_vault
from reintegration_desktop.casework.incoming.importing import import_cases
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.vault.backups.backup import backup_identity, backups, verify_backup
from reintegration_desktop.vault.errors import WrongPassphrase
from reintegration_desktop.vault.office.renewal import change_passphrase
from reintegration_desktop.vault.office.rotation import TWICE_A_YEAR, WITH_A_REMOVAL, renew, retire_pairs
from reintegration_desktop.vault.roles import KeyName
from reintegration_desktop.vault.unlocking import unlock
from tests.faults.scene import Scene
from tests.faults.store_works import Plain, Work
from tests.store.office import Laptop, open_a_case

RAW = {"identification": {"name_first": "Aminata", "sex": "female", "identified_on": str(date(2026, 3, 1))}}


class Rotation(Plain):
    """Every key of the office renewed, the database written anew under its own; a case before each."""

    def go(self, scene: Scene, laptop: Laptop) -> Iterator[str]:
        while True:
            yield open_a_case(laptop, code=uuid4().hex).hex
            keyring = renew(scene.folder, laptop.keyring, WITH_A_REMOVAL | TWICE_A_YEAR, scene.means)
            retire_pairs(scene.folder, keyring, scene.clock.now())
            laptop.database.close()
            laptop = scene.opened()
            yield f"generation {laptop.keyring.keys.generation(KeyName.DATABASE)}"

    def lost(self, scene: Scene, laptop: Laptop, said: list[str]) -> int:
        cases = [UUID(line) for line in said if " " not in line]
        newest = max((int(line.split()[1]) for line in said if " " in line), default=0)
        with laptop.store.read() as reading:
            lost = len(cases) - len(reading.facts(cases))
        return lost + (laptop.keyring.keys.generation(KeyName.DATABASE) < newest)


class SlotRewriting(Plain):
    """A passphrase changed again and again: the last that was acknowledged opens, or the one under way; no earlier."""

    def go(self, scene: Scene, laptop: Laptop) -> Iterator[str]:
        for number in count(scene.number):
            change_passphrase(scene.folder, None, scene.words(number), scene.words(number + 1), scene.means)
            scene.number = number + 1
            yield str(number + 1)

    def settle(self, scene: Scene, said: list[str]) -> int:
        scene.number = int(said[-1]) if said else scene.began_at
        if self._opens(scene, scene.number):
            return self._opens(scene, scene.number - 1)
        scene.number += 1
        return not self._opens(scene, scene.number)

    def lost(self, scene: Scene, laptop: Laptop, said: list[str]) -> int:
        return 0

    def _opens(self, scene: Scene, number: int) -> bool:
        scene.clock.moment += timedelta(days=1)
        with suppress(WrongPassphrase):
            unlock(scene.folder, None, scene.words(number), scene.means)
            return number >= 0
        return False


class SealedBackups(Plain):
    """Backups sealed into the vault's own folder: each that lies there opens, the last one made or a newer among them.

    Of a day only the last one is kept.
    """

    def go(self, scene: Scene, laptop: Laptop) -> Iterator[str]:
        open_a_case(laptop, code=uuid4().hex)
        while True:
            yield back_up_vault(scene.program(laptop)).path.name

    def lost(self, scene: Scene, laptop: Laptop, said: list[str]) -> int:
        held = {made.path.name for made in backups(scene.folder)}
        work = scene.beside("opened")
        work.mkdir()
        for made in backups(scene.folder):
            verify_backup(made.path, [backup_identity(laptop.keyring.own.seal_secret)], work)
        return int(bool(said) and said[-1] not in held and held <= set(said))


class Imports(Plain):
    """Cases of a file added, a transaction each."""

    def go(self, scene: Scene, laptop: Laptop) -> Iterator[str]:
        desk = scene.program(laptop).desk
        for line in count(1):
            done = import_cases(desk, [(line, RAW)], NoProgress())
            yield done.added[0].hex

    def lost(self, scene: Scene, laptop: Laptop, said: list[str]) -> int:
        with laptop.store.read() as cases:
            return len(said) - len(cases.facts([UUID(line) for line in said]))


VAULT_WORKS: tuple[Work, ...] = (Rotation(), SlotRewriting(), SealedBackups(), Imports())
