"""Who counts what, what is counted of the office itself, and who can open it, on a real vault."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.app.overseeing import refreshed, report_verbs
from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.app.reports import write_report
from reintegration_desktop.casework.errors import FiguresMissing
from reintegration_desktop.casework.figures.files import file_name, write_figures
from reintegration_desktop.casework.figures.lying import Trouble, figures_of, lying
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.reports.errors import FiguresUnread
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.ui.oversight.verbs import Lost, Wanted
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import KeyName, Role
from tests.store.office import QUICK, a_person, an_edit, case_facts, consent

MEANS = Means(FixedClock(datetime(2026, 11, 27, 9, tzinfo=UTC)), kdf=QUICK, floor=QUICK)
WORDS, QUARTER = "a test's own words", "2026-Q4"


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with twelve cases, of each a feedback, a time with a named armed actor and a printed paper."""
    path = tmp_path_factory.mktemp("office") / "Goma.vault"
    program = create_program(
        path, Newcomer("Daniel Okello", Role.SUPERVISOR.value, Role.SUPERVISOR), WORDS, means=MEANS, office="Goma",
        programme=invented_programme({}, {}),
    )  # fmt: skip
    for role in (Role.MANAGER, Role.CASEWORKER, Role.AUDITOR):
        add_person(program.folder, program.keyring, Newcomer(role.value, role.value, role), WORDS, MEANS)
    for number in range(12):
        case, code = uuid4(), f"CODE{number:02d}-X"
        with program.desk.begin() as work:
            work.open_case(case, code)
            work.save(case, case_facts(case, program.keyring, code))
            work.save(case, a_person(case, registered_on=date(2026, 8, 1 + number), sex="female"))
            work.save(case, consent(case, agrees_to_monitoring="anonymous_only"))
            work.save(case, an_edit(case, "feedback", given_on=date(2026, 11, 20), answered_by="child", listened_to=4))
            work.save(case, an_edit(case, "association", actor_type="non_state_armed_group", armed_actor="a1",
                                    started_on=date(2026, 10, 2), association_status="still_associated"))  # fmt: skip
            work.note(Kind.EXPORT, case, {"form": "", "reason": "Summary"})
            work.commit()
    program.close()
    return path


@pytest.fixture
def sign_in(vault: Path) -> Iterator:
    opened: list[Program] = []

    def go(role: Role) -> Program:
        for program in opened:
            program.close()
        opened[:] = [open_program(vault, role.value, WORDS, means=MEANS)]
        return opened[0]

    yield go
    for program in opened:
        program.close()


def counts(program: Program, template: str, measure: str, period: str = QUARTER) -> dict:
    found = figures_of(program.folder.part("figures"), program.keyring, template, period)[0].figures
    return dict(next(cut for cut in found.cuts if cut.measure == measure).counts)


def test_what_left_a_case_is_counted_from_the_log_by_month(sign_in):
    refreshed(sign_in(Role.CASEWORKER), NoProgress())
    assert counts(sign_in(Role.MANAGER), "data_protection", "exports") == {("2",): 12}
    assert counts(sign_in(Role.MANAGER), "data_protection", "exports", "2026-Q3") == {}


def test_a_damaged_file_is_named_stops_only_what_it_belongs_to_and_is_whole_after_the_next_count(sign_in, tmp_path):
    refreshed(sign_in(Role.CASEWORKER), NoProgress())
    manager = sign_in(Role.MANAGER)
    folder, verbs = manager.folder.part("figures"), report_verbs(manager)
    hurt = folder / file_name("quarterly", QUARTER, manager.me.office)
    hurt.write_bytes(hurt.read_bytes()[:-40])
    (folder / "nobody-knows.fig").write_bytes(b"no figures at all")
    assert verbs.lost() == [
        Lost("Goma", "Quarterly summary", "October to December 2026"), Lost("An office that is not known here"),
    ]  # fmt: skip
    with pytest.raises(FiguresUnread) as unread:
        verbs.show(Wanted("quarterly", QUARTER, Recipient.HEADQUARTERS), NoProgress())
    assert {"Goma", "October to December 2026"} <= {str(one) for one in unread.value.facts.values()}
    with pytest.raises(FiguresUnread):
        write_report(manager, "quarterly", QUARTER, Recipient.HEADQUARTERS, tmp_path / "out", ("json",), NoProgress())
    assert not (tmp_path / "out").exists()
    assert verbs.show(Wanted("caseload", "now", Recipient.HEADQUARTERS), NoProgress()).report.tables
    (folder / "nobody-knows.fig").unlink()
    refreshed(sign_in(Role.SUPERVISOR), NoProgress())
    assert report_verbs(sign_in(Role.MANAGER)).lost() == []


