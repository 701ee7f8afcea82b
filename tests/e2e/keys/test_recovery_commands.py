"""A lost passphrase, on the command line: two halves bring everything back, once."""

import shutil
from pathlib import Path
from secrets import token_bytes

import pytest

from reintegration_desktop.cli.secrets import passphrase_words
from reintegration_desktop.store.database import open_database
from reintegration_desktop.store.errors import DatabaseDamaged
from reintegration_desktop.vault.errors import HalvesDiffer
from reintegration_desktop.vault.office.recovery import keep_recovery, new_sheets, refuse_unrecoverable
from reintegration_desktop.vault.passphrases.halves import half_of, words_of
from reintegration_desktop.vault.unlocking import unlock
from tests.e2e.lines import Line, begun, let_in
from tests.e2e.offices import MEANS

NEW, JONAS = "pebble canyon orchid saddle ribbon", "harbour lantern mosaic thistle quartz"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Esther's vault with a case, and Jonas in it."""
    line = begun(tmp_path_factory.mktemp("office"))
    let_in(line, "Jonas", JONAS).adds(1, "Jonas")
    return line.folder.path


@pytest.fixture
def line(office: Path, tmp_path: Path) -> Line:
    shutil.copytree(office, tmp_path / office.name)
    return Line(tmp_path)


def sheets(line: Line) -> tuple[str, str]:
    """The words on two new sheets."""
    made, esther = new_sheets(token_bytes), unlock(line.folder, "Esther", line.passphrase, MEANS)
    keep_recovery(line.folder, esther, made.public, MEANS)
    first, second = (" ".join(words_of(half, passphrase_words())) for half in (made.first, made.second))
    return first, second


def half_files(line: Line, words: tuple[str, str]) -> tuple[object, ...]:
    files = [line.writes(f"half-{number}", half) for number, half in enumerate(words)]
    return ("--half-file", files[0], "--half-file", files[1])


def recovers(line: Line, words: tuple[str, str], label: str = "Esther") -> tuple[object, ...]:
    new = line.writes("new", NEW)
    return ("vault", "recover", line.vault, "--label", label, *half_files(line, words), "--new-passphrase-file", new)


def test_sheets_made_on_the_command_line_bring_a_vault_back(line: Line):
    made = line.tells("vault", "sheets", line.vault, "--as", "Esther", "--into-this-output")
    assert line.tells(*recovers(line, (made["first"], made["second"])))["keys_renewed"] is True


def test_the_halves_are_not_printed_where_somebody_else_may_read_them(line: Line):
    assert "secrets" in line.refuses("vault", "sheets", line.vault, code=2)


def test_two_halves_bring_a_vault_back_and_everything_is_renewed(line: Line):
    before, words = line.codes(), sheets(line)
    old_key = unlock(line.folder, "Esther", line.passphrase, MEANS).database_key()
    assert line.tells(*recovers(line, words))["keys_renewed"] is True
    esther = Line(line.base, NEW)
    assert esther.codes() == before
    assert Line(line.base, JONAS).codes("Jonas") == before
    assert line.says("case", "list", line.vault, "--as", "Esther").exit_code == 1
    with pytest.raises(DatabaseDamaged):
        open_database(line.folder.database, old_key)


def test_sheets_that_were_used_open_nothing_any_more_and_new_ones_do(line: Line):
    words = sheets(line)
    line.tells(*recovers(line, words))
    assert "belong together" in line.refuses(*recovers(line, words))
    line.folder.json.unlink()
    halves = tuple(half_of(half, passphrase_words()) for half in words)
    with pytest.raises(HalvesDiffer):
        refuse_unrecoverable(line.folder.read().writing, halves, "Esther")
    again = sheets(Line(line.base, NEW))
    assert line.tells(*recovers(line, again))["keys_renewed"] is True


def test_whoever_is_no_custodian_is_recovered_and_a_custodian_is_asked_to_renew(line: Line):
    said = line.says(*recovers(line, sheets(line), "Jonas"))
    assert said.exit_code == 0, said.output
    assert "ask a custodian" in said.stderr
    assert Line(line.base, NEW).codes("Jonas") == line.codes()


def test_halves_that_were_mistyped_change_nothing(line: Line):
    words = sheets(line)
    before = line.folder.json.read_bytes()
    assert "compare each word" in line.refuses(*recovers(line, (words[0] + " abacus", words[1]))).lower()
    assert "belong together" in line.refuses(*recovers(line, (words[0], words[0])))
    assert "whose slot" in line.refuses(*recovers(line, words, "Nobody"))
    assert line.folder.json.read_bytes() == before
