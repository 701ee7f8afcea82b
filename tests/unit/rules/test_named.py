"""Every rule of the dictionary has its function and its test, and every code of the rules its words."""

import ast
from pathlib import Path

import pytest

from reintegration_desktop.kernel.words import speak
from reintegration_desktop.rules import words
from reintegration_desktop.rules.duplicates import Likeness
from reintegration_desktop.rules.findings.urgent import Danger
from reintegration_desktop.rules.guards.lacks import Lack
from reintegration_desktop.rules.named import ABOUT_CONSENT, ACTING, ASKING_AND_KEEPING, RULES, WORKED_OUT
from reintegration_desktop.rules.stages import Approval
from reintegration_desktop.rules.tasks import Reason, TaskKind
from reintegration_desktop.rules.warnings import Doubt
from tests.builders import the_questions

TESTS = {
    node.name
    for path in Path(__file__).parent.glob("test_*.py")
    for node in ast.walk(ast.parse(path.read_text()))
    if isinstance(node, ast.FunctionDef)
}


def test_the_dictionary_and_the_table_name_the_same_rules():
    asked = {field.rule for form in the_questions().values() for field in form.fields.values() if field.rule}
    assert asked == set(RULES) and len(RULES) == 61
    assert [len(part) for part in (WORKED_OUT, ASKING_AND_KEEPING, ABOUT_CONSENT, ACTING)] == [16, 19, 9, 17]


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_has_a_function_of_its_name_and_a_test(rule):
    assert RULES[rule].__name__ == rule and RULES[rule].__doc__
    assert f"test_{rule}" in TESTS


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (TaskKind, words.TASKS), ([*Danger, *Reason], words.REASONS), (Lack, words.LACKS), (Approval, words.APPROVALS),
        (Doubt, words.DOUBTS), (Likeness, words.LIKENESS),
    ],
)  # fmt: skip
def test_every_code_has_words(codes, table):
    assert {code.value for code in codes} == set(table)
    assert all(table.values())


def test_words_are_said_in_the_reader_s_language_and_a_newer_code_as_it_is():
    assert words.task_words("visit") == "Visit" and words.task_words("a_newer_kind") == "a_newer_kind"
    assert words.reason_words("missing") == "Missing" and words.lack_words("plan") == "A plan"
    assert words.approval_words("none") and words.warning_words("no_contact")
    assert (
        words.likeness_words(("same_nickname", "similar_name", "same_place"))
        == "same nickname, similar name, same place"
    )
    speak("qps")
    assert words.task_words("visit") != "Visit"
