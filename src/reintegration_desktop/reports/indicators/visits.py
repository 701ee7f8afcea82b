"""Visits: made when they were due, and with the young person there (indicator 20)."""

from collections.abc import Iterator

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.reports.cuts.groups import group_of
from reintegration_desktop.reports.indicators.counting import YES, Counting, Found, met

_FROM_AFAR = frozenset({"phone", "message"})


def _due(file: CaseFile, counting: Counting) -> Iterator[Record]:
    """Visits that were due in the period, by today at the latest."""
    for row in file.rows("follow_up"):
        due = row.answers.day("due_on")
        if due is not None and counting.period.holds(due) and due <= counting.came:
            yield row


def visits_made(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of visits due in the period, those made."""
    yield from (met(row.answers.day("visited_on") is not None) for row in _due(file, counting))


def seen_in_person(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of visits due in the period and made, those where they were seen: not by telephone, not through others."""
    for row in _due(file, counting):
        if row.answers.day("visited_on") is not None:
            way = row.answers.choice("contact_kind")
            seen = row.answers.choice("child_seen") == YES and way not in _FROM_AFAR
            yield {**met(seen), "contact_kind": group_of("contact_kind", way)}
