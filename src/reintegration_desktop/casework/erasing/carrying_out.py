"""Carrying out what is due: files destroyed, traces overwritten, a signed receipt; begun again wherever it stopped."""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.casework.erasing.again import enter_again
from reintegration_desktop.casework.erasing.calendar import noted
from reintegration_desktop.casework.erasing.memory import brought_back
from reintegration_desktop.casework.erasing.ordering import held
from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.rules.erasing.entries import receipt_document, record_about
from reintegration_desktop.rules.erasing.standing import Erasure
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.sync.emptying import emptied
from reintegration_desktop.vault.files.erasures import CarriedOut, remember_erasures
from reintegration_desktop.vault.papers.orders import write_receipt

NOTHING = Changes(frozenset())


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: files destroyed now, and those that are due and held by a court or a complaint."""

    destroyed: int = 0
    held: int = 0
    changes: Changes = NOTHING


def carry_out(registry: Registry, progress: Progress) -> Done:
    """Destroy everything that is due, and what a restored copy brought back; a receipt for each order.

    Whatever stops it, the next time goes on: what has no receipt of this device is not taken for done. A signature of
    who has the vault open, under an order that was lost with a vault, stands in the log again.
    """
    done = _carry_out(registry, progress)
    entered = enter_again(registry)
    if not entered.topics:
        return done
    more = _carry_out(registry, progress)
    topics = done.changes.topics | entered.topics | more.changes.topics
    return Done(done.destroyed + more.destroyed, max(done.held, more.held), Changes(topics))


def _carry_out(registry: Registry, progress: Progress) -> Done:
    again, calendar = brought_back(registry), noted(registry)
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
