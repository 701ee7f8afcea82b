"""The tables themselves: every column accounted for, every key fit to be spread by case, no more room than agreed."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import JSON, CheckConstraint, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from reintegration_desktop.store.tables import metadata
from tests.store.office import a_person, a_visit, an_edit, consent, open_a_case

COLUMNS = [column for table in metadata.sorted_tables for column in table.columns]
VISITS, VISIT_BYTES, CASE_BYTES, TEXT_BYTES = 250, 1_700, 10_000, 1_100


@dataclass(frozen=True)
class Todo:
    kind: str
    due_on: date
    urgent: bool = False
    record: UUID | None = None


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_a_column_is_open_for_somebody_or_sealed(column):
    assert len(column.info) == 1
    ((how, why),) = column.info.items()
    assert how in ("open", "sealed")
    assert why


def test_texts_in_the_clear_are_codes_and_never_free():
    texts = {str(column) for column in COLUMNS if isinstance(column.type, Text)}
    assert texts == {
        "case_.code", "case_.status", "case_.stage", "case_.risk", "case_.next_kind", "task.kind", "quarantine.reason",
        "quarantine.decided", "parked.reason", "paper.kind", "bundle_in.kind", "setting.name", "setting.value",
        "office.country", "office.code", "published.template", "published.period", "published.recipient",
        *(f"published_cell.{name}" for name in ("name", "measure", "dimensions", "nodes")),
        *(str(column) for column in metadata.tables["case_"].columns if column.name.startswith("agrees_to_")),
    }  # fmt: skip


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_a_table_can_be_spread_by_case_and_has_nothing_that_hinders_it(table):
    if "case_id" in table.columns:
        assert "case_id" in table.primary_key.columns
        assert all("case_id" in index.columns for index in table.indexes if index.unique)
    assert not table.foreign_keys
    assert not [constraint for constraint in table.constraints if isinstance(constraint, CheckConstraint)]
    assert not [column for column in table.columns if isinstance(column.type, JSON)]
    assert "WITHOUT ROWID" not in str(CreateTable(table))


def test_the_same_tables_can_be_made_on_postgresql():
    dialect = postgresql.dialect()
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        assert all(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)


def _bytes(laptop) -> int:
    laptop.database.checkpoint()
    with laptop.database.read() as connection:
        return connection.exec_driver_sql("PRAGMA page_count").scalar() * 4096


def _visit(laptop, case: UUID, number: int, **more) -> None:
    with laptop.store.begin() as work:
        work.save(case, a_visit(case, **more))
        work.tasks(case, [Todo("visit", date(2026, 4, 1) + timedelta(number)), Todo("plan_review", date(2026, 5, 1))])
        work.commit()


@pytest.mark.long
def test_a_case_and_a_visit_take_no_more_room_than_agreed(laptop):
    empty = _bytes(laptop)
    cases = []
    for _ in range(60):
        case = uuid4()
        edits = (a_person(case), consent(case), an_edit(case, "concerns", risk_level="medium"))
        cases.append(open_a_case(laptop, *edits, case=case))
    with_cases = _bytes(laptop)
    chosen = random.Random(7)
    for number in range(VISITS):
        _visit(laptop, chosen.choice(cases), number)
    with_visits = _bytes(laptop)
    for number in range(VISITS):
        _visit(laptop, chosen.choice(cases), number + VISITS, observations="She slept well. " * 31)
    with_words = _bytes(laptop)
    assert (with_cases - empty) / len(cases) <= CASE_BYTES
    assert (with_visits - with_cases) / VISITS <= VISIT_BYTES
    assert (with_words - with_visits) / VISITS <= VISIT_BYTES + TEXT_BYTES
