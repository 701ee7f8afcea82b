"""Ordering that files are erased: a first person, a second, headquarters for many; taken back until it is done."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.casework.errors import (
    KeptLonger,
    NotPermitted,
    OrderedAlready,
    OrderOver,
    ReasonNeeded,
    SecondNotFit,
    UnderLegalHold,
)
from reintegration_desktop.casework.inquiries.asking import take_back_about
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.consent import may_be_edited
from reintegration_desktop.rules.derived import derive
from reintegration_desktop.rules.erasing.entries import record_about, revoking_document, signing_document
from reintegration_desktop.rules.erasing.judging import LEAST_DAYS, SIGNERS
from reintegration_desktop.rules.erasing.standing import Erasure, State, may_revoke
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.guards import closing
from reintegration_desktop.rules.guards.lacks import Lack
from reintegration_desktop.rules.limits.keeping import legal_hold_stops_erasure
from reintegration_desktop.rules.stages import lacks
from reintegration_desktop.vault.papers.acts import NUMBER_BYTES, Act, Approval, Statement, begin_approval, may_together
from reintegration_desktop.vault.papers.orders import Order
from reintegration_desktop.vault.roles import Role

SIGNED_WITHIN = timedelta(days=30)


def may_order(registry: Registry) -> bool:
    """Whether this person orders that a file is erased, and takes such an order back."""
    return registry.desk.me.role is Role.SUPERVISOR


def may_sign(registry: Registry, erasure: Erasure) -> bool:
    """Whether this person's signature is the one that an order still waits for."""
    try:
        _refuse_signing(registry, erasure)
    except (NotPermitted, OrderOver, SecondNotFit):
        return False
    return True


def may_take_back(registry: Registry, erasure: Erasure) -> bool:
    """Whether this person may take an order back now."""
    if _is_over(registry, erasure):
        return False
    return may_revoke(erasure, registry.desk.me.id, registry.keyring.person)


def order(registry: Registry, cases: Sequence[UUID], reason: str, *, asked_by_child: bool) -> Changes:
    """Sign that files are to be erased, as the first of two.

    The reason is sealed in each file, and goes with it; what other offices were asked or told about them is taken back
    at once. Raises NotPermitted, ReasonNeeded, UnderLegalHold,
    OrderedAlready, and KeptLonger before the time is over for which a file is kept.
    """
    desk = registry.desk
    if not may_order(registry):
        raise NotPermitted
    if not reason.strip():
        raise ReasonNeeded
    ordered = {case for one in registry.orders.all() if is_going_on(registry, one) for case in one.order.cases}
    if ordered & set(cases):
        raise OrderedAlready
    made, approval = begun(registry, cases, asked_by_child=asked_by_child)
    with desk.read() as here, desk.begin() as work:
        take_back_about(here, work, desk, made.cases)
        for case in made.cases:
            _refuse_case(registry, work.file(case), asked_by_child=asked_by_child)
            work.note(Kind.ERASE, case, {"form": "case", "reason": reason.strip()})
        work.about_erasing(signing_document(made, approval), record_about(made.digest))
        return work.commit()


def begun(registry: Registry, cases: Collection[UUID], *, asked_by_child: bool) -> tuple[Order, Approval]:
    """An order about some cases of this office, and the first signature under it."""
    desk = registry.desk
    made = Order(
        desk.me.office, tuple(sorted(set(cases))), max(LEAST_DAYS, desk.policy.erased_after_days), asked_by_child,
        registry.orders.children(desk.me.office),
    )  # fmt: skip
    statement = Statement(
        Act.ERASE, made.office, made.digest, desk.written_at() + SIGNED_WITHIN, registry.random(NUMBER_BYTES)
    )
    return made, begin_approval(statement, desk.me.id, registry.keyring.sign)


