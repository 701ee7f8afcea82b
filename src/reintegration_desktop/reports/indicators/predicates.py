"""Every measure's predicate, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from reintegration_desktop.reports.indicators import (
    care,
    closing,
    exits,
    feedback,
    learning,
    monitoring,
    outcomes,
    papers,
    plans,
    protection,
    services,
    tracing,
    visits,
    wellbeing,
    workload,
)
from reintegration_desktop.reports.indicators.counting import OfOffice, Predicate

_CASES: tuple[Predicate, ...] = (
    exits.reached_care, exits.released, exits.registered, exits.girls_share, exits.re_recruited_within_a_year,
    exits.detained, exits.days_detained, exits.detained_after_leaving, exits.within_two_days,
    monitoring.recruited, monitoring.recruited_by_factor,
    care.days_in_care, care.too_long_in_a_centre, care.in_family_care,
    tracing.tracing_active, tracing.reunified, tracing.reunified_of_traced, tracing.holding,
    plans.response_on_time, plans.assessment_on_time, plans.plan_on_time, plans.took_part_in_plan,
    services.in_services, services.visited, services.supported, services.girls_supported, services.served_by_kind,
    services.disability_share, services.services_by_status, services.referrals_accepted, services.referrals_completed,
    services.referrals_rejected, services.mothers_supported,
    visits.visits_made, visits.seen_in_person,
    wellbeing.wellbeing_better, wellbeing.community_accepts, wellbeing.family_accepts, wellbeing.areas_at_first,
    wellbeing.areas_now,
    learning.in_school, learning.training_completed, learning.work_kept,
    outcomes.outcome, outcomes.reintegrated,
    closing.closed, closing.goals_met, closing.months_open,
    workload.open_cases, workload.open_at_end, workload.overdue,
    papers.papers, papers.papers_obtained,
    feedback.listened_to, feedback.felt_pressured, feedback.situation_improved, feedback.asked_before_sharing,
    protection.breaches, protection.withdrawals, protection.erasures_overdue,
)  # fmt: skip
_OFFICES: tuple[OfOffice, ...] = (workload.caseload, workload.staff, protection.exports)

OF_CASES: Mapping[str, Predicate] = MappingProxyType({one.__name__: one for one in _CASES})
"""What is counted case by case."""

OF_OFFICES: Mapping[str, OfOffice] = MappingProxyType({one.__name__: one for one in _OFFICES})
"""What is counted once for an office."""
