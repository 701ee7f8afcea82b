"""The numbers of the work: defaults, levels of risk, and what a programme sets."""

import pytest

from reintegration_desktop.rules.policy import Margin, Policy


def test_the_defaults_are_those_of_the_workflow():
    policy = Policy()
    assert [policy.first_response_days(risk) for risk in ("high", "medium", "low")] == [1, 3, 7]
    assert [policy.visit_days(risk) for risk in ("high", "medium", "low")] == [7, 14, 31]
    assert policy.assessment_days("low") == 7 >= policy.assessment_days("medium") >= policy.assessment_days("high")
    assert (policy.assign_hours, policy.assign_hours_high, policy.urgent_hours) == (3, 1, 24)
    assert (policy.plan_days, policy.site_hours, policy.centre_days) == (14, 48, 56)
    assert policy.visits_after_days == (7, 14) and policy.visits_after_months == (1, 2, 3, 6, 9, 12)
    assert (policy.visits_then_every_months, policy.visits_until_months) == (6, 36)
    assert (policy.not_contactable_months, policy.post_closure_months, policy.caseload) == (3, 3, 25)
    assert not policy.asker_may_approve


def test_who_is_not_rated_is_treated_as_at_medium_risk_and_no_risk_seen_as_low():
    policy = Policy()
    assert policy.visit_days(None) == policy.visit_days("a newer level") == policy.visit_days("medium")
    assert policy.visit_days("none_identified") == policy.visit_days("low")


def test_a_policy_comes_back_from_json():
    policy = Policy(visit_days_high=5, visits_after_days=(3,), asker_may_approve=True, wellbeing={"cywi": Margin(2.5)})
    assert Policy.from_json(policy.to_json()) == policy
    assert Policy.from_json({}) == Policy()
    assert Policy.from_json({"a_newer_setting": 3}) == Policy()
    assert Policy.from_json({"wellbeing": {"cywi": {"points": 2}}}).wellbeing == {"cywi": Margin(2)}


@pytest.mark.parametrize(
    "raw",
    [
        {"plan_days": "14"}, {"plan_days": -1}, {"plan_days": True}, {"asker_may_approve": 1},
        {"visits_after_days": 7}, {"visits_after_days": ["7"]}, {"wellbeing": []}, {"wellbeing": {"cywi": 2}},
        {"wellbeing": {"cywi": {"points": -1}}}, {"wellbeing": {"cywi": {"points": True}}},
        {"wellbeing": {"cywi": {"points": 1, "higher_is_better": "no"}}},
    ],
)  # fmt: skip
def test_a_setting_of_another_kind_is_refused(raw):
    with pytest.raises(ValueError, match=next(iter(raw))):
        Policy.from_json(raw)
