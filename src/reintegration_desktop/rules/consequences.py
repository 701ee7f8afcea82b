"""What the program writes itself because of what a person saved."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record, record_of
from reintegration_desktop.forms.values import Value
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules.consent import withdrawn_answers
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.stages import stage_of

FALL = 2


def consequences(
    before: CaseFile, after: CaseFile, policy: Policy, today: date, new_id: Callable[[], UUID]
) -> tuple[Edit, ...]:
    """Edits that follow from a save, in order; each record at most once."""
    edits = [*_risk(before, after), *_approaches(before, after, today, new_id), *_withdrawals(before, after),
             *_breakdowns(before, after), *_stage(before, after, policy)]  # fmt: skip
    return tuple({edit.record: edit for edit in edits}.values())


def _new_or_changed(before: CaseFile, after: CaseFile, form: str) -> Iterator[tuple[Record | None, Record]]:
    for row in after.rows(form):
        old = before.record(row.id)
        if old is None or old.answers != row.answers:
            yield old, row


def _edit(file: CaseFile, form: str, record: UUID, parent: UUID | None, changed: dict[str, Value]) -> Edit:
    row = file.record(record)
    answers = (row.answers if row else Answers()).merged(changed)
    return Edit(form, record, parent, answers, frozenset(changed))


def _risk(before: CaseFile, after: CaseFile) -> Iterator[Edit]:
    """The case's risk follows the latest visit's."""
    for _, row in _new_or_changed(before, after, "follow_up"):
        risk = row.answers.choice("risk_level")
        latest = max((one.answers.day("visited_on") or date.min for one in after.rows("follow_up")), default=date.min)
        if (
            risk
            and (row.answers.day("visited_on") or date.min) >= latest
            and after.one("concerns").choice("risk_level") != risk
        ):
            yield _edit(after, "concerns", record_of(after.id, "concerns"), None, {"risk_level": risk})


def _approaches(before: CaseFile, after: CaseFile, today: date, new_id: Callable[[], UUID]) -> Iterator[Edit]:
    """``approach_opens_incident``: a yes opens an incident; kept when the answer is corrected later."""
    for old, row in _new_or_changed(before, after, "follow_up"):
        was = old.answers.choice("approached_by_armed_actor") if old else None
        if row.answers.choice("approached_by_armed_actor") == "yes" and was != "yes":
            day = row.answers.day("visited_on") or today
            answers = Answers({"incident_type": "attempted_re_recruitment", "occurred_on": UncertainDate.day(day)})
            yield Edit("incident", new_id(), None, answers, frozenset(answers))


def _withdrawals(before: CaseFile, after: CaseFile) -> Iterator[Edit]:
    """A withdrawal sets every purpose to no."""
    for _, row in _new_or_changed(before, after, "consent"):
        noes = withdrawn_answers()
        if row.answers.choice("event_kind") == "withdrawn" and any(row.answers.choice(key) != "no" for key in noes):
            yield _edit(after, "consent", row.id, row.parent, dict(noes))


def _breakdowns(before: CaseFile, after: CaseFile) -> Iterator[Edit]:
    """``breakdown_reopens_tracing``: a day of breakdown sets tracing back to *to be begun*."""
    for old, row in _new_or_changed(before, after, "reunification"):
        was = old.answers.span("broke_down_on") if old else None
        if row.answers.span("broke_down_on") and not was and row.parent:
            yield _edit(after, "tracing", row.parent, None, {"tracing_status": "open"})


def _stage(before: CaseFile, after: CaseFile, policy: Policy) -> Iterator[Edit]:
    """The stage moves on as far as its conditions are met; a fall brings monitoring back to support under way."""
    stage = after.one("case").choice("case_stage") or "identified"
    reached = stage_of(stage, after, policy)
    if stage == "monitoring" and _fell(before, after):
        reached = "implementing"
    if reached != stage and after.record(after.id) is not None:
        yield _edit(after, "case", after.id, None, {"case_stage": reached})


def _fell(before: CaseFile, after: CaseFile) -> bool:
    """``falling_score_reopens_work``: a fall by two or more in any area, or a raised risk."""
    order = {"none_identified": 0, "low": 1, "medium": 2, "high": 3}
    was, now = before.one("concerns").choice("risk_level"), after.one("concerns").choice("risk_level")
    if was and now and order[now] > order[was]:
        return True
    visits = sorted(after.rows("follow_up"), key=lambda row: row.answers.day("visited_on") or date.min)[-2:]
    if len(visits) < 2:
        return False
    first, last = (row.answers.scores("domain_scores") for row in visits)
    return any(area in first and first[area].score - score.score >= FALL for area, score in last.items())
