"""The values that are worked out, never typed."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.values import Score, Value
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules.ages import ADULT, age_now_in_bands
from reintegration_desktop.rules.policy import Policy

DAYS_PER_MONTH = 30.4375
HOLDING, SAFE, APART = 3, 4, timedelta(days=90)
_SAFE_AREAS = ("safety", "care_family")
_AREAS = (
    "safety", "care_family", "community_acceptance", "psychosocial", "health", "education", "economic",
    "legal_documentation", "participation",
)  # fmt: skip
_DISABLED = frozenset({"a_lot_of_difficulty", "cannot_do_at_all"})
_WASHINGTON = tuple(
    f"washington_group_{item}" for item in ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
)

Found = Value | None
Rule = Callable[[CaseFile, Record, Policy, date], Found]


def derive(file: CaseFile, policy: Policy, today: date) -> CaseFile:
    """The same file with every derived answer of every record worked out as of a day."""
    return file.map(lambda record: _derived(file, record, policy, today))


def _derived(file: CaseFile, record: Record, policy: Policy, today: date) -> Record:
    rules = DERIVED.get(record.form)
    if not rules:
        return record
    answers = record.answers
    for key, rule in rules.items():
        value = rule(file, record, policy, today)
        answers = answers.without(key) if value is None else answers.with_(key, value)
    return Record(record.form, record.id, record.parent, answers)


def age_band(file: CaseFile, record: Record, policy: Policy, today: date) -> Found:
    """``age_now_in_bands``: the band of the span of possible ages today."""
    born = record.answers.span("date_of_birth")
    return age_now_in_bands(born, today) if born else None


def length_of_association(file: CaseFile, record: Record, policy: Policy, today: date) -> Found:
    """Months from the middle of the start to the middle of the exit."""
    begun = record.answers.span("started_on")
    left = [span for exit_ in file.children(record.id, "exit") if (span := exit_.answers.span("left_on"))]
    return round((left[-1].middle - begun.middle).days / DAYS_PER_MONTH) if begun and left else None


def hours_at_site(file: CaseFile, record: Record, policy: Policy, today: date) -> Found:
    """Hours from arrival at the release site to leaving it, or to the end of today."""
    arrived = record.answers.moment("site_arrived_at")
    if arrived is None:
        return None
    left = record.answers.moment("site_left_at") or datetime.combine(today, datetime.max.time(), UTC)
    return max(0, int((left - arrived).total_seconds() // 3600))


def days_detained(file: CaseFile, record: Record, policy: Policy, today: date) -> Found:
    """Days from the earliest possible first day to the latest possible last day, or to today."""
    begun, ended = record.answers.span("detention_began_on"), record.answers.span("detention_ended_on")
    return ((ended.latest if ended else today) - begun.earliest).days if begun else None


def benefit_of_the_doubt(file: CaseFile, record: Record, policy: Policy, today: date) -> Found:
    """Yes when the lowest likely age is under eighteen, nothing was settled, or the assessment was refused."""
    lowest = record.answers.number("lowest_likely_age")
    unsettled = record.answers.choice("age_decision") in (None, "undetermined_treated_as_child")
    refused = record.answers.choice("agrees_to_assessment") == "no"
    return "yes" if refused or unsettled or (lowest is not None and lowest < ADULT) else "no"


def days_in_care(file: CaseFile, record: Record, policy: Policy, today: date) -> Found:
    """Days from the first day of a stay to its last, or to today."""
    begun = record.answers.span("started_on")
    ended = record.answers.span("ended_on")
    return ((ended.latest if ended else today) - begun.earliest).days if begun else None


def disability_by_washington_group(file: CaseFile, record: Record, policy: Policy, today: date) -> Found:
    """Yes when any of the six is *a lot* or *cannot*; empty while none was answered."""
    answers = [record.answers.choice(key) for key in _WASHINGTON]
    if not any(answers):
        return None
    return "yes" if _DISABLED & set(answers) else "no"


def parent_or_expecting(file: CaseFile, record: Record, policy: Policy, today: date) -> Found:
    """Yes when there is an own child, counted or as an entry, or a pregnancy or breastfeeding is recorded."""
    who = file.one("identification")
    expecting = who.choice("pregnant_or_breastfeeding") == "yes"
    return "yes" if (who.number("own_children") or 0) > 0 or file.rows("own_child") or expecting else "no"


def assessment_due_by_risk(file: CaseFile, record: Record, policy: Policy, today: date) -> Found:
    """Registration plus the days of the risk level."""
    registered = file.one("identification").day("registered_on")
    risk = file.one("concerns").choice("risk_level")
    level = risk if risk in ("high", "medium") else "low"
    return registered + timedelta(days=int(getattr(policy, f"assessment_days_{level}"))) if registered else None


def plan_due_after_assessment(file: CaseFile, record: Record, policy: Policy, today: date) -> Found:
    """The day the latest assessment was finished plus the days of the policy."""
    finished = [day for row in file.rows("assessment") if (day := row.answers.day("completed_on"))]
    return max(finished) + timedelta(days=policy.plan_days) if finished else None


def service_status_from_dates(file: CaseFile, record: Record, policy: Policy, today: date) -> Found:
    """Received, under way, referred, not come about, or needed."""
    referrals = [row.answers.choice("referral_status") for row in file.children(record.id, "referral")]
    last = referrals[-1] if referrals else None
    if record.answers.day("delivered_on"):
        return "delivered"
    if record.answers.moment("appointment_at") or last in ("accepted", "in_progress", "done"):
        return "under_way"
    if last == "sent":
        return "referred"
    return "not_delivered" if last in ("rejected", "revoked", "expired") else "needed"


def months_in_activity(file: CaseFile, record: Record, policy: Policy, today: date) -> Found:
    """Whole months from the first day to the last, or to today."""
    begun, ended = record.answers.span("started_on"), record.answers.span("ended_on")
    return int(((ended.middle if ended else today) - begun.middle).days / DAYS_PER_MONTH) if begun else None


def latest_exit(file: CaseFile) -> date | None:
    """The middle of the latest exit; the handover's day where the exit is unknown."""
    days = []
    for row in file.rows("exit"):
        span: UncertainDate | None = row.answers.span("left_on") or row.answers.span("handover_on")
        if span:
            days.append(span.middle)
    return max(days, default=None)


