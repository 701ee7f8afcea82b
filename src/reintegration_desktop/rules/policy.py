"""The numbers of the work: each is a programme's setting, with the default of WORKFLOW."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Never


@dataclass(frozen=True, slots=True)
class Margin:
    """From how many points two scores of one set of questions differ, and which way is better."""

    points: float
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Policy:
    """Hours, days, months, years and counts as the names say; every one may be set by a programme.

    Sources: national case-management procedures, IDDRS 5.20 and 5.30 (2021), CPIMS+ defaults, and proposals of ours
    that wait for a child-protection adviser (docs/dictionary/RULES.md). ``wellbeing`` has the margin of each set of
    questions in the list ``wellbeing_tools``.
    """

    urgent_hours: int = 24
    first_response_hours_high: int = 24
    first_response_days_medium: int = 3
    first_response_days_low: int = 7
    assign_hours_high: int = 1
    assign_hours: int = 3
    assessment_days_high: int = 3
    assessment_days_medium: int = 5
    assessment_days_low: int = 7
    plan_days: int = 14
    plan_review_days: int = 31
    approval_days: int = 3
    referral_answer_days: int = 7
    transfer_answer_days: int = 14
    site_hours: int = 48
    centre_days: int = 56
    visit_days_high: int = 7
    visit_days_medium: int = 14
    visit_days_low: int = 31
    visits_after_days: tuple[int, ...] = (7, 14)
    visits_after_months: tuple[int, ...] = (1, 2, 3, 6, 9, 12)
    visits_then_every_months: int = 6
    visits_until_months: int = 36
    not_contactable_months: int = 3
    not_contactable_tries: int = 3
    post_closure_months: int = 3
    keep_years: int = 5
    keep_void_months: int = 12
    transition_age: int = 17
    marked_age: int = 15
    interviewers: int = 2
    score_fall: int = 2
    score_holding: int = 3
    score_safe: int = 4
    reintegrated_days: int = 90
    caseload: int = 25
    workers_per_supervisor: int = 6
    soon_days: int = 7
    erased_after_days: int = 30
    inquiry_answer_days: int = 30
    inquiries_at_most: int = 10
    inquiries_within_days: int = 30
    asker_may_approve: bool = False
    assessment_needs_approval: bool = False
    wellbeing: Mapping[str, Margin] = field(default_factory=dict, hash=False)

    def first_response_days(self, risk: str | None) -> int:
        """Days from identification to the first response at a level of risk."""
        return self._by_risk(
            risk, self.first_response_hours_high // 24, self.first_response_days_medium, self.first_response_days_low
        )

    def assessment_days(self, risk: str | None) -> int:
        """Days from registration to the finished assessment at a level of risk."""
        return self._by_risk(risk, self.assessment_days_high, self.assessment_days_medium, self.assessment_days_low)

    def visit_days(self, risk: str | None) -> int:
        """At most so many days between visits at a level of risk."""
        return self._by_risk(risk, self.visit_days_high, self.visit_days_medium, self.visit_days_low)

    @staticmethod
    def _by_risk(risk: str | None, high: int, medium: int, low: int) -> int:
        """The number of a level; as at medium while it isn't rated."""
        return {"high": high, "low": low, "none_identified": low}.get(risk or "", medium)

    def to_json(self) -> dict[str, object]:
        """Plain JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, object]) -> "Policy":
        """Back from ``to_json``; what is missing takes its default, what is unknown is passed over.

        Raises ValueError for a number below nought, or a value of another kind than the setting's.
        """
        usual = cls()
        given = {one.name: raw[one.name] for one in fields(cls) if one.name in raw}
        read: dict[str, Any] = {name: _read(name, getattr(usual, name), value) for name, value in given.items()}
        return replace(usual, **read)


def _read(name: str, usual: object, raw: object) -> bool | int | tuple[int, ...] | dict[str, Margin]:
    """A setting's value, of the kind that its default has."""
    if isinstance(usual, bool):
        return _flag(name, raw)
    if isinstance(usual, int):
        return _number(name, raw)
    if isinstance(usual, tuple):
        return tuple(_number(name, one) for one in raw) if isinstance(raw, list | tuple) else _refuse(name)
    return {str(tool): _margin(name, one) for tool, one in raw.items()} if isinstance(raw, Mapping) else _refuse(name)


def _flag(name: str, raw: object) -> bool:
    return raw if isinstance(raw, bool) else _refuse(name)


def _number(name: str, raw: object) -> int:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0 else _refuse(name)


def _margin(name: str, raw: object) -> Margin:
    if not isinstance(raw, Mapping):
        return _refuse(name)
    points = raw.get("points")
    if isinstance(points, bool) or not isinstance(points, int | float) or points < 0:
        return _refuse(name)
    return Margin(points, _flag(name, raw.get("higher_is_better", True)))


def _refuse(name: str) -> Never:
    raise ValueError(f"{name} is of another kind")
