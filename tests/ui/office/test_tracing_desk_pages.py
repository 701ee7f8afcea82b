"""A child is opened to the tracing desk on an office's page, and seen on the desk's."""

from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.rules.tracing_desk.standing import State
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.tracing_desk.looking import DeskPage
from reintegration_desktop.ui.widgets.facts import Facts
from tests.store.tracing_desk.test_grants import Programme, a_child, programme, state_at
from tests.ui.office.test_inquiry_pages import opened

__all__ = ["programme"]


def test_a_child_is_opened_seen_and_closed_on_the_pages(programme: Programme, studio: Studio):
    tasks, goma = Tasks(), programme.goma
    case = a_child(goma)
    here = opened(goma, studio, tasks)
    page = here.desk.grants(case)
    studio.settle(tasks)
    assert page.person.value() == str(programme.dalia)
    page.deed.trigger()
    studio.settle(tasks)
    assert (state_at(goma), len(page.buttons)) == ([State.LIVE], 1)
    programme.carry_up()
    with programme.signed_in("Dalia") as hq:
        lanes = Tasks()
        there = OpenWindow(hq, lanes, lambda: None)
        assert there.places == (Place.DESK, Place.SETTINGS)
        desk = there.window.page
        studio.show(there.window)
        studio.settle(lanes)
        assert isinstance(desk, DeskPage)
        assert len(desk.findChildren(Facts)) == 1
        lanes.join(2)
    page.buttons[0].click()
    studio.settle(tasks)
    assert (state_at(goma), page.buttons) == ([State.TAKEN_BACK], [])
    tasks.join(2)


def test_who_did_not_agree_is_not_opened_and_a_hidden_name_takes_a_decision(programme: Programme, studio: Studio):
    tasks, goma = Tasks(), programme.goma
    here = opened(goma, studio, tasks)
    page = here.desk.grants(a_child(goma, agrees=False))
    studio.settle(tasks)
    assert page.warning.isVisibleTo(page)
    assert not page.deed.isEnabled()
    here.window.back()
    page = here.desk.grants(a_child(goma, hidden=True))
    studio.settle(tasks)
    assert not page.deed.isEnabled()
    page.decision.tick.click()
    assert page.deed.isEnabled()
    tasks.join(2)
