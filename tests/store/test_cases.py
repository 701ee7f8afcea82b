"""Lists come from the folds, in the order asked, and files as the reader's keys allow."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.casework.people import FOUND_BY
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.store.errors import CaseNotHere
from tests.store.office import a_person, a_visit, an_edit, case_facts, consent, open_a_case, save


@dataclass(frozen=True)
class Todo:
    kind: str
    due_on: date
    urgent: bool = False
    record: UUID | None = None


def give_tasks(laptop, case, *tasks):
    with laptop.store.begin() as work:
        work.tasks(case, tasks)
        work.commit()


@pytest.fixture
def office(laptop):
    """Four cases: one urgent, one due, one without a task, one closed."""
    cases = {}
    for name, status, risk in (
        ("b", "open", "low"),
        ("a", "open", "high"),
        ("c", "open", None),
        ("d", "closed", "high"),
    ):
        case = uuid4()
        edits = [a_person(case, nickname=name), *([an_edit(case, "concerns", risk_level=risk)] if risk else [])]
        cases[name] = open_a_case(laptop, *edits, case=case, code=f"CODE{name}", case_status=status)
    give_tasks(laptop, cases["b"], Todo("visit", date(2026, 3, 9)), Todo("plan_review", date(2026, 4, 1)))
    give_tasks(laptop, cases["a"], Todo("first_response", date(2026, 3, 20), urgent=True, record=cases["a"]))
    give_tasks(laptop, cases["d"], Todo("visit", date(2026, 3, 1)))
    return laptop, cases


OPEN = CaseFilter()


def codes(reader, wanted=OPEN, order="due"):
    return [row.code[-1] for row in reader.rows(reader.ids(wanted, order))]


def test_cases_are_listed_by_what_is_next_by_code_and_newest_first(office):
    laptop, _ = office
    with laptop.store.read() as cases:
        assert codes(cases) == ["a", "b", "c"]
        assert codes(cases, order="code") == ["a", "b", "c"]
        assert codes(cases, order="new") == ["c", "a", "b"]


def test_lists_are_narrowed(office):
    laptop, _ = office
    with laptop.store.read() as cases:
        assert codes(cases, CaseFilter(status="closed")) == ["d"]
        assert codes(cases, CaseFilter(status=None, risk="high")) == ["a", "d"]
        assert codes(cases, CaseFilter(worker=laptop.keyring.id)) == ["a", "b", "c"]
        assert codes(cases, CaseFilter(worker=uuid4())) == []
        assert codes(cases, CaseFilter(stage="planned")) == []


def test_cases_are_counted(office):
    laptop, _ = office
    with laptop.store.read() as cases:
        assert cases.counts() == {"open": 3, "closed": 1, "risk:high": 1, "risk:low": 1, "risk:": 1}


def test_tasks_of_open_cases_come_urgent_first_then_by_day(office):
    laptop, ids = office
    with laptop.store.read() as cases:
        found = cases.tasks(None, date(2026, 12, 31))
        assert [(task.kind, task.case) for task in found] == [
            ("first_response", ids["a"]), ("visit", ids["b"]), ("plan_review", ids["b"]),
        ]  # fmt: skip
        assert (found[0].urgent, found[0].record, found[1].record) == (True, ids["a"], None)
        assert [task.kind for task in cases.tasks(laptop.keyring.id, date(2026, 3, 9))] == ["visit"]
        assert cases.tasks(uuid4(), date(2026, 12, 31)) == []
        assert cases.task_after(None, date(2026, 3, 20)) == found[2]
        assert cases.task_after(None, date(2026, 12, 31)) is None


def test_tasks_replace_the_earlier_ones_and_the_same_ones_write_nothing(office):
    laptop, ids = office
    with laptop.store.begin() as work:
        work.tasks(ids["b"], [Todo("plan_review", date(2026, 4, 1)), Todo("visit", date(2026, 3, 9))])
        assert work.commit().topics == frozenset()
    give_tasks(laptop, ids["b"])
    with laptop.store.read() as cases:
        assert cases.facts([ids["b"]])[0].next_kind is None


def test_a_row_keeps_its_number(office):
    laptop, ids = office
    with laptop.store.read() as cases:
        before = cases.facts([ids["b"]])[0].rowid
    save(laptop, ids["b"], an_edit(ids["b"], "concerns", risk_level="high"))
    with laptop.store.read() as cases:
        assert cases.facts([ids["b"]])[0].rowid == before
        assert cases.rows([9999, before])[0].risk == "high"


def test_people_come_in_slices_with_their_names(office):
    laptop, ids = office
    with laptop.store.read() as cases:
        first = cases.people(None, 3, FOUND_BY)
        rest = cases.people(first[-1], 3, FOUND_BY)
        assert [one.said[FOUND_BY.index("nickname")] for one in (*first, *rest)] == ["b", "a", "c", "d"]
        assert cases.people(rest[-1], 3, FOUND_BY) == []
        row = cases.facts([ids["a"]])[0]
        assert cases.names([row.rowid])[row.rowid].span("date_of_birth") is not None


def test_people_of_whom_two_versions_stand_beside_each_other_come_after_the_others(office):
    laptop, ids = office
    with laptop.store.read() as cases:
        seen = {name: cases.open(ids[name]).seen(a_person(ids[name]).record) for name in "bc"}
    for name, case_seen in seen.items():
        for nickname in ("first", name * 2):
            person = a_person(ids[name], nickname=nickname)
            save(laptop, ids[name], replace(person, edited=frozenset({"nickname"}), seen=case_seen))
    with laptop.store.read() as cases:
        found, last = [], None
        while some := cases.people(last, 1, ("nickname",)):
            found += [one.said[0] for one in some]
            last = some[-1]
    assert found == ["a", "d", "bb", "cc"]


def test_a_case_without_a_person_is_passed_over_in_slices(laptop):
    nameless = open_a_case(laptop, a_visit(uuid4()))
    named = open_a_case(laptop)
    with laptop.store.read() as cases:
        assert [one.case for one in cases.people(None, 1, FOUND_BY)] == [named]
        assert not cases.open(nameless).file.one("identification")


def test_a_person_who_was_renamed_deleted_and_brought_back_is_found_as_they_are_now(laptop):
    case = open_a_case(laptop)
    record = a_person(case).record
    save(laptop, case, an_edit(case, "identification", name_first="Zawadi"))

    def names():
        with laptop.store.read() as cases:
            return [one.said[0] for one in cases.people(None, 10, ("name_first",))]

    assert names() == ["Zawadi"]
    for verb, expected in (("delete", []), ("undelete", ["Zawadi"])):
        with laptop.store.begin() as work:
            getattr(work, verb)(case, record)
            work.commit()
        assert names() == expected


def test_whole_cases_are_written_in_bulk_as_if_they_were_saved(laptop):
    case = uuid4()
    edits = [case_facts(case, laptop.keyring, "BULK01-X"), a_person(case), consent(case), a_visit(case)]
    records = tuple(Record(edit.form, edit.record, edit.parent, edit.answers) for edit in edits)
    with laptop.store.bulk() as bulk:
        bulk.add(CaseFile(case, records), [Todo("visit", date(2026, 3, 9))])
    with laptop.store.read() as cases:
        assert cases.open(case).file == CaseFile(case, records)
        assert cases.by_code("BULK01-X") == case
        assert (cases.facts([case])[0].next_kind, len(cases.people(None, 10, FOUND_BY))) == ("visit", 1)
    save(laptop, case, a_visit(case))


def test_what_was_not_flushed_when_something_went_wrong_is_not_written(laptop):
    case = uuid4()
    facts = case_facts(case, laptop.keyring, "BULK02-X")
    with pytest.raises(RuntimeError), laptop.store.bulk() as bulk:
        bulk.add(CaseFile(case, (Record("case", case, None, facts.answers),)))
        raise RuntimeError
    with laptop.store.read() as cases, pytest.raises(CaseNotHere):
        cases.open(case)
    with laptop.store.read() as cases, pytest.raises(CaseNotHere):
        cases.history(case)
