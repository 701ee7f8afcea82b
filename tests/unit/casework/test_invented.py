"""Invented people answer as real ones could, and the same seed gives the same people."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from reintegration_desktop.casework.invented.cases import brief_case, code_of, invented_cases
from reintegration_desktop.casework.invented.chance import begun
from reintegration_desktop.casework.invented.names import TONGUES, misspelt
from reintegration_desktop.casework.invented.places import gazetteer, villages
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.casejson import case_from_json, case_to_json, codes_of
from reintegration_desktop.forms.check import check, counting
from reintegration_desktop.kernel.ids import new_id, tidy_case_code
from reintegration_desktop.rules.consent import tracing_only_with_consent
from reintegration_desktop.rules.derived import derive
from reintegration_desktop.rules.limits.sharing import referral_follows_consent
from reintegration_desktop.rules.moves import moved
from reintegration_desktop.rules.tasks import TaskKind, tasks_of
from tests.builders import TODAY, a_case, a_setting, the_questions

SOME = 150


@pytest.fixture(scope="module")
def cases():
    return list(invented_cases(a_setting(), 7, SOME))


def test_the_same_seed_gives_the_same_people(cases):
    assert list(invented_cases(a_setting(), 7, 20)) == cases[:20]
    assert next(invented_cases(a_setting(), 8, 1)) != cases[0]


def test_every_answer_keeps_every_constraint(cases):
    forms = the_questions()
    broken = [
        (row.form, problem.key, problem.code)
        for case in cases
        for row in case.records
        for problem in check(forms[row.form], row.answers, TODAY)
    ]
    assert broken == []


def test_nothing_is_answered_that_is_not_asked(cases):
    forms = the_questions()
    for case in cases:
        for row in case.records:
            assert counting(forms[row.form], row.answers) == row.answers


def test_every_choice_is_among_its_answers(cases):
    forms = the_questions()
    strange = Counter(
        (row.form, key, code)
        for case in cases
        for row in case.records
        for key, value in row.answers.items()
        for code in codes_of(value)
        if (known := forms[row.form].fields[key].choices) and code not in known
    )
    assert strange == Counter()


def test_a_case_goes_out_as_json_and_comes_back():
    forms, case = the_questions(), a_case(3)
    back = case_from_json(forms, case_to_json(forms, case), case.id, new_id)
    assert {row.id: row.answers for row in back.records if row.form != "case"} == {
        row.id: row.answers for row in case.records if row.form != "case"
    }


def test_most_agree_and_some_do_not(cases):
    reporting = Counter(row.answers.choice("agrees_to_reporting") for case in cases for row in case.rows("consent"))
    assert reporting["yes"] > 5 * reporting["no"] > 0


def test_cases_stand_at_many_stages(cases):
    stages = Counter(case.one("case").choice("case_stage") for case in cases)
    assert {"registered", "implementing", "monitoring", "closed"} <= set(stages)


def test_cases_stand_where_the_rules_find_them(cases):
    policy = a_setting().programme.policy
    for case in cases:
        stage = moved(CaseFile(case.id), case, policy, TODAY)
        kept = case.one("case").choice("case_stage")
        assert kept == stage or (kept, stage) == ("archived", "post_closure")


def test_most_that_began_long_ago_are_closed_with_little_left_to_do():
    made = list(invented_cases(a_setting(), 11, 300))
    old = [case for case in made if _began(case) < TODAY - timedelta(days=500)]
    closed = [case for case in old if case.one("case").choice("case_status") == "closed"]
    assert len(closed) > 0.85 * len(old)
    left = [task.kind for case in closed for task in tasks_of(case, a_setting().programme.policy, TODAY)]
    assert set(left) <= {TaskKind.POST_CLOSURE_VISIT, TaskKind.ERASURE_REVIEW}
    assert left.count(TaskKind.POST_CLOSURE_VISIT) < 0.1 * len(closed)
    assert all(case.one("case").day("keep_until_on") for case in closed)


@pytest.mark.parametrize("today", [date(2026, 3, 9), TODAY, date(2026, 11, 29)], ids=str)
def test_an_office_keeps_up_with_its_work(today):
    setting = a_setting(today)
    policy = setting.programme.policy
    made = list(invented_cases(setting, 7, 300))
    running = [case for case in made if case.one("case").choice("case_status") == "open"]
    tasks = [task for case in made for task in tasks_of(derive(case, policy, today), policy, today)]
    late = [(today - task.due_on).days for task in tasks if task.due_on < today]
    assert 0.3 * len(made) < len(running) < 0.5 * len(made)
    assert 0.05 * len(running) < len(late) < 0.5 * len(running)
    assert max(late) < 31, "nothing has lain about for months"
    assert sum(days > 14 for days in late) < 0.25 * len(late)


def test_somebody_is_visited_in_the_rhythm_of_their_risk(cases):
    policy = a_setting().programme.policy
    for case in cases:
        visits = [
            row.answers for row in case.rows("follow_up") if row.answers.choice("visit_purpose") != "post_closure"
        ]
        for before, after in pairwise(visits):
            waited = (after.day("visited_on") - before.day("visited_on")).days
            assert waited < policy.visit_days(before.choice("risk_level")) + 31


def test_nobody_is_referred_or_sought_for_against_what_they_agreed_to(cases):
    for case in cases:
        for row in case.rows("referral"):
            assert referral_follows_consent(case, case.record(row.parent).answers.choice("service_type"))
        assert tracing_only_with_consent(case) or not case.rows("tracing")
    assert sum(len(case.rows("referral")) for case in cases) > SOME / 3
    assert any(case.rows("reunification") for case in cases)


def _began(case):
    return case.one("identification").day("identified_on")


def test_visits_follow_one_another(cases):
    for case in cases:
        days = [row.answers.day("visited_on") for row in case.rows("follow_up")]
        assert all(earlier < later for earlier, later in pairwise(days))


def test_every_fiftieth_is_somebody_met_before_and_misheard(cases):
    before, again = cases[48].one("identification"), cases[49].one("identification")
    assert before.choice("name_first") != again.choice("name_first")
    assert before.choice("sex") == again.choice("sex")
    assert before.choice("origin_place") == again.choice("origin_place")


def test_names_come_in_several_scripts(cases):
    first = "".join(case.one("identification").text("name_first") or "" for case in cases)
    assert any("\u0600" <= letter <= "\u06ff" for letter in first)
    assert any("\u1200" <= letter <= "\u137f" for letter in first)
    assert "é" in first or "ú" in first


@pytest.mark.parametrize("tongue", TONGUES.values(), ids=lambda tongue: tongue.code)
def test_a_misspelt_name_is_another_word_that_is_nearly_the_same(tongue):
    chance = begun(1)
    for name in (*tongue.girls, *tongue.boys, *tongue.families):
        other = misspelt(chance, name)
        assert other != name
        assert abs(len(other) - len(name)) <= 2


def test_codes_are_all_different_and_well_formed():
    codes = {code_of(7, number) for number in range(5_000)}
    assert len(codes) == 5_000
    assert all(tidy_case_code(code) == code for code in codes)


def test_a_brief_case_has_an_intake_and_as_many_visits_as_asked():
    case = brief_case(a_setting(), 7, 0, 10)
    assert len(case.rows("follow_up")) == 10
    assert {"case", "identification", "consent", "concerns"} <= {row.form for row in case.records}
    assert not case.rows("assessment")


def test_every_village_lies_in_a_district_of_a_province():
    places = gazetteer()
    for village in villages(places):
        assert [place.level for place in places.line(village)] == [3, 2, 1, 0]
    assert len({place.name for place in places}) == len(list(places))
