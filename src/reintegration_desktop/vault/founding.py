"""Founding a vault: the first person, the office's keys, and for who begins alone the programme's root as well."""

from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reintegration_desktop.vault.certificates import Certificate, Claims, issue
from reintegration_desktop.vault.errors import FounderRefused
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.identity import KEY_BYTES, PrivateKeys, sign_key_of
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.rootkeeping import seal_root
from reintegration_desktop.vault.papers.directory import seal_names
from reintegration_desktop.vault.papers.granting import grants_to
from reintegration_desktop.vault.papers.office_keys import check_of, state
from reintegration_desktop.vault.papers.trust import Secrets, trust_content
from reintegration_desktop.vault.papers.vaultfile import VaultFile
from reintegration_desktop.vault.passphrases.slots import Opened, make_slot
from reintegration_desktop.vault.roles import Duty, KeyName, Role, keys_of


@dataclass(frozen=True, slots=True)
class Founder:
    """The first person of a vault, certified by the root, with the keys that the certificate names."""

    certificate: Certificate
    keys: PrivateKeys
    newcomer: Newcomer
    root: bytes


def begin_alone(
    folder: VaultFolder, newcomer: Newcomer, passphrase: str, means: Means, office_name: str = ""
) -> Keyring:
    """Found a programme and its first vault at once: who begins alone keeps the root, until it is taken out.

    Raises FounderRefused for a role that can't hold what a vault needs, VaultExists, FolderReadOnly, DiskFull.
    """
    root, office = means.random(KEY_BYTES), means.new_id()
    founder = root_certified(root, newcomer, office, means)
    kept = {founder.certificate.id: seal_root(root, founder.certificate.id, founder.certificate.seal_key)}
    begun = VaultFile(office, root_kept=kept, settings={"office": office_name})
    return found(folder, founder, passphrase, means, begun)


def found_office(
    folder: VaultFolder, root: bytes, newcomer: Newcomer, passphrase: str, means: Means, office_name: str = ""
) -> Keyring:
    """Found another office of a programme, its root (private half, 32 bytes) being at hand; raises as begin_alone."""
    office = means.new_id()
    founder = root_certified(root, newcomer, office, means)
    return found(folder, founder, passphrase, means, VaultFile(office, settings={"office": office_name}))


def root_certified(root: bytes, newcomer: Newcomer, office: UUID, means: Means) -> Founder:
    """Make keys and have the root (its private half, 32 bytes) certify them as a custodian's."""
    keys = PrivateKeys.new(means.random)
    claims = Claims(
        means.new_id(), newcomer.role, newcomer.duties | {Duty.CUSTODIAN}, office, keys.sign_key, keys.seal_key,
        means.now(),
    )  # fmt: skip
    certificate = issue(claims, None, Ed25519PrivateKey.from_private_bytes(root).sign)
    return Founder(certificate, keys, newcomer, sign_key_of(root))


def found(folder: VaultFolder, founder: Founder, passphrase: str, means: Means, begun: VaultFile) -> Keyring:
    """Make the office's keys, grant the founder theirs, and write the vault."""
    secrets = _new_secrets(founder.certificate, means)
    own, office, newcomer = founder.certificate, begun.office, founder.newcomer
    statements = tuple(
        state(
            office, key, generation, check_of(office, key, generation, secret), means.now(), own.id, founder.keys.sign
        )
        for key, made in secrets.items()
        for generation, secret in made.items()
    )
    slot = make_slot(
        office, own.id, newcomer.label, Opened(founder.keys, founder.root), passphrase, means.slot_cost, means.random,
        means.floor,
    )  # fmt: skip
    file = VaultFile(
        office=office,
        slots=(slot,),
        certificates=(own,),
        statements=statements,
        grants=grants_to(office, own, secrets),
        directory=seal_names({own.id: newcomer.name}, office, secrets[KeyName.DATABASE][1], means.random),
        root_kept=begun.root_kept,
        settings=begun.settings,
    )
    folder.prepare()
    written = folder.write(file, own.id, founder.keys.sign, first=True)
    return Keyring(written, trust_content(written, founder.root), own, founder.keys, means.random)


def _new_secrets(founder: Certificate, means: Means) -> Secrets:
    """First generation of every key the office needs: what the founder holds; a supervisor holds all."""
    keys = keys_of(founder.role, founder.duties)
    if founder.role not in (Role.SUPERVISOR, Role.HEADQUARTERS) or not keys >= {KeyName.DATABASE, KeyName.TRANSPORT}:
        raise FounderRefused
    return {key: {1: means.random(KEY_BYTES)} for key in KeyName if key in keys}
