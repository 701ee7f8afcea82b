"""What the program writes itself because of what a person saved."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record, record_of
from reintegration_desktop.forms.values import Value
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules.approvals import APPROVED_FORMS, BY, NOT_REQUESTED, STANDING, has_changed
from reintegration_desktop.rules.approvals import STATUS as STATUS_OF_APPROVAL
from reintegration_desktop.rules.consent import PURPOSES, WITHDRAWN, photograph_needs_consent
from reintegration_desktop.rules.deadlines import visits_made
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.findings.episodes import second_episode_is_re_recruitment
from reintegration_desktop.rules.findings.risk import LEVELS
from reintegration_desktop.rules.guards.closing import open_closure
from reintegration_desktop.rules.limits.acts import sender_keeps_it_until_received
from reintegration_desktop.rules.limits.files import SEALED, photographs
from reintegration_desktop.rules.limits.keeping import kept_no_longer_than_policy
from reintegration_desktop.rules.moves import moved
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.stages import AFTER_CLOSING, OPEN, STATUS, Stage, case_stage_from_events

_APPROACH, _ASKED = "attempted_re_recruitment", "approached_by_armed_actor"
Changed = Mapping[str, Value | None]
"""Answers by key as they become; None takes one away."""
Follow = Iterator[tuple[str, UUID, Changed]]


@dataclass(frozen=True, slots=True)
class Save:
    """What somebody saved: the file before and after."""

    before: CaseFile
    after: CaseFile

    def changed(self, form: str) -> Iterator[tuple[Answers, Record]]:
        """Rows of a form that are new or have other answers, each with its answers before."""
        for row in self.after.rows(form):
            old = self.before.record(row.id)
            if old is None or old.answers != row.answers:
                yield old.answers if old else Answers(), row


def consequences(
    before: CaseFile, after: CaseFile, policy: Policy, today: date, new_id: Callable[[], UUID]
) -> tuple[Edit, ...]:
    """Edits that follow from a save, each record at most once.

    Nothing follows twice: what is already as it should be is not written again. The stage is judged last, by what the
    other consequences have made of the file.
    """
    save, edits = Save(before, after), _Edits(after, {})
    for follow in (_approvals, _consent, _risk, _tracing, _services, _episodes, _handover):
        for form, record, changed in follow(save):
            edits = edits.with_(form, record, changed)
    for day in approach_opens_incident(save, today):
        edits = edits.with_("incident", new_id(), _incident(day, today))
    stage = moved(before, edits.file, policy, today)
    for form, record, changed in _moved(edits.file, stage, policy, today):
        edits = edits.with_(form, record, changed)
    return edits.made


@dataclass(frozen=True, slots=True)
class _Edits:
    """The file as it becomes, and the keys changed in each record so far."""

    file: CaseFile
    keys: Mapping[UUID, frozenset[str]]

    def with_(self, form: str, record: UUID, changed: Changed) -> "_Edits":
        """One more change; answers that are as they should be are left alone."""
        old = self.file.record(record) or Record(form, record, None, Answers())
        new = {key: value for key, value in changed.items() if old.answers.get(key) != value}
        if not new:
            return self
        answers = old.answers.without(*new).merged({key: value for key, value in new.items() if value is not None})
        file = self.file.with_record(replace(old, answers=answers))
        return _Edits(file, {**self.keys, record: self.keys.get(record, frozenset()) | frozenset(new)})

    @property
    def made(self) -> tuple[Edit, ...]:
        """The edits, in the order in which they were found."""
        rows = ((self.file.record(record), keys) for record, keys in self.keys.items())
        return tuple(Edit(row.form, row.id, row.parent, row.answers, keys) for row, keys in rows if row is not None)


def _approvals(save: Save) -> Follow:
    """An answer to what has changed meanwhile counts no longer, nor does the question: it is asked again."""
    for form in APPROVED_FORMS:
        for row in save.after.rows(form):
            old, status = save.before.record(row.id), row.answers.choice(STATUS_OF_APPROVAL)
            stood = old is not None and old.answers.choice(STATUS_OF_APPROVAL) == status and status in STANDING
            if stood and has_changed(save.before, save.after, row):
                yield form, row.id, {STATUS_OF_APPROVAL: NOT_REQUESTED, BY: None}


def _consent(save: Save) -> Follow:
    """A withdrawal says no to every purpose; a photograph goes with the yes to photographs."""
    changed = list(save.changed("consent"))
    for _, row in changed:
        if row.answers.choice("event_kind") == WITHDRAWN:
            yield "consent", row.id, dict.fromkeys(PURPOSES, "no")
    if photograph_needs_consent(save.after):
        return
    if changed and "photo" in save.after.one("identification"):
        yield "identification", record_of(save.after.id, "identification"), {"photo": None}
    for row in photographs(save.after):
        yield row.form, row.id, {SEALED: None}


def _risk(save: Save) -> Follow:
    """The case's risk follows the latest visit's."""
    visits = visits_made(save.after)
    newest = visits[-1] if visits else None
    risk = newest.answers.choice("risk_level") if newest else None
    if newest is not None and risk in LEVELS and save.before.record(newest.id) != newest:
        yield "concerns", record_of(save.after.id, "concerns"), {"risk_level": risk}


def approach_opens_incident(save: Save, today: date) -> tuple[date, ...]:
    """The days of approaches by an armed actor that open an incident: a yes that was none before, and has none yet.

    The incident carries the urgent task; both stay when the answer is corrected later.
    """
    told = [row.answers for row in save.after.rows("incident") if row.answers.choice("incident_type") == _APPROACH]
    days = [
        row.answers.day("visited_on") or today
        for old, row in save.changed("follow_up")
        if row.answers.choice(_ASKED) == "yes" and old.choice(_ASKED) != "yes"
    ]
    return tuple(day for day in dict.fromkeys(days) if not any(_is_on(one, day) for one in told))


def _is_on(incident: Answers, day: date) -> bool:
    span = incident.span("occurred_on")
    return span is not None and span.earliest <= day <= span.latest


def _incident(day: date, today: date) -> Changed:
    return {
        "incident_type": _APPROACH, "occurred_on": UncertainDate.day(day, today), "perpetrator_class": "armed_actor",
    }  # fmt: skip


def breakdown_reopens_tracing(was: Answers, now: Answers) -> bool:
    """Whether a return to the family has just broken down: tracing is to be begun again.

    The urgent task follows from the day of breakdown itself (``findings.urgent``).
    """
    return now.day("broke_down_on") is not None and was.day("broke_down_on") is None


def _tracing(save: Save) -> Follow:
    for was, row in save.changed("reunification"):
        if row.parent is not None and breakdown_reopens_tracing(was, row.answers):
            yield "tracing", row.parent, {"tracing_status": "open"}


def _services(save: Save) -> Follow:
    """A referral that is done marks its service as received."""
    for was, row in save.changed("referral"):
        service = save.after.record(row.parent) if row.parent else None
        done = row.answers.choice("referral_status") == "done" and was.choice("referral_status") != "done"
        day = row.answers.day("done_on")
        if done and day and service is not None and service.answers.day("delivered_on") is None:
            yield "service", service.id, {"delivered_on": day}


def _episodes(save: Save) -> Follow:
    """Times with an armed actor are numbered in order, once there are several."""
    if any(save.changed("association")) and len(save.after.rows("association")) > 1:
        for record, number in second_episode_is_re_recruitment(save.after).items():
            yield "association", record, {"episode_number": number}


def _handover(save: Save) -> Follow:
    """With the receipt the case is the receiving office's, whose supervisor gives it to a caseworker."""
    own = save.after.one("case").text("office") or ""
    for was, row in save.changed("transfer"):
        office = sender_keeps_it_until_received(row.answers, own)
        if office != own and sender_keeps_it_until_received(was, own) == own:
            yield "case", save.after.id, {"office": office, "caseworker": None}


def _moved(file: CaseFile, stage: Stage, policy: Policy, today: date) -> Follow:
    """The case's own facts at its stage: status, and how long the file is kept."""
    before = case_stage_from_events(file)
    if stage is before or file.record(file.id) is None:
        return
    facts: dict[str, Value | None] = {"case_stage": stage.value, "case_status": STATUS[stage]}
    closure = open_closure(file)
    if stage in (Stage.CLOSED, Stage.POST_CLOSURE, Stage.VOID) and before in OPEN and closure is not None:
        closed = closure.answers.day("closed_on") or today
        facts["keep_until_on"] = kept_no_longer_than_policy(closed, policy, taken_on=stage is not Stage.VOID)
        yield "closure", closure.id, {"closed_on": closed}
    if before in AFTER_CLOSING and stage in OPEN:
        facts["keep_until_on"] = None
    yield "case", file.id, facts
