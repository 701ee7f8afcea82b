"""Consent, purpose by purpose: events that are never changed, the latest of which counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record

PURPOSES = (
    "agrees_to_case_management",
    "agrees_to_storage",
    "agrees_to_reporting",
    "agrees_to_tracing",
    "agrees_to_sharing",
    "agrees_to_monitoring",
    "agrees_to_photograph",
)
_BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Consent:
    """What holds now: ``kind`` of the latest event, the latest answer of each purpose, and who gave it."""

    kind: str | None
    purposes: Mapping[str, str]
    by_best_interests: bool = False

    def agrees(self, purpose: str) -> bool:
        """Whether the latest answer of a purpose is yes, or yes without a name."""
        return self.purposes.get(purpose) in ("yes", "identifying", "anonymous_only")


def latest(file: CaseFile) -> Consent:
    """For each purpose the latest answer; a withdrawal sets every purpose to no."""
    purposes: dict[str, str] = {}
    kind: str | None = None
    best = False
    for row in sorted(file.rows("consent"), key=_moment):
        kind = row.answers.choice("event_kind") or kind
        best = "best_interest_decision" in row.answers.choices("given_by")
        if kind == "withdrawn":
            purposes = dict.fromkeys(PURPOSES, "no")
        else:
            purposes.update({key: code for key in PURPOSES if (code := row.answers.choice(key)) is not None})
    return Consent(kind, purposes, best)


def _moment(row: Record) -> datetime:
    return row.answers.moment("event_at") or _BEGINNING


def may_be_registered(file: CaseFile) -> bool:
    """Registration needs a yes to case management or a best-interests decision."""
    consent = latest(file)
    return consent.agrees("agrees_to_case_management") or consent.by_best_interests


def may_be_edited(file: CaseFile) -> bool:
    """Taking consent to case management back freezes edits."""
    consent = latest(file)
    return consent.kind != "withdrawn" or consent.agrees("agrees_to_case_management")


def may_be_counted(file: CaseFile) -> bool:
    """A case is counted only while the latest answer on figures is yes."""
    return latest(file).agrees("agrees_to_reporting")


def withdrawn_answers() -> Answers:
    """What a withdrawal says of every purpose."""
    return Answers(dict.fromkeys(PURPOSES, "no"))
