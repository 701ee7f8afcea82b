"""Indicator 5: recruitment and use, as a monitoring and reporting mechanism counts it."""

from tests.unit.reports.indicators.builder import Case, actor, consent, counts, left, out, row


def confirmed(status: str, on: str | None = None):
    return row("verification", verification_status=status, **({"joint_decision_on": on} if on else {}))


CASES: tuple[Case, ...] = (
    counts(
        "recruited", "recruited on the first day, being looked at", actor(confirmed("pending"), started_on="2026-07-01")
    ),
    counts("recruited", "recruited on the last day, nobody looked at it yet", actor(started_on="2026-09-30")),
    counts(
        "recruited",
        "used until the first day, confirmed",
        actor(left(left_on="2026-07-01"), confirmed("verified"), started_on="2025"),
    ),
    counts("recruited", "still with them for years", actor(started_on="2023", association_status="still_associated")),
    counts(
        "recruited",
        "over before, confirmed late in the quarter",
        actor(left(left_on="2026-03-01"), confirmed("verified_by_joint_team", "2026-08-01"), started_on="2025"),
    ),
    counts(
        "recruited",
        "two times in the quarter count each",
        actor(left(left_on="2026-07-10"), started_on="2026-07-01"),
        actor(started_on="2026-08-01", episode_number=2),
        times=2,
    ),
    counts(
        "recruited",
        "agreed to monitoring, not to other figures",
        actor(started_on="2026-08-01"),
        consent(agrees_to_reporting="no", agrees_to_monitoring="identifying"),
    ),
    counts(
        "recruited_by_factor",
        "each kind of reason once",
        actor(started_on="2026-08-01", recruitment_factors="abduction conscription poverty"),
        times=2,
    ),
    out("recruited", "was over the day before", actor(left(left_on="2026-06-30"), started_on="2025")),
    out("recruited", "begins the day after", actor(started_on="2026-10-01")),
    out("recruited", "found not to have been associated", actor(confirmed("not_caafag"), started_on="2026-08-01")),
    out(
        "recruited",
        "over before, confirmed late after the quarter",
        actor(left(left_on="2026-03-01"), confirmed("verified", "2026-10-01"), started_on="2025"),
    ),
    out(
        "recruited",
        "over before, confirmed within its own quarter",
        actor(left(left_on="2026-03-01"), confirmed("verified", "2026-03-30"), started_on="2025"),
    ),
    out(
        "recruited",
        "agreed to figures, not to monitoring",
        actor(started_on="2026-08-01"),
        consent(agrees_to_reporting="yes", agrees_to_monitoring="no"),
    ),
    out("recruited", "has left nobody knows when", actor(started_on="2025", association_status="exited")),
    out("recruited", "nobody knows when it began", actor(association_status="still_associated")),
)
