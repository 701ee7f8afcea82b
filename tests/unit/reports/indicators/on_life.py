"""Indicators 21 to 26: wellbeing, learning, work, acceptance, standing, areas of life."""

from tests.unit.reports.indicators.builder import (
    NO_TO_FIGURES,
    Case,
    assessed,
    case,
    counts,
    left,
    out,
    rest,
    row,
    visit,
    who,
)

CLOSED = case(case_status="closed", case_stage="closed")
ENDED = row("closure", closed_on="2026-06-30")
YOUTH, GROWN = who(date_of_birth="2010-01-01"), who(date_of_birth="2000-01-01")
GOOD, BAD = 4, 2


def measured(on: str, score: float, tool: str = "wb5"):
    return row("wellbeing_measure", tool=tool, measured_on=on, score=score)


def learnt(kind: str, **answers: object):
    return row("learning_and_work", **{"activity_kind": kind, "through_us": "yes", **answers})


def scored(on: str, score: object):
    return visit(visited_on=on, domain_scores=score)


def taken(by: str, how: str, on: str = "2026-08-01"):
    return visit(visited_on=on, **{f"{by}_acceptance": how})


FIRST = assessed(completed_on="2025-01-15", domain_scores=BAD)

CASES: tuple[Case, ...] = (
    counts("wellbeing_better", "better by just the margin", measured("2026-01-01", 40), measured("2026-08-01", 50)),
    counts("wellbeing_better", "the later on the first day", measured("2026-01-01", 40), measured("2026-07-01", 60)),
    counts("wellbeing_better", "the later on the last day", measured("2026-01-01", 40), measured("2026-09-30", 60)),
    counts(
        "wellbeing_better",
        "the first against the last of three",
        measured("2026-01-01", 40),
        measured("2026-05-01", 30),
        measured("2026-08-01", 55),
    ),
    counts(
        "wellbeing_better",
        "a later score after the quarter changes nothing",
        measured("2026-01-01", 40),
        measured("2026-08-01", 60),
        measured("2026-10-05", 20),
    ),
    rest("wellbeing_better", "better by less than the margin", measured("2026-01-01", 40), measured("2026-08-01", 49)),
    rest("wellbeing_better", "worse", measured("2026-01-01", 40), measured("2026-08-01", 20)),
    out("wellbeing_better", "one score alone", measured("2026-08-01", 90)),
    out("wellbeing_better", "the later before the quarter", measured("2026-01-01", 40), measured("2026-06-30", 60)),
    out(
        "wellbeing_better",
        "a set of questions without a margin",
        measured("2026-01-01", 40, "own"),
        measured("2026-08-01", 60, "own"),
    ),
    counts("in_school", "says the latest visit", visit(visited_on="2026-08-01", education_now="yes")),
    counts(
        "in_school",
        "says a visit on the last day, against an earlier one",
        visit(visited_on="2026-07-01", education_now="no"),
        visit(visited_on="2026-09-30", education_now="yes"),
    ),
    counts(
        "in_school",
        "says the assessment, before the first visit",
        assessed(completed_on="2026-02-01", education_now="yes"),
    ),
    counts(
        "in_school",
        "the latest visit says nothing of it, the one before does",
        visit(visited_on="2026-05-01", education_now="yes"),
        visit(visited_on="2026-08-01"),
    ),
    counts(
        "in_school",
        "left school after the quarter",
        visit(visited_on="2026-08-01", education_now="yes"),
        visit(visited_on="2026-10-01", education_now="no"),
    ),
    rest(
        "in_school",
        "says the latest visit, against the assessment",
        assessed(completed_on="2026-02-01", education_now="yes"),
        visit(visited_on="2026-08-01", education_now="no"),
    ),
    rest("in_school", "nobody asked"),
    out("in_school", "grown up", GROWN, visit(visited_on="2026-08-01", education_now="yes")),
    out(
        "in_school", "under five", who(date_of_birth="2023-01-01"), visit(visited_on="2026-08-01", education_now="yes")
    ),
    out("in_school", "closed before the end", CLOSED, ENDED, visit(visited_on="2026-05-01", education_now="yes")),
    counts(
        "training_completed",
        "finished on the first day",
        YOUTH,
        learnt("vocational_training", ended_on="2026-07-01", completion="completed"),
    ),
    counts(
        "training_completed",
        "a school year finished on the last day",
        YOUTH,
        learnt("school", ended_on="2026-09-30", completion="completed"),
    ),
    counts("work_kept", "work whose six months ended in the quarter", GROWN, learnt("job", started_on="2026-02-01")),
    counts(
        "work_kept",
        "given up just after six months",
        YOUTH,
        learnt("own_business", started_on="2026-02-01", ended_on="2026-08-01"),
    ),
    counts("work_kept", "an apprenticeship is work", YOUTH, learnt("apprenticeship", started_on="2026-03-01")),
    rest(
        "training_completed",
        "stopped",
        YOUTH,
        learnt("vocational_training", ended_on="2026-08-01", completion="left_early"),
    ),
    rest("work_kept", "given up a day before", YOUTH, learnt("job", started_on="2026-02-01", ended_on="2026-07-31")),
    out(
        "training_completed",
        "not through us",
        YOUTH,
        learnt("school", through_us="no", ended_on="2026-08-01", completion="completed"),
    ),
    out("training_completed", "fourteen years old", learnt("school", ended_on="2026-08-01", completion="completed")),
    out("work_kept", "six months end after the quarter", YOUTH, learnt("job", started_on="2026-04-01")),
    counts("community_accepts", "welcomed, says the latest visit", taken("community", "welcomed")),
    counts(
        "community_accepts",
        "welcomed, says the assessment",
        assessed(completed_on="2026-02-01", community_acceptance="welcomed"),
    ),
    counts("family_accepts", "welcomed, on the last day", taken("family", "welcomed", "2026-09-30")),
    counts(
        "family_accepts", "welcomed at last", taken("family", "rejected", "2026-05-01"), taken("family", "welcomed")
    ),
    counts(
        "family_accepts",
        "welcomed, the latest visit says nothing of it",
        taken("family", "welcomed"),
        visit(visited_on="2026-09-01"),
    ),
    rest("community_accepts", "put up with", taken("community", "tolerated")),
    rest("family_accepts", "turned away", taken("family", "rejected")),
    rest(
        "family_accepts",
        "welcomed once, avoided now",
        taken("family", "welcomed", "2026-05-01"),
        taken("family", "avoided"),
    ),
    out("community_accepts", "nobody knows", taken("community", "unknown")),
    out("community_accepts", "closed before the end", taken("community", "welcomed"), CLOSED, ENDED),
    counts(
        "reintegrated",
        "twelve months ended on the first day, good for 90 days",
        left(left_on="2025-07-01"),
        scored("2026-02-01", GOOD),
        scored("2026-06-01", GOOD),
    ),
    counts(
        "reintegrated",
        "twenty-four months ended on the last day",
        left(left_on="2024-09-30"),
        scored("2026-02-01", GOOD),
        scored("2026-06-01", GOOD),
    ),
    counts(
        "reintegrated",
        "thirty-six months",
        left(left_on="2023-08-15"),
        scored("2026-02-01", GOOD),
        scored("2026-06-01", GOOD),
    ),
    counts(
        "reintegrated",
        "what was seen after the twelve months changes nothing",
        left(left_on="2025-07-05"),
        scored("2026-02-01", GOOD),
        scored("2026-06-01", GOOD),
        scored("2026-09-01", BAD),
    ),
    counts(
        "reintegrated",
        "the latest exit counts, not the first",
        left(left_on="2020"),
        left(left_on="2025-08-01"),
        scored("2026-02-01", GOOD),
        scored("2026-06-01", GOOD),
    ),
    counts("outcome", "left long ago, nothing scored", left(left_on="2010")),
    rest(
        "reintegrated",
        "good for 60 days alone",
        left(left_on="2025-07-01"),
        scored("2026-04-01", GOOD),
        scored("2026-06-01", GOOD),
    ),
    rest(
        "reintegrated",
        "good only after the twelve months",
        left(left_on="2025-07-01"),
        scored("2026-07-02", GOOD),
        scored("2026-11-02", GOOD),
    ),
    rest("reintegrated", "never visited", left(left_on="2025-07-01")),
    out(
        "reintegrated",
        "twelve months ended the day after",
        left(left_on="2025-10-01"),
        scored("2026-02-01", GOOD),
        scored("2026-06-01", GOOD),
    ),
    out("reintegrated", "nobody knows when they left", left(exit_manner="escaped"), scored("2026-02-01", GOOD)),
    out("outcome", "never known to have left"),
    counts("areas_now", "all nine of the latest visit", FIRST, scored("2026-08-01", GOOD), times=9),
    counts(
        "areas_now", "only the areas that were scored", FIRST, scored("2026-08-01", {"safety": 3, "health": 5}), times=2
    ),
    counts(
        "areas_now", "the latest of two visits", FIRST, scored("2026-07-01", GOOD), scored("2026-09-30", {"safety": 5})
    ),
    counts(
        "areas_at_first", "the first assessment of who was scored again", FIRST, scored("2026-07-01", GOOD), times=9
    ),
    counts(
        "areas_at_first",
        "the first of two assessments",
        FIRST,
        assessed(completed_on="2026-01-01", domain_scores={"safety": 1}),
        scored("2026-07-01", GOOD),
        times=9,
    ),
    out("areas_now", "no first assessment to hold it against", scored("2026-08-01", GOOD)),
    out("areas_now", "scored the day after", FIRST, scored("2026-10-01", GOOD)),
    out("areas_at_first", "not scored again", FIRST),
    out("areas_at_first", "scored again the day before", FIRST, scored("2026-06-30", GOOD)),
    out("areas_now", "agreed to no figures", FIRST, scored("2026-08-01", GOOD), NO_TO_FIGURES),
)
