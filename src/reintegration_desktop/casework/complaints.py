"""Complaints, and what was shared without a yes: what an auditor's keys open of them, without a name."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.reading import open_case, shown_fields
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import CaseFilter, OpenCase

SLICE = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What makes an entry of a form one to tell: a closed question, the answers that count, and what is shown of it."""

    question: str
    answers: frozenset[str]
    shown: tuple[str, ...]


TOLD: Mapping[str, Told] = MappingProxyType(
    {
        "feedback": Told("complaint_made", frozenset({"yes"}), ("complaint",)),
        "consent": Told(
            "override_ground",
            frozenset({"danger_to_life", "legal_duty", "best_interests_decision"}),
            ("override_ground", "override_account"),
        ),
    }
)
"""By form. What a role shows of it is the dictionary's choice: ``seen_by``."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One of them: when and by whom it was written down, in which case by its code, and what this role may read.

    ``words`` are answers as (question, answer), in the reader's language.
    """

    at: datetime
    by: UUID
    code: str
    form: str
    words: tuple[tuple[str, str], ...]


def complaints(desk: Desk, since: date) -> Generator[None, None, list[Complaint]]:
    """Everything of the kind that was written down since a day, newest first; steps aside after each slice."""
    with desk.read() as cases:
        ids = [row.id for row in cases.rows(list(cases.ids(CaseFilter(status=None), "code")))]
    found: list[Complaint] = []
    for first in range(0, len(ids), SLICE):
        for case in ids[first : first + SLICE]:
            found += _of_case(desk, open_case(desk, case), since)
        yield
    return sorted(found, key=lambda one: one.at, reverse=True)


def _of_case(desk: Desk, opened: OpenCase, since: date) -> list[Complaint]:
    found = []
    for record in opened.file.records:
        touched = opened.touched.get(record.id)
        if touched is not None and touched.at.date() >= since and _counts(record):
            words = _words(desk, record)
            found.append(Complaint(touched.at, touched.by, opened.row.code, record.form, words))
    return found


def _counts(record: Record) -> bool:
    told = TOLD.get(record.form)
    return told is not None and record.answers.choice(told.question) in told.answers


def _words(desk: Desk, record: Record) -> tuple[tuple[str, str], ...]:
    """What is told of an entry, as far as this role is shown it."""
    fields = {field.key: field for field in shown_fields(desk, desk.dictionary[record.form])}
    found = []
    for key in TOLD[record.form].shown:
        answer = record.answers.choice(key) or record.answers.text(key)
        if key in fields and answer:
            found.append((say(fields[key].label), say(fields[key].choices.get(answer, answer))))
    return tuple(found)
