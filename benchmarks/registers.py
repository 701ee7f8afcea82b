"""Invented registers: as many and as uneven records as a census extract, the same at every run, with hierarchies."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROWS, K, LIMIT = 30_162, 5, 0.04
_KINDS = (30, 25, 20, 10, 10, 5)


@dataclass(frozen=True)
class Attribute:
    """How often each value comes, how wide the groups of each level are, how much kinds of people differ in it."""

    often: tuple[float, ...]
    widths: tuple[int, ...] = ()
    differing: float = 1.5


def _falling(first: tuple[float, ...], rest: float, values: int) -> tuple[float, ...]:
    return (*first, *([rest] * (values - len(first))))


NINE = {
    "sex": Attribute((67, 33)),
    "age": Attribute(tuple(74 - abs(at - 20) for at in range(74)), (5, 10, 20)),
    "people": Attribute((86, 9.3, 3, 1, 0.8), differing=8),
    "family": Attribute((46.6, 32.2, 14, 3.1, 2.7, 1.2, 0.1), (3,)),
    "school": Attribute((32.6, 22, 16.7, 5.4, 4.3, 3.5, 3.3, 2.7, 1.8, 1.8, 1.5, 1.2, 1.2, 0.9, 0.5, 0.2), (3, 6)),
    "country": Attribute(_falling((91.2, 2.0, 0.4, 0.4, 0.3, 0.3), 0.15, 41), (7,), differing=8),
    "employer": Attribute((73.9, 8.3, 6.9, 4.2, 3.6, 3.1, 0.1), (2,)),
    "trade": Attribute((13.4, 13.4, 13.2, 12.3, 11.9, 10.6, 6.5, 5.2, 4.5, 4.4, 3.3, 3, 0.5, 0.1), (4,)),
    "income": Attribute((75, 25)),
}
"""12,960 ways to coarsen them."""


def a_register(folder: Path, names: Sequence[str] = tuple(NINE), rows: int = ROWS) -> Path:
    """Write records, hierarchies and a specification into a folder; returns the specification."""
    people = kinds(rows)
    columns = [_column(name, NINE[name], people) for name in names]
    with (folder / "records.csv").open("w", newline="") as lines:
        written = csv.writer(lines, delimiter=";")
        written.writerow(names)
        written.writerows(zip(*columns, strict=True))
    for name in names:
        (folder / f"{name}.csv").write_text("".join(";".join(line) + "\n" for line in lines_of(name)))
    quasi = "".join(f'[quasi.{name}]\nhierarchy = "{name}.csv"\n' for name in names)
    head = f'input = "records.csv"\nseparator = ";"\nk = {K}\nsuppression_limit = {LIMIT}\nmetric = "entropy"\n'
    (folder / "spec.toml").write_text(head + quasi)
    return folder / "spec.toml"


def kinds(rows: int) -> list[int]:
    """What kind of person each record is about, so that its answers hang together."""
    return Random("kinds").choices(range(len(_KINDS)), _KINDS, k=rows)


def lines_of(name: str) -> list[tuple[str, ...]]:
    """The hierarchy of an attribute, a line for each value."""
    attribute = NINE[name]
    return [
        (f"{name}-{at}", *(f"{name}-{at // width * width}+{width}" for width in attribute.widths), "*")
        for at in range(len(attribute.often))
    ]


def _column(name: str, attribute: Attribute, people: Sequence[int]) -> list[str]:
    random = Random(name)
    values = range(len(attribute.often))
    leaning = [[often * random.gammavariate(attribute.differing, 1) for often in attribute.often] for _ in _KINDS]
    drawn = [iter(random.choices(values, weights, k=len(people))) for weights in leaning]
    return [f"{name}-{next(drawn[kind])}" for kind in people]
