"""What managers and auditors call, on a real vault: figures at lock, releases with their purpose, complaints."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from reintegration_desktop.app.overseeing import (
    complaint_verbs,
    refresh_at_lock,
    refreshed,
    release_verbs,
    report_verbs,
)
from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.casework.errors import FiguresMissing, NotPermitted
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.cli import app
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import NoProgress, Stoppable
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.reports.errors import FiguresClosed, LedgerBroken, PeriodUnknown, TemplateUnknown
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.ui.oversight.verbs import Leaving, Wanted, usual_period
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.store.office import QUICK, a_person, an_edit, case_facts, consent

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
MEANS = Means(FixedClock(NOW), kdf=QUICK, floor=QUICK)
WORDS = "a test's own words"
MANAGER, AUDITOR, COORDINATOR, CASEWORKER = Role.MANAGER, Role.AUDITOR, Role.COORDINATOR, Role.CASEWORKER
COUNTED = 19
"""Five quarters of one template, three of two others, two of two more, three years of one, and now."""
WANTED = Wanted("quarterly", "2026-Q3", Recipient.HEADQUARTERS)
SignIn = Callable[[Role], Program]


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of five people and a dozen cases, one with a complaint."""
    path = tmp_path_factory.mktemp("office") / "Goma.vault"
    program = create_program(
        path, Newcomer("Daniel Okello", Role.SUPERVISOR.value, Role.SUPERVISOR), WORDS, means=MEANS, office="Goma",
        programme=invented_programme({}, {}),
    )  # fmt: skip
    for role in (MANAGER, AUDITOR, COORDINATOR, CASEWORKER):
        add_person(program.folder, program.keyring, Newcomer(role.value, role.value, role), WORDS, MEANS)
    for number in range(12):
        case, code = uuid4(), f"CODE{number:02d}-X"
        complaint = an_edit(case, "feedback", given_on=date(2026, 11, 20), answered_by="child", listened_to=4,
                            complaint_made="yes", complaint="They shouted at Aminata")  # fmt: skip
        with program.desk.begin() as work:
            work.open_case(case, code)
            work.save(case, case_facts(case, program.keyring, code))
            work.save(case, a_person(case, registered_on=date(2026, 8, 1 + number), sex="female"))
            work.save(case, consent(case))
            if number == 3:
                work.save(case, complaint)
            work.commit()
    program.close()
    return path


@pytest.fixture
def sign_in(vault: Path) -> Iterator[SignIn]:
    opened: list[Program] = []

    def go(role: Role) -> Program:
        for program in opened:
            program.close()
        opened[:] = [open_program(vault, role.value, WORDS, means=MEANS)]
        return opened[0]

    yield go
    for program in opened:
        program.close()


@pytest.fixture
def counted(sign_in: SignIn) -> SignIn:
    refreshed(sign_in(CASEWORKER), NoProgress())
    return sign_in


def test_figures_lie_with_the_newest_period_first_and_know_whether_they_are_complete(counted: SignIn):
    held = report_verbs(counted(MANAGER)).held()
    quarters = [(one.period, one.complete) for one in held if one.template == "quarterly"]
    assert quarters[:2] == [("2026-Q4", False), ("2026-Q3", True)]
    assert list(dict.fromkeys(one.template for one in held)) == [
        "quarterly", "caseload", "annual", "donor", "programme", "data_protection",
    ]  # fmt: skip
    assert usual_period(held, "quarterly") == "2026-Q3"
    assert usual_period(held, "caseload") == "now"


def test_what_a_report_is_for_is_kept_with_its_release(counted: SignIn, tmp_path: Path):
    verbs = report_verbs(counted(MANAGER))
    files = verbs.export(WANTED, Leaving(" Mid-term review ", ("csv",), tmp_path), NoProgress())
    assert all(file.exists() for file in files)
    assert verbs.ledger()[-1].purpose == "Mid-term review"


def test_what_left_is_offered_no_other_cuts(counted: SignIn, tmp_path: Path):
    verbs = report_verbs(counted(MANAGER))
    verbs.export(WANTED, Leaving("Again", ("csv",), tmp_path), NoProgress())
    assert verbs.offers is not None
    assert verbs.offers(WANTED, NoProgress()) == ()


