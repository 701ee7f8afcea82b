"""Removing a person: their keys count no longer, and the office's are renewed, with the remover's passphrase alone."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from uuid import UUID

from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.errors import Oneself, PersonUnknown
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.office.admitting import refuse_who_is_no_custodian
from reintegration_desktop.vault.office.rootkeeping import kept_root, root_signature
from reintegration_desktop.vault.office.rotation import EVERY_PAIR, WITH_A_REMOVAL, renewed, written_by
from reintegration_desktop.vault.papers.vaultfile import VaultFile
from reintegration_desktop.vault.revocations import Revocation, revoke
from reintegration_desktop.vault.roles import keys_of
from reintegration_desktop.vault.unlocking import refreshed

LastHeld = Mapping[str, tuple[int, bytes]]
"""Per device (32 hex digits) the last number and chain hash of the person's work that is held."""


def remove_person(
    folder: VaultFolder,
    keyring: Keyring,
    person: UUID,
    means: Means,
    last: LastHeld = MappingProxyType({}),
    root: bytes | None = None,
    *,
    misused: bool = False,
) -> Keyring:
    """Revoke a person, drop slot and grants, and renew what they held; raises as ``rotation.renew``.

    ``misused``: somebody else may hold their keys, so that every pair of the office is renewed at once. Also raises
    PersonUnknown, Oneself, and RootNeeded for a custodian, whom only the root removes. Who held a key keeps what they
    had opened: the screen says so.
    """
    current = refreshed(folder, keyring)
    refuse_who_is_no_custodian(current)
    if person == current.id:
        raise Oneself
    leaving = current.people.standing(person)
    if leaving is None or leaving.office != current.office:
        raise PersonUnknown
    paper = _revocation(current, leaving, means, last, root)
    keys = WITH_A_REMOVAL | (EVERY_PAIR if misused else keys_of(leaving.role, leaving.duties))
    return written_by(folder, current, renewed(_without(current.file, person, paper), current, keys, means))


def _revocation(keyring: Keyring, leaving: Certificate, means: Means, last: LastHeld, root: bytes | None) -> Revocation:
    """The paper; whom the leaving person let in stays in, and whom they removed stays out."""
    let_in = {paper.fingerprint for paper in keyring.file.certificates if paper.issuer == leaving.id}
    removed = {paper.fingerprint for paper in keyring.file.revocations if paper.issuer == leaving.id}
    if leaving.is_custodian:
        sign, issuer = root_signature(root or kept_root(keyring), keyring.people.root), None
    else:
        sign, issuer = keyring.sign, keyring.id
    return revoke(leaving.id, means.now(), issuer, sign, last, frozenset(let_in | removed))


def _without(file: VaultFile, person: UUID, paper: Revocation) -> VaultFile:
    return replace(
        file,
        slots=tuple(slot for slot in file.slots if slot.person != person),
        revocations=(*file.revocations, paper),
        root_kept={to: sealed for to, sealed in file.root_kept.items() if to != person},
    )
