"""``vault.json`` by itself: its own signature, its slots, and who signed the papers in it.

Which root to believe stands in the slots, sealed: what the root signed is believed here, and checked at unlocking.
"""

from collections.abc import Mapping
from uuid import UUID

from reintegration_desktop.vault import certificates, revocations
from reintegration_desktop.vault.checking.findings import Found, Trouble
from reintegration_desktop.vault.errors import (
    FolderReadOnly,
    FolderTrouble,
    KdfParametersRefused,
    VaultFileDamaged,
    VaultTooNew,
)
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.papers import office_keys
from reintegration_desktop.vault.papers.vaultfile import VaultFile
from reintegration_desktop.vault.passphrases.passphrase import refuse_beyond
from reintegration_desktop.vault.passphrases.slots import Slot, is_whole
from reintegration_desktop.vault.signed import Signed

_Keys = Mapping[UUID, list[bytes]]


def check_papers(folder: VaultFolder, found: Found) -> VaultFile | None:
    """Look at the vault's file, its copy, slots and papers; None where neither can be read. Raises VaultMissing."""
    try:
        reading = folder.read()
    except (VaultFileDamaged, VaultTooNew, FolderTrouble, FolderReadOnly):
        found.look("vault files", Trouble.FILE, sound=False)
        return None
    found.look("vault files", Trouble.FILE, sound=not reading.from_spare)
    found.look("copies", Trouble.COPY, sound=_alike(folder))
    file = reading.file
    people = {paper.id for paper in file.certificates}
    for slot in file.slots:
        found.look("slots", Trouble.SLOT, sound=slot.person in people and _is_honest(slot, file.office))
    _check_signatures(file, found)
    return file


def _alike(folder: VaultFolder) -> bool:
    files = (folder.json, folder.spare)
    return all(file.exists() for file in files) and files[0].read_bytes() == files[1].read_bytes()


def _is_honest(slot: Slot, office: UUID) -> bool:
    try:
        refuse_beyond(slot.kdf)
    except KdfParametersRefused:
        return False
    return slot.office == office and is_whole(slot)


def _check_signatures(file: VaultFile, found: Found) -> None:
    """Every paper is signed with a key that some certificate here says its issuer has."""
    keys: dict[UUID, list[bytes]] = {}
    for paper in file.certificates:
        keys.setdefault(paper.id, []).append(paper.sign_key)
    papers: list[tuple[UUID | None, Signed, str]] = [
        *((paper.issuer, paper.signed, certificates.PURPOSE) for paper in file.certificates),
        *((paper.issuer, paper.signed, revocations.PURPOSE) for paper in file.revocations),
        *((paper.issuer, paper.signed, office_keys.PURPOSE) for paper in file.statements),
    ]
    for issuer, signed, purpose in papers:
        found.look("papers", Trouble.PAPER, sound=_is_signed(issuer, signed, purpose, keys))


def _is_signed(issuer: UUID | None, signed: Signed, purpose: str, keys: _Keys) -> bool:
    return issuer is None or any(signed.is_by(key, purpose) for key in keys.get(issuer, []))
