"""What a form's answers should make somebody think about: warnings, never stops."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.rules import ages, deadlines
from reintegration_desktop.rules.consent import (
    WITHDRAWN,
    Passed,
    is_accounted_for,
    monitoring_only_with_consent,
    photograph_needs_consent,
    registered_with_consent,
    tracing_only_with_consent,
)
from reintegration_desktop.rules.findings import durations, scores
from reintegration_desktop.rules.guards import closing, working
from reintegration_desktop.rules.guards.machines import out_of_order
from reintegration_desktop.rules.guards.situation import Situation
from reintegration_desktop.rules.limits.files import photographs
from reintegration_desktop.rules.limits.sharing import referral_follows_consent
from reintegration_desktop.rules.limits.showing import contact_only_if_they_agree
from reintegration_desktop.rules.policy import Policy


class Doubt(StrEnum):
    """What a warning says."""

    FEWER_THAN_TWO = "fewer_than_two"
    AGE_MADE_A_BIRTHDAY = "age_made_a_birthday"
    NOT_REGISTERED_YET = "not_registered_yet"
    NO_CONSENT_TO_PHOTOGRAPH = "no_consent_to_photograph"
    PHOTOGRAPHS_GO = "photographs_go"
    CHILD_NOT_ASKED = "child_not_asked"
    NOT_ACCOUNTED_FOR = "not_accounted_for"
    UNDER_FIFTEEN = "under_fifteen"
    EXIT_BEFORE_START = "exit_before_start"
    CONDITIONS_DEMANDED = "conditions_demanded"
    TOO_LONG_AT_SITE = "too_long_at_site"
    VERIFIED_LATE = "verified_late"
    MONITORING_WITHOUT_CONSENT = "monitoring_without_consent"
    REFUSED_SO_CHILD = "refused_so_child"
    BODY_FIRST = "body_first"
    TOO_LONG_IN_CENTRE = "too_long_in_centre"
    NO_CONTACT = "no_contact"
    NAMES_THE_ACTOR = "names_the_actor"
    NO_CONSENT_TO_TRACING = "no_consent_to_tracing"
    NO_CONSENT_TO_REFERRAL = "no_consent_to_referral"
    SCORE_FELL = "score_fell"
    WELLBEING_WORSE = "wellbeing_worse"
    VISIT_TOO_LATE = "visit_too_late"
    REVIEW_TOO_LATE = "review_too_late"
    STEPS_INTO_ADULTHOOD = "steps_into_adulthood"
    DROPPED_WITHOUT_REASON = "dropped_without_reason"
    WORK_NOT_SAFE = "work_not_safe"
    NOT_TRIED_ENOUGH = "not_tried_enough"
    OUT_OF_ORDER = "out_of_order"


@dataclass(frozen=True, slots=True)
class Warning:
    """Something to think about, under the question it belongs to."""

    code: Doubt
    key: str


@dataclass(frozen=True, slots=True)
class _Filled:
    """A form as it is being filled in, with what is on file."""

    answers: Answers
    file: CaseFile
    policy: Policy
    today: date
    record: UUID | None
    parent: Record | None


Found = Iterator[Warning]


def warnings_of(
    form: str,
    answers: Answers,
    file: CaseFile,
    policy: Policy,
    today: date,
    record: UUID | None = None,
    parent: UUID | None = None,
) -> tuple[Warning, ...]:
    """Every warning about a form's answers, as they stand on the screen; ``file`` is the case as it was saved.

    ``record`` is the row that is being filled in, ``parent`` the row it belongs to, where it belongs to one.
    """
    above, saved = (file.record(one) if one else None for one in (parent, record))
    found = _OF.get(form, _nothing)(_Filled(answers, file, policy, today, record, above))
    astray = out_of_order(saved.answers, answers) if saved else ()
    return (*found, *(Warning(Doubt.OUT_OF_ORDER, key) for key in astray))


def _nothing(_: _Filled) -> Found:
    return iter(())


def two_people_in_the_room(interviewers: tuple[str, ...], policy: Policy) -> bool:
    """Whether at least two people are named who talked with them; a warning where not, never a stop."""
    return len(set(interviewers)) >= policy.interviewers


def _identification(at: _Filled) -> Found:
    given, born = at.answers, at.answers.span("date_of_birth")
    if "interviewers" in given and not two_people_in_the_room(given.choices("interviewers"), at.policy):
        yield Warning(Doubt.FEWER_THAN_TWO, "interviewers")
    saved = at.file.one("identification").span("date_of_birth")
    if born is not None and not ages.stated_age_stays_stated(saved, born):
        yield Warning(Doubt.AGE_MADE_A_BIRTHDAY, "date_of_birth")
    if "registered_on" in given and not registered_with_consent(at.file):
        yield Warning(Doubt.NOT_REGISTERED_YET, "registered_on")
    if "photo" in given and not photograph_needs_consent(at.file):
        yield Warning(Doubt.NO_CONSENT_TO_PHOTOGRAPH, "photo")


def _consent(at: _Filled) -> Found:
    given_by = at.answers.choices("given_by")
    if given_by and not set(given_by) & {"child_assent", "child_consent", "best_interest_decision"}:
        yield Warning(Doubt.CHILD_NOT_ASKED, "given_by")
    if not is_accounted_for(at.answers):
        yield Warning(Doubt.NOT_ACCOUNTED_FOR, "override_account")
    if any(photographs(at.file)) and not photograph_needs_consent(_with_it(at, "consent")):
        withdrawn = at.answers.choice("event_kind") == WITHDRAWN
        yield Warning(Doubt.PHOTOGRAPHS_GO, "event_kind" if withdrawn else "agrees_to_photograph")


def _association(at: _Filled) -> Found:
    born = at.file.one("identification").span("date_of_birth")
    if ages.under_fifteen_is_marked(at.answers, born, at.policy):
        yield Warning(Doubt.UNDER_FIFTEEN, "age_at_start")


def _exit(at: _Filled) -> Found:
    started = at.parent.answers.span("started_on") if at.parent else None
    if not durations.exit_after_start(started, at.answers.span("left_on")):
        yield Warning(Doubt.EXIT_BEFORE_START, "left_on")
    if set(at.answers.choices("release_conditions")) - {"none"}:
        yield Warning(Doubt.CONDITIONS_DEMANDED, "release_conditions")
    hours = durations.hours_at_site(at.answers, at.today)
    if hours is not None and hours > at.policy.site_hours:
        yield Warning(Doubt.TOO_LONG_AT_SITE, "site_left_at")


def _verification(at: _Filled) -> Found:
    decided = at.answers.day("joint_decision_on")
    if at.parent is not None and not durations.verified_within_the_quarter(at.file, at.parent, decided):
        yield Warning(Doubt.VERIFIED_LATE, "joint_decision_on")
    if "monitoring_reference" in at.answers and monitoring_only_with_consent(at.file) is Passed.NOTHING:
        yield Warning(Doubt.MONITORING_WITHOUT_CONSENT, "monitoring_reference")


def _age_assessment(at: _Filled) -> Found:
    if ages.refusing_means_child(at.answers):
        yield Warning(Doubt.REFUSED_SO_CHILD, "agrees_to_age_assessment")
    if not ages.least_intrusive_first(at.answers.choices("methods")):
        yield Warning(Doubt.BODY_FIRST, "methods")


def _care_stay(at: _Filled) -> Found:
    days = durations.weeks_not_months_in_a_centre(at.answers, at.today)
    in_centre = at.answers.choice("care_arrangement") in durations.CENTRES
    if in_centre and days is not None and days >= at.policy.centre_days:
        yield Warning(Doubt.TOO_LONG_IN_CENTRE, "started_on")


def _household_member(at: _Filled) -> Found:
    if "contact_agreed" in at.answers and not contact_only_if_they_agree(at.answers):
        yield Warning(Doubt.NO_CONTACT, "contact_agreed")


def _identity_paper(at: _Filled) -> Found:
    if at.answers.choice("names_armed_actor") == "yes":
        yield Warning(Doubt.NAMES_THE_ACTOR, "names_armed_actor")


def _tracing(at: _Filled) -> Found:
    looking = at.answers.choice("tracing_status") in ("open", "in_progress")
    if looking and not tracing_only_with_consent(_with_it(at, "tracing")):
        yield Warning(Doubt.NO_CONSENT_TO_TRACING, "tracing_status")


def _referral(at: _Filled) -> Found:
    service = at.parent.answers.choice("service_type") if at.parent else None
    if at.answers.choice("referral_status") in ("draft", "sent") and not referral_follows_consent(at.file, service):
        yield Warning(Doubt.NO_CONSENT_TO_REFERRAL, "referral_status")


def _follow_up(at: _Filled) -> Found:
    last = scores.latest_scores(_without(at.file, at.record))
    if scores.fallen_areas(last, at.answers.scores("domain_scores"), at.policy):
        yield Warning(Doubt.SCORE_FELL, "domain_scores")
    visited, following = at.answers.day("visited_on"), at.answers.day("next_visit_on")
    if visited is not None and following is not None and following > _latest_next(at, visited):
        yield Warning(Doubt.VISIT_TOO_LATE, "next_visit_on")


def _wellbeing_measure(at: _Filled) -> Found:
    tool, day = at.answers.choice("tool"), _measured(at.answers)
    rows = (row.answers for row in _without(at.file, at.record).rows("wellbeing_measure"))
    last = max(
        (one for one in rows if one.choice("tool") == tool and _measured(one) <= day), key=_measured, default=None
    )
    if last is not None and scores.wellbeing_by_agreed_margin(last, at.answers, at.policy) is scores.Course.WORSE:
        yield Warning(Doubt.WELLBEING_WORSE, "score")


def _measured(answers: Answers) -> date:
    return answers.day("measured_on") or date.max


def _latest_next(at: _Filled, visited: date) -> date:
    """The latest day for the next visit, as if this one were saved."""
    visit = Record("follow_up", at.record or at.file.id, None, at.answers)
    return deadlines.proposed_after(at.file, visit, at.policy) or visited


def _with_it(at: _Filled, form: str) -> CaseFile:
    """The file as if this row were saved."""
    record = Record(form, at.record or at.file.id, None, at.answers)
    return at.file.with_record(record) if at.record else CaseFile(at.file.id, (*at.file.records, record))


def _without(file: CaseFile, record: UUID | None) -> CaseFile:
    return CaseFile(file.id, tuple(row for row in file.records if row.id != record))


def _case_plan(at: _Filled) -> Found:
    born = at.file.one("identification").span("date_of_birth")
    if ages.eighteen_is_not_an_end(born, at.today, at.policy) and not at.answers.text("transition_steps"):
        yield Warning(Doubt.STEPS_INTO_ADULTHOOD, "transition_steps")
    made, review = at.answers.day("started_on"), at.answers.day("next_review_on")
    from_when = max((day for day in (made, at.today) if day), default=at.today)
    if review is not None and (review - from_when).days > at.policy.plan_review_days:
        yield Warning(Doubt.REVIEW_TOO_LATE, "next_review_on")


def _plan_action(at: _Filled) -> Found:
    dropped = at.answers.choice("action_status") == "dropped"
    if dropped and not working.dropped_with_a_reason(at.answers):
        yield Warning(Doubt.DROPPED_WITHOUT_REASON, "dropped_reason")


def _learning_and_work(at: _Filled) -> Found:
    if at.answers.choice("safe_work") == "no":
        yield Warning(Doubt.WORK_NOT_SAFE, "safe_work")


def _closure(at: _Filled) -> Found:
    case = Situation(at.file, at.policy, at.today)
    asked = at.answers.choice("closure_reason") == closing.NOT_CONTACTABLE
    if asked and any(closing.not_contactable_after_three_months(case)):
        yield Warning(Doubt.NOT_TRIED_ENOUGH, "closure_reason")


_OF: Mapping[str, Callable[[_Filled], Found]] = {
    "identification": _identification, "consent": _consent, "association": _association, "exit": _exit,
    "verification": _verification, "age_assessment": _age_assessment, "care_stay": _care_stay,
    "household_member": _household_member, "identity_paper": _identity_paper, "tracing": _tracing,
    "referral": _referral, "follow_up": _follow_up, "case_plan": _case_plan, "plan_action": _plan_action,
    "learning_and_work": _learning_and_work, "closure": _closure, "wellbeing_measure": _wellbeing_measure,
}  # fmt: skip
