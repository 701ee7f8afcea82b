"""The numbers of the work: each is a programme's setting, with the default of WORKFLOW."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Policy:
    """Hours, days, months and counts as the names say; every one may be set by a programme.

    Sources: national case-management procedures, IDDRS 5.20 and 5.30 (2021), CPIMS+ defaults, and proposals of ours
    that wait for a child-protection adviser (docs/dictionary/RULES.md).
    """

    urgent_hours: int = 24
    first_response_days_high: int = 1
    first_response_days_medium: int = 3
    first_response_days_low: int = 7
    assessment_days_high: int = 3
    assessment_days_medium: int = 5
    assessment_days_low: int = 7
    plan_days: int = 14
    plan_review_days: int = 31
    site_hours: int = 48
    centre_days: int = 56
    visit_days_high: int = 7
    visit_days_medium: int = 14
    visit_days_low: int = 31
    post_closure_days: int = 92
    not_contactable_days: int = 92
    not_contactable_tries: int = 3
    keep_years: int = 5
    caseload: int = 25
    soon_days: int = 7
    asker_may_approve: bool = False
    assessment_needs_approval: bool = False

    def visit_days(self, risk: str | None) -> int:
        """At most so many days between visits at a level of risk; as at medium while it isn't rated."""
        return {"high": self.visit_days_high, "low": self.visit_days_low, "none_identified": self.visit_days_low}.get(
            risk or "", self.visit_days_medium
        )

    def to_json(self) -> dict[str, object]:
        """Plain JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, object]) -> "Policy":
        """Back from ``to_json``; what is missing takes its default, what is unknown is passed over."""
        usual = cls()
        given: dict[str, Any] = {one.name: raw[one.name] for one in fields(cls) if one.name in raw}
        read = {name: type(getattr(usual, name))(value) for name, value in given.items()}
        return replace(usual, **read)
