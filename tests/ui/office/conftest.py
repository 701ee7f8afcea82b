"""A real office for its pages: vault, database, lanes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reintegration_desktop.app.program import Program
from reintegration_desktop.ui.tasks import Tasks
from tests.e2e.offices import Offices, an_office, both


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.join(5)


@pytest.fixture
def goma(tmp_path: Path) -> Iterator[Program]:
    program = an_office(tmp_path / "Goma.vault")
    yield program
    program.close()


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = both(tmp_path)
    yield made
    made.close()
