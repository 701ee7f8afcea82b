"""An order that was carried out here, and lost with a vault, is made known anew: by the signatures of two people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reintegration_desktop.casework.erasing.memory import OnlyHere, lost, only_here
from reintegration_desktop.casework.erasing.ordering import begun, may_order
from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.casework.errors import NotPermitted, OrderUnknown
from reintegration_desktop.casework.inquiries.asking import take_back_about
from reintegration_desktop.rules.erasing.entries import record_about, signing_document
from reintegration_desktop.rules.erasing.judging import SIGNERS
from reintegration_desktop.rules.erasing.standing import State
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.vault.files.erasures import CarriedOut
from reintegration_desktop.vault.papers.acts import Approval, read_statement_of
from reintegration_desktop.vault.papers.orders import Order


@dataclass(frozen=True, slots=True)
class LostLine:
    """So many files that were destroyed here at a moment, by an order that was lost, with the ``number`` that it had.

    Until ``until`` it is enough that those who signed it open the vault; None where two must sign anew.
    """

    number: bytes
    files: int
    at: datetime
    until: datetime | None


def enter_again(registry: Registry) -> Changes:
    """Write what this person signed under orders that were lost into the log again, in the time that they have.

    With the other one's, who does the same by opening the vault, an order is whole again.
    """
    mine = [one for one in lost(registry) if _may_enter(registry, one.done)]
    return _written(registry, [(one.done.order, _own(registry, one.done), one.cases) for one in mine])


def order_again(registry: Registry, number: bytes) -> Changes:
    """Sign anew, as the first of two, that files are to be erased which were destroyed here by an order that was lost.

    ``number`` is that of its statement. Raises NotPermitted, OrderUnknown.
    """
    if not may_order(registry):
        raise NotPermitted
    one = next((one for one in only_here(registry) if one.done.receipt.number == number), None)
    if one is None:
        raise OrderUnknown
    made, approval = begun(registry, one.cases, asked_by_child=one.done.order.asked_by_child)
    return _written(registry, [(made, approval, one.cases)])


def lost_lines(registry: Registry) -> tuple[LostLine, ...]:
    """What was destroyed here by orders that were lost, and waits for somebody; what was carried out last first."""
    return tuple(
        LostLine(one.done.receipt.number, len(one.cases), one.done.receipt.at, _by_itself_until(registry, one))
        for one in only_here(registry)
    )


def _by_itself_until(registry: Registry, one: OnlyHere) -> datetime | None:
    until, people = read_statement_of(one.done.approval.body).expires, registry.keyring.people
    papers = [people.standing(person) for person in one.done.approval.signatures]
    are_here = all(paper is not None and one.done.approval.is_signed_by(paper) for paper in papers)
    in_time = until >= registry.desk.written_at() and _is_of_so_many(registry, one.done)
    return until if are_here and in_time else None


def _may_enter(registry: Registry, done: CarriedOut) -> bool:
    """Whether this person signed it, still may, and it would count: in time, not in the log, not taken back."""
    me, statement = registry.keyring.person, read_statement_of(done.approval.body)
    if me.role not in SIGNERS or not done.approval.is_signed_by(me):
        return False
    if statement.expires < registry.desk.written_at() or not _is_of_so_many(registry, done):
        return False
    found = next((one for one in registry.orders.all() if one.number == statement.number), None)
    if found is None:
        return True
    signed = {one.person for one in found.signatures}
    return found.state is State.SIGNING and found.approval.body == done.approval.body and me.id not in signed


def _is_of_so_many(registry: Registry, done: CarriedOut) -> bool:
    """Whether the office has the children that the order says: receivers believe no more than they know of."""
    return done.order.children <= registry.orders.children(done.order.office)


def _own(registry: Registry, done: CarriedOut) -> Approval:
    me = registry.desk.me.id
    return Approval(done.approval.body, {me: done.approval.signatures[me]})


def _written(registry: Registry, signed: Sequence[tuple[Order, Approval, tuple[UUID, ...]]]) -> Changes:
    """Entries of who has the vault open; what other offices were asked or told about the files is taken back, too."""
    if not signed:
        return Changes(frozenset())
    with registry.desk.read() as here, registry.desk.begin() as work:
        for order, approval, cases in signed:
            if may_order(registry):
                take_back_about(here, work, registry.desk, cases)
            work.about_erasing(signing_document(order, approval), record_about(order.digest))
        return work.commit()
