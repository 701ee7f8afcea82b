"""With the database's key in hand every row is read raw; each role's keys open the rooms of the table and no more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from reintegration_desktop.app.program import Program, open_program
from reintegration_desktop.casework.errors import NoDatabase
from reintegration_desktop.casework.figures.lying import all_figures
from reintegration_desktop.casework.people import FOUND_BY
from reintegration_desktop.casework.travel.travelling import receive, send
from reintegration_desktop.cli.reports.figures import refreshed
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.store.database import open_database
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.roles import ROLE_KEYS, Access, KeyName, Role
from reintegration_desktop.vault.unlocking import unlock
from tests.e2e.canaries import ACCOUNT, ALL, DAY, NAMES, RESTRICTED, VILLAGE, in_bytes, in_folder
from tests.e2e.journey import Journey, keep_a_draft
from tests.e2e.planted import MEANS, PASSPHRASE, PLACE, Planted, begin_headquarters, begin_office, take_in

ANSWERS = {
    KeyName.PERSON: frozenset({*NAMES, DAY, PLACE}),
    KeyName.ACCOUNT: frozenset(ACCOUNT),
    KeyName.RESTRICTED: frozenset(RESTRICTED),
}
EVERY_ANSWER = frozenset().union(*ANSWERS.values())
OF_THE_OFFICE = tuple(role for role in Role if role is not Role.HEADQUARTERS)
WITH_A_DATABASE = tuple(role for role in OF_THE_OFFICE if ROLE_KEYS[role][KeyName.DATABASE] is Access.OPEN)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    """Two vaults: the case of canaries, a draft of it, figures, and all of it sent to headquarters."""
    made = Planted(tmp_path_factory.mktemp("roles"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REINTEGRATION_HOME", str(made.base / "home"))
        begin_office(made)
        begin_headquarters(made)
        keep_a_draft(Journey(made, take_in(made)))
        with made.signed_in(Role.CASEWORKER) as program:
            refreshed(program, ())
        _send_to_headquarters(made)
    return made


def _send_to_headquarters(planted: Planted) -> None:
    stick = FolderTarget(planted.base / "stick")
    stick.folder.mkdir()
    with planted.signed_in(Role.COORDINATOR) as field:
        send(field.post(), field.peers[0].address, stick, NoProgress(), field.figures_to_send())
    hq = open_program(planted.hq, None, PASSPHRASE, means=MEANS)
    assert receive(hq.post(keeps_figures=True), stick, NoProgress()).changes
    hq.close()


def raw_rows(vault: Path, label: str | None) -> dict[str, bytes]:
    """Every row of every table, as the database's key alone shows it."""
    folder = VaultFolder(vault)
    key = unlock(folder, label, PASSPHRASE, MEANS).database_key()
    assert key is not None
    database = open_database(folder.database, key, read_only=True)
    try:
        with database.read() as connection:
            names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
            return {name: _dumped(connection.exec_driver_sql(f"SELECT * FROM {name}").all()) for name in names}
    finally:
        database.close()


def _dumped(rows: list[tuple[object, ...]]) -> bytes:
    cells = (cell for row in rows for cell in row)
    return b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells)


def everything_openable(program: Program) -> bytes:
    """Every file, every version, every name and every draft that these keys open, as text."""
    found: list[object] = []
    with program.desk.read() as cases:
        rows = cases.rows(list(cases.ids(CaseFilter(status=None))))
        found += [record.answers for row in rows for record in cases.open(row.id).file.records]
        found += [version.document for row in rows for version in cases.history(row.id)]
        found += [one.said for one in cases.people(None, 500, FOUND_BY)]
    found += [draft.answers for draft in program.desk.drafts.all()]
    return "\n".join(map(str, found)).encode()


def canaries_in(content: bytes) -> set[str]:
    return {hit.canary for hit in in_bytes(content, (*ALL, PLACE), "here")}


@pytest.mark.parametrize("role", WITH_A_DATABASE)
def test_no_answer_lies_in_a_raw_row_that_the_databases_key_shows(planted: Planted, role):
    tables = raw_rows(planted.field, role.value)
    assert len(tables["change"]) > 10_000
    assert {name: canaries_in(rows) for name, rows in tables.items() if name != "setting" and canaries_in(rows)} == {}


def test_the_programmes_own_list_of_places_is_all_that_names_the_village_in_raw_rows(planted: Planted):
    assert canaries_in(raw_rows(planted.field, Role.SUPERVISOR.value)["setting"]) == {VILLAGE, PLACE}


@pytest.mark.parametrize("role", WITH_A_DATABASE)
def test_a_role_opens_the_answers_of_the_rooms_in_the_table_and_no_other(planted: Planted, role):
    granted = [answers for key, answers in ANSWERS.items() if ROLE_KEYS[role][key] is Access.OPEN]
    with planted.signed_in(role) as program:
        assert canaries_in(everything_openable(program)) & EVERY_ANSWER == frozenset().union(*granted)


def test_the_table_makes_a_difference(planted: Planted):
    opened = {}
    for role in WITH_A_DATABASE:
        with planted.signed_in(role) as program:
            opened[role] = len(canaries_in(everything_openable(program)) & EVERY_ANSWER)
    assert opened[Role.SUPERVISOR] > opened[Role.CLINICIAN] > opened[Role.TRACING_OFFICER] > 0
    assert opened[Role.COORDINATOR] == opened[Role.AUDITOR] == 0


def test_only_who_typed_a_draft_opens_it(planted: Planted):
    drafts = {}
    for role in WITH_A_DATABASE:
        with planted.signed_in(role) as program:
            drafts[role] = len(program.desk.drafts.all())
    assert drafts == dict.fromkeys(WITH_A_DATABASE, 0) | {Role.CASEWORKER: 1}


def test_a_manager_has_no_key_to_the_database(planted: Planted):
    assert unlock(VaultFolder(planted.field), Role.MANAGER.value, PASSPHRASE, MEANS).database_key() is None
    with planted.signed_in(Role.MANAGER) as program, pytest.raises(NoDatabase):
        program.opened.begin()


def test_figures_that_a_manager_opens_hold_counts_and_no_answer(planted: Planted):
    folder = planted.field / "figures"
    assert in_folder(folder, (*ALL, PLACE)) == []
    with planted.signed_in(Role.MANAGER) as program:
        opened = all_figures(folder, program.keyring)
    assert opened
    assert canaries_in("\n".join(str(one.figures.to_bytes()) for one in opened).encode()) == set()


def test_headquarters_opens_its_database_and_no_answer_in_it(planted: Planted):
    tables = raw_rows(planted.hq, None)
    assert len(tables["change"]) > 10_000
    assert {name for name, rows in tables.items() if canaries_in(rows)} == set()
    program = open_program(planted.hq, None, PASSPHRASE, means=MEANS)
    assert canaries_in(everything_openable(program)) == set()
    program.close()
