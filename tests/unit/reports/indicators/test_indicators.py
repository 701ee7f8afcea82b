"""Which cases each indicator counts, and which it doesn't, each with the reason in its name."""

import pytest

from tests.unit.reports.indicators.builder import Case, found
from tests.unit.reports.indicators.every import EVERY


def named(case: Case) -> str:
    return f"{case.measure}: {case.why}"


@pytest.mark.parametrize("case", [case for case in EVERY if case.part], ids=named)
def test_it_counts(case: Case):
    yielded = found(case)
    first = {one.get("met", one.get("acceptance", "yes")) for one in yielded}
    assert len(yielded) == case.times
    assert first <= {"yes", "welcomed"} or case.measure in ("caseload", "staff"), yielded


@pytest.mark.parametrize("case", [case for case in EVERY if not case.part], ids=named)
def test_it_does_not_count(case: Case):
    yielded = found(case)
    assert len(yielded) == (case.times if case.whole else 0)
    assert all(one.get("met") != "yes" and one.get("acceptance") != "welcomed" for one in yielded)
