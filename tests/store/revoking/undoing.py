"""Somebody's keys were stolen: their revocation, and who hears of it."""

from collections.abc import Mapping
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.travel.papers import put_papers
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.revocations import Revocation, revoke
from tests.store.custody.handing import Offices
from tests.store.office import Laptop

Held = Mapping[str, tuple[int, bytes]]
CUSTODY = "SELECT holder, epoch, target, disputed, elsewhere FROM custody WHERE case_id = ?"


def held_at(laptop: Laptop) -> Held:
    """How far every device is held there."""
    return {device: (mark.seq, mark.hash) for device, mark in laptop.store.incoming.vector().items()}


def revocation(offices: Offices, who: Laptop, last: Held, *stays: Laptop) -> Revocation:
    """The root's word that who opened a laptop is out since then; some whom they let in stay."""
    root = Ed25519PrivateKey.from_private_bytes(kept_root(offices.goma.keyring))
    stands = frozenset(one.fingerprint for laptop in stays for one in laptop.keyring.file.certificates)
    return revoke(who.keyring.id, who.clock.now(), None, root.sign, last, stands)


def hears(laptop: Laptop, paper: Revocation) -> int:
    """The word comes to a laptop, and is followed where its cases are opened next."""
    with laptop.database.write() as connection:
        put_papers(connection, (), (paper,))
    return laptop.store.follow_revocations()


def whose(laptop: Laptop, case: UUID) -> list[tuple[object, ...]]:
    """What the tables say of whose a case is."""
    with laptop.database.read() as connection:
        rows = connection.exec_driver_sql(CUSTODY, (case.bytes,)).fetchall()
    return [(UUID(bytes=holder), epoch, target and UUID(bytes=target), bool(disputed), bool(elsewhere))
            for holder, epoch, target, disputed, elsewhere in rows]  # fmt: skip


def is_sound(laptop: Laptop) -> bool:
    return laptop.store.checker.check((), NoProgress(), sealed_only=True).is_sound
