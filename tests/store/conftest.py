"""What the tests of the store stand on."""

import pytest

from tests.store.office import Laptop, a_laptop


@pytest.fixture
def laptop(tmp_path) -> Laptop:
    opened = a_laptop(tmp_path)
    yield opened
    opened.database.close()
