"""What cannot wait: dangers due in 24 hours whatever the level of risk, until something was done on record."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record


class Danger(StrEnum):
    """Why something is urgent. It follows from sealed answers, so it never leaves the memory of who may read them."""

    DANGER_TODAY = "danger_today"
    LOCKED_UP = "locked_up"
    OWN_CHILD_CLAIMED = "own_child_claimed"
    ARMED_THREAT = "armed_threat"
    SELF_HARM = "self_harm"
    APPROACHED = "approached"
    TAKEN_AGAIN = "taken_again"
    MISSING = "missing"
    THREATENED = "threatened"
    BREAKDOWN = "breakdown"
    URGENT_WORRY = "urgent_worry"


@dataclass(frozen=True, slots=True)
class Finding:
    """A danger, the record that tells of it, and the day it was said; None where nobody wrote a day."""

    danger: Danger
    record: UUID
    day: date | None


_INCIDENTS = {
    "attempted_re_recruitment": Danger.APPROACHED, "re_recruitment": Danger.TAKEN_AGAIN,
    "threat_or_reprisal": Danger.THREATENED, "arrest_detention": Danger.LOCKED_UP, "missing": Danger.MISSING,
    "self_harm": Danger.SELF_HARM,
}  # fmt: skip
_NOT_SEEN = {
    "detained": Danger.LOCKED_UP, "abducted_or_recruited": Danger.TAKEN_AGAIN, "unknown": Danger.MISSING,
}  # fmt: skip

_NOT_BY_VISIT = frozenset({Danger.SELF_HARM, Danger.OWN_CHILD_CLAIMED})


def urgent_within_a_day(file: CaseFile) -> tuple[Finding, ...]:
    """Every danger that still waits for somebody to act.

    What was done counts once it is on record after the danger: an action under *Something urgent*, what an incident
    says was done for their safety, or a visit on a later day at which they were seen; a visit alone never settles
    self-harm or the claim to an own child. Ours, to be confirmed.
    """
    rows = tuple(file.records)
    return tuple(
        found
        for place, row in enumerate(rows)
        for found in _TELLS.get(row.form, _nothing)(row)
        if not any(_settles(later, found) for later in rows[place + 1 :])
    )


def _nothing(_: Record) -> Iterator[Finding]:
    return iter(())


def _danger_today(row: Record) -> Iterator[Finding]:
    answers = row.answers
    if answers.choice("in_danger_now") == "yes":
        yield Finding(Danger.DANGER_TODAY, row.id, answers.day("first_response_on") or answers.day("identified_on"))


def _assessed(row: Record) -> Iterator[Finding]:
    answers = row.answers
    day = answers.day("completed_on") or answers.day("started_on")
    if "armed_actor" in answers.choices("safety_threats"):
        yield Finding(Danger.ARMED_THREAT, row.id, day)
    if answers.choice("self_harm") in ("plan", "attempt"):
        yield Finding(Danger.SELF_HARM, row.id, day)


def _incident(row: Record) -> Iterator[Finding]:
    kind = _INCIDENTS.get(row.answers.choice("incident_type") or "")
    if kind is not None and not row.answers.text("safety_action"):
        happened = row.answers.span("occurred_on")
        yield Finding(kind, row.id, (happened.stated_on or happened.latest) if happened else None)


def _worry(row: Record) -> Iterator[Finding]:
    if not _is_acted(row.answers):
        yield Finding(Danger.URGENT_WORRY, row.id, None)


def _not_seen(row: Record) -> Iterator[Finding]:
    reasons = row.answers.choices("not_seen_reasons")
    if row.answers.choice("child_seen") == "no":
        yield from (
            Finding(_NOT_SEEN[one], row.id, row.answers.day("visited_on")) for one in reasons if one in _NOT_SEEN
        )


def _locked_up(row: Record) -> Iterator[Finding]:
    answers = row.answers
    if answers.choice("deprived_of_liberty") == "yes" and answers.span("detention_ended_on") is None:
        began = answers.span("detention_began_on")
        yield Finding(Danger.LOCKED_UP, row.id, began.latest if began else None)


def _claimed(row: Record) -> Iterator[Finding]:
    if row.answers.choice("claimed_by_others") == "yes":
        yield Finding(Danger.OWN_CHILD_CLAIMED, row.id, None)


def _broke_down(row: Record) -> Iterator[Finding]:
    if (day := row.answers.day("broke_down_on")) is not None:
        yield Finding(Danger.BREAKDOWN, row.id, day)


_TELLS: Mapping[str, Callable[[Record], Iterator[Finding]]] = {
    "identification": _danger_today, "assessment": _assessed, "incident": _incident, "immediate_concern": _worry,
    "follow_up": _not_seen, "justice": _locked_up, "own_child": _claimed, "reunification": _broke_down,
}  # fmt: skip


def _settles(later: Record, found: Finding) -> bool:
    """Whether a record that was first saved after a danger tells that somebody acted on it."""
    answers = later.answers
    match later.form:
        case "immediate_concern":
            acted = answers.day("action_on")
            return _is_acted(answers) and (acted is None or found.day is None or acted >= found.day)
        case "incident":
            return bool(answers.text("safety_action"))
        case "follow_up":
            visited = answers.day("visited_on")
            seen = visited is not None and found.day is not None and visited > found.day
            return seen and answers.choice("child_seen") == "yes" and found.danger not in _NOT_BY_VISIT
        case _:
            return False


def _is_acted(answers: Answers) -> bool:
    """Whether an urgent worry says what was done, or when."""
    return answers.day("action_on") is not None or bool(answers.text("action_taken"))
