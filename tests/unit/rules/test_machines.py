"""The smaller machines: what may follow what."""

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.rules.guards.machines import MACHINES, follows, out_of_order, states
from tests.builders import the_questions


@pytest.mark.parametrize(
    ("key", "was", "now", "may"),
    [
        ("approval_status", "requested", "approved", True),
        ("approval_status", None, "approved", False),
        ("approval_status", "rejected", "approved", False),
        ("approval_status", "approved", "requested", True),
        ("referral_status", "draft", "done", False),
        ("referral_status", "sent", "revoked", True),
        ("referral_status", "rejected", "accepted", False),
        ("referral_status", "done", "sent", False),
        ("transfer_status", "sent", "accepted", True),
        ("transfer_status", "draft", "accepted", False),
        ("verification_status", "unverified", "verified", True),
        ("verification_status", "verified_by_joint_team", "unverified", False),
        ("tracing_status", "reunified", "open", True),
        ("tracing_status", "reunified", "not_needed", False),
        ("tracing_status", "open", "open", True),
        ("tracing_status", "open", None, True),
        ("tracing_status", "open", "a newer state", True),
        ("tracing_status", "a newer state", "open", True),
        ("sex", "female", "male", True),
    ],
)
def test_what_may_follow_what(key, was, now, may):
    assert follows(key, was, now) is may


@pytest.mark.parametrize("key", MACHINES)
def test_the_states_are_those_of_the_dictionary(key):
    assert states(key) == set(the_questions().choices(key))


def test_the_questions_that_are_out_of_order_are_named():
    was = Answers({"referral_status": "draft", "transfer_status": "draft"})
    assert out_of_order(was, Answers({"referral_status": "done", "transfer_status": "sent"})) == ("referral_status",)
