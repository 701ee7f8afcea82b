"""A programme as its countries, which exchange nothing: each in a process of its own, two at a time."""

import gc
import json
import multiprocessing
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from functools import reduce
from operator import add
from pathlib import Path

from tests.nemesis.run import run
from tests.nemesis.verdict import Verdict

CASES_A_COUNTRY, AT_A_TIME = 100_000, 2
_FAST = Path("/dev/shm")


def run_all(cases: int, seed: int, kept: Path, at_a_time: int = AT_A_TIME, a_country: int = CASES_A_COUNTRY) -> Verdict:
    """Let so many cases be taken in, and add up what came of it; memory is that of the countries at a time.

    ``kept`` is a folder for the verdict of each country: a run that was broken off goes on from there.
    """
    countries = max(1, round(cases / a_country))
    seeds = [seed] if countries == 1 else [f"{seed}/{number}" for number in range(countries)]
    found = list(_found(cases // countries, seeds, kept, at_a_time))
    largest = sorted((one.megabytes for one in found), reverse=True)[:at_a_time]
    return replace(reduce(add, found), megabytes=sum(largest))


def _found(cases: int, seeds: list[int | str], kept: Path, at_a_time: int) -> Iterator[Verdict]:
    files = [kept / f"{cases}-{str(seed).replace('/', '-')}.json" for seed in seeds]
    yield from (_read(file) for file in files if file.exists())
    open_ones = [(seed, file) for seed, file in zip(seeds, files, strict=True) if not file.exists()]
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(at_a_time, spawned, max_tasks_per_child=1) as pool:
        running = {pool.submit(country, cases, seed): file for seed, file in open_ones}
        for done in as_completed(running):
            file, verdict = running[done], done.result()
            keep(file, verdict)
            sys.stderr.write(
                f"{file.stem}: {verdict.seconds:,.0f} s, {verdict.megabytes:,.0f} MB, {verdict.is_clean}\n"
            )
            yield verdict


def country(cases: int, seed: int | str) -> Verdict:
    """One of them. Nothing here goes round in circles, so that nobody looks for it among millions."""
    gc.disable()
    with tempfile.TemporaryDirectory(dir=_FAST if _FAST.is_dir() else None) as folder:
        return run(cases, seed, Path(folder))


def keep(file: Path, verdict: Verdict) -> None:
    """Write a country's verdict down."""
    file.write_text(json.dumps(vars(verdict)))


def _read(file: Path) -> Verdict:
    content = json.loads(file.read_text())
    return Verdict(**content | {name: Counter(content[name]) for name in ("refused", "happened")})
