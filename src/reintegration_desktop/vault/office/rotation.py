"""Renewing an office's keys: twice a year, after a recovery, when somebody is removed; and forgetting the old ones."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.identity import KEY_BYTES
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.office.admitting import refuse_who_is_no_custodian
from reintegration_desktop.vault.papers.directory import seal_names
from reintegration_desktop.vault.papers.granting import grants_to, grants_to_recovery
from reintegration_desktop.vault.papers.office_keys import (
    RECOVERY,
    KeyStatement,
    OfficeKeys,
    check_of,
    office_keys,
    state,
)
from reintegration_desktop.vault.papers.trust import Secrets
from reintegration_desktop.vault.papers.vaultfile import VaultFile
from reintegration_desktop.vault.people import people_of
from reintegration_desktop.vault.roles import KeyName
from reintegration_desktop.vault.unlocking import keyring_in, refreshed

WITH_A_REMOVAL = frozenset(
    {KeyName.DATABASE, KeyName.PERSON, KeyName.ACCOUNT, KeyName.RESTRICTED, KeyName.OVERSIGHT, KeyName.TRANSPORT}
)
TWICE_A_YEAR = frozenset({KeyName.TRANSPORT, KeyName.CASE})
EVERY_PAIR = TWICE_A_YEAR | {KeyName.FIGURES}
PAIR_IN_USE, PAIR_KEPT = timedelta(days=182), timedelta(days=91)
_NEVER_RETIRED = frozenset({KeyName.OVERSIGHT})


def away(person: UUID) -> str:
    """The setting that says that somebody travels, and gets no key in this vault meanwhile."""
    return f"away:{person}"


def renew(folder: VaultFolder, keyring: Keyring, keys: frozenset[KeyName], means: Means) -> Keyring:
    """Begin a generation of some keys, granted to everybody who is still there; the earlier ones stay until retired.

    The database is then written anew beside the old one, and children's keys are wrapped anew, by the store. Raises
    NotCustodian, and NoKey when this person lacks a key of the office.
    """
    current = refreshed(folder, keyring)
    return written_by(folder, current, renewed(current.file, current, keys, means))


def renewed(file: VaultFile, keyring: Keyring, keys: frozenset[KeyName], means: Means) -> VaultFile:
    """A vault's file, perhaps already without somebody, with new generations; every statement signed anew."""
    refuse_who_is_no_custodian(keyring)
    secrets = _with_new(keyring.everything(), keys, keyring.keys, means)
    statements = _stated_anew(keyring, secrets, means)
    people = people_of(keyring.people.root, file.certificates, file.revocations)
    stated = office_keys(file.office, people, statements)
    newest = secrets[KeyName.DATABASE][stated.generation(KeyName.DATABASE)]
    return replace(
        file,
        statements=statements,
        grants=(
            *(
                given
                for person in people.current()
                if person.office == file.office and away(person.id) not in file.settings
                for given in grants_to(file.office, person, secrets)
            ),
            *grants_to_recovery(stated, secrets),
        ),
        directory=seal_names(keyring.names(), file.office, newest, means.random),
    )


def retire(folder: VaultFolder, keyring: Keyring, key: KeyName, before: int) -> Keyring:
    """Forget the generations of a key before one: nothing is left that needs them.

    Oversight's old halves stay, since documents are sealed to them for good.
    """
    return _without(folder, keyring, lambda name, number: name == key and number < before)


def retire_pairs(folder: VaultFolder, keyring: Keyring, now: datetime) -> Keyring:
    """Destroy the halves of pairs that were replaced three months ago: a stick lost since can't be opened any more."""
    keys = keyring.keys

    def is_old(name: str, number: int) -> bool:
        following = number + 1
        replaced = name in TWICE_A_YEAR and following in keys.generations(name)
        return replaced and keys.since(name, following) <= now - PAIR_KEPT

    return _without(folder, keyring, is_old)


def pairs_are_due(keys: OfficeKeys, now: datetime) -> bool:
    """Whether the office's pairs have been in use for half a year."""
    return any(
        (newest := keys.generation(name)) and keys.since(name, newest) <= now - PAIR_IN_USE for name in TWICE_A_YEAR
    )


def written_by(folder: VaultFolder, keyring: Keyring, file: VaultFile) -> Keyring:
    """Write a file and return what this person's keys do in it."""
    written = folder.write(file, keyring.id, keyring.sign)
    return keyring_in(written, keyring.people.root, keyring.id, keyring.own, keyring.random)


def _with_new(secrets: Secrets, keys: frozenset[KeyName], stated: OfficeKeys, means: Means) -> Secrets:
    return {
        name: {**own, stated.generation(name) + 1: means.random(KEY_BYTES)} if name in keys else own
        for name, own in secrets.items()
    }


def _stated_anew(keyring: Keyring, secrets: Secrets, means: Means) -> tuple[KeyStatement, ...]:
    """A statement for each secret and for the recovery pair, all by who renews: the earlier issuer may be gone."""
    keys, now = keyring.keys, means.now()
    checks = [
        (str(name), number, check_of(keys.office, name, number, secret))
        for name, own in secrets.items()
        for number, secret in own.items()
    ]
    checks += [(RECOVERY, number, keys.public(RECOVERY, number) or b"") for number in keys.generations(RECOVERY)]
    return tuple(
        state(
            keys.office, name, number, check, keys.since(name, number) if number in keys.generations(name) else now,
            keyring.id, keyring.sign,
        )
        for name, number, check in checks
    )  # fmt: skip


def _without(folder: VaultFolder, keyring: Keyring, is_old: Callable[[str, int], bool]) -> Keyring:
    current = refreshed(folder, keyring)
    file = current.file

    def stays(name: str, number: int) -> bool:
        return name in _NEVER_RETIRED or not is_old(name, number)

    left = replace(
        file,
        statements=tuple(paper for paper in file.statements if stays(paper.name, paper.generation)),
        grants=tuple(given for given in file.grants if stays(given.key, given.generation)),
    )
    return written_by(folder, current, left) if left != file else current
