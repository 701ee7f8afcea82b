"""Recruitment and use as a monitoring and reporting mechanism counts it (indicator 5)."""

from collections.abc import Iterator
from datetime import date

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.reports.cuts.dimensions import UNKNOWN
from reintegration_desktop.reports.cuts.groups import group_of
from reintegration_desktop.reports.indicators.counting import Counting, Found
from reintegration_desktop.rules.findings.durations import exit_of, verified_within_the_quarter

_CONFIRMED = frozenset({"verified", "verified_by_joint_team"})
_REFUSED = frozenset({"not_caafag", "rejected_incident_did_not_occur"})


def recruited(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each time with an armed actor in the period, by how far it is confirmed.

    ``late``: it was over before the period, and its confirmation was decided in the period after its own quarter.
    """
    for row in file.rows("association"):
        confirmed = _confirmed(file, row, counting)
        if confirmed is not None:
            yield {
                "confirmed": confirmed,
                "actor_class": group_of("actor_class", row.answers.choice("actor_type")),
                "armed_actor": row.answers.choice("armed_actor") or UNKNOWN,
                "role_class": row.answers.choice("role_class") or UNKNOWN,
            }


def recruited_by_factor(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """The same once for each group of reasons that was told."""
    for row in file.rows("association"):
        confirmed = _confirmed(file, row, counting)
        if confirmed is not None:
            groups = {group_of("recruitment_factors", one) for one in row.answers.choices("recruitment_factors")}
            yield from ({"confirmed": confirmed, "recruitment_factors": one} for one in sorted(groups or {UNKNOWN}))


def _confirmed(file: CaseFile, association: Record, counting: Counting) -> str | None:
    """How far a time counts as confirmed in the period; None where it doesn't count."""
    latest = _latest_verification(file, association)
    said, decided = latest.choice("verification_status"), latest.day("joint_decision_on")
    if said in _REFUSED:
        return None
    if _lies_in(file, association, counting):
        return "verified" if said in _CONFIRMED else "pending"
    late = not verified_within_the_quarter(file, association, decided)
    return "late" if said in _CONFIRMED and late and counting.period.holds(decided) else None


def _latest_verification(file: CaseFile, association: Record) -> Answers:
    """The verification that was decided last; of those without a day, the newest."""
    rows = sorted(
        file.children(association.id, "verification"), key=lambda row: row.answers.day("joint_decision_on") or date.min
    )
    return rows[-1].answers if rows else Answers()


def _lies_in(file: CaseFile, association: Record, counting: Counting) -> bool:
    """Whether they were recruited or used in the period: from the middle of the start to the middle of the exit.

    Where no exit is known, only who is still with them counts after the start.
    """
    began, left, period = association.answers.span("started_on"), exit_of(file, association), counting.period
    if began is None or began.middle > period.last:
        return False
    if left is not None:
        return left.middle >= period.first
    return period.holds_span(began) or association.answers.choice("association_status") == "still_associated"
