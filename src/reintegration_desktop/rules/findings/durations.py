"""How long things lasted, or last: association, detention, stays, training, the time since the exit."""

from datetime import UTC, date, datetime, time, timedelta

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules.findings.months import end_of_quarter, whole_months

CENTRES = frozenset({"interim_care_centre"})


def exit_of(file: CaseFile, association: Record) -> UncertainDate | None:
    """When an association ended: the latest of its exits; None while that is unknown."""
    spans = (row.answers.span("left_on") for row in file.children(association.id, "exit"))
    return max((span for span in spans if span), key=lambda span: span.middle, default=None)


def length_of_association(file: CaseFile, association: Record) -> int | None:
    """Months from the middle of the start to the middle of the exit; None while either is unknown."""
    begun, left = association.answers.span("started_on"), exit_of(file, association)
    return whole_months(begun.middle, left.middle) if begun and left else None


def hours_at_site(answers: Answers, today: date) -> int | None:
    """Hours from arrival at the release site to leaving it, or to the end of today while they are there."""
    arrived = answers.moment("site_arrived_at")
    if arrived is None:
        return None
    left = answers.moment("site_left_at") or datetime.combine(today + timedelta(days=1), time(), UTC)
    return max(0, int((left - arrived).total_seconds() // 3600))


def days_detained(answers: Answers, today: date) -> int | None:
    """Days from the earliest possible first day to the latest possible last day, or to today."""
    begun, ended = answers.span("detention_began_on"), answers.span("detention_ended_on")
    if begun is None or answers.choice("deprived_of_liberty") != "yes":
        return None
    return max(0, ((ended.latest if ended else today) - begun.earliest).days)


def weeks_not_months_in_a_centre(answers: Answers, today: date) -> int | None:
    """Days from the first day of a stay to its last, or to today."""
    begun, ended = answers.day("started_on"), answers.day("ended_on")
    return max(0, ((ended or today) - begun).days) if begun else None


def months_in_activity(answers: Answers, today: date) -> int | None:
    """Whole months from the first day of school, training or work to the last, or to today."""
    begun, ended = answers.day("started_on"), answers.day("ended_on")
    return whole_months(begun, ended or today) if begun else None


def latest_exit(file: CaseFile) -> date | None:
    """The middle of the latest exit, the day of its handover where the exit is unknown."""
    spans = (row.answers.span("left_on") or row.answers.span("handover_on") for row in file.rows("exit"))
    return max((span.middle for span in spans if span), default=None)


def months_since_exit(file: CaseFile, today: date) -> int | None:
    """Whole months from the latest exit to today."""
    left = latest_exit(file)
    return None if left is None else whole_months(left, today)


def exit_after_start(started: UncertainDate | None, left: UncertainDate | None) -> bool:
    """Whether an exit can be: its latest possible day is not before the earliest possible start."""
    return started is None or left is None or left.latest >= started.earliest


def verified_within_the_quarter(file: CaseFile, association: Record, decided_on: date | None) -> bool:
    """Whether a joint decision is on time: not after the quarter of the recruitment, or of the use until the exit.

    True while nothing was decided, or no day of the association is known.
    """
    used = exit_of(file, association) or association.answers.span("started_on")
    return decided_on is None or used is None or decided_on <= end_of_quarter(used.latest)
