"""Names out of sight: dots in the fields that hold one, until somebody shows names again."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from reintegration_desktop.casework import reading
from reintegration_desktop.casework.history_words import history
from reintegration_desktop.casework.saving import save
from reintegration_desktop.casework.value_words import DOTS
from reintegration_desktop.rules.limits.showing import NAME_KEYS, NAMING
from reintegration_desktop.ui.case.page import CasePage
from reintegration_desktop.ui.inputs.mask import Mask
from reintegration_desktop.ui.pages.intake import IntakePage
from tests.builders import the_questions
from tests.ui.workplaces import an_edit

NAMES = {"name_first": "Amina", "name_last": "Kasongo", "nickname": "Mimi"}


@pytest.fixture
def page(bench, studio, qtbot):
    case = uuid4()
    bench.add(an_edit(case, "identification", **NAMES), case=case)
    made = CasePage(bench.workplace)
    qtbot.addWidget(made)
    made.open(case)
    made.resize(1150, 690)
    made.show()
    studio.settle(bench.tasks)
    return made


def in_sight(page) -> str:
    return " ".join(line.text() for line in page.findChildren(QLineEdit) if line.isVisible())


def test_names_in_a_form_become_dots_of_one_length_and_come_back(bench, page):
    form = page.panel.form
    form.field("name_last")
    assert all(name in in_sight(page) for name in NAMES.values())
    bench.workplace.show_names(False)
    assert not any(name in in_sight(page) for name in NAMES.values())
    masks = [mask.line for mask in page.findChildren(Mask) if mask.isVisible()]
    assert {line.text() for line in masks} == {DOTS} and len(masks) == 3
    assert all(line.isReadOnly() and line.accessibleName() and "F8" in line.accessibleDescription() for line in masks)
    bench.workplace.show_names(True)
    assert all(name in in_sight(page) for name in NAMES.values())


def test_what_is_hidden_is_saved_as_it_was(bench, page, studio):
    bench.workplace.show_names(False)
    studio.choose(page.panel.form.field("sex").editor, "female")
    page.save_action.trigger()
    studio.settle(bench.tasks)
    saved = reading.open_case(bench.desk, page.case).file.one("identification")
    assert {key: saved.text(key) for key in NAMES} == NAMES and saved.choice("sex") == "female"


def test_a_case_opened_while_names_are_hidden_shows_none(bench, studio, qtbot):
    bench.workplace.show_names(False)
    case = uuid4()
    bench.add(an_edit(case, "identification", **NAMES), case=case)
    made = CasePage(bench.workplace)
    qtbot.addWidget(made)
    made.open(case)
    made.show()
    studio.settle(bench.tasks)
    assert not any(name in in_sight(made) for name in NAMES.values())


def test_a_new_name_is_seen_while_it_is_typed_and_no_longer(bench, studio, qtbot):
    bench.workplace.show_names(False)
    made = IntakePage(bench.workplace)
    qtbot.addWidget(made)
    made.resize(1150, 690)
    made.show()
    made.activateWindow()
    studio.settle(bench.tasks)
    form = made.form(0, "identification")
    studio.type_into(form.field("name_first").editor, "Zawadi")
    assert "Zawadi" in in_sight(made)
    form.field("nickname").setFocus(Qt.FocusReason.TabFocusReason)
    studio.settle(bench.tasks)
    assert "Zawadi" not in in_sight(made) and form.filling.given.text("name_first") == "Zawadi"


def test_every_question_that_names_somebody_is_one_of_ours():
    assert all(key in the_questions()[form].fields for form, keys in NAMING.items() for key in keys)
    used = {form: frozenset(asked.fields) & NAME_KEYS for form, asked in the_questions().items()}
    assert {form: keys for form, keys in used.items() if keys} == NAMING


def words_in_sight(page) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_rows_and_what_changed_last_name_nobody_while_names_are_hidden(bench, page, studio):
    save(bench.desk, page.case, an_edit(page.case, "household_member", full_name="Aisha Kasongo"))
    page.open(page.case, "family")
    studio.settle(bench.tasks)
    assert "Aisha Kasongo" in words_in_sight(page)
    bench.workplace.show_names(False)
    studio.settle(bench.tasks)
    assert "Kasongo" not in words_in_sight(page) and DOTS in words_in_sight(page)


def test_the_history_tells_names_only_while_they_are_shown(bench, page):
    for names, seen in ((True, "Amina"), (False, DOTS)):
        lines = history(bench.desk, page.case, names=names)
        told = {change.label: change.after for line in lines for change in line.changes}
        assert told["First name"] == seen
