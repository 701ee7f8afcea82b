"""How far a service is, from its dates and its referrals."""

from datetime import UTC, date, datetime, timedelta

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record

TIMEFRAMES = {
    "1_hour": timedelta(hours=1), "3_hours": timedelta(hours=3), "1_day": timedelta(days=1),
    "3_days": timedelta(days=3), "1_week": timedelta(days=7), "2_weeks": timedelta(days=14),
    "1_month": timedelta(days=31),
}  # fmt: skip
WAITING = frozenset({"sent", "accepted", "in_progress"})
_TAKEN = frozenset({"accepted", "in_progress"})
_ENDED = frozenset({"rejected", "revoked", "expired"})
_BEGINNING = datetime.min.replace(tzinfo=UTC)


def last_referral(file: CaseFile, service: Record) -> Record | None:
    """The service's referral that was sent last; of those not sent, the newest."""
    referrals = file.children(service.id, "referral")
    latest = [row for row in referrals if row.answers.choice("referral_status") != "draft"] or list(referrals)
    return sorted(latest, key=_sent)[-1] if latest else None


def _sent(row: Record) -> datetime:
    return row.answers.moment("sent_at") or _BEGINNING


def service_status_from_dates(file: CaseFile, service: Record) -> str:
    """The code of how far a service is: received, under way, referred, not come about, or needed."""
    referral = last_referral(file, service)
    status = referral.answers.choice("referral_status") if referral else None
    if service.answers.day("delivered_on") or status == "done":
        return "delivered"
    if service.answers.moment("appointment_at") or status in _TAKEN:
        return "under_way"
    if status == "sent":
        return "referred"
    return "not_delivered" if status in _ENDED else "needed"


def is_begun(file: CaseFile, service: Record) -> bool:
    """Whether a first step of it was taken."""
    return service_status_from_dates(file, service) in ("referred", "under_way", "delivered")


def needed_by(answers: Answers) -> date | None:
    """The day by which a service is needed; None where nobody said how soon."""
    since, within = answers.moment("needed_since_at"), TIMEFRAMES.get(answers.choice("needed_within") or "")
    return (since + within).date() if since and within else None
