"""What is shown where, and what goes to a provider."""

from dataclasses import replace

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.dictionary import load
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.rules.limits import sharing, showing
from reintegration_desktop.rules.limits.showing import Use
from reintegration_desktop.vault.roles import Role, Room
from tests.builders import the_questions
from tests.unit.rules.made import a_file, a_yes, at_stage

AS_SHIPPED = load(resources() / "dictionary")


def field(name, forms=AS_SHIPPED):
    form, _, key = name.partition(".")
    return forms[form].fields[key]


def switched_on(name):
    """A question that its programme has switched on, with something in its list."""
    return replace(field(name), off=False, choices={"one": "One"})


def test_hidden_name_shows_code():
    assert showing.hidden_name_shows_code("Amina K.", "7K4M2Q-D", hidden=False) == "Amina K."
    assert showing.hidden_name_shows_code("Amina K.", "7K4M2Q-D", hidden=True) == "7K4M2Q-D"
    assert showing.hidden_name_shows_code("", "7K4M2Q-D", hidden=False) == "7K4M2Q-D"


def test_restricted_answers():
    commander = switched_on("association.commander")
    assert not showing.restricted_answers(field("association.commander"), Use.SCREEN, "a threat by this very person")
    assert showing.restricted_answers(commander, Use.SCREEN, "a threat by this very person")
    assert not showing.restricted_answers(commander, Use.SCREEN) and not showing.restricted_answers(
        commander, Use.SCREEN, " "
    )
    assert [use for use in Use if showing.restricted_answers(commander, use)] == [Use.BUNDLE]
    assert all(showing.restricted_answers(field("identification.sex"), use) for use in Use)


def test_a_verification_is_counted_and_never_listed():
    status = field("verification.verification_status")
    assert [use for use in Use if showing.restricted_answers(status, use)] == [Use.REPORT, Use.BUNDLE]
    assert showing.restricted_answers(status, Use.SCREEN, "asked by the task force")
    assert not showing.restricted_answers(field("verification.primary_sources"), Use.REPORT)


def test_received_never_sought():
    seen = showing.received_never_sought
    worries = ("neglect", "sexual_violence", "child_born_of_conflict_sexual_violence")
    for use in (Use.LIST, Use.SEARCH, Use.REMINDER, Use.TITLE):
        assert seen("protection_concerns", worries, use) == ("neglect",)
        assert seen("sexual_violence_care", ("received",), use) == seen("ill_treatment", ("yes",), use) == ()
        assert seen("roles", ("cook", "sexual_exploitation_or_forced_union"), use) == ("cook",)
    assert seen("protection_concerns", worries, Use.SCREEN) == worries
    sought = [
        name for form in AS_SHIPPED.values() for name, one in form.fields.items() if showing.is_never_missing(one)
    ]
    assert {"roles", "violations", "incident_type", "protection_concerns", "new_concerns"} <= set(sought)


def test_off_until_switched_on():
    assert not showing.off_until_switched_on(field("identification.ethnicity"))
    assert showing.off_until_switched_on(switched_on("identification.ethnicity"))
    assert not showing.off_until_switched_on(replace(field("identification.ethnicity"), off=False)), "its list is empty"
    assert showing.off_until_switched_on(field("identification.sex"))


def test_our_papers_never_name_the_actor():
    printed = showing.our_papers_never_name_the_actor
    assert printed("identification", "name_first") and printed("service", "appointment_at")
    assert not printed("identification", "nickname"), "a name from the armed actor may be one"
    forms = ("association", "exit", "verification", "incident", "justice", "identity_paper", "feedback")
    assert not any(printed(form, key) for form in forms for key in AS_SHIPPED[form].fields)
    for form, keys in showing.PRINTABLE.items():
        for key in keys:
            one = field(f"{form}.{key}")
            assert one.room is not Room.RESTRICTED and one.kind != "narrative"
            assert not [label for label in one.choices.values() if "armed" in label.lower()]


def test_contact_only_if_they_agree():
    yes, no = Answers({"contact_agreed": "yes"}), Answers({"contact_agreed": "no"})
    assert showing.contact_only_if_they_agree(yes)
    assert not showing.contact_only_if_they_agree(no) and not showing.contact_only_if_they_agree(Answers())
    assert showing.telephone_is_shown(no, Role.CASEWORKER) and not showing.telephone_is_shown(no, Role.TRACING_OFFICER)
    assert showing.telephone_is_shown(yes, Role.TRACING_OFFICER)


def test_a_role_is_shown_what_names_it_and_nothing_in_default():
    shown = showing.may_be_shown
    assert shown(field("identification.name_first"), Use.SCREEN, Role.CASEWORKER)
    assert not shown(field("identification.name_first"), Use.SCREEN, Role.COORDINATOR)
    assert not shown(field("identification.ethnicity"), Use.SCREEN, Role.CASEWORKER)
    assert not shown(switched_on("association.commander"), Use.SCREEN, Role.CASEWORKER)


AGREED = a_yes(agrees_to_sharing="yes", services_agreed=("medical", "legal_aid", "mhpss_focused"))
TICKED = (
    "identification.name_first", "identification.nickname", "assessment.self_harm", "assessment.health_needs",
    "assessment.safety_threats", "justice.legal_status", "wellbeing_measure.score", "association.roles",
    "identity_paper.names_armed_actor", "consent.override_account", "service.child_satisfaction", "service.invented",
    "invented.question",
)  # fmt: skip


def test_referral_follows_consent():
    assert sharing.referral_follows_consent(a_file(AGREED), "medical")
    assert not sharing.referral_follows_consent(a_file(AGREED), "cash")
    assert not sharing.referral_follows_consent(a_file(AGREED), None)
    assert not sharing.referral_follows_consent(a_file(), "medical")
    assert not sharing.referral_follows_consent(a_file(a_yes(services_agreed=("medical",))), "medical")


@pytest.mark.parametrize(
    ("service", "shared"),
    [
        ("medical", {"identification.name_first", "assessment.self_harm", "assessment.health_needs"}),
        ("legal_aid", {"identification.name_first", "assessment.health_needs", "justice.legal_status"}),
        ("mhpss_focused", {"identification.name_first", "assessment.self_harm", "assessment.health_needs",
                           "wellbeing_measure.score"}),
        ("cash", set()),
    ],
)  # fmt: skip
def test_shares_only_what_was_agreed(service, shared):
    found = sharing.shares_only_what_was_agreed(TICKED, the_questions(), a_file(AGREED), service)
    assert set(found) == shared and list(found) == [name for name in TICKED if name in shared]


def test_a_hidden_name_does_not_travel():
    file = a_file(AGREED, at_stage("registered", name_is_hidden=True))
    assert "identification.name_first" not in sharing.shares_only_what_was_agreed(TICKED, AS_SHIPPED, file, "medical")
