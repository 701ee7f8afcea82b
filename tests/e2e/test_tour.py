"""The tour shows the whole job: what it tells is what lies in its folder."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from reintegration_desktop.app.program import open_program
from reintegration_desktop.casework import today
from reintegration_desktop.casework.today import Verb
from reintegration_desktop.cli.touring.staff import CASEWORKER, Tour
from tests.e2e.planted import MEANS

CASES = 25
PROGRAM = (sys.executable, "-c", "from reintegration_desktop.cli import main; main()")
TOLD = {
    "cases", "visits", "changes", "report_files", "hidden_cells", "bundle_bytes", "hq_cases", "digest_equal",
    "screens", "passphrase", "seconds",
}  # fmt: skip

pytestmark = pytest.mark.long


@dataclass(frozen=True, slots=True)
class Toured:
    """What the tour printed, and the folder it made."""

    out: Path
    exit: int
    printed: str
    aside: str

    @property
    def told(self) -> dict[str, object]:
        return json.loads(self.printed)


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Toured:
    """The tour, taken once by a program of its own."""
    out = tmp_path_factory.mktemp("tour") / "made"
    command = [*PROGRAM, "tour", "--out", str(out), "--cases", str(CASES), "--json"]
    env = {name: value for name, value in os.environ.items() if name != "REINTEGRATION_PASSPHRASE"}
    done = subprocess.run(
        command, capture_output=True, text=True, env=env | {"QT_QPA_PLATFORM": "offscreen"}, check=False, timeout=500
    )
    return Toured(out, done.returncode, done.stdout, done.stderr)


def test_the_tour_ends_well_and_prints_one_object_with_everything_that_is_promised(toured: Toured):
    assert toured.exit == 0, toured.aside
    assert toured.told.keys() == TOLD
    assert toured.printed.count("\n") == 1
    assert "Traceback" not in toured.aside


def test_headquarters_holds_what_the_office_holds(toured: Toured):
    told = toured.told
    assert told["digest_equal"] is True
    assert told["hq_cases"] == told["cases"]
    assert told["cases"] == CASES + 1, "the invented ones, and the intake that was typed"
    assert told["changes"] > told["cases"] < told["visits"]
    assert sum(path.stat().st_size for path in (toured.out / "field.vault" / "figures").iterdir()) > 0


def test_the_caseworker_finds_a_desk_in_the_middle_of_its_work(toured: Toured, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REINTEGRATION_HOME", str(toured.out / "home"))
    program = open_program(toured.out / "field.vault", "Caseworker", str(toured.told["passphrase"]))
    try:
        shown = today.look(program.desk)
    finally:
        program.close()
    verbs = Counter(waiting.verb for waiting in shown.waiting)
    assert verbs == {Verb.CONTINUE: 2, Verb.CHOOSE: 1}
    assert [waiting.number for waiting in shown.waiting if waiting.verb is Verb.CHOOSE] == [2]
    assert 1 <= sum(due.urgent for due in shown.overdue) <= 3
    assert len(shown.overdue) < CASES / 2
    assert all(due.late < 31 for due in shown.overdue)


@pytest.mark.parametrize(("cases", "workers"), [(20, 1), (200, 3), (500, 8), (100_000, 12)])
def test_caseworkers_share_the_cases(tmp_path: Path, cases: int, workers: int):
    tour = Tour(tmp_path, cases, 7, "", MEANS)
    assert len(tour.caseworkers) == len(set(tour.caseworkers)) == workers
    assert tour.caseworkers[0] == CASEWORKER


def test_the_report_left_with_its_hidden_cells_counted(toured: Toured):
    assert {Path(file).suffix for file in toured.told["report_files"]} >= {".xlsx", ".pdf", ".csv", ".json"}
    assert all(Path(file).stat().st_size for file in toured.told["report_files"])
    assert toured.told["hidden_cells"] > 0


def test_every_page_was_drawn_in_every_look(toured: Toured):
    pictures = list((toured.out / "screens").glob("*.png"))
    assert len(pictures) == toured.told["screens"] > 60
    by_look = [sum(path.stem.endswith(look) for path in pictures) for look in ("_dark", "_arabic")]
    assert by_look[0] == by_look[1] == len(pictures) / 3


def test_every_part_was_timed(toured: Toured):
    seconds = toured.told["seconds"]
    assert seconds.keys() >= {"vault", "headquarters", "cases", "figures", "screens", "report", "bundle", "all"}


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    command = [*PROGRAM, "tour", "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    assert (done.returncode, done.stdout) == (2, "")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
