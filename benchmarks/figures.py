"""Figures of every template refreshed in one walk, beside opening the same cases and counting nothing."""

import time
from functools import partial

from benchmarks.measure import Figure, fixed_work
from benchmarks.vault import built, large
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.reports import count_figures
from reintegration_desktop.casework.figures.counting import to_the_end
from reintegration_desktop.kernel.progress import NoProgress

SLICE = 100


def run() -> dict[str, Figure]:
    program = built(large()).open()
    opening = _seconds(partial(_open_all, program))
    counting = _seconds(partial(_count, program))
    program.close()
    return {
        "refresh": Figure(f"figures of {large():,} cases refreshed, all templates", counting, "s"),
        "ratio": Figure(
            "the same, by case", 1000 * counting / large(), "ms", 1000 * opening / large(), "opening alone", 3
        ),
        "fixed_work": Figure("fixed work", 1000 * fixed_work(), "ms"),
    }


def _seconds(work: partial[None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _open_all(program: Program) -> None:
    with program.desk.read() as cases:
        ids = list(cases.every())
    for first in range(0, len(ids), SLICE):
        with program.desk.read() as cases:
            cases.files(ids[first : first + SLICE])


def _count(program: Program) -> None:
    to_the_end(count_figures(program, NoProgress()))
