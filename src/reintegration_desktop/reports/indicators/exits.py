"""Leaving armed actors, being registered, reaching civilian care (indicators 1, 2, 4, 6, 7, 8)."""

from collections.abc import Iterator
from datetime import date

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.reports.cuts.bands import band_of
from reintegration_desktop.reports.cuts.dimensions import UNKNOWN
from reintegration_desktop.reports.cuts.groups import group_of
from reintegration_desktop.reports.cuts.placing import province_of
from reintegration_desktop.reports.indicators.counting import Counting, Found, met
from reintegration_desktop.rules.findings.episodes import second_episode_is_re_recruitment
from reintegration_desktop.rules.findings.months import months_later

A_YEAR = 12


def _handed_over(file: CaseFile, counting: Counting) -> Record | None:
    """The exit with the latest handover in the period."""
    rows = [(day, row) for row in file.rows("exit") if (day := row.answers.day("handover_on"))]
    inside = [(day, row) for day, row in rows if counting.period.holds(day)]
    return max(inside, key=lambda one: one[0])[1] if inside else None


def reached_care(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Handed over to civilian care in the period, once for each young person."""
    row = _handed_over(file, counting)
    if row is not None:
        yield {
            "exit_manner": row.answers.choice("exit_manner") or UNKNOWN,
            "handed_to": group_of("handed_to", row.answers.choice("handed_to")),
        }


def released(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each end of an association in the period, by manner."""
    for row in file.rows("exit"):
        if counting.period.holds_span(row.answers.span("left_on")):
            yield {"exit_manner": row.answers.choice("exit_manner") or UNKNOWN}


def girls_share(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of those who reached care, girls and women."""
    if _handed_over(file, counting) is not None:
        yield met(file.one("identification").choice("sex") == "female")


def registered(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Registered in the period, by who told us of them."""
    who = file.one("identification")
    if counting.period.holds(who.day("registered_on")):
        yield {"how_identified": group_of("how_identified", who.choice("how_identified"))}


def re_recruited_within_a_year(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of exits whose twelve months ended in the period, those followed by a re-recruitment in these months."""
    for row in file.rows("exit"):
        left = row.answers.span("left_on")
        if left is not None and counting.period.holds(months_later(left.middle, A_YEAR)):
            yield met(_taken_again(file, left.middle, months_later(left.middle, A_YEAR)))


def _taken_again(file: CaseFile, left: date, end: date) -> bool:
    """Whether a further time with an armed actor, or such an incident, lies after the exit and within the months."""
    numbers = second_episode_is_re_recruitment(file)
    times = [row.answers.span("started_on") for row in file.rows("association") if numbers[row.id] > 1]
    incidents = [
        row.answers.span("occurred_on")
        for row in file.rows("incident")
        if row.answers.choice("incident_type") == "re_recruitment"
    ]
    return any(span is not None and left <= span.middle <= end for span in (*times, *incidents))


def _detentions(file: CaseFile, counting: Counting) -> Iterator[Record]:
    """Detentions for the association that began in the period."""
    for row in file.rows("justice"):
        began = row.answers.span("detention_began_on")
        if row.answers.choice("because_of_association") == "yes" and counting.period.holds_span(began):
            yield row


def detained(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each detention for the association that began in the period, by where they were held."""
    for row in _detentions(file, counting):
        yield {"facility_kind": group_of("facility_kind", row.answers.choice("facility_kind"))}


def days_detained(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """The same by how long; one whose length is not known is left out."""
    for row in _detentions(file, counting):
        days = row.answers.number("days_detained")
        if days is not None:
            facility = group_of("facility_kind", row.answers.choice("facility_kind"))
            yield {"facility_kind": facility, "days_detained": band_of("days_detained", days)}


def detained_after_leaving(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of young people with an exit in the period, those for whom a detention for it began in the period."""
    if any(counting.period.holds_span(row.answers.span("left_on")) for row in file.rows("exit")):
        yield met(any(True for _ in _detentions(file, counting)))


def within_two_days(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of arrivals at a release site in the period, those who left within the hours of the policy.

    Who is there still, within the hours, is left out: nobody can say yet.
    """
    limit = counting.policy.site_hours
    for row in file.rows("exit"):
        hours, there = row.answers.number("hours_at_site"), row.answers.moment("site_left_at") is None
        if hours is None or not counting.period.holds(row.answers.day("site_arrived_at")) or (there and hours <= limit):
            continue
        yield {**met(hours <= limit), "exit_province": province_of(row.answers.text("exit_place"), counting.places)}
