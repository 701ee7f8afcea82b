"""Approval: asked for by one, given or sent back by another."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.casework import approving
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import AskedByOneself, CommentNeeded, NothingAsked, NotPermitted
from reintegration_desktop.casework.history_words import history
from reintegration_desktop.casework.search.asked import asked_of
from reintegration_desktop.casework.today import Verb, look
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.ui.due.approval import ApprovalCard
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.vault.roles import Role, Room
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import Bench, an_edit, wait_for


def plan(bench: Bench) -> tuple[UUID, UUID]:
    case, record = uuid4(), uuid4()
    bench.add(an_edit(case, "identification", name_first="Grace"),
              an_edit(case, "case_plan", record, goal="Back at school"), case=case)  # fmt: skip
    return case, record


def another(desk: Desk) -> Desk:
    """The same vault with somebody else's name on what is decided; only who is asked about matters here."""
    return replace(desk, me=replace(desk.me, id=uuid4()))


def row(desk: Desk, case: UUID, record: UUID) -> Record:
    with desk.read() as cases:
        found = cases.open(case).file.record(record)
    assert found is not None
    return found


def test_an_approval_that_was_asked_for_waits_for_the_supervisor(bench: Bench) -> None:
    case, record = plan(bench)
    approving.ask(bench.desk, case, record)
    assert [one.verb for one in look(bench.desk).waiting] == [Verb.DECIDE]


def test_another_supervisor_approves(bench: Bench) -> None:
    case, record = plan(bench)
    approving.ask(bench.desk, case, record)
    approving.approve(another(bench.desk), case, record)
    answers = row(bench.desk, case, record).answers
    assert answers.choice("approval_status") == "approved"
    assert "approved" in answers
    with bench.desk.read() as cases:
        assert Kind.APPROVE in {version.kind for version in cases.history(case)}


def test_who_asked_does_not_approve(bench: Bench) -> None:
    case, record = plan(bench)
    approving.ask(bench.desk, case, record)
    with pytest.raises(AskedByOneself):
        approving.approve(bench.desk, case, record)


def test_who_asked_may_approve_where_the_policy_says_so(bench: Bench) -> None:
    case, record = plan(bench)
    approving.ask(bench.desk, case, record)
    alone = replace(bench.desk, programme=replace(bench.desk.programme, policy=Policy(asker_may_approve=True)))
    approving.approve(alone, case, record)
    assert row(bench.desk, case, record).answers.choice("approval_status") == "approved"


def test_who_closed_never_approves_the_closure(bench: Bench) -> None:
    case, record = uuid4(), uuid4()
    bench.add(an_edit(case, "identification", name_first="Grace"),
              an_edit(case, "closure", record, approval_status="requested"),
              an_edit(case, "closure", record, approval_status="requested", closure_reason="goals_met"),
              case=case)  # fmt: skip
    alone = replace(bench.desk, programme=replace(bench.desk.programme, policy=Policy(asker_may_approve=True)))
    with pytest.raises(AskedByOneself):
        approving.approve(alone, case, record)


def test_a_caseworker_does_not_approve(bench: Bench) -> None:
    case, record = plan(bench)
    approving.ask(bench.desk, case, record)
    with pytest.raises(NotPermitted):
        approving.approve(another(bench.desk_of("0c" * 16, Role.CASEWORKER)), case, record)


def test_nothing_is_approved_that_nobody_asked_for(bench: Bench) -> None:
    case, record = plan(bench)
    with pytest.raises(NothingAsked):
        approving.approve(bench.desk, case, record)


def test_it_goes_back_only_with_a_comment(bench: Bench) -> None:
    case, record = plan(bench)
    approving.ask(bench.desk, case, record)
    with pytest.raises(CommentNeeded):
        approving.send_back(another(bench.desk), case, record, "  ")
    approving.send_back(another(bench.desk), case, record, "Ask her what she wants first")
    assert row(bench.desk, case, record).answers.choice("approval_status") == "rejected"


def test_what_was_sent_back_waits_for_who_has_the_case_until_it_is_asked_for_again(bench: Bench) -> None:
    case, record = plan(bench)
    approving.ask(bench.desk, case, record)
    approving.send_back(another(bench.desk), case, record, "Ask her what she wants first")
    assert [(one.verb, one.record) for one in look(bench.desk).waiting] == [(Verb.REVISE, record)]
    assert look(another(bench.desk)).waiting == ()
    with bench.desk.read() as cases:
        assert asked_of(bench.desk, cases, bench.desk.today) == {case}
    approving.ask(bench.desk, case, record)
    assert [one.verb for one in look(bench.desk).waiting] == [Verb.DECIDE]


def test_what_was_said_reaches_who_works_on_the_case_and_not_who_oversees(bench: Bench, qtbot: QtBot) -> None:
    case, record = plan(bench)
    approving.ask(bench.desk, case, record)
    approving.send_back(another(bench.desk), case, record, "Ask her what she wants first")
    with bench.desk.read() as cases:
        notes = [version for version in cases.history(case) if version.kind is Kind.APPROVE]
    said = {version.room: version.document.answers.get("comment") for version in notes if version.document}
    assert said == {Room.OVERSIGHT: None, Room.ACCOUNT: "Ask her what she wants first"}
    (line,) = [line for line in history(bench.desk, case) if line.kind is Kind.APPROVE]
    assert "sent back" in line.sentence
    assert line.reason == "Ask her what she wants first"
    shown = card(bench, qtbot, case, record)
    wait_for(bench.tasks)
    assert "Ask her what she wants first" in texts(shown)


def card(bench: Bench, qtbot: QtBot, case: UUID, record: UUID) -> ApprovalCard:
    made = ApprovalCard(bench.workplace, case, row(bench.desk, case, record))
    qtbot.addWidget(made)
    made.resize(320, 300)
    made.show()
    wait_for(bench.tasks)
    return made


def test_the_card_asks_and_then_says_that_it_waits(bench: Bench, qtbot: QtBot) -> None:
    case, record = plan(bench)
    first = card(bench, qtbot, case, record)
    assert "Not asked yet" in texts(first)
    first.findChildren(Button)[0].click()
    wait_for(bench.tasks)
    second = card(bench, qtbot, case, record)
    assert "Waits for a supervisor" in texts(second)
    assert_whole(second)


def test_the_card_says_why_one_s_own_question_is_not_approved(bench: Bench, qtbot: QtBot) -> None:
    case, record = plan(bench)
    approving.ask(bench.desk, case, record)
    shown = card(bench, qtbot, case, record)
    shown.approve.click()
    wait_for(bench.tasks)
    assert any("Whoever asked does not approve." in text for text in texts(shown))
