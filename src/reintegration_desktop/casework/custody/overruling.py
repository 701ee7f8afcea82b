"""Two offers of one case: headquarters says which of them counts, by voice with both offices."""

from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import NothingOffered, NotPermitted
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.custody.entries import FORM, Decision, decision_document
from reintegration_desktop.rules.custody.standing import Offered, State
from reintegration_desktop.rules.facts import CaseRow, Changes
from reintegration_desktop.vault.roles import Room


@dataclass(frozen=True, slots=True)
class Dispute:
    """A case that two offices, or more, were offered at once: who gives it, and the offers that are live."""

    row: CaseRow
    epoch: int
    offers: tuple[Offered, ...]

    @property
    def may_stay(self) -> bool:
        """Whether it can stay where it is: not once somebody took it, and the keys may be gone there."""
        return all(one.state is State.WAITING for one in self.offers)


def may_overrule(desk: Desk) -> bool:
    """Whether this person decides between offers."""
    return desk.me.may(Kind.APPROVE, Room.OPEN, FORM)


def disputes(desk: Desk) -> tuple[Dispute, ...]:
    """Everything that waits for such a decision, by code."""
    with desk.read() as cases:
        rows = cases.facts([one.case for one in cases.custodies() if one.disputed])
        held = [(row, cases.custody(row.id)) for row in sorted(rows, key=lambda row: row.code)]
    return tuple(Dispute(row, now.epoch + 1, tuple(one for one in now.offers if one.is_live)) for row, now in held)


def decide(desk: Desk, case: UUID, chosen: VersionId | None) -> Changes:
    """Let one offer count; None: the case stays where it is. Every office hears of it with the next bundle.

    Raises NotPermitted, NothingOffered for an offer that isn't one of those, or where nothing waits for a decision.
    """
    if not may_overrule(desk):
        raise NotPermitted
    with desk.begin() as work:
        held = work.custody(case)
        live = [one for one in held.offers if one.is_live]
        stays = chosen is None and all(one.state is State.WAITING for one in live)
        if not held.disputed or not (stays or chosen in [one.id for one in live]):
            raise NothingOffered
        work.about_custody(case, Kind.APPROVE, decision_document(Decision(held.epoch + 1, chosen)))
        return work.commit()
