"""Cases from files: one case's answers by form and key, many of them as JSON lines or CSV."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import FormHasProblems, ImportUnreadable
from reintegration_desktop.casework.intake import first_case_facts, open_with
from reintegration_desktop.casework.saving import save
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.casejson import case_from_json, read_case
from reintegration_desktop.forms.check import Problem, check
from reintegration_desktop.forms.errors import CaseUnreadable
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes

_BY_PROGRAM = frozenset({"case_code", "case_status", "case_stage", "caseworker", "office"})


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What does not fit in one line of a file; ``line`` counts from 1."""

    line: int
    form: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do."""

    added: tuple[UUID, ...]
    problems: tuple[LineProblem, ...]
    lines: int


def add_case(desk: Desk, raw: Mapping[str, object]) -> tuple[UUID, Changes]:
    """Open a case from its JSON. Raises FormHasProblems with all problems of all forms."""
    case = desk.new_id()
    file = case_from_json(desk.dictionary, raw, case, desk.new_id, desk.today)
    if found := problems_of(desk, file):
        raise FormHasProblems(tuple(problem for _, problem in found), found[0][0])
    return open_with(desk, case, desk.new_code(), edits_of(desk, file))


def edit_case(desk: Desk, case: UUID, raw: Mapping[str, object]) -> Changes:
    """Save changed answers only; rows are found by their id, rows without one are new."""
    reading = read_case(desk.dictionary, raw, case, desk.new_id, desk.today)
    if reading.problems:
        raise CaseUnreadable(reading.problems)
    taken: dict[UUID, set[str]] = {}
    for cleared in reading.cleared:
        taken.setdefault(cleared.record, set()).add(cleared.key)
    edits = [
        Edit(row.form, row.id, row.parent, row.answers, frozenset(row.answers) | taken.get(row.id, set()))
        for row in reading.file.records
        if row.answers or row.id in taken
    ]
    return save(desk, case, *edits)


def import_cases(
    desk: Desk, raws: Iterable[tuple[int, Mapping[str, object]]], progress: Progress, *, dry_run: bool = False
) -> Imported:
    """Add every case of a file that has no problem, a transaction each, and list the problems of the others.

    ``raws`` are line numbers with cases. Cancelled between two cases, what was added stays.
    """
    added: list[UUID] = []
    problems: list[LineProblem] = []
    lines = 0
    for line, raw in raws:
        progress.report(lines)
        lines += 1
        reading = read_case(desk.dictionary, raw, desk.new_id(), desk.new_id, desk.today)
        file = reading.file
        found = [*(("", problem) for problem in reading.problems), *problems_of(desk, file)]
        problems.extend(LineProblem(line, form, problem) for form, problem in found)
        if not found and not dry_run:
            open_with(desk, file.id, desk.new_code(), edits_of(desk, file))
        if not found:
            added.append(file.id)
    return Imported(tuple(added), tuple(problems), lines)


def problems_of(desk: Desk, file: CaseFile) -> list[tuple[str, Problem]]:
    """Every broken constraint of a file, with its form."""
    return [
        (row.form, problem)
        for row in file.records
        for problem in check(desk.dictionary[row.form], row.answers, desk.today)
    ]


def from_json_lines(text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Cases of a file with one JSON object a line; empty lines are skipped. Raises ImportUnreadable(line)."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                raw = json.loads(line)
            except ValueError:
                raise ImportUnreadable(line=number) from None
            if not isinstance(raw, dict):
                raise ImportUnreadable(line=number)
            yield number, raw


def from_csv(text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Cases of a CSV with a header of ``form.key`` columns (``identification.name_first``), one case a line.

    Several answers of one question are separated by a semicolon. Raises ImportUnreadable(line).
    """
    for number, row in enumerate(csv.DictReader(StringIO(text)), 2):
        raw: dict[str, dict[str, object]] = {}
        for column, cell in row.items():
            form, dot, key = (column or "").partition(".")
            if not dot or cell is None or isinstance(cell, list):
                raise ImportUnreadable(line=number)
            if cell.strip():
                raw.setdefault(form, {})[key] = cell.strip()
        yield number, raw


def edits_of(desk: Desk, file: CaseFile) -> list[Edit]:
    """The file's records as first versions; what the program answers itself is not taken from a file."""
    own = first_case_facts(desk, file.id)
    given = file.one("case").without(*_BY_PROGRAM)
    begun = Edit("case", file.id, None, given.merged(own.answers), own.edited | frozenset(given))
    return [begun, *(_first(row) for row in file.records if row.form != "case")]


def _first(row: Record) -> Edit:
    return Edit(row.form, row.id, row.parent, row.answers, frozenset(row.answers))
