"""The same bundles come to the same digests and the same report, whether headquarters keeps cases in a vault or not."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree
from uuid import uuid4

from reintegration_desktop.app.overseeing import refreshed
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.reports import write_report
from reintegration_desktop.casework.figures.reporting import show
from reintegration_desktop.casework.travel.travelling import receive, send
from reintegration_desktop.hq.server.database import ServerDatabase
from reintegration_desktop.hq.server.store import ServerStore
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.sync.transports.folder import FolderTarget
from tests.e2e.offices import both, opened
from tests.hq.office import rows_of
from tests.store.office import a_person, case_facts, consent

QUARTER = "2026-Q1"
QUIET = NoProgress()


def work_in(goma: Program, children: int) -> None:
    for number in range(children):
        case, code = uuid4(), f"CODE{number:02d}-X"
        with goma.desk.begin() as work:
            work.open_case(case, code)
            work.save(case, case_facts(case, goma.keyring, code))
            sex = "female" if number < children - 5 else "male"
            work.save(case, a_person(case, registered_on=date(2026, 2, 1 + number), sex=sex))
            work.save(case, consent(case))
            work.commit()


def at_server(hq: Program, server: ServerDatabase) -> Program:
    """The program with its store on a server, as every command has it that names one."""
    store = ServerStore(server, hq.keyring, hq.opened.device, hq.dictionary, hq.means.clock, hq.means.random)
    return replace(hq, database=server, store=store)


def written(hq: Program, out: Path) -> dict[str, bytes]:
    """A report's files, by their names."""
    write_report(hq, "quarterly", QUARTER, Recipient.HEADQUARTERS, out, ("csv",), QUIET)
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_a_vault_and_a_server_make_the_same_report_of_the_same_bundles(tmp_path: Path, server: ServerDatabase):
    offices = both(tmp_path)
    work_in(offices.goma, 15)
    refreshed(offices.goma, QUIET)
    stick = FolderTarget(offices.stick)
    send(offices.goma.post(), offices.goma.peers[0].address, stick, QUIET, offices.goma.figures_to_send())
    folder = offices.hq.folder.path
    offices.hq.close()
    copytree(folder, tmp_path / "other" / folder.name)
    vault, beside = opened(folder), opened(tmp_path / "other" / folder.name)
    there = at_server(beside, server)
    for hq in (vault, there):
        assert receive(hq.post(keeps_figures=True), stick, QUIET).taken
    devices = [offices.goma.opened.device]
    assert vault.opened.incoming.digests(devices) == there.opened.incoming.digests(devices)
    assert rows_of(vault.opened.checker.database) == rows_of(server)
    first, second = (show(hq.report_desk, "quarterly", QUARTER, Recipient.HEADQUARTERS, QUIET) for hq in (vault, there))
    assert first.report.tables == second.report.tables != ()
    assert any(15 in table.cells.values() for table in first.report.tables)
    assert written(vault, tmp_path / "one") == written(there, tmp_path / "two") != {}
    for program in (vault, beside, offices.goma):
        program.close()
