"""Two-person acts: a statement of what is to happen to exactly what, signed by two people who may."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import permutations
from types import MappingProxyType
from typing import Protocol
from uuid import UUID

from reintegration_desktop.vault.acts.statements import (
    NUMBER_BYTES,
    Act,
    Approval,
    Statement,
    begin_approval,
    read_statement_of,
)
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.errors import ActRefused
from reintegration_desktop.vault.roles import Role

__all__ = [
    "BY_CUSTODIANS", "NUMBER_BYTES", "WHO_SIGNS", "Act", "Approval", "Certified", "Expected", "Statement",
    "begin_approval", "check_approval", "may_together", "read_statement_of", "seconds_beside",
]  # fmt: skip

_DECIDES = frozenset({Role.SUPERVISOR, Role.HEADQUARTERS})
_WORKS = _DECIDES | {Role.CASEWORKER, Role.CLINICIAN}
_ANSWERS = _DECIDES | {Role.COORDINATOR, Role.AUDITOR, Role.MANAGER}

WHO_SIGNS: Mapping[Act, tuple[frozenset[Role], frozenset[Role]]] = MappingProxyType(
    {
        Act.ERASE: (frozenset({Role.SUPERVISOR}), _WORKS | {Role.COORDINATOR}),
        Act.RESTORE_OVER_NEWER: (_DECIDES, _DECIDES),
        Act.ENROL_CUSTODIAN: (_DECIDES, _DECIDES),
        Act.CHANGE_POLICY: (_DECIDES, _ANSWERS),
        Act.CHANGE_RETENTION: (_DECIDES, _ANSWERS),
    }
)
"""The roles of the first and of the second signature."""

BY_CUSTODIANS = frozenset({Act.ENROL_CUSTODIAN})


class Certified(Protocol):
    """Whose signatures count (``vault.people.People``)."""

    def standing(self, person: UUID) -> Certificate | None:
        """The certificate of a person whose signature counts."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a receiver is about to do, and needs an approval for."""

    act: Act
    office: UUID
    digest: bytes


def check_approval(
    approval: Approval, expected: Expected, people: Certified, now: datetime, used: Container[bytes]
) -> Statement:
    """The statement, when it is about exactly this, in time, unused, and signed by two who may.

    Raises ActRefused with ``reason``: other, expired, used, people. Every receiver checks again.
    """
    statement = read_statement_of(approval.body)
    if (statement.act, statement.office, statement.digest) != (expected.act, expected.office, expected.digest):
        raise ActRefused(reason="other")
    if now > statement.expires:
        raise ActRefused(reason="expired")
    if statement.number in used:
        raise ActRefused(reason="used")
    signers = [
        certificate
        for person in approval.signatures
        if (certificate := people.standing(person)) and approval.is_signed_by(certificate)
    ]
    if not any(may_together(statement.act, first, second) for first, second in permutations(signers, 2)):
        raise ActRefused(reason="people")
    return statement


def may_together(act: Act, first: Certificate, second: Certificate) -> bool:
    """Whether two people may do this together: neither let the other in, alone or with somebody else.

    Of two whom the root certified, and nobody is named who let them in, one may have made up the other. Custodians
    enrol another whoever let them in: the first two of an office can't be strangers to each other.
    """
    if first.id == second.id or not (first.counts and second.counts):
        return False
    if act in BY_CUSTODIANS:
        return first.is_custodian and second.is_custodian and _roles_fit(act, first, second)
    return not _may_be_one(act, first, second) and _roles_fit(act, first, second)


def seconds_beside(
    act: Act, first: Certificate, others: Iterable[Certificate], *, strictly: bool = False
) -> tuple[Certificate, ...]:
    """Who of others can be somebody's second person: neither let the other in.

    Where nobody else is there, one of those all the same, unless ``strictly``: that is better than nobody.
    """
    fit = [one for one in others if one.id != first.id and one.counts and one.role in WHO_SIGNS[act][1]]
    strict = tuple(one for one in fit if may_together(act, first, one))
    return strict if strictly else strict or tuple(fit)


def _may_be_one(act: Act, first: Certificate, second: Certificate) -> bool:
    """Between offices the founders are two people for rules that all of them see; not to erase a file."""
    if not first.enrollers and not second.enrollers:
        return act is Act.ERASE or first.office == second.office
    return second.id in first.enrollers or first.id in second.enrollers


def _roles_fit(act: Act, first: Certificate, second: Certificate) -> bool:
    firsts, seconds = WHO_SIGNS[act]
    return first.role in firsts and second.role in seconds
