"""Indicators 14 to 17, 20, 28: response, assessment, plan, visits, caseload."""

from tests.unit.reports.indicators.builder import (
    DOUBLE,
    NO_TO_FIGURES,
    Case,
    Office,
    assessed,
    case,
    closing,
    counts,
    out,
    rest,
    row,
    visit,
    who,
)

HIGH = row("concerns", risk_level="high")
CLOSED = case(case_status="closed", case_stage="closed")


def told(identified: str, response: str | None, registered: str = "2026-08-20"):
    given = {"first_response_on": response} if response else {"first_response_on": "2027-01-01"}
    return who(identified_on=identified, registered_on=registered, **given)


def plan(**answers: object):
    return row("case_plan", **answers)


FINISHED = assessed(completed_on="2026-07-20")
"""The plan is due 14 days later, on 3 August."""

CASES: tuple[Case, ...] = (
    counts("response_on_time", "medium risk, on the third day", told("2026-08-10", "2026-08-13")),
    counts("response_on_time", "on the day itself", told("2026-08-10", "2026-08-10")),
    counts("response_on_time", "high risk, the day after", told("2026-08-10", "2026-08-11"), HIGH),
    counts(
        "response_on_time",
        "low risk, on the seventh day",
        told("2026-08-10", "2026-08-17"),
        row("concerns", risk_level="low"),
    ),
    counts("response_on_time", "before they were registered", told("2026-06-10", "2026-06-11", "2026-07-01")),
    rest("response_on_time", "medium risk, on the fourth day", told("2026-08-10", "2026-08-14")),
    rest("response_on_time", "high risk, on the second day", told("2026-08-10", "2026-08-12"), HIGH),
    rest("response_on_time", "long after", told("2026-08-10", None)),
    out("response_on_time", "registered the day after", told("2026-09-29", "2026-09-29", "2026-10-01")),
    out("response_on_time", "agreed to no figures", told("2026-08-10", "2026-08-10"), NO_TO_FIGURES),
    counts(
        "assessment_on_time",
        "medium risk, on the fifth day",
        who(registered_on="2026-08-01"),
        assessed(completed_on="2026-08-06"),
    ),
    counts(
        "assessment_on_time",
        "high risk, on the third day",
        HIGH,
        who(registered_on="2026-08-01"),
        assessed(completed_on="2026-08-04"),
    ),
    counts(
        "assessment_on_time",
        "due on the first day, finished before",
        who(registered_on="2026-06-26"),
        assessed(completed_on="2026-06-28"),
    ),
    counts(
        "assessment_on_time",
        "due on the last day",
        who(registered_on="2026-09-25"),
        assessed(completed_on="2026-09-30"),
    ),
    counts(
        "assessment_on_time",
        "opened again and assessed anew",
        who(registered_on="2025-01-01"),
        closing(row("reopening", reopened_at="2026-08-01"), closed_on="2026-01-01"),
        assessed(completed_on="2026-08-05"),
    ),
    rest(
        "assessment_on_time", "on the sixth day", who(registered_on="2026-08-01"), assessed(completed_on="2026-08-07")
    ),
    rest("assessment_on_time", "nobody began it", who(registered_on="2026-08-01")),
    rest(
        "assessment_on_time", "begun, not finished", who(registered_on="2026-08-01"), assessed(started_on="2026-08-03")
    ),
    out(
        "assessment_on_time", "due the day after", who(registered_on="2026-09-26"), assessed(completed_on="2026-09-28")
    ),
    out("assessment_on_time", "due years ago", who(registered_on="2025-01-01"), assessed(completed_on="2026-08-01")),
    counts("plan_on_time", "approved on the day", FINISHED, plan(started_on="2026-07-25", approved="2026-08-03")),
    counts(
        "plan_on_time", "approved the day it was begun", FINISHED, plan(started_on="2026-07-25", approved="2026-07-25")
    ),
    counts(
        "plan_on_time",
        "due on the first day",
        assessed(completed_on="2026-06-17"),
        plan(started_on="2026-06-18", approved="2026-06-20"),
    ),
    counts(
        "plan_on_time",
        "due on the last day",
        assessed(completed_on="2026-09-16"),
        plan(started_on="2026-09-18", approved="2026-09-30"),
    ),
    counts(
        "plan_on_time",
        "the first plan counts, the second is a review",
        FINISHED,
        plan(started_on="2026-07-25", approved="2026-07-26"),
        plan(started_on="2026-09-25"),
    ),
    rest("plan_on_time", "approved the day after", FINISHED, plan(started_on="2026-07-25", approved="2026-08-04")),
    rest("plan_on_time", "never approved", FINISHED, plan(started_on="2026-07-25")),
    rest("plan_on_time", "nobody began it", FINISHED),
    out(
        "plan_on_time",
        "due the day after",
        assessed(completed_on="2026-09-17"),
        plan(started_on="2026-09-18", approved="2026-09-20"),
    ),
    out("plan_on_time", "not assessed yet", plan(started_on="2026-08-01", approved="2026-08-01")),
    counts("took_part_in_plan", "begun on the first day", plan(started_on="2026-07-01", child_involved="yes")),
    counts("took_part_in_plan", "begun on the last day", plan(started_on="2026-09-30", child_involved="yes")),
    counts(
        "took_part_in_plan",
        "not approved yet",
        plan(started_on="2026-08-01", child_involved="yes", approval_status="requested"),
    ),
    counts(
        "took_part_in_plan",
        "two plans count each",
        plan(started_on="2026-08-01", child_involved="yes"),
        plan(started_on="2026-09-01", child_involved="yes"),
        times=2,
    ),
    counts("took_part_in_plan", "closed since", plan(started_on="2026-08-01", child_involved="yes"), CLOSED),
    rest("took_part_in_plan", "made without them", plan(started_on="2026-08-01", child_involved="no")),
    rest("took_part_in_plan", "nobody said", plan(started_on="2026-08-01")),
    out("took_part_in_plan", "begun the day before", plan(started_on="2026-06-30", child_involved="yes")),
    out("took_part_in_plan", "begun the day after", plan(started_on="2026-10-01", child_involved="yes")),
    out("took_part_in_plan", "a double of another case", plan(started_on="2026-08-01", child_involved="yes"), DOUBLE),
    counts("visits_made", "due on the first day, made that day", visit(due_on="2026-07-01", visited_on="2026-07-01")),
    counts("visits_made", "due on the last day, made weeks after", visit(due_on="2026-09-30", visited_on="2026-10-20")),
    counts(
        "visits_made",
        "two visits count each",
        visit(due_on="2026-08-01", visited_on="2026-08-01"),
        visit(due_on="2026-09-01", visited_on="2026-09-01"),
        times=2,
    ),
    counts(
        "seen_in_person",
        "seen at home",
        visit(due_on="2026-08-01", visited_on="2026-08-01", child_seen="yes", contact_kind="home_visit_planned"),
    ),
    counts(
        "seen_in_person",
        "seen, nobody said where",
        visit(due_on="2026-08-01", visited_on="2026-08-01", child_seen="yes"),
    ),
    rest("visits_made", "not made", visit(due_on="2026-08-01")),
    rest(
        "seen_in_person",
        "spoke by telephone",
        visit(due_on="2026-08-01", visited_on="2026-08-01", child_seen="yes", contact_kind="phone"),
    ),
    rest(
        "seen_in_person",
        "was at school",
        visit(due_on="2026-08-01", visited_on="2026-08-01", child_seen="no", contact_kind="home_visit_planned"),
    ),
    out("visits_made", "made in the quarter, due before", visit(due_on="2026-06-30", visited_on="2026-07-02")),
    out("seen_in_person", "not made, so nobody was seen", visit(due_on="2026-08-01", child_seen="yes")),
    counts("open_at_end", "registered on the last day", who(registered_on="2026-09-30")),
    counts("open_at_end", "closed the day after", CLOSED, closing(closed_on="2026-10-01")),
    counts("open_at_end", "opened again", closing(row("reopening", reopened_at="2026-10-05"), closed_on="2026-02-01")),
    counts("open_cases", "open now"),
    counts("overdue", "assessment and visit were due", times=2),
    counts("caseload", "each caseworker once", office=Office(caseloads=(3, 25, 41)), times=3),
    counts("staff", "caseworkers and supervisors", office=Office(caseloads=(3,), supervisors=2), times=3),
    out("open_at_end", "closed on the last day", CLOSED, closing(closed_on="2026-09-30")),
    out("open_at_end", "another office has it", case(case_status="transferred", case_stage="transferred")),
    out("open_cases", "closed", CLOSED),
    out("overdue", "closed, with an assessment that never was", CLOSED),
    out("open_cases", "a double of another case", DOUBLE),
    out("caseload", "a caseworker without an open case", office=Office(caseloads=(0,))),
)
