"""A journey: every key of the office is given back, and given again by a custodian, a file there and a file back.

Meanwhile the vault holds no grant that its person could open. What they held is sealed to the custodians and to the
recovery sheets, in the vault and in the request: a custodian gives again what this vault needs, whatever keys were
renewed meanwhile.
"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.errors import JourneyForeign, NothingToOpenWith, PaperDamaged
from reintegration_desktop.vault.fields import Fields, compact
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.identity import fingerprint
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.office.admitting import refuse_who_is_no_custodian
from reintegration_desktop.vault.office.answers import merged, papers_of
from reintegration_desktop.vault.office.rotation import away, written_by
from reintegration_desktop.vault.papers.granting import grants_to, grants_to_recovery, without_repeats
from reintegration_desktop.vault.papers.grants import Grant
from reintegration_desktop.vault.papers.office_keys import RECOVERY, KeyStatement, read_statement
from reintegration_desktop.vault.papers.trust import Secrets, granted_to, trust_content
from reintegration_desktop.vault.papers.vaultfile import VaultFile
from reintegration_desktop.vault.roles import keys_of
from reintegration_desktop.vault.signed import Signed, signed
from reintegration_desktop.vault.unlocking import refreshed

VERSION = 1
ASKS, ANSWERS = "journey-request", "journey-answer"


def away_since(file: VaultFile, person: UUID) -> date | None:
    """Since which day somebody travels, by the vault's file; None for who doesn't."""
    day = file.settings.get(away(person))
    return None if day is None else date.fromisoformat(day)


def give_back(folder: VaultFolder, keyring: Keyring, means: Means) -> Keyring:
    """Take every key of the office out of this person's reach, in this vault; returns what is left: their own.

    Raises NothingToOpenWith where a key would be left that nobody else could give again; then nothing was changed.
    """
    current = refreshed(folder, keyring)
    file, me = current.file, current.id
    kept = _for_others(current)
    _refuse_lost(current, kept)
    others = {to: sealed for to, sealed in file.root_kept.items() if to != me}
    settings = {**file.settings, away(me): means.clock.today().isoformat()}
    following = replace(
        file,
        grants=without_repeats((*(given for given in file.grants if given.to != me), *kept)),
        root_kept=others or file.root_kept,
        settings=settings,
    )
    return written_by(folder, current, following)


def request_keys(folder: VaultFolder, keyring: Keyring) -> bytes:
    """The file that is carried to a custodian: who asks, and what they held, sealed to the custodians alone."""
    file = refreshed(folder, keyring).file
    body = {
        "version": VERSION,
        "kind": ASKS,
        "office": str(file.office),
        "person": str(keyring.id),
        "keys": [paper.signed.to_json() for paper in file.statements],
        "grants": [given.to_json() for given in file.grants if given.to != keyring.id],
    }
    return compact(signed(ASKS, body, keyring.sign).to_json())


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for their keys again, as their own signature says."""

    person: Certificate
    statements: tuple[KeyStatement, ...]
    grants: tuple[Grant, ...]


def read_request(keyring: Keyring, content: bytes) -> Asked:
    """A request as it came to a custodian; raises PaperDamaged, JourneyForeign for who isn't of this office."""
    try:
        paper = Signed.from_json(Fields.parse(content))
        fields = Fields.parse(paper.body)
        _refuse_another_kind(fields, ASKS)
        office, person = fields.id("office"), fields.id("person")
        statements = tuple(read_statement(Signed.from_json(row)) for row in fields.rows("keys"))
        grants = tuple(map(Grant.from_json, fields.rows("grants")))
    except ValueError:
        raise PaperDamaged from None
    certificate = keyring.people.standing(person)
    if office != keyring.office or certificate is None or certificate.office != office:
        raise JourneyForeign
    if not paper.is_by(certificate.sign_key, ASKS):
        raise JourneyForeign
    return Asked(certificate, statements, grants)


