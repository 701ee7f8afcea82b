"""Reports beside each other: other templates of the same counts, a year and its quarters."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.reports.errors import CannotBeProtected, CutsDiffer, NotForThem
from reintegration_desktop.reports.figures import Cut, Figures
from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.redesign import merged
from reintegration_desktop.reports.release import preview, release
from reintegration_desktop.reports.table import CellId, Key, Table
from tests.store.reports.figures import SEX, WATCH, a_request, formats

SMALL: CellId = ("supported", (("sex", "other"),))
THREE = replace(SEX, labels={**SEX.labels, "other": "Other"})


def figures(template: str, period: str, counts: Mapping[Key, int]) -> Figures:
    cut = Cut("supported", "Receiving support", "Receiving support.", (THREE,), counts, (("sex",),))
    return Figures(template, "Our own", period, UUID(int=1), "Kivara", date(2026, 10, 3), 0, (cut,))


def asked(template: str, period: str, other: int, boys: int = 40):
    counts = {("female",): 30, ("male",): boys, ("other",): other}
    return a_request(figures(template, period, counts))


def left(request, ledger: Sequence[Entry], folder: Path) -> Entry:
    return release(request, ledger, formats("json"), folder, WATCH).entry


def hidden(tables) -> set[CellId]:
    return {Table(one.name, "", one.measure, one.dimensions, {}).cell(key) for one in tables for key in one.hidden}


def test_what_one_template_hides_another_of_the_same_quarter_hides_too(tmp_path: Path):
    first = left(asked("programme", "2026-Q3", 3), [], tmp_path)
    again = preview(asked("donor", "2026-Q3", 3), [first], WATCH)
    assert again.earlier == 1
    assert hidden(again.report.tables) == {
        cell for table in first.tables for cell, count in table.by_cell().items() if count is None
    }


def test_another_quarter_is_another_matter(tmp_path: Path):
    first = left(asked("programme", "2026-Q3", 3), [], tmp_path)
    assert preview(asked("programme", "2026-Q2", 30), [first], WATCH).earlier == 0


def test_what_a_quarter_hides_its_year_hides_too(tmp_path: Path):
    quarter = left(asked("programme", "2026-Q3", 3), [], tmp_path)
    alone = preview(asked("annual", "2026", 60), [], WATCH)
    assert SMALL not in hidden(alone.report.tables)
    assert SMALL in hidden(preview(asked("annual", "2026", 60), [quarter], WATCH).report.tables)
    assert SMALL not in hidden(preview(asked("annual", "2025", 60), [quarter], WATCH).report.tables)


def after(folder: Path, *others: int) -> list[Entry]:
    """A year that was told, then its quarters from the first on, of which so many of the small group count."""
    ledger = [left(asked("annual", "2026", 60), [], folder)]
    for number, other in enumerate(others, 1):
        ledger.append(left(asked("programme", f"2026-Q{number}", other), ledger, folder))
    return ledger


def test_the_last_quarter_too_small_to_be_told_does_not_follow_its_year(tmp_path: Path):
    ledger = after(tmp_path, 20, 20, 20)
    assert preview(asked("programme", "2026-Q4", 20), ledger, WATCH).report.hidden == 0
    with pytest.raises(CannotBeProtected):
        preview(asked("programme", "2026-Q4", 3), ledger, WATCH)
    assert SMALL in hidden(preview(asked("programme", "2026-Q3", 3), ledger[:3], WATCH).report.tables)


def test_a_quarter_is_hidden_where_it_would_tell_the_only_hidden_one_of_its_year(tmp_path: Path):
    ledger = after(tmp_path, 20, 3)
    assert SMALL not in hidden(preview(asked("programme", "2026-Q3", 20), ledger, WATCH).report.tables)
    ledger = after(tmp_path, 20, 3, 20)
    assert SMALL in hidden(preview(asked("programme", "2026-Q4", 20), ledger, WATCH).report.tables)


def test_a_report_goes_to_none_but_its_readers(tmp_path: Path):
    request = asked("quarterly", "2026-Q3", 3)
    with pytest.raises(NotForThem):
        release(replace(request, recipient=Recipient.MONITORING), [], formats("json"), tmp_path, WATCH)
    assert list(tmp_path.iterdir()) == []


def test_who_documents_violations_and_headquarters_read_apart():
    sees = {(one, other) for one in Recipient for other in Recipient if one.sees(other)}
    assert (Recipient.MONITORING, Recipient.HEADQUARTERS) not in sees
    assert (Recipient.HEADQUARTERS, Recipient.MONITORING) not in sees
    assert {(Recipient.MONITORING, Recipient.DONOR), (Recipient.HEADQUARTERS, Recipient.PUBLIC)} <= sees
    assert (Recipient.DONOR, Recipient.MONITORING) not in sees


def test_categories_put_together_in_one_template_stay_together_in_every_other(tmp_path: Path):
    first = asked("programme", "2026-Q3", 30)
    apart = left(first, [], tmp_path)
    joined = replace(first, figures=merged(first.figures, ("sex", ("male", "other"))))
    together = left(joined, [], tmp_path)
    with pytest.raises(CutsDiffer):
        preview(asked("donor", "2026-Q3", 30), [together], WATCH)
    as_donor = replace(joined, figures=replace(joined.figures, template="donor"))
    with pytest.raises(CutsDiffer):
        preview(as_donor, [apart], WATCH)
    assert preview(as_donor, [together], WATCH).earlier == 1
