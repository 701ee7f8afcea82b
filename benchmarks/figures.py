"""Figures of every template refreshed in one walk: the first time, unchanged, a day later, after some cases changed."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from benchmarks.measure import Figure, fixed_work
from benchmarks.vault import CLOCK, built, large
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.reports import count_figures
from reintegration_desktop.casework.figures.counting import to_the_end
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.edit import Edit

SLICE = 100
CHANGED = 500


def run() -> dict[str, Figure]:
    program = built(large()).open()
    assert program.database is not None
    with program.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM contribution")
    opening = _seconds(partial(_open_all, program))
    first = _seconds(partial(_count, program))
    program.close()
    program = built(large()).open()
    unchanged = _seconds(partial(_count, program))
    again = _seconds(partial(_count, program))
    _change(program)
    changed = _seconds(partial(_count, program))
    tomorrow = replace(program.means, clock=FixedClock(CLOCK.now() + timedelta(days=1)))
    later = _seconds(partial(_count, replace(program, means=tomorrow)))
    program.close()
    return {
        "first": Figure(f"figures of {large():,} cases counted the first time, all templates", first, "s"),
        "first_by_case": Figure(
            "the same, by case", 1000 * first / large(), "ms", 1000 * opening / large(), "opening alone", 3
        ),
        "unchanged": Figure("refreshed in a vault just opened, nothing changed", unchanged, "s"),
        "unchanged_by_case": Figure("the same, by case", 1000 * unchanged / large(), "ms"),
        "again": Figure("refreshed once more", again, "s"),
        "changed": Figure(
            f"refreshed after {CHANGED} cases changed, by changed case", 1000 * (changed - again) / CHANGED, "ms"
        ),
        "later": Figure("refreshed a day later", later, "s"),
        "fixed_work": Figure("fixed work", 1000 * fixed_work(), "ms"),
    }


def _seconds(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _open_all(program: Program) -> None:
    with program.desk.read() as cases:
        ids = list(cases.every())
    for first in range(0, len(ids), SLICE):
        with program.desk.read() as cases:
            cases.files(ids[first : first + SLICE])


def _change(program: Program) -> None:
    """A visit more in so many cases."""
    with program.desk.read() as cases:
        ids = list(cases.every())[:CHANGED]
    answers = Answers({"visited_on": CLOCK.today(), "child_seen": "yes"})
    for case in ids:
        with program.desk.begin() as work:
            work.save(case, Edit("follow_up", program.desk.new_id(), None, answers, frozenset(answers.given)))
            work.commit()


def _count(program: Program) -> None:
    to_the_end(count_figures(program, NoProgress()))
