"""A programme is settled on the screen: numbers with a reason, lists, places; every page and every due day follows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.casework.errors import NotPermitted, ReasonNeeded
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.casework.programme.settling import Part, check_settling, may_settle
from reintegration_desktop.casework.saving import write
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.settings.entries import EntriesSection
from reintegration_desktop.ui.settings.page import SettingsPage
from reintegration_desktop.ui.settings.places import PlacesSection
from reintegration_desktop.ui.settings.policy import PolicySection
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.theme import dress_first
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Duty, Role
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import NOW, QUICK, TODAY, an_edit, wait_for

WORDS = "five words of a test here"


@pytest.fixture
def program(tmp_path: Path, qapp: object) -> Iterator[Program]:
    dress_first()
    means = Means(FixedClock(NOW), kdf=QUICK, floor=QUICK)
    whom = Newcomer("Esther Mbeki", "esther", Role.SUPERVISOR)
    made = create_program(tmp_path / "Goma.vault", whom, WORDS, means=means, programme=invented_programme({}, {}))
    yield made
    made.close()


class Open:
    """The window over a vault, at its settings."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.tasks = Tasks()
        self.window = OpenWindow(program, self.tasks, lambda: None)
        qtbot.addWidget(self.window.window)
        self.window.window.resize(1366, 690)
        self.window.window.show()
        self.window.window.go(Place.SETTINGS)
        wait_for(self.tasks)
        page = self.window.window.page
        assert isinstance(page, SettingsPage)
        self.page = page

    def part(self, kind: type) -> object:
        found = self.page.findChildren(kind)
        assert len(found) == 1
        return found[0]


@pytest.fixture
def opened(program: Program, qtbot: QtBot) -> Iterator[Open]:
    made = Open(program, qtbot)
    yield made
    made.tasks.join(5)


def a_case(program: Program) -> None:
    case, desk = program.means.new_id(), program.desk
    with desk.begin() as work:
        work.open_case(case, desk.new_code())
        facts = {"case_status": "open", "case_stage": "registered", "name_is_hidden": False}
        facts |= {"caseworker": str(desk.me.id), "office": str(desk.me.office)}
        write(desk, work, case, [
            an_edit(case, "case", **facts),
            an_edit(case, "identification", name_first="Amina", identified_on=TODAY, registered_on=TODAY,
                    first_response_on=TODAY),
        ], writes=frozenset(facts))  # fmt: skip
        work.commit()


def due_of(program: Program, kind: str) -> object:
    with program.desk.read() as cases:
        return next(task.due_on for task in cases.tasks(None, TODAY + timedelta(days=99)) if task.kind == kind)


def test_a_number_changes_with_a_reason_and_the_due_days_of_open_cases_follow(program: Program, opened: Open) -> None:
    a_case(program)
    opened.page.show_section("policy")
    assert due_of(program, "assessment") == TODAY + timedelta(days=5)
    part = opened.part(PolicySection)
    assert isinstance(part, PolicySection)
    part.rows["assessment_days_medium"].line.setText("9")  # type: ignore[union-attr]
    part.rows["assessment_days_medium"].changed.emit()
    assert not part.save.isEnabled()
    part.reason.setText("The roads are closed until May")
    part.save.click()
    wait_for(opened.tasks)
    assert opened.window.program.programme.policy.assessment_days_medium == 9
    assert due_of(program, "assessment") == TODAY + timedelta(days=9)
    assert opened.window.cases.desk.policy.assessment_days_medium == 9
    assert "Kept. Every page and every due day follows." in texts(opened.page)


def test_the_log_tells_what_was_settled_and_why(program: Program, opened: Open) -> None:
    part = opened.part(PolicySection)
    assert isinstance(part, PolicySection)
    part.rows["caseload"].line.setText("20")  # type: ignore[union-attr]
    part.rows["caseload"].changed.emit()
    part.reason.setText("Asked by the board")
    part.save.click()
    wait_for(opened.tasks)
    with program.desk.read() as cases:
        entries = [one for one in cases.history(program.me.office) if one.kind is Kind.APPROVE]
    assert any("caseload 25 -> 20; Asked by the board" in str(one.document) for one in entries)


