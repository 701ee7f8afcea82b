"""Three field offices and headquarters with real vaults, each with a clock of its own, and the bundles between them."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from reintegration_desktop.app.opening import follow_papers
from reintegration_desktop.casework.custody.offering import Destination
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.travel.answering import answer
from reintegration_desktop.casework.travel.parcels import parcel
from reintegration_desktop.casework.travel.post import Post
from reintegration_desktop.casework.travel.travelling import Received, receive, send, send_cases
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.hq.founding import found_headquarters
from reintegration_desktop.store.database import create_database, open_database
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.steps import bring_up_to_date
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.founding import begin_alone, found_office
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.roles import Role
from reintegration_desktop.vault.unlocking import refreshed
from tests.machines.drawn import an_id, drawn
from tests.machines.programme import break_a_bit
from tests.store.custody.handing import PROGRESS, desk_of, destination
from tests.store.office import Laptop, TurnedClock
from tests.store.travel import address_of, post_of

GOMA, BUKAVU, UVIRA, HQ = "Goma", "Bukavu", "Uvira", "Headquarters"
FIELD = (GOMA, BUKAVU, UVIRA)
NAMES = (*FIELD, HQ)
KEPT_BUNDLES = 80
_ASIDE = "JOIN quarantine q ON q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq ORDER BY c.clock"
WORDS = "passphrase of an office"


@dataclass
class Country:
    """A supervisor in each office, who may be followed by others; Hanna at headquarters.

    ``colleagues`` are let in at an office, ``away`` is who left and is still believed at its other computer, each of
    the ``thieves`` has a copy of a vault and a colleague's keys. Every bundle that anybody sealed lies in a pile, from
    which any may arrive, late, again, or broken, or never.
    Whatever is random is drawn from ``chance``.
    """

    chance: Random
    place: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="machines-")))

    def __post_init__(self) -> None:
        self.clocks = {name: TurnedClock() for name in NAMES}
        self.pile: list[Path] = []
        (self.place / "pile").mkdir()
        root: bytes | None = None
        self.laptops: dict[str, Laptop] = {}
        for name in NAMES:
            self.laptops[name] = self._begin(name, root)
            root = root or kept_root(self.laptops[name].keyring)
        self.root = root
        self.database_keys = {name: laptop.keyring.database_key() for name, laptop in self.laptops.items()}
        self.colleagues: dict[tuple[str, str], Keyring] = {}
        self.others: dict[str, Laptop] = {}
        self.backups: dict[str, Laptop] = {}
        self.thieves: dict[str, Laptop] = {}
        self.away: dict[str, Keyring] = {}
        self.furthest = max(clock.moment for clock in self.clocks.values())

    def _begin(self, name: str, root: bytes | None) -> Laptop:
        folder, means = VaultFolder(self.place / f"{name}.vault", self.place / name), self.means(name)
        keyring = self._founded(name, folder, means, root)
        if name == HQ:
            database = open_database(folder.database, keyring.database_key())
        else:
            database = create_database(folder.database, keyring.database_key())
            bring_up_to_date(database, folder.path)
        return Laptop(folder, keyring, database, self.clocks[name], self.a_device(), means.random)

    def _founded(self, name: str, folder: VaultFolder, means: Means, root: bytes | None) -> Keyring:
        newcomer = Newcomer(f"{name}’s supervisor", "supervisor", Role.SUPERVISOR)
        if name == HQ:
            return found_headquarters(folder, "Hanna", WORDS, means, root, HQ)
        if root is None:
            return begin_alone(folder, newcomer, WORDS, means, name)
        return found_office(folder, root, newcomer, WORDS, means, name)

    def means(self, name: str) -> Means:
        """By an office's own clock."""
        return drawn(self.clocks[name], self.chance)

    def a_device(self) -> str:
        """What a computer is called from now on."""
        return self.chance.randbytes(16).hex()

    def turn(self, name: str, hours: int) -> None:
        """An office's clock goes forward, or back."""
        self.furthest = max(self.furthest, self.clocks[name].moment)
        self.clocks[name].moment += timedelta(hours=hours)

    def swap(self, name: str) -> None:
        """The office's other computer is used from now on."""
        self.laptops[name], self.others[name] = self.others[name], self.laptops[name]
        self.away.pop(name, None)
        self.open_again(name)

    def open_again(self, name: str) -> None:
        """The office's vault is opened anew: no child's keys are at hand yet; what was heard of people is followed."""
        laptop = self.laptops[name]
        self.laptops[name] = laptop = replace(laptop, keyring=refreshed(laptop.folder, laptop.keyring))
        follow_papers(laptop.store, laptop.keyring, self.means(name))

    def put_clocks_right(self) -> None:
        """None of them shows less than any ever did."""
        self.furthest = max(self.furthest, *(clock.moment for clock in self.clocks.values()))
        for clock in self.clocks.values():
            clock.moment = self.furthest

    def colleague(self, name: str, who: str, role: Role = Role.SUPERVISOR) -> Laptop:
        """Somebody else at the same computer, who is let in if that wasn't done yet."""
        laptop = self.laptops[name]
        if (name, who) not in self.colleagues:
            newcomer = Newcomer(f"{who} of {name}", f"{who} of {name}", role)
            keyring = add_person(laptop.folder, laptop.keyring, newcomer, WORDS, self.means(name))
            self.laptops[name] = replace(laptop, keyring=refreshed(laptop.folder, laptop.keyring))
            self.colleagues[name, who] = keyring
        keyring = self.colleagues[name, who]
        return replace(self.laptops[name], keyring=refreshed(laptop.folder, keyring))

    def new_id(self) -> UUID:
        return an_id(self.chance)

    def desk(self, name: str) -> Desk:
        """The place of work of who works there now."""
        return self.desk_of(self.laptops[name])

    def desk_of(self, laptop: Laptop) -> Desk:
        return replace(desk_of(laptop), new_id=self.new_id)

    def office(self, name: str) -> UUID:
        return self.laptops[name].keyring.office

    def destination(self, name: str) -> Destination:
        return destination(self.laptops[name])

    def lying(self, name: str) -> dict[VersionId, Change]:
        """Every change that lies in an office's tables, whether it counts or not."""
        return self.lying_at(self.laptops[name])

    def lying_at(self, laptop: Laptop) -> dict[VersionId, Change]:
        """The same of any computer."""
        return {one.id: one for one in self._changes(laptop, "ORDER BY c.clock, c.device, c.seq")}

    def aside(self, name: str) -> set[VersionId]:
        """Those of them that count for nothing, whatever was decided of them."""
        return {one.id for one in self._changes(self.laptops[name], _ASIDE)}

    def _changes(self, laptop: Laptop, rest: str) -> list[Change]:
        with laptop.database.read() as connection:
            return changes_where(connection, Register(connection), rest, ())

    def post(self, name: str) -> Post:
        laptop = self.laptops[name]
        return self.post_of(laptop, refreshed(laptop.folder, laptop.keyring))

    def post_of(self, laptop: Laptop, keyring: Keyring) -> Post:
        return replace(post_of(laptop), keyring=keyring, random=self.chance.randbytes, device=laptop.device)

    def seal(self, giver: str, taker: str, thief: Laptop | None = None) -> list[Path]:
        """An office seals what another one lacks, as the program does, or a thief of theirs; it lies in the pile."""
        post = self.post(giver) if thief is None else self.post_of(thief, thief.keyring)
        to = address_of(self.laptops[taker])
        with tempfile.TemporaryDirectory(dir=self.place) as folder:
            target = FolderTarget(Path(folder))
            if HQ in (giver, taker):
                send(post, to, target, PROGRESS, {})
            else:
                sharing = (thief or self.laptops[giver]).store.sharing
                cases = sharing.with_office(to.office)
                send_cases(post, to, target, PROGRESS, cases, sharing.others(cases))
            return self._gather(Path(folder))

    def arrive(
        self, name: str, bundles: Sequence[Path], *, broken: Random | None = None
    ) -> tuple[Received, list[Path]]:
        """Some of the pile arrive, on one stick; what is answered to them goes on the pile."""
        with tempfile.TemporaryDirectory(dir=self.place) as folder:
            for bundle in bundles:
                copy = Path(shutil.copy(bundle, folder))
                if broken is not None:
                    break_a_bit(copy, broken)
            post, target = self.post(name), FolderTarget(Path(folder))
            got = receive(post, target, PROGRESS)
            others = {self.office(other): address_of(self.laptops[other]) for other in NAMES if other != name}
            answer(post, others, got, target, PROGRESS)
            for bundle in bundles:
                Path(folder, bundle.name).unlink(missing_ok=True)
            return got, self._gather(Path(folder))

    def waits_for(self, name: str) -> dict[UUID, int]:
        """Of which cases headquarters has how many changes for an office."""
        return dict(parcel(self.post(HQ), self.office(name), {}).cases)

    def _gather(self, folder: Path) -> list[Path]:
        new = [Path(shutil.move(file, self.place / "pile")) for file in sorted(folder.iterdir())]
        self.pile += new
        while len(self.pile) > KEPT_BUNDLES:
            self.pile.pop(0).unlink()
        return new

    def close(self) -> None:
        """Let go of everything."""
        for laptops in (self.laptops, self.others, self.backups, self.thieves):
            for laptop in laptops.values():
                laptop.database.close()
        shutil.rmtree(self.place)
