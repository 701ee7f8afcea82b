"""A backup comes back over a vault once a second person agreed, wherever there is one: signed here, or elsewhere."""

from datetime import timedelta
from pathlib import Path
from shutil import copy

import pytest

from reintegration_desktop.app.backups.agreeing import ask, seconds_of, sign_asked, sign_here, who_asked
from reintegration_desktop.app.backups.making import back_up_vault
from reintegration_desktop.app.backups.restoring import restore_over
from reintegration_desktop.app.overseeing import log_verbs
from reintegration_desktop.app.program import Program
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.vault.errors import ActRefused, NotCustodian, SecondNeeded, WrongPassphrase
from reintegration_desktop.vault.papers.acts import Approval
from tests.e2e.lines import begun, let_in
from tests.e2e.offices import add_cases, an_office, opened
from tests.store.erasing.signers import PASSPHRASE, Signers, a_young_person, codes


@pytest.fixture
def signers(tmp_path: Path) -> Signers:
    """Esther and Grace are supervisors and custodians, certified by the root; the others are caseworkers and so on."""
    return Signers(tmp_path).begin()


def a_backup(program: Program) -> Path:
    a_young_person(program)
    kept = Path(copy(back_up_vault(program).path, program.folder.path.parent / "kept.age"))
    a_young_person(program, 1)
    return kept


def reasons(program: Program) -> str:
    lines = log_verbs(program).lines(program.desk.today - timedelta(days=3))
    return " ".join(line.reason.replace("\u2068", "").replace("\u2069", "") for line in lines)


def test_alone_nothing_comes_back_where_a_second_person_is_there(signers: Signers) -> None:
    with signers.opened() as program:
        backup = a_backup(program)
        assert [(one.name, one.signs_here) for one in seconds_of(program)] == [("Grace Achieng", True)]
        with pytest.raises(SecondNeeded):
            restore_over(program, backup, NoProgress())
        with pytest.raises(ActRefused):
            restore_over(program, backup, NoProgress(), ask(program, backup))
        assert len(codes(program)) == 2


def test_with_a_second_person_beside_it_comes_back_and_both_stand_in_the_log(signers: Signers) -> None:
    with signers.opened() as program:
        backup = a_backup(program)
        with pytest.raises(WrongPassphrase):
            sign_here(program, ask(program, backup), "Grace", "not her words")
        restore_over(program, backup, NoProgress(), sign_here(program, ask(program, backup), "Grace", PASSPHRASE))
    with signers.opened() as program:
        assert program.notices == () and len(codes(program)) == 1
        assert "back over the vault; Grace Achieng agreed." in reasons(program)


def test_it_is_signed_on_another_computer_with_a_file_there_and_a_file_back(signers: Signers) -> None:
    with signers.opened() as program:
        backup = a_backup(program)
        request = ask(program, backup).to_bytes()
        esther = program.me.id
    with signers.opened("Grace") as program:
        assert who_asked(program, request).id == esther
        answer = sign_asked(program, request)
    with signers.opened() as program:
        restore_over(program, backup, NoProgress(), Approval.from_bytes(answer))
    with signers.opened() as program:
        assert len(codes(program)) == 1
        a_young_person(program, 2)
        with pytest.raises(ActRefused) as refusal:
            restore_over(program, backup, NoProgress(), Approval.from_bytes(answer))
        assert refusal.value.facts["reason"] == "used"


def test_what_was_signed_counts_for_that_backup_and_for_seven_days_alone(signers: Signers) -> None:
    with signers.opened() as program:
        backup = a_backup(program)
        other = back_up_vault(program).path
        agreed = sign_here(program, ask(program, other), "Grace", PASSPHRASE)
        with pytest.raises(ActRefused) as refusal:
            restore_over(program, backup, NoProgress(), agreed)
        assert refusal.value.facts["reason"] == "other"
        forged = Approval(agreed.body, {**agreed.signatures, seconds_of(program)[0].id: bytes(64)})
        with pytest.raises(ActRefused) as refusal:
            restore_over(program, other, NoProgress(), forged)
        assert refusal.value.facts["reason"] == "people"
        signers.clock.turn(days=8)
        with pytest.raises(ActRefused) as refusal:
            restore_over(program, other, NoProgress(), agreed)
        assert refusal.value.facts["reason"] == "expired"


@pytest.mark.parametrize("label", ["Jonas", "Salma", "Ali"])
def test_who_does_not_decide_signs_nothing(signers: Signers, label: str) -> None:
    with signers.opened() as program:
        backup = a_backup(program)
        request = ask(program, backup).to_bytes()
        agreed = sign_here(program, ask(program, backup), label, PASSPHRASE)
        with pytest.raises(ActRefused) as refusal:
            restore_over(program, backup, NoProgress(), agreed)
        assert refusal.value.facts["reason"] == "people"
    with signers.opened(label) as program:
        with pytest.raises(ActRefused):
            sign_asked(program, request)
        with pytest.raises(NotCustodian):
            ask(program, backup)


def test_who_works_alone_confirms_alone_and_the_log_says_so(tmp_path: Path) -> None:
    goma = an_office(tmp_path / "Goma.vault")
    add_cases(goma, 1)
    backup = back_up_vault(goma)
    assert seconds_of(goma) == ()
    restore_over(goma, backup.path, NoProgress())
    back = opened(tmp_path / "Goma.vault")
    assert "back over the vault, alone." in reasons(back)
    back.close()


def test_the_commands_ask_agree_and_bring_back(tmp_path: Path) -> None:
    """Esther let Grace in: nobody else is there, so Grace's word is better than nobody's."""
    line = begun(tmp_path)
    kept = line.adds(1)
    line.tells("vault", "backup", line.vault, tmp_path / "goma.age", "--as", "Esther")
    grace = let_in(line, "Grace", "harbour lantern mosaic thistle quartz", "supervisor")
    line.adds(2)
    over = ("vault", "restore-over", tmp_path / "goma.age", line.vault, "--as", "Esther", "--yes")
    assert "second person" in line.refuses(*over)
    request, answer = tmp_path / "bring-back.request", tmp_path / "bring-back.signed"
    asked = line.tells("vault", "restore-request", tmp_path / "goma.age", request, line.vault, "--as", "Esther")
    signed = grace.tells("vault", "sign-restore", request, answer, line.vault, "--as", "Grace")
    assert (signed["asked_by"], signed["number"]) == ("Esther", asked["number"])
    assert line.tells(*over, "--signed", answer)["cases"] == 1
    assert line.codes() == {kept}
    assert "does not fit" in line.refuses(*over, "--signed", answer)
    words = line.writes("grace.txt", grace.passphrase)
    assert line.tells(*over, "--second", "Grace", "--second-passphrase-file", words)["cases"] == 1
