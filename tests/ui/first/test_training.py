"""Looking round with invented cases: said in a frame, opened again after a lock, gone when it is closed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.app import training
from reintegration_desktop.app.beginning import FirstRun
from reintegration_desktop.app.program import Program, open_program
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.ui.first.beginning import Wish
from reintegration_desktop.ui.first.ways import Beginning
from reintegration_desktop.ui.start import Remembered, Start
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.theme import dress_first
from tests.ui.pages import first_run
from tests.ui.whole import texts


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object) -> Path:
    monkeypatch.setenv("REINTEGRATION_HOME", str(tmp_path))
    dress_first()
    return tmp_path


def explored(qtbot: QtBot) -> Program:
    opened: list[Program] = []
    page = first_run()
    qtbot.addWidget(page)
    FirstRun(opened.append, 3).begin(page, Wish(Beginning.EXPLORE), "")()
    return opened[0]


@pytest.fixture
def program(home: Path, qtbot: QtBot) -> Iterator[Program]:
    made = explored(qtbot)
    yield made
    made.close()


def test_a_frame_and_a_word_say_that_the_cases_are_invented(program: Program, qtbot: QtBot) -> None:
    tasks = Tasks()
    window = OpenWindow(program, tasks, lambda: None, training=program.training).window
    qtbot.addWidget(window)
    window.show()
    assert "TRAINING: invented cases" in texts(window)
    tasks.join(5)


def test_what_was_locked_opens_again_and_is_still_training(program: Program, home: Path) -> None:
    program.close()
    again = open_program(program.folder.path, None, training.told_words(program.folder.path, home))
    assert again.training
    again.close()


def test_the_unlock_page_fills_its_passphrase_in(program: Program, home: Path, qtbot: QtBot) -> None:
    class Opener:
        def prepare(self) -> None: ...

        def labels(self, vault: Path) -> tuple[str, ...]:
            return ("Trainee",)

        def told_words(self, vault: Path) -> str:
            return training.told_words(vault, home)

        def __getattr__(self, name: str) -> Any:
            raise AssertionError(name)

    start = Start(Opener(), Remembered(), program.folder.path, "1.0")
    qtbot.addWidget(start.page)
    words = training.told_words(program.folder.path, home)
    assert len(words.split()) == 5
    assert start._unlock_page.passphrase.text() == words
    assert any(words in text for text in texts(start.page))
    start.tasks.join(5)


def test_a_new_one_takes_the_place_of_those_that_were_closed(home: Path, qtbot: QtBot) -> None:
    first = explored(qtbot)
    second = explored(qtbot)
    assert {vault.name for vault in home.glob("*.vault")} == {first.folder.path.name, second.folder.path.name}
    first.close()
    second.close()
    third = explored(qtbot)
    assert [vault.name for vault in home.glob("*.vault")] == [third.folder.path.name]
    third.close()
    training.remove(third.folder.path, home)
    assert not list(home.glob("*.vault"))


def test_no_other_vault_is_ever_removed_or_told(home: Path) -> None:
    for other in (home / "Goma.vault", home / "elsewhere" / "training-1234.vault"):
        other.mkdir(parents=True)
        (other / "passphrase.txt").write_text("five words of another vault")
        training.remove(other, home)
        training.remove_old(home)
        assert other.exists()
        assert training.told_words(other, home) == ""
    (home / "training-abcd.vault").mkdir()
    training.remove_old(home)
    assert (home / "training-abcd.vault").exists()
