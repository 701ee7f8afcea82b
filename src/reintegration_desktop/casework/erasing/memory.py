"""What this computer remembers of erasures, as far as it proves itself: what came back, and what the log lost."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.casework.erasing.ordering import is_going_on
from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.rules.erasing.standing import Erasure, State, is_large
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.errors import ActRefused, PaperDamaged
from reintegration_desktop.vault.files.erasures import CarriedOut, remembered
from reintegration_desktop.vault.papers.acts import Act, Approval, Expected, check_approval, read_statement_of
from reintegration_desktop.vault.people import People
from reintegration_desktop.vault.roles import Role


@dataclass(frozen=True, slots=True)
class OnlyHere:
    """Files that this computer destroyed by an order of its office that is not whole in the log any more.

    Headquarters, and every office that holds or held them, may never hear of it.
    """

    done: CarriedOut
    cases: tuple[UUID, ...]


def brought_back(registry: Registry) -> list[UUID]:
    """Cases that this computer saw destroyed, and that lie here again."""
    known = [one for one in _remembered(registry) if _holds(registry, one)]
    named = {case for one in known for case in one.order.cases}
    left = named - registry.orders.destroyed().keys()
    return sorted(left & (registry.orders.facts(left).keys()))


def lost(registry: Registry) -> tuple[OnlyHere, ...]:
    """What was destroyed here by orders of this office, and stands in no whole one; what was carried out last first."""
    return _lost(registry, [one for one in registry.orders.all() if one.state is State.WHOLE])


def only_here(registry: Registry) -> tuple[OnlyHere, ...]:
    """The same, without what another order names that still waits for signatures in time."""
    return _lost(registry, [one for one in registry.orders.all() if is_going_on(registry, one)])


def _lost(registry: Registry, standing: Iterable[Erasure]) -> tuple[OnlyHere, ...]:
    named = {case for one in standing for case in one.order.cases}
    return tuple(_among(registry, registry.orders.destroyed().keys() - named))


def _among(registry: Registry, cases: Collection[UUID]) -> Iterator[OnlyHere]:
    """Orders that destroyed some cases, each case under the order that was carried out last."""
    left = set(cases)
    for one in sorted(_remembered(registry), key=lambda one: (one.receipt.at, one.receipt.number), reverse=True):
        mine = left & set(one.order.cases)
        if mine and one.order.office == registry.keyring.office and _holds(registry, one):
            left -= mine
            yield OnlyHere(one, tuple(sorted(mine)))


def _remembered(registry: Registry) -> tuple[CarriedOut, ...]:
    return remembered(registry.folder.home, registry.keyring.office)


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
