"""Where a case stands in each dimension, coarsened: bands, provinces, groups; never an answer as it was given."""

from collections.abc import Mapping
from types import MappingProxyType

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.forms.questions import Figure
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.rules.places import Gazetteer

UNKNOWN = "unknown"
OTHER = "other"
PROVINCE = 1
NOT_KNOWN = marked("Not known")
NAMED = frozenset({"province"})
"""Dimensions whose categories are names, not words: they are the same in every language."""

FIELDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "sex": ("identification", "sex"),
        "age_band": ("identification", "age_band"),
        "province": ("identification", "current_place"),
        "exit_manner": ("exit", "exit_manner"),
        "risk": ("concerns", "risk_level"),
        "reintegration_status": ("outcome", "reintegration_status"),
        "since_exit": ("outcome", "months_since_exit"),
        "closure_reason": ("closure", "closure_reason"),
    }
)
"""The question behind each dimension: without a figure rule in the dictionary it can't be counted."""

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "sex": marked("Sex"),
        "age_band": marked("Age now"),
        "province": marked("Province"),
        "exit_manner": marked("How it ended"),
        "risk": marked("Risk"),
        "reintegration_status": marked("Where they stand"),
        "since_exit": marked("Time since they left"),
        "closure_reason": marked("Why it was closed"),
        "task_kind": marked("What is due"),
    }
)

SENSITIVE = frozenset({"exit_manner", "reintegration_status", "risk", "closure_reason"})
"""Dimensions in which to learn somebody's category harms."""

_GROUPS: Mapping[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = MappingProxyType(
    {
        "risk": (
            ("high", marked("High"), ("high",)),
            ("medium", marked("Medium"), ("medium",)),
            ("low", marked("Low or none"), ("low", "none_identified")),
        ),
        "reintegration_status": (
            ("reintegrated", marked("Reintegrated"), ("reintegrated",)),
            ("progressing", marked("On the way"), ("progressing",)),
            ("at_risk", marked("At risk, or lost ground"), ("at_risk", "failed")),
            ("not_started", marked("Not begun"), ("not_started",)),
        ),
        "closure_reason": (
            ("goals", marked("Goals met, or adult with support"), ("goals_met_safe", "turned_18_with_transition")),
            (
                "moved",
                marked("Moved, or handed over"),
                ("relocated_no_receiving_agency", "durable_solution_departure", "transferred"),
            ),
            (
                "lost_touch",
                marked("Lost touch, or no longer wanted"),
                ("not_contactable", "child_or_caregiver_withdrew"),
            ),
            (OTHER, marked("Other reasons"), ("other",)),
        ),
        "task_kind": (
            ("visit", marked("Visit"), ("visit",)),
            ("plan", marked("Plan"), ("case_plan", "plan_review", "plan_action")),
            ("assessment", marked("First response and assessment"), ("urgent", "first_response", "assessment")),
            ("service", marked("Service"), ("service",)),
            (OTHER, marked("Other kinds"), ("other",)),
        ),
    }
)
"""Categories that are counted together, because apart they would be small: code, words, the answers in it."""

_BANDS = (
    ("under_6", marked("Under 6 months"), 0),
    ("from_6", marked("6 to 11 months"), 6),
    ("from_12", marked("12 to 23 months"), 12),
    ("from_24", marked("24 to 35 months"), 24),
    ("from_36", marked("36 months or more"), 36),
)


def may_be_counted_by(dictionary: Dictionary, dimension: str) -> bool:
    """Whether the dictionary lets figures count the question behind a dimension."""
    if dimension == "task_kind":
        return True
    form, key = FIELDS[dimension]
    return dictionary[form].fields[key].figure is not None


def labels_of(dimension: str, dictionary: Dictionary, places: Gazetteer) -> dict[str, str]:
    """The codes of a dimension and their words, not yet said, in the order of the page, what is not known last."""
    if dimension in _GROUPS:
        found = {code: words for code, words, _ in _GROUPS[dimension]}
        return found if OTHER in found else {**found, UNKNOWN: NOT_KNOWN}
    if dimension == "since_exit":
        return {code: words for code, words, _ in _BANDS}
    if dimension == "province":
        found = {place.code: place.name for place in places if place.level == PROVINCE}
    else:
        form, key = FIELDS[dimension]
        field = dictionary[form].fields[key]
        assert field.figure in (Figure.AS_IS, Figure.BAND)
        found = {code: label for code, label in field.choices.items() if code != UNKNOWN}
    return {**found, UNKNOWN: NOT_KNOWN}


def said(dimension: str, labels: Mapping[str, str]) -> dict[str, str]:
    """A dimension's words in the reader's language; names stay."""
    return {code: words if dimension in NAMED and code != UNKNOWN else say(words) for code, words in labels.items()}


def group_of(dimension: str, answer: str | None) -> str:
    """The category that an answer is counted in."""
    groups = _GROUPS[dimension]
    rest = OTHER if any(code == OTHER for code, _, _ in groups) else UNKNOWN
    return next((code for code, _, answers in groups if answer in answers), rest)


def band_of_months(months: int) -> str:
    """The band that some months since the exit lie in."""
    return [code for code, _, least in _BANDS if months >= least][-1]


def place_of(dimension: str, file: CaseFile, places: Gazetteer) -> str:
    """Where a case stands in a dimension of the case, coarsened."""
    who = file.one("identification")
    if dimension == "province":
        return places.up_to(who.text("current_place") or "", PROVINCE) or UNKNOWN
    if dimension == "risk":
        return group_of("risk", file.one("concerns").choice("risk_level"))
    return who.choice(dimension) or UNKNOWN
