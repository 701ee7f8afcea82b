"""Where a case stands in each dimension of the case, coarsened."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.reports.cuts.bands import band_of
from reintegration_desktop.reports.cuts.dimensions import PROVINCE, UNKNOWN
from reintegration_desktop.reports.cuts.groups import group_of
from reintegration_desktop.reports.periods import Period
from reintegration_desktop.rules.findings.durations import months_since_exit
from reintegration_desktop.rules.findings.episodes import second_episode_is_re_recruitment
from reintegration_desktop.rules.places import Gazetteer

Placed = Callable[[CaseFile, Gazetteer, Period], str]


def place_of(dimension: str, file: CaseFile, places: Gazetteer, period: Period) -> str:
    """The category of a case in a dimension of the case; not known where nothing was said."""
    return PLACES[dimension](file, places, period)


def province_of(place: str | None, places: Gazetteer) -> str:
    """The province that a place lies in."""
    return places.up_to(place or "", PROVINCE) or UNKNOWN


def _said(key: str) -> Placed:
    return lambda file, _places, _period: file.one("identification").choice(key) or UNKNOWN


def _province(file: CaseFile, places: Gazetteer, _: Period) -> str:
    return province_of(file.one("identification").text("current_place"), places)


def _risk(file: CaseFile, *_: object) -> str:
    return group_of("risk", file.one("concerns").choice("risk_level"))


def _disability(file: CaseFile, *_: object) -> str:
    said = [row.answers.choice("has_disability") for row in file.rows("assessment")]
    return next((answer for answer in reversed(said) if answer is not None), UNKNOWN)


def _age_at_start(file: CaseFile, *_: object) -> str:
    """The age at the first time with an armed actor."""
    numbers = second_episode_is_re_recruitment(file)
    first = min(file.rows("association"), key=lambda row: numbers[row.id], default=None)
    age = first.answers.number("age_at_start") if first else None
    return UNKNOWN if age is None else band_of("age_at_start", age)


def _actor_class(file: CaseFile, *_: object) -> str:
    """The class of the armed actor of the latest time."""
    numbers = second_episode_is_re_recruitment(file)
    last = max(file.rows("association"), key=lambda row: numbers[row.id], default=None)
    return group_of("actor_class", last.answers.choice("actor_type") if last else None)


def _since_exit(file: CaseFile, _: Gazetteer, period: Period) -> str:
    months = months_since_exit(file, period.last)
    return UNKNOWN if months is None else band_of("since_exit", months)


PLACES: Mapping[str, Placed] = MappingProxyType(
    {
        "sex": _said("sex"),
        "age_band": _said("age_band"),
        "province": _province,
        "risk": _risk,
        "disability": _disability,
        "age_at_start": _age_at_start,
        "actor_class": _actor_class,
        "since_exit": _since_exit,
    }
)
"""The cuts that every indicator may have; what else it is cut by, its predicate gives."""

OF_THE_PERIOD = frozenset({"since_exit"})
"""Cuts in which a case stands elsewhere in another period."""
