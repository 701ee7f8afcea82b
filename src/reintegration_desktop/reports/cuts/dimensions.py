"""What tables are cut by: the question behind each dimension, its title, its categories; never a single answer."""

from collections.abc import Mapping
from types import MappingProxyType

from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.forms.questions import Figure
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.reports.cuts.bands import BANDS
from reintegration_desktop.reports.cuts.groups import GROUPS, OTHER, UNKNOWN, words_of
from reintegration_desktop.rules.places import Gazetteer

__all__ = ["OTHER", "UNKNOWN"]

PROVINCE = 1
NOT_KNOWN = marked("Not known")
NAMED = frozenset({"province", "exit_province", "armed_actor", "tool"})
"""Dimensions whose categories are names, not words: they are the same in every language."""

FIELDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "sex": ("identification", "sex"),
        "age_band": ("identification", "age_band"),
        "province": ("identification", "current_place"),
        "how_identified": ("identification", "how_identified"),
        "risk": ("concerns", "risk_level"),
        "disability": ("assessment", "has_disability"),
        "education_now_level": ("assessment", "education_now_level"),
        "age_at_start": ("association", "age_at_start"),
        "actor_class": ("association", "actor_type"),
        "armed_actor": ("association", "armed_actor"),
        "role_class": ("association", "role_class"),
        "recruitment_factors": ("association", "recruitment_factors"),
        "confirmed": ("verification", "verification_status"),
        "exit_manner": ("exit", "exit_manner"),
        "handed_to": ("exit", "handed_to"),
        "exit_province": ("exit", "exit_place"),
        "days_detained": ("justice", "days_detained"),
        "facility_kind": ("justice", "facility_kind"),
        "care_arrangement": ("care_stay", "care_arrangement"),
        "days_in_care": ("care_stay", "days_in_care"),
        "tracing_status": ("tracing", "tracing_status"),
        "reunification_kind": ("reunification", "reunification_kind"),
        "family_support": ("reunification", "family_support"),
        "service_type": ("service", "service_type"),
        "service_mode": ("service", "service_mode"),
        "service_status": ("service", "service_status"),
        "rejected_reason": ("referral", "rejected_reason"),
        "activity_kind": ("learning_and_work", "activity_kind"),
        "contact_kind": ("follow_up", "contact_kind"),
        "acceptance": ("follow_up", "community_acceptance"),
        "score": ("follow_up", "domain_scores"),
        "tool": ("wellbeing_measure", "tool"),
        "reintegration_status": ("outcome", "reintegration_status"),
        "since_exit": ("outcome", "months_since_exit"),
        "closure_reason": ("closure", "closure_reason"),
        "paper_kind": ("identity_paper", "paper_kind"),
        "answered_by": ("feedback", "answered_by"),
        "rating": ("feedback", "listened_to"),
        "born_or_mother": ("concerns", "protection_concerns"),
    }
)
"""The question behind each dimension: without a figure rule in the dictionary it can't be counted."""

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "sex": marked("Sex"),
        "age_band": marked("Age now"),
        "province": marked("Province"),
        "how_identified": marked("Who told us"),
        "risk": marked("Risk"),
        "disability": marked("Disability"),
        "education_now_level": marked("Level of learning"),
        "age_at_start": marked("Age when it began"),
        "actor_class": marked("Kind of armed actor"),
        "armed_actor": marked("Armed actor"),
        "role_class": marked("What they did there"),
        "recruitment_factors": marked("How it came about"),
        "confirmed": marked("How far it is confirmed"),
        "exit_manner": marked("How it ended"),
        "handed_to": marked("Handed over to"),
        "exit_province": marked("Province where they left"),
        "days_detained": marked("Time detained"),
        "facility_kind": marked("Where they were held"),
        "care_arrangement": marked("Kind of care"),
        "days_in_care": marked("Time in care"),
        "tracing_status": marked("How the search stands"),
        "reunification_kind": marked("How they came together"),
        "family_support": marked("Help for the family"),
        "service_type": marked("Kind of service"),
        "service_mode": marked("Who does it"),
        "service_status": marked("How far it is"),
        "rejected_reason": marked("Why it was not taken"),
        "activity_kind": marked("Kind of learning or work"),
        "contact_kind": marked("How they met"),
        "acceptance": marked("How they are taken"),
        "young_mother": marked("Girl mother"),
        "domain": marked("Area"),
        "score": marked("Score"),
        "tool": marked("Set of questions"),
        "reintegration_status": marked("Where they stand"),
        "since_exit": marked("Time since they left"),
        "closure_reason": marked("Why it was closed"),
        "months_open": marked("Time open"),
        "paper_kind": marked("Kind of paper"),
        "answered_by": marked("Who answered"),
        "rating": marked("Rating"),
        "born_or_mother": marked("Who they are"),
        "task_kind": marked("What is due"),
        "met": marked("Yes or no"),
        "mark": marked("Time passed"),
        "held_for": marked("Time passed"),
        "caseload": marked("Open cases"),
        "staff": marked("Who works there"),
        "month": marked("Month of the quarter"),
        "overdue_since": marked("Overdue for"),
    }
)

