"""The card beside a case: where it stands, what is lacking with a tick or none, a button for what one may do."""

from uuid import UUID, uuid4

from pytestqt.qtbot import QtBot

from reintegration_desktop.casework import approving
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.saving import save
from reintegration_desktop.casework.steps.next_step import Do
from reintegration_desktop.ui.due.next_step import NextStepCard
from tests.ui.steps.closing import a_closed_case, a_closing, another
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import TODAY, Bench, an_edit, wait_for


def card(bench: Bench, qtbot: QtBot, case: UUID) -> NextStepCard:
    made = NextStepCard(bench.workplace, open_case(bench.desk, case))
    qtbot.addWidget(made)
    made.resize(310, 420)
    made.show()
    wait_for(bench.tasks)
    return made


def stage(bench: Bench, case: UUID) -> str:
    with bench.desk.read() as cases:
        return cases.facts([case])[0].stage


def test_it_tells_the_next_step_with_what_is_there_and_what_is_missing(bench: Bench, qtbot: QtBot) -> None:
    case = uuid4()
    bench.add(an_edit(case, "identification", eligible="yes", registered_on=TODAY),
              an_edit(case, "case", case_stage="identified", case_status="open"), case=case)  # fmt: skip
    shown = card(bench, qtbot, case)
    assert {"Registered", "The day of registration"} <= set(texts(shown))
    assert any(text.endswith("Identified\u2069") for text in texts(shown))
    assert_whole(shown)


def test_a_closing_that_lacks_nothing_is_asked_for_here(bench: Bench, qtbot: QtBot) -> None:
    case, _ = a_closing(bench)
    shown = card(bench, qtbot, case)
    assert list(shown.buttons) == [Do.ASK_TO_CLOSE, Do.FILL_CLOSING]
    shown.buttons[Do.ASK_TO_CLOSE].click()
    wait_for(bench.tasks)
    assert stage(bench, case) == "closure_requested"


def test_the_closing_form_is_asked_for_by_its_record(bench: Bench, qtbot: QtBot) -> None:
    case, closure = a_closing(bench, file_complete="no")
    shown = card(bench, qtbot, case)
    with qtbot.waitSignal(shown.form_asked) as asked:
        shown.buttons[Do.FILL_CLOSING].click()
    assert asked.args == ["closure", closure]
    assert_whole(shown)


def test_a_refusal_says_what_is_missing(bench: Bench, qtbot: QtBot) -> None:
    case, _ = a_closing(bench)
    shown = card(bench, qtbot, case)
    save(bench.desk, case, an_edit(case, "immediate_concern", what_is_happening="A threat"))
    shown.buttons[Do.ASK_TO_CLOSE].click()
    wait_for(bench.tasks)
    assert any("An action on something urgent" in text for text in texts(shown))


def test_a_case_is_filed_away_with_a_way_back(bench: Bench, qtbot: QtBot) -> None:
    case, _ = a_closed_case(bench)
    save(bench.desk, case, an_edit(case, "follow_up", visited_on=TODAY, visit_purpose="post_closure"))
    shown = card(bench, qtbot, case)
    with qtbot.waitSignal(bench.workplace.toasted) as told:
        shown.buttons[Do.ARCHIVE].click()
    assert stage(bench, case) == "archived"
    told.args[1]()
    wait_for(bench.tasks)
    assert stage(bench, case) == "post_closure"


def test_a_closed_case_is_opened_again_for_a_reason(bench: Bench, qtbot: QtBot) -> None:
    case, _ = a_closed_case(bench)
    shown = card(bench, qtbot, case)
    assert Do.REOPEN in shown.buttons
    shown.reopen("child_request")
    wait_for(bench.tasks)
    (again,) = open_case(bench.desk, case).file.rows("reopening")
    approving.approve(another(bench.desk), case, again.id)
    assert stage(bench, case) == "reopened"
