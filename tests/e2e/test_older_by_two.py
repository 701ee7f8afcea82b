"""Going on with an older vault gives up what was saved since, as bringing a backup back does: it takes two as well."""

import shutil
from pathlib import Path

import pytest

from reintegration_desktop.app.backups.older import Beside, accept_closed, accept_older, agreement, ask_second
from reintegration_desktop.app.program import Program
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.vault.errors import ActRefused, SecondNeeded
from tests.e2e.lines import Line
from tests.store.erasing.signers import PASSPHRASE, Signers, a_young_person

WHY = "The disk broke."


@pytest.fixture
def signers(tmp_path: Path) -> Signers:
    """An office whose database was put back behind the newest case."""
    made = Signers(tmp_path).begin()
    with made.opened() as program:
        a_young_person(program)
    shutil.copyfile(made.folder / "cases.db", tmp_path / "old.db")
    with made.opened() as program:
        a_young_person(program, 1)
    put_back(made)
    return made


def put_back(signers: Signers) -> None:
    for rest in ("cases.db", "cases.db-wal", "cases.db-shm"):
        (signers.folder / rest).unlink(missing_ok=True)
    shutil.copyfile(signers.place / "old.db", signers.folder / "cases.db")


def is_older(signers: Signers) -> bool:
    with signers.opened() as program:
        return program.rolled_back


def refused(program: Program, beside: Beside | None, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        accept_older(program, WHY, NoProgress(), agreement(program, beside))


def test_one_person_goes_on_with_it_where_nobody_else_decides_only(signers: Signers) -> None:
    with signers.opened() as program:
        assert program.rolled_back
        refused(program, None, SecondNeeded)
        refused(program, Beside("Esther", PASSPHRASE), ActRefused)
        refused(program, Beside("Ruth", PASSPHRASE), ActRefused)
    assert is_older(signers)


def test_a_second_person_beside_agrees_to_exactly_this_state(signers: Signers) -> None:
    program = accept_closed(signers.folder, "Esther", (PASSPHRASE, WHY), NoProgress(), signers.means,
                            Beside("Grace", PASSPHRASE))  # fmt: skip
    assert program.rolled_back
    assert not is_older(signers)
    with signers.opened() as program:
        a_young_person(program, 2)
        kept = [name for name in program.keyring.file.settings if name.startswith("restored:")]
        assert len(kept) == 1


def test_what_was_signed_for_another_state_or_before_counts_no_more(signers: Signers, tmp_path: Path) -> None:
    with signers.opened() as program:
        signed = agreement(program, Beside("Grace", PASSPHRASE))
        assert signed is not None
        (tmp_path / "once").write_bytes(signed.to_bytes())
        accept_older(program, WHY, NoProgress(), signed)
    with signers.opened() as program:
        a_young_person(program, 3)
    put_back(signers)
    with signers.opened() as program:
        refused(program, Beside(file=tmp_path / "once"), ActRefused)
        assert ask_second(program).body != signed.body


def test_by_command_a_request_is_signed_elsewhere(signers: Signers, tmp_path: Path) -> None:
    esther = Line(tmp_path, PASSPHRASE)
    go_on = ("vault", "accept-older", esther.vault, "--as", "Esther", "--reason", WHY, "--yes")
    assert "second person" in esther.refuses(*go_on)
    request, answer = tmp_path / "go-on.request", tmp_path / "go-on.signed"
    asked = esther.tells(*go_on, "--request", request)
    signed = esther.tells("vault", "sign-restore", request, answer, esther.vault, "--as", "Grace")
    assert signed["number"] == asked["number"]
    assert esther.tells(*go_on, "--signed", answer)["accepted"] is True
    assert not is_older(signers)
