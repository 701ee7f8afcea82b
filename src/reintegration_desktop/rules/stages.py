"""Stages of a case: which transitions there are, what each still lacks, and who may make it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.rules.guards import closing, working
from reintegration_desktop.rules.guards.blind import as_guards_see_it
from reintegration_desktop.rules.guards.lacks import Lack
from reintegration_desktop.rules.guards.situation import Situation
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.vault.roles import Role

Guard = Callable[[Situation], Iterator[Lack]]


class Stage(StrEnum):
    """Where the work with a case stands (the list ``case_stage``)."""

    IDENTIFIED = "identified"
    REGISTERED = "registered"
    ASSESSED = "assessed"
    PLANNED = "planned"
    IMPLEMENTING = "implementing"
    MONITORING = "monitoring"
    CLOSURE_REQUESTED = "closure_requested"
    CLOSED = "closed"
    POST_CLOSURE = "post_closure"
    ARCHIVED = "archived"
    ERASED = "erased"
    REOPENED = "reopened"
    TRANSFERRED = "transferred"
    DUPLICATE = "duplicate"
    VOID = "void"


class Approval(StrEnum):
    """Whose yes a transition needs besides."""

    NONE = "none"
    BY_POLICY = "by_policy"
    SUPERVISOR = "supervisor"
    SECOND_PERSON = "second_person"
    TWO_PERSONS = "two_persons"


@dataclass(frozen=True, slots=True)
class Transition:
    """A way from some stages to another: who may make it, whose approval it needs, what stands before it."""

    before: frozenset[Stage]
    to: Stage
    who: frozenset[Role]
    approval: Approval
    guard: Guard


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that can come next: what it lacks, whose approval it needs, who makes it, whether this role may."""

    to: Stage
    lacks: tuple[Lack, ...]
    approval: Approval
    who: frozenset[Role]
    permitted: bool

    @property
    def ready(self) -> bool:
        """Whether this role can make it now; an approval that is needed besides is asked for then."""
        return self.permitted and not self.lacks


def _nothing(_: Situation) -> Iterator[Lack]:
    """Nothing stands before it but who decides."""
    return iter(())


S, A = Stage, Approval
_CASEWORK = frozenset({Role.CASEWORKER, Role.SUPERVISOR})
_SUPERVISOR = frozenset({Role.SUPERVISOR})
UNDER_WAY = frozenset({S.REGISTERED, S.ASSESSED, S.PLANNED, S.IMPLEMENTING, S.MONITORING, S.REOPENED})
OPEN = UNDER_WAY | {S.IDENTIFIED, S.CLOSURE_REQUESTED}
AFTER_CLOSING = frozenset({S.CLOSED, S.POST_CLOSURE, S.ARCHIVED})
KEPT = OPEN | AFTER_CLOSING

TRANSITIONS: tuple[Transition, ...] = (
    Transition(frozenset(), S.IDENTIFIED, _CASEWORK, A.NONE, working.identified),
    Transition(frozenset({S.IDENTIFIED}), S.REGISTERED, _CASEWORK, A.NONE, working.registered),
    Transition(frozenset({S.IDENTIFIED}), S.VOID, _CASEWORK, A.SUPERVISOR, closing.closed),
    Transition(frozenset({S.REGISTERED, S.REOPENED}), S.ASSESSED, _CASEWORK, A.BY_POLICY, working.assessed),
    Transition(frozenset({S.ASSESSED}), S.PLANNED, _CASEWORK, A.SUPERVISOR, working.planned),
    Transition(frozenset({S.PLANNED}), S.IMPLEMENTING, _CASEWORK, A.NONE, working.implementing),
    Transition(frozenset({S.IMPLEMENTING}), S.MONITORING, _CASEWORK, A.NONE, working.monitoring),
    Transition(frozenset({S.MONITORING}), S.IMPLEMENTING, _CASEWORK, A.NONE, _nothing),
    Transition(UNDER_WAY, S.CLOSURE_REQUESTED, _CASEWORK, A.SECOND_PERSON, closing.closure_requested),
    Transition(frozenset({S.CLOSURE_REQUESTED}), S.CLOSED, _SUPERVISOR, A.SECOND_PERSON, closing.closed),
    Transition(frozenset({S.CLOSED}), S.POST_CLOSURE, _CASEWORK, A.NONE, closing.post_closure),
    Transition(frozenset({S.CLOSED, S.POST_CLOSURE}), S.ARCHIVED, _CASEWORK, A.NONE, closing.post_closure),
    Transition(AFTER_CLOSING, S.REOPENED, _CASEWORK, A.SUPERVISOR, closing.reopened),
    Transition(
        frozenset({S.ARCHIVED}), S.ERASED, frozenset({Role.SUPERVISOR, Role.COORDINATOR}), A.TWO_PERSONS, closing.erased
    ),
    Transition(KEPT, S.TRANSFERRED, _SUPERVISOR, A.SUPERVISOR, closing.transferred),
    Transition(KEPT, S.DUPLICATE, _SUPERVISOR, A.SUPERVISOR, _nothing),
)

