"""Runs benchmarks by name: ``./dev bench windows search --json``; all of them without a name."""

import argparse
import json
import os
import platform
import sys
from importlib import import_module
from pkgutil import iter_modules

import benchmarks
from benchmarks.measure import Figure, fixed_work

PARTS = ("measure", "screen", "pages", "keepass", "vault", "resting", "passing", "__main__")


def names() -> list[str]:
    """The benchmarks there are: modules of this folder with a ``run``."""
    return sorted(module.name for module in iter_modules(benchmarks.__path__) if module.name not in PARTS)


def main() -> None:
    asked = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names()))
    asked.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    given = asked.parse_args()
    if unknown := set(given.names) - set(names()):
        asked.error(f"there is no {', '.join(sorted(unknown))}; there is {', '.join(names())}")
    found: dict[str, dict[str, Figure]] = {}
    if not given.json:
        sys.stdout.write(the_machine())
    for name in given.names or names():
        found[name] = import_module(f"benchmarks.{name}").run()
        if not given.json:
            sys.stdout.write(as_table(name, found[name]))
            sys.stdout.flush()
    if given.json:
        figures = {name: {key: as_json(figure) for key, figure in own.items()} for name, own in found.items()}
        sys.stdout.write(json.dumps({**figures, "fixed_work_seconds": round(fixed_work(), 3)}) + "\n")


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
