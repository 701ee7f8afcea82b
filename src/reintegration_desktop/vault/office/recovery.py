"""The office's recovery pair: granted to like a person, its private half on two sheets with two holders."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.errors import HalvesDiffer, KeyForged, PersonUnknown, RootNeeded, SealBroken
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.identity import KEY_BYTES, PrivateKeys, Random, seal_key_of, sign_key_of
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.office.admitting import refuse_who_is_no_custodian
from reintegration_desktop.vault.office.renewal import with_new_keys
from reintegration_desktop.vault.office.rootkeeping import kept_root, open_root, root_signature, seal_root
from reintegration_desktop.vault.office.rotation import TWICE_A_YEAR, WITH_A_REMOVAL, renewed, written_by
from reintegration_desktop.vault.papers.granting import grants_to_recovery
from reintegration_desktop.vault.papers.labels import slot_of, with_slot
from reintegration_desktop.vault.papers.office_keys import RECOVERY, office_keys, recovery_id, state
from reintegration_desktop.vault.papers.trust import Secrets, granted_to, trust
from reintegration_desktop.vault.papers.vaultfile import VaultFile, Writing
from reintegration_desktop.vault.passphrases.halves import split, together
from reintegration_desktop.vault.passphrases.slots import Opened, make_slot
from reintegration_desktop.vault.roles import KeyName
from reintegration_desktop.vault.unlocking import keyring_in, refreshed

SHEETS_USED = "recovery_used"
"""The setting that says that the sheets were used, and others must be made."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """Two halves for two sheets (``halves.words_of``), 32 bytes each, and the public half that is kept."""

    first: bytes = field(repr=False)
    second: bytes = field(repr=False)
    public: bytes


def new_sheets(random: Random) -> Sheets:
    """Make a recovery pair; nothing is kept of it before ``keep_recovery``."""
    secret = random(KEY_BYTES)
    first, second = split(secret, random)
    return Sheets(first, second, seal_key_of(secret))


def keep_recovery(folder: VaultFolder, keyring: Keyring, public: bytes, means: Means) -> Keyring:
    """Grant everything to a recovery pair whose sheets were written down, in place of an earlier one.

    Raises NotCustodian, and NoKey when this person doesn't hold every key of the office.
    """
    current = refreshed(folder, keyring)
    refuse_who_is_no_custodian(current)
    file, number = current.file, current.keys.generation(RECOVERY) + 1
    earlier = {recovery_id(file.office, before) for before in current.keys.generations(RECOVERY)}
    paper = state(file.office, RECOVERY, number, public, means.now(), current.id, current.sign)
    statements = (*(kept for kept in file.statements if kept.name != RECOVERY), paper)
    stated = office_keys(file.office, current.people, statements)
    kept = {to: sealed for to, sealed in file.root_kept.items() if to not in earlier}
    if current.id in kept:
        to = recovery_id(file.office, number)
        kept[to] = seal_root(kept_root(current), to, public)
    grants = (given for given in file.grants if given.to not in earlier)
    following = replace(
        file,
        statements=statements,
        grants=(*grants, *grants_to_recovery(stated, current.everything())),
        root_kept=kept,
        settings={name: value for name, value in file.settings.items() if name != SHEETS_USED},
    )
    return written_by(folder, current, following)


@dataclass(frozen=True, slots=True)
class Recovered:
    """Who gets keys anew: a person's id, the slot's label, the new passphrase."""

    person: UUID
    label: str
    passphrase: str = field(repr=False)


def recover(
    folder: VaultFolder, halves: tuple[bytes, bytes], whom: Recovered, means: Means, root: bytes | None = None
) -> Keyring:
    """Put two halves together, and give a person new keys and a new slot.

    The sheets that were used open nothing afterwards: new ones must be made. A custodian renews the office's keys in
    the same writing; after anybody else was recovered a custodian has to. The keyring opens the rings of hidden
    children with the sheets' own half, so that they can be wrapped anew. ``root`` (private half) is needed where the
    programme's root isn't kept in the vault. Raises HalvesDiffer, RootNeeded, PersonUnknown, VaultFileForged,
    KeyForged; then nothing was changed.
    """
    writing = folder.read().writing
    opened = _opened(writing, halves, whom.person, root)
    own, before = PrivateKeys.new(means.random), opened.person
    sign = root_signature(opened.root, opened.pinned)
    file = with_new_keys(writing.file, before, own, opened.secrets, means, sign, by_root=True)
    if root is None:
        file = replace(file, root_kept={**file.root_kept, before.id: seal_root(opened.root, before.id, own.seal_key)})
    slot = make_slot(
        file.office, before.id, whom.label, Opened(own, opened.pinned), whom.passphrase, means.slot_cost, means.random,
        means.floor,
    )  # fmt: skip
    file = with_slot(_without_sheets(file), slot)
    keyring = keyring_in(file, opened.pinned, before.id, own, means.random)
    if before.is_custodian:
        file = renewed(file, keyring, WITH_A_REMOVAL | TWICE_A_YEAR, means)
    written = folder.write(file, before.id, own.sign)
    return keyring_in(written, opened.pinned, before.id, own, means.random, {opened.to: together(*halves)})


def root_is_away(file: VaultFile) -> bool:
    """Whether a recovery needs the programme's root to be brought: the pair of the sheets wasn't given it."""
    newest = max((paper.generation for paper in file.statements if paper.name == RECOVERY), default=0)
    return newest > 0 and recovery_id(file.office, newest) not in file.root_kept


def refuse_unrecoverable(
    writing: Writing, halves: tuple[bytes, bytes], label: str | None, root: bytes | None = None
) -> None:
    """Raise what ``recover`` would, and SlotUnknown: before a backup is put in its place, for instance."""
    _opened(writing, halves, slot_of(writing.file, label).person, root)


@dataclass(frozen=True, slots=True)
class _Opened:
    """What two halves open: who is recovered, the office's keys, the root's two halves, the pair's id."""

    person: Certificate
    secrets: Secrets = field(repr=False)
    root: bytes = field(repr=False)
    pinned: bytes
    to: UUID


