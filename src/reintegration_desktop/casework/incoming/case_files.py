"""Files of cases as they come from elsewhere: JSON lines, CSV, workbooks, and a map from columns to questions."""

import csv
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

from openpyxl import load_workbook

from reintegration_desktop.casework.errors import ImportUnreadable, MapUnreadable
from reintegration_desktop.kernel.words import FIRST_STRONG_ISOLATE

Raw = Mapping[str, object]
Cells = Mapping[str, str]
LARGEST = 256 << 20
"""More than this in a workbook, unpacked, is not read."""
_BYTE_ORDER_MARK = "\ufeff"
_TABLES = ("columns", "values", "always")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """How a file's columns become questions.

    ``columns``: column to ``form.key``, or to nothing where it is left out. ``values``: by question, the file's word
    to the answer's code. ``always``: answers that every case of the file has.
    """

    columns: Cells = field(default_factory=dict)
    values: Mapping[str, Cells] = field(default_factory=dict)
    always: Cells = field(default_factory=dict)

    def question(self, column: str) -> str:
        """The question of a column, ``form.key``; nothing where it is left out."""
        return self.columns.get(column, column)

    def answer(self, question: str, cell: str) -> str:
        """What a cell means."""
        return self.values.get(question, {}).get(cell, cell)


@dataclass(frozen=True, slots=True)
class CaseTable:
    """A table of cases: the questions its columns are for, and its rows with their numbers as a spreadsheet counts."""

    questions: tuple[str, ...]
    rows: Iterable[tuple[int, Raw]]


def map_from_toml(content: bytes) -> ColumnMap:
    """A map as it was written; raises MapUnreadable."""
    try:
        raw = tomllib.loads(content.decode())
        if set(raw) - set(_TABLES):
            raise ValueError("a table of another name")
        values = {str(key): _cells(own) for key, own in _table(raw.get("values", {})).items()}
        return ColumnMap(_cells(raw.get("columns", {})), values, _cells(raw.get("always", {})))
    except ValueError:
        raise MapUnreadable from None


def from_json_lines(text: str) -> Iterator[tuple[int, Raw]]:
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


def from_csv(text: str, columns: ColumnMap | None = None) -> CaseTable:
    """Cases of a CSV with a header of ``form.key`` columns (``identification.name_first``), one case a line.

    Commas, semicolons or tabs stand between cells; several answers of one question are separated by a semicolon.
    """
    text = text.removeprefix(_BYTE_ORDER_MARK)
    head = text.partition("\n")[0]
    between = max(",;\t", key=head.count)
    return _table_of(_rows(csv.reader(StringIO(text, newline=""), delimiter=between)), columns or ColumnMap())


def _rows(walked: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows of a table; a cell longer than any answer ends it."""
    read = 0
    try:
        for row in walked:
            read += 1
            yield row
    except csv.Error:
        raise ImportUnreadable(line=read + 1) from None


def from_xlsx(content: bytes, columns: ColumnMap | None = None) -> CaseTable:
    """Cases of a workbook's first sheet, as in ``from_csv``. Raises ImportUnreadable."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                raise ImportUnreadable(line=1)
        sheet = load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()
        rows = [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    except Exception:  # noqa: BLE001 - a damaged workbook fails in any way, from its compression to its numbers
        raise ImportUnreadable(line=1) from None
    return _table_of(rows, columns or ColumnMap())


def _table_of(rows: Iterable[Sequence[str]], columns: ColumnMap) -> CaseTable:
    """The header's questions, and the rows that follow it; a cell without a column is one that cannot be read."""
    walked = iter(rows)
    header = [name.strip().lstrip(FIRST_STRONG_ISOLATE) for name in next(walked, [])]
    questions = [columns.question(name) for name in header]
    told = tuple(dict.fromkeys(question for question in (*questions, *columns.always) if question))
    return CaseTable(told, _cases(walked, questions, columns))


def _cases(rows: Iterable[Sequence[str]], questions: Sequence[str], columns: ColumnMap) -> Iterator[tuple[int, Raw]]:
    for number, row in enumerate(rows, 2):
        if any(cell.strip() for cell in row[len(questions) :]):
            raise ImportUnreadable(line=number)
        given = {question: cell.strip() for question, cell in zip(questions, row, strict=False) if cell.strip()}
        if any(given.values()):
            yield number, _by_form(columns, {**columns.always, **given})


def _by_form(columns: ColumnMap, given: Cells) -> Raw:
    """Answers by form and key; the column that is left out has no question."""
    raw: dict[str, dict[str, object]] = {}
    for question, cell in given.items():
        if question:
            form, _, key = question.partition(".")
            raw.setdefault(form, {})[key] = columns.answer(question, cell)
    return raw


def _cell(value: object) -> str:
    """A workbook's cell as somebody would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat() if (value.hour, value.minute, value.second) != (0, 0, 0) else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)


def _table(raw: object) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise ValueError("not a table")
    return raw


def _cells(raw: object) -> dict[str, str]:
    words = _table(raw)
    if not all(isinstance(word, str) for word in words.values()):
        raise ValueError("not a table of words")
    return {str(name): str(word) for name, word in words.items()}
