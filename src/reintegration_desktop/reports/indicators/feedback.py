"""What they and their carers say of the work (indicator 31)."""

from collections.abc import Iterator

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.reports.cuts.dimensions import UNKNOWN
from reintegration_desktop.reports.indicators.counting import NO, YES, Counting, Found, met

_RATINGS = range(1, 6)


def _given(file: CaseFile, counting: Counting) -> Iterator[Record]:
    yield from (row for row in file.rows("feedback") if counting.period.holds(row.answers.day("given_on")))


def _rated(file: CaseFile, key: str, counting: Counting) -> Iterator[Found]:
    """Ratings of the period from one to five."""
    for row in _given(file, counting):
        said = row.answers.number(key)
        if said in _RATINGS:
            yield {"rating": str(said), **_by(row)}


def _by(row: Record) -> Found:
    return {"answered_by": row.answers.choice("answered_by") or UNKNOWN}


def listened_to(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """How far they felt listened to."""
    yield from _rated(file, "listened_to", counting)


def felt_pressured(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """How far they felt pressed."""
    yield from _rated(file, "felt_pressured", counting)


def situation_improved(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """How far they find their situation better."""
    yield from _rated(file, "situation_improved", counting)


def asked_before_sharing(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of those who know, who was asked before anything was shared."""
    for row in _given(file, counting):
        said = row.answers.choice("asked_before_sharing")
        if said in (YES, NO):
            yield {**met(said == YES), **_by(row)}
