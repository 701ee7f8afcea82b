"""Support: who receives it, how far each service is, what comes of referrals (indicators 3, 4, 18, 19, 30, 33)."""

from collections.abc import Iterator

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.reports.cuts.dimensions import UNKNOWN
from reintegration_desktop.reports.cuts.groups import group_of
from reintegration_desktop.reports.indicators.counting import (
    YES,
    Counting,
    Found,
    assessments_until,
    is_open_at_end,
    met,
)

_ACCEPTED = frozenset({"accepted", "in_progress", "done"})
_NEVER_LEFT = frozenset({"draft", "revoked", "not_received"})
_PARENT, _BORN_OF_CONFLICT = "pregnancy_or_child_parent", "child_born_of_conflict_sexual_violence"


def _delivered(file: CaseFile, counting: Counting) -> list[Record]:
    """Services delivered in the period."""
    return [row for row in file.rows("service") if counting.period.holds(row.answers.day("delivered_on"))]


def in_services(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """At least one service delivered in the period."""
    if _delivered(file, counting):
        yield {}


def visited(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Visited at least once in the period."""
    if any(counting.period.holds(row.answers.day("visited_on")) for row in file.rows("follow_up")):
        yield {}


def supported(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """A service delivered or a visit made in the period, once for each young person."""
    if any(True for way in (in_services, visited) for _ in way(file, counting)):
        yield {}


def girls_supported(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of those supported, girls and women."""
    for _ in supported(file, counting):
        yield met(file.one("identification").choice("sex") == "female")


def served_by_kind(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Received a service of a kind in the period, once for each kind."""
    kinds = {group_of("service_type", row.answers.choice("service_type")) for row in _delivered(file, counting)}
    yield from ({"service_type": kind} for kind in sorted(kinds))


def disability_share(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of those supported and asked, those with a disability by the latest assessment."""
    said = [row.answers.choice("has_disability") for row in assessments_until(file, counting.period.last)]
    known = [answer for answer in said if answer is not None]
    if known:
        for _ in supported(file, counting):
            yield met(known[-1] == YES)


def services_by_status(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each service needed by the end and not received before the period, by how far it is."""
    for row in file.rows("service"):
        since, received = row.answers.day("needed_since_at"), row.answers.day("delivered_on")
        if since is None or since > counting.period.last or (received is not None and received < counting.period.first):
            continue
        yield {
            "service_status": row.answers.choice("service_status") or UNKNOWN,
            "service_type": group_of("service_type", row.answers.choice("service_type")),
            "service_mode": row.answers.choice("service_mode") or UNKNOWN,
        }


def _sent(file: CaseFile, counting: Counting) -> list[str]:
    """How referrals stand that were sent in the period; those called back or lost are left out."""
    said = [row.answers for row in file.rows("referral") if counting.period.holds(row.answers.day("sent_at"))]
    found = [answers.choice("referral_status") or "sent" for answers in said]
    return [one for one in found if one not in _NEVER_LEFT]


def referrals_accepted(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of referrals sent in the period, those taken."""
    yield from (met(one in _ACCEPTED) for one in _sent(file, counting))


def referrals_completed(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of referrals sent in the period, those done."""
    yield from (met(one == "done") for one in _sent(file, counting))


def referrals_rejected(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Each referral sent in the period and not taken, by why."""
    for row in file.rows("referral"):
        if row.answers.choice("referral_status") == "rejected" and counting.period.holds(row.answers.day("sent_at")):
            yield {"rejected_reason": group_of("rejected_reason", row.answers.choice("rejected_reason"))}


def mothers_supported(file: CaseFile, counting: Counting) -> Iterator[Found]:
    """Of girl mothers and children born of conflict, open at the end or served: those with a service in the period."""
    served = bool(_delivered(file, counting))
    kind = _mother_or_child(file)
    if kind is not None and (served or is_open_at_end(file, counting)):
        yield {**met(served), "born_or_mother": kind}


def _mother_or_child(file: CaseFile) -> str | None:
    """Which of both somebody is; None for neither."""
    who, worries = file.one("identification"), file.one("concerns").choices("protection_concerns")
    if _BORN_OF_CONFLICT in worries:
        return "born_of_conflict"
    parent = _PARENT in worries or (who.number("own_children") or 0) > 0
    return "girl_mother" if parent and who.choice("sex") == "female" else None
