"""What came is told whole, also where who sent it can't be told: the stick takes no writing, or no card is here."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reintegration_desktop.app.peers import add_peer
from reintegration_desktop.app.travelling import came, send_all
from reintegration_desktop.cli import app
from reintegration_desktop.vault.office.cards import write_card
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.papers.codes import code_of
from tests.e2e.offices import PASSPHRASE, Offices, acquaint, add_cases, an_office, another_office, both, headquarters
from tests.e2e.test_travelling_by_the_window import counted, here
from tests.e2e.test_what_is_wanting import plain
from tests.rights import an_ordinary_user


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = both(tmp_path)
    yield made
    made.close()


@contextmanager
def write_protected(stick: Path) -> Iterator[None]:
    stick.chmod(0o555)
    with an_ordinary_user():
        yield
    stick.chmod(0o755)


def test_what_came_is_told_although_the_stick_takes_no_answer(offices: Offices, tmp_path: Path):
    uvira = another_office(tmp_path / "Uvira.vault", kept_root(offices.goma.keyring), "Uvira", "Ruth Baraka")
    acquaint(uvira, offices.hq)
    for office in (offices.goma, uvira):
        add_cases(office, 1)
        send_all(office, offices.stick)
    with write_protected(offices.stick):
        told = came(offices.hq, offices.stick)
    assert counted(told)["New cases"] == 2
    untold = sorted(plain(line.means) for line in told.lines if line.what == "Taken in, not told yet")
    happened = "The place for bundles can be read, but not written. They are told with the next look."
    assert untold == [f"Goma: {happened}", f"Uvira: {happened}"]
    assert len(here(offices.hq)) == 2
    assert counted(came(offices.hq, offices.stick)) == {"Taken in before": 2}
    assert counted(came(offices.goma, offices.stick))["Our bundles that arrived"] == 1
    uvira.close()


def commanded(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"REINTEGRATION_PASSPHRASE": PASSPHRASE})


@pytest.mark.parametrize("command", ["hq", "bundle"])
def test_the_command_line_tells_it_too_and_ends_with_one(tmp_path: Path, command: str):
    made = both(tmp_path)
    add_cases(made.goma, 1)
    send_all(made.goma, made.stick)
    made.close()
    with write_protected(made.stick):
        said = commanded(command, "receive", tmp_path / "hq.vault", made.stick)
    assert said.exit_code == 1
    assert "1 bundle was taken in." in said.stdout
    assert "Taken in; Goma could not be told: The place for bundles can be read, but not written." in said.stdout
    assert commanded(command, "receive", tmp_path / "hq.vault", made.stick).exit_code == 0


def test_who_sent_and_whose_card_is_not_here_is_told_by_the_window_and_the_command_line(tmp_path: Path):
    goma = an_office(tmp_path / "Goma.vault")
    hq = headquarters(tmp_path / "hq.vault", goma)
    card = write_card(hq.keyring)
    add_peer(goma.folder, goma.keyring, card, code_of(card))
    stick = tmp_path / "stick"
    stick.mkdir()
    add_cases(goma, 1)
    send_all(goma, stick)
    assert counted(came(hq, stick)) == {"New cases": 1, "Senders without a card here": 1}
    hq.close()
    said = commanded("bundle", "receive", tmp_path / "hq.vault", stick)
    assert "1 office could not be answered: take in its card." in said.stdout
    goma.close()
