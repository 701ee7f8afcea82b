"""What came over other people's entries waits for a supervisor, whoever took it in and however often it is opened."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.app.inquiries.waits import also_waits
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.replaced.pages import asked_verbs
from reintegration_desktop.app.travelling import came
from reintegration_desktop.casework.saving import save
from reintegration_desktop.casework.today import Verb
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.e2e.offices import MEANS, add_cases, an_office, opened
from tests.e2e.test_travelling_by_the_window import JONAS, brought_back, jonas_writes, with_second_laptop
from tests.ui.workplaces import an_edit

CARLA = "carla has five words here"


class Office:
    """Goma with a caseworker, and a coordinator who carries its bundles; one person has it open at a time."""

    def __init__(self, folder: Path) -> None:
        self.path, self.stick = folder / "Goma.vault", folder / "stick"
        self.stick.mkdir()
        self.program = an_office(self.path)
        for label, role, words in (("Jonas", Role.CASEWORKER, JONAS), ("Carla", Role.COORDINATOR, CARLA)):
            newcomer = Newcomer(f"{label} Bahati", label, role)
            add_person(self.program.folder, self.program.keyring, newcomer, words, MEANS)

    def jonas_wrote(self, cases: list[UUID], **answers: object) -> None:
        """On another computer, whose work lies on the stick now."""
        self.program, laptop = with_second_laptop(self.program)
        for case in cases:
            jonas_writes(laptop, case, **answers)
        brought_back(laptop, self.program, self.stick)

    def opened_by(self, person: str, words: str | None = None) -> Program:
        """The vault, opened by somebody else."""
        self.program.close()
        self.program = opened(self.path, person, words) if words else opened(self.path, person)
        return self.program


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.program.close()


def looks(program: Program) -> list[str]:
    return [one.about for one in also_waits(program) if one.verb is Verb.LOOK]


def lowered(office: Office) -> UUID:
    """A risk that Esther said is high, and Jonas that it is low, received by Carla."""
    (case,) = add_cases(office.program, 1)
    save(office.program.desk, case, an_edit(case, "concerns", risk_level="high"))
    office.jonas_wrote([case], risk_level="low")
    assert came(office.opened_by("Carla", CARLA), office.stick).asks
    return case


def test_a_lowered_risk_that_a_coordinator_received_waits_for_the_supervisor_until_she_looked(office: Office):
    lowered(office)
    assert looks(office.program) == []
    goma = office.opened_by("Esther")
    (about,) = looks(goma)
    verbs = asked_verbs(goma)
    asked = verbs.look()
    (line,) = asked.lines
    assert line.code == about
    assert "now" in line.careful
    goma = office.opened_by("Esther")
    assert looks(goma) == [about]
    asked_verbs(goma).seen(asked)
    assert looks(goma) == []
    assert asked_verbs(goma).look().lines == []


def test_it_goes_with_its_case(office: Office):
    case = lowered(office)
    goma = office.opened_by("Esther")
    goma.opened.destroy(case)
    assert goma.opened.replaced.all() == {}


def test_one_entry_replaced_asks_nobody(office: Office):
    (case,) = add_cases(office.program, 1)
    save(office.program.desk, case, an_edit(case, "concerns", risk_level="low"))
    office.jonas_wrote([case], risk_level="high")
    assert not came(office.opened_by("Carla", CARLA), office.stick).asks
    assert looks(office.opened_by("Esther")) == []


def test_more_than_ten_ask_though_who_received_them_reads_none(office: Office):
    cases = add_cases(office.program, 11)
    office.jonas_wrote(cases, nickname="Somebody else")
    told = came(office.opened_by("Carla", CARLA), office.stick)
    assert told.asks
    assert told.replaced == ()
    goma = office.opened_by("Esther")
    assert looks(goma) == ["In 11 cases"]
    assert len(asked_verbs(goma).look().lines) == 11