def test_figures_under_another_name_are_nobodys(sign_in):
    """A copy of a quarter beside itself would count everybody twice; of an older quarter, the wrong ones."""
    refreshed(sign_in(Role.CASEWORKER), NoProgress())
    manager = sign_in(Role.MANAGER)
    folder, name = manager.folder.part("figures"), file_name("quarterly", QUARTER, manager.me.office)
    before = counts(manager, "quarterly", "registered")
    for copy in (f"{UUID(int=9).hex}-{name}", file_name("quarterly", "2026-Q3", manager.me.office)):
        (folder / copy).write_bytes((folder / name).read_bytes())
    assert counts(manager, "quarterly", "registered") == before
    with pytest.raises(FiguresUnread):
        counts(manager, "quarterly", "registered", "2026-Q3")
    (folder / f"{UUID(int=9).hex}-{name}").unlink()


def test_figures_of_another_programme_count_nothing_and_are_named_where_ours_should_be(sign_in, tmp_path):
    """Sealed for its own people; or for ours too, by somebody whom nobody here let in."""
    refreshed(sign_in(Role.CASEWORKER), NoProgress())
    manager = sign_in(Role.MANAGER)
    folder, before = manager.folder.part("figures"), counts(manager, "quarterly", "registered")
    ours = figures_of(folder, manager.keyring, "quarterly", QUARTER)[0].figures
    stranger = create_program(
        tmp_path / "Elsewhere.vault", Newcomer("Somebody", "somebody", Role.SUPERVISOR), WORDS, means=MEANS,
        office="Elsewhere", programme=invented_programme({}, {}),
    )  # fmt: skip
    here = (manager.keyring.recipient(KeyName.FIGURES),)
    for office, period, to in ((UUID(int=7), QUARTER, ()), (ours.office, "2026-Q3", here)):
        figures = replace(ours, office=office, period=period)
        written = write_figures(tmp_path, figures, stranger.keyring, MEANS.clock.now(), to)
        (folder / written.name).write_bytes(written.read_bytes())
    stranger.close()
    troubles = {one.trouble for one in lying(folder, manager.keyring).unread}
    assert troubles == {Trouble.FOREIGN, Trouble.FORGED}
    assert counts(manager, "quarterly", "registered") == before
    with pytest.raises(FiguresUnread):
        counts(manager, "quarterly", "registered", "2026-Q3")


def test_caseloads_are_counted_in_bands_without_a_name(sign_in):
    refreshed(sign_in(Role.CASEWORKER), NoProgress())
    manager = sign_in(Role.MANAGER)
    assert counts(manager, "caseload", "caseload", "now") == {("from_11",): 1}
    assert counts(manager, "caseload", "staff", "now") == {("caseworkers",): 1, ("supervisors",): 1}
    told = figures_of(manager.folder.part("figures"), manager.keyring, "caseload", "now")[0].figures.to_bytes().decode()
    assert str(manager.me.id) not in told and "Okello" not in told


def test_feedback_is_counted_by_who_reads_oversight_and_by_no_caseworker(sign_in):
    folder = sign_in(Role.CASEWORKER).folder.part("figures")
    for old in folder.glob("*.fig"):
        old.unlink()
    refreshed(sign_in(Role.CASEWORKER), NoProgress())
    with pytest.raises(FiguresMissing):
        counts(sign_in(Role.MANAGER), "feedback", "listened_to", "2026")
    refreshed(sign_in(Role.SUPERVISOR), NoProgress())
    assert counts(sign_in(Role.MANAGER), "feedback", "listened_to", "2026") == {("child", "4"): 12}


def test_figures_for_monitoring_open_for_who_oversees_and_for_no_manager(sign_in, tmp_path: Path):
    refreshed(sign_in(Role.CASEWORKER), NoProgress())
    with pytest.raises(FiguresMissing):
        counts(sign_in(Role.MANAGER), "mrm", "recruited")
    assert {one.figures.template for one in sign_in(Role.MANAGER).report_desk.held()} >= {"quarterly", "donor"}
    found = counts(sign_in(Role.AUDITOR), "mrm", "recruited")
    assert {key[0] for key in found} == {"a1"} and sum(found.values()) == 12
    made = write_report(
        sign_in(Role.SUPERVISOR), "mrm", QUARTER, Recipient.MONITORING, tmp_path, ("json",), NoProgress()
    )
    assert made.entry.recipient is Recipient.MONITORING
