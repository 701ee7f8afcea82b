"""The named rules of the dictionary (docs/dictionary/RULES.md), each with the function that keeps it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from reintegration_desktop.rules import ages, consent, consequences, deadlines, stages, warnings
from reintegration_desktop.rules.findings import durations, episodes, needs, scores, services, urgent
from reintegration_desktop.rules.guards import blind, closing, working
from reintegration_desktop.rules.limits import acts, keeping, sharing, showing

Kept = Callable[..., object]

WORKED_OUT: tuple[Kept, ...] = (
    stages.case_stage_from_events,
    ages.age_now_in_bands,
    durations.length_of_association,
    durations.hours_at_site,
    durations.days_detained,
    ages.benefit_of_the_doubt,
    durations.weeks_not_months_in_a_centre,
    needs.disability_by_washington_group,
    needs.parent_or_expecting,
    deadlines.assessment_due_by_risk,
    deadlines.plan_due_after_assessment,
    services.service_status_from_dates,
    durations.months_in_activity,
    durations.months_since_exit,
    scores.weakest_area,
    scores.reintegrated_means,
)

ASKING_AND_KEEPING: tuple[Kept, ...] = (
    ages.stated_age_stays_stated,
    blind.eligible_without_weapon,
    warnings.two_people_in_the_room,
    showing.received_never_sought,
    showing.restricted_answers,
    showing.off_until_switched_on,
    showing.hidden_name_shows_code,
    consent.photograph_needs_consent,
    keeping.kept_no_longer_than_policy,
    keeping.legal_hold_stops_erasure,
    ages.under_fifteen_is_marked,
    episodes.second_episode_is_re_recruitment,
    durations.exit_after_start,
    deadlines.two_days_at_a_site,
    showing.our_papers_never_name_the_actor,
    blind.verification_never_blocks_help,
    durations.verified_within_the_quarter,
    ages.refusing_means_child,
    ages.least_intrusive_first,
)

ABOUT_CONSENT: tuple[Kept, ...] = (
    consent.latest_consent_counts,
    consent.registered_with_consent,
    consent.figures_only_with_consent,
    consent.tracing_only_with_consent,
    consent.monitoring_only_with_consent,
    consent.override_needs_supervisor,
    sharing.referral_follows_consent,
    sharing.shares_only_what_was_agreed,
    showing.contact_only_if_they_agree,
)

ACTING: tuple[Kept, ...] = (
    urgent.urgent_within_a_day,
    deadlines.first_response_by_risk,
    consequences.approach_opens_incident,
    deadlines.visits_by_risk_and_time,
    scores.falling_score_reopens_work,
    scores.first_scores_are_baseline,
    scores.wellbeing_by_agreed_margin,
    consequences.breakdown_reopens_tracing,
    working.dropped_with_a_reason,
    ages.eighteen_is_not_an_end,
    acts.asker_does_not_approve,
    acts.closer_does_not_approve,
    closing.not_contactable_after_three_months,
    deadlines.visit_after_closing,
    acts.sender_keeps_it_until_received,
    acts.caseworker_does_not_ask,
    acts.complaint_bypasses_the_caseworker,
)

RULES: Mapping[str, Kept] = MappingProxyType(
    {rule.__name__: rule for rule in (*WORKED_OUT, *ASKING_AND_KEEPING, *ABOUT_CONSENT, *ACTING)}
)
"""Every rule by its name, which is the function's own."""
