"""Cases are found, opened, filled in, visited; nothing that was typed is lost."""

from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from reintegration_desktop.casework import reading, records, saving
from reintegration_desktop.ui.case.aside import LastChanges
from reintegration_desktop.ui.case.history import HistoryView
from reintegration_desktop.ui.case.page import CasePage
from reintegration_desktop.ui.editors.answer import AnswerField
from reintegration_desktop.ui.editors.picks import ChoiceEditor
from reintegration_desktop.ui.editors.scores import ScoresEditor
from reintegration_desktop.ui.finding.cases import CasesPage
from reintegration_desktop.ui.frame.sections import SectionNav
from reintegration_desktop.ui.pages.intake import IntakePage
from reintegration_desktop.ui.pages.visit import VisitPage
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.words import Words
from reintegration_desktop.vault.roles import Room
from tests.ui.workplaces import Bench, an_edit


def shown(studio: Studio, bench: Bench, page: CasesPage | CasePage | VisitPage | IntakePage) -> None:
    page.resize(1150, 690)
    page.show()
    studio.settle(bench.tasks)


def names_in(page: CasesPage) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_all_open_cases_are_listed_soonest_first(bench, studio, qtbot):
    bench.add_people()
    page = CasesPage(bench.workplace)
    qtbot.addWidget(page)
    shown(studio, bench, page)
    assert page.table.model().rowCount() == 8
    assert "Samuel Deng" in names_in(page)[0]


def test_a_misspelt_name_finds_its_case(bench, studio, qtbot):
    bench.add_people()
    bench.workplace.read_names()
    studio.settle(bench.tasks)
    page = CasesPage(bench.workplace)
    qtbot.addWidget(page)
    shown(studio, bench, page)
    QTest.keyClicks(page.search, "mariem traor")
    studio.settle(bench.tasks)
    assert "Mariam Traoré" in names_in(page)[0]


def test_a_name_in_arabic_script_finds_its_case(bench, studio, qtbot):
    bench.add_people()
    bench.workplace.read_names()
    studio.settle(bench.tasks)
    page = CasesPage(bench.workplace)
    qtbot.addWidget(page)
    shown(studio, bench, page)
    page.search.setText("يوسف")
    studio.settle(bench.tasks)
    assert "يوسف" in names_in(page)[0]


def test_with_names_switched_off_only_codes_are_shown(bench, studio, qtbot):
    bench.add_people(2)
    bench.workplace.show_names(False)
    page = CasesPage(bench.workplace)
    qtbot.addWidget(page)
    shown(studio, bench, page)
    assert not any("Kasongo" in name for name in names_in(page))


def open_page(bench: Bench, studio: Studio, qtbot: object) -> CasePage:
    case = bench.add_people(1)[0]
    page = CasePage(bench.workplace)
    page.open(case)
    qtbot.addWidget(page)  # type: ignore[attr-defined]
    shown(studio, bench, page)
    return page


def name_line(page: CasePage) -> QLineEdit:
    assert page.panel is not None
    line = page.panel.form.field("name_first").editor.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    return line


def test_what_is_typed_in_a_case_is_saved_and_can_be_taken_back(bench, studio, qtbot):
    page = open_page(bench, studio, qtbot)
    undo: list[object] = []
    bench.workplace.toasted.connect(lambda _, back: undo.append(back))
    QTest.keyClicks(name_line(page), "ta")
    page.save_action.trigger()
    studio.settle(bench.tasks)
    assert reading.open_case(bench.desk, page.case).file.one("identification").text("name_first") == "Aminata"
    assert callable(undo[0])
    undo[0]()
    studio.settle(bench.tasks)
    assert reading.open_case(bench.desk, page.case).file.one("identification").text("name_first") == "Amina"


def test_what_was_typed_and_not_saved_waits_as_a_draft(bench, studio, qtbot):
    page = open_page(bench, studio, qtbot)
    QTest.keyClicks(name_line(page), "ta")
    assert page.panel is not None
    page.panel.keep()
    studio.settle(bench.tasks)
    draft = bench.desk.drafts.all()[0]
    assert draft.answers.text("name_first") == "Aminata"
    again = CasePage(bench.workplace)
    qtbot.addWidget(again)
    again.open(page.case, draft=draft)
    shown(studio, bench, again)
    assert name_line(again).text() == "Aminata"


