"""What `case import` reads and tells: files of cases, the map of their columns, every problem with what to do."""

import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.incoming.case_files import (
    CaseTable,
    Raw,
    from_csv,
    from_json_lines,
    from_xlsx,
    map_from_toml,
)
from reintegration_desktop.casework.incoming.importing import Imported, LineProblem, import_cases, problems_of_columns
from reintegration_desktop.cli.talk import aside, content_of, misused, plain, text_of, watched
from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.kernel.words import marked, say

_SHOWN, _CODES = 50, 12
_COLUMN = marked("Rename the column, or say in a map (--map) which question it is.")
_DO: Mapping[str, str] = {
    "no_such_form": _COLUMN,
    "no_such_question": _COLUMN,
    "table": _COLUMN,
    "not_in_list": marked("Write one of: {codes}."),
}
_CORRECT = marked("Correct it in the file, then import this row again.")


@dataclass(frozen=True, slots=True)
class Given:
    """A file of cases, read whole: its lines, and the questions of its columns where it is a table."""

    lines: Sequence[tuple[int, Raw]]
    questions: tuple[str, ...] = ()


def read_file(file: Path, columns: Path | None) -> Given:
    """A file of cases by the ending of its name; ends with 2 where it has another one. Raises ImportUnreadable."""
    ending, chosen = file.suffix.lower(), map_from_toml(content_of(columns)) if columns else None
    if ending == ".jsonl":
        return Given(list(from_json_lines(text_of(file))))
    if ending == ".csv":
        return _of_table(from_csv(text_of(file), chosen))
    if ending != ".xlsx":
        misused(say("Give a file that ends in .jsonl, .csv or .xlsx."))
    return _of_table(from_xlsx(content_of(file), chosen))


def import_file(desk: Desk, given: Given, *, dry_run: bool) -> Imported:
    """Add what fits; a table with a column that is no question is refused as a whole. Ctrl+C ends between two cases."""
    if wrong := problems_of_columns(desk, given.questions):
        return Imported((), wrong, 0)
    with watched(say("Adding cases")) as shown, stoppable(shown) as progress:
        return import_cases(desk, given.lines, progress, dry_run=dry_run)


def as_object(desk: Desk, done: Imported, *, dry_run: bool) -> dict[str, Any]:
    """What was done, for scripts."""
    return {
        "lines": done.lines,
        "added": 0 if dry_run else len(done.added),
        "fit": len(done.added),
        "refused": len({one.line for one in done.problems}),
        "stopped_at": done.stopped_at,
        "problems": [
            {"row": one.line, "form": one.form, "question": one.problem.key, "problem": plain(one.problem.words()),
             "do": plain(_what_to_do(desk, one))}
            for one in done.problems
        ],
    }  # fmt: skip


def in_words(told: Mapping[str, Any], *, dry_run: bool) -> str:
    """What was done, for people."""
    numbers = {name: told[name] for name in ("lines", "fit", "refused")}
    if dry_run:
        return say(
            "{lines} rows read: {fit} would be added, {refused} would be refused. Nothing was changed.", **numbers
        )
    return say("{lines} rows read: {fit} added, {refused} refused.", **numbers)


def tell_problems(told: Mapping[str, Any]) -> None:
    """Each problem in a line of its own on standard error: where it stands, what it is, what to do."""
    problems = told["problems"]
    for one in problems[:_SHOWN]:
        place = say("row {row}, {form}, {question}", **one)
        aside(f"- {place}: {one['problem']} {one['do']}")
    if len(problems) > _SHOWN:
        aside(say("and {n} more; --json lists all of them.", n=len(problems) - _SHOWN))
    if told["stopped_at"] is not None:
        aside(say("You stopped this. What was added before stays; row {row} was not begun.", row=told["stopped_at"]))


@contextmanager
def stoppable(watched_by: Progress) -> Iterator[Progress]:
    """Ctrl+C asks the work to end at its next report, in place of breaking it off."""
    stopped: list[int] = []

    class _Stopping:
        def report(self, done: int, total: int = 0) -> None:
            if stopped:
                raise Cancelled
            watched_by.report(done, total)

    def stop(number: int, _frame: FrameType | None) -> None:
        stopped.append(number)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield _Stopping()
    finally:
        signal.signal(signal.SIGINT, before)


def _of_table(table: CaseTable) -> Given:
    return Given(list(table.rows), table.questions)


def _what_to_do(desk: Desk, one: LineProblem) -> str:
    form = one.form.rpartition(", ")[2].rpartition(" ")[0] or one.form.rpartition(", ")[2]
    known = desk.dictionary[form].fields if form in desk.dictionary else {}
    if one.problem.code != "not_in_list" or one.problem.key not in known:
        return say(_DO.get(one.problem.code, _CORRECT)) if one.problem.code != "not_in_list" else say(_CORRECT)
    codes = list(known[one.problem.key].choices)
    told = ", ".join(codes[:_CODES]) + (", …" if len(codes) > _CODES else "")
    return say(_DO["not_in_list"], codes=told)
