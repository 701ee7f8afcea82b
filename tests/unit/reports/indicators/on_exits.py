"""Indicators 1, 2, 4, 6, 7, 8: leaving armed actors, being registered, reaching civilian care."""

from tests.unit.reports.indicators.builder import (
    DOUBLE,
    NO_TO_FIGURES,
    VOID,
    Case,
    actor,
    consent,
    counts,
    left,
    out,
    rest,
    row,
    who,
)

GIRL = who(sex="female")
LEFT = {"left_on": "2025-08-15"}
"""Their twelve months ended on 15 August 2026."""

CASES: tuple[Case, ...] = (
    counts("reached_care", "handed over on the first day", left(handover_on="2026-07-01")),
    counts("reached_care", "handed over on the last day", left(handover_on="2026-09-30")),
    counts("reached_care", "left long before, handed over now", left(left_on="2024", handover_on="2026-08-15")),
    counts(
        "reached_care", "handed over twice counts once", left(handover_on="2026-07-05"), left(handover_on="2026-09-05")
    ),
    counts(
        "reached_care",
        "closed since",
        left(handover_on="2026-08-01"),
        row("case", case_status="closed", case_stage="closed"),
    ),
    counts("released", "only the month is known, its middle lies inside", left(left_on="2026-09")),
    out("reached_care", "handed over the day before", left(handover_on="2026-06-30")),
    out("reached_care", "handed over the day after", left(handover_on="2026-10-01")),
    out("reached_care", "left in the quarter, handed over to nobody yet", left(left_on="2026-08-15")),
    out("reached_care", "agreed to no figures", left(handover_on="2026-08-15"), NO_TO_FIGURES),
    out("reached_care", "not taken on", left(handover_on="2026-08-15"), VOID),
    out("released", "only the year is known, and its middle lies outside", left(left_on="2025")),
    counts("registered", "on the first day", who(registered_on="2026-07-01")),
    counts("registered", "on the last day", who(registered_on="2026-09-30")),
    counts(
        "registered", "identified in the quarter before", who(identified_on="2026-06-28", registered_on="2026-07-03")
    ),
    counts(
        "registered",
        "closed since",
        who(registered_on="2026-08-03"),
        row("case", case_stage="closed", case_status="closed"),
    ),
    counts(
        "registered",
        "opened again counts once",
        who(registered_on="2026-08-03"),
        row("closure", row("reopening", reopened_at="2026-09-01")),
    ),
    out("registered", "the day before", who(registered_on="2026-06-30")),
    out("registered", "the day after", who(registered_on="2026-10-01")),
    out(
        "registered", "identified alone", row("identification", identified_on="2026-08-01", registered_on="2026-10-02")
    ),
    out("registered", "a double of another case", who(registered_on="2026-08-01"), DOUBLE),
    out(
        "registered",
        "took back the consent to figures",
        who(registered_on="2026-08-01"),
        consent(event_kind="withdrawn"),
    ),
    counts("girls_share", "a girl handed over on the first day", GIRL, left(handover_on="2026-07-01")),
    counts("girls_share", "a girl handed over on the last day", GIRL, left(handover_on="2026-09-30")),
    counts(
        "girls_share", "a grown woman", who(sex="female", date_of_birth="2000-01-01"), left(handover_on="2026-08-01")
    ),
    counts("girls_supported", "a girl who was visited", GIRL, row("follow_up", visited_on="2026-08-01")),
    counts("girls_supported", "a girl with a service", GIRL, row("service", delivered_on="2026-08-01")),
    rest("girls_share", "a boy", left(handover_on="2026-08-01")),
    rest("girls_share", "nobody knows", who(sex="unknown"), left(handover_on="2026-08-01")),
    rest("girls_supported", "a boy who was visited", row("follow_up", visited_on="2026-08-01")),
    out("girls_share", "a girl handed over the day after", GIRL, left(handover_on="2026-10-01")),
    out("girls_supported", "a girl visited the day before", GIRL, row("follow_up", visited_on="2026-06-30")),
    counts(
        "re_recruited_within_a_year",
        "taken again after a month",
        actor(left(**LEFT)),
        actor(started_on="2025-09-15", episode_number=2),
    ),
    counts(
        "re_recruited_within_a_year",
        "taken again on the last day of the year",
        actor(left(**LEFT)),
        actor(started_on="2026-08-15", episode_number=2),
    ),
    counts(
        "re_recruited_within_a_year",
        "an incident tells of it",
        actor(left(**LEFT)),
        row("incident", incident_type="re_recruitment", occurred_on="2026-01-02"),
    ),
    counts(
        "re_recruited_within_a_year",
        "the month alone is known",
        actor(left(**LEFT)),
        actor(started_on="2025-11", episode_number=2),
    ),
    counts(
        "re_recruited_within_a_year",
        "the twelve months ended on the first day",
        actor(left(left_on="2025-07-01")),
        actor(started_on="2026-06-30", episode_number=2),
    ),
    rest("re_recruited_within_a_year", "never again", actor(left(**LEFT))),
    rest(
        "re_recruited_within_a_year",
        "after more than a year",
        actor(left(**LEFT)),
        actor(started_on="2026-08-16", episode_number=2),
    ),
    rest(
        "re_recruited_within_a_year",
        "an attempt alone",
        actor(left(**LEFT)),
        row("incident", incident_type="attempted_re_recruitment", occurred_on="2026-01-02"),
    ),
    rest(
        "re_recruited_within_a_year",
        "the second time lay before this exit",
        actor(started_on="2020"),
        actor(left(**LEFT), started_on="2023", episode_number=2),
    ),
    out(
        "re_recruited_within_a_year",
        "the twelve months ended the day after",
        actor(left(left_on="2025-10-01")),
        actor(started_on="2025-11-01", episode_number=2),
    ),
    out(
        "re_recruited_within_a_year",
        "nobody knows when they left",
        actor(left(exit_manner="escaped")),
        actor(started_on="2026-01-01", episode_number=2),
    ),
    *(
        counts(
            "detained",
            why,
            row("justice", deprived_of_liberty="yes", because_of_association="yes", detention_began_on=began),
        )
        for why, began in (
            ("from the first day on", "2026-07-01"),
            ("from the last day on", "2026-09-30"),
            ("the month alone is known", "2026-08"),
        )
    ),
    counts(
        "days_detained",
        "still detained",
        row("justice", deprived_of_liberty="yes", because_of_association="yes", detention_began_on="2026-08-01"),
    ),
    counts(
        "detained_after_leaving",
        "left and was detained",
        left(left_on="2026-07-20"),
        row("justice", because_of_association="yes", detention_began_on="2026-07-21"),
    ),
    out(
        "detained",
        "for something else",
        row("justice", deprived_of_liberty="yes", because_of_association="no", detention_began_on="2026-08-01"),
    ),
    out(
        "detained",
        "from the day before on",
        row("justice", because_of_association="yes", detention_began_on="2026-06-30"),
    ),
    out(
        "detained",
        "nobody knows why",
        row("justice", because_of_association="unknown", detention_began_on="2026-08-01"),
    ),
    rest("detained_after_leaving", "left and went home", left(left_on="2026-07-20")),
    out(
        "detained_after_leaving",
        "detained, but left in another quarter",
        left(left_on="2026-03-20"),
        row("justice", because_of_association="yes", detention_began_on="2026-07-21"),
    ),
    *(
        counts("within_two_days", why, left(site_arrived_at=came, site_left_at=went))
        for why, came, went in (
            ("left within an hour", "2026-07-01T08:00", "2026-07-01T09:00"),
            ("left after just 48 hours", "2026-08-01T08:00", "2026-08-03T08:59"),
            ("arrived on the last day, left in the next quarter", "2026-09-30T20:00", "2026-10-01T08:00"),
            ("left at once", "2026-08-01T08:00", "2026-08-01T08:00"),
            ("left at night", "2026-08-01T23:00", "2026-08-02T02:00"),
        )
    ),
    rest(
        "within_two_days",
        "left after 49 hours",
        left(site_arrived_at="2026-08-01T08:00", site_left_at="2026-08-03T09:00"),
    ),
    rest("within_two_days", "is there still, for weeks", left(site_arrived_at="2026-09-30T08:00")),
    out("within_two_days", "never was at a site", left(left_on="2026-08-01")),
    out(
        "within_two_days",
        "arrived the day before",
        left(site_arrived_at="2026-06-30T08:00", site_left_at="2026-06-30T09:00"),
    ),
    out(
        "within_two_days",
        "arrived the day after",
        left(site_arrived_at="2026-10-01T08:00", site_left_at="2026-10-01T09:00"),
    ),
)
