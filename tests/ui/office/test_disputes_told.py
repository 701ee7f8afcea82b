"""Two computers of an office offered one case to two offices: headquarters is told when it comes, and led there."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest

from reintegration_desktop.app.at_headquarters.asked import asked, asked_lines
from reintegration_desktop.app.custody.verbs import destination
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.travelling import came, send_all, travel_verbs
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.casework.custody.offering import Handing, offer
from reintegration_desktop.casework.custody.overruling import decide
from reintegration_desktop.ui.custody.overruling import OverrulePage
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.travel.page import SendReceivePage
from reintegration_desktop.ui.travel.verbs import Stands
from reintegration_desktop.vault.office.rootkeeping import kept_root
from tests.e2e.keeping.test_two_copies import on_another_computer
from tests.e2e.offices import acquaint, add_cases, an_office, another_office, headquarters


@dataclass
class Told:
    """``hq`` has nothing yet; what both computers said lies on the stick."""

    hq: Program
    stick: Path


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    goma = an_office(tmp_path / "Goma.vault")
    hq = headquarters(tmp_path / "hq.vault", goma)
    root, stick = kept_root(goma.keyring), tmp_path / "stick"
    stick.mkdir()
    acquaint(goma, hq)
    for name, person in (("Bukavu", "Benoît Cikuru"), ("Uvira", "Pascal Ilunga")):
        other = another_office(tmp_path / f"{name}.vault", root, name, person)
        acquaint(goma, other)
        other.close()
    (case,) = add_cases(goma, 1)
    home = goma.folder.home
    goma.close()
    copytree(tmp_path / "Goma.vault", tmp_path / "elsewhere" / "Goma.vault")
    computers = (
        (on_another_computer(tmp_path / "Goma.vault", home), "Bukavu"),
        (on_another_computer(tmp_path / "elsewhere" / "Goma.vault", tmp_path / "other home"), "Uvira"),
    )
    for computer, to in computers:
        offer(computer.desk, case, destination(computer, to), Handing("child_moved", "yes"))
        send_all(computer, stick)
        computer.close()
    yield Told(hq, stick)
    hq.close()


def test_headquarters_is_told_when_it_receives_and_led_to_the_page_that_decides(told: Told, studio: Studio):
    tasks = Tasks()
    window = OpenWindow(told.hq, tasks, lambda: None)
    studio.show(window.window)
    window.window.go(Place.SEND_RECEIVE)
    page = window.window.page
    assert isinstance(page, SendReceivePage)
    studio.settle(tasks)
    assert not page.decide.isVisible()
    assert not window.window.decide.isVisible()
    page._pick = lambda *_: str(told.stick)
    page.receive.trigger()
    studio.settle(tasks)
    assert window.window.decide.isVisible()
    window.window.back()
    studio.settle(tasks)
    assert [line.stands for line in travel_verbs(told.hq).carried()] == [Stands.DISPUTED]
    assert page.decide.isVisible()
    page.decide.click()
    studio.settle(tasks)
    assert isinstance(window.window.page, OverrulePage)
    tasks.join(2)


def test_the_command_line_says_what_waits_for_headquarters_and_what_to_do(told: Told):
    assert (asked(told.hq), asked_lines(asked(told.hq))) == ({"disputed": 0, "to_sign": 0}, [])
    came(told.hq, told.stick)
    waits = asked(told.hq)
    assert waits == {"disputed": 1, "to_sign": 0}
    (line,) = asked_lines(waits)
    assert "hq disputes" in line
    with told.hq.desk.read() as cases:
        (held,) = cases.custodies()
    decide(told.hq.desk, held.case, None)
    assert asked(told.hq)["disputed"] == 0
