"""Invented records in files, with hierarchies and a specification beside them."""

import csv
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.records.report import Extract, Way
from reintegration_desktop.reports.records.run import Means, anonymise_spec

SPEC = """
input = "records.csv"
separator = ";"
k = 3
suppression_limit = 0.05
metric = "entropy"
[quasi.age]
hierarchy = "age.csv"
[quasi.sex]
hierarchy = "sex.csv"
[quasi.district]
hierarchy = "district.csv"
[sensitive.outcome]
l = 2
kind = "distinct"
t = 0.5
[sensitive.score]
t = 0.5
distance = "ordered"
"""
QUASI = ("age", "sex", "district")
NAMES = ("name", *QUASI, "outcome", "score")


def told(ways: tuple[Way, ...]) -> bytes:
    """A picture that is but a word: what it looks like is another test's."""
    return str(len(ways)).encode()


def means(seed: int = 5) -> Means:
    return Means(Watch(lambda: 0.0, 0.0, NoProgress()), Random(seed), told)


def a_spec(folder: Path, text: str = SPEC, rows: int = 300, seed: int = 3) -> Path:
    """Records of young people in six districts, of some ages more than of others."""
    random = Random(seed)
    lines = [
        (f"Name {at}", random.choice([12, 13, 14, 14, 15, 15, 16, 17]), random.choice("fm"), f"d{random.randrange(6)}",
         random.choice(["home", "home", "school", "work"]), random.randrange(5))
        for at in range(rows)
    ]  # fmt: skip
    write(folder / "records.csv", [NAMES, *lines])
    write(folder / "age.csv", [(age, "12-14" if age < 15 else "15-17", "*") for age in range(12, 18)])
    write(folder / "sex.csv", [("f", "*"), ("m", "*")])
    write(folder / "district.csv", [(f"d{at}", f"p{at % 2}", "*") for at in range(6)])
    (folder / "spec.toml").write_text(text)
    return folder / "spec.toml"


def write(file: Path, rows: list[tuple[object, ...]]) -> None:
    with file.open("w", newline="") as lines:
        csv.writer(lines, delimiter=";").writerows(rows)


def made(folder: Path, text: str = SPEC, rows: int = 300) -> Extract:
    return anonymise_spec(a_spec(folder, text, rows), folder / "out", means())


def read(file: Path, separator: str = ";") -> list[dict[str, str]]:
    with file.open(newline="") as lines:
        return list(csv.DictReader(lines, delimiter=separator))


def classes_of(rows: list[dict[str, str]]) -> list[list[dict[str, str]]]:
    found: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in QUASI)].append(row)
    return list(found.values())


def farthest(rows: list[dict[str, str]], name: str, *, ordered: bool) -> float:
    """t, by the book: half of all differences, or what has to be carried from neighbour to neighbour."""
    overall = Counter(row[name] for row in rows)
    values = sorted(overall, key=float) if ordered else sorted(overall)
    found = []
    for one in classes_of(rows):
        own = Counter(row[name] for row in one)
        steps = [own[value] / len(one) - overall[value] / len(rows) for value in values]
        carried = [sum(steps[: at + 1]) for at in range(len(steps))]
        found.append(sum(map(abs, carried)) / (len(values) - 1) if ordered else sum(map(abs, steps)) / 2)
    return max(found)
