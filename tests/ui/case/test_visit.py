"""A visit takes sixty seconds: scores first, the plan ticked beside them, nothing out of reach, nothing lost."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from reintegration_desktop.casework import reading
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.forms.values import Score
from reintegration_desktop.rules.facts import Draft
from reintegration_desktop.ui.pages.visit import VisitPage
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.visiting.panel import VisitPanel
from tests.ui.conftest import Dress
from tests.ui.whole import nameless, outside, words_cut
from tests.ui.workplaces import TODAY, Bench, an_edit

AREAS = ("safety", "care_family", "community_acceptance", "psychosocial", "health", "education", "economic",
         "legal_documentation", "participation")  # fmt: skip
LAST = {area: Score(3) for area in AREAS}
WIDE, HIGH = 1158, 638


@pytest.fixture
def case(bench: Bench) -> UUID:
    """Somebody visited ten days ago, with a plan of two steps."""
    case, plan = uuid4(), uuid4()
    return bench.add(
        an_edit(case, "identification", name_first="Amina", registered_on=date(2026, 1, 5)),
        an_edit(case, "concerns", risk_level="high"),
        an_edit(case, "case_plan", plan, goal="Back at school", started_on=date(2026, 1, 10)),
        an_edit(case, "plan_action", parent=plan, domain="education", description="School fees", due_on=TODAY,
                action_status="ongoing"),
        an_edit(case, "plan_action", parent=plan, domain="health", description="Malaria test",
                due_on=date(2026, 2, 1), action_status="completed"),
        an_edit(case, "follow_up", visited_on=date(2026, 3, 2), child_seen="yes", contact_kind="school_visit",
                met_with=("child", "teacher"), risk_level="high", domain_scores=LAST),
        case=case, code="7K4M2Q-D",
    )  # fmt: skip


def a_page(bench: Bench, studio: Studio, qtbot: object, case: UUID, draft: Draft | None = None) -> VisitPage:
    page = VisitPage(bench.workplace, case, draft)
    qtbot.addWidget(page)  # type: ignore[attr-defined]
    page.resize(WIDE, HIGH)
    page.show()
    studio.settle(bench.tasks)
    return page


def panel_of(page: VisitPage) -> VisitPanel:
    assert page.panel is not None
    return page.panel


@pytest.fixture
def page(bench: Bench, studio: Studio, qtbot: object, case: UUID) -> VisitPage:
    return a_page(bench, studio, qtbot, case)


def rows(bench: Bench, case: UUID, form: str) -> tuple[Record, ...]:
    return reading.open_case(bench.desk, case).file.rows(form)


def status(bench: Bench, case: UUID, step: str) -> str | None:
    found = next(row for row in rows(bench, case, "plan_action") if row.answers.text("description") == step)
    return found.answers.choice("action_status")


def test_all_nine_areas_are_in_sight_at_1366_by_690(page):
    last = panel_of(page).scores.scores.row("participation")
    foot = last.mapTo(page, QPoint(0, last.height() - 6)).y()
    assert foot < page.height() - 53


def test_nothing_is_to_save_before_anybody_typed(page):
    assert not page.save_action.isEnabled()


def test_every_question_of_the_form_can_be_reached(page, bench):
    panel = panel_of(page)
    studio_form = bench.desk.dictionary["follow_up"]
    reached = [key for key, question in studio_form.fields.items() if question.in_use and panel.form.field(key)]
    assert len(reached) == len([one for one in studio_form.fields.values() if one.in_use])


def test_scoring_says_that_they_were_seen(page, studio):
    panel = panel_of(page)
    studio.type_scores(panel.scores.scores, "3")
    assert panel.sheet.filling.values.choice("child_seen") == "yes"
    assert panel.sheet.filling.values.scores("domain_scores")["safety"].score == 3


def test_nobody_scores_who_was_not_seen(page, studio):
    panel = panel_of(page)
    studio.choose(panel.form.field("child_seen").editor, "no")
    assert panel.scores.isHidden()
    assert not panel.form.field("not_seen_reasons").isHidden()


def test_a_fall_is_asked_for_in_two_words_which_stand_with_the_score(page, studio):
    panel = panel_of(page)
    assert panel.fall.isHidden()
    studio.type_scores(panel.scores.scores, "2")
    assert not panel.fall.isHidden()
    studio.type_into(panel.fall.reasons["safety"].box, "Men came")
    assert panel.sheet.filling.values.scores("domain_scores")["safety"] == Score(2, "Men came")


def test_r_asks_for_the_reason_of_any_area(page, studio):
    panel = panel_of(page)
    studio.type_scores(panel.scores.scores, "35")
    QTest.keyClick(panel.scores.scores.row("care_family").buttons[5], Qt.Key.Key_R)
    studio.type_into(panel.fall.reasons["care_family"].box, "New house")
    assert panel.sheet.filling.values.scores("domain_scores")["care_family"] == Score(5, "New house")


def test_same_as_last_time_fills_the_areas_and_who_was_there(page):
    page.same_action.trigger()
    values = panel_of(page).sheet.filling.values
    assert values.scores("domain_scores") == LAST
    assert values.choice("contact_kind") == "school_visit"
    assert values.choices("met_with") == ("child", "teacher")
    assert "situation_change" not in values


def test_a_tick_is_saved_with_the_visit_and_both_can_be_taken_back(page, bench, case, studio):
    undo: list[object] = []
    bench.workplace.toasted.connect(lambda _, back: undo.append(back))
    panel = panel_of(page)
    studio.type_scores(panel.scores.scores, "333333333")
    panel.steps_card.lines[0].tick.click()
    page.save_action.trigger()
    studio.settle(bench.tasks)
    assert len(rows(bench, case, "follow_up")) == 2
    assert status(bench, case, "School fees") == "completed"
    assert callable(undo[0])
    undo[0]()
    studio.settle(bench.tasks)
    assert len(rows(bench, case, "follow_up")) == 1
    assert status(bench, case, "School fees") == "ongoing"


def test_a_tick_that_is_taken_back_puts_the_step_under_way(page, bench, case, studio):
    panel = panel_of(page)
    panel.steps_card.lines[1].tick.click()
    page.save_action.trigger()
    studio.settle(bench.tasks)
    assert status(bench, case, "Malaria test") == "ongoing"


def test_a_draft_brings_back_scores_and_ticks(page, bench, case, studio, qtbot):
    panel = panel_of(page)
    studio.type_scores(panel.scores.scores, "24")
    panel.steps_card.lines[0].tick.click()
    panel.keep()
    studio.settle(bench.tasks)
    draft = next(one for one in bench.desk.drafts.all() if one.form == "follow_up")
    again = panel_of(a_page(bench, studio, qtbot, case, draft))
    assert again.sheet.filling.values.scores("domain_scores")["care_family"].score == 4
    assert again.steps_card.lines[0].tick.isChecked()
    again.save()
    studio.settle(bench.tasks)
    assert bench.desk.drafts.all() == []


def test_a_tick_taken_back_leaves_no_draft_behind(page, bench, studio):
    panel = panel_of(page)
    studio.type_scores(panel.scores.scores, "3")
    panel.steps_card.lines[0].tick.click()
    panel.keep()
    studio.settle(bench.tasks)
    panel.steps_card.lines[0].tick.click()
    page.save_action.trigger()
    studio.settle(bench.tasks)
    assert bench.desk.drafts.all() == []


def test_the_day_that_the_risk_allows_is_one_press_away(page):
    panel = panel_of(page)
    panel.next.agreed.emit()
    assert panel.sheet.filling.values.day("next_visit_on") == date(2026, 3, 19)


def test_what_does_not_fit_is_gone_to_in_its_folded_section(page, studio):
    panel = panel_of(page)
    editor = panel.form.field("feels_belonging").editor
    panel.form.sections["now"].set_open(False)
    studio.choose(panel.form.field("child_seen").editor, "yes")
    editor.set_value(9)
    editor.changed.emit()
    panel.form.sections["now"].set_open(False)
    page.save_action.trigger()
    assert panel.form.sections["now"].is_open
    assert panel.form.field("feels_belonging").editor.property("wrong")


def test_enter_walks_from_the_last_area_to_the_plan(page, studio, qtbot):
    panel = panel_of(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(panel.scores.scores.row("participation").buttons[3], Qt.Key.Key_Return)
    assert panel.steps_card.lines[0].tick.hasFocus()


@pytest.mark.parametrize(("theme", "factor", "language", "width"), [
    ("light", 1.0, "en", WIDE), ("dark", 1.0, "ar", WIDE), ("sunlight", 1.5, "en", 1300), ("light", 1.0, "qps", 800),
])  # fmt: skip
def test_the_page_is_whole(page, studio, bench, dress: Dress, theme, factor, language, width):
    dress(theme, factor, language)
    page.resize(width, HIGH)
    panel = panel_of(page)
    studio.type_scores(panel.scores.scores, "243")
    for section in panel.form.sections.values():
        section.set_open(True)
    studio.settle(bench.tasks, 0.4)
    assert words_cut(page) == []
    assert outside(page) == []
    assert nameless(page) == []
