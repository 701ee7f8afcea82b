"""What stands before closing a case, before what follows on it, and before handing it over."""

from collections.abc import Iterator
from datetime import date

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.rules.deadlines import is_settled_after_closing, last_closure, visits_made
from reintegration_desktop.rules.findings.months import months_later
from reintegration_desktop.rules.findings.services import WAITING, last_referral
from reintegration_desktop.rules.findings.urgent import urgent_within_a_day
from reintegration_desktop.rules.guards.lacks import Lack
from reintegration_desktop.rules.guards.situation import Situation
from reintegration_desktop.rules.limits.keeping import legal_hold_stops_erasure

CHECKLIST = (
    "closure_reason", "goals_met", "summary", "care_arrangement", "child_agreed", "caregiver_agreed", "last_visit_on",
)  # fmt: skip
NOT_CONTACTABLE = "not_contactable"
SAFETY_REASONS = frozenset({"re_recruitment", "new_protection_concern", "reunification_breakdown"})


def closure_requested(case: Situation) -> Iterator[Lack]:
    """The checklist is complete; no referral, transfer or urgent task is open."""
    closure = open_closure(case.file)
    if closure is None:
        yield Lack.CLOSURE
    else:
        yield from _checklist(closure.answers)
        if closure.answers.choice("closure_reason") == NOT_CONTACTABLE:
            yield from not_contactable_after_three_months(case)
    if any(_is_waiting(case.file, row) for row in case.file.rows("service")):
        yield Lack.REFERRAL_OPEN
    if any(row.answers.choice("transfer_status") == "sent" for row in case.file.rows("transfer")):
        yield Lack.TRANSFER_OPEN
    if urgent_within_a_day(case.file):
        yield Lack.URGENT_OPEN


def _checklist(answers: Answers) -> Iterator[Lack]:
    if any(key not in answers for key in CHECKLIST):
        yield Lack.CHECKLIST
    if answers.choice("knows_whom_to_call") == "no" or "knows_whom_to_call" not in answers:
        yield Lack.WHOM_TO_CALL
    if answers.choice("file_complete") != "yes":
        yield Lack.FILE_COMPLETE


def _is_waiting(file: CaseFile, service: Record) -> bool:
    """Whether somebody waits for an answer about a service."""
    referral = last_referral(file, service)
    return referral is not None and referral.answers.choice("referral_status") in WAITING


def not_contactable_after_three_months(case: Situation) -> Iterator[Lack]:
    """What *cannot be reached* still lacks: three months of tries since they were last seen, three on record at least.

    It is the only reason with a condition of its own. To be with an armed actor, detained or dead is a state of the
    child: nothing in these guards closes a case because of it.
    """
    tries: list[date] = []
    for visit in visits_made(case.file):
        day = visit.answers.day("visited_on")
        tries = [] if visit.answers.choice("child_seen") == "yes" or day is None else [*tries, day]
    if len(tries) < case.policy.not_contactable_tries:
        yield Lack.FEWER_TRIES
    if not tries or months_later(tries[0], case.policy.not_contactable_months) > case.today:
        yield Lack.TOO_SOON


def open_closure(file: CaseFile) -> Record | None:
    """The closing that is being asked for or decided; one that was followed by an opening again is over."""
    closure = last_closure(file)
    return None if closure is None or file.children(closure.id, "reopening") else closure


def approval_of_closing(file: CaseFile) -> str | None:
    """The supervisor's answer to the closing that is asked for; None while there is none."""
    closure = open_closure(file)
    return closure.answers.choice("approval_status") if closure else None


def closed(case: Situation) -> Iterator[Lack]:
    """A second person approved it."""
    if open_closure(case.file) is None:
        yield Lack.CLOSURE
    elif approval_of_closing(case.file) != "approved":
        yield Lack.APPROVAL


def post_closure(case: Situation) -> Iterator[Lack]:
    """The visit after closing is recorded or waived."""
    closure = last_closure(case.file)
    if closure is None or not is_settled_after_closing(case.file, closure):
        yield Lack.VISIT_AFTER_CLOSING


def last_reopening(file: CaseFile) -> Record | None:
    """The opening again of the closing that counts."""
    closure = last_closure(file)
    again = file.children(closure.id, "reopening") if closure else ()
    return again[-1] if again else None


def reopened(case: Situation) -> Iterator[Lack]:
    """A reason was coded, with the moment."""
    again = last_reopening(case.file)
    if again is None or "reopening_reason" not in again.answers or again.answers.moment("reopened_at") is None:
        yield Lack.REOPENING


def approval_of_reopening(file: CaseFile) -> str | None:
    """The supervisor's answer to the opening again that is asked for; None while there is none."""
    again = last_reopening(file)
    return again.answers.choice("approval_status") if again else None


def reopens_at_once(file: CaseFile) -> bool:
    """Whether an opening again needs no approval: they were taken again, or are not safe."""
    again = last_reopening(file)
    return again is not None and again.answers.choice("reopening_reason") in SAFETY_REASONS


def transferred(case: Situation) -> Iterator[Lack]:
    """The receiver's receipt for a handover that they agreed to, with its reason."""
    handed = [row.answers for row in case.file.rows("transfer") if row.answers.choice("transfer_status") == "accepted"]
    last = handed[-1] if handed else Answers()
    if last.moment("received_at") is None:
        yield Lack.RECEIPT
    if "receiving_office" not in last or "transfer_reason" not in last:
        yield Lack.RECEIVER
    if last.choice("agrees_to_transfer") != "yes":
        yield Lack.TRANSFER_AGREED


def erased(case: Situation) -> Iterator[Lack]:
    """The day until which the file is kept has come, and no court or complaint holds it."""
    until = case.file.one("case").day("keep_until_on")
    if until is None or until > case.today:
        yield Lack.KEEP_UNTIL
    if legal_hold_stops_erasure(case.file):
        yield Lack.LEGAL_HOLD
