"""A plan is worked by: steps stand by area of life, are ticked and undone, and an approval says what it covers."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reintegration_desktop.casework import plans, reading
from reintegration_desktop.casework.plans import Since
from reintegration_desktop.casework.saving import save
from reintegration_desktop.forms.values import Score, Stamp
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.ui.case.page import CasePage
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.planning.aside import PlanAside
from reintegration_desktop.ui.planning.step_row import StepRow, step_state
from reintegration_desktop.ui.planning.view import PlanView
from reintegration_desktop.ui.text import said
from reintegration_desktop.ui.widgets.words import Words
from tests.ui.conftest import Dress
from tests.ui.whole import nameless, outside, words_cut
from tests.ui.workplaces import NOW, TODAY, Bench, an_edit

PLAN, OLDER, FEES, TALK = (uuid4() for _ in range(4))


@pytest.fixture
def case(bench: Bench) -> UUID:
    """Somebody with a plan of three steps in two areas, one of them late, and an older plan."""
    case = uuid4()
    return bench.add(
        an_edit(case, "identification", name_first="Amina", registered_on=date(2026, 1, 5),
                date_of_birth=UncertainDate.year(2011, TODAY)),
        an_edit(case, "assessment", started_on=date(2026, 1, 6), completed_on=date(2026, 1, 7), child_seen="yes",
                domain_scores={"education": Score(2), "safety": Score(2)}),
        an_edit(case, "case_plan", OLDER, goal="Comes home", started_on=date(2025, 11, 8)),
        an_edit(case, "case_plan", PLAN, goal="Back at school", started_on=date(2026, 1, 10), child_involved="yes",
                next_review_on=TODAY + timedelta(days=6)),
        an_edit(case, "plan_action", FEES, PLAN, domain="education", description="School fees", responsible="Aunt",
                due_on=TODAY - timedelta(days=2), action_status="ongoing"),
        an_edit(case, "plan_action", parent=PLAN, domain="education", description="Catch-up lessons",
                due_on=TODAY + timedelta(days=9), action_status="completed"),
        an_edit(case, "plan_action", TALK, PLAN, domain="safety", description="Speak with the committee",
                due_on=TODAY + timedelta(days=5), action_status="pending"),
        an_edit(case, "follow_up", visited_on=date(2026, 3, 2), child_seen="yes",
                domain_scores={"education": Score(3)}),
        an_edit(case, "learning_and_work", activity_kind="school", started_on=date(2026, 1, 20), through_us="yes"),
        case=case, code="7K4M2Q-D",
    )  # fmt: skip


def approve(bench: Bench, case: UUID) -> None:
    """A supervisor's yes, as it lies in the vault."""
    with bench.desk.begin() as work:
        row = work.file(case).record(PLAN)
        assert row is not None
        answers = row.answers.with_("approval_status", "approved")
        answers = answers.with_("approved", Stamp(str(bench.desk.me.id), NOW))
        work.save(case, Edit("case_plan", PLAN, None, answers, frozenset({"approval_status", "approved"})))
        work.commit()


@pytest.fixture
def page(bench: Bench, studio: Studio, qtbot: object, case: UUID) -> CasePage:
    page = CasePage(bench.workplace)
    qtbot.addWidget(page)  # type: ignore[attr-defined]
    page.open(case, "plan")
    page.resize(1158, 638)
    page.show()
    studio.settle(bench.tasks)
    return page


def view_of(page: CasePage) -> PlanView:
    found = page.findChild(PlanView)
    assert isinstance(found, PlanView)
    return found


def rows_of(page: CasePage) -> dict[str, StepRow]:
    return {row.step.words: row for card in view_of(page).cards for row in card.rows}


def words_in(widget: object) -> str:
    told = " ".join(one.text() for one in widget.findChildren(Words) if one.isVisible())  # type: ignore[attr-defined]
    return told.replace("\u2068", "").replace("\u2069", "")


def status(bench: Bench, case: UUID, step: UUID) -> str | None:
    row = reading.open_case(bench.desk, case).file.record(step)
    return None if row is None else row.answers.choice("action_status")


def test_steps_stand_by_area_in_the_order_of_the_areas(page):
    assert list(rows_of(page)) == ["Speak with the committee", "School fees", "Catch-up lessons"]