def _opened(writing: Writing, halves: tuple[bytes, bytes], person: UUID, root: bytes | None) -> _Opened:
    pair = X25519PrivateKey.from_private_bytes(together(*halves))
    to = _recipient(writing.file, pair)
    signing = root or _root_kept(writing.file, to, pair)
    pinned = sign_key_of(signing)
    trusted = trust(writing, pinned)
    before = trusted.people.standing(person)
    if before is None or before.office != writing.file.office:
        raise PersonUnknown
    return _Opened(before, granted_to(writing.file, trusted.keys, to, pair, frozenset(KeyName)), signing, pinned, to)


def _without_sheets(file: VaultFile) -> VaultFile:
    """The recovery pair forgotten, with all that was granted to it, and a note that it was used."""
    pairs = {recovery_id(file.office, paper.generation) for paper in file.statements if paper.name == RECOVERY}
    return replace(
        file,
        statements=tuple(paper for paper in file.statements if paper.name != RECOVERY),
        grants=tuple(given for given in file.grants if given.to not in pairs),
        root_kept={to: sealed for to, sealed in file.root_kept.items() if to not in pairs},
        settings={**file.settings, SHEETS_USED: "yes"},
    )


def _recipient(file: VaultFile, pair: X25519PrivateKey) -> UUID:
    """Whom grants to this recovery pair were made to; raises HalvesDiffer for a pair that is not this office's."""
    public = pair.public_key().public_bytes_raw()
    numbers = [paper.generation for paper in file.statements if (paper.name, paper.check) == (RECOVERY, public)]
    if not numbers:
        raise HalvesDiffer
    return recovery_id(file.office, max(numbers))


def _root_kept(file: VaultFile, to: UUID, pair: X25519PrivateKey) -> bytes:
    if to not in file.root_kept:
        raise RootNeeded
    try:
        return open_root(file.root_kept[to], to, pair)
    except SealBroken:
        raise KeyForged(key="root") from None
