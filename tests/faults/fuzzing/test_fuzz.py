"""Every reader of files from outside reads what comes or refuses it by name: no other error comes out of it."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faults.fuzzing.fuzz import all_targets
from tests.faults.fuzzing.targets import Target, damaged

NAMES = (
    "vault.json", "vault.json signed anew", "a slot", "a grant", "a device's memory", "a request", "an answer",
    "a card", "a certificate", "a revocation", "a sealed document", "a document", "a sealed file", "cases, a line each",
    "cases in a table", "cases in a workbook", "a map of columns", "a form's questions", "lists of answers",
    "an unsealed backup", "a paper", "a recording", "a Word document", "an open document",
    "a workbook that is looked at", "an open workbook", "rich text", "a bundle", "a bundle's content",
    "a bundle's manifest", "a bundle's line",
)  # fmt: skip


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Target]:
    place: Path = tmp_path_factory.mktemp("fuzz")
    return {target.name: target for target in all_targets(place)}


def test_every_reader_is_fed(readers):
    assert tuple(readers) == NAMES


@pytest.mark.parametrize("name", NAMES)
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 3))
def test_a_damaged_sample_is_read_or_refused_by_name(readers, name, seed, changes):
    chance, target = random.Random(seed), readers[name]
    content = chance.choice(target.samples)
    for _ in range(changes):
        content = damaged(content, chance)
    target.read(content)


@pytest.mark.parametrize("name", NAMES)
@given(content=st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_anything_at_all_is_read_or_refused_by_name(readers, name, content):
    readers[name].read(content)


@pytest.mark.parametrize("name", NAMES[:-2])
def test_the_sample_itself_is_sound(readers, name):
    assert all(readers[name].read(sample) for sample in readers[name].samples)
