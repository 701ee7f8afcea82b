"""What was put aside: read, let in, or refused with a reason."""

from pytestqt.qtbot import QtBot

from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.travel.aside import AsidePage
from tests.ui.office.test_travel import ASIDE, Stick, cells, over, said, stick, tasks
from tests.ui.whole import texts
from tests.ui.workplaces import wait_for

__all__ = ["stick", "tasks"]


def test_what_was_put_aside_is_let_in_by_who_decides(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    page = over(tasks, stick.verbs(), qtbot, "aside")
    assert isinstance(page, AsidePage)
    assert not page.deed.isEnabled()
    page.table.selectRow(0)
    wait_for(tasks)
    assert "Nickname: Ami, now Zuzu" in said(page)
    assert "Safe contact: Her aunt" in said(page)
    page.deed.trigger()
    wait_for(tasks)
    assert stick.asked == [("adopt", ASIDE)]
    assert "3 changes were let in, in 9PX4TB-M." in said(page)


def test_what_was_put_aside_is_refused_with_a_reason(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    page = over(tasks, stick.verbs(), qtbot, "aside")
    assert isinstance(page, AsidePage)
    assert not page.refuse.isVisible()
    page.table.selectRow(0)
    wait_for(tasks)
    assert page.refuse.isVisible()
    assert not page.refuse.isEnabled()
    page.reason.setText("He was not there that day")
    page.refuse.click()
    wait_for(tasks)
    assert stick.asked == [("refuse", ASIDE, "He was not there that day")]
    assert "3 changes were refused, in 9PX4TB-M." in said(page)
    assert page.reason.text() == ""


def test_who_does_not_decide_sees_what_was_put_aside_and_no_way_to_let_it_in(
    tasks: Tasks, stick: Stick, qtbot: QtBot
) -> None:
    page = over(tasks, stick.verbs(decides=False), qtbot, "aside")
    assert isinstance(page, AsidePage)
    assert cells(page.table)[0][0] == "9PX4TB-M"
    page.table.selectRow(0)
    wait_for(tasks)
    assert not {"Let it in", "Refuse it"} & set(texts(page))
