"""Entries as a changed program writes them, by somebody who may not say what they say; each of them proper otherwise.

Each says whose program that is, and which of them everybody else must put aside on arrival.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from reintegration_desktop.app.program import Program
from reintegration_desktop.forms.document import Document
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.inquiries.entries import Answer, Close, answer_document, ask_document, close_document
from reintegration_desktop.rules.inquiries.standing import Inquiry
from reintegration_desktop.rules.issued import entries as rules_entries
from reintegration_desktop.rules.issued.snapshot import Snapshot
from reintegration_desktop.rules.numbers import entries as numbers_entries
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.programme import Programme as Choices
from reintegration_desktop.rules.tracing_desk.entries import end_document
from reintegration_desktop.rules.tracing_desk.entries import record_about as about_the_desk
from reintegration_desktop.vault.papers.acts import Act, Approval, Statement, begin_approval
from tests.machines.programme import BUKAVU, GOMA, HQ, Programme
from tests.store.erasing.signers import BEGAN

A_LONG_NUMBER = 1_000
SHORT = Policy(plan_days=1)


Forged = tuple[str, list[VersionId]]


def says(program: Program, thread: UUID, record: UUID, kind: Kind, document: Document) -> list[VersionId]:
    """Write an entry without asking whether that is allowed; its id."""
    with program.desk.begin() as work:
        work.enter(thread, record, kind, document)
        work.commit()
    return _last(program, thread)


def _last(program: Program, thread: UUID) -> list[VersionId]:
    with program.desk.read() as cases:
        mine = [one.id for one in cases.log(BEGAN - timedelta(days=90)) if one.case == thread]
    own = [one for one in mine if one.device == program.opened.device]
    return [max(own, key=lambda one: one.seq)]


def rules_of_an_office(all_: Programme) -> Forged:
    """Bukavu brings rules for everybody."""
    return BUKAVU, _rules(all_, all_.programs[BUKAVU], signed=True)


def rules_nobody_signed(all_: Programme) -> Forged:
    """Headquarters' program is changed, and signs with noughts."""
    return HQ, _rules(all_, all_.programs[HQ], signed=False)


def rules_signed_by_one(all_: Programme) -> Forged:
    """Headquarters' first signature alone: it may bring rules, and they change nothing."""
    _rules(all_, all_.programs[HQ], signed=True)
    return HQ, []


def _rules(all_: Programme, by: Program, *, signed: bool) -> list[VersionId]:
    office = all_.programs[HQ].me.office
    made = Snapshot(by.keyring.people.root, office, A_LONG_NUMBER, by.means.now(), replace(Choices(), policy=SHORT))
    content = made.to_bytes()
    approval = _approval(by, office, sha256(content).digest())
    if not signed:
        approval = Approval(approval.body, {by.me.id: bytes(64)})
    document = rules_entries.signing_document(approval, content)
    return says(by, office, rules_entries.record_about(office), Kind.APPROVE, document)


def numbers_of_another_office(all_: Programme) -> Forged:
    """Bukavu brings numbers for Goma, under its own signature."""
    by, office = all_.programs[BUKAVU], all_.programs[GOMA].me.office
    numbers = numbers_entries.Numbers(office, "", SHORT)
    approval = _approval(by, office, numbers_entries.digest_of(numbers.to_bytes()))
    document = numbers_entries.signing_document(approval, numbers)
    return BUKAVU, says(by, office, numbers_entries.record_about(office), Kind.APPROVE, document)


def _approval(by: Program, office: UUID, digest: bytes) -> Approval:
    until = by.means.now() + timedelta(days=1)
    statement = Statement(Act.CHANGE_POLICY, office, digest, until, by.means.random(16))
    return begin_approval(statement, by.me.id, by.keyring.sign)


def an_answer_for_another(all_: Programme) -> Forged:
    """Headquarters answers in the name of the office that was asked."""
    return _notes(
        all_, lambda one: answer_document(Answer(one.id, one.ask.source, one.ask.target, b"\x01" * 590, b"\x01" * 200))
    )


def a_question_taken_back_for_another(all_: Programme) -> Forged:
    """Headquarters takes back what it never asked."""
    return _notes(
        all_,
        lambda one: close_document(Close(one.id, one.ask.source, one.ask.target, one.ask.source, forget=True)),
    )


def a_question_for_another(all_: Programme) -> Forged:
    """Headquarters asks in somebody's name."""
    return _notes(all_, lambda one: ask_document(one.ask))


def _notes(all_: Programme, document: Callable[[Inquiry], Document]) -> Forged:
    """Headquarters says something of the latest question that it carried."""
    hq = all_.programs[HQ]
    with hq.desk.read() as cases:
        overheard = list(cases.inquiries(Policy()))[-1:]
    for one in overheard:
        with hq.desk.begin() as work:
            work.inquiring.note(one.thread, document(one))
            work.commit()
    return HQ, [version for one in overheard for version in _last(hq, one.thread)]


def a_grant_ended_for_another(all_: Programme) -> Forged:
    """Headquarters says in Goma's name that a grant is over."""
    hq, goma = all_.programs[HQ], all_.programs[GOMA].me.office
    found = hq.opened.tracing_desk.grants()[-1:]
    said = [says(hq, one.case, about_the_desk(one.case), Kind.OFFER, end_document(one.id, goma)) for one in found]
    return HQ, [version for own in said for version in own]


FORGERIES: Mapping[str, Callable[[Programme], Forged]] = {
    one.__name__: one
    for one in (
        rules_of_an_office, rules_nobody_signed, rules_signed_by_one, numbers_of_another_office, an_answer_for_another,
        a_question_taken_back_for_another, a_question_for_another, a_grant_ended_for_another,
    )
}  # fmt: skip
