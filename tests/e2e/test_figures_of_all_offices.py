"""What offices released travels with their figures, and headquarters' own reports are proved together with it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.app.overseeing import refreshed, report_verbs
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.reports import write_report
from reintegration_desktop.app.travelling import receive_all, send_all
from reintegration_desktop.casework.errors import OfficeSilent
from reintegration_desktop.casework.figures.files import FigureFile, file_name, write_figures
from reintegration_desktop.casework.figures.lying import figures_of
from reintegration_desktop.casework.figures.releases import append, from_above, of_office
from reintegration_desktop.casework.figures.reporting import show
from reintegration_desktop.casework.travel.travelling import receive, send
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.reports.draft import Request
from reintegration_desktop.reports.errors import FiguresUnread, LedgerBroken
from reintegration_desktop.reports.figures import Figures
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.release import Shown, preview, release
from reintegration_desktop.reports.table import Key
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.ui.oversight.verbs import Lost
from reintegration_desktop.vault.envelope import seal_bytes
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.roles import KeyName
from tests.e2e.offices import Offices, acquaint, another_office, both, opened
from tests.store.office import a_person, case_facts, consent
from tests.store.reports.figures import WATCH, formats
from tests.ui.oversight.overseeing import plain

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
    made.goma.close()
    made.hq, made.goma = opened(made.hq.folder.path), opened(made.goma.folder.path)
    yield made
    made.close()


def lying(program: Program) -> FigureFile:
    """Goma's own figures."""
    found = figures_of(program.folder.part("figures"), program.keyring, "quarterly", QUARTER)
    return next(one for one in found if one.figures.office != BUKAVU)


def of_bukavu(figures: Figures, boys: int = 12, girls: int = 12) -> Figures:
    """Figures of a second office, of so many girls and boys."""
    cuts = []
    for cut in figures.cuts:
        at = next((nth for nth, one in enumerate(cut.dimensions) if one.name == "sex"), None)
        counts = Counter[Key]()
        for key, number in cut.counts.items():
            boy = at is not None and key[at] == "male"
            counts[key] += number * boys // 3 if boy else number * girls // 12
        cuts.append(replace(cut, counts=dict(counts)))
    return replace(figures, office=BUKAVU, office_name="Bukavu", cuts=tuple(cuts))


def bukavu_speaks(hq: Program, releases: int) -> Figures:
    """Its figures come, and say how many reports it had released by then."""
    theirs = of_bukavu(lying(hq).figures)
    write_figures(hq.folder.part("figures"), theirs, hq.keyring, hq.means.now(), releases=releases)
    return theirs


def shown(program: Program) -> Shown:
    return show(program.report_desk, "quarterly", QUARTER, Recipient.HEADQUARTERS, NoProgress())


def boys(report: Shown, sex: str = "male") -> int | None:
    """All boys who were registered, or all girls, as some table of the report tells them."""
    table = next(one for one in report.report.tables
                 if one.measure == "registered" and "sex" in [cut.name for cut in one.dimensions])  # fmt: skip
    key = tuple(sex if cut.name == "sex" else "total" for cut in table.dimensions)
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


def broken(whole: bytes, hq: Program) -> Iterator[bytes]:
    """Bukavu's file cut short, Goma's in its place, and one that is signed by nobody."""
    goma = file_name("quarterly", QUARTER, lying(hq).figures.office)
    yield whole[:-30]
    yield next(hq.folder.part("figures").glob(f"*{goma}")).read_bytes()
    yield seal_bytes(b'{"version": 1, "kind": "figures"}', [hq.keyring.recipient(KeyName.FIGURES)])


