"""Settings, Backup: a folder for the lock, what there is, trying out, bringing back with typed words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.app.backups.making import back_up_vault
from reintegration_desktop.app.backups.screens import backup_verbs, standing
from reintegration_desktop.app.office_pages import Over
from reintegration_desktop.app.program import Program
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.ui.backups.restoring import RestorePage
from reintegration_desktop.ui.backups.section import BackupSection
from reintegration_desktop.ui.backups.verbs import BackupLine, RestoreVerbs
from reintegration_desktop.ui.backups.words import size_in_words
from reintegration_desktop.ui.inputs.second_person import Agreed
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.theme import dress_first
from tests.e2e.offices import add_cases, an_office, opened
from tests.ui.whole import texts
from tests.ui.workplaces import NOW, wait_for


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    dress_first()
    made = Tasks()
    yield made
    made.join(2)


class Shown:
    """The section over a real vault; ``pages`` came over it, ``locks`` counts."""

    def __init__(self, program: Program, tasks: Tasks, qtbot: QtBot, stick: Path) -> None:
        self.tasks, self.pages, self.locks = tasks, list[object](), 0
        over = Over(tasks, self.pages.append, lambda: None, lambda _: None, self._lock)
        self.section = BackupSection(tasks, backup_verbs(program, over), lambda *_: str(stick))
        qtbot.addWidget(self.section)
        self.section.show()
        wait_for(tasks)

    def _lock(self) -> None:
        self.locks += 1

    def press(self, button: object) -> None:
        button.click()  # type: ignore[attr-defined]
        wait_for(self.tasks)

    @property
    def words(self) -> str:
        return "\n".join(texts(self.section))


@pytest.fixture
def goma(tmp_path: Path) -> Iterator[Program]:
    program = an_office(tmp_path / "Goma.vault")
    add_cases(program, 2)
    yield program
    program.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def test_a_folder_is_chosen_for_the_lock_and_let_go(goma: Program, tasks: Tasks, qtbot: QtBot, stick: Path) -> None:
    shown = Shown(goma, tasks, qtbot, stick)
    assert "no backup is made at the lock" in shown.words
    shown.press(shown.section.choose)
    assert str(stick) in shown.words
    assert "Here now." in shown.words
    stick.rename(stick.with_name("drawer"))
    shown.section.ask()
    wait_for(tasks)
    assert "Not here now" in shown.words
    shown.press(shown.section.stop_using)
    assert standing(goma).folder is None


def test_a_backup_is_written_listed_and_tried_out(goma: Program, tasks: Tasks, qtbot: QtBot, stick: Path) -> None:
    shown = Shown(goma, tasks, qtbot, stick)
    assert "There is none within reach" in shown.words
    shown.press(shown.section.choose)
    shown.press(shown.section.write)
    assert "written and read back" in shown.section.told.accessibleName()
    assert "on this computer and in the chosen folder" in shown.words
    shown.press(shown.section.backups.try_out)
    assert (
        "came back whole, with \u20682\u2069 cases." in shown.words or "came back whole, with 2 cases." in shown.words
    )


def test_it_comes_back_once_the_words_were_typed_and_then_there_is_the_lock_alone(
    goma: Program, tasks: Tasks, qtbot: QtBot, stick: Path, tmp_path: Path
) -> None:
    made = back_up_vault(goma)
    add_cases(goma, 1)
    shown = Shown(goma, tasks, qtbot, stick)
    (line,) = backup_verbs(goma, Over(tasks, shown.pages.append, list, lambda _: None, shown._lock)).lines()
    assert line.path == made.path
    shown.section.backups._verbs.restore(line)
    (page,) = shown.pages
    assert isinstance(page, RestorePage)
    qtbot.addWidget(page)
    page.show()
    page.words.setText("bring")
    assert not page.deed.isEnabled()
    page.words.setText(" Bring back ")
    page.deed.trigger()
    wait_for(tasks)
    assert page.done.isVisible()
    assert not page.deed.isEnabled()
    assert not page.close_act.isEnabled()
    page._again.click()
    assert shown.locks == 1
    back = opened(tmp_path / "Goma.vault")
    assert back.notices == ()
    back.close()


def test_what_did_not_come_back_is_told_and_can_be_left(tasks: Tasks, qtbot: QtBot) -> None:
    def refuse(line: BackupLine, agreed: Agreed | None, progress: Progress) -> str:
        raise Refusal

    line = BackupLine(Path("x.age"), NOW, 1 << 20, elsewhere=False)
    page = RestorePage(tasks, RestoreVerbs(refuse, lambda: None), line)
    qtbot.addWidget(page)
    page.show()
    page.words.setText("bring back")
    page.deed.trigger()
    wait_for(tasks)
    assert page.failure.isVisible()
    assert page.close_act.isEnabled()


@pytest.mark.parametrize(
    ("size", "words"), [(900, "0.9 KB"), (240_405, "235 KB"), (34 << 20, "34 MB"), (3 << 29, "1.5 GB")]
)
def test_sizes_are_told_in_the_unit_that_suits(size: int, words: str) -> None:
    assert size_in_words(size).replace("\u2068", "").replace("\u2069", "") == words
