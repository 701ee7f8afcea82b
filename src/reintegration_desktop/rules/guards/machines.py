"""The smaller machines: what may follow what in approvals, referrals, handovers, verification, tracing."""

from collections.abc import Mapping

from reintegration_desktop.forms.answers import Answers

Machine = Mapping[str | None, frozenset[str]]


def _machine(**ways: str) -> Machine:
    """Each state with those that may follow; what comes first follows on nothing."""
    return {(None if state == "begin" else state): frozenset(following.split()) for state, following in ways.items()}


MACHINES: Mapping[str, Machine] = {
    "approval_status": _machine(
        begin="not_requested requested",
        not_requested="requested",
        requested="approved rejected not_requested",
        rejected="requested not_requested",
        approved="requested not_requested",
    ),
    "referral_status": _machine(
        begin="draft sent",
        draft="sent",
        sent="accepted rejected in_progress done not_received revoked expired",
        accepted="in_progress done revoked",
        in_progress="done revoked",
        not_received="sent revoked",
        expired="sent",
    ),
    "transfer_status": _machine(begin="draft sent", draft="sent revoked", sent="accepted rejected revoked"),
    "verification_status": _machine(
        begin="unverified pending verified verified_by_joint_team not_caafag rejected_incident_did_not_occur disputed",
        unverified="pending verified verified_by_joint_team not_caafag rejected_incident_did_not_occur disputed",
        pending="verified verified_by_joint_team not_caafag rejected_incident_did_not_occur disputed",
        verified="verified_by_joint_team disputed",
        disputed="pending verified verified_by_joint_team not_caafag rejected_incident_did_not_occur",
    ),
    "tracing_status": _machine(
        begin="not_needed open in_progress",
        not_needed="open in_progress",
        open="in_progress not_needed suspended closed_unsuccessful reunified",
        in_progress="verified reunified suspended closed_unsuccessful",
        verified="reunified in_progress suspended closed_unsuccessful",
        reunified="open",
        suspended="open in_progress",
        closed_unsuccessful="open",
    ),
}
"""By question; a state that is missing is an end. An approval is asked for again once the record has changed."""


def follows(key: str, was: str | None, now: str | None) -> bool:
    """Whether an answer of a machine may follow on another; the same may, and what this version doesn't know."""
    machine = MACHINES.get(key)
    known = machine is None or now is None or now not in states(key) or (was is not None and was not in states(key))
    return was == now or known or (machine is not None and now in machine.get(was, frozenset()))


def states(key: str) -> frozenset[str]:
    """Every state of a machine."""
    machine = MACHINES[key]
    return frozenset().union(*machine.values()) | {state for state in machine if state is not None}


def out_of_order(was: Answers, now: Answers) -> tuple[str, ...]:
    """The questions of a record whose answer cannot follow on the one before."""
    return tuple(key for key in MACHINES if not follows(key, was.choice(key), now.choice(key)))
