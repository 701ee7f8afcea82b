"""Runs benchmarks by name: ``./dev bench windows search --json``; all of them without a name."""

import argparse
import json
import os
import platform
import subprocess
import sys
from importlib import import_module
from pkgutil import iter_modules

import benchmarks
from benchmarks.measure import Figure, fixed_work

ALONE = "REINTEGRATION_BENCH_ALONE"
PARTS = ("measure", "screen", "pages", "keepass", "vault", "resting", "passing", "peers", "registers", "__main__")


def names() -> list[str]:
    """The benchmarks there are: modules of this folder with a ``run``."""
    return sorted(module.name for module in iter_modules(benchmarks.__path__) if module.name not in PARTS)


def main() -> None:
    asked = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names()))
    asked.add_argument("--json", action="store_true", help="one JSON object for each instead of tables")
    given = asked.parse_args()
    if unknown := set(given.names) - set(names()):
        asked.error(f"there is no {', '.join(sorted(unknown))}; there is {', '.join(names())}")
    chosen = given.names or names()
    if not given.json:
        sys.stdout.write("" if ALONE in os.environ else the_machine())
        sys.stdout.flush()
    if len(chosen) > 1:
        _each_alone(chosen, as_lines=given.json)
        return
    figures: dict[str, Figure] = import_module(f"benchmarks.{chosen[0]}").run()
    told = {key: as_json(figure) for key, figure in figures.items()}
    sys.stdout.write(json.dumps({chosen[0]: told}) + "\n" if given.json else as_table(chosen[0], figures))
    sys.stdout.flush()


def _each_alone(chosen: list[str], *, as_lines: bool) -> None:
    """Every benchmark in a process of its own: none inherits the memory, the imports or the threads of another."""
    for name in chosen:
        command = [sys.executable, "-m", "benchmarks", name, *(["--json"] if as_lines else [])]
        subprocess.run(command, check=False, env={**os.environ, ALONE: "1"})


def the_machine() -> str:
    """What the figures were measured on, and how busy it was with other things."""
    told = (
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}",
        f"load before the run {os.getloadavg()[0]:.1f}, fixed work {1000 * fixed_work():.0f} ms",
    )
    return "\n".join(told) + "\n"


def as_json(figure: Figure) -> dict[str, object]:
    ratio = None if figure.ratio is None else round(figure.ratio, 3)
    own = {"ours": round(figure.ours, 4), "unit": figure.unit, "ratio": ratio}
    return {**own, "beside": figure.beside, "promised": figure.promised, "kept": figure.kept}


def as_table(name: str, figures: dict[str, Figure]) -> str:
    """A Markdown table, as it stands in ``results/``."""
    lines = [f"\n## {name}\n", "| what | ours | beside | ratio | promised | kept |", "|---|---|---|---|---|---|"]
    return "\n".join([*lines, *map(_row, figures.values())]) + "\n"


def _row(figure: Figure) -> str:
    beside = "" if figure.beside is None else f"{figure.beside:,.4g} {figure.unit} {figure.yardstick}".rstrip()
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    unit = "" if figure.ratio is not None else f" {figure.unit}"
    promised = "" if figure.promised is None else f"{figure.promised:,g}{unit}"
    kept = {None: "", True: "yes", False: "**no**"}[figure.kept]
    return f"| {figure.what} | {figure.ours:,.4g} {figure.unit} | {beside} | {ratio} | {promised} | {kept} |"


if __name__ == "__main__":
    main()
