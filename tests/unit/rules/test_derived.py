"""The sixteen values that are worked out, in their places."""

import pytest

from reintegration_desktop.rules.derived import DERIVED, derive
from tests.builders import TODAY as BUILT_ON
from tests.builders import a_case, the_questions
from tests.unit.rules.made import (
    POLICY,
    TODAY,
    a,
    a_file,
    a_visit,
    assessed,
    at,
    at_stage,
    day,
    on,
    planned,
    registered,
    scores,
)

TIME = a("association", started_on=on(1, 1, 2025))
FILE = a_file(
    at_stage("monitoring"),
    registered(date_of_birth=on(5, 5, 2010), own_children=0),
    TIME,
    a("exit", TIME, left_on=on(1, 1), site_arrived_at=at(1, 1), site_left_at=at(1, 2)),
    a("age_assessment", serious_doubt="yes"),
    a("justice", deprived_of_liberty="yes", detention_began_on=on(6, 1)),
    a("care_stay", started_on=day(6, 1)),
    assessed(washington_group_seeing="cannot_do_at_all"),
    planned(),
    a("service"),
    a("learning_and_work", started_on=day(2, 1)),
    a_visit(day(6, 1), domain_scores=scores(3, economic=2)),
    a("outcome"),
)
WORKED_OUT = {
    "case.case_stage": "monitoring",
    "identification.age_band": "from_15_to_17",
    "association.months_associated": 12,
    "exit.hours_at_site": 24,
    "age_assessment.benefit_of_doubt": "yes",
    "justice.days_detained": 30,
    "care_stay.days_in_care": 30,
    "assessment.due_on": day(1, 7),
    "assessment.has_disability": "yes",
    "assessment.is_parent": "no",
    "case_plan.due_on": day(1, 19),
    "service.service_status": "needed",
    "learning_and_work.months_kept": 5,
    "outcome.months_since_exit": 6,
    "outcome.weakest_domain": "economic",
    "outcome.reintegration_status": "progressing",
}


def test_every_derived_question_of_the_dictionary_is_worked_out():
    asked = {
        f"{form.name}.{key}" for form in the_questions().values() for key in form.fields if form.fields[key].derived
    }
    assert {f"{form}.{key}" for form, keys in DERIVED.items() for key in keys} == asked == set(WORKED_OUT)


@pytest.mark.parametrize(("question", "value"), WORKED_OUT.items())
def test_a_value_is_worked_out(question, value):
    form, _, key = question.partition(".")
    assert derive(FILE, POLICY, TODAY).one(form)[key] == value


def test_what_was_derived_is_worked_out_anew_and_what_cannot_be_is_empty():
    derived = derive(FILE, POLICY, TODAY)
    assert derive(derived, POLICY, TODAY) == derived
    old = a("identification", age_band="under_5")
    assert "age_band" not in derive(a_file(old), POLICY, TODAY).one("identification")
    household = a("household", household_size=4)
    assert derive(a_file(household), POLICY, TODAY).records == (household,)


def test_whole_invented_cases_are_derived():
    forms = the_questions()
    for number in range(40):
        for row in derive(a_case(number), POLICY, BUILT_ON).records:
            for key in DERIVED.get(row.form, {}):
                field = forms[row.form].fields[key]
                assert not field.choices or row.answers.choice(key) in (None, *field.choices)
