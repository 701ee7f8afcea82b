"""How an offer ends where it came from: the handover that stands in the file for it, and what is said of it."""

from uuid import UUID

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.document import Document
from reintegration_desktop.rules.custody.entries import Answer, Step, answer_document
from reintegration_desktop.rules.custody.standing import Custody, Offered, State

TRANSFER = "transfer"


def sent_row(file: CaseFile, office: UUID) -> Record | None:
    """The handover to an office that waits for its receipt, in a case's file."""
    sent = [
        row
        for row in file.rows(TRANSFER)
        if row.answers.choice("transfer_status") == "sent" and row.answers.text("receiving_office") == str(office)
    ]
    return sent[-1] if sent else None


def waiting_of(held: Custody, office: UUID) -> tuple[Offered, ...]:
    """The offers of an office that wait for an answer."""
    return tuple(one for one in held.offers if one.state is State.WAITING and one.offer.source == office)


def not_taken(held: Custody, office: UUID) -> tuple[Offered, ...]:
    """The offers of an office that another one refused, or headquarters overruled; not where it is offered anew."""
    anew = {one.offer.target for one in held.offers if one.is_live}
    return tuple(
        one
        for one in (*held.ended, *held.offers)
        if one.offer.source == office and one.state in (State.REFUSED, State.OVERRULED) and one.offer.target not in anew
    )


def taken_back(one: Offered) -> Document:
    """The entry by which an office takes its offer back, knowing whether headquarters decided for it."""
    return answer_document(Answer(Step.WITHDRAW, one.id, one.offer.source, decided=one.decided))
