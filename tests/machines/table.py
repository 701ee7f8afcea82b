"""The table of what the state machines came to, a row for each."""

import re
from pathlib import Path

from tests.machines.running import Walked

RESULTS = Path(__file__).parents[2] / "benchmarks" / "results" / "machines.md"
HEAD = """# State machines over real vaults

Written by the harness of `tests/machines`, each row by the command in it; `./dev soak machines` runs them all,
`./dev test` a short form of each. A step is a rule of the machine: somebody saves, decides, signs, asks, sends,
receives; bundles are lost, late, repeated, broken, out of order; clocks are turned; somebody forges. After every step
its laws are looked at, and at the end of a life of up to 200 steps everybody meets, and all must see the same.
*Divergences* are lives that broke a law.

| machine | command | steps | lives | divergences | happened | processor |
|---|---|---|---|---|---|---|
"""


def write(name: str, words: str, command: str, found: Walked, results: Path = RESULTS) -> str:
    """Put a row in place of the one of the same machine; returns it."""
    happened = ", ".join(f"{what} {times:,}" for what, times in sorted(found.happened.items()))
    row = (
        f"| {words} | `{command}` | {found.steps:,} | {found.lives:,} | {found.divergences:,} | {happened} "
        f"| {found.seconds:,.0f} s |\n"
    )
    old = results.read_text() if results.exists() else ""
    rows = {one[1]: one[0] for one in re.findall(r"^(\| [^|]* \| `python -m tests\.machines (\S+).*\n)", old, re.M)}
    rows[name] = row
    results.write_text(HEAD + "".join(rows[one] for one in sorted(rows)))
    return row
