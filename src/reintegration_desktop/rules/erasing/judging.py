"""Whether an entry about erasing may stand: asked by every receiver of each, before it counts for anything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import assert_never
from uuid import UUID

from reintegration_desktop.history.change import Change
from reintegration_desktop.rules.erasing.entries import (
    Emptying,
    Entry,
    GivingUp,
    Revoking,
    Signing,
    read_entry,
)
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.papers.acts import WHO_SIGNS, Act
from reintegration_desktop.vault.papers.orders import ErasureReceipt
from reintegration_desktop.vault.roles import Role

LEAST_DAYS = 7
"""No programme lets less time pass before a file is destroyed, unless the child asked."""

SIGNERS = frozenset[Role]().union(*WHO_SIGNS[Act.ERASE])


@dataclass(frozen=True, slots=True)
class Known:
    """What a receiver knows of cases: the office that holds each, and how many children an office has had here.

    None where only that office and headquarters can tell: an order of it counts for what it holds by what lies here.
    """

    holders: Callable[[tuple[UUID, ...]], Mapping[UUID, UUID]]
    children: Callable[[UUID], int | None]


def may_stand(change: Change, certificate: Certificate, known: Known) -> bool:
    """Whether an entry is what it must be, and its author, by the certificate in force then, may write it."""
    entry = read_entry(change)
    if entry is None:
        return False
    said = entry.said
    if isinstance(said, Signing):
        return _is_signed(entry, said, certificate, known)
    if isinstance(said, Revoking):
        return certificate.role in SIGNERS
    if isinstance(said, ErasureReceipt):
        named = said.office, said.person, said.device
        return named == (certificate.office, entry.author, change.device) and said.is_by(certificate.sign_key)
    if isinstance(said, Emptying):
        return certificate.role is Role.SUPERVISOR and change.case != certificate.office
    if isinstance(said, GivingUp):
        return may_give_up(certificate) and change.case == certificate.office
    assert_never(said)


def may_give_up(certificate: Certificate) -> bool:
    """Whether somebody says of a computer of their office that it never comes back."""
    return certificate.role is Role.SUPERVISOR or certificate.is_custodian


def _is_signed(entry: Entry, said: Signing, certificate: Certificate, known: Known) -> bool:
    """By its author alone, in time, for the author's own office; headquarters signs for any."""
    order = said.order
    if set(said.approval.signatures) != {entry.author} or not said.approval.is_signed_by(certificate):
        return False
    in_time = entry.at <= said.statement.expires and (order.asked_by_child or order.days >= LEAST_DAYS)
    entitled = certificate.role in SIGNERS and (
        certificate.role is Role.HEADQUARTERS or certificate.office == order.office
    )
    if not in_time or not entitled:
        return False
    most = known.children(order.office)
    if most is None:
        return True
    holders = known.holders(order.cases)
    return order.children <= most and all(holders.get(case, order.office) == order.office for case in order.cases)
