"""The values that are worked out, never typed: each question with the rule it follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.values import Value
from reintegration_desktop.rules import ages, deadlines
from reintegration_desktop.rules.findings import durations, needs, scores, services
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.stages import case_stage_from_events


@dataclass(frozen=True, slots=True)
class Place:
    """A record in its file, on a day: what a rule works out from."""

    file: CaseFile
    record: Record
    policy: Policy
    today: date


Rule = Callable[[Place], Value | None]


def _age_band(at: Place) -> Value | None:
    born = at.record.answers.span("date_of_birth")
    return ages.age_now_in_bands(born, at.today) if born else None


DERIVED: Mapping[str, Mapping[str, Rule]] = {
    "case": {"case_stage": lambda at: case_stage_from_events(at.file).value},
    "identification": {"age_band": _age_band},
    "association": {"months_associated": lambda at: durations.length_of_association(at.file, at.record)},
    "exit": {"hours_at_site": lambda at: durations.hours_at_site(at.record.answers, at.today)},
    "age_assessment": {"benefit_of_doubt": lambda at: ages.benefit_of_the_doubt(at.record.answers)},
    "justice": {"days_detained": lambda at: durations.days_detained(at.record.answers, at.today)},
    "care_stay": {"days_in_care": lambda at: durations.weeks_not_months_in_a_centre(at.record.answers, at.today)},
    "assessment": {
        "due_on": lambda at: deadlines.assessment_due_by_risk(at.file, at.record, at.policy),
        "has_disability": lambda at: needs.disability_by_washington_group(at.record.answers),
        "is_parent": lambda at: needs.parent_or_expecting(at.file),
    },
    "case_plan": {"due_on": lambda at: deadlines.plan_due_after_assessment(at.file, at.record, at.policy)},
    "service": {"service_status": lambda at: services.service_status_from_dates(at.file, at.record)},
    "learning_and_work": {"months_kept": lambda at: durations.months_in_activity(at.record.answers, at.today)},
    "outcome": {
        "months_since_exit": lambda at: durations.months_since_exit(at.file, at.today),
        "weakest_domain": lambda at: scores.weakest_area(at.file),
        "reintegration_status": lambda at: scores.reintegrated_means(at.file, at.policy),
    },
}


def derive(file: CaseFile, policy: Policy, today: date) -> CaseFile:
    """The same file with every derived answer of every record worked out as of a day.

    What was derived earlier is worked out anew; what cannot be worked out is empty.
    """
    return file.map(lambda record: _derived(Place(file, record, policy, today)) if record.form in DERIVED else record)


def _derived(at: Place) -> Record:
    answers = at.record.answers
    for key, rule in DERIVED[at.record.form].items():
        value = rule(at)
        answers = answers.without(key) if value is None else answers.with_(key, value)
    return replace(at.record, answers=answers)


def worked_out(file: CaseFile, record: Record, policy: Policy, today: date) -> Mapping[str, Value]:
    """What one record's derived answers become, as if it lay in the file with these answers."""
    at = Place(file.with_record(record), record, policy, today)
    found = ((key, rule(at)) for key, rule in DERIVED.get(record.form, {}).items())
    return {key: value for key, value in found if value is not None}
