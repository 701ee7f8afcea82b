"""What one person may not do alone, or not in their own matter."""

from collections.abc import Collection
from uuid import UUID

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.values import Absent
from reintegration_desktop.rules.consent import PURPOSES, WITHDRAWN, override_needs_supervisor
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.vault.roles import Role

FEEDBACK = "feedback"
DECISIONS = frozenset({"approved", "rejected"})


def asker_does_not_approve(asker: UUID, approver: UUID, policy: Policy) -> bool:
    """Whether somebody may answer a request: not who asked, unless the programme allows it."""
    return asker != approver or policy.asker_may_approve


def is_stale(asked: Collection[object], newest: Collection[object]) -> bool:
    """Whether a record changed since an approval was asked for, by its versions; then it is asked for again."""
    return set(asked) != set(newest)


def closer_does_not_approve(closer: UUID, approver: UUID) -> bool:
    """Whether somebody may approve a closing: always a second person, whatever the programme allows besides."""
    return closer != approver


def caseworker_does_not_ask(person: UUID, caseworker: UUID | None) -> bool:
    """Whether somebody may enter or read what is thought of us: anyone but the caseworker of the case."""
    return person != caseworker


def is_kept_from(form: str, person: UUID, file: CaseFile) -> bool:
    """Whether a form of a case is nothing for somebody: what is thought of us, for the caseworker of the case."""
    worker = file.one("case").text("caseworker")
    return form == FEEDBACK and not caseworker_does_not_ask(person, UUID(worker) if worker else None)


def overrides_as_permitted(role: Role, was: Answers, now: Answers) -> bool:
    """Whether what was shared without a yes is told by who answers for it: a supervisor says so, nobody else."""
    told = override_needs_supervisor(now) and was.choice("override_ground") != now.choice("override_ground")
    return role is Role.SUPERVISOR or not told


def is_told_complaints(role: Role) -> bool:
    """Whether somebody of a role is told what a complaint says, as far as it is not known to be about them."""
    return role in complaint_bypasses_the_caseworker(about_supervisor=False)


def complaint_bypasses_the_caseworker(*, about_supervisor: bool) -> frozenset[Role]:
    """Who gets a complaint: supervisor and safeguarding focal point, about the supervisor the focal point alone.

    The focal point is whoever holds the auditor's keys: log, complaints, releases.
    """
    return frozenset({Role.AUDITOR}) if about_supervisor else frozenset({Role.AUDITOR, Role.SUPERVISOR})


def sender_keeps_it_until_received(transfer: Answers, sender: str) -> str:
    """The office that is responsible: the sender until the receipt has arrived, then the receiver."""
    received = transfer.choice("transfer_status") == "accepted" and transfer.moment("received_at") is not None
    return transfer.text("receiving_office") or sender if received else sender


def answers_only_if_permitted(role: Role, was: Answers, now: Answers) -> bool:
    """Whether somebody of a role may write an approval as it becomes: who approves decides, and only what was asked.

    Who works asks, and takes back what was asked or answered once the record has changed; the signature under an
    approval goes with the decision.
    """
    before, status = was.choice("approval_status"), now.choice("approval_status")
    if all(was.get(key) == now.get(key) for key in ("approval_status", "approved")):
        return True
    if status in DECISIONS:
        return role is Role.SUPERVISOR and before == "requested"
    return "approved" not in now and (before not in DECISIONS or status in ("requested", "not_requested"))


def entry_stays(form: str, was: Answers | None, now: Answers) -> bool:
    """Whether an entry stays as it was, where that is a must: a talk about consent may be completed, never changed.

    Only a withdrawal turns what was agreed to into a no.
    """
    if form != "consent" or was is None:
        return True
    told = {key: value for key, value in was.items() if not isinstance(value, Absent)}
    if now.choice("event_kind") == WITHDRAWN:
        told = {key: value for key, value in told.items() if key not in PURPOSES or now.get(key) != "no"}
    return all(now.get(key) == value for key, value in told.items())
