"""Times with an armed actor: in what order, and which of them is a re-recruitment."""

from collections.abc import Mapping
from datetime import date
from functools import cmp_to_key
from uuid import UUID

from reintegration_desktop.forms.casefile import CaseFile, Record

_TAKEN_AGAIN = "re_recruitment"


def second_episode_is_re_recruitment(file: CaseFile) -> Mapping[UUID, int]:
    """The number of each association in order of its start: what was said, put in order and made distinct.

    A number of two or more counts as re-recruitment. Where two starts may be either way round, what was said decides.
    A first time that is not on file keeps its place: a single entry said to be the second stays the second.
    """
    rows = sorted(sorted(file.rows("association"), key=_said), key=cmp_to_key(_order))
    numbers: dict[UUID, int] = {}
    for row, said in zip(rows, sorted(_said(row) for row in rows), strict=True):
        numbers[row.id] = max(said, max(numbers.values(), default=0) + 1)
    return numbers


def _order(one: Record, other: Record) -> int:
    """Which of two began first, as far as that is certain."""
    first, second = one.answers.span("started_on"), other.answers.span("started_on")
    if first is None or second is None:
        return 0
    return (second.latest < first.earliest) - (first.latest < second.earliest)


def _said(row: Record) -> int:
    return int(row.answers.number("episode_number") or 1)


def taken_again_since(file: CaseFile, day: date | None) -> bool:
    """Whether they were re-recruited on a day or later; one that is not dated counts.

    ``day`` None asks whether they ever were.
    """
    numbers = second_episode_is_re_recruitment(file)
    again = (row for row in file.rows("association") if numbers[row.id] > 1 or _is_again(row))
    incidents = (row for row in file.rows("incident") if row.answers.choice("incident_type") == _TAKEN_AGAIN)
    spans = [*(row.answers.span("started_on") for row in again),
             *(row.answers.span("occurred_on") for row in incidents)]  # fmt: skip
    return any(day is None or span is None or span.latest >= day for span in spans)


def _is_again(row: Record) -> bool:
    return row.answers.choice("association_status") == "re_recruited"
