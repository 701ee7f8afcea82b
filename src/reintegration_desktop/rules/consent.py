"""Consent, purpose by purpose: events that are never changed, the latest of which counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

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
WITHDRAWN = "withdrawn"
_NOES = (WITHDRAWN, "refused")  # no set: what arrives may be anything, and not everything can be looked up in one
_YES = frozenset({"yes", "identifying", "anonymous_only"})
_BEST_INTERESTS = "best_interest_decision"


@dataclass(frozen=True, slots=True)
class Consent:
    """What holds now: ``kind`` of the latest event, the latest answer of each purpose, who gave it on what ground.

    ``was_agreed`` says that at some time there was a yes to case management, or a best-interests decision.
    """

    kind: str | None = None
    purposes: Mapping[str, str] = field(default_factory=dict)
    by_best_interests: bool = False
    legal_basis: str | None = None
    was_agreed: bool = False

    def agrees(self, purpose: str) -> bool:
        """Whether the latest answer of a purpose is yes, or yes without a name."""
        return self.purposes.get(purpose) in _YES

    @property
    def allows_work(self) -> bool:
        """Whether there is a yes to case management, or a best-interests decision."""
        return self.agrees("agrees_to_case_management") or self.by_best_interests


def latest_consent_counts(events: Iterable[Mapping[str, object]]) -> Consent:
    """What holds after events in any order; for each purpose the latest answer, and after a withdrawal every no.

    Events are answers of the form ``consent``, or the raw JSON of its open room: both are read alike. Reasons for
    absence answer nothing.
    """
    held = Consent()
    for event in sorted(events, key=_moment):
        held = _after(held, event)
    return held


def _after(held: Consent, event: Mapping[str, object]) -> Consent:
    """What holds after one more event."""
    kind, basis, given_by = event.get("event_kind"), event.get("legal_basis"), event.get("given_by")
    said = {key: code for key in PURPOSES if isinstance(code := event.get(key), str)}
    now = Consent(
        kind if isinstance(kind, str) else held.kind,
        dict.fromkeys(PURPOSES, "no") if kind == WITHDRAWN else {**held.purposes, **said},
        isinstance(given_by, list | tuple) and _BEST_INTERESTS in given_by and kind != WITHDRAWN,
        basis if isinstance(basis, str) else held.legal_basis,
    )
    return replace(now, was_agreed=held.was_agreed or now.allows_work)


def _moment(event: Mapping[str, object]) -> tuple[int, str]:
    """When it was said, for sorting: moments are in UTC, in the raw shape as in the value's.

    A no without a moment comes last, whatever else has none first: what somebody forgot to date never undoes a no.
    """
    at = event.get("event_at")
    if isinstance(at, str | datetime):
        return 1, str(at).replace("T", " ").replace("Z", "+00:00")
    return (2 if event.get("event_kind") in _NOES else 0), ""


def latest(file: CaseFile) -> Consent:
    """What holds in a file now."""
    return latest_consent_counts(row.answers for row in file.rows("consent"))


def registered_with_consent(file: CaseFile) -> bool:
    """Whether a case may be registered: a yes to case management, or a best-interests decision."""
    return latest(file).allows_work


def may_be_edited(file: CaseFile) -> bool:
    """Whether answers may be changed: a later no to case management freezes them and opens a review of erasure.

    A first no only keeps the case from being registered.
    """
    consent = latest(file)
    return consent.allows_work or not (consent.was_agreed or consent.kind == WITHDRAWN)


def figures_only_with_consent(file: CaseFile) -> bool:
    """Whether a case is counted in a report: only while the latest answer on figures is yes."""
    return latest(file).agrees("agrees_to_reporting")


def tracing_only_with_consent(file: CaseFile) -> bool:
    """Whether a case is compared with others for tracing: only while both consent and the wish to trace are yes."""
    wishes = [row.answers.choice("wants_tracing") for row in file.rows("tracing")]
    return latest(file).agrees("agrees_to_tracing") and bool(wishes) and wishes[-1] == "yes"


class Passed(StrEnum):
    """What goes to the monitoring mechanism, always through its own sealed channel."""

    WITH_IDENTITY = "identifying"
    WITHOUT_IDENTITY = "anonymous_only"
    NOTHING = "no"


def monitoring_only_with_consent(file: CaseFile) -> Passed:
    """What may be passed on to those who document violations: what the latest answer says, else nothing."""
    answer = latest(file).purposes.get("agrees_to_monitoring")
    return Passed(answer) if answer in tuple(Passed) else Passed.NOTHING


def photograph_needs_consent(file: CaseFile) -> bool:
    """Whether a photograph may be kept: only while the latest answer on photographs is yes."""
    return latest(file).agrees("agrees_to_photograph")


def override_needs_supervisor(event: Answers) -> bool:
    """Whether something was shared without a yes, so that a supervisor's approval and an account are needed."""
    return event.choice("override_ground") not in (None, "nothing_shared")


def is_accounted_for(event: Answers) -> bool:
    """Whether what was shared without a yes is told, where anything was."""
    return not override_needs_supervisor(event) or bool(event.text("override_account"))


def services_agreed(file: CaseFile) -> frozenset[str]:
    """The services that may be told: those of the latest event that named any, while sharing is agreed."""
    if not latest(file).agrees("agrees_to_sharing"):
        return frozenset()
    rows: list[Record] = sorted(file.rows("consent"), key=lambda row: _moment(row.answers))
    named = [row.answers.choices("services_agreed") for row in rows if "services_agreed" in row.answers]
    return frozenset(named[-1]) if named else frozenset()