def test_what_cannot_be_read_of_an_office_is_left_out_by_name_and_lets_nothing_leave(offices: Offices, tmp_path: Path):
    hq = offices.hq
    bukavu_speaks(hq, releases=0)
    assert shown(hq).report.about.offices == ("Bukavu", "Goma")
    name, folder = file_name("quarterly", QUARTER, BUKAVU), hq.folder.part("figures")
    arrived = folder / f"{BUKAVU.hex}-{name}"
    (folder / name).rename(arrived)
    other = replace(of_bukavu(lying(hq).figures), period="2025-Q4")
    write_figures(folder, other, hq.keyring, hq.means.now(), releases=0)
    for bad in broken(arrived.read_bytes(), hq):
        arrived.write_bytes(bad)
        about = shown(hq).report.about
        assert (about.scope, about.without) == ("Goma", ("Bukavu",))
        assert report_verbs(hq).lost() == [Lost("Bukavu", "Quarterly summary", "January to March 2026")]
        with pytest.raises(FiguresUnread) as refused:
            write_report(hq, "quarterly", QUARTER, Recipient.HEADQUARTERS, tmp_path / "none", ("json",), NoProgress())
        assert refused.value.facts["office"] == "Bukavu"
        assert not (tmp_path / "none").exists()
    arrived.unlink()
    next(folder.glob(f"*{file_name('quarterly', '2025-Q4', offices.goma.me.office)}")).unlink()
    about = show(hq.report_desk, "quarterly", "2025-Q4", Recipient.HEADQUARTERS, NoProgress()).report.about
    assert "Nothing of Goma is in it." in [plain(one) for one in about.source_words()]


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


def headquarters_released(offices: Offices, girls: int, out: Path) -> None:
    """Nothing has left but the programme's quarter: Goma's twelve girls and boys, so many girls and twelve boys of
    Bukavu. It came down with the next bundle.
    """
    goma, hq = offices.goma, offices.hq
    for old in (*goma.folder.part("releases").glob("*.rel"), *hq.folder.part("figures").glob("*.rel")):
        old.unlink()
    theirs = of_bukavu(lying(hq).figures, girls=girls)
    own = replace(of_bukavu(lying(hq).figures), office=goma.me.office, office_name="Goma")
    for old in hq.folder.part("figures").glob("*.fig"):
        old.unlink()
    for program, figures in ((goma, own), (hq, own), (hq, theirs)):
        write_figures(program.folder.part("figures"), figures, program.keyring, program.means.now())
    write_report(hq, "quarterly", QUARTER, Recipient.HEADQUARTERS, out, ("json",), NoProgress())
    send_all(hq, offices.stick)


@pytest.mark.parametrize(("girls", "told"), [(3, None), (12, 12)])
def test_an_office_hides_what_would_tell_another_s_few_by_what_headquarters_shows(
    offices: Offices, tmp_path: Path, girls: int, told: int | None
):
    """Fifteen girls less the twelve of Goma's would be the other office's three; of twenty-four nothing follows."""
    headquarters_released(offices, girls, tmp_path / "hq")
    assert boys(shown(offices.goma), "female") == 12
    receive_all(offices.goma, offices.stick, NoProgress())
    assert boys(shown(offices.goma), "female") == told


def test_of_headquarters_an_office_takes_releases_alone_and_of_other_offices_nothing(offices: Offices, tmp_path: Path):
    headquarters_released(offices, 12, tmp_path / "hq")
    before = {path.name for path in offices.goma.folder.part("figures").iterdir()}
    assert set(offices.hq.figures_to_send()) == {"000001.rel"}
    receive_all(offices.goma, offices.stick, NoProgress())
    came = {path.name for path in offices.goma.folder.part("figures").iterdir()} - before
    assert came == {f"{offices.hq.me.office.hex}-000001.rel"}
    bukavu = another_office(tmp_path / "Bukavu.vault", kept_root(offices.goma.keyring), "Bukavu", "Jonas Bahati")
    acquaint(offices.goma, bukavu)
    assert set(offices.goma.figures_recipients) == {offices.hq.keyring.recipient(KeyName.FIGURES)}
    bukavu.close()


def test_a_release_that_is_missing_stops_no_report_and_one_that_was_put_in_place_of_another_does(
    offices: Offices, tmp_path: Path
):
    headquarters_released(offices, 3, tmp_path / "hq")
    receive_all(offices.goma, offices.stick, NoProgress())
    hq, folder = offices.hq.me.office, offices.goma.folder.part("figures")
    entry = from_above(folder, hq, offices.goma.keyring)[0]
    later = append(tmp_path, replace(entry, number=3, before="1" * 64), offices.goma.keyring)
    later = later.rename(folder / f"{hq.hex}-000003.rel")
    assert [one.number for one in from_above(folder, hq, offices.goma.keyring)] == [1, 3]
    append(tmp_path, replace(entry, number=4), offices.goma.keyring).rename(folder / f"{hq.hex}-000004.rel")
    with pytest.raises(LedgerBroken):
        shown(offices.goma)
