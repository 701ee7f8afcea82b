"""Opening a case and saving a visit, in a vault of 100,000 cases."""

import os
import random
import shutil
import time
from functools import partial
from pathlib import Path
from statistics import median
from uuid import UUID

from benchmarks.measure import Figure, fixed_work, percentile, seconds
from benchmarks.pages import Screen, application
from benchmarks.vault import CACHE, built, large
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.saving import save
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import CaseFilter

TRIES, PAGES = 200, 60


def run() -> dict[str, Figure]:
    path = _copy()
    program = built(large()).at(path).open()
    chosen = _chosen(program)
    opened = [seconds(partial(open_case, program.desk, case)) for case in chosen]
    painted = _painted(program, chosen)
    saved, busy = zip(*(_save(program, case) for case in chosen), strict=True)
    program.close()
    shutil.rmtree(path)
    return {
        "open_p95": Figure("a case read and opened, 95 of 100", 1000 * percentile(opened, 0.95), "ms"),
        "page_p50": Figure("from Enter to the painted case, half of them", 1000 * median(painted), "ms"),
        "page_p95": Figure(
            "from Enter to the painted case, 95 of 100", 1000 * percentile(painted, 0.95), "ms", promised=100
        ),
        "save_p50": Figure("saving a visit, half of them", 1000 * median(saved), "ms"),
        "save_p95": Figure("saving a visit, 95 of 100", 1000 * percentile(saved, 0.95), "ms", promised=50),
        "save_processor": Figure("saving a visit, on the processor", 1000 * median(busy), "ms", promised=3),
        "fixed_work": Figure("fixed work", 1000 * fixed_work(), "ms"),
    }


def _painted(program: Program, chosen: list[UUID]) -> list[float]:
    """Seconds from asking for a case until its page is painted and nothing more comes."""
    _application = application()
    screen = Screen(program)
    screen.wait(lambda: screen.open.workplace.people.complete)
    screen.settle()
    took = []
    for case in chosen[:PAGES]:
        took.append(screen.seconds_until_still(lambda case=case: screen.open.open_case(case)))
        screen.open.window.back()
        screen.settle()
    screen.close()
    return took


def _copy() -> Path:
    """A copy to write into, where this computer remembers nothing of; the large vault stays as it was built."""
    for old in CACHE.glob("written*.vault"):
        shutil.rmtree(old)
    path = CACHE / f"written-{os.getpid()}.vault"
    shutil.copytree(built(large()).path, path)
    return path


def _chosen(program: Program) -> list[UUID]:
    with program.desk.read() as cases:
        ids = random.Random(7).sample(list(cases.ids(CaseFilter())), TRIES)
        return [row.id for row in cases.rows(ids)]


def _save(program: Program, case: UUID) -> tuple[float, float]:
    """One more visit like the last one, in a case that is open: seconds on the clock, seconds on the processor."""
    file = open_case(program.desk, case).file
    answers = file.rows("follow_up")[-1].answers.with_("approached_by_armed_actor", "no")
    edit = Edit("follow_up", program.desk.new_id(), None, answers, frozenset(answers))
    began, busy = time.perf_counter(), time.process_time()
    save(program.desk, case, edit)
    return time.perf_counter() - began, time.process_time() - busy
