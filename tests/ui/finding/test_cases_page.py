"""The list of cases: narrowed, saved under a name, sorted, previewed; what one comes back to is as one left it."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reintegration_desktop.casework.saving import save
from reintegration_desktop.casework.search.filters import saved_filters
from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.forms.values import Score
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.ui.finding.cases import CasesPage
from reintegration_desktop.ui.finding.columns import COLUMNS
from reintegration_desktop.ui.lists.cells import CELL_ROLE
from reintegration_desktop.ui.lists.delegate import whole_words
from reintegration_desktop.ui.theme import dress_first
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.vault.roles import Role
from tests.ui.conftest import Dress
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import TODAY, Bench, an_edit, two_answers, wait_for


def cases(bench: Bench, qtbot: QtBot, width: int = 1158) -> CasesPage:
    page = CasesPage(bench.workplace)
    qtbot.addWidget(page)
    page.resize(width, 640)
    page.show()
    bench.workplace.read_names()
    wait_for(bench.tasks)
    return page


def column(page: CasesPage, number: int = 0) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def headings(page: CasesPage) -> list[str]:
    model = page.table.model()
    return [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]


def pick(page: CasesPage, bench: Bench, box: str, code: str | None) -> None:
    part = getattr(page.filters, box)
    part.set_value(code)
    part.picked.emit()
    wait_for(bench.tasks)


def given_to(bench: Bench, case: UUID, worker: str) -> None:
    with bench.desk.begin() as work:
        answers = work.file(case).one("case").with_("caseworker", worker)
        work.save(case, Edit("case", record_of(case, "case"), None, answers, frozenset({"caseworker"})))
        work.commit()


def test_a_caseworker_sees_their_own_cases_first_and_a_supervisor_everybody_s(tmp_path: Path, qtbot: QtBot) -> None:
    dress_first()
    for role, chosen in ((Role.CASEWORKER, "mine"), (Role.SUPERVISOR, None)):
        bench = Bench(tmp_path / role.value, role)
        assert cases(bench, qtbot).filters.worker.value() == chosen
        bench.close()


def test_the_cases_of_another_person_or_of_nobody_are_found(bench: Bench, qtbot: QtBot) -> None:
    other, case = str(uuid4()), bench.add_people(3)[2]
    given_to(bench, case, other)
    page = cases(bench, qtbot)
    qtbot.waitUntil(lambda: page.filters.worker.findData(f"person:{other}") > 0)
    pick(page, bench, "worker", f"person:{other}")
    assert len(column(page)) == 1
    pick(page, bench, "worker", "nobody")
    assert column(page) == []
    pick(page, bench, "worker", "mine")
    assert len(column(page)) == 2
    pick(page, bench, "worker", None)
    assert len(column(page)) == 3


def test_the_counts_say_what_is_open_at_high_risk_and_waits_for_an_answer(bench: Bench, qtbot: QtBot) -> None:
    people = bench.add_people()
    two_answers(bench, people[0], "nickname", "Mimi", "Mina")
    assert "8 open · 3 high risk · 1 needs an answer from you" in texts(cases(bench, qtbot))


def test_a_search_is_saved_under_a_name_and_brings_back_everything(bench: Bench, qtbot: QtBot) -> None:
    bench.add_people()
    page = cases(bench, qtbot)
    pick(page, bench, "risk", "high")
    page.search.setText("Amina")
    page.filters.open_saved()
    wait_for(bench.tasks)
    QTest.keyClicks(page.filters.saved.name, "Near the border")
    QTest.keyClick(page.filters.saved.name, Qt.Key.Key_Return)
    wait_for(bench.tasks)
    assert [one.name for one in saved_filters(bench.desk)] == ["Near the border"]
    page.search.clear()
    pick(page, bench, "risk", None)
    assert len(column(page)) == 8
    next(one for one in page.filters.saved.findChildren(Button) if one.text() == "Near the border").click()
    wait_for(bench.tasks)
    assert (page.search.text(), page.filters.risk.value()) == ("Amina", "high")
    assert len(column(page)) == 1


def test_the_name_of_a_saved_filter_lies_nowhere_in_the_clear(bench: Bench, qtbot: QtBot) -> None:
    page = cases(bench, qtbot)
    page.filters.saved.keep(page.filters.now("Kasongo family"))
    wait_for(bench.tasks)
    with bench.database.read() as connection:
        kept = connection.exec_driver_sql("SELECT name, value FROM setting").fetchall()
    assert any(name.startswith("own:filters") for name, _ in kept)
    assert not any("Kasongo" in value for _, value in kept)


def test_a_saved_filter_is_forgotten(bench: Bench, qtbot: QtBot) -> None:
    page = cases(bench, qtbot)
    page.filters.saved.keep(page.filters.now("High"))
    wait_for(bench.tasks)
    named = next(one for one in page.filters.saved.findChildren(Button) if "Forget" in one.accessibleName())
    named.click()
    wait_for(bench.tasks)
    assert saved_filters(bench.desk) == ()


def test_no_hit_says_so_and_offers_a_new_case_of_that_name(bench: Bench, qtbot: QtBot) -> None:
    bench.add_people(2)
    page = cases(bench, qtbot)
    page.search.setText("aminata")
    bench.workplace.people.index.put(0, [])
    page.search.setText("zzzzqqqq")
    wait_for(bench.tasks)
    said = [text.translate({0x2068: None, 0x2069: None}) for text in texts(page)]
    assert "No case matches 'zzzzqqqq'." in said
    assert "Search looks at name, nickname, code and place." in said
    went: list[tuple[str, object]] = []
    bench.workplace.went.connect(lambda name, about: went.append((name, about)))
    next(one for one in page.findChildren(Button) if "New case named" in one.text()).click()
    assert went == [("intake", "zzzzqqqq")]
    next(one for one in page.findChildren(Button) if one.text() == "Clear").click()
    wait_for(bench.tasks)
    assert len(column(page)) == 2


def test_more_columns_join_by_priority_where_the_preview_is_away(bench: Bench, qtbot: QtBot) -> None:
    bench.add_people(2)
    page = cases(bench, qtbot, 1158)
    assert headings(page) == ["Name", "Code", "Risk", "Next action", "Place"]
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert not page.preview.isVisible()
    assert headings(page)[4:] == ["Place", "Worker", "Age", "Stage"]
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.preview.isVisible()


def test_where_it_is_narrow_space_previews_in_the_list_s_place_and_escape_brings_it_back(
    bench: Bench, qtbot: QtBot
) -> None:
    bench.add_people(2)
    page = cases(bench, qtbot, 940)
    assert not page.preview.isVisible()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    wait_for(bench.tasks)
    assert page.preview.isVisible()
    assert not page.table.isVisible()
    page.preview.closed.emit()
    assert page.table.isVisible()


def test_a_press_on_a_heading_sorts_and_another_one_sorts_backwards(bench: Bench, qtbot: QtBot) -> None:
    bench.add_people()
    page = cases(bench, qtbot)
    page.table.horizontalHeader().sectionClicked.emit(0)
    wait_for(bench.tasks)
    first = column(page)
    assert [name[0] for name in first[:3]] == ["A", "G", "I"]
    page.table.horizontalHeader().sectionClicked.emit(0)
    wait_for(bench.tasks)
    assert column(page) == first[::-1]
    page.table.horizontalHeader().sectionClicked.emit(2)
    wait_for(bench.tasks)
    assert [risk.split()[0] for risk in column(page, 2)] == ["High"] * 3 + ["Medium"] * 3 + ["Low"] * 2
    assert any("sorted by: Risk" in text.replace("\u2068", "").replace("\u2069", "") for text in texts(page))


@pytest.mark.parametrize("order", ["name", "code", "risk", "due", "place", "worker", "age", "status"])
def test_every_column_sorts_and_loses_no_case(bench: Bench, qtbot: QtBot, order: str) -> None:
    bench.add_people()
    page = cases(bench, qtbot, 1600)
    page.table.horizontalHeader().sectionClicked.emit([one.order for one in COLUMNS].index(order))
    wait_for(bench.tasks)
    assert len(set(column(page, 1))) == 8


def test_what_is_chosen_stays_chosen_when_something_was_saved(bench: Bench, qtbot: QtBot) -> None:
    people = bench.add_people()
    page = cases(bench, qtbot)
    page.table.selectRow(4)
    chosen = column(page)[4]
    save(bench.desk, people[0], an_edit(people[0], "identification", nickname="Mimi"))
    page.touched(frozenset({"cases"}))
    wait_for(bench.tasks)
    assert column(page)[page.table.currentIndex().row()] == chosen


def test_the_preview_says_why_it_is_due_what_fell_and_how_far_the_plan_is(bench: Bench, qtbot: QtBot) -> None:
    case = bench.add_people(1)[0]
    plan = next(row for row in _file(bench, case) if row.form == "case_plan")
    scores = [{"safety": Score(3), "education": Score(1)}, {"safety": Score(2), "education": Score(2)}]
    visits = [
        an_edit(case, "follow_up", visited_on=TODAY.replace(day=day), domain_scores=given, risk_level="high",
                next_visit_on=TODAY.replace(day=9))
        for day, given in zip((1, 2), scores, strict=True)
    ]  # fmt: skip
    steps = [an_edit(case, "plan_action", parent=plan.id, description="School fees", action_status="completed"),
             an_edit(case, "plan_action", parent=plan.id, description="Uniform", due_on=TODAY, action_status="pending"),
             an_edit(case, "care_stay", care_arrangement="kinship", started_on=TODAY.replace(day=3))]  # fmt: skip
    save(bench.desk, case, *visits, *steps)
    page = cases(bench, qtbot)
    said = " | ".join(text.translate({0x2068: None, 0x2069: None}) for text in texts(page.preview))
    assert "days late. High risk: a visit every week." in said
    assert "Relatives since 3 Mar 2026" in said
    assert "fell, 3 to 2" in said
    assert "rose, 1 to 2" in said
    assert "1 of 2 steps of the plan done" in said
    assert "next: Uniform" in said


def _file(bench: Bench, case: object) -> tuple:
    with bench.desk.read() as reading:
        return reading.open(case).file.records  # type: ignore[arg-type]


def test_words_that_had_to_be_shortened_are_whole_under_the_pointer(bench: Bench, qtbot: QtBot) -> None:
    bench.add_people(1)
    cell = cases(bench, qtbot).table.model().index(0, 3).data(CELL_ROLE)
    assert whole_words(cell, 60) == "Visit, 3 days late".replace("Visit", "\u2068Visit\u2069").replace(
        "3 days late", "\u20683 days late\u2069"
    )
    assert whole_words(cell, 400) == ""


@pytest.mark.parametrize("width", [1158, 940])
@pytest.mark.parametrize(("theme", "factor", "language"), [("light", 1.0, "en"), ("dark", 1.5, "ar"),
                                                           ("sunlight", 1.0, "qps")])  # fmt: skip
def test_the_list_is_whole(
    bench: Bench, qtbot: QtBot, dress: Dress, theme: str, factor: float, language: str, width: int
) -> None:
    bench.add_people()
    dress(theme, factor, language)
    page = cases(bench, qtbot, width)
    wait_for(bench.tasks)
    assert_whole(page)