SENSITIVE = frozenset(
    {"exit_manner", "reintegration_status", "risk", "closure_reason", "actor_class", "armed_actor", "role_class",
     "disability", "facility_kind", "acceptance", "born_or_mother"}
)  # fmt: skip
"""Dimensions in which to learn somebody's category harms."""

NEVER_UNKNOWN = frozenset({"met", "score", "rating", "month", "staff", "mark", "held_for", "confirmed", "young_mother",
                           "born_or_mother", "domain", *BANDS} - {"since_exit", "age_at_start"})  # fmt: skip
"""Dimensions in which something that counts always stands somewhere."""

_WORDED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "met": {"yes": marked("Yes"), "no": marked("No")},
        "young_mother": {"yes": marked("Yes"), "no": marked("No")},
        "disability": {"yes": marked("Yes"), "no": marked("No")},
        "confirmed": {
            "verified": marked("Confirmed"), "pending": marked("Being looked at"), "late": marked("Confirmed late"),
        },
        "mark": {
            "after_12": marked("After 12 months"), "after_24": marked("After 24 months"),
            "after_36": marked("After 36 months"),
        },
        "held_for": {"after_6": marked("After 6 months"), "after_12": marked("After 12 months")},
        "family_support": {"some": marked("Some help"), "none": marked("No help")},
        "born_or_mother": {
            "girl_mother": marked("Girl mother, or expecting"),
            "born_of_conflict": marked("Child born of sexual violence in conflict"),
        },
        "staff": {"caseworkers": marked("Caseworkers with open cases"), "supervisors": marked("Supervisors")},
        "month": {"1": marked("First month"), "2": marked("Second month"), "3": marked("Third month")},
        "score": {str(score): str(score) for score in range(1, 6)},
        "rating": {str(rating): str(rating) for rating in range(1, 6)},
    }
)  # fmt: skip
_ONLY: Mapping[str, frozenset[str]] = MappingProxyType(
    {"paper_kind": frozenset({"birth_certificate", "national_identity", "civilian_id"})}
)
"""Of a list with many answers, those that can be counted."""


def figure_of(dictionary: Dictionary, dimension: str) -> Figure | None:
    """How the dictionary lets figures count the question behind a dimension; as it is where we work it out."""
    if dimension not in FIELDS:
        return Figure.AS_IS
    form, key = FIELDS[dimension]
    return dictionary[form].fields[key].figure


def may_be_counted_by(dictionary: Dictionary, dimension: str) -> bool:
    """Whether the dictionary lets figures count by a dimension."""
    return figure_of(dictionary, dimension) is not None


def labels_of(dimension: str, dictionary: Dictionary, places: Gazetteer) -> dict[str, str]:
    """The codes of a dimension and their words, not yet said, in the order of the page, what is not known last."""
    if dimension in GROUPS:
        return words_of(dimension)
    found = _categories(dimension, dictionary, places)
    return found if dimension in NEVER_UNKNOWN else {**found, UNKNOWN: NOT_KNOWN}


def _categories(dimension: str, dictionary: Dictionary, places: Gazetteer) -> dict[str, str]:
    if dimension in BANDS:
        return {code: words for code, words, _ in BANDS[dimension]}
    if dimension in _WORDED:
        return dict(_WORDED[dimension])
    if dimension in ("province", "exit_province"):
        return {place.code: place.name for place in places if place.level == PROVINCE}
    if dimension == "domain":
        return dict(dictionary["follow_up"].fields["domain_scores"].choices)
    form, key = FIELDS[dimension]
    choices, only = dictionary[form].fields[key].choices, _ONLY.get(dimension)
    return {code: label for code, label in choices.items() if code != UNKNOWN and (only is None or code in only)}


def said(dimension: str, labels: Mapping[str, str]) -> dict[str, str]:
    """A dimension's words in the reader's language; names stay."""
    return {code: words if dimension in NAMED and code != UNKNOWN else say(words) for code, words in labels.items()}
