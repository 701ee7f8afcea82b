"""A case handed over from office to office on the pages of two windows, with a stick between them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton

from reintegration_desktop.app.custody.pages import offered_here
from reintegration_desktop.app.custody.verbs import destinations
from reintegration_desktop.app.exchange import parcels, waiting
from reintegration_desktop.app.inquiries.waits import also_waits
from reintegration_desktop.app.program import Program, with_staff
from reintegration_desktop.app.travelling import came, send_all, travel_verbs
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.casework.custody.offering import Handing, offer
from reintegration_desktop.casework.custody.taking import accept, refuse
from reintegration_desktop.casework.saving import save
from reintegration_desktop.casework.today import Verb
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.travel.sending import SendPage
from reintegration_desktop.ui.travel.verbs import Stands
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.unlocking import refreshed
from tests.e2e.offices import acquaint, add_cases, an_office, another_office, headquarters
from tests.ui.workplaces import an_edit


@dataclass
class Two:
    goma: Program
    bukavu: Program
    stick: Path


def named_anew(program: Program) -> Program:
    """The same program, opened again, as far as it knows what its peers are called."""
    return replace(program, programme=with_staff(program.programme, refreshed(program.folder, program.keyring)))


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    goma = an_office(tmp_path / "Goma.vault")
    bukavu = another_office(tmp_path / "Bukavu.vault", kept_root(goma.keyring), "Bukavu", "Benoît Cikuru")
    acquaint(goma, bukavu)
    (tmp_path / "stick").mkdir()
    made = Two(named_anew(goma), named_anew(bukavu), tmp_path / "stick")
    yield made
    made.goma.close()
    made.bukavu.close()


def codes(program: Program) -> dict[UUID, str]:
    with program.desk.read() as cases:
        return {one.case: cases.facts([one.case])[0].code for one in cases.custodies()}


def stands(program: Program) -> list[Stands]:
    return [line.stands for line in travel_verbs(program).carried()]


def prepared(two: Two, case: UUID, studio: Studio, tasks: Tasks) -> None:
    """The page of handing over, filled in and done."""
    window = OpenWindow(two.goma, tasks, lambda: None)
    studio.show(window.window)
    page = window.custody.hand_over(case)
    studio.settle(tasks)
    assert page.office.value() == str(two.bukavu.me.office)
    assert not page.deed.isEnabled()
    page.reason.set_value("child_moved")
    page.agrees.set_value("yes")
    page.reason.picked.emit()
    page.deed.trigger()
    studio.settle(tasks)


def test_a_case_is_handed_over_on_the_pages_of_two_windows(two: Two, studio: Studio):
    case, other = add_cases(two.goma, 2)
    tasks = Tasks()
    prepared(two, case, studio, tasks)
    (parcel,) = parcels(two.goma)
    assert [(one.case, one.goes) for one in parcel.cases] == [(case, True)]
    assert waiting(two.goma).cases == 1
    (carried,) = travel_verbs(two.goma).carried()
    assert (carried.code, carried.giving, carried.receiving) == (codes(two.goma)[case], "Goma", "Bukavu")
    send_all(two.goma, two.stick)
    came(two.bukavu, two.stick)
    (waits,) = offered_here(two.bukavu)
    assert (waits.verb, waits.about) == (Verb.TAKE, f"\u2068{codes(two.goma)[case]}\u2069, from \u2068Goma\u2069")
    theirs = OpenWindow(two.bukavu, tasks, lambda: None)
    studio.show(theirs.window)
    taking = theirs.custody.take(case)
    studio.settle(tasks)
    taking.deed.trigger()
    studio.settle(tasks)
    assert offered_here(two.bukavu) == ()
    send_all(two.bukavu, two.stick)
    came(two.goma, two.stick)
    with two.goma.desk.read() as cases:
        assert [row.id for row in cases.rows(list(cases.ids(CaseFilter())))] == [other]
    tasks.join(2)


def test_how_far_a_case_came_is_said_by_what_is_known(two: Two):
    (case,) = add_cases(two.goma, 1)
    offer(two.goma.desk, case, destinations(two.goma)[0], Handing("child_moved", "yes"))
    assert stands(two.goma) == [Stands.PREPARED]
    send_all(two.goma, two.stick)
    assert stands(two.goma) == [Stands.ON_ITS_WAY]
    came(two.bukavu, two.stick)
    assert stands(two.bukavu) == [Stands.THERE]
    came(two.goma, two.stick)
    assert stands(two.goma) == [Stands.THERE]
    accept(two.bukavu.desk, case)
    send_all(two.bukavu, two.stick)
    came(two.goma, two.stick)
    assert stands(two.goma) == stands(two.bukavu) == []


def test_who_gave_a_case_that_was_refused_is_told_and_goes_on(two: Two, studio: Studio):
    (case,) = add_cases(two.goma, 1)
    tasks = Tasks()
    prepared(two, case, studio, tasks)
    send_all(two.goma, two.stick)
    came(two.bukavu, two.stick)
    refuse(two.bukavu.desk, case, "no_capacity")
    send_all(two.bukavu, two.stick)
    came(two.goma, two.stick)
    (waits,) = also_waits(two.goma)
    assert waits.verb is Verb.GO_ON
    assert "not taken by \u2068Bukavu\u2069" in waits.about
    window = OpenWindow(two.goma, tasks, lambda: None)
    studio.show(window.window)
    studio.settle(tasks)
    button = next(one for one in window.window.findChildren(QAbstractButton) if one.text() == "Go on here")
    button.click()
    studio.settle(tasks)
    assert also_waits(two.goma) == ()
    with two.goma.desk.read() as cases:
        (row,) = cases.open(case).file.rows("transfer")
    assert row.answers.choice("transfer_status") == "rejected"
    tasks.join(2)


def test_who_writes_down_that_consent_was_taken_back_is_told_of_the_handover(two: Two, studio: Studio):
    (case,) = add_cases(two.goma, 1)
    offer(two.goma.desk, case, destinations(two.goma)[0], Handing("child_moved", "yes"))
    tasks, told = Tasks(), list[str]()
    window = OpenWindow(two.goma, tasks, lambda: None)
    window.cases.toasted.connect(lambda words, _: told.append(words))
    studio.show(window.window)
    page = window.open_case(case)
    studio.settle(tasks)
    withdrawn = an_edit(
        case, "consent", event_kind="withdrawn", event_at=two.goma.desk.clock.now(), given_by=("child",)
    )
    save(two.goma.desk, case, withdrawn)
    page.ask_again()
    studio.settle(tasks)
    assert [one for one in told if "taken back too" in one]
    assert stands(two.goma) == []
    tasks.join(2)


def test_what_was_handed_over_goes_to_that_office_whatever_is_ticked_for_headquarters(
    two: Two, studio: Studio, tmp_path: Path
):
    hq = headquarters(tmp_path / "hq.vault", two.goma)
    acquaint(two.goma, hq)
    case, other = add_cases(two.goma, 2)
    tasks = Tasks()
    prepared(two, case, studio, tasks)
    page = SendPage(tasks, travel_verbs(two.goma), lambda *_: str(two.stick))
    studio.show(page)
    studio.settle(tasks)
    assert {one.name: len(one.cases) for one in parcels(two.goma)} == {"Bukavu": 1, "Headquarters": 2}
    page.cases.none.click()
    page.deed.trigger()
    studio.settle(tasks)
    came(hq, two.stick)
    came(two.bukavu, two.stick)
    for program, wanted in ((two.bukavu, [case]), (hq, [])):
        with program.desk.read() as cases:
            assert [row.id for row in cases.facts([case, other])] == wanted
    hq.close()
    tasks.join(2)