def refused(work: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        work()
    return refusal.value


def test_whose_keys_open_no_figures_is_told_by_role(counted: SignIn, tmp_path: Path):
    verbs = report_verbs(counted(COORDINATOR))
    leaving = Leaving("Whatever", ("csv",), tmp_path)
    for work in (verbs.held, verbs.ledger, lambda: verbs.export(WANTED, leaving, NoProgress())):
        refusal = refused(work)
        assert isinstance(refusal, FiguresClosed)
        assert "coordinator" in in_words(refusal)[0]


def test_an_unknown_report_and_a_period_without_figures_are_two_things(counted: SignIn):
    verbs = report_verbs(counted(MANAGER))
    unknown = refused(lambda: verbs.show(Wanted("no_such", "2026-Q3", Recipient.DONOR), NoProgress()))
    missing = refused(lambda: verbs.show(Wanted("quarterly", "1999-Q1", Recipient.DONOR), NoProgress()))
    assert (type(unknown), type(missing)) == (TemplateUnknown, FiguresMissing)
    assert in_words(unknown)[0] != in_words(missing)[0]
    for period in ("2026-Q9", "0000", "0000-Q1", "next", ""):
        none = partial(verbs.show, Wanted("quarterly", period, Recipient.DONOR), NoProgress())
        assert isinstance(refused(none), PeriodUnknown)


def test_an_auditor_reads_what_left_and_lets_nothing_leave(counted: SignIn, tmp_path: Path):
    verbs = report_verbs(counted(AUDITOR))
    leaving = Leaving("Mine", ("csv",), tmp_path / "out")
    assert isinstance(refused(lambda: verbs.export(WANTED, leaving, NoProgress())), NotPermitted)
    assert not (tmp_path / "out").exists()
    assert not verbs.may_export


def test_figures_are_counted_anew_at_lock_where_there_are_few_cases(sign_in: SignIn):
    program = sign_in(CASEWORKER)
    folder = program.folder.part("figures")
    for old in folder.glob("*.fig"):
        old.unlink()
    assert not refresh_at_lock(program, NoProgress(), most=11)
    assert list(folder.glob("*.fig")) == []
    assert refresh_at_lock(program, NoProgress(), most=12)
    assert len(list(folder.glob("*.fig"))) == COUNTED


def test_a_lock_does_not_wait_for_figures_for_ever(counted: SignIn):
    assert not refresh_at_lock(counted(CASEWORKER), NoProgress(), seconds=-1.0)


@pytest.mark.parametrize("role", [MANAGER, COORDINATOR, AUDITOR])
def test_who_lacks_the_rooms_counts_nothing_at_lock(sign_in: SignIn, role: Role):
    assert not refresh_at_lock(sign_in(role), NoProgress())


def test_counting_that_is_stopped_at_lock_leaves_the_figures_as_they_were(counted: SignIn):
    program = counted(CASEWORKER)
    before = {path: path.read_bytes() for path in program.folder.part("figures").glob("*.fig")}
    stopped = Stoppable()
    stopped.stop()
    assert not refresh_at_lock(program, stopped)
    assert {path: path.read_bytes() for path in program.folder.part("figures").glob("*.fig")} == before


def test_an_auditor_sees_that_somebody_complained_and_nobody_s_name(sign_in: SignIn):
    verbs = complaint_verbs(sign_in(AUDITOR))
    found = drained(verbs.complaints(date(2026, 11, 1)))
    assert [(one.code, one.form) for one in found] == [("CODE03-X", "feedback")]
    assert "Aminata" not in repr(found), "what was said is for the supervisor"
    assert verbs.who(found[0].by) == "Daniel Okello"
    assert drained(verbs.complaints(date(2026, 11, 28))) == []


def drained(slices):
    while True:
        try:
            next(slices)
        except StopIteration as stop:
            return stop.value


def test_a_ledger_with_a_hole_is_shown_to_nobody(counted: SignIn, tmp_path: Path):
    manager = report_verbs(counted(MANAGER))
    for purpose in ("One", "Two"):
        manager.export(WANTED, Leaving(purpose, ("csv",), tmp_path), NoProgress())
    program = counted(AUDITOR)
    verbs = release_verbs(program)
    assert [entry.purpose for entry in verbs.ledger()][-2:] == ["One", "Two"]
    assert verbs.titles()["quarterly"] == "Quarterly summary"
    path = sorted(program.folder.part("releases").glob("*.rel"))[-2]
    kept = path.read_bytes()
    path.unlink()
    try:
        assert isinstance(refused(verbs.ledger), LedgerBroken)
        path.write_bytes(kept[:-20])
        broken = refused(verbs.ledger)
        assert isinstance(broken, LedgerBroken)
        assert broken.facts["number"] == int(path.stem)
    finally:
        path.write_bytes(kept)


@pytest.mark.parametrize("role", [MANAGER, COORDINATOR, AUDITOR])
def test_who_lacks_the_rooms_is_offered_no_counting(sign_in: SignIn, role: Role):
    assert report_verbs(sign_in(role)).count is None


def test_counting_from_the_page_steps_aside_and_says_what_it_did(sign_in: SignIn):
    count = report_verbs(sign_in(CASEWORKER)).count
    assert count is not None
    assert drained(count(NoProgress())) == f"{COUNTED} files of figures were counted anew."


def test_the_command_line_keeps_what_a_report_is_for(vault: Path, counted: SignIn, tmp_path: Path):
    counted(MANAGER).close()
    left = said(vault, "run", "quarterly", "--period", "2026-Q2", "--format", "csv", "--out", tmp_path / "out",
                "--purpose", "Grant agreement, annex 3")  # fmt: skip
    assert left["report_files"]
    last = said(vault, "list")["releases"][-1]
    assert (last["period"], last["purpose"], last["to"]) == ("2026-Q2", "Grant agreement, annex 3", "headquarters")


def said(vault: Path, command: str, *more: object) -> dict:
    given = ("report", command, vault, *more, "--as", MANAGER.value, "--json")
    found = CliRunner().invoke(app, [str(one) for one in given], env={"REINTEGRATION_PASSPHRASE": WORDS})
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)
