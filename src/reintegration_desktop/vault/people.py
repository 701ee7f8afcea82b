"""The people of a programme, as far as its root vouches for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from reintegration_desktop.vault.acts.enrolment import with_enrollers
from reintegration_desktop.vault.certificates import PURPOSE as CERTIFICATE
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.revocations import PURPOSE as REVOCATION
from reintegration_desktop.vault.revocations import Revocation
from reintegration_desktop.vault.signed import Signed


@dataclass(frozen=True, slots=True)
class People:
    """Certificates whose chain reaches the pinned root, and revocations that hold; nothing else is ever believed."""

    root: bytes
    _serials: Mapping[UUID, Mapping[int, Certificate]] = field(default_factory=dict)
    _revoked: Mapping[UUID, Revocation] = field(default_factory=dict)

    def get(self, person: UUID) -> Certificate | None:
        """The newest certificate of a person, revoked or not; None for who was never certified."""
        serials = self._serials.get(person)
        return serials[max(serials)] if serials else None

    def all_of(self, person: UUID) -> tuple[Certificate, ...]:
        """Every certificate of a person, oldest first: earlier work was signed with earlier keys."""
        return tuple(certificate for _, certificate in sorted(self._serials.get(person, {}).items()))

    def revocation(self, person: UUID) -> Revocation | None:
        """What revoked a person, or None."""
        return self._revoked.get(person)

    def everybody(self) -> tuple[UUID, ...]:
        """Everybody who was ever certified."""
        return tuple(self._serials)

    def current(self) -> tuple[Certificate, ...]:
        """The newest certificate of everybody who is not revoked."""
        newest = (serials[max(serials)] for serials in self._serials.values())
        return tuple(certificate for certificate in newest if certificate.id not in self._revoked)

    def standing(self, person: UUID) -> Certificate | None:
        """The newest certificate of a person who is certified and not revoked."""
        return None if person in self._revoked else self.get(person)

    def custodian(self, person: UUID) -> Certificate | None:
        """The certificate of somebody who may let others in, and is not revoked."""
        certificate = self.standing(person)
        return certificate if certificate is not None and certificate.is_custodian else None

    def is_signed_by(self, paper: Signed, person: UUID | None, purpose: str) -> bool:
        """Whether any certified key of a person, or the root (None), signed this."""
        keys = [self.root] if person is None else [certificate.sign_key for certificate in self.all_of(person)]
        return any(paper.is_by(key, purpose) for key in reversed(keys))


def people_of(root: bytes, certificates: Iterable[Certificate], revocations: Iterable[Revocation] = ()) -> People:
    """Work out who is vouched for.

    Two valid certificates of one person and serial contradict each other: neither is believed. What isn't validly
    issued changes nothing.
    """
    believed, papers = _believed(root, certificates, {}), tuple(revocations)
    revoked: dict[UUID, Revocation] = {}
    for by_root in (True, False):
        known = People(root, believed, revoked)
        entitled = (paper for paper in papers if (paper.issuer is None) is by_root and _is_entitled(known, paper))
        revoked = {**{paper.person: paper for paper in entitled}, **revoked}
    if revoked:
        remaining = [certificate for serials in believed.values() for certificate in serials.values()]
        believed = _believed(root, remaining, revoked)
    return People(root, with_enrollers(believed, {who: paper.since for who, paper in revoked.items()}), revoked)


def _believed(
    root: bytes, certificates: Iterable[Certificate], revoked: Mapping[UUID, Revocation]
) -> dict[UUID, dict[int, Certificate]]:
    """Those whose chain holds: again and again until no more are reached, and anew without those that contradict."""
    waiting = sorted({paper.signed: paper for paper in certificates}.values(), key=lambda paper: paper.serial)
    reached: dict[tuple[UUID, int], list[Certificate]] = {}
    more = True
    while more:
        known, still = People(root, _by_person(reached), revoked), []
        for certificate in waiting:
            if _is_issued(known, certificate):
                reached.setdefault((certificate.id, certificate.serial), []).append(certificate)
            else:
                still.append(certificate)
        more, waiting = len(still) < len(waiting), still
    if all(len(group) == 1 for group in reached.values()):
        return _by_person(reached)
    return _believed(root, (group[0] for group in reached.values() if len(group) == 1), revoked)


def _by_person(reached: Mapping[tuple[UUID, int], list[Certificate]]) -> dict[UUID, dict[int, Certificate]]:
    people: dict[UUID, dict[int, Certificate]] = {}
    for (person, serial), group in reached.items():
        people.setdefault(person, {})[serial] = group[0]
    return people


def _is_issued(known: People, certificate: Certificate) -> bool:
    """Whether who issued a certificate may, and did."""
    if certificate.issuer is None:
        return known.is_signed_by(certificate.signed, None, CERTIFICATE)
    if certificate.issuer == certificate.id:
        return _is_renewal(known, certificate)
    issuer = known.get(certificate.issuer)
    if issuer is None or not issuer.is_custodian or certificate.is_custodian or certificate.office != issuer.office:
        return False
    return (
        _keeps_keys(known, certificate)
        and _stands(known, issuer.id, certificate.fingerprint)
        and known.is_signed_by(certificate.signed, issuer.id, CERTIFICATE)
    )


def _is_renewal(known: People, certificate: Certificate) -> bool:
    """New keys, signed by the person's own old one: everything else stays as it was certified."""
    before = _before(known, certificate)
    if before is None:
        return False
    same = (before.role, before.duties, before.office) == (certificate.role, certificate.duties, certificate.office)
    return same and certificate.signed.is_by(before.sign_key, CERTIFICATE)


def _keeps_keys(known: People, certificate: Certificate) -> bool:
    """A custodian gives first keys and changes roles; keys change only when the old one or the root signs."""
    if certificate.serial == 1:
        return True
    before = _before(known, certificate)
    return before is not None and (before.sign_key, before.seal_key) == (certificate.sign_key, certificate.seal_key)


def _before(known: People, certificate: Certificate) -> Certificate | None:
    return next((old for old in known.all_of(certificate.id) if old.serial == certificate.serial - 1), None)


def _stands(known: People, issuer: UUID, paper: str) -> bool:
    """What a revoked custodian issued stands only where the revocation names it."""
    revocation = known.revocation(issuer)
    return revocation is None or paper in revocation.stands


def _is_entitled(known: People, revocation: Revocation) -> bool:
    """A custodian removes people of the own office; another custodian is removed by the root alone."""
    if not known.is_signed_by(revocation.signed, revocation.issuer, REVOCATION):
        return False
    if revocation.issuer is None:
        return True
    if not _stands(known, revocation.issuer, revocation.fingerprint):
        return False
    by, person = known.get(revocation.issuer), known.get(revocation.person)
    return by is not None and by.is_custodian and person is not None and not person.is_custodian \
        and by.office == person.office  # fmt: skip