def months_since_exit(file: CaseFile, record: Record, policy: Policy, today: date) -> Found:
    """Whole months from the latest exit."""
    left = latest_exit(file)
    return int((today - left).days / DAYS_PER_MONTH) if left else None


def visits_by_day(file: CaseFile) -> list[tuple[date, Mapping[str, Score]]]:
    """Scored visits, oldest first."""
    scored = ((row.answers.day("visited_on"), row.answers.scores("domain_scores")) for row in file.rows("follow_up"))
    return sorted(((day, scores) for day, scores in scored if day and scores), key=lambda visit: visit[0])


def weakest_area(file: CaseFile, record: Record, policy: Policy, today: date) -> Found:
    """The area with the lowest score of the latest visit; the first in the list where several are equal."""
    visits = visits_by_day(file)
    if not visits:
        return None
    scores = visits[-1][1]
    return min((area for area in _AREAS if area in scores), key=lambda area: scores[area].score, default=None)


def reintegrated_means(file: CaseFile, record: Record, policy: Policy, today: date) -> Found:
    """Reintegrated, at risk, lost ground, not begun, or on the way: see RULES."""
    visits = visits_by_day(file)
    re_recruited = len(file.rows("association")) > 1
    if not visits:
        return "failed" if re_recruited else "not_started"
    good = [day for day, scores in visits if _holds(scores)]
    once = any(_holds(scores) and _holds(after) and later - day >= APART
               for (day, scores), (later, after) in zip(visits, visits[1:], strict=False))  # fmt: skip
    if re_recruited or (once and visits[-1][0] not in good):
        return "failed"
    if once:
        return "reintegrated"
    low = any(score.score == 1 for score in visits[-1][1].values())
    return "at_risk" if low or file.one("concerns").choice("risk_level") == "high" else "progressing"


def _holds(scores: Mapping[str, Score]) -> bool:
    """All nine areas at three or more, safety and care at four or more."""
    return all(area in scores and scores[area].score >= (SAFE if area in _SAFE_AREAS else HOLDING) for area in _AREAS)


DERIVED: Mapping[str, Mapping[str, Rule]] = {
    "identification": {"age_band": age_band},
    "association": {"months_associated": length_of_association},
    "exit": {"hours_at_site": hours_at_site},
    "justice": {"days_detained": days_detained},
    "age_assessment": {"benefit_of_the_doubt": benefit_of_the_doubt},
    "care_stay": {"days_in_care": days_in_care},
    "assessment": {
        "due_on": assessment_due_by_risk,
        "has_disability": disability_by_washington_group,
        "is_parent": parent_or_expecting,
    },
    "case_plan": {"due_on": plan_due_after_assessment},
    "service": {"service_status": service_status_from_dates},
    "learning_and_work": {"months_kept": months_in_activity},
    "outcome": {
        "months_since_exit": months_since_exit,
        "weakest_domain": weakest_area,
        "reintegration_status": reintegrated_means,
    },
}
