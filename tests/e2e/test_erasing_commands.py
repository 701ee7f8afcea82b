"""Erasing from the command line: ordered, signed by a second person, looked at, taken back, a bin emptied."""

from pathlib import Path

import pytest

from reintegration_desktop.app.backups.making import back_up_vault
from reintegration_desktop.vault.backups.backup import backup_identity, restore_backup
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.means import Means, means_here
from tests.e2e.lines import Line
from tests.store.erasing.signers import PASSPHRASE, Signers, a_young_person, codes


class OnTheLine(Signers):
    """People of an office whose vault is opened by the command line, on the computer's own clock."""

    @property
    def means(self) -> Means:
        return means_here()


@pytest.fixture
def signers(tmp_path: Path) -> OnTheLine:
    return OnTheLine(tmp_path).begin()


@pytest.fixture
def line(signers: OnTheLine) -> Line:
    return Line(signers.place, PASSPHRASE)


def with_cases(signers: OnTheLine, number: int) -> list[str]:
    with signers.opened() as program:
        for at in range(number):
            a_young_person(program, at)
        return sorted(codes(program))


def test_two_people_erase_a_file_that_the_young_person_wants_gone(signers, line):
    code, other = with_cases(signers, 2)
    told = line.tells("case", "erase", line.vault, code, "--reason", "They asked.", "--child-asked", "--as", "Esther")
    assert (told["standing"], told["codes"], told["files"]) == ("signing", [code], 1)
    assert "not the second" not in line.refuses("case", "sign-erasure", line.vault, told["number"], "--as", "Esther")
    done = line.tells("case", "sign-erasure", line.vault, told["number"][:8], "--as", "Jonas")
    assert (done["standing"], done["codes"]) == ("everywhere", [])
    (listed,) = line.tells("case", "erasures", line.vault, "--as", "Grace")["erasures"]
    assert listed["confirmed"] and not listed["not_yet_heard_from"] and not listed["older_backups"]
    assert "Every copy" in line.says("case", "erasures", line.vault, "--as", "Grace").stdout
    assert [one["code"] for one in line.tells("case", "list", line.vault, "--as", "Esther")["cases"]] == [other]


def test_an_order_is_taken_back_and_one_too_soon_is_refused(signers, line):
    (code,) = with_cases(signers, 1)
    assert "not over" in line.refuses("case", "erase", line.vault, code, "--reason", "Old.", "--as", "Esther")
    told = line.tells("case", "erase", line.vault, code, "--reason", "A slip.", "--child-asked", "--as", "Esther")
    assert line.tells("case", "revoke-erasure", line.vault, told["number"], "--as", "Esther")["standing"] == "revoked"
    assert "No such order" in line.refuses("case", "sign-erasure", line.vault, "ffff", "--as", "Jonas")


def test_a_bin_is_not_emptied_before_its_time(signers, line):
    (code,) = with_cases(signers, 1)
    assert "30 days" in line.refuses("case", "empty-bin", line.vault, code, "--as", "Esther")


def test_a_computer_that_never_comes_back_is_given_up_and_waited_for_again(signers, line):
    (code,) = with_cases(signers, 1)
    VaultFolder(signers.folder).forget_device()
    order = ("case", "erase", line.vault, code, "--reason", "They asked.", "--child-asked", "--as", "Esther")
    number = line.tells(*order)["number"]
    line.tells("case", "sign-erasure", line.vault, number, "--as", "Jonas")
    (listed,) = line.tells("case", "erasures", line.vault, "--as", "Esther")["erasures"]
    (computer,) = listed["computers"]
    line.refuses("case", "give-up", line.vault, computer, "--reason", "It burnt.", "--as", "Ruth")
    line.tells("case", "give-up", line.vault, computer, "--reason", "It burnt.", "--as", "Esther")
    (listed,) = line.tells("case", "erasures", line.vault, "--as", "Grace")["erasures"]
    assert (listed["standing"], listed["computers"]) == ("but_given_up", [])
    assert "Esther Mbeki" in listed["given_up"][0]
    line.tells("case", "give-up", line.vault, computer, "--wait-again", "--as", "Grace")
    (listed,) = line.tells("case", "erasures", line.vault, "--as", "Esther")["erasures"]
    assert (listed["standing"], listed["computers"]) == ("destroyed", [computer])


def test_what_a_lost_order_destroyed_is_told_and_ordered_again(signers, line):
    (code,) = with_cases(signers, 1)
    with signers.opened() as program:
        backup = back_up_vault(program).path
        identity = backup_identity(program.keyring.own.seal_secret)
    order = ("case", "erase", line.vault, code, "--reason", "They asked.", "--child-asked", "--as", "Esther")
    number = line.tells(*order)["number"]
    line.tells("case", "sign-erasure", line.vault, number, "--as", "Jonas")
    older = VaultFolder(signers.place / "Older.vault")
    restore_backup(backup, [identity], older)
    told = line.tells("case", "erasures", older.path, "--as", "Grace")
    assert (told["erasures"], [one["number"] for one in told["lost"]]) == ([], [number])
    assert "once everybody who signed has opened this vault" in told["lost"][0]["what"]
    assert number[:8] in line.says("case", "erasures", older.path, "--as", "Grace").stdout
    assert "not permitted" not in line.refuses("case", "erase-again", older.path, number, "--as", "Ruth")
    again = line.tells("case", "erase-again", older.path, number[:8], "--as", "Grace")
    assert (again["standing"], again["files"]) == ("signing_again", 1)
    done = line.tells("case", "sign-erasure", older.path, again["number"], "--as", "Ruth")
    assert done["standing"] == "destroyed", "the vault that was left was another computer"
    told = line.tells("case", "erasures", older.path, "--as", "Esther")
    assert ([one["number"] for one in told["erasures"]], told["lost"]) == ([again["number"]], [])
