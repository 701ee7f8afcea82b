"""The real questions, loaded once."""

import pytest

from reintegration_desktop.forms.dictionary import Dictionary, load
from reintegration_desktop.kernel.locations import resources


@pytest.fixture(scope="session")
def dictionary() -> Dictionary:
    return load(resources() / "dictionary")