def test_a_visit_is_scored_with_digits_and_saved(bench, studio, qtbot):
    case = bench.add_people(1)[0]
    page = VisitPage(bench.workplace, case)
    qtbot.addWidget(page)
    shown(studio, bench, page)
    assert page.panel is not None
    seen = page.panel.form.field("child_seen").editor
    assert isinstance(seen, ChoiceEditor)
    studio.choose(seen, "yes")
    studio.type_scores(page.panel.form.field("domain_scores").editor, "333333333")
    scores = page.panel.form.field("domain_scores").editor
    assert isinstance(scores, ScoresEditor)
    page.save_action.trigger()
    studio.settle(bench.tasks)
    visits = reading.open_case(bench.desk, case).file.rows("follow_up")
    assert len(visits) == 2
    assert visits[-1].answers.scores("domain_scores")["safety"].score == 3


def an_intake(bench: Bench, studio: Studio, qtbot: object) -> IntakePage:
    page = IntakePage(bench.workplace)
    qtbot.addWidget(page)  # type: ignore[attr-defined]
    shown(studio, bench, page)
    studio.type_into(page.form(0, "identification").field("name_first").editor, "Zawadi")
    studio.settle(bench.tasks)
    return page


def test_the_first_step_is_enough_to_open_a_case(bench, studio, qtbot):
    page = an_intake(bench, studio, qtbot)
    opened: list[object] = []
    page.saved.connect(opened.append)
    page.save_action.trigger()
    studio.settle(bench.tasks)
    file = reading.open_case(bench.desk, opened[0]).file
    assert file.one("identification").text("name_first") == "Zawadi"
    assert file.one("case").choice("case_stage") == "identified"
    assert bench.desk.drafts.all() == []


def test_an_intake_that_was_left_goes_on_where_it_stopped(bench, studio, qtbot):
    page = an_intake(bench, studio, qtbot)
    page.keep()
    studio.settle(bench.tasks)
    again = IntakePage(bench.workplace, bench.desk.drafts.all()[0])
    qtbot.addWidget(again)
    shown(studio, bench, again)
    line = again.form(0, "identification").field("name_first").editor.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    assert line.text() == "Zawadi"


def test_somebody_alike_is_shown_while_one_types_with_the_reasons(bench, studio, qtbot):
    bench.add_people()
    bench.workplace.read_names()
    studio.settle(bench.tasks)
    page = IntakePage(bench.workplace, name="Amina")
    qtbot.addWidget(page)
    shown(studio, bench, page)
    studio.choose(page.form(0, "identification").field("sex").editor, "female")
    studio.type_into(page.form(3, "identification").field("name_last").editor, "Kasongo")
    studio.settle(bench.tasks)
    assert page.alike.codes == ("7K4M2Q-D",)


def test_escape_leaves_a_case_and_keeps_what_was_typed(bench, studio, qtbot):
    page = open_page(bench, studio, qtbot)
    QTest.keyClicks(name_line(page), "ta")
    left: list[bool] = []
    page.closed.connect(lambda: left.append(True))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    page.close_action.trigger()
    studio.settle(bench.tasks)
    assert left
    assert bench.desk.drafts.all()[0].answers.text("name_first") == "Aminata"


def test_one_page_shows_case_after_case_and_nothing_of_the_one_before(bench, studio, qtbot):
    page = open_page(bench, studio, qtbot)
    assert name_line(page).text() == "Amina"
    case = uuid4()
    second = bench.add(an_edit(case, "identification", name_first="Grace"), case=case)
    QTest.keyClicks(name_line(page), "ta")
    page.open(second)
    studio.settle(bench.tasks)
    opened = reading.open_case(bench.desk, second).file.one("identification")
    assert name_line(page).text() == opened.text("name_first") != "Aminata"
    assert page.panel is not None
    assert not page.panel.dirty
    assert [draft.answers.text("name_first") for draft in bench.desk.drafts.all()] == ["Aminata"]


