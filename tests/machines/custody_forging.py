"""What a changed program says of whose a case is, and writes in cases that it never held; proper otherwise.

Each returns whether everybody else must put it aside, since an entry in the own office's name that counts for nothing
lies where it is; None where there was nothing to forge.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.forms.document import Document
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.custody.entries import (
    Answer,
    Decision,
    Entry,
    Offer,
    Step,
    answer_document,
    decision_document,
    offer_document,
    record_about,
)
from reintegration_desktop.vault.roles import Room
from tests.machines.country import Country
from tests.machines.custody_laws import FORGED_RISK
from tests.machines.whose import Ledger, offer_in, whose
from tests.store.custody.handing import PROGRESS

DIGEST = b"\x01" * 32


@dataclass(frozen=True)
class Forging:
    """Where a changed program runs, over which case; ``other`` is another field office."""

    all: Country
    ledger: Ledger
    by: str
    other: str
    case: UUID

    @property
    def own(self) -> UUID:
        return self.all.office(self.by)

    @property
    def holder(self) -> UUID:
        """Who holds it, by all that was honestly said."""
        found = whose(self.all.office(self.ledger.began[self.case]), self.ledger.of(self.case)).holder
        assert found is not None
        return found

    def offers(self) -> list[Entry]:
        """The honest offers of the case to other offices."""
        said = [one for one in self.ledger.of(self.case) if isinstance(one.said, Offer)]
        return [one for one in said if offer_in(one).target != self.own]

    def says(self, kind: Kind, document: Document, record: UUID | None = None) -> None:
        store = self.all.laptops[self.by].store
        with store.begin() as work:
            work.enter(self.case, record or record_about(self.case), kind, document)
            work.commit()
        store.checker.fold_anew(PROGRESS)


def takes_in_the_own_name(at: Forging) -> bool | None:
    """It accepts what was offered to another."""
    for one in at.offers()[-1:]:
        at.says(Kind.ACCEPT, answer_document(Answer(Step.ACCEPT, one.id, at.own)))
        return False
    return None


def takes_in_anothers_name(at: Forging) -> bool | None:
    """It accepts for the office to which it was offered."""
    for one in at.offers()[-1:]:
        at.says(Kind.ACCEPT, answer_document(Answer(Step.ACCEPT, one.id, offer_in(one).target)))
        return True
    return None


def offers_what_it_does_not_hold(at: Forging) -> bool | None:
    """It gives a case away that it didn't begin: of the first epoch, which only who began it gives."""
    if at.ledger.began[at.case] == at.by:
        return None
    at.says(Kind.OFFER, offer_document(_offer(1, at.own, at.all.office(at.other))))
    return False


def offers_in_the_holders_name(at: Forging) -> bool | None:
    """It gives a case away for who holds it."""
    if at.holder == at.own:
        return None
    target = at.own if at.holder == at.all.office(at.other) else at.all.office(at.other)
    at.says(Kind.OFFER, offer_document(_offer(1, at.holder, target)))
    return True


def decides(at: Forging) -> bool | None:
    """It says what only headquarters says."""
    chosen = next((one.id for one in at.offers()[-1:]), None)
    at.says(Kind.APPROVE, decision_document(Decision(1, chosen)))
    return True


def writes_where_it_never_was(at: Forging) -> bool | None:
    """It says how a child is of whom it knows nothing."""
    if not _is_strange(at):
        return None
    at.says(Kind.SAVE, Document("concerns", None, {"risk_level": FORGED_RISK}), record_of(at.case, "concerns"))
    return True


def says_that_it_is_its_own(at: Forging) -> bool | None:
    """It puts another office's case back in its own name, also one that headquarters hasn't heard of yet."""
    if not _is_strange(at):
        return None
    facts = {"case_code": f"F{at.case.hex[:6]}", "case_status": "open", "case_stage": "identified",
             "office": str(at.own)}  # fmt: skip
    at.says(Kind.SAVE, Document("case", None, facts), at.case)
    return True


def _offer(epoch: int, source: UUID, target: UUID) -> Offer:
    return Offer(epoch, source, target, frozenset({Room.PERSON, Room.ACCOUNT}), DIGEST)


def _is_strange(at: Forging) -> bool:
    """Whether an office never had to do with a case."""
    return at.ledger.began[at.case] != at.by and at.case not in at.ledger.offered_to(at.own)


FORGERIES: Mapping[str, Callable[[Forging], bool | None]] = {
    one.__name__: one
    for one in (
        takes_in_the_own_name, takes_in_anothers_name, offers_what_it_does_not_hold, offers_in_the_holders_name,
        decides, writes_where_it_never_was, says_that_it_is_its_own,
    )
}  # fmt: skip
