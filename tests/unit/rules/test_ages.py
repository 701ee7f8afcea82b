"""Ages: in bands, as stated, in doubt, near eighteen."""

from datetime import date

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules import ages
from tests.unit.rules.made import NOT_KNOWN, POLICY, TODAY, on

BORN_2009 = UncertainDate.year(2009)
ABOUT_FIFTEEN = UncertainDate.of_age(15, 15, TODAY)


@pytest.mark.parametrize(
    ("born", "code"),
    [
        (UncertainDate.day(date(2021, 7, 2)), "under_5"),
        (UncertainDate.day(date(2021, 7, 1)), "from_5_to_11"),
        (UncertainDate.day(date(2014, 7, 1)), "from_12_to_14"),
        (UncertainDate.day(date(2011, 7, 1)), "from_15_to_17"),
        (UncertainDate.day(date(2008, 7, 2)), "from_15_to_17"),
        (UncertainDate.day(date(2008, 7, 1)), "from_18_to_24"),
        (UncertainDate.day(date(2001, 7, 1)), "from_25"),
        (UncertainDate.of_age(14, 16, TODAY), "from_12_to_14"),
        (UncertainDate.of_age(17, 22, TODAY), "from_15_to_17"),
    ],
)
def test_age_now_in_bands(born, code):
    assert ages.age_now_in_bands(born, TODAY) == code


def test_an_age_grows_with_the_years_and_never_drifts():
    assert ages.age_now_in_bands(ABOUT_FIFTEEN, date(2029, 6, 30)) == "from_15_to_17"
    assert ages.age_now_in_bands(ABOUT_FIFTEEN, date(2029, 7, 1)) == "from_18_to_24"


def test_stated_age_stays_stated():
    keeps = ages.stated_age_stays_stated
    assert keeps(None, ABOUT_FIFTEEN) and keeps(ABOUT_FIFTEEN, UncertainDate.of_age(14, 16, TODAY))
    assert not keeps(ABOUT_FIFTEEN, UncertainDate.day(date(2011, 1, 1)))
    assert keeps(ABOUT_FIFTEEN, UncertainDate.day(date(2011, 3, 4))), "a paper may be found"
    assert keeps(None, UncertainDate.day(date(2011, 1, 1))) and keeps(BORN_2009, UncertainDate.day(date(2009, 1, 1)))
    assert keeps(ABOUT_FIFTEEN, UncertainDate.year(2011))
    without_day = UncertainDate(ABOUT_FIFTEEN.earliest, ABOUT_FIFTEEN.latest, ABOUT_FIFTEEN.precision)
    narrowed = UncertainDate(ABOUT_FIFTEEN.latest, ABOUT_FIFTEEN.latest, ABOUT_FIFTEEN.precision, TODAY)
    assert not keeps(None, without_day) and not keeps(None, narrowed)


def test_benefit_of_the_doubt():
    doubted = {"serious_doubt": "yes", "agrees_to_age_assessment": "yes"}
    decide = lambda **more: ages.benefit_of_the_doubt(Answers({**doubted, **more}))  # noqa: E731
    assert decide() == "yes"
    assert decide(age_decision="undetermined_treated_as_child", lowest_likely_age=19) == "yes"
    assert decide(age_decision=NOT_KNOWN) == "yes"
    assert decide(age_decision="adult", lowest_likely_age=17) == "yes"
    assert decide(age_decision="adult", lowest_likely_age=17.9) == "yes"
    assert decide(age_decision="adult", lowest_likely_age=18) == "no"
    assert decide(age_decision="adult") == "no"
    assert decide(age_decision="adult", lowest_likely_age=25, agrees_to_age_assessment="no") == "yes"
    assert ages.benefit_of_the_doubt(Answers({"serious_doubt": "no"})) is None
    assert ages.benefit_of_the_doubt(Answers()) is None


def test_refusing_means_child():
    assert ages.refusing_means_child(Answers({"agrees_to_age_assessment": "no"}))
    assert not ages.refusing_means_child(Answers({"agrees_to_age_assessment": "yes"}))
    assert not ages.refusing_means_child(Answers())


@pytest.mark.parametrize(
    ("methods", "accepted"),
    [
        ((), True),
        (("birth_document",), True),
        (("not_done",), True),
        (("physical_examination",), False),
        (("dental_or_bone_xray",), False),
        (("dental_or_bone_xray", "physical_examination"), False),
        (("dental_or_bone_xray", "psychosocial_interview"), True),
        (("physical_examination", "school_or_health_record"), True),
    ],
)
def test_least_intrusive_first(methods, accepted):
    assert ages.least_intrusive_first(methods) is accepted


def test_under_fifteen_is_marked():
    marked = lambda born=None, **answers: ages.under_fifteen_is_marked(Answers(answers), born, POLICY)  # noqa: E731
    assert marked(age_at_start=14) and not marked(age_at_start=15)
    assert not marked() and not marked(started_on=on(7, 1, 2023)) and not marked(UncertainDate.year(2009))
    assert marked(UncertainDate.day(date(2009, 7, 2)), started_on=on(7, 1, 2024))
    assert not marked(UncertainDate.day(date(2009, 7, 1)), started_on=on(7, 1, 2024))
    assert marked(BORN_2009, started_on=UncertainDate.year(2024)), "the lowest possible age counts"


def test_eighteen_is_not_an_end():
    asks = lambda born: ages.eighteen_is_not_an_end(born, TODAY, POLICY)  # noqa: E731
    assert asks(UncertainDate.day(date(2009, 7, 1))) and not asks(UncertainDate.day(date(2009, 7, 2)))
    assert not asks(BORN_2009), "the latest possible birthday counts"
    assert asks(UncertainDate.year(2005)), "who turned eighteen still needs the steps"
    assert not asks(None)
