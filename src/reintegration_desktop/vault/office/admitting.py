"""Admitting somebody to an office: a certificate, the keys of the role, a name in the directory."""

from dataclasses import replace

from reintegration_desktop.vault.certificates import Certificate, Claims, issue
from reintegration_desktop.vault.errors import NoKey, NotCustodian
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.requests import Request
from reintegration_desktop.vault.office.rootkeeping import kept_root, root_signature
from reintegration_desktop.vault.papers.directory import seal_names
from reintegration_desktop.vault.papers.granting import grants_to, without_repeats
from reintegration_desktop.vault.papers.vaultfile import VaultFile
from reintegration_desktop.vault.roles import Duty, KeyName, keys_of


def admitted(
    keyring: Keyring, asked: Request, newcomer: Newcomer, means: Means, root: bytes | None = None
) -> tuple[VaultFile, Certificate]:
    """The vault's file with somebody let in, to be written, and their certificate.

    ``root`` (private half) is needed for a custodian, unless this person keeps it. Raises NotCustodian, RootNeeded,
    NoKey when the custodian doesn't hold a key of the role.
    """
    refuse_who_is_no_custodian(keyring)
    _refuse_beyond_own(keyring, newcomer)
    claims = Claims(
        asked.person, newcomer.role, newcomer.duties, keyring.office, asked.sign_key, asked.seal_key, means.now()
    )
    if Duty.CUSTODIAN in newcomer.duties:
        certificate = issue(claims, None, root_signature(root or kept_root(keyring), keyring.people.root))
    else:
        certificate = issue(claims, keyring.id, keyring.sign)
    file = keyring.file
    names = {**keyring.names(), asked.person: newcomer.name}
    key = keyring.secrets(KeyName.DATABASE)[0]
    return replace(
        file,
        certificates=(*file.certificates, certificate),
        grants=without_repeats((*file.grants, *grants_to(keyring.office, certificate, keyring.all_secrets))),
        directory=seal_names(names, keyring.office, key, means.random),
    ), certificate


def refuse_who_is_no_custodian(keyring: Keyring) -> None:
    """Raise NotCustodian for everybody else."""
    if not keyring.person.is_custodian:
        raise NotCustodian


def _refuse_beyond_own(keyring: Keyring, newcomer: Newcomer) -> None:
    """A role can't be given whose keys the giver lacks."""
    for key in keys_of(newcomer.role, newcomer.duties):
        if not keyring.secrets(key):
            raise NoKey(room=key.value)
