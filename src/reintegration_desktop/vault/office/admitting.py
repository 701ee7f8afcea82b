"""Admitting somebody to an office: a certificate, the keys of the role, a name in the directory."""

from collections.abc import Callable
from dataclasses import replace

from reintegration_desktop.vault.acts.enrolment import WANTED, begin_enrolment
from reintegration_desktop.vault.certificates import Certificate, Claims, Sign, issue
from reintegration_desktop.vault.errors import ActRefused, EnrolmentNeedsTwo, NoKey, NotCustodian
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.requests import Request
from reintegration_desktop.vault.office.rootkeeping import kept_root, root_signature
from reintegration_desktop.vault.papers.acts import Act, Approval, may_together
from reintegration_desktop.vault.papers.directory import seal_names
from reintegration_desktop.vault.papers.granting import grants_to, without_repeats
from reintegration_desktop.vault.papers.vaultfile import VaultFile
from reintegration_desktop.vault.people import people_of
from reintegration_desktop.vault.roles import Duty, KeyName, keys_of

Agree = Callable[[Approval], Approval]
"""How a second custodian is brought to sign that another one is let in, too."""


def admitted(
    keyring: Keyring,
    asked: Request,
    newcomer: Newcomer,
    means: Means,
    root: bytes | None = None,
    agree: Agree | None = None,
) -> tuple[VaultFile, Certificate]:
    """The vault's file with somebody let in, to be written, and their certificate.

    ``root`` (private half) is needed for a custodian, unless this person keeps it; ``agree``
    from the office's third on.
    Raises NotCustodian, RootNeeded, EnrolmentNeedsTwo, ActRefused, NoKey when the custodian doesn't hold a key of the
    role.
    """
    refuse_who_is_no_custodian(keyring)
    _refuse_beyond_own(keyring, newcomer)
    claims = claims_of(keyring, asked, newcomer, means)
    if Duty.CUSTODIAN in newcomer.duties:
        certificate = _custodian(
            keyring, claims, means, root_signature(root or kept_root(keyring), keyring.people.root), agree
        )
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


def claims_of(keyring: Keyring, asked: Request, newcomer: Newcomer, means: Means) -> Claims:
    """What the certificate of somebody who asks would say from now on."""
    return Claims(
        asked.person, newcomer.role, newcomer.duties, keyring.office, asked.sign_key, asked.seal_key, means.now()
    )


def agreement(keyring: Keyring, asked: Request, newcomer: Newcomer, means: Means) -> Approval:
    """What a custodian signs beforehand who agrees that another one is let in; raises NotCustodian."""
    refuse_who_is_no_custodian(keyring)
    return begin_enrolment(claims_of(keyring, asked, newcomer, means), keyring.id, keyring.sign, means.random)


def seconds_to_enrol(keyring: Keyring) -> tuple[Certificate, ...]:
    """The custodians of whom one has to agree that a further one is let in: nobody where there is one alone."""
    return tuple(
        one
        for one in keyring.people.current()
        if one.office == keyring.office
        and one.id != keyring.id
        and may_together(Act.ENROL_CUSTODIAN, keyring.person, one)
    )


def _custodian(keyring: Keyring, claims: Claims, means: Means, sign: Sign, agree: Agree | None) -> Certificate:
    """Certified by the root, with the signatures of who let them in; refused as every receiver would."""
    asked = begin_enrolment(claims, keyring.id, keyring.sign, means.random)
    if seconds_to_enrol(keyring) and agree is None:
        raise EnrolmentNeedsTwo(count=WANTED)
    agreed = asked if agree is None else agree(asked)
    made = issue(replace(claims, enrolment=agreed.to_bytes()), None, sign)
    file = keyring.file
    known = people_of(keyring.people.root, (*file.certificates, made), file.revocations).standing(claims.id)
    if known is None or not known.counts or keyring.id not in known.enrollers:
        raise ActRefused(reason="people")
    return made


def refuse_who_is_no_custodian(keyring: Keyring) -> None:
    """Raise NotCustodian for everybody else."""
    if not keyring.person.is_custodian:
        raise NotCustodian


def _refuse_beyond_own(keyring: Keyring, newcomer: Newcomer) -> None:
    """A role can't be given whose keys the giver lacks."""
    for key in keys_of(newcomer.role, newcomer.duties):
        if not keyring.secrets(key):
            raise NoKey(room=key.value)
