"""Who let a custodian in, signed by themselves, and which custodians count where two people act."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from reintegration_desktop.vault.acts.statements import (
    NUMBER_BYTES,
    Act,
    Approval,
    Statement,
    begin_approval,
    read_statement_of,
)
from reintegration_desktop.vault.certificates import Certificate, Claims, Sign
from reintegration_desktop.vault.errors import PaperDamaged
from reintegration_desktop.vault.fields import as_text, compact
from reintegration_desktop.vault.identity import Random
from reintegration_desktop.vault.roles import Role

WITHIN = timedelta(days=7)
WANTED = 2
"""So many earlier custodians of the office let a further one in; the first of them lets the second in alone."""

_ENROL = frozenset({Role.SUPERVISOR, Role.HEADQUARTERS})

Serials = Mapping[UUID, Mapping[int, Certificate]]


def digest_of(claims: Claims) -> bytes:
    """What is signed for: who becomes a custodian, as what, where, with which keys; not when."""
    said = {
        "version": 1,
        "kind": "enrolment",
        "id": str(claims.id),
        "role": claims.role.value,
        "duties": sorted(claims.duties),
        "office": str(claims.office),
        "sign": as_text(claims.sign_key),
        "seal": as_text(claims.seal_key),
    }
    return sha256(compact(said)).digest()


def begin_enrolment(claims: Claims, person: UUID, sign: Sign, random: Random) -> Approval:
    """The first signature of those who let a custodian in."""
    statement = Statement(
        Act.ENROL_CUSTODIAN, claims.office, digest_of(claims), claims.since + WITHIN, random(NUMBER_BYTES)
    )
    return begin_approval(statement, person, sign)


def with_enrollers(serials: Serials, revoked: Mapping[UUID, datetime]) -> dict[UUID, dict[int, Certificate]]:
    """Believed certificates, each with who let its person in, and whether that person counts where two act.

    ``revoked`` says from when on somebody's keys count no longer.
    """
    custodians = [made for person, papers in serials.items() if (made := _custodian(person, papers, revoked))]
    signed = {one.id: _signers(one.paper, custodians) for one in custodians}
    counting = _counting(custodians, signed)
    return {
        person: {
            serial: replace(
                paper,
                let_in_by=_issuers(papers.values()) | signed.get(person, frozenset()),
                counts=person not in signed or person in counting,
            )
            for serial, paper in papers.items()
        }
        for person, papers in serials.items()
    }


@dataclass(frozen=True, slots=True)
class _Custodian:
    """Somebody whom the root made a custodian: the first such certificate, every key, the end of their time."""

    paper: Certificate
    keys: tuple[Certificate, ...]
    until: datetime | None

    @property
    def id(self) -> UUID:
        return self.paper.id

    @property
    def since(self) -> datetime:
        return self.paper.claims.since

    def stood_at(self, moment: datetime) -> bool:
        return self.until is None or moment < self.until


def _custodian(person: UUID, papers: Mapping[int, Certificate], revoked: Mapping[UUID, datetime]) -> _Custodian | None:
    """None for everybody else. A later certificate renews keys: how somebody came in is in the first."""
    in_order = tuple(paper for _, paper in sorted(papers.items()))
    first = next((paper for paper in in_order if paper.is_custodian), None)
    return None if first is None else _Custodian(first, in_order, revoked.get(person))


def _issuers(papers: Iterable[Certificate]) -> frozenset[UUID]:
    return frozenset(one.issuer for one in papers if one.issuer is not None and one.issuer != one.id)


def _signers(paper: Certificate, custodians: Iterable[_Custodian]) -> frozenset[UUID]:
    """Which custodians of the office signed that this person becomes one, with exactly these keys, in time."""
    try:
        approval = Approval.from_bytes(paper.claims.enrolment)
        statement = read_statement_of(approval.body)
    except PaperDamaged:
        return frozenset()
    about = Act.ENROL_CUSTODIAN, paper.office, digest_of(paper.claims)
    if (statement.act, statement.office, statement.digest) != about or paper.claims.since > statement.expires:
        return frozenset()
    return frozenset(
        one.id
        for one in custodians
        if one.paper.office == paper.office and one.id != paper.id and any(map(approval.is_signed_by, one.keys))
    )


def _counting(custodians: Iterable[_Custodian], signed: Mapping[UUID, frozenset[UUID]]) -> frozenset[UUID]:
    """Those whom as many of the custodians before them let in as had to, looked at in the order they came in."""
    found: list[_Custodian] = []
    for one in sorted(custodians, key=lambda one: (one.since, len(signed[one.id]), one.id)):
        earlier = [
            before
            for before in found
            if before.paper.office == one.paper.office and before.paper.role in _ENROL and before.stood_at(one.since)
        ]
        if _is_let_in(one, earlier, signed[one.id]):
            found.append(one)
    return frozenset(one.id for one in found)


def _is_let_in(one: _Custodian, earlier: Sequence[_Custodian], signers: frozenset[UUID]) -> bool:
    """Version 1 didn't say who let somebody in: it counts as long as no later version came before it in the office."""
    if one.paper.version == 1:
        return all(before.paper.version == 1 for before in earlier)
    return len(signers & {before.id for before in earlier}) >= min(WANTED, len(earlier))
