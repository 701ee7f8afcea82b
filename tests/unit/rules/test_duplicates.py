"""Who may be somebody already known, with the reasons."""

from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from uuid import UUID

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules.duplicates import Likeness, PersonTraits, suspicions, traits_of
from tests.builders import a_case

AMINATA = PersonTraits(
    UUID(int=1), ("aminata", "uatara"), "bebe", "female", UncertainDate.year(2010), "P1", "P2",
)  # fmt: skip
OTHER = UUID(int=2)


def similar(one, other):
    return SequenceMatcher(None, one, other).ratio()


def suspected(known, candidate=AMINATA):
    return suspicions(candidate, [known], similar)


def test_traits_are_folded():
    named = {"name_first": "Aminata", "name_last": "Ouattara", "nickname": "Bébé", "sex": "female"}
    known = Answers({**named, "date_of_birth": UncertainDate.year(2010), "current_place": "P1", "origin_place": "P2"})
    assert traits_of(UUID(int=1), known) == AMINATA
    assert traits_of(OTHER, Answers()) == PersonTraits(OTHER, ())


def test_the_same_person_met_again_is_suspected_with_the_reasons_weightiest_first():
    (found,) = suspected(replace(AMINATA, case=OTHER, names=("aminta", "watara", "fofana")))
    assert found.case == OTHER and found.strong
    assert found.reasons == (
        Likeness.SIMILAR_NAME, Likeness.SAME_NICKNAME, Likeness.SAME_PLACE, Likeness.SAME_HOME, Likeness.NEAR_AGE,
        Likeness.SAME_SEX,
    )  # fmt: skip
    (same,) = suspected(replace(AMINATA, case=OTHER))
    assert same.reasons[0] is Likeness.SAME_NAME and same.strength == 1.0 > found.strength


def test_the_order_of_names_makes_no_difference():
    (found,) = suspected(replace(AMINATA, case=OTHER, names=("uatara", "aminata")))
    assert Likeness.SAME_NAME in found.reasons


def test_place_age_and_sex_alone_make_nobody_suspect():
    assert suspected(replace(AMINATA, case=OTHER, names=("hope", "lado"), nickname="")) == ()
    assert suspected(replace(AMINATA, case=OTHER, names=(), nickname="")) == ()


def test_one_name_in_common_is_little():
    one_name = replace(AMINATA, case=OTHER, names=("aminata",), nickname="", place=None, home=None)
    assert suspected(one_name) == ()
    (found,) = suspected(replace(one_name, place="P1"))
    assert not found.strong


def test_another_sex_or_age_speaks_against_it():
    alike = replace(AMINATA, case=OTHER, nickname="", place=None, home=None)
    assert suspected(alike)
    assert suspected(replace(alike, sex="male", born=UncertainDate.year(2015))) == ()
    assert suspected(replace(alike, born=UncertainDate.year(2015))) == ()
    assert suspected(replace(alike, born=None, sex="unknown")) == ()
    (near,) = suspected(replace(alike, born=UncertainDate.day(date(2011, 12, 31))))
    assert Likeness.NEAR_AGE in near.reasons
    (further,) = suspected(replace(AMINATA, case=OTHER, born=UncertainDate.day(date(2012, 6, 1))))
    assert Likeness.NEAR_AGE not in further.reasons


def test_nobody_is_their_own_double_and_the_likest_comes_first():
    weaker = replace(AMINATA, case=OTHER, nickname="")
    stronger = replace(AMINATA, case=UUID(int=3))
    assert suspected(AMINATA) == ()
    assert [one.case for one in suspicions(AMINATA, [weaker, stronger], similar)] == [stronger.case, OTHER]


def test_invented_doubles_are_found_among_three_hundred():
    known = [traits_of(case.id, case.one("identification")) for case in map(a_case, range(300))]
    for number in range(49, 300, 50):
        found = suspicions(known[number], known, similar)
        assert known[number - 1].case in [one.case for one in found[:3]]
