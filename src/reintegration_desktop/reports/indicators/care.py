"""Where they live while they wait, and afterwards (indicators 9, 13)."""

from collections.abc import Iterator

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.reports.cuts.bands import band_of
from reintegration_desktop.reports.cuts.groups import group_of
from reintegration_desktop.reports.indicators.counting import Counting, Found, is_open_at_end, met
from reintegration_desktop.rules.findings.durations import CENTRES

FAMILY_KINDS = frozenset(
    {"parents", "step_parent", "customary_caregiver", "adult_sibling", "kinship", "foster", "kafala"}
)
_ELSEWHERE = frozenset({"parents", "detention", "with_spouse"})


def _ended(file: CaseFile, counting: Counting) -> Iterator[tuple[Record, float]]:
    """Stays in interim care that ended in the period, with their days: neither at home nor in detention."""
    for row in file.rows("care_stay"):
        days, kind = row.answers.number("days_in_care"), row.answers.choice("care_arrangement")
        if days is not None and kind not in _ELSEWHERE and counting.period.holds(row.answers.day("ended_on")):
            yield row, days


def days_in_care(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each stay in interim care that ended in the period, by how long it was."""
    for row, days in _ended(file, counting):
        kind = group_of("care_arrangement", row.answers.choice("care_arrangement"))
        yield {"care_arrangement": kind, "days_in_care": band_of("days_in_care", days)}


def too_long_in_a_centre(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of stays in a centre that ended in the period, those longer than the policy's days."""
    for row, days in _ended(file, counting):
        if row.answers.choice("care_arrangement") in CENTRES:
            yield met(days > counting.policy.centre_days)


def in_family_care(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of cases open at the end, those whose stay of that day is with a family."""
    if is_open_at_end(file, counting):
        end = counting.period.last
        stays = [
            (began, row.answers.choice("care_arrangement"))
            for row in file.rows("care_stay")
            if (began := row.answers.day("started_on")) and began <= end and (row.answers.day("ended_on") or end) >= end
        ]
        yield met(bool(stays) and max(stays, key=lambda one: one[0])[1] in FAMILY_KINDS)