def test_a_case_that_is_saved_elsewhere_is_shown_as_it_is_now(bench, studio, qtbot):
    page = open_page(bench, studio, qtbot)
    saved = records.sheet(bench.desk, reading.open_case(bench.desk, page.case), "identification")
    typed = saved.filled(saved.filling.answer("name_first", "Aminatou"))
    bench.workplace.changed.connect(lambda changes: page.touched(changes.topics))
    bench.workplace.write(partial(records.save_sheet, bench.desk, typed), page)
    studio.settle(bench.tasks)
    assert name_line(page).text() == "Aminatou"


def a_visit(bench: Bench, page: CasePage) -> UUID:
    return reading.open_case(bench.desk, page.case).file.rows("follow_up")[0].id


def test_a_row_goes_to_the_bin_and_comes_back_by_undo(bench, studio, qtbot):
    page = open_page(bench, studio, qtbot)
    undo: list[Callable[[], None]] = []
    bench.workplace.toasted.connect(lambda _, back: undo.append(back))
    visit = a_visit(bench, page)
    page.open_row(visit)
    click(page, "Move to the bin")
    studio.settle(bench.tasks)
    assert reading.open_case(bench.desk, page.case).file.rows("follow_up") == ()
    undo[0]()
    studio.settle(bench.tasks)
    assert [row.id for row in reading.open_case(bench.desk, page.case).file.rows("follow_up")] == [visit]


def test_a_row_in_the_bin_is_brought_back_from_there(bench, studio, qtbot):
    page = open_page(bench, studio, qtbot)
    visit = a_visit(bench, page)
    saving.delete(bench.desk, page.case, visit)
    page.open(page.case, "file")
    studio.settle(bench.tasks)
    next(button for button in page.findChildren(Button) if button.accessibleName().startswith("Bring back")).click()
    studio.settle(bench.tasks)
    assert [row.id for row in reading.open_case(bench.desk, page.case).file.rows("follow_up")] == [visit]


def click(page: CasePage, words: str) -> None:
    next(button for button in page.findChildren(Button) if button.accessibleName() == words).click()


def test_beside_a_section_stands_who_changed_it_last(bench, studio, qtbot):
    page = open_page(bench, studio, qtbot)
    shown = [words.text() for words in page.findChildren(LastChanges)[0].findChildren(Words)]
    assert "Last changes here" in shown
    assert any(words.startswith("\u2068You\u2069, ") for words in shown)


def test_an_answer_of_the_past_is_put_back_as_a_new_change(bench, studio, qtbot):
    page = open_page(bench, studio, qtbot)
    sheet = records.sheet(bench.desk, reading.open_case(bench.desk, page.case), "identification")
    records.save_sheet(bench.desk, sheet.filled(sheet.filling.answer("name_first", "Aminata")))
    page.open(page.case, "history")
    studio.settle(bench.tasks)
    history = page.findChildren(HistoryView)[0]
    assert not history.back.isEnabled()
    history.timeline.setCurrentIndex(history.timeline.model().index(1, 0))
    history.back.click()
    studio.settle(bench.tasks)
    assert reading.open_case(bench.desk, page.case).file.one("identification").text("name_first") == "Amina"
    with bench.desk.read() as cases:
        names = [version for version in cases.history(page.case) if version.room is Room.PERSON]
    assert len(names) >= 3


def squeezed(page: CasePage) -> list[QWidget]:
    """What is lower than it has to be."""
    shown = [part for kind in (AnswerField, Words) for part in page.findChildren(kind) if part.isVisible()]
    least = {
        part: part.heightForWidth(part.width()) if part.hasHeightForWidth() else part.minimumSizeHint().height()
        for part in shown
    }
    return [part for part, height in least.items() if part.height() < height - 1]


@pytest.mark.parametrize("section", ["needs", "family", "file", "person"])
def test_a_section_is_in_its_place_before_it_is_painted(bench, studio, qtbot, section):
    page = open_page(bench, studio, qtbot)
    page.findChildren(SectionNav)[0].wanted.emit(section)
    assert squeezed(page) == []
