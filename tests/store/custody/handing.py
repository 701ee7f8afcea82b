"""Two field offices and headquarters of one programme, with a stick between them, for tests of handing over."""

from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from reintegration_desktop.casework.custody.offering import Destination, Handing, offer
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.ports import Me
from reintegration_desktop.casework.travel.travelling import Received, acknowledge, receive, send, send_cases
from reintegration_desktop.hq.founding import found_headquarters
from reintegration_desktop.kernel.ids import case_id
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.facts import CaseFilter, CaseRow
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.store.database import create_database, open_database
from reintegration_desktop.store.steps import bring_up_to_date
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.founding import found_office
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.roles import KeyName, Role, Room
from tests.store.office import Laptop, a_laptop, a_person, consent, open_a_case, questions
from tests.store.travel import address_of, post_of

PROGRESS = NoProgress()
AGREED = Handing("child_moved", "yes", "She likes to be called in the morning.")


def desk_of(laptop: Laptop) -> Desk:
    """The place of work of who opened a laptop."""
    store, own = laptop.store, laptop.keyring
    me = Me(
        own.id, own.name, own.role, own.duties, own.office, "", frozenset(room for room in Room if own.can_open(room)),
        frozenset(room for room in Room if own.can_seal(room)),
    )  # fmt: skip
    return Desk(
        me, questions(), Programme(), laptop.clock, store.begin, store.read, store.drafts, uuid4, lambda: "X",
        store.own, store.files, store.keep_contributions, store.written_at,
    )  # fmt: skip


def destination(laptop: Laptop) -> Destination:
    """An office as others know it from its card."""
    public = laptop.keyring.keys.public(KeyName.CASE)
    assert public is not None
    return Destination(laptop.keyring.office, "Bukavu", public)


@dataclass
class Offices:
    """Goma begins cases, Bukavu and Uvira take some, headquarters hears of all."""

    goma: Laptop
    bukavu: Laptop
    uvira: Laptop
    hq: Laptop
    path: Path
    _sticks: list[FolderTarget] = field(default_factory=list)

    @property
    def all(self) -> tuple[Laptop, ...]:
        return self.goma, self.bukavu, self.uvira, self.hq

    def stick(self) -> FolderTarget:
        """An empty one."""
        folder = self.path / f"stick{len(self._sticks)}"
        folder.mkdir()
        self._sticks.append(FolderTarget(folder))
        return self._sticks[-1]

    def carry(self, giver: Laptop, taker: Laptop, stick: FolderTarget | None = None) -> Received:
        """What one office has for the other goes there, and the word that it came goes back."""
        target = stick or self.stick()
        shared = giver.store.sharing.with_office(taker.keyring.office)
        others = giver.store.sharing.others(shared)
        send_cases(post_of(giver), address_of(taker), target, PROGRESS, shared, others)
        return self.take_in(giver, taker, target)

    def report(self, giver: Laptop, taker: Laptop) -> Received:
        """Everything goes, as to headquarters and from there."""
        target = self.stick()
        send(post_of(giver), address_of(taker), target, PROGRESS, {})
        return self.take_in(giver, taker, target)

    def take_in(self, giver: Laptop, taker: Laptop, target: FolderTarget) -> Received:
        got = receive(post_of(taker), target, PROGRESS)
        if got.taken:
            back = self.stick()
            acknowledge(post_of(taker), address_of(giver), got.taken, back, PROGRESS)
            receive(post_of(giver), back, PROGRESS)
        return got

    def close(self) -> None:
        for laptop in self.all:
            laptop.database.close()


def three_offices(path: Path) -> Offices:
    """All of them, empty."""
    goma = a_laptop(path)
    root = kept_root(goma.keyring)
    bukavu, uvira = (_an_office(path, goma, root, name, device) for name, device in (("Bukavu", "b0"), ("Uvira", "c0")))
    folder = VaultFolder(path / "hq.vault", path / "home")
    keyring = found_headquarters(folder, "Hanna", "another passphrase", goma.means, root, "Headquarters")
    database = open_database(folder.database, keyring.database_key())
    return Offices(goma, bukavu, uvira, Laptop(folder, keyring, database, goma.clock, "f0" * 16), path)


def _an_office(path: Path, goma: Laptop, root: bytes, name: str, device: str) -> Laptop:
    folder = VaultFolder(path / f"{name}.vault", path / "home")
    newcomer = Newcomer(f"{name}’s supervisor", "supervisor", Role.SUPERVISOR)
    keyring = found_office(folder, root, newcomer, f"passphrase of {name}", goma.means, name)
    database = create_database(folder.database, keyring.database_key())
    bring_up_to_date(database, folder.path)
    return Laptop(folder, keyring, database, goma.clock, device * 16)


def a_case(laptop: Laptop, **more) -> UUID:
    """Somebody who agreed to be helped and to what sharing is needed, or as told."""
    case = case_id(laptop.keyring.office, uuid4())
    open_a_case(laptop, a_person(case), consent(case, **({"agrees_to_sharing": "yes"} | more)), case=case)
    return case


def hand_over(giver: Laptop, taker: Laptop, case: UUID, handing: Handing = AGREED) -> None:
    """A supervisor prepares it."""
    offer(desk_of(giver), case, destination(taker), handing)


def name_in(laptop: Laptop, case: UUID) -> str | None:
    """What a person is called, as far as it can be read there."""
    with laptop.store.read() as cases:
        return cases.open(case).file.one("identification").text("name_first")


def holder_at(laptop: Laptop, case: UUID) -> UUID | None:
    with laptop.store.read() as cases:
        return cases.custody(case).holder


def listed(laptop: Laptop, status: str | None = "open") -> list[CaseRow]:
    with laptop.store.read() as cases:
        return cases.rows(list(cases.ids(CaseFilter(status=status))))
