"""The programme's root, kept offline by two people: a half each, under a passphrase each."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from reintegration_desktop.vault.errors import HalvesDiffer, PaperDamaged, VaultExists
from reintegration_desktop.vault.fields import Fields, compact
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.identity import KEY_BYTES, PrivateKeys, sign_key_of
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.office.rotation import written_by
from reintegration_desktop.vault.passphrases.halves import split, together
from reintegration_desktop.vault.passphrases.slots import Opened, Slot, make_slot, open_slot
from reintegration_desktop.vault.unlocking import refreshed

_NOWHERE = UUID(int=0)
_EMPTY = bytes(KEY_BYTES)
FILES = ("root-1.json", "root-2.json")


def init_programme(folder: Path, passphrases: tuple[str, str], means: Means, root: bytes | None = None) -> bytes:
    """Make a root pair, or take the one out that somebody kept who began alone; returns its public half (32 bytes).

    Each file goes to another person and is then deleted here. Raises VaultExists, KdfParametersRefused.
    """
    files = half_files(folder)
    if any(file.exists() for file in files):
        raise VaultExists
    secret = means.random(KEY_BYTES) if root is None else root
    public = sign_key_of(secret)
    with told():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for number, (half, passphrase) in enumerate(zip(split(secret, means.random), passphrases, strict=True), 1):
        opened = Opened(PrivateKeys(half, _EMPTY), public)
        slot = make_slot(
            _NOWHERE, means.new_id(), f"root {number}", opened, passphrase, means.slot_cost, means.random, means.floor
        )
        write_whole(files[number - 1], compact(slot.to_json()))
    return public


def take_root_out(
    folder: VaultFolder, keyring: Keyring, to: Path, passphrases: tuple[str, str], means: Means
) -> Keyring:
    """Give the root that is kept in a vault to two people, and forget it here; raises RootNeeded, VaultExists."""
    current = refreshed(folder, keyring)
    init_programme(to, passphrases, means, kept_root(current))
    return written_by(folder, current, replace(current.file, root_kept={}))


def half_files(folder: Path) -> tuple[Path, Path]:
    """The two files of a root."""
    return folder / FILES[0], folder / FILES[1]


def open_programme(files: tuple[Path, Path], passphrases: tuple[str, str]) -> bytes:
    """The root's private half (32 bytes), from both halves with their holders' passphrases.

    Raises WrongPassphrase, SlotDamaged, PaperDamaged, and HalvesDiffer when the two don't belong together.
    """
    first, second = (
        open_slot(_read(file), _NOWHERE, passphrase) for file, passphrase in zip(files, passphrases, strict=True)
    )
    secret = together(first.keys.sign_secret, second.keys.sign_secret)
    if not sign_key_of(secret) == first.root == second.root:
        raise HalvesDiffer
    return secret


def _read(file: Path) -> Slot:
    try:
        with told():
            return Slot.from_json(Fields.parse(file.read_bytes()))
    except ValueError:
        raise PaperDamaged from None