def sign(registry: Registry, number: bytes) -> Changes:
    """Sign an order that somebody else began; with the last signature that it needs the files are hidden at once.

    Raises OrderUnknown, OrderOver, NotPermitted, SecondNotFit, UnderLegalHold.
    """
    erasure = registry.find(number)
    _refuse_signing(registry, erasure)
    if held(registry, erasure):
        raise UnderLegalHold
    approval = Approval(erasure.approval.body, {}).signed_by(registry.desk.me.id, registry.keyring.sign)
    with registry.desk.begin() as work:
        work.about_erasing(signing_document(erasure.order, approval), record_about(erasure.digest))
        return work.commit()


def take_back(registry: Registry, number: bytes) -> Changes:
    """Take an order back before the files are destroyed: they stand in the lists again.

    Raises OrderUnknown, OrderOver, NotPermitted.
    """
    erasure = registry.find(number)
    if _is_over(registry, erasure):
        raise OrderOver
    if not may_take_back(registry, erasure):
        raise NotPermitted
    with registry.desk.begin() as work:
        work.about_erasing(revoking_document(erasure.digest, erasure.number), record_about(erasure.digest))
        return work.commit()


def held(registry: Registry, erasure: Erasure) -> frozenset[UUID]:
    """Those of an order's cases that a court or a complaint asks us to keep."""
    facts = registry.orders.facts(erasure.order.cases)
    return frozenset(case for case, said in facts.items() if said.get("legal_hold") is True)


def is_going_on(registry: Registry, erasure: Erasure) -> bool:
    """Whether an order waits for signatures in time, or is whole."""
    if erasure.state is State.SIGNING:
        return erasure.expires >= registry.desk.written_at()
    return erasure.state is State.WHOLE


def is_needless(registry: Registry, erasure: Erasure) -> bool:
    """Whether an order needs no signature any more: another one is whole, by which all of it was destroyed here."""
    if not set(erasure.order.cases) <= registry.orders.destroyed().keys():
        return False
    whole = [one.order.cases for one in registry.orders.all() if one.state is State.WHOLE]
    return frozenset(erasure.order.cases) <= frozenset[UUID]().union(*whole)


def _is_over(registry: Registry, erasure: Erasure) -> bool:
    """Whether nothing is left of an order that could be taken back: it was, or its files are due, or destroyed here."""
    if erasure.state is State.REVOKED or erasure.is_due(registry.desk.written_at()):
        return True
    return erasure.state is State.WHOLE and set(erasure.order.cases) <= registry.orders.destroyed().keys()


def _refuse_case(registry: Registry, file: CaseFile, *, asked_by_child: bool) -> None:
    """Raise what stands against erasing a file."""
    desk = registry.desk
    if legal_hold_stops_erasure(file):
        raise UnderLegalHold
    office = file.one("case").text("office")
    if office is not None and office != str(desk.me.office):
        raise NotPermitted
    missing = lacks(closing.erased, derive(file, desk.policy, desk.today), desk.policy, desk.today)
    if Lack.KEEP_UNTIL in missing and not asked_by_child and may_be_edited(file):
        raise KeptLonger


def _refuse_signing(registry: Registry, erasure: Erasure) -> None:
    """Raise what stands against this person signing now."""
    me = registry.keyring.person
    if erasure.state is not State.SIGNING or erasure.expires < registry.desk.written_at():
        raise OrderOver
    if me.role not in SIGNERS or (me.role is not Role.HEADQUARTERS and me.office != erasure.order.office):
        raise NotPermitted
    signed = {one.person for one in erasure.signatures}
    if is_needless(registry, erasure):
        raise OrderOver
    if me.id in signed:
        raise SecondNotFit
    if me.role is Role.HEADQUARTERS and erasure.is_large:
        return
    people = registry.keyring.people
    others = [one for person in signed if (one := people.standing(person)) is not None]
    if not any(may_together(Act.ERASE, one, me) or may_together(Act.ERASE, me, one) for one in others):
        raise SecondNotFit
