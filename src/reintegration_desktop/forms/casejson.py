"""A young person's file as the JSON of the command line, and back."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record, record_of
from reintegration_desktop.forms.cells import cell_to_json
from reintegration_desktop.forms.constraints import past_ends_today
from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.forms.errors import BadAnswer, CaseUnreadable
from reintegration_desktop.forms.json import value_from_json, value_to_json
from reintegration_desktop.forms.problems import Problem
from reintegration_desktop.forms.questions import Field, Form
from reintegration_desktop.forms.spelling import cure
from reintegration_desktop.forms.values import Value

_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Cleared:
    """An answer that the JSON takes away: ``null``."""

    record: UUID
    key: str


@dataclass(frozen=True, slots=True)
class CaseReading:
    """What a case's JSON says: its records, the answers it takes away, and everything that doesn't fit."""

    file: CaseFile
    cleared: tuple[Cleared, ...]
    problems: tuple[Problem, ...]


def case_to_json(dictionary: Dictionary, file: CaseFile) -> dict[str, object]:
    """Forms by name, rows as lists with their ``id``, forms that belong to a row inside it."""
    return {
        form.name: found
        for form in dictionary.values()
        if not form.in_a_row and (found := _form_to_json(dictionary, file, form, None))
    }


def case_from_json(
    dictionary: Dictionary, raw: object, case: UUID, new_id: Callable[[], UUID], today: date | None = None
) -> CaseFile:
    """The file that a case's JSON describes; raises CaseUnreadable with every problem found. See ``read_case``."""
    reading = read_case(dictionary, raw, case, new_id, today)
    if reading.problems:
        raise CaseUnreadable(reading.problems)
    return reading.file


def read_case(
    dictionary: Dictionary, raw: object, case: UUID, new_id: Callable[[], UUID], today: date | None = None
) -> CaseReading:
    """Read a case's JSON; what is worked out by the program is passed over, cells of text are read by their kind.

    With ``today`` a year, month or age of something that lies behind ends today, as it does on the screen.
    """
    found = list(_Reader(dictionary, case, new_id, today).whole(raw))
    return CaseReading(
        CaseFile(case, tuple(item for item in found if isinstance(item, Record))),
        tuple(item for item in found if isinstance(item, Cleared)),
        tuple(item for item in found if isinstance(item, Problem)),
    )


def _form_to_json(dictionary: Dictionary, file: CaseFile, form: Form, parent: UUID | None) -> object:
    rows = [row for row in file.rows(form.name) if row.parent == parent]
    if form.repeats:
        return [{"id": str(row.id), **_row_to_json(dictionary, file, form, row)} for row in rows]
    return _row_to_json(dictionary, file, form, rows[0]) if rows else {}


def _row_to_json(dictionary: Dictionary, file: CaseFile, form: Form, row: Record) -> dict[str, object]:
    answers = {key: value_to_json(form.fields[key], value) for key, value in row.answers.items()}
    inside = dictionary.below(form.name) if form.name != "case" else ()
    below = {other.name: _form_to_json(dictionary, file, other, row.id) for other in inside}
    return {**answers, **{name: found for name, found in below.items() if found}}


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer of the row that is being read."""

    key: str
    value: Value


_Item = Record | Cleared | Problem


@dataclass(frozen=True, slots=True)
class _Reader:
    """Walks a case's JSON and tells what it meets, a record before those inside it."""

    dictionary: Dictionary
    case: UUID
    new_id: Callable[[], UUID]
    today: date | None

    def whole(self, raw: object) -> Iterator[_Item]:
        forms = {name: form for name, form in self.dictionary.items() if not form.in_a_row}
        if not isinstance(raw, Mapping):
            yield Problem("", "table")
            return
        for name, entries in raw.items():
            if name in forms:
                yield from self.form(forms[name], entries, None, "")
            else:
                yield _unknown("no_such_form", str(name), forms, "")

    def form(self, form: Form, raw: object, parent: UUID | None, where: str) -> Iterator[_Item]:
        place = f"{where}, {form.name}" if where else form.name
        if not form.repeats:
            yield from self.row(form, raw, record_of(self.case, form.name), parent, place)
        elif isinstance(raw, list | Mapping):
            rows = raw if isinstance(raw, list) else [raw]
            for number, row in enumerate(rows, 1):
                yield from self.identified(form, row, parent, f"{place} {number}")
        else:
            yield Problem(form.name, "rows", where=place)

    def identified(self, form: Form, raw: object, parent: UUID | None, where: str) -> Iterator[_Item]:
        entries = dict(raw) if isinstance(raw, Mapping) else raw
        own = entries.pop("id", None) if isinstance(entries, dict) else None
        try:
            record = self.new_id() if own is None else UUID(own)
        except (ValueError, AttributeError, TypeError):
            yield Problem("id", "id", {"value": _shown(own)}, where)
            return
        yield from self.row(form, entries, record, parent, where)

    def row(self, form: Form, raw: object, record: UUID, parent: UUID | None, where: str) -> Iterator[_Item]:
        if not isinstance(raw, Mapping):
            yield Problem(form.name, "table", where=where)
            return
        met = [item for key, entry in raw.items() for item in self.entry(form, str(key), entry, record, where)]
        given = {item.key: item.value for item in met if isinstance(item, _Given)}
        yield Record(form.name, record, parent, Answers({key: given[key] for key in form.fields if key in given}))
        yield from (item for item in met if not isinstance(item, _Given))

    def entry(self, form: Form, key: str, raw: object, record: UUID, where: str) -> Iterator["_Item | _Given"]:
        inside = {other.name: other for other in self.dictionary.below(form.name) if other.in_a_row}
        if key in inside:
            yield from self.form(inside[key], raw, record, where)
        elif key not in form.fields:
            yield _unknown("no_such_question", key, [*form.fields, *inside], where)
        elif raw is None:
            yield Cleared(record, key)
        elif form.fields[key].by_program or not form.fields[key].derived:
            yield self.answer(form.fields[key], raw, where)

    def answer(self, question: Field, raw: object, where: str) -> "Problem | _Given":
        try:
            value = value_from_json(question, cell_to_json(question, raw) if isinstance(raw, str) else raw)
        except BadAnswer as fault:
            return Problem(question.key, fault.expected, {"value": _shown(raw)}, where)
        for code in codes_of(value):
            if question.choices and code not in question.choices:
                facts = {"value": code, "cure": cure(code, question.choices)}
                return Problem(question.key, "not_in_list", facts, where)
        if self.today is not None:
            value = past_ends_today(question.constraints, value, self.today)
        return _Given(question.key, value)


def codes_of(value: Value) -> tuple[str, ...]:
    """The codes in a value that may come from a list: choices, or the areas of scores."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, tuple | Mapping) else ()


def _unknown(code: str, word: str, known: Collection[str], where: str) -> Problem:
    return Problem(word, code, {"value": word, "cure": cure(word, known)}, where)


def _shown(raw: object) -> str:
    """What stands in the file, cut short."""
    text = json.dumps(raw, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
