"""What offices released travels with their figures, and headquarters' own reports are proved together with it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.app.overseeing import refreshed
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.reports import write_report
from reintegration_desktop.casework.errors import OfficeSilent
from reintegration_desktop.casework.figures.files import FigureFile, figures_of, write_figures
from reintegration_desktop.casework.figures.releases import append, of_office
from reintegration_desktop.casework.figures.reporting import show
from reintegration_desktop.casework.travel.travelling import receive, send
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.reports.draft import Request
from reintegration_desktop.reports.figures import Figures
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.release import Shown, preview, release
from reintegration_desktop.reports.table import Key
from reintegration_desktop.sync.transports.folder import FolderTarget
from tests.e2e.offices import Offices, both, opened
from tests.store.office import a_person, case_facts, consent
from tests.store.reports.figures import WATCH, formats

QUARTER = "2026-Q1"
BUKAVU = UUID(int=7)


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    """Goma has counted twelve girls and three boys, released the quarter, and sent both to headquarters."""
    made = both(tmp_path)
    for number in range(15):
        case, code = uuid4(), f"CODE{number:02d}-X"
        with made.goma.desk.begin() as work:
            work.open_case(case, code)
            work.save(case, case_facts(case, made.goma.keyring, code))
            sex = "female" if number < 12 else "male"
            work.save(case, a_person(case, registered_on=date(2026, 2, 1 + number), sex=sex))
            work.save(case, consent(case))
            work.commit()
    refreshed(made.goma, NoProgress())
    write_report(made.goma, "quarterly", QUARTER, Recipient.HEADQUARTERS, tmp_path / "out", ("csv",), NoProgress())
    refreshed(made.goma, NoProgress())
    stick = FolderTarget(made.stick)
    send(made.goma.post(), made.goma.peers[0].address, stick, NoProgress(), made.goma.figures_to_send())
    receive(made.hq.post(keeps_figures=True), stick, NoProgress())
    made.hq.close()
    made.hq = opened(made.hq.folder.path)
    yield made
    made.close()


def lying(program: Program) -> FigureFile:
    """Goma's own figures."""
    found = figures_of(program.folder.part("figures"), program.keyring, "quarterly", QUARTER)
    return next(one for one in found if one.figures.office != BUKAVU)


def of_bukavu(figures: Figures, boys: int = 12) -> Figures:
    """Figures of a second office, of twelve girls and so many boys."""
    cuts = []
    for cut in figures.cuts:
        at = next((nth for nth, one in enumerate(cut.dimensions) if one.name == "sex"), None)
        counts = Counter[Key]()
        for key, number in cut.counts.items():
            boy = at is not None and key[at] == "male"
            counts[key] += number * boys // 3 if boy else number
        cuts.append(replace(cut, counts=dict(counts)))
    return replace(figures, office=BUKAVU, office_name="Bukavu", cuts=tuple(cuts))


def bukavu_speaks(hq: Program, releases: int) -> Figures:
    """Its figures come, and say how many reports it had released by then."""
    theirs = of_bukavu(lying(hq).figures)
    write_figures(hq.folder.part("figures"), theirs, hq.keyring, hq.means.now(), releases=releases)
    return theirs


def shown(hq: Program) -> Shown:
    return show(hq.report_desk, "quarterly", QUARTER, Recipient.HEADQUARTERS, NoProgress())


def boys(report: Shown) -> int | None:
    """All boys who were registered, as some table of the report tells them."""
    table = next(one for one in report.report.tables
                 if one.measure == "registered" and "sex" in [cut.name for cut in one.dimensions])  # fmt: skip
    key = tuple("male" if cut.name == "sex" else "total" for cut in table.dimensions)
    return table.cells[key]


def test_what_an_office_released_comes_along_and_opens_at_headquarters(offices: Offices):
    folder, office = offices.hq.folder.part("figures"), offices.goma.me.office
    theirs = of_office(folder, office, offices.hq.keyring)
    assert theirs == offices.goma.report_desk.ledger()
    assert lying(offices.hq).releases == 1


def test_a_report_of_all_offices_waits_until_each_has_said_what_it_released(offices: Offices):
    bukavu_speaks(offices.hq, releases=1)
    with pytest.raises(OfficeSilent) as silent:
        shown(offices.hq)
    assert silent.value.facts["office"] == "Bukavu"
    bukavu_speaks(offices.hq, releases=0)
    assert boys(shown(offices.hq)) == 15


def test_headquarters_hides_what_would_tell_an_office_s_few_by_what_another_shows(offices: Offices, tmp_path: Path):
    """Fifteen boys less the twelve that Bukavu shows would be Goma's hidden three."""
    hq = offices.hq
    theirs = bukavu_speaks(hq, releases=1)
    asked = Request(hq.templates["quarterly"], theirs, Recipient.HEADQUARTERS, "Bukavu", hq.desk.today, "0.1.0", "1")
    assert boys(preview(asked, [], WATCH)) == 12
    left = release(asked, [], formats("json"), tmp_path / "bukavu", WATCH).entry
    elsewhere = append(tmp_path, left, hq.keyring)
    elsewhere.rename(hq.folder.part("figures") / f"{BUKAVU.hex}-{elsewhere.name}")
    assert boys(shown(hq)) is None
