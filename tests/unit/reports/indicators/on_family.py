"""Indicators 9 to 13: interim care, tracing, going back to the family."""

from tests.unit.reports.indicators.builder import NO_TO_FIGURES, VOID, Case, case, counts, out, rest, row, stay, who

CENTRE = {"care_arrangement": "interim_care_centre"}


def tracing(status: str, *inner: object):
    return row("tracing", *inner, tracing_status=status)  # type: ignore[arg-type]


def back(on: str, **more: object):
    return tracing("reunified", row("reunification", reunified_on=on, **more))


CASES: tuple[Case, ...] = (
    counts(
        "days_in_care",
        "a stay in a centre that ended on the first day",
        stay(**CENTRE, started_on="2026-06-01", ended_on="2026-07-01"),
    ),
    counts(
        "days_in_care",
        "foster care that ended on the last day",
        stay(care_arrangement="foster", started_on="2026-06-01", ended_on="2026-09-30"),
    ),
    counts(
        "days_in_care",
        "two stays count each",
        stay(**CENTRE, started_on="2026-06-01", ended_on="2026-07-01"),
        stay(care_arrangement="kinship", started_on="2026-07-01", ended_on="2026-08-01"),
        times=2,
    ),
    counts("days_in_care", "a stay of no day", stay(**CENTRE, started_on="2026-08-01", ended_on="2026-08-01")),
    counts(
        "too_long_in_a_centre",
        "57 days, one more than the limit",
        stay(**CENTRE, started_on="2026-06-01", ended_on="2026-07-28"),
    ),
    rest("too_long_in_a_centre", "56 days", stay(**CENTRE, started_on="2026-06-01", ended_on="2026-07-27")),
    out(
        "too_long_in_a_centre",
        "a year in a foster family",
        stay(care_arrangement="foster", started_on="2025-06-01", ended_on="2026-07-27"),
    ),
    out("days_in_care", "goes on", stay(**CENTRE, started_on="2026-06-01")),
    out("days_in_care", "ended the day after", stay(**CENTRE, started_on="2026-06-01", ended_on="2026-10-01")),
    out(
        "days_in_care",
        "with the parents, which is no interim care",
        stay(care_arrangement="parents", started_on="2026-06-01", ended_on="2026-08-01"),
    ),
    counts("tracing_active", "to be begun", tracing("open")),
    counts("tracing_active", "under way", tracing("in_progress")),
    counts("tracing_active", "registered on the last day", tracing("open"), who(registered_on="2026-09-30")),
    counts("tracing_active", "taken up again", tracing("suspended"), tracing("in_progress")),
    counts(
        "tracing_active",
        "closed, and still looked for",
        tracing("in_progress"),
        case(case_status="closed", case_stage="closed"),
    ),
    rest("tracing_active", "back together", tracing("reunified")),
    rest("tracing_active", "paused", tracing("suspended")),
    out("tracing_active", "not needed", tracing("not_needed")),
    out("tracing_active", "nobody asked"),
    out("tracing_active", "registered the day after", tracing("open"), who(registered_on="2026-10-01")),
    counts("reunified", "on the first day", back("2026-07-01")),
    counts("reunified", "on the last day", back("2026-09-30")),
    counts("reunified", "broke down since", back("2026-07-10", broke_down_on="2026-08-01")),
    counts(
        "reunified",
        "twice in the quarter",
        tracing(
            "reunified",
            row("reunification", reunified_on="2026-07-10"),
            row("reunification", reunified_on="2026-09-10"),
        ),
        times=2,
    ),
    counts(
        "reunified_of_traced",
        "twice in the quarter, one young person",
        tracing(
            "reunified",
            row("reunification", reunified_on="2026-07-10"),
            row("reunification", reunified_on="2026-09-10"),
        ),
    ),
    rest("reunified_of_traced", "the day before", back("2026-06-30")),
    rest("reunified_of_traced", "found, and not back yet", tracing("verified")),
    out("reunified", "the day after", back("2026-10-01")),
    out("reunified", "no day is known", tracing("reunified", row("reunification", reunification_kind="mediation"))),
    out("reunified", "agreed to no figures", back("2026-08-01"), NO_TO_FIGURES),
    counts("holding", "six months ended on the first day", back("2026-01-01")),
    counts("holding", "six months ended on the last day", back("2026-03-30")),
    counts("holding", "twelve months ended in the quarter", back("2025-08-15")),
    counts("holding", "broke down after the six months", back("2026-02-01", broke_down_on="2026-08-02")),
    counts("holding", "back on the last of a month that has more days", back("2025-08-31")),
    rest("holding", "broke down on the last day of the six months", back("2026-02-01", broke_down_on="2026-08-01")),
    rest("holding", "broke down in the tenth month", back("2025-08-01", broke_down_on="2026-05-20")),
    out("holding", "six months ended the day before", back("2025-12-30")),
    out("holding", "back in the quarter", back("2026-08-01")),
    out("holding", "not taken on", back("2026-02-01"), VOID),
    counts("in_family_care", "with the parents", stay(care_arrangement="parents", started_on="2026-01-01")),
    counts(
        "in_family_care",
        "in a foster family since the last day",
        stay(care_arrangement="foster", started_on="2026-09-30"),
    ),
    counts(
        "in_family_care",
        "left the family after the quarter",
        stay(care_arrangement="kinship", started_on="2026-01-01", ended_on="2026-10-05"),
    ),
    counts(
        "in_family_care",
        "from the centre to relatives",
        stay(**CENTRE, started_on="2026-01-01", ended_on="2026-03-01"),
        stay(care_arrangement="kinship", started_on="2026-03-01"),
    ),
    counts("in_family_care", "in kafala", stay(care_arrangement="kafala", started_on="2026-01-01")),
    rest("in_family_care", "in a centre", stay(**CENTRE, started_on="2026-01-01")),
    rest("in_family_care", "with a husband", stay(care_arrangement="with_spouse", started_on="2026-01-01")),
    rest("in_family_care", "nobody knows where"),
    rest(
        "in_family_care",
        "left the family before the end",
        stay(care_arrangement="parents", started_on="2026-01-01", ended_on="2026-09-29"),
    ),
    out(
        "in_family_care",
        "closed by then",
        stay(care_arrangement="parents", started_on="2026-01-01"),
        case(case_status="closed", case_stage="closed"),
        row("closure", closed_on="2026-09-30"),
    ),
)