def give_again(folder: VaultFolder, keyring: Keyring, content: bytes) -> bytes:
    """Give somebody who has arrived everything of their role again, as a custodian who has spoken to them.

    Nothing is changed here. Raises NotCustodian, PaperDamaged, JourneyForeign, KeyForged.
    """
    current = refreshed(folder, keyring)
    refuse_who_is_no_custodian(current)
    asked = read_request(current, content)
    file = replace(current.file, statements=_together(current.file.statements, asked.statements))
    secrets = _all_of(current.all_secrets, _held_by(current, file, asked))
    papers = replace(
        papers_of(file, asked.person.id), grants=grants_to(file.office, asked.person, secrets), settings={}
    )
    body = {
        "version": VERSION,
        "kind": ANSWERS,
        "person": str(asked.person.id),
        "custodian": str(current.id),
        "request": fingerprint(content),
        "papers": papers.to_json(),
    }
    return compact(signed(ANSWERS, body, current.sign).to_json())


def take_again(folder: VaultFolder, keyring: Keyring, content: bytes) -> Keyring:
    """Take a custodian's answer in; the vault is unlocked anew with what it gives.

    Raises PaperDamaged, JourneyForeign for another person's, KeyForged; then nothing was changed.
    """
    current = refreshed(folder, keyring)
    try:
        paper = Signed.from_json(Fields.parse(content))
        fields = Fields.parse(paper.body)
        _refuse_another_kind(fields, ANSWERS)
        person, custodian = fields.id("person"), fields.id("custodian")
        papers = VaultFile.from_json(fields.table("papers"))
    except ValueError:
        raise PaperDamaged from None
    if person != current.id or papers.office != current.office:
        raise JourneyForeign
    file = merged(current.file, papers)
    _refuse_stranger(current, file, paper, custodian)
    settings = {name: value for name, value in file.settings.items() if name != away(person)}
    return written_by(folder, current, replace(file, settings=settings))


def _for_others(current: Keyring) -> tuple[Grant, ...]:
    """Everything this person holds, sealed to the other custodians of the office, and to the recovery pair."""
    custodians = (
        one
        for one in current.people.current()
        if one.is_custodian and one.office == current.office and one.id != current.id
    )
    secrets = current.all_secrets
    sealed = [given for one in custodians for given in grants_to(current.office, one, secrets)]
    return (*sealed, *grants_to_recovery(current.keys, secrets))


def _refuse_lost(current: Keyring, kept: tuple[Grant, ...]) -> None:
    """A custodian must be able to give every key again; sheets alone would do, but using them renews everything."""
    custodians = {one.id for one in current.people.current() if one.is_custodian}
    given = {(grant.key, grant.generation) for grant in kept if grant.to in custodians or current.keys.public(RECOVERY)}
    held = {(key, number) for key, own in current.all_secrets.items() for number in own}
    if held - given:
        raise NothingToOpenWith


def _held_by(current: Keyring, file: VaultFile, asked: Asked) -> Secrets:
    """What the traveller's vault keeps sealed to this custodian: generations that are forgotten elsewhere, too."""
    stated = trust_content(file, current.people.root).keys
    own = current.person
    return granted_to(
        replace(file, grants=asked.grants), stated, own.id, current.own.opener, keys_of(own.role, own.duties)
    )


def _all_of(first: Secrets, second: Secrets) -> Secrets:
    return {name: {**second.get(name, {}), **first.get(name, {})} for name in {*first, *second}}


def _together(here: tuple[KeyStatement, ...], came: tuple[KeyStatement, ...]) -> tuple[KeyStatement, ...]:
    """The statements of this vault, and those of generations that it has forgotten."""
    known = {(paper.name, paper.generation) for paper in here}
    return (*here, *(paper for paper in came if (paper.name, paper.generation) not in known))


def _refuse_stranger(current: Keyring, file: VaultFile, paper: Signed, custodian: UUID) -> None:
    """Only a custodian of this office, certified up to the pinned root, gives keys again; raises JourneyForeign."""
    certificate = trust_content(file, current.people.root).people.custodian(custodian)
    if certificate is None or certificate.office != current.office or not paper.is_by(certificate.sign_key, ANSWERS):
        raise JourneyForeign


def _refuse_another_kind(fields: Fields, kind: str) -> None:
    if fields.number("version") != VERSION or fields.text("kind") != kind:
        raise ValueError("a paper of another kind")
