"""What a program of others measures in files that we wrote."""

from math import floor

import pytest

from benchmarks.peers import asked_of_peers
from reintegration_desktop.reports.records.recheck import Rechecked
from reintegration_desktop.reports.records.run import anonymise_spec
from tests.store.reports.extracts import QUASI, SPEC, a_spec, means

PYCANON = """
import pandas
from pycanon import anonymity as measured
quasi = asked["quasi"]

def measures(file):
    data = pandas.read_csv(file, sep=";", dtype={name: str for name in quasi})
    each = lambda measure: {name: float(measure(data, quasi, [name])) for name in asked["sensitive"]}
    return {"rows": len(data), "k": int(measured.k_anonymity(data, quasi)), "l": each(measured.l_diversity),
            "even": each(measured.entropy_l_diversity), "t": each(measured.t_closeness)}

print(json.dumps([measures(file) for file in asked["files"]]))
"""
EVEN = SPEC.replace('l = 2\nkind = "distinct"', 'l = 2.2\nkind = "entropy"')
ASKED = {
    "k, l and t": SPEC,
    "many alike": SPEC.replace("k = 3", "k = 12"),
    "even": EVEN,
    "close": SPEC.replace("t = 0.5", "t = 0.2"),
    "all that is asked, none withheld": EVEN.replace("t = 0.5", "t = 0.25").replace("= 0.05", "= 0"),
    "three different": SPEC.replace("l = 2", "l = 3").replace("t = 0.5", "t = 0.9"),
    "many withheld": EVEN.replace("= 0.05", "= 0.5").replace("t = 0.5", "t = 0.15"),
}


SEEDS = (3, 4)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Rechecked, dict]]]:
    """For what is asked, what we measured in each extract beside what the other program did, in one run."""
    ours, files = [], []
    for text in ASKED.values():
        for seed in SEEDS:
            folder = tmp_path_factory.mktemp("extract")
            ours.append(anonymise_spec(a_spec(folder, text, 400, seed), folder / "out", means()).rechecked)
            files.append(str(folder / "out" / "data.csv"))
    theirs = asked_of_peers(PYCANON, files=files, quasi=QUASI, sensitive=["outcome", "score"])
    both = list(zip(ours, theirs, strict=True))
    return {name: both[at * len(SEEDS) : (at + 1) * len(SEEDS)] for at, name in enumerate(ASKED)}


@pytest.mark.long
@pytest.mark.parametrize("name", ASKED)
def test_a_second_program_measures_the_same_k_l_and_t(measured, name: str):
    for ours, theirs in measured[name]:
        columns = ours.sensitive.items()
        assert (theirs["rows"], theirs["k"]) == (ours.rows, ours.k)
        assert theirs["l"] == {name: one.distinct for name, one in columns}
        assert theirs["even"] == pytest.approx({name: floor(one.entropy + 1e-9) for name, one in columns})
        assert theirs["t"] == pytest.approx({name: one.t for name, one in columns})
