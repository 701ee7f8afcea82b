"""A form that is left half typed, by whichever way out, before its next draft was due: nothing of it is lost."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from reintegration_desktop.app.program import Program
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.pages.intake import IntakePage
from reintegration_desktop.ui.pages.visit import VisitPage
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.tasks import Tasks
from tests.e2e.offices import add_cases
from tests.ui.workplaces import wait_for


@pytest.fixture
def window(goma: Program, tasks: Tasks) -> Iterator[OpenWindow]:
    add_cases(goma, 1)
    made = OpenWindow(goma, tasks, lambda: None, training=True)
    made.window.show()
    wait_for(tasks)
    yield made
    made.window.deleteLater()


def drafts(program: Program) -> list[tuple[str, str]]:
    return [(one.form, str(dict(one.answers))) for one in program.desk.drafts.all()]


def the_case(program: Program) -> UUID:
    with program.desk.read() as cases:
        return cases.rows(list(cases.ids(CaseFilter())))[0].id


def half_a_visit(window: OpenWindow, tasks: Tasks) -> VisitPage:
    """Its next draft would be due in a moment, which doesn't come."""
    page = window.open_visit(the_case(window.program))
    wait_for(tasks)
    assert page.panel is not None
    page.panel._timer.stop()
    Studio().choose(page.panel.form.field("visit_purpose").editor, "in_care")
    return page


def test_a_visit_that_is_left_for_another_place_waits_as_a_draft(window: OpenWindow, tasks: Tasks) -> None:
    half_a_visit(window, tasks)
    window.window.go(Place.TODAY)
    wait_for(tasks)
    assert [form for form, _ in drafts(window.program)] == ["follow_up"]
    assert "in_care" in drafts(window.program)[0][1]


def test_a_visit_that_is_gone_back_from_waits_as_a_draft(window: OpenWindow, tasks: Tasks) -> None:
    half_a_visit(window, tasks)
    window.window.back()
    wait_for(tasks)
    assert [form for form, _ in drafts(window.program)] == ["follow_up"]


def test_a_visit_in_which_nothing_was_typed_leaves_no_draft(window: OpenWindow, tasks: Tasks) -> None:
    window.open_visit(the_case(window.program))
    wait_for(tasks)
    window.window.go(Place.TODAY)
    wait_for(tasks)
    assert drafts(window.program) == []


def half_an_intake(window: OpenWindow, tasks: Tasks) -> IntakePage:
    page = window.open_intake()
    wait_for(tasks)
    page._timer.stop()
    studio, first = Studio(), page.form(0, "identification")
    studio.type_into(first.field("name_first").editor, "Zawadi")
    studio.choose(first.field("sex").editor, "female")
    studio.choose(first.field("in_danger_now").editor, "no")
    return page


def test_an_intake_that_is_left_for_another_place_waits_as_a_draft(window: OpenWindow, tasks: Tasks) -> None:
    half_an_intake(window, tasks)
    window.window.go(Place.TODAY)
    wait_for(tasks)
    assert [form for form, _ in drafts(window.program)] == ["intake"]


def test_what_was_saved_waits_as_no_draft(window: OpenWindow, tasks: Tasks) -> None:
    half_an_intake(window, tasks).save_action.trigger()
    wait_for(tasks)
    half_a_visit(window, tasks).save_action.trigger()
    wait_for(tasks)
    window.window.go(Place.TODAY)
    wait_for(tasks)
    assert drafts(window.program) == []
