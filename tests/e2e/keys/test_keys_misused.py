"""Somebody else may have had a colleague's keys: what they wrote since is put aside, and every pair is renewed."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.app.aside import adopt, aside_lines
from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.app.people import Misuse, take_away
from reintegration_desktop.app.program import Program, open_program
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.records import save_sheet, sheet
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.removal import remove_person
from reintegration_desktop.vault.roles import KeyName, Role
from reintegration_desktop.vault.unlocking import refreshed
from tests.e2e.lines import begun, id_of, let_in
from tests.e2e.offices import MEANS, PASSPHRASE, add_cases, an_office
from tests.ui.workplaces import NOW, QUICK

JONAS = "harbour lantern mosaic thistle quartz"
DAYS = timedelta(days=1)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Esther's vault with two cases, and Jonas in it."""
    program = an_office(tmp_path / "Goma.vault")
    add_person(program.folder, program.keyring, Newcomer("Jonas", "Jonas", Role.CASEWORKER), JONAS, MEANS)
    add_cases(program, 2)
    program.close()
    return tmp_path / "Goma.vault"


def on_day(vault: Path, person: str, passphrase: str, day: int) -> Program:
    """The vault, opened so many days after it began."""
    means = Means(FixedClock(NOW + day * DAYS), kdf=QUICK, floor=QUICK)
    return open_program(vault, person, passphrase, means=means)


def call(program: Program, case: UUID, nickname: str) -> None:
    one = sheet(program.desk, open_case(program.desk, case), "identification")
    save_sheet(program.desk, one.filled(one.filling.answer("nickname", nickname)))


def called(program: Program, case: UUID) -> str | None:
    return open_case(program.desk, case).file.one("identification").text("nickname")


def cases_of(program: Program) -> list[UUID]:
    with program.desk.read() as cases:
        return [one.case for one in cases.people(None, 10, ("nickname",))]


def written_by_jonas(vault: Path) -> tuple[UUID, UUID]:
    """On the second day an honest change of the first case, on the fifth of the second, and a case of their own."""
    second = on_day(vault, "Jonas", JONAS, 2)
    first, other = cases_of(second)
    call(second, first, "Honest")
    second.close()
    fifth = on_day(vault, "Jonas", JONAS, 5)
    call(fifth, first, "Forged")
    call(fifth, other, "Forged")
    add_cases(fifth, 1)
    fifth.close()
    return first, other


def removed(vault: Path, misuse: Misuse | None, day: int = 7) -> Program:
    """Esther removes Jonas, and opens the vault anew."""
    program = on_day(vault, "Esther", PASSPHRASE, day)
    jonas = next(one.id for one in program.keyring.people.current() if one.id != program.me.id)
    take_away(program, jonas, NoProgress(), misuse=misuse)
    program.close()
    return on_day(vault, "Esther", PASSPHRASE, day)


def test_what_was_written_since_that_day_is_put_aside_and_let_in_again(vault: Path):
    first, other = written_by_jonas(vault)
    program = removed(vault, Misuse((NOW + 4 * DAYS).date()))
    assert (called(program, first), called(program, other)) == ("Honest", None)
    assert len(cases_of(program)) == 2, "the case that was begun meanwhile is in no list"
    assert {line.why for line in aside_lines(program)} == {"It was written by a person who was removed."}
    assert check_vault(program, NoProgress()).sound
    adopt(program, next(line for line in aside_lines(program) if line.case == other))
    assert called(program, other) == "Forged"
    program.close()
    again = on_day(vault, "Esther", PASSPHRASE, 8)
    assert called(again, other) == "Forged", "what was let in is not put aside again"
    assert called(again, first) == "Honest"
    again.close()


def test_who_only_left_keeps_everything_that_they_wrote(vault: Path):
    first, other = written_by_jonas(vault)
    program = removed(vault, None)
    assert (called(program, first), called(program, other), len(cases_of(program))) == ("Forged", "Forged", 3)
    assert aside_lines(program) == []
    program.close()


def test_a_number_that_is_known_better_than_the_day_counts(vault: Path):
    first, other = written_by_jonas(vault)
    program = on_day(vault, "Esther", PASSPHRASE, 7)
    device, last = next(iter(program.opened.held_before(program.me.id).items()))
    program.close()
    program = removed(vault, Misuse(NOW.date(), {device: last[0]}))
    assert (called(program, first), called(program, other)) == ("Forged", "Forged")
    program.close()


def test_every_pair_is_renewed_at_once(vault: Path):
    program = on_day(vault, "Esther", PASSPHRASE, 1)
    before = {key: program.keyring.keys.generation(key) for key in KeyName}
    program.close()
    program = removed(vault, Misuse(NOW.date()), day=1)
    after = refreshed(program.folder, program.keyring).keys
    assert {key: after.generation(key) for key in KeyName} == {key: number + 1 for key, number in before.items()}
    program.close()


def test_killed_before_anything_was_put_aside_it_is_put_aside_at_the_next_opening(vault: Path):
    first, _ = written_by_jonas(vault)
    program = on_day(vault, "Esther", PASSPHRASE, 7)
    jonas = next(one.id for one in program.keyring.people.current() if one.id != program.me.id)
    last = program.opened.held_before(jonas, NOW + 4 * DAYS)
    remove_person(program.folder, program.keyring, jonas, program.means, last, misused=True)
    program.close()
    again = on_day(vault, "Esther", PASSPHRASE, 7)
    assert called(again, first) == "Honest"
    again.close()


def test_it_is_said_on_the_command_line(tmp_path: Path):
    line = begun(tmp_path)
    let_in(line, "Jonas", JONAS).adds(1, "Jonas")
    jonas = id_of(line, "Jonas")
    for wrong in ("--since 2026-03-01", "--compromised --since yesterday", "--compromised --after x"):
        assert line.says("person", "remove", line.vault, jonas, "--as", "Esther", *wrong.split()).exit_code == 2
    told = line.tells("person", "remove", line.vault, jonas, "--as", "Esther", "--compromised", "--since", "2026-01-01")
    assert (told["compromised"], told["database_renewed"]) == (True, True)
    assert line.codes() == set()
    assert line.tells("vault", "check", line.vault, "--as", "Esther")["sound"] is True
