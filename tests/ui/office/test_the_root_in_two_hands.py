"""Once two people keep the root: it is taken out, brought for custodians, and brought for a lost passphrase."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.app.people import people_lines
from reintegration_desktop.app.program import Program
from reintegration_desktop.ui.first.root import RootCard
from reintegration_desktop.ui.first.taking_out import TakeRootOutPage
from reintegration_desktop.ui.settings.letting_in import LetInPage
from reintegration_desktop.ui.settings.removing import RemovePage
from reintegration_desktop.ui.settings.sheets import SheetsPage
from reintegration_desktop.ui.settings.verbs import Standing
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import join
from reintegration_desktop.vault.office.programme_root import half_files
from reintegration_desktop.vault.office.requests import read_request, request
from reintegration_desktop.vault.papers.codes import code_of
from tests.e2e.offices import MEANS, PASSPHRASE, opened
from tests.ui.conftest import Dress
from tests.ui.office.test_people_pages import NEW_WORDS, Desk, lost, put_on_paper
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for

FIRST, SECOND = "pebble canyon orchid saddle ribbon", "harbour lantern mosaic thistle quartz"
GRACE, RUTH = "velvet anchor meadow copper lantern", "walnut summit ginger puddle kettle"


@pytest.fixture
def desk(goma: Program, tasks: Tasks, qtbot: QtBot) -> Desk:
    return Desk(goma, tasks, qtbot)


def bring(card: RootCard, folder: Path) -> None:
    for line, file in zip(card.files, half_files(folder), strict=True):
        line.line.setText(str(file))
    for words, passphrase in zip(card.passphrases, (FIRST, SECOND), strict=True):
        words.setText(passphrase)


def take_out(desk: Desk, tasks: Tasks, folder: Path) -> None:
    page: TakeRootOutPage = desk.open(desk.ways.take_root_out)
    assert not page.deed.isEnabled()
    page.folder.line.setText(str(folder))
    for holder, words in zip(page.holders, (FIRST, SECOND), strict=True):
        holder.passphrase.setText(words)
        holder.again.setText(words[:-1])
    page.deed.trigger()
    wait_for(tasks)
    assert "The two differ." in texts(page)
    assert not half_files(folder)[0].exists()
    for holder, words in zip(page.holders, (FIRST, SECOND), strict=True):
        holder.again.setText(words)
    page.deed.trigger()
    wait_for(tasks)
    assert "The root is out of this vault." in texts(page)
    assert_whole(page)


def make_custodian(desk: Desk, tasks: Tasks, place: Path, label: str, words: str, root: Path) -> None:
    page: LetInPage = desk.open(desk.ways.add_person)
    vault, file, answer = VaultFolder(place / "Goma.vault"), place / f"{label}.req", place / f"{label}.ans"
    asked = request(vault, label, words, MEANS)
    file.write_bytes(asked.content)
    page.file.line.setText(str(file))
    page.code.setText(code_of(asked.content))
    page.name.setText(label)
    page.role.buttons["supervisor"].click()
    page.duties.ticks["custodian"].click()
    assert not page.deed.isEnabled()
    bring(page.root, root)
    if label == "Ruth":
        assert not page.deed.isEnabled()
        page.second.passphrase.setText(GRACE)
    page._pick = lambda *_: str(answer)  # the dialog's answer
    page.deed.trigger()
    wait_for(tasks)
    assert_whole(page)
    content = answer.read_bytes()
    join(vault, read_request(asked.content), content, code_of(content), words, MEANS)


def sheets_of(desk: Desk, tasks: Tasks) -> tuple[str, str]:
    """Both halves, made and put on paper."""
    sheets: SheetsPage = desk.open(desk.ways.make_sheets)
    first, second = (column._sheet for column in sheets.step.halves)
    put_on_paper(sheets, (first, second))
    sheets.deed.trigger()
    wait_for(tasks)
    return " ".join(first.words), " ".join(second.words)


def test_custodians_are_made_and_removed_and_a_passphrase_made_good(
    goma: Program, desk: Desk, tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    root = tmp_path / "offline"
    take_out(desk, tasks, root)
    assert desk.ways.keeps_root is not None and not desk.ways.keeps_root()
    make_custodian(desk, tasks, tmp_path, "Grace", GRACE, root)
    make_custodian(desk, tasks, tmp_path, "Ruth", RUTH, root)
    removing: RemovePage = desk.open(desk.ways.remove_person, people_lines(goma)[2])
    removing.passphrase.setText(PASSPHRASE)
    assert not removing.deed.isEnabled()
    bring(removing.root, root)
    removing.deed.trigger()
    wait_for(tasks)
    assert [one.state for one in people_lines(goma)].count(Standing.REVOKED) == 1
    first, second = sheets_of(desk, tasks)
    goma.close()
    page = lost(tasks, qtbot, tmp_path / "Goma.vault", first, second)
    assert not page.deed.isEnabled()
    bring(page.root, root)
    assert_whole(page)
    brought: list[Program] = []
    page.recovered.connect(brought.append)
    page.deed.trigger()
    wait_for(tasks)
    assert brought, texts(page)
    brought[0].close()
    opened(tmp_path / "Goma.vault", "Esther", NEW_WORDS).close()


def test_one_who_agrees_elsewhere_writes_a_signature_for_a_colleague(
    goma: Program, desk: Desk, tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    root = tmp_path / "offline"
    take_out(desk, tasks, root)
    make_custodian(desk, tasks, tmp_path, "Grace", GRACE, root)
    asked = request(VaultFolder(tmp_path / "Goma.vault"), "Ruth", RUTH, MEANS)
    (tmp_path / "Ruth.req").write_bytes(asked.content)
    page: LetInPage = desk.open(desk.ways.add_person)
    page.file.line.setText(str(tmp_path / "Ruth.req"))
    page.code.setText(code_of(asked.content))
    page.name.setText("Ruth")
    page.role.buttons["supervisor"].click()
    assert not page.second.isVisible()
    page.duties.ticks["custodian"].click()
    assert page.second.isVisible() and page.second.ask.isEnabled()
    page.second.ask_wanted.emit(str(tmp_path / "ruth.signed"))
    wait_for(tasks)
    assert (tmp_path / "ruth.signed").exists()
    assert "Your signature for Ruth is written" in " ".join(texts(page)).replace("\u2068", "").replace("\u2069", "")
    assert len(people_lines(goma)) == 2


@pytest.mark.parametrize(("theme", "factor", "language"), [("light", 1.5, "qps"), ("sunlight", 1.5, "ar"),
                                                           ("dark", 1.0, "en")])  # fmt: skip
def test_the_pages_are_whole_in_every_look(
    goma: Program, desk: Desk, tasks: Tasks, dress: Dress, tmp_path: Path, theme: str, factor: float, language: str
) -> None:
    dress(theme, factor, language)
    assert_whole(desk.open(desk.ways.take_root_out))
