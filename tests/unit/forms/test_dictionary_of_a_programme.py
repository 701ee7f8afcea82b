"""The questions as a programme sets them up."""

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.check import asked
from reintegration_desktop.forms.errors import DictionaryProblem
from reintegration_desktop.forms.questions import Kind
from reintegration_desktop.forms.values import Absence
from reintegration_desktop.vault.roles import Room
from tests.unit.forms.made import a_form


def keys(form, **answers):
    return {question.key for question in asked(form, Answers(answers))}


def test_forms_come_in_the_order_of_the_file(dictionary):
    orders = [form.order for form in dictionary.values()]
    assert orders == sorted(orders)
    assert next(iter(dictionary)) == "case"
    assert len(dictionary) == 37
    assert dictionary.version == 1
    assert len(dictionary.digest) == 64


def test_a_question_whose_list_is_empty_is_not_asked_until_it_is_filled(dictionary):
    assert "languages" not in keys(dictionary["identification"])
    filled = dictionary.filled({"languages": {"sw": "Swahili"}})
    assert "languages" in keys(filled["identification"])
    assert filled["identification"].fields["languages"].choices == {"sw": "Swahili"}
    assert filled.choices("languages") == {"sw": "Swahili"}
    assert "languages" not in keys(dictionary["identification"])


def test_a_programme_fills_only_its_own_lists(dictionary):
    with pytest.raises(DictionaryProblem, match="languages"):
        dictionary.filled({"langauges": {}})
    with pytest.raises(DictionaryProblem, match="yes_no"):
        dictionary.filled({"yes_no": {"perhaps": "Perhaps"}})


def test_restricted_questions_are_off_until_switched_on(dictionary):
    off = {"recruitment_place_detail", "military_unit", "military_unit_place", "commander", "saw_others_recruited"}
    assert not off & keys(dictionary["association"])
    on = dictionary.switched_on({"commander", "actor_type", "nothing_of_ours"})
    assert off & keys(on["association"]) == {"commander"}


def test_what_is_switched_on_and_has_an_empty_list_still_waits_for_it(dictionary):
    on = dictionary.switched_on({"ethnicity"})
    assert "ethnicity" not in keys(on["identification"])
    assert "ethnicity" in keys(on.filled({"ethnicities": {"a": "A"}})["identification"])


def test_forms_know_what_hangs_on_them(dictionary):
    assert [form.name for form in dictionary.below("association")] == ["exit", "verification"]
    assert dictionary["exit"].in_a_row
    assert not dictionary["consent"].in_a_row
    assert dictionary["case"].belongs_to is None
    assert dictionary["concerns"].rooms == {Room.OPEN, Room.PERSON, Room.ACCOUNT}


def test_the_quick_intake_has_its_steps(dictionary):
    steps = [(s.intake, f.name, s.key) for f in dictionary.values() for s in f.sections.values() if s.intake]
    assert len(steps) == 10
    first = dictionary["identification"].of_section("first_step")
    assert [question.key for question in first][:3] == ["name_first", "nickname", "sex"]


def test_the_reasons_for_absence_fit_the_question():
    form = a_form("""
    text = {kind = "text"}
    colour = {kind = "choice", choices_from = "colour"}
    flag = {kind = "yes_no_flag"}
    stamp = {kind = "stamp"}
    sum = {kind = "derived", gives = "integer", rule = "r"}
    """)
    reasons = {key: question.absences for key, question in form.fields.items()}
    assert reasons["text"] == tuple(Absence)
    assert reasons["colour"] == (Absence.NOT_ASKED, Absence.DECLINED)
    assert reasons["flag"] == reasons["stamp"] == reasons["sum"] == ()


def test_a_derived_question_is_answered_as_what_it_gives(dictionary):
    band = dictionary["identification"].fields["age_band"]
    assert band.derived
    assert band.answered_as is Kind.CHOICE
    assert dictionary["consent"].fields["event_at"].answered_as is Kind.TIMESTAMP


def test_conditions_may_look_at_flags_and_at_lists_that_a_programme_fills():
    form = a_form("""
    flag = {kind = "yes_no_flag"}
    trade = {kind = "choice", choices_from = "trades"}
    one = {kind = "text", only_if = "flag = yes or trade = tailor"}
    """)
    assert "one" in keys(form, flag=True)
    assert "one" not in keys(form, trade="tailor")
