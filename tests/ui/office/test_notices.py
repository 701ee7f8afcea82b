"""What was found at unlocking stands over the window until somebody has read it."""

from pathlib import Path

from reintegration_desktop.app.program import Program
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.hq.place import remember_server
from reintegration_desktop.store.settings import Settings
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.tasks import Tasks
from tests.e2e.offices import add_cases, headquarters, opened
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


def test_a_headquarters_whose_cases_lie_on_a_server_is_told_so_and_shows_no_empty_lists(
    goma: Program, tasks: Tasks, tmp_path: Path
) -> None:
    hq = headquarters(tmp_path / "hq.vault", goma)
    assert Place.SEND_RECEIVE in OpenWindow(hq, tasks, lambda: None).places
    assert hq.database is not None
    remember_server(Settings(hq.database))
    made = OpenWindow(hq, tasks, lambda: None)
    made.window.resize(1366, 690)
    made.window.show()
    wait_for(tasks)
    assert made.places == (Place.REPORTS, Place.SETTINGS)
    assert made.window.failure.isVisible()
    assert "keeps its cases on a database server" in " ".join(texts(made.window))
    made.window.go(Place.SETTINGS)
    wait_for(tasks)
    made.window.deleteLater()
    hq.close()
