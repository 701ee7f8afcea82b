"""The table of what an outsider worked out, a row for each kind of story."""

import re
from collections.abc import Mapping
from pathlib import Path

from tests.disclosure.kinds import KINDS

RESULTS = Path(__file__).parents[2] / "benchmarks" / "results" / "disclosure.md"
HEAD = """# What an outsider works out of everything that left

Written by the harness of `tests/disclosure`, each row by the command in it; `./dev soak disclosure` runs them all,
`./dev test` a short form of each. Made-up tables go through the program's own releases and ledgers; the files that left
are read back and solved together by code that shares nothing with the program, in the unknowns of the finest cells.

*Small* are published cells of 1 to 4 young people; *differences* those of 1 to 4 between two releases, of a year and
its quarters, of a programme and its offices. *Known* is how many of them an outsider learns to the last child, *narrow*
how many without being able to say both "none" and "five". Of a
correction nobody may tell whether there was one, nor its size but for as many as five. *Refused* releases did not leave. *Guards known*: hidden
cells that are not small themselves, and could be worked out all the same.

| stories | command | stories | left | refused | cells | hidden | small | known | narrow | differences | known | narrow | guards known | processor |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
"""  # noqa: E501 - a table's head is one line


def write(kind: str, command: str, times: int, found: Mapping[str, int], took: float) -> None:
    """Put a row in place of the earlier one of the same kind."""
    rows = dict(re.findall(r"^(\| [^|]* \| `python -m tests\.disclosure (\S+).*)$", _old(), re.MULTILINE))
    kept = {name: row for row, name in rows.items()}
    refused = sum(number for key, number in found.items() if key.startswith("refused"))
    numbers = [times, found["releases"], refused, *(found.get(key, 0) for key in (
        "cells", "hidden", "small cells", "small exact", "small narrow", "increment cells", "increment exact",
        "increment narrow", "guards exact"))]  # fmt: skip
    told = " | ".join(f"{number:,}" for number in numbers)
    kept[kind] = f"| {KINDS[kind].words} | `{command}` | {told} | {took:,.0f} s |"
    RESULTS.write_text(HEAD + "".join(f"{kept[name]}\n" for name in KINDS if name in kept))


def _old() -> str:
    return RESULTS.read_text() if RESULTS.exists() else ""
