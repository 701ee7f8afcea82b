"""What a case and a visit take in the database, log, heads, folds and indices included."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from benchmarks.measure import Figure
from benchmarks.vault import TODAY, built
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.intake import register
from reintegration_desktop.casework.invented.cases import Setting, brief_case
from reintegration_desktop.casework.saving import save
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.rules.edit import Edit

CASES, SEED, LETTERS = 400, 11, 500
KILOBYTE = 1024
INTAKE = ("identification", "consent", "concerns")


def run() -> dict[str, Figure]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "measured.vault"
        shutil.copytree(built(0).path, path)
        program = built(0).at(path).open()
        files = _files(program)
        bytes_before = _bytes(program)
        cases = [_registered(program, file) for file in files]
        bytes_with_cases = _bytes(program)
        _visit(program, cases, (_without_text(file) for file in files))
        bytes_with_visits = _bytes(program)
        _visit(program, cases, (_with_text(file) for file in files))
        bytes_with_text = _bytes(program)
        program.close()
    case = (bytes_with_cases - bytes_before) / CASES / KILOBYTE
    visit = (bytes_with_visits - bytes_with_cases) / CASES / KILOBYTE
    text = (bytes_with_text - bytes_with_visits) / CASES / KILOBYTE - visit
    return {
        "case": Figure("a new case of four forms", case, "KB", promised=10),
        "visit": Figure("a visit without text", visit, "KB", promised=1.7),
        "text": Figure(f"{LETTERS} characters of text more", text, "KB", promised=1.0),
    }


def _files(program: Program) -> list[CaseFile]:
    setting = Setting(program.programme, (program.me.id,), program.me.office, TODAY, with_text=False)
    return [brief_case(setting, SEED, number, 1) for number in range(CASES)]


def _bytes(program: Program) -> int:
    assert program.database is not None
    program.database.checkpoint()
    return program.database.path.stat().st_size


def _registered(program: Program, file: CaseFile) -> UUID:
    """The four forms of an intake, the case's own facts included, saved as the intake desk saves them."""
    rows = {row.form: row.answers for row in file.records if row.form in INTAKE}
    return register(program.desk, rows)[0]


def _visit(program: Program, cases: Iterable[UUID], visits: Iterable[Answers]) -> None:
    for case, answers in zip(cases, visits, strict=True):
        save(program.desk, case, Edit("follow_up", program.desk.new_id(), None, answers, frozenset(answers)))


def _without_text(file: CaseFile) -> Answers:
    return file.rows("follow_up")[0].answers.with_("approached_by_armed_actor", "no")


def _with_text(file: CaseFile) -> Answers:
    return _without_text(file).with_("observations", "a" * LETTERS)
