"""Cases that come in from files: one case's answers by form and key, or many, a transaction each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import FormHasProblems
from reintegration_desktop.casework.intake import first_case_facts, open_with
from reintegration_desktop.casework.saving import save
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.casejson import case_from_json, read_case
from reintegration_desktop.forms.check import Problem, check
from reintegration_desktop.forms.errors import CaseUnreadable
from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.rules.approvals import BY, STATUS
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.limits.acts import DECISIONS
from reintegration_desktop.rules.limits.sharing import is_sent_against_consent

_BY_PROGRAM = frozenset({"case_code", "case_status", "case_stage", "caseworker", "office"})


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What does not fit in one line of a file; ``line`` counts from 1, ``form`` names the form and the row in it."""

    line: int
    form: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do. ``stopped_at`` is the first line that was not begun once a person stopped it."""

    added: tuple[UUID, ...]
    problems: tuple[LineProblem, ...]
    lines: int
    stopped_at: int | None = None


def add_case(desk: Desk, raw: Mapping[str, object]) -> tuple[UUID, Changes]:
    """Open a case from its JSON. Raises FormHasProblems with all problems of all forms."""
    case = desk.new_case()
    file = case_from_json(desk.dictionary, raw, case, desk.new_id, desk.today)
    if found := problems_of(desk, file):
        raise FormHasProblems(tuple(problem for _, problem in found), found[0][0])
    return open_with(desk, case, desk.new_code(), edits_of(desk, file))


def edit_case(desk: Desk, case: UUID, raw: Mapping[str, object]) -> list[Edit]:
    """Save changed answers only, and tell them; rows are found by their id, rows without one are new."""
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
    save(desk, case, *edits)
    return edits


def import_cases(
    desk: Desk, raws: Sequence[tuple[int, Mapping[str, object]]], progress: Progress, *, dry_run: bool = False
) -> Imported:
    """Add every case of a file that has no problem, a transaction each, and list the problems of the others.

    ``raws`` are line numbers with cases. Stopped between two cases, what was added stays; ``stopped_at`` says where.
    """
    added: list[UUID] = []
    problems: list[LineProblem] = []
    for done, (line, raw) in enumerate(raws):
        try:
            progress.report(done, len(raws))
        except Cancelled:
            return Imported(tuple(added), tuple(problems), done, line)
        file, found = _read(desk, raw)
        problems.extend(LineProblem(line, form, problem) for form, problem in found)
        if not found:
            added.append(file.id)
            if not dry_run:
                open_with(desk, file.id, desk.new_code(), edits_of(desk, file))
    return Imported(tuple(added), tuple(problems), len(raws))


def problems_of_columns(desk: Desk, questions: Sequence[str]) -> tuple[LineProblem, ...]:
    """Columns of a table that are no question of ours; they stand in its first line."""
    found = []
    for question in questions:
        form, dot, key = question.partition(".")
        raw: Mapping[str, object] = {form: {key: None}} if dot else {question: {}}
        reading = read_case(desk.dictionary, raw, desk.new_id(), desk.new_id, desk.today)
        found += [LineProblem(1, _form_of(problem), problem) for problem in reading.problems]
        if not dot and not reading.problems:
            found.append(LineProblem(1, form, Problem(form, "table")))
    return tuple(found)


def _read(desk: Desk, raw: Mapping[str, object]) -> tuple[CaseFile, list[tuple[str, Problem]]]:
    """A case's file, and everything in it that does not fit, with its form."""
    reading = read_case(desk.dictionary, raw, desk.new_case(), desk.new_id, desk.today)
    unread = [(_form_of(problem), problem) for problem in reading.problems]
    return reading.file, [*unread, *problems_of(desk, reading.file)]


def _form_of(problem: Problem) -> str:
    """The form and row that a problem names; a form that does not exist names itself."""
    return problem.where or problem.key


def problems_of(desk: Desk, file: CaseFile) -> list[tuple[str, Problem]]:
    """Every broken constraint of a file, what only a step of the work writes, and what nobody agreed to, by form."""
    unfit = [
        (row.form, problem)
        for row in file.records
        for problem in (*check(desk.dictionary[row.form], row.answers, desk.today), *_decided(row))
    ]
    if is_sent_against_consent(CaseFile(file.id), file, desk.dictionary):
        unfit.append(("referral", Problem("referral_status", "no_consent")))
    return unfit


def _decided(row: Record) -> list[Problem]:
    """What a file says of closing and approving: both are steps of the work, by people, and never come from a file."""
    answers = row.answers
    closed = ["case_status"] if answers.choice("case_status") not in (None, "open") else []
    decided = [STATUS] if answers.choice(STATUS) in DECISIONS else []
    return [Problem(key, "by_program") for key in (*closed, *decided, *([BY] if BY in answers else []))]


def edits_of(desk: Desk, file: CaseFile) -> list[Edit]:
    """The file's records as first versions; what the program answers itself is not taken from a file."""
    own = first_case_facts(desk, file.id)
    given = file.one("case").without(*_BY_PROGRAM)
    begun = Edit("case", file.id, None, given.merged(own.answers), own.edited | frozenset(given))
    return [begun, *(_first(row) for row in file.records if row.form != "case")]


def _first(row: Record) -> Edit:
    return Edit(row.form, row.id, row.parent, row.answers, frozenset(row.answers))