def test_what_was_settled_is_there_when_the_vault_is_opened_again(program: Program, opened: Open) -> None:
    part = opened.part(EntriesSection)
    assert isinstance(part, EntriesSection)
    part.which.set_value("trades")
    part.which.picked.emit()
    part.label.setText("Beekeeping")
    part.add.click()
    wait_for(opened.tasks)
    assert opened.window.cases.desk.dictionary.lists["trades"]["beekeeping"] == "Beekeeping"
    opened.tasks.join(5)
    program.close()
    again = open_program(program.folder.path, None, WORDS, means=program.means)
    assert again.programme.lists["trades"]["beekeeping"] == "Beekeeping"
    again.close()


def test_an_entry_is_renamed_and_retired_and_its_code_stays(opened: Open) -> None:
    part = opened.part(EntriesSection)
    assert isinstance(part, EntriesSection)
    part.table.selectRow(0)
    part.label.setText("Clinic")
    part.rename.click()
    wait_for(opened.tasks)
    assert opened.window.program.programme.providers["p01"] == "Clinic"
    part.table.selectRow(0)
    part.retire.click()
    wait_for(opened.tasks)
    assert opened.window.program.programme.retired["providers"] == {"p01"}
    assert part._entries[-1].code == "p01"


def test_places_come_from_a_table_and_one_is_added_below_another(opened: Open, tmp_path: Path) -> None:
    part = opened.part(PlacesSection)
    assert isinstance(part, PlacesSection)
    table = tmp_path / "places.csv"
    table.write_text("province;district;village\nNorth;Upper Selim;Karuba\nNorth;Upper Selim;Ouro\n", encoding="utf-8")
    before = len(list(opened.window.program.programme.places))
    part._pick = lambda parent, title: str(table)
    part.take.click()
    wait_for(opened.tasks)
    assert len(list(opened.window.program.programme.places)) == before + 4
    part.table.selectRow([place.name for place in part._places].index("Upper Selim"))
    part.name.setText("Nahr")
    part.add.click()
    wait_for(opened.tasks)
    gazetteer = opened.window.cases.desk.programme.places
    assert gazetteer.places["nahr"].parent == next(one.code for one in gazetteer if one.name == "Upper Selim")


def test_a_table_that_cannot_be_read_changes_nothing(opened: Open, tmp_path: Path) -> None:
    part = opened.part(PlacesSection)
    assert isinstance(part, PlacesSection)
    opened.page.show_section("lists")
    (tmp_path / "places.csv").write_bytes(b"\xff\xfe\x00")
    part._pick = lambda parent, title: str(tmp_path / "places.csv")
    part.take.click()
    assert "The table could not be read: save it as CSV in UTF-8." in texts(opened.page)


def test_the_way_back_to_the_usual_number_is_offered_where_it_is_another(opened: Open) -> None:
    part = opened.part(PolicySection)
    assert isinstance(part, PolicySection)
    opened.page.show_section("policy")
    row = part.rows["visits_after_months"]
    assert not row.back.isVisible()
    row.line.setText("1, 2, x")  # type: ignore[union-attr]
    row._on_changed()
    assert row.back.isVisible()
    assert any("Write whole numbers" in text for text in texts(part))
    row.back.click()
    assert row.value == (1, 2, 3, 6, 9, 12)


@pytest.mark.parametrize(("role", "duties", "may"), [
    (Role.SUPERVISOR, {Duty.CUSTODIAN}, {Part.LISTS, Part.PLACES, Part.POLICY}),
    (Role.SUPERVISOR, set(), {Part.LISTS, Part.PLACES}),
    (Role.CASEWORKER, {Duty.CUSTODIAN}, set()),
])  # fmt: skip
def test_who_may_settle_what(program: Program, role: Role, duties: set[Duty], may: set[Part]) -> None:
    me = replace(program.me, role=role, duties=frozenset(duties))
    assert {part for part in Part if may_settle(me, part)} == may
    for part in set(Part) - may:
        with pytest.raises(NotPermitted):
            check_settling(me, part, "why")


def test_numbers_do_not_change_without_a_reason(program: Program) -> None:
    with pytest.raises(ReasonNeeded):
        check_settling(program.me, Part.POLICY, "  ")


@pytest.mark.parametrize("section", ["lists", "policy"])
def test_the_sections_are_whole(opened: Open, section: str) -> None:
    opened.page.show_section(section)
    wait_for(opened.tasks)
    assert_whole(opened.page)
