"""Carrying out what is due: files destroyed, traces overwritten, a signed receipt; begun again wherever it stopped."""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.casework.erasing.calendar import noted
from reintegration_desktop.casework.erasing.ordering import held
from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.rules.erasing.entries import receipt_document, record_about
from reintegration_desktop.rules.erasing.standing import Erasure, is_large
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.sync.emptying import emptied
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.errors import ActRefused, PaperDamaged
from reintegration_desktop.vault.files.erasures import CarriedOut, remember_erasures, remembered
from reintegration_desktop.vault.papers.acts import Act, Approval, Expected, check_approval, read_statement_of
from reintegration_desktop.vault.papers.orders import write_receipt
from reintegration_desktop.vault.people import People
from reintegration_desktop.vault.roles import Role

NOTHING = Changes(frozenset())


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: files destroyed now, and those that are due and held by a court or a complaint."""

    destroyed: int = 0
    held: int = 0
    changes: Changes = NOTHING


def carry_out(registry: Registry, progress: Progress) -> Done:
    """Destroy everything that is due, and what a restored copy brought back; a receipt for each order.

    Whatever stops it, the next time goes on: what has no receipt of this device is not taken for done.
    """
    again, calendar = _brought_back(registry), noted(registry)
    due = [one for one in registry.orders.all() if calendar.is_due(one) and not _is_receipted(registry, one)]
    if not due and not again:
        return Done()
    kept = frozenset[UUID]().union(*(held(registry, one) for one in due))
    before = set(registry.orders.destroyed())
    named = {case for one in due for case in set(one.order.cases) - _elsewhere(registry, one)}
    wanted = sorted(((named - kept) | set(again)) - before)
    for number, case in enumerate(wanted):
        progress.report(number, len(wanted))
        registry.destroy(case)
    gone = before | set(wanted)
    _forget(registry, gone)
    if not registry.orders.overwrite():
        return Done(len(wanted), len(kept))
    finished = [one for one in due if set(one.order.cases) - _elsewhere(registry, one) <= gone]
    return Done(len(wanted), len(kept), _answer(registry, finished))


def _elsewhere(registry: Registry, erasure: Erasure) -> frozenset[UUID]:
    holders = registry.orders.holders(erasure.order.cases)
    return frozenset(case for case, office in holders.items() if office != erasure.order.office)


def _is_receipted(registry: Registry, erasure: Erasure) -> bool:
    return any(one.device == registry.device for one in erasure.receipts)


def _forget(registry: Registry, gone: set[UUID]) -> None:
    """What lies outside of the tables, or waits beside them."""
    for forget in registry.forget:
        forget(gone)
    left = emptied(registry.orders.aside(), gone)
    if left.gone or left.lines:
        registry.orders.empty_aside(left.gone, left.holes, left.lines)


def _answer(registry: Registry, finished: list[Erasure]) -> Changes:
    """Receipts, outside of the vault first: what is answered for is emptied again wherever it comes from."""
    keyring, now = registry.keyring, registry.desk.clock.now()
    receipts = [
        (one, write_receipt(keyring.person, registry.device, (one.digest, one.number), now, keyring.sign))
        for one in finished
    ]
    done = [CarriedOut(one.order, one.approval, receipt) for one, receipt in receipts]
    with suppress(Refusal):
        remember_erasures(registry.folder.home, keyring.office, done)
    if not receipts:
        return NOTHING
    with registry.desk.begin() as work:
        for one, receipt in receipts:
            work.about_erasing(receipt_document(receipt), record_about(one.digest))
        return work.commit()


def _brought_back(registry: Registry) -> list[UUID]:
    """Cases that this computer saw destroyed, and that lie here again."""
    known = [one for one in remembered(registry.folder.home, registry.keyring.office) if _holds(registry, one)]
    named = {case for one in known for case in one.order.cases}
    left = named - registry.orders.destroyed().keys()
    return sorted(left & (registry.orders.facts(left).keys()))


def _holds(registry: Registry, one: CarriedOut) -> bool:
    """Whether what is remembered was signed by people of ours: two for the order, one for the receipt."""
    people, order, receipt = _Ever(registry.keyring.people, one.approval), one.order, one.receipt
    try:
        statement = read_statement_of(one.approval.body)
        check_approval(one.approval, Expected(Act.ERASE, order.office, order.digest), people, statement.expires, ())
    except (ActRefused, PaperDamaged):
        return False
    if (receipt.digest, receipt.number) != (order.digest, statement.number):
        return False
    signers = [signer for person in one.approval.signatures if (signer := people.standing(person))]
    by_headquarters = any(signer.role is Role.HEADQUARTERS for signer in signers)
    theirs = all(signer.office == order.office or signer.role is Role.HEADQUARTERS for signer in signers)
    papers = registry.keyring.people.all_of(receipt.person)
    answered = any(receipt.is_by(paper.sign_key) and paper.office == receipt.office for paper in papers)
    return theirs and answered and (by_headquarters or not is_large(order, receipt.at, ()))


@dataclass(frozen=True, slots=True)
class _Ever:
    """Whose signatures count under what was carried out long ago: by any certificate that a person ever had."""

    people: People
    approval: Approval

    def standing(self, person: UUID) -> Certificate | None:
        papers = reversed(self.people.all_of(person))
        return next((paper for paper in papers if self.approval.is_signed_by(paper)), None)
