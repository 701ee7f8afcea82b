"""Laws of the tables, in short: the long run of the same machine is ``python -m tests.machines cases``."""

import pytest
from hypothesis import settings

from tests.machines.cases import Office

RULES = {"max_examples": 3, "stateful_step_count": 14}

TestOffice = pytest.mark.long(Office.TestCase)
TestOffice.settings = settings(parent=settings.get_profile("suite"), **RULES)
