"""Indicators 3, 18, 19, 30, 33: support and services."""

from tests.unit.reports.indicators.builder import (
    DOUBLE,
    NO_TO_FIGURES,
    Case,
    assessed,
    case,
    counts,
    out,
    referral,
    rest,
    row,
    service,
    visit,
    who,
)

_SIX = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
ABLE = {f"washington_group_{one}": "no_difficulty" for one in _SIX}
SEES_LITTLE = {**ABLE, "washington_group_seeing": "a_lot_of_difficulty"}
SERVED = service(delivered_on="2026-08-15")
MOTHER = who(sex="female", own_children=1)
BORN = row("concerns", protection_concerns="child_born_of_conflict_sexual_violence")
CLOSED = case(case_status="closed", case_stage="closed")


def sent(status: str, on: str = "2026-08-01", **more: object):
    return service(referral(referral_status=status, sent_at=on, **more), needed_since_at="2026-07-20")


CASES: tuple[Case, ...] = (
    counts("supported", "a service on the first day", service(delivered_on="2026-07-01")),
    counts("supported", "a visit on the last day", visit(visited_on="2026-09-30")),
    counts(
        "supported",
        "a service and two visits count once",
        SERVED,
        visit(visited_on="2026-08-01"),
        visit(visited_on="2026-09-01"),
    ),
    counts("in_services", "two services count once", SERVED, service(delivered_on="2026-08-20")),
    counts("visited", "three visits count once", *[visit(visited_on=f"2026-08-0{day}") for day in (1, 5, 9)]),
    counts(
        "served_by_kind",
        "two kinds count once each",
        service(delivered_on="2026-08-01", service_type="medical"),
        service(delivered_on="2026-08-02", service_type="cash"),
        times=2,
    ),
    counts(
        "served_by_kind",
        "two of one kind count once",
        service(delivered_on="2026-08-01", service_type="medical"),
        service(delivered_on="2026-08-02", service_type="nutrition"),
    ),
    out("supported", "a service the day before", service(delivered_on="2026-06-30")),
    out("supported", "a visit the day after", visit(visited_on="2026-10-01")),
    out("supported", "a service that is needed alone", service(needed_since_at="2026-08-01")),
    out("supported", "a visit that was due alone", visit(due_on="2026-08-01")),
    out("in_services", "visited alone", visit(visited_on="2026-08-01")),
    out("visited", "agreed to no figures", visit(visited_on="2026-08-01"), NO_TO_FIGURES),
    counts("services_by_status", "needed on the last day", service(needed_since_at="2026-09-30")),
    counts("services_by_status", "needed for years", service(needed_since_at="2024-01-01")),
    counts(
        "services_by_status",
        "received on the first day",
        service(needed_since_at="2026-06-01", delivered_on="2026-07-01"),
    ),
    counts(
        "services_by_status",
        "received after the quarter",
        service(needed_since_at="2026-06-01", delivered_on="2026-10-20"),
    ),
    counts(
        "services_by_status",
        "each service for itself",
        service(needed_since_at="2026-08-01"),
        sent("rejected"),
        times=2,
    ),
    out("services_by_status", "needed the day after", service(needed_since_at="2026-10-01")),
    out(
        "services_by_status",
        "received before the quarter",
        service(needed_since_at="2026-05-01", delivered_on="2026-06-30"),
    ),
    out("services_by_status", "nobody said since when", service(service_type="medical")),
    out("services_by_status", "a double of another case", service(needed_since_at="2026-08-01"), DOUBLE),
    out("services_by_status", "nothing is needed"),
    counts("referrals_accepted", "taken", sent("accepted")),
    counts("referrals_accepted", "under way, sent on the first day", sent("in_progress", "2026-07-01")),
    counts("referrals_accepted", "done", sent("done")),
    counts("referrals_completed", "done, sent on the last day", sent("done", "2026-09-30")),
    counts("referrals_rejected", "not taken", sent("rejected", rejected_reason="cost")),
    rest("referrals_accepted", "not taken", sent("rejected")),
    rest("referrals_accepted", "no answer yet", sent("sent")),
    rest("referrals_completed", "taken alone", sent("accepted")),
    out("referrals_accepted", "still being written", sent("draft")),
    out("referrals_accepted", "called back", sent("revoked")),
    out("referrals_rejected", "not taken, sent the day before", sent("rejected", "2026-06-30")),
    counts(
        "disability_share", "sees little, and was served", assessed(completed_on="2026-01-05", **SEES_LITTLE), SERVED
    ),
    counts(
        "disability_share",
        "sees little, and was visited on the last day",
        assessed(completed_on="2026-01-05", **SEES_LITTLE),
        visit(visited_on="2026-09-30"),
    ),
    counts(
        "disability_share",
        "one difficulty is enough, the rest not asked",
        assessed(completed_on="2026-01-05", washington_group_walking="cannot_do_at_all"),
        SERVED,
    ),
    counts(
        "disability_share",
        "the latest assessment tells",
        assessed(completed_on="2025-01-05", **ABLE),
        assessed(completed_on="2026-01-05", **SEES_LITTLE),
        SERVED,
    ),
    counts("disability_share", "assessed on the last day", assessed(completed_on="2026-09-30", **SEES_LITTLE), SERVED),
    rest("disability_share", "able in all six", assessed(completed_on="2026-01-05", **ABLE), SERVED),
    rest(
        "disability_share",
        "the latest assessment tells otherwise",
        assessed(completed_on="2025-01-05", **SEES_LITTLE),
        assessed(completed_on="2026-01-05", **ABLE),
        SERVED,
    ),
    out("disability_share", "not asked", assessed(completed_on="2026-01-05"), SERVED),
    out(
        "disability_share",
        "sees little, without support in the quarter",
        assessed(completed_on="2026-01-05", **SEES_LITTLE),
    ),
    out("disability_share", "assessed after the quarter", assessed(completed_on="2026-10-01", **SEES_LITTLE), SERVED),
    counts("mothers_supported", "a girl with a child", MOTHER, SERVED),
    counts(
        "mothers_supported",
        "a girl who expects one",
        who(sex="female"),
        row("concerns", protection_concerns="pregnancy_or_child_parent"),
        SERVED,
    ),
    counts("mothers_supported", "a boy born of conflict", BORN, SERVED),
    counts(
        "mothers_supported",
        "served on the first day and closed since",
        MOTHER,
        CLOSED,
        service(delivered_on="2026-07-01"),
    ),
    counts("mothers_supported", "several services count once", MOTHER, SERVED, SERVED),
    rest("mothers_supported", "a girl with a child, without a service", MOTHER),
    rest("mothers_supported", "served the day after", MOTHER, service(delivered_on="2026-10-01")),
    out("mothers_supported", "a boy with a child", who(own_children=1), SERVED),
    out("mothers_supported", "a girl without one", who(sex="female", own_children=0), SERVED),
    out(
        "mothers_supported",
        "a girl with a child, closed before, without a service",
        MOTHER,
        CLOSED,
        row("closure", closed_on="2026-06-01"),
    ),
)
