"""Somebody who looks alike: each answer differs, is kept with the case, and is not asked for again."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reintegration_desktop.casework import duplicates
from reintegration_desktop.casework.intake import register
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.steps import compared
from reintegration_desktop.casework.steps.compared import Same
from reintegration_desktop.casework.today import look
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.rules.facts import Draft
from reintegration_desktop.rules.guards.lacks import Lack
from reintegration_desktop.rules.guards.working import registered
from reintegration_desktop.rules.stages import lacks
from reintegration_desktop.ui.pages.intake import IntakePage
from reintegration_desktop.ui.widgets.buttons import Button
from tests.ui.whole import texts
from tests.ui.workplaces import Bench, wait_for

AMINA = "7K4M2Q-D"


@pytest.fixture
def bench(tmp_path: Path, qapp: object) -> Iterator[Bench]:
    made = Bench(tmp_path)
    made.add_people()
    made.workplace.read_names()
    wait_for(made.tasks)
    yield made
    made.close()


def an_intake(bench: Bench, qtbot: QtBot) -> IntakePage:
    """An intake that goes on with what was typed of somebody who has a file already."""
    known = Answers({"name_first": "Amina", "name_last": "Kasongo", "sex": "female"})
    typed = duplicates.together({"identification": known})
    draft = Draft(bench.desk.new_id(), None, duplicates.INTAKE, None, bench.clock.now(), typed)
    bench.desk.drafts.keep(draft)
    page = IntakePage(bench.workplace, draft)
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.show()
    wait_for(bench.tasks)
    return page


def press(page: IntakePage, bench: Bench, words: str) -> None:
    next(button for button in page.alike.findChildren(Button) if button.accessibleName() == words).click()
    wait_for(bench.tasks)


def saved(page: IntakePage, bench: Bench) -> CaseFile:
    opened: list[UUID] = []
    page.saved.connect(opened.append)
    page.save_action.trigger()
    wait_for(bench.tasks)
    return open_case(bench.desk, opened[0]).file


def lacking(bench: Bench, file: CaseFile) -> tuple[Lack, ...]:
    return lacks(registered, file, bench.desk.policy, bench.desk.today)


def reviews(bench: Bench) -> list[UUID]:
    today = look(bench.desk)
    return [due.line.row.id for due in (*today.overdue, *today.week) if due.kind == "double_review"]


def test_what_an_intake_begins_with_is_compared_at_once(bench: Bench, qtbot: QtBot) -> None:
    assert an_intake(bench, qtbot).alike.codes == (AMINA,)


def test_different_is_remembered_and_not_asked_again(bench: Bench, qtbot: QtBot) -> None:
    page = an_intake(bench, qtbot)
    press(page, bench, "Different")
    assert page.alike.codes == ()
    page.keep()
    wait_for(bench.tasks)
    again = IntakePage(bench.workplace, bench.desk.drafts.all()[0])
    qtbot.addWidget(again)
    wait_for(bench.tasks)
    assert again.alike.codes == ()
    file = saved(page, bench)
    (row,) = file.rows("likeness")
    assert (row.answers.text("other_case"), row.answers.choice("same_person")) == (AMINA, "different")
    assert row.answers.text("why_alike") and "compared" in row.answers
    assert compared.said_in(file) == {AMINA: Same.DIFFERENT}
    assert reviews(bench) == [] and Lack.DOUBLES not in lacking(bench, file)


def test_not_sure_leaves_a_look_to_the_supervisor_until_somebody_knows(bench: Bench, qtbot: QtBot) -> None:
    page = an_intake(bench, qtbot)
    press(page, bench, "Not sure")
    file = saved(page, bench)
    assert reviews(bench) == [file.id]
    compared.answered(bench.desk, file.id, AMINA, Same.DIFFERENT, "Another mother")
    assert reviews(bench) == []
    (row,) = open_case(bench.desk, file.id).file.rows("likeness")
    assert row.answers.text("why_alike") == "Another mother"


def test_the_same_person_opens_their_file_and_lets_the_intake_go_with_a_way_back(bench: Bench, qtbot: QtBot) -> None:
    page = an_intake(bench, qtbot)
    page.keep()
    went: list[tuple[str, object]] = []
    bench.workplace.went.connect(lambda where, about: went.append((where, about)))
    with qtbot.waitSignal(bench.workplace.toasted) as told:
        press(page, bench, "Same person")
    assert went[0][0] == "case" and bench.desk.drafts.all() == []
    told.args[1]()
    wait_for(bench.tasks)
    assert went[-1][0] == "draft" and len(bench.desk.drafts.all()) == 1


def test_who_looks_much_alike_and_has_no_answer_keeps_a_case_from_being_registered(bench: Bench) -> None:
    alike = duplicates.LooksLike(UUID(int=1), AMINA, "Amina", ("same nickname",), strong=True)
    perhaps = duplicates.LooksLike(UUID(int=2), "W9T3XA-5", "Somebody", ("similar name",), strong=False)
    kept = compared.of_intake((alike, perhaps), {})
    case, _ = register(bench.desk, {"identification": Answers({"nickname": "Ami"})}, kept)
    assert Lack.DOUBLES in lacking(bench, open_case(bench.desk, case).file)
    compared.answered(bench.desk, case, AMINA, Same.DIFFERENT)
    assert Lack.DOUBLES not in lacking(bench, open_case(bench.desk, case).file)


def test_in_discreet_mode_who_looks_alike_is_a_code(bench: Bench, qtbot: QtBot) -> None:
    page = an_intake(bench, qtbot)
    assert any("Kasongo" in text for text in texts(page.alike))
    bench.workplace.show_names(False)
    wait_for(bench.tasks)
    shown = [label.text() for label in page.alike.findChildren(QLabel) if label.isVisible()]
    assert AMINA in texts(page.alike) and not any("Kasongo" in text for text in (*texts(page.alike), *shown))
