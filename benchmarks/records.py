"""Coarsening records with the least loss: the proved optimum, beside anjana's greedy answer on the same records."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np

from benchmarks.measure import Figure, in_turns, processor_seconds
from benchmarks.peers import asked_of_peers
from benchmarks.registers import LIMIT, NINE, ROWS, K, a_register, lines_of
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.records.grouping import Numbers, grouped, packed
from reintegration_desktop.reports.records.loading import load
from reintegration_desktop.reports.records.rule import Rule
from reintegration_desktop.reports.records.run import Means, anonymise_spec
from reintegration_desktop.reports.records.search import Found, Question, Search

ROUNDS = 3
SIX = ("sex", "age", "people", "family", "school", "country")
ANJANA = """
from contextlib import redirect_stdout
from io import StringIO
from time import process_time
import pandas
from anjana.anonymity import k_anonymity
from anjana.anonymity.utils import utils
names = asked["names"]
data = pandas.read_csv(asked["file"], sep=";", dtype=str)
trees = {name: dict(enumerate(map(pandas.Series, zip(*lines)))) for name, lines in asked["trees"].items()}
began = process_time()
with redirect_stdout(StringIO()):
    done = k_anonymity(data, [], names, asked["k"], 100 * asked["limit"], trees)
seconds = process_time() - began
levels = [int(level) for level in utils.get_transformation(done, names, trees)]
print(json.dumps({"seconds": seconds, "levels": levels, "rows": len(done)}))
"""


def run() -> dict[str, Figure]:
    """Nine quasi-identifiers, then six; promises are those of the design."""
    with TemporaryDirectory() as folder:
        nine = _measured(Path(folder), tuple(NINE))
    with TemporaryDirectory() as folder:
        six = _measured(Path(folder), SIX)
    with TemporaryDirectory() as folder:
        spec = a_register(Path(folder))
        whole = processor_seconds(lambda: _extract(spec, Path(folder) / "out"))
    grouping, sorting = in_turns([_group_by, _sort], 9)
    return {
        **{f"nine_{key}": figure for key, figure in nine.items()},
        **{f"six_{key}": figure for key, figure in six.items()},
        "whole": Figure("nine, with five ways, written and read back", whole, "s"),
        "grouping": Figure("100,000 x 6 put together", 1000 * grouping, "ms", 1000 * sorting, "one sort of as many"),
    }


def _measured(folder: Path, names: tuple[str, ...]) -> dict[str, Figure]:
    spec = a_register(folder, names)
    question = load(spec, NoProgress()).question
    found = _searched(question)
    theirs: list[dict[str, float]] = []
    trees = {name: lines_of(name) for name in names}
    file = str(folder / "records.csv")

    def peer() -> float:
        theirs.append(asked_of_peers(ANJANA, file=file, names=names, trees=trees, k=K, limit=LIMIT))
        return theirs[-1]["seconds"]

    alone, with_reading, beside = in_turns([lambda: _seconds(question), lambda: _reading_too(spec), peer], ROUNDS)
    loss, other = _loss(question, found.best.levels), _loss(question, theirs[0]["levels"])
    what, promised = f"{len(names)} quasi-identifiers, {question.lattice.nodes:,} nodes", 4.0 if len(names) > 6 else 0.5
    return {
        "optimum": Figure(f"{what}, {found.checked} looked at: proved optimum", alone, "s", promised=promised),
        "ratio": Figure(f"{what}: proved optimum, records in memory", alone, "s", beside, "anjana", 0.1),
        "reading": Figure(f"{what}: the same, the file read by us alone", with_reading, "s", beside, "anjana"),
        "loss": Figure(f"{what}: loss", loss / 1000, "kbit", other / 1000, "anjana", 1.0),
    }


def _searched(question: Question) -> Found:
    watch = Watch(process_time, process_time() + 600, NoProgress())
    found = Search(question, Rule(K, int(LIMIT * ROWS)), watch, question.nothing_known()).run()
    assert found.optimal
    return found


def _seconds(question: Question) -> float:
    return processor_seconds(lambda: _searched(question))


def _reading_too(spec: Path) -> float:
    return processor_seconds(lambda: _searched(load(spec, NoProgress()).question))


def _loss(question: Question, levels: list[int]) -> float:
    """What is lost at a node where classes that are too small are withheld, as both programs do."""
    at = tuple(levels)
    classes = question.at(at)
    small = classes.sizes < K
    assert int(classes.sizes[small].sum()) <= LIMIT * ROWS
    return question.lattice.spent_at(at) + classes.price(small, question.lattice, at)


def _extract(spec: Path, out: Path) -> None:
    anonymise_spec(spec, out, Means(Watch(process_time, 0.0, NoProgress()), Random(7), _no_picture))


def _no_picture(_ways: object) -> bytes:
    return b""


def _group_by() -> float:
    columns = [np.random.default_rng(at).integers(0, 20, 100_000) for at in range(6)]
    once = np.ones(100_000, dtype=np.int64)
    return processor_seconds(lambda: grouped(packed([Numbers(column, 20) for column in columns]), once))


def _sort() -> float:
    numbers = np.random.default_rng(7).integers(0, 20**6, 100_000)
    return processor_seconds(lambda: np.sort(numbers))
