"""The questions as the house needs them: counted, in their rooms, each open one with its reason."""

import re
from collections import Counter, defaultdict
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest

from reintegration_desktop.forms.dictionary import Dictionary, Kind, load
from reintegration_desktop.forms.open_facts import CONSUMERS
from reintegration_desktop.forms.questions import SWITCHED_BY_PROGRAMME, Figure
from reintegration_desktop.kernel.dates import Precision
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.vault.roles import Role, Room
from tests.architecture.house import ROOT

RULES = ROOT / "docs" / "dictionary" / "RULES.md"
README = ROOT / "docs" / "dictionary" / "README.md"
ROLES_WITHOUT_A_ROOM = {Role.COORDINATOR, Role.MANAGER, Role.HEADQUARTERS}
KEPT_BY = {"not_in_future", "not_before", "not_after", "not_below", "within_years", "between", "at_least",
           "at_most_items", "pattern"}  # fmt: skip


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return load(resources() / "dictionary")


@pytest.fixture(scope="module")
def questions(dictionary):
    return {f"{form.name}.{key}": field for form in dictionary.values() for key, field in form.fields.items()}


def test_there_are_as_many_forms_questions_and_lists_as_the_manual_says(dictionary, questions):
    assert (len(dictionary), len(questions), len(dictionary.lists)) == (37, 389, 110)
    assert sum(question.required for question in questions.values()) == 130


def test_every_room_holds_what_the_manual_says(questions):
    rooms = Counter(question.room for question in questions.values())
    assert rooms == {Room.PERSON: 104, Room.ACCOUNT: 210, Room.RESTRICTED: 28, Room.OVERSIGHT: 10, Room.OPEN: 37}


def test_the_table_of_forms_is_as_the_files_are(dictionary):
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \| (.+?) \| (.*?) \| (\d+) \| (\d+) \|$", README.read_text(), re.M)
    told = [(int(order), name, title, int(asked), int(needed)) for order, name, title, _, asked, needed in rows]
    assert told == [
        (form.order, form.name, form.title, len(form.fields), sum(field.required for field in form.fields.values()))
        for form in dictionary.values()
    ]
    for _, name, _, belongs, _, _ in rows:
        form = dictionary[name]
        assert belongs == ("" if form.belongs_to is None else f"{_many(form.repeats)} of `{form.belongs_to}`")


def _many(repeats: bool) -> str:
    return "rows" if repeats else "one"


def test_every_open_question_has_a_consumer_in_the_code(questions):
    assert set(CONSUMERS) == {name for name, question in questions.items() if question.room is Room.OPEN}


@pytest.mark.parametrize("name", CONSUMERS)
def test_the_consumer_of_an_open_question_reads_it(name):
    spec = find_spec(CONSUMERS[name])
    assert spec is not None and spec.origin is not None, f"{CONSUMERS[name]} cannot be imported"
    key = name.partition(".")[2]
    assert f'"{key}"' in Path(spec.origin).read_text(), f"{CONSUMERS[name]} does not read {key}"


def test_every_rule_is_described_and_every_description_is_used(questions):
    text = RULES.read_text().partition("## Constraints")[0]
    described = re.findall(r"^\| `(\w+)` \| .+ \| .+ \|$", text, re.M)
    assert len(described) == len(set(described)) == 61
    assert {question.rule for question in questions.values() if question.rule} == set(described)
    assert set(described) >= SWITCHED_BY_PROGRAMME


def test_every_derived_question_obeys_a_rule_of_its_own_and_is_not_needed(questions):
    derived = [question for question in questions.values() if question.derived]
    assert len(derived) == len({question.rule for question in derived}) == 16
    assert not any(question.required for question in derived)


def test_every_constraint_that_is_used_is_described(questions):
    described = set(re.findall(r"`(\w+)[:`]", RULES.read_text().partition("## Constraints")[2]))
    used = {constraint.name for question in questions.values() for constraint in question.constraints}
    assert used <= KEPT_BY == described


def test_one_key_means_the_same_in_every_form(questions):
    lists = defaultdict(set)
    for name, question in questions.items():
        if question.choices_from:
            lists[name.partition(".")[2]].add(question.choices_from)
    assert {key: found for key, found in lists.items() if len(found) > 1} == {}


def test_keys_are_whole_words_and_dates_say_that_they_are(questions):
    for name, question in questions.items():
        key = name.partition(".")[2]
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", key)
        if question.answered_as in (Kind.DATE, Kind.UNCERTAIN_DATE):
            assert key.endswith("_on") or key == "date_of_birth"
        if question.kind is Kind.TIMESTAMP:
            assert key.endswith("_at")


def test_every_list_is_used(dictionary, questions):
    used = {question.choices_from for question in questions.values()}
    assert set(dictionary.lists) - used == {"date_precision", "domain_score"}
    assert list(dictionary.choices("date_precision")) == [precision.value for precision in Precision]
    assert list(dictionary.choices("domain_score")) == ["1", "2", "3", "4", "5"]
    assert len(dictionary.choices("domain")) == 9


def test_the_programme_fills_the_lists_that_the_manual_names(dictionary):
    assert dictionary.programme_lists == {
        "languages", "countries", "ethnicities", "religions", "armed_actors", "wellbeing_tools", "trades",
    }  # fmt: skip


def test_sections_hold_questions_that_stand_together(dictionary):
    for form in dictionary.values():
        order = [field.section for field in form.fields.values()]
        assert list(dict.fromkeys(order)) == list(form.sections)
        assert sum(one != other for one, other in pairwise(order)) == len(form.sections) - 1


def test_the_quick_intake_has_the_steps_of_the_manual(dictionary):
    steps = {f"{form.name}.{key}": section.intake for form in dictionary.values()
             for key, section in form.sections.items() if section.intake}  # fmt: skip
    assert steps == {
        "identification.first_step": 1, "identification.arrival": 2, "identification.interview": 2,
        "consent.talk": 3, "consent.purposes": 3, "consent.limits": 3,
        "identification.person": 4, "identification.home": 4, "concerns.worries": 5, "concerns.risk": 5,
    }  # fmt: skip


def test_nobody_is_shown_what_their_keys_do_not_open(questions):
    for name, question in questions.items():
        if question.room is not Room.OPEN:
            assert not question.seen_by & ROLES_WITHOUT_A_ROOM, name
        if question.room in (Room.ACCOUNT, Room.RESTRICTED):
            assert Role.TRACING_OFFICER not in question.seen_by, name
        if question.room is Room.OVERSIGHT:
            assert question.seen_by <= {Role.SUPERVISOR, Role.AUDITOR}, name


def test_what_is_restricted_is_never_open_and_counted_for_monitoring_alone_if_at_all(questions):
    for name, question in questions.items():
        if question.sensitivity == "restricted":
            assert question.room is Room.RESTRICTED, name
            assert question.figure in (None, Figure.MONITORING), name
    assert [name for name, one in questions.items() if one.figure is Figure.MONITORING] == ["association.armed_actor"]


def test_no_identifier_is_ever_counted(questions):
    assert {name for name, q in questions.items() if q.sensitivity == "direct_identifier" and q.figure} == set()
