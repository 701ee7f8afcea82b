"""Vaults for tests: cheap passphrases, a clock that can be turned, an office with somebody in every role."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.founding import begin_alone
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.admitting import Agree
from reintegration_desktop.vault.passphrases.passphrase import KdfParameters
from reintegration_desktop.vault.roles import Duty, Role, Room
from reintegration_desktop.vault.seal import Where
from reintegration_desktop.vault.unlocking import unlock

CHEAP = KdfParameters(memory=64, passes=1, lanes=1)
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
PASSPHRASE = "shame coconut snippet exceeding expansive"
CASE, RECORD, DEVICE = UUID(int=0xCA5E), UUID(int=0x4EC), bytes(range(16))
FOUNDER = Newcomer("Amina Kabila", "Supervisor", Role.SUPERVISOR)


@dataclass
class Turning:
    """A clock that a test turns."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()

    def turn(self, **by: float) -> None:
        self.moment += timedelta(**by)


def means(clock: Turning | None = None) -> Means:
    return Means(clock or Turning(), kdf=CHEAP, floor=CHEAP)


@dataclass
class Office:
    """A vault, the people in it, and the way to let in more."""

    folder: VaultFolder
    means: Means
    people: dict[str, Keyring] = field(default_factory=dict)
    _numbers: count = field(default_factory=lambda: count(1))

    @property
    def founder(self) -> Keyring:
        return self.people["Supervisor"]

    def let_in(
        self, role: Role, *duties: Duty, label: str = "", by: str = "Supervisor", agree: Agree | None = None
    ) -> Keyring:
        name = label or role.value.replace("_", " ").capitalize()
        newcomer = Newcomer(f"Person {next(self._numbers)}", name, role, frozenset(duties))
        self.people[name] = add_person(self.folder, self.people[by], newcomer, PASSPHRASE, self.means, agree=agree)
        return self.people[name]

    def unlock(self, label: str, passphrase: str = PASSPHRASE) -> Keyring:
        self.people[label] = unlock(self.folder, label, passphrase, self.means)
        return self.people[label]


def an_office(place: Path, newcomer: Newcomer = FOUNDER) -> Office:
    folder = VaultFolder(place / "Kivara.vault", place / "home")
    the_means = means()
    founder = begin_alone(folder, newcomer, PASSPHRASE, the_means, "Kivara")
    return Office(folder, the_means, {newcomer.label: founder})


def a_full_office(place: Path) -> Office:
    """A supervisor who began alone, and one person in every other role but headquarters."""
    office = an_office(place)
    for role in Role:
        if role not in (Role.SUPERVISOR, Role.HEADQUARTERS):
            office.let_in(role)
    return office


def a_place(room: Room = Room.PERSON, **other: object) -> Where:
    where = Where(CASE, room, 1, RECORD, DEVICE, 1)
    return where._replace(**other)


def other_places(where: Where) -> Mapping[str, Where]:
    """The same place with one thing changed, by what was changed."""
    room = next(room for room in (Room.PERSON, Room.ACCOUNT) if room is not where.room)
    return {
        "case": where._replace(case=UUID(int=0xCA5F)),
        "room": where._replace(room=room),
        "generation": where._replace(generation=where.generation + 1),
        "record": where._replace(record=UUID(int=0x4ED)),
        "device": where._replace(device=bytes(16)),
        "seq": where._replace(seq=where.seq + 1),
    }


def flipped(content: bytes, at: int, bit: int = 0) -> bytes:
    """The same bytes with one bit changed."""
    changed = bytearray(content)
    changed[at] ^= 1 << bit
    return bytes(changed)


def with_file(office: Office, **changes: object) -> None:
    """Have the founder write the vault's file with something changed, as a person with a text editor could not."""
    file = replace(office.folder.read().file, **changes)
    office.folder.write(file, office.founder.id, office.founder.sign)
