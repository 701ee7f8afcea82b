"""Whom to believe: people whose certificates reach the root that is pinned for their office."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from reintegration_desktop.sync.errors import OtherProgramme, SenderNotEntitled, SenderRevoked, SenderUnknown
from reintegration_desktop.sync.manifest import Manifest
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.identity import fingerprint
from reintegration_desktop.vault.papers.office_keys import KeyStatement, is_stated
from reintegration_desktop.vault.people import People, people_of
from reintegration_desktop.vault.revocations import Revocation
from reintegration_desktop.vault.roles import KeyName, keys_of


@dataclass(frozen=True, slots=True)
class Pinned:
    """Roots (public halves, 32 bytes): the ``own`` programme's, and others' by office where introductions named them.

    A root vouches for the offices it is pinned for, so that one programme can't speak for another's people.
    """

    own: bytes
    offices: Mapping[UUID, bytes] = field(default_factory=dict)

    def root_of(self, office: UUID) -> bytes:
        """The root that an office's people must reach."""
        return self.offices.get(office, self.own)


@dataclass(frozen=True, slots=True)
class Trust:
    """Everybody who is believed, for the time of one bundle."""

    pinned: Pinned
    people: Mapping[bytes, People]

    def certificates(self, person: UUID) -> tuple[Certificate, ...]:
        """Every believed certificate of a person, oldest first."""
        return tuple(
            certificate
            for root, people in self.people.items()
            for certificate in people.all_of(person)
            if self.pinned.root_of(certificate.office) == root
        )

    def states(self, statement: KeyStatement) -> bool:
        """Whether a custodian of the office states this key, by the root that may speak of the office."""
        people = self.people.get(self.pinned.root_of(statement.office))
        return people is not None and is_stated(people, statement)

    def revocation(self, person: UUID) -> Revocation | None:
        """What revoked a person, by a root that may speak of them."""
        offices = {certificate.office for certificate in self.certificates(person)}
        roots = {self.pinned.root_of(office) for office in offices}
        found = (people.revocation(person) for root, people in self.people.items() if root in roots)
        return next((revocation for revocation in found if revocation is not None), None)


@dataclass(frozen=True, slots=True)
class Papers:
    """Certificates, revocations and what is stated of keys, as yet unjudged."""

    certificates: tuple[Certificate, ...] = ()
    revocations: tuple[Revocation, ...] = ()
    statements: tuple[KeyStatement, ...] = ()

    def and_new(self, more: "Papers") -> "Papers":
        """With others that contradict none of these: who sends a false twin of a certificate doesn't discredit it."""
        held = {(one.id, one.serial) for one in self.certificates}
        new = (one for one in more.certificates if (one.id, one.serial) not in held)
        return Papers((*self.certificates, *new), (*self.revocations, *more.revocations))


def trust_of(pinned: Pinned, papers: Papers) -> Trust:
    """Work out who is believed."""
    roots = {pinned.own, *pinned.offices.values()}
    return Trust(pinned, {root: people_of(root, papers.certificates, papers.revocations) for root in roots})


def check_sender(manifest: Manifest, sender: Certificate, trust: Trust) -> None:
    """Raise OtherProgramme, SenderUnknown, SenderRevoked or SenderNotEntitled for who must not send to us."""
    believed = trust.certificates(sender.id)
    if all(certificate.signed != sender.signed for certificate in believed):
        other = manifest.root != fingerprint(trust.pinned.root_of(sender.office))
        raise OtherProgramme if other else SenderUnknown
    if trust.revocation(sender.id) is not None:
        raise SenderRevoked
    if KeyName.TRANSPORT not in keys_of(sender.role, sender.duties):
        raise SenderNotEntitled