CONDITIONS: Mapping[Stage, tuple[Lack, ...]] = MappingProxyType(
    {
        S.IDENTIFIED: (Lack.HOW_IDENTIFIED, Lack.IDENTIFIED_ON),
        S.REGISTERED: (Lack.CONSENT, Lack.ELIGIBLE, Lack.REGISTERED_ON),
        S.ASSESSED: (
            Lack.ASSESSMENT, Lack.CHILD_SEEN, Lack.RISK_LEVEL, Lack.RISK_REASONS, Lack.SELF_HARM, Lack.SAFETY_THREATS,
        ),
        S.PLANNED: (Lack.PLAN, Lack.GOAL, Lack.ACTION, Lack.CHILD_INVOLVED, Lack.APPROVAL),
        S.IMPLEMENTING: (Lack.BEGUN,),
        S.MONITORING: (Lack.ACTIONS_OPEN, Lack.DROPPED_REASON),
        S.CLOSURE_REQUESTED: (
            Lack.CLOSURE, Lack.CHECKLIST, Lack.WHOM_TO_CALL, Lack.FILE_COMPLETE, Lack.REFERRAL_OPEN,
            Lack.TRANSFER_OPEN, Lack.URGENT_OPEN,
        ),
        S.CLOSED: (Lack.APPROVAL,),
        S.POST_CLOSURE: (Lack.VISIT_AFTER_CLOSING,),
        S.ARCHIVED: (Lack.VISIT_AFTER_CLOSING,),
        S.REOPENED: (Lack.REOPENING,),
    }
)  # fmt: skip
"""What each stage asks for in every case, in the order in which it is seen to; its guard may find more."""

STATUS: Mapping[Stage, str] = MappingProxyType(
    {
        **dict.fromkeys(OPEN, "open"),
        **dict.fromkeys(AFTER_CLOSING | {S.ERASED, S.VOID}, "closed"),
        S.TRANSFERRED: "transferred",
        S.DUPLICATE: "duplicate",
    }
)
"""The status (list ``case_status``) that goes with each stage."""


def case_stage_from_events(file: CaseFile) -> Stage:
    """The stage of a case: the last transition that was made and approved.

    It is kept in the case's own form, which only transitions write (``moves.moved``, or a person's decision), so that
    who lacks the rooms it follows from reads the same. A stage of a newer version reads as *identified*.
    """
    kept = file.one("case").choice("case_stage")
    return Stage(kept) if kept in tuple(Stage) else Stage.IDENTIFIED


def lacks(guard: Guard, file: CaseFile, policy: Policy, today: date) -> tuple[Lack, ...]:
    """What stands before a transition, read from a file without what must decide nothing."""
    return tuple(guard(Situation(as_guards_see_it(file), policy, today)))


def next_stages(file: CaseFile, policy: Policy, today: date, role: Role) -> tuple[Step, ...]:
    """Every stage that can come next, with what it lacks; the way forward first."""
    stage = case_stage_from_events(file)
    return tuple(
        Step(way.to, lacks(way.guard, file, policy, today), _approval(way, file, policy), way.who, role in way.who)
        for way in TRANSITIONS
        if stage in way.before
    )


def _approval(way: Transition, file: CaseFile, policy: Policy) -> Approval:
    """The approval that a transition needs here: some need none by policy, or in danger."""
    if way.approval is Approval.BY_POLICY:
        return Approval.SUPERVISOR if policy.assessment_needs_approval else Approval.NONE
    if way.to is Stage.REOPENED and closing.reopens_at_once(file):
        return Approval.NONE
    return way.approval
