"""Whose cases are while a bundle is judged: by what lies here, and by what the bundle says itself."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.custody.entries import Answer, Decision, Entry, Offer, is_about_custody, read_entry
from reintegration_desktop.rules.custody.standing import Custody, custody
from reintegration_desktop.rules.erasing.standing import CertifiedAt
from reintegration_desktop.sync.ports import Holdings
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.roles import Role


def custodies(
    holdings: Holdings, certified: CertifiedAt, lying: Mapping[UUID, Sequence[Entry]], new: Sequence[Change]
) -> Mapping[UUID, Custody]:
    """Whose some cases are, where an office ever offered them: by the entries that lie here of them.

    What ``new`` changes say of it counts already: who takes a case writes in it in the same breath. They are those that
    nothing stands against; what is about to be put aside, or waits, says nothing.
    """
    said = {case: list(entries) for case, entries in lying.items()}
    for change in new:
        if (entry := read_entry(change)) is not None:
            said.setdefault(change.case, []).append(entry)
    return {
        case: custody(_once(entries), _founder(holdings, certified, new, case), certified)
        for case, entries in said.items()
    }


def says_whose(change: Change) -> bool:
    """Whether it is said by a change whose its case is: handed over, or begun."""
    return is_about_custody(change) or begins(change)


def may_be_said(change: Change, certificate: Certificate) -> bool:
    """Whether an entry can be read, and its author may speak so: for their own office, or for headquarters."""
    entry = read_entry(change)
    said = None if entry is None else entry.said
    if isinstance(said, Decision):
        return certificate.role is Role.HEADQUARTERS
    if isinstance(said, Offer | Answer):
        office = said.source if isinstance(said, Offer) else said.office
        return certificate.role is Role.SUPERVISOR and office == certificate.office
    return False


def _founder(holdings: Holdings, certified: CertifiedAt, changes: Iterable[Change], case: UUID) -> UUID | None:
    """The office of who wrote the first version of a case's own facts."""
    begun = (one for one in changes if one.case == case and begins(one))
    first = holdings.first(case) or min(begun, key=lambda one: (one.clock, one.id), default=None)
    paper = None if first is None else certified(first.author, first.clock)
    return None if paper is None else paper.office


def begins(change: Change) -> bool:
    """Whether it is the first version of a case's own facts."""
    return change.record == change.case and change.kind is Kind.SAVE and not change.parents


def _once(entries: Iterable[Entry]) -> list[Entry]:
    return list({entry.id: entry for entry in entries}.values())
