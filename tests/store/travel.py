"""A field office and headquarters of one programme, with a stick between them, for tests."""

import os
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from reintegration_desktop.casework.travel.post import Post
from reintegration_desktop.casework.travel.travelling import Received, Sent, receive, send
from reintegration_desktop.hq.founding import found_headquarters
from reintegration_desktop.hq.inbox import Intake, take_in
from reintegration_desktop.hq.status import OfficeStatus, status
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.database import open_database
from reintegration_desktop.sync.bundle import Address
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.roles import KeyName
from tests.store.office import QUICK, Laptop, a_laptop


def post_of(laptop: Laptop, **more: object) -> Post:
    """A laptop's post; two sides that hold the same and come to something else are a fault wherever it shows."""
    store, told = laptop.store, {"note_agrees": must_agree, "device": laptop.device, **more}
    return Post(
        laptop.keyring, laptop.folder, store.outgoing, store.incoming, store.peers, laptop.clock.now, os.urandom, **told
    )


def must_agree(office: UUID, _copy: str, agrees: bool) -> None:
    assert agrees, f"{office} holds the same and comes to something else"


def address_of(laptop: Laptop) -> Address:
    public = laptop.keyring.keys.public(KeyName.TRANSPORT)
    assert public is not None
    return Address(laptop.keyring.office, public)


@dataclass
class Journey:
    """Both sides and the stick."""

    field: Laptop
    hq: Laptop
    stick: FolderTarget

    def send(self, **figures: bytes) -> Sent:
        return send(post_of(self.field), address_of(self.hq), self.stick, NoProgress(), figures)

    def take_in(self, *known: Laptop) -> Intake:
        addresses = {laptop.keyring.office: address_of(laptop) for laptop in known or (self.field,)}
        return take_in(post_of(self.hq, keep_figures=self.keep), addresses, self.stick)

    def hear(self) -> Received:
        return receive(post_of(self.field), self.stick, NoProgress())

    def keep(self, office: UUID, name: str, content: bytes) -> None:
        (self.hq.folder.part("figures") / f"{office.hex}-{name}").write_bytes(content)

    def status(self, people: dict[UUID, UUID] | None = None) -> tuple[OfficeStatus, ...]:
        if people is None:
            people = {one.id: one.office for one in self.field.keyring.people.current()}
        offices = {self.field.keyring.office: "Goma"}
        return status(self.hq.database, self.hq.store.incoming, offices, people, self.hq.folder.part("figures"))

    @property
    def agree(self) -> bool:
        devices = sorted(self.field.store.outgoing.vector())
        return self.field.store.incoming.digests(devices) == self.hq.store.incoming.digests(devices)

    def close(self) -> None:
        self.field.database.close()
        self.hq.database.close()


def a_journey(path: Path) -> Journey:
    """A field office that began alone, headquarters under its root, and an empty stick."""
    field = a_laptop(path)
    folder = VaultFolder(path / "hq.vault", path / "home")
    means = Means(field.clock, kdf=QUICK, floor=QUICK)
    keyring = found_headquarters(folder, "Hanna", "another passphrase", means, kept_root(field.keyring), "Headquarters")
    database = open_database(folder.database, keyring.database_key())
    (path / "stick").mkdir()
    return Journey(field, Laptop(folder, keyring, database, field.clock, "f0" * 16), FolderTarget(path / "stick"))
