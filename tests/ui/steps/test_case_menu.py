"""What one can do with a case besides filling it in, from its page."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from reintegration_desktop.casework import reading
from reintegration_desktop.casework.steps import assigning
from reintegration_desktop.ui.case.menu import CaseMenu
from reintegration_desktop.ui.case.page import CasePage
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.theme import dress_first
from reintegration_desktop.vault.roles import Role
from tests.ui.workplaces import Bench


def shown(bench: Bench, qtbot: object) -> tuple[CasePage, QMenu]:
    case = bench.add_people(1)[0]
    page = CasePage(bench.workplace)
    qtbot.addWidget(page)  # type: ignore[attr-defined]
    page.open(case)
    page.show()
    Studio().settle(bench.tasks)
    menu = CaseMenu(bench.workplace, page, lambda error: None).menu(reading.open_case(bench.desk, case), lambda: None)
    return page, menu


def entries(menu: QMenu) -> dict[str, QAction]:
    inside = [action for part in menu.findChildren(QMenu) for action in part.actions()]
    return {action.text(): action for action in (*menu.actions(), *inside) if action.text()}


def test_a_supervisor_gives_a_case_to_somebody_and_takes_it_back(bench, qtbot):
    page, menu = shown(bench, qtbot)
    undo: list[Callable[[], None]] = []
    bench.workplace.toasted.connect(lambda _, back: undo.append(back))
    other, name = next(one for one in assigning.candidates(bench.desk) if one[0] != bench.desk.me.id)
    entries(menu)[name].trigger()
    Studio().settle(bench.tasks)
    assert reading.open_case(bench.desk, page.case).row.worker == other
    undo[0]()
    Studio().settle(bench.tasks)
    assert reading.open_case(bench.desk, page.case).row.worker == bench.desk.me.id


def test_who_has_the_case_already_is_not_offered(bench, qtbot):
    _, menu = shown(bench, qtbot)
    assert not entries(menu)[bench.desk.me.name].isEnabled()


def test_a_caseworker_gives_no_case_away(qapp, tmp_path, qtbot):
    dress_first()
    bench = Bench(tmp_path, Role.CASEWORKER)
    _, menu = shown(bench, qtbot)
    assert "Give the case to" not in entries(menu)
    bench.close()
