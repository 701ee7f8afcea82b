"""What was found at unlocking stands over the window until somebody has read it."""

from pathlib import Path

from reintegration_desktop.app.program import Program
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.ui.tasks import Tasks
from tests.e2e.offices import add_cases, opened
from tests.ui.whole import texts
from tests.ui.workplaces import wait_for


def test_an_older_database_is_told_over_the_window_and_can_be_read(goma: Program, tasks: Tasks, tmp_path: Path) -> None:
    add_cases(goma, 1)
    goma.close()
    older = goma.folder.database.read_bytes()
    newer = opened(tmp_path / "Goma.vault")
    add_cases(newer, 1)
    newer.close()
    goma.folder.database.write_bytes(older)
    program = opened(tmp_path / "Goma.vault")
    window = OpenWindow(program, tasks, lambda: None).window
    window.resize(1366, 690)
    window.show()
    wait_for(tasks)
    assert "older" in " ".join(texts(window))
    assert "new device" in " ".join(texts(window))
    window.deleteLater()
    program.close()


def test_a_window_over_a_sound_vault_says_nothing(goma: Program, tasks: Tasks) -> None:
    window = OpenWindow(goma, tasks, lambda: None).window
    window.show()
    wait_for(tasks)
    assert not window.failure.isVisible()
    window.deleteLater()
