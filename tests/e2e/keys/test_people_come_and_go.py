"""People come into an office and leave it, over real vaults: what the pages of people call."""

from pathlib import Path

import pytest

from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.app.keys.letting_in import let_in
from reintegration_desktop.app.people import people_lines, ready_to_remove, roles_to_give
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.rotating import BESIDE
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.ui.settings.verbs import LettingIn, Standing
from reintegration_desktop.vault.errors import CodeDiffers, WrongPassphrase
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import add_person, join
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.requests import request
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.roles import Duty, Role
from tests.e2e.offices import MEANS, PASSPHRASE, add_cases, an_office, opened


@pytest.fixture
def goma(tmp_path: Path) -> Program:
    return an_office(tmp_path / "Goma.vault")


def with_jonas(program: Program):
    newcomer = Newcomer("Jonas Bahati", "Jonas", Role.CASEWORKER)
    return add_person(program.folder, program.keyring, newcomer, "jonas has five words here", MEANS)


def codes(program: Program) -> list[str]:
    with program.desk.read() as cases:
        return sorted(row.code for row in cases.rows(list(cases.ids(CaseFilter(status=None)))))


def test_somebody_is_let_in_by_a_file_there_and_a_file_back(goma: Program, tmp_path: Path):
    asked = request(VaultFolder(tmp_path / "Jonas.vault"), "Jonas", "jonas has five words here", MEANS)
    (tmp_path / "jonas.req").write_bytes(asked.content)
    wish = LettingIn(str(tmp_path / "jonas.req"), code_of(asked.content), "Jonas Bahati", Role.CASEWORKER,
                     frozenset({Duty.COURIER}), str(tmp_path / "jonas.ans"))  # fmt: skip
    code = let_in(goma, wish)
    answer = (tmp_path / "jonas.ans").read_bytes()
    assert code == code_of(answer)
    joined = join(VaultFolder(tmp_path / "Jonas.vault"), asked, answer, code, "jonas has five words here", MEANS)
    assert (joined.role, joined.duties) == (Role.CASEWORKER, {Duty.COURIER})
    assert [line.name for line in people_lines(goma)] == ["Esther Mbeki", "Jonas Bahati"]
    goma.close()


def test_a_code_that_was_misheard_lets_nobody_in(goma: Program, tmp_path: Path):
    asked = request(VaultFolder(tmp_path / "Jonas.vault"), "Jonas", "jonas has five words here", MEANS)
    (tmp_path / "jonas.req").write_bytes(asked.content)
    wish = LettingIn(str(tmp_path / "jonas.req"), "2222-2222-2222-2222-2222", "Jonas", Role.CASEWORKER, frozenset(),
                     str(tmp_path / "jonas.ans"))  # fmt: skip
    with pytest.raises(CodeDiffers):
        let_in(goma, wish)
    assert not (tmp_path / "jonas.ans").exists()
    assert len(people_lines(goma)) == 1
    goma.close()


def test_the_roles_offered_are_those_whose_keys_are_held(goma: Program):
    assert Role.HEADQUARTERS not in roles_to_give(goma)
    assert set(roles_to_give(goma)) == set(Role) - {Role.HEADQUARTERS}
    goma.close()


def test_after_a_removal_the_vault_opens_under_its_new_key_with_every_case(goma: Program, tmp_path: Path):
    jonas = with_jonas(goma)
    add_cases(goma, 4)
    before = codes(goma)
    ready_to_remove(goma, jonas.id, PASSPHRASE, None, NoProgress())(NoProgress())
    assert codes(goma) == before, "the window that is open goes on"
    assert [line.state for line in people_lines(goma)] == [Standing.CERTIFIED, Standing.REVOKED]
    goma.close()
    again = opened(tmp_path / "Goma.vault", "Esther")
    assert codes(again) == before
    assert check_vault(again, NoProgress()).sound
    assert not (tmp_path / "Goma.vault" / BESIDE).exists()
    again.close()
    once_more = opened(tmp_path / "Goma.vault", "Esther")
    assert codes(once_more) == before
    once_more.close()


def test_a_switch_that_was_killed_half_way_is_made_at_the_next_opening(goma: Program, tmp_path: Path):
    jonas = with_jonas(goma)
    add_cases(goma, 1)
    before = codes(goma)
    ready_to_remove(goma, jonas.id, PASSPHRASE, None, NoProgress())(NoProgress())
    goma.close()
    (tmp_path / "Goma.vault" / BESIDE).write_bytes(b"half a file")
    again = opened(tmp_path / "Goma.vault", "Esther")
    assert codes(again) == before
    again.close()


def test_a_wrong_passphrase_removes_nobody(goma: Program):
    jonas = with_jonas(goma)
    with pytest.raises(WrongPassphrase):
        ready_to_remove(goma, jonas.id, "other words", None, NoProgress())
    assert [line.state for line in people_lines(goma)] == [Standing.CERTIFIED] * 2
    goma.close()