def test_an_area_tells_where_it_began_where_it_is_and_where_it_shall_be(bench, case):
    plan = plans.plans(bench.desk, reading.open_case(bench.desk, case))[0]
    assert [(one.area, one.began, one.now, one.aim) for one in plan.areas] == [
        ("safety", 2, None, 4), ("education", 2, 3, 3),
    ]  # fmt: skip


def test_a_late_step_says_how_late(bench, page):
    row = rows_of(page)["School fees"]
    assert said(step_state(row.step, TODAY).word) == "2 days late"
    assert "Aunt" in row.button.accessibleName()


def test_a_tick_is_saved_at_once_and_can_be_taken_back(bench, case, page, studio):
    undo: list[object] = []
    bench.workplace.toasted.connect(lambda _, back: undo.append(back))
    rows_of(page)["School fees"].tick.click()
    studio.settle(bench.tasks)
    assert status(bench, case, FEES) == "completed"
    assert callable(undo[0])
    undo[0]()
    studio.settle(bench.tasks)
    assert status(bench, case, FEES) == "ongoing"


def test_enter_on_a_step_opens_its_form(bench, page, studio):
    opened: list[object] = []
    view_of(page).row_opened.connect(opened.append)
    QTest.keyClick(rows_of(page)["School fees"].button, Qt.Key.Key_Return)
    studio.settle(bench.tasks)
    assert opened == [FEES]
    assert page.panel is not None
    assert page.panel.sheet.record == FEES


def test_a_step_is_added_to_the_plan_in_force(bench, page, studio):
    view_of(page).step_action.trigger()
    studio.settle(bench.tasks)
    assert page.panel is not None
    assert page.panel.sheet.form == "plan_action"
    assert page.panel.sheet.parent == PLAN


def test_progress_leaves_an_approval_as_it_is_and_a_new_step_does_not(bench, case):
    approve(bench, case)
    row = reading.open_case(bench.desk, case).file.record(FEES)
    assert row is not None
    ticked = row.answers.with_("action_status", "completed")
    save(bench.desk, case, Edit("plan_action", FEES, PLAN, ticked, frozenset({"action_status"})))
    assert plans.since_approval(bench.desk, case, PLAN) == Since()
    save(bench.desk, case, an_edit(case, "plan_action", parent=PLAN, domain="health", description="Malaria test",
                                   due_on=TODAY, action_status="pending"))  # fmt: skip
    assert plans.since_approval(bench.desk, case, PLAN) == Since(plan=False, steps=1)


def test_beside_it_stand_what_changed_since_approval_and_the_next_review(bench, case, page, qtbot):
    approve(bench, case)
    row = reading.open_case(bench.desk, case).file.record(PLAN)
    assert row is not None
    other = row.answers.with_("goal", "Learns sewing")
    save(bench.desk, case, Edit("case_plan", PLAN, None, other, frozenset({"goal"})))
    page.open(case, "plan")
    qtbot.waitUntil(lambda: "Changed since: the plan" in words_in(page.findChild(PlanAside)))
    told = words_in(page.findChild(PlanAside))
    assert "18 March 2026" in told
    assert "Not before" in told


def test_an_older_plan_is_folded_away(page):
    assert "Older plan" not in words_in(view_of(page))
    assert len(view_of(page).cards) == 2


def test_the_other_forms_of_the_section_stand_below(page):
    assert "20 January 2026" in words_in(page)


@pytest.mark.parametrize(("theme", "factor", "language", "width"), [
    ("light", 1.0, "en", 1158), ("dark", 1.0, "ar", 1158), ("sunlight", 1.5, "en", 1300), ("light", 1.0, "qps", 900),
    ("light", 1.0, "en", 1700),
])  # fmt: skip
def test_the_plan_is_whole(page, studio, bench, dress: Dress, theme, factor, language, width):
    dress(theme, factor, language)
    page.resize(width, 638)
    studio.settle(bench.tasks)
    for part in (view_of(page), page.findChild(PlanAside)):
        assert words_cut(part) == []
        assert outside(part) == []
        assert nameless(part) == []


def test_who_does_a_step_is_not_told_while_names_are_hidden(bench, page, studio):
    assert "Aunt" in words_in(view_of(page))
    bench.workplace.show_names(False)
    studio.settle(bench.tasks)
    assert "Aunt" not in words_in(view_of(page))
