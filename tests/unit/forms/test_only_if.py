"""When a question is asked."""

from datetime import UTC, date, datetime

import pytest

from reintegration_desktop.forms.conditions import Comparable, parse
from reintegration_desktop.forms.errors import Misspelt
from reintegration_desktop.forms.kinds import Sort
from reintegration_desktop.forms.values import Absence, Absent, Value
from reintegration_desktop.kernel.dates import UncertainDate

ABOVE = {
    "sex": Comparable(Sort.CODE, frozenset({"female", "male", "other"})),
    "factors": Comparable(Sort.CODE, frozenset({"poverty", "school", "other"})),
    "free": Comparable(Sort.CODE),
    "flag": Comparable(Sort.CODE, frozenset({"yes", "no"})),
    "age": Comparable(Sort.NUMBER),
    "born": Comparable(Sort.DAY),
    "left": Comparable(Sort.DAY),
}


def holds(text: str, **answers: Value) -> bool:
    return parse(text, ABOVE).holds(answers)


def test_a_code_is_compared_with_the_answer():
    assert holds("sex = female", sex="female")
    assert not holds("sex = female", sex="male")
    assert holds("sex != female", sex="male")
    assert not holds("sex != female", sex="female")
    assert holds("sex in (male, other)", sex="other")
    assert not holds("sex in (male, other)", sex="female")
    assert holds("free = anything_at_all", free="anything_at_all")


def test_a_clause_about_an_empty_answer_is_false_whatever_it_asks():
    for clause in ("sex = female", "sex != female", "sex in (female, male)", "age != 3", "born != 2000-01-01"):
        assert not holds(clause)
        assert not holds(clause, **{clause.split()[0]: Absent(Absence.DECLINED)})
    assert not holds("factors != poverty", factors=())


def test_of_several_answers_one_is_enough():
    assert holds("factors = other", factors=("poverty", "other"))
    assert holds("factors in (school, other)", factors=("poverty", "other"))
    assert not holds("factors = school", factors=("poverty", "other"))
    assert not holds("factors != other", factors=("poverty", "other"))
    assert holds("factors != school", factors=("poverty", "other"))


def test_and_binds_closer_than_or():
    text = "sex = female or sex = male and age > 15"
    assert holds(text, sex="female", age=3)
    assert holds(text, sex="male", age=16)
    assert not holds(text, sex="male", age=15)
    assert holds("age > 15 and sex = male or sex = female", sex="female")
    assert parse(text, ABOVE).keys == {"sex", "age"}


@pytest.mark.parametrize(
    ("text", "age", "expected"),
    [
        ("age = 5", 5, True), ("age = 5", 6, False), ("age != 5", 6, True), ("age != 5", 5, False),
        ("age > 5", 6, True), ("age > 5", 5, False), ("age >= 5", 5, True), ("age >= 5", 4, False),
        ("age < 5", 4, True), ("age < 5", 5, False), ("age <= 5", 5, True), ("age <= 5", 6, False),
        ("age in (5, 7)", 7, True), ("age in (5, 7)", 6, False), ("age < 5.5", 5.25, True),
    ],
)  # fmt: skip
def test_numbers_are_compared_by_size(text, age, expected):
    assert holds(text, age=age) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("born < 2010-01-01", True), ("born < 2009-12-31", False), ("born <= 2009-12-31", True),
        ("born > 2008-12-31", True), ("born > 2009-01-01", False), ("born >= 2009-01-01", True),
        ("born = 2009-05-01", False), ("born != 2009-05-01", False), ("born != 2010-01-01", True),
    ],
)  # fmt: skip
def test_of_an_uncertain_date_only_what_is_certain_holds(text, expected):
    assert holds(text, born=UncertainDate.year(2009)) is expected


def test_days_and_moments_are_compared_as_days():
    assert holds("born = 2009-05-01", born=date(2009, 5, 1))
    assert holds("left >= 2009-05-01", left=datetime(2009, 5, 1, 23, tzinfo=UTC))


def test_a_flag_is_compared_as_yes_or_no():
    assert holds("flag = yes", flag=True)
    assert holds("flag = no", flag=False)
    assert not holds("flag = no", flag=True)


@pytest.mark.parametrize(
    ("text", "trouble", "cure"),
    [
        ("sexx = female", "sexx", "Did you mean \u2068sex\u2069?"),
        ("sex = femal", "femal", "female"),
        ("sex in (male, femal)", "femal", "female"),
        ("sex in male", "male", "in (code, code)"),
        ("sex in (male", "(male", "in (code, code)"),
        ("sex > female", "sex", "=, != or in"),
        ("sex is female", "sex is female", "key = code"),
        ("sex =", "sex =", "key = code"),
        ("", "", "key = code"),
        ("age > many", "many", "number"),
        ("born > 2009", "2009", "2026-05-31"),
        ("zzz = 1", "zzz", "Use one of"),
    ],
)  # fmt: skip
def test_a_misspelling_is_named_with_its_cure(text, trouble, cure):
    with pytest.raises(Misspelt) as refused:
        parse(text, ABOVE)
    assert trouble in refused.value.trouble
    assert cure in refused.value.cure


def test_where_nothing_stands_above_nothing_can_be_named():
    with pytest.raises(Misspelt) as refused:
        parse("sex = female", {})
    assert refused.value.cure == "Take it out."
