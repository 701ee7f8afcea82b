"""Measures that count nearly the same: by one and the same cut, what one hides the other could give back."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from reintegration_desktop.reports.periods import YEAR
from reintegration_desktop.reports.templates import MeasureCut, Template

_GROUPS = (
    ("open_cases", "open_at_end", "in_family_care", "in_school", "community_accepts", "family_accepts",
     "papers_obtained", "outcome"),
    ("reached_care", "released", "girls_share", "within_two_days", "detained_after_leaving"),
    ("registered", "response_on_time", "assessment_on_time", "plan_on_time", "took_part_in_plan"),
    ("supported", "in_services", "visited", "served_by_kind", "girls_supported", "disability_share"),
    ("recruited", "recruited_by_factor"),
    ("detained", "days_detained"),
    ("days_in_care", "too_long_in_a_centre"),
    ("tracing_active", "reunified_of_traced"),
    ("closed", "goals_met", "months_open"),
    ("areas_at_first", "areas_now"),
    ("visits_made", "seen_in_person"),
    ("referrals_accepted", "referrals_completed", "referrals_rejected"),
    ("training_completed", "work_kept"),
    ("listened_to", "felt_pressured", "situation_improved", "asked_before_sharing"),
    ("re_recruited_within_a_year", "holding", "reintegrated"),
)  # fmt: skip
"""Each counts the same young people or things, or nearly: a test counts invented cases and finds whom it forgot."""

GROUP_OF: Mapping[str, int] = MappingProxyType({name: at for at, names in enumerate(_GROUPS) for name in names})

IMPLIED: Mapping[str, str] = MappingProxyType(
    {"girls_share": "sex", "girls_supported": "sex", "disability_share": "disability"}
)
"""A share whose yes and no is a cut of everybody it is of."""

PLACES_CUT = frozenset({"province", "exit_province"})


def are_kindred(one: str, other: str) -> bool:
    """Whether two measures, each another, count nearly the same."""
    return one != other and one in GROUP_OF and GROUP_OF[one] == GROUP_OF.get(other)


def clashes(template: Template, others: Iterable[Template]) -> Iterator[tuple[str, str]]:
    """Measure and cut of a template that nearly the same counts are published by elsewhere, or by other areas.

    A year stands apart from quarters and from now: nobody was counted in both alike. What comes with the program tells
    it already, so that one of the programme's own may tell it too.
    """
    beside = [one for one in others if one.name != template.name and (one.period == YEAR) == (template.period == YEAR)]
    already = {
        (cut.measure.name, name) for one in beside if not one.label for cut in one.measures for name in told_by(cut)
    }
    for cut in template.measures:
        for other in (template, *beside):
            for theirs in other.measures:
                name, shared = cut.measure.name, told_by(cut) & told_by(theirs)
                if are_kindred(name, theirs.measure.name):
                    yield from ((name, one) for one in sorted(shared) if (name, one) not in already)
                elif name == theirs.measure.name and template.areas != other.areas:
                    yield from ((name, one) for one in sorted(shared & PLACES_CUT))


def told_by(cut: MeasureCut) -> set[str]:
    """The cuts that the tables of a measure tell, the one left aside that a share, median or mean is told over."""
    told = {name for names in cut.tables for name in names} - {cut.measure.value or ""}
    return told | {IMPLIED[cut.measure.name]} if cut.measure.name in IMPLIED else told
