"""Disability, parenthood, and how far a service is."""

from datetime import date

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.rules.findings.needs import SHORT_SET, disability_by_washington_group, parent_or_expecting
from reintegration_desktop.rules.findings.services import last_referral, needed_by, service_status_from_dates
from tests.unit.rules.made import NOT_KNOWN, a, a_file, at, day

NONE_AT_ALL = dict.fromkeys(SHORT_SET, "no_difficulty")


@pytest.mark.parametrize("key", SHORT_SET)
@pytest.mark.parametrize(
    ("answer", "has"),
    [("some_difficulty", "no"), ("a_lot_of_difficulty", "yes"), ("cannot_do_at_all", "yes")],
)
def test_disability_by_washington_group(key, answer, has):
    assert disability_by_washington_group(Answers({**NONE_AT_ALL, key: answer})) == has


def test_one_great_difficulty_is_enough_and_no_needs_all_six():
    assert disability_by_washington_group(Answers({SHORT_SET[0]: "cannot_do_at_all"})) == "yes"
    assert disability_by_washington_group(Answers({SHORT_SET[0]: "no_difficulty"})) is None
    assert disability_by_washington_group(Answers({**NONE_AT_ALL, SHORT_SET[0]: NOT_KNOWN})) is None
    anxious = {"anxious_how_often": "daily", "sad_how_often": "daily"}
    assert disability_by_washington_group(Answers({**NONE_AT_ALL, **anxious})) == "no"


def test_parent_or_expecting():
    known = lambda **answers: parent_or_expecting(a_file(a("identification", **answers)))  # noqa: E731
    assert known(own_children=1) == "yes" and known(own_children=0) == "no"
    assert known(pregnant_or_breastfeeding="yes") == "yes" and known(pregnant_or_breastfeeding="no") == "no"
    assert known(own_children=0, pregnant_or_breastfeeding="yes") == "yes"
    assert known() is None
    assert parent_or_expecting(a_file(a("own_child"))) == "yes"


def status(service, *referrals):
    return service_status_from_dates(a_file(service, *referrals), service)


def test_service_status_from_dates():
    needed = a("service")
    referred = lambda status_, **more: a("referral", needed, referral_status=status_, **more)  # noqa: E731
    assert status(needed) == status(needed, referred("draft")) == "needed"
    assert status(needed, referred("sent", sent_at=at(2, 1))) == "referred"
    assert status(needed, referred("accepted")) == status(needed, referred("in_progress")) == "under_way"
    assert status(a("service", appointment_at=at(8, 1))) == "under_way"
    assert status(needed, referred("done")) == "delivered"
    assert status(a("service", delivered_on=day(3, 1), appointment_at=at(2, 1))) == "delivered"
    for ended in ("rejected", "revoked", "expired"):
        assert status(needed, referred(ended)) == "not_delivered"
    assert status(needed, referred("not_received")) == "needed"


def test_the_last_referral_counts():
    needed = a("service")
    first = a("referral", needed, referral_status="rejected", sent_at=at(3, 1))
    second = a("referral", needed, referral_status="sent", sent_at=at(2, 1))
    draft = a("referral", needed, referral_status="draft")
    assert status(needed, first, second, draft) == "not_delivered"
    assert last_referral(a_file(needed, draft), needed) == draft
    assert last_referral(a_file(needed), needed) is None


def test_a_service_is_needed_by_the_day_somebody_said():
    assert needed_by(Answers({"needed_since_at": at(2, 27), "needed_within": "3_days"})) == date(2026, 3, 2)
    assert needed_by(Answers({"needed_since_at": at(2, 27)})) is None
    assert needed_by(Answers({"needed_within": "3_days"})) is None
