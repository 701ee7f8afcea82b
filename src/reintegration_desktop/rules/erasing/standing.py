"""Where every order to erase stands, from the entries about it alone: the same wherever the same entries lie."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.rules.erasing.entries import Entry, Revoking, Signing
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.errors import ActRefused
from reintegration_desktop.vault.papers.acts import Act, Approval, Expected, check_approval
from reintegration_desktop.vault.papers.orders import ErasureReceipt, Order
from reintegration_desktop.vault.roles import Role

MOST_CHILDREN, ONE_IN = 5, 100
WINDOW = timedelta(days=30)
CertifiedAt = Callable[[UUID, int], Certificate | None]
"""The certificate of a person that was in force at a tick of the clock."""


class State(StrEnum):
    """How far an order has come."""

    SIGNING = "signing"
    WHOLE = "whole"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, as what, when."""

    person: UUID
    role: Role
    office: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Erasure:
    """An order and all that was said about it.

    ``whole_at`` is when the last signature that it needs was there, ``due_at`` from when the files are destroyed; both
    None before. ``is_large``: it waits for headquarters besides. ``approval`` bears all signatures.
    """

    order: Order
    number: bytes
    approval: Approval
    expires: datetime
    signatures: tuple[Signature, ...]
    state: State
    is_large: bool
    whole_at: datetime | None = None
    revoked_by: UUID | None = None
    revoked_at: datetime | None = None
    receipts: tuple[ErasureReceipt, ...] = ()

    @property
    def digest(self) -> bytes:
        """What was signed for."""
        return self.order.digest

    @property
    def begun(self) -> Signature:
        """Who ordered it."""
        return self.signatures[0]

    @property
    def due_at(self) -> datetime | None:
        """From when the files are destroyed."""
        return None if self.whole_at is None else self.whole_at + wait_of(self.order)

    @property
    def lacks_headquarters(self) -> bool:
        """Whether headquarters has still to sign."""
        return self.is_large and all(one.role is not Role.HEADQUARTERS for one in self.signatures)

    def is_due(self, now: datetime) -> bool:
        """Whether what it names is to be destroyed now."""
        return self.state is State.WHOLE and self.due_at is not None and self.due_at <= now


def wait_of(order: Order) -> timedelta:
    """How long after the last signature: not at all where the child asked."""
    return timedelta() if order.asked_by_child else timedelta(days=order.days)


def erasures(entries: Iterable[Entry], certified: CertifiedAt) -> tuple[Erasure, ...]:
    """Every order, the one that was begun first first.

    What an entry may say was judged when it came; what several come to together is worked out here, again and again.
    """
    by_number: dict[tuple[bytes, bytes], list[Entry]] = {}
    for entry in sorted(entries, key=lambda one: (one.clock, one.id)):
        if isinstance(entry.said, Signing):
            by_number.setdefault((entry.said.statement.number, entry.said.statement.digest), []).append(entry)
        elif isinstance(entry.said, Revoking | ErasureReceipt):
            by_number.setdefault((entry.said.number, entry.said.digest), []).append(entry)
    found: list[Erasure] = []
    used: set[bytes] = set()
    for (number, _), some in by_number.items():
        made = None if number in used else _erasure(some, found, certified)
        if made is not None:
            used.add(number)
            found.append(made)
    return tuple(found)


def is_large(order: Order, begun_at: datetime, earlier: Iterable[Erasure]) -> bool:
    """Whether an order, with those of the same office in the thirty days before it, is one for headquarters, too.

    More than five children, or more than one in a hundred of the office's; of a small office one child is not many.
    """
    cases = set(order.cases)
    for one in earlier:
        if one.order.office == order.office and one.state is not State.REVOKED:
            cases |= set(one.order.cases) if begun_at - one.begun.at <= WINDOW else set()
    return len(cases) > MOST_CHILDREN or (len(cases) > 1 and len(cases) * ONE_IN > order.children)


@dataclass(frozen=True, slots=True)
class _Then:
    """Whose signatures count: of the people who signed, each with the certificate that was in force."""

    certificates: Mapping[UUID, Certificate]

    def standing(self, person: UUID) -> Certificate | None:
        return self.certificates.get(person)


def _erasure(entries: Sequence[Entry], earlier: Sequence[Erasure], certified: CertifiedAt) -> Erasure | None:
    """What entries about one statement come to; None where nobody whom we know signed it."""
    signings = [
        (entry, entry.said, certificate)
        for entry in entries
        if isinstance(entry.said, Signing) and (certificate := certified(entry.author, entry.clock))
    ]
    if not signings:
        return None
    first, said, _ = signings[0]
    large = is_large(said.order, first.at, earlier)
    certificates: dict[UUID, Certificate] = {}
    signatures: list[Signature] = []
    approval, whole_at = Approval(said.approval.body, {}), None
    for entry, one, certificate in signings:
        if entry.author in certificates or one.approval.body != approval.body:
            continue
        certificates[entry.author] = certificate
        signatures.append(Signature(entry.author, certificate.role, certificate.office, entry.at))
        approval = Approval(approval.body, {**approval.signatures, **one.approval.signatures})
        if whole_at is None and _is_whole(said, approval, certificates, entry.at, large=large):
            whole_at = entry.at
    made = Erasure(
        said.order, said.statement.number, approval, said.statement.expires, tuple(signatures),
        State.SIGNING if whole_at is None else State.WHOLE, large, whole_at,
    )  # fmt: skip
    return _with_answers(made, entries, certified)


def _is_whole(
    said: Signing, approval: Approval, certificates: Mapping[UUID, Certificate], at: datetime, *, large: bool
) -> bool:
    """Whether two who may have signed together, for their own office, and headquarters where it is asked."""
    theirs = {
        person: one
        for person, one in certificates.items()
        if one.office == said.order.office or one.role is Role.HEADQUARTERS
    }
    if large and all(one.role is not Role.HEADQUARTERS for one in theirs.values()):
        return False
    expected = Expected(Act.ERASE, said.order.office, said.order.digest)
    own = {person: one for person, one in theirs.items() if one.role is not Role.HEADQUARTERS} if large else theirs
    try:
        check_approval(approval, expected, _Then(own), at, ())
    except ActRefused:
        return False
    return True


def _with_answers(made: Erasure, entries: Iterable[Entry], certified: CertifiedAt) -> Erasure:
    """With receipts, and with the first revocation that counts."""
    receipts = tuple(entry.said for entry in entries if isinstance(entry.said, ErasureReceipt))
    revoked = next(
        (one for one in entries if isinstance(one.said, Revoking) and _may_revoke(made, one, certified)), None
    )
    return Erasure(
        made.order, made.number, made.approval, made.expires, made.signatures,
        made.state if revoked is None else State.REVOKED, made.is_large, made.whole_at,
        None if revoked is None else revoked.author, None if revoked is None else revoked.at, receipts,
    )  # fmt: skip


def _may_revoke(made: Erasure, entry: Entry, certified: CertifiedAt) -> bool:
    """Whether it came before the files were due, from who signed or from a supervisor of the office."""
    if made.due_at is not None and entry.at >= made.due_at:
        return False
    return may_revoke(made, entry.author, certified(entry.author, entry.clock))


def may_revoke(made: Erasure, person: UUID, certificate: Certificate | None) -> bool:
    """Whether somebody may take an order back: one who signed, or a supervisor of the office."""
    if any(one.person == person for one in made.signatures):
        return True
    return certificate is not None and certificate.role is Role.SUPERVISOR and certificate.office == made.order.office
