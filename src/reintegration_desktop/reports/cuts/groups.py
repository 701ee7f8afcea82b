"""Answers that are counted together, because apart they would be small or tell too much."""

from collections.abc import Mapping
from types import MappingProxyType

from reintegration_desktop.kernel.words import marked

UNKNOWN = "unknown"
OTHER = "other"

Group = tuple[str, str, tuple[str, ...]]
"""A category: its code, its words, the answers in it."""

_OTHER_ONES = marked("Other")

GROUPS: Mapping[str, tuple[Group, ...]] = MappingProxyType(
    {
        "risk": (
            ("high", marked("High"), ("high",)),
            ("medium", marked("Medium"), ("medium",)),
            ("low", marked("Low or none"), ("low", "none_identified")),
        ),
        "reintegration_status": (
            ("reintegrated", marked("Reintegrated"), ("reintegrated",)),
            ("progressing", marked("On the way"), ("progressing",)),
            ("at_risk", marked("At risk, or lost ground"), ("at_risk", "failed")),
            ("not_started", marked("Not begun"), ("not_started",)),
        ),
        "closure_reason": (
            ("goals", marked("Goals met, or adult with support"), ("goals_met_safe", "turned_18_with_transition")),
            (
                "moved",
                marked("Moved, or handed over"),
                ("relocated_no_receiving_agency", "durable_solution_departure", "transferred"),
            ),
            (
                "lost_touch",
                marked("Lost touch, or no longer wanted"),
                ("not_contactable", "child_or_caregiver_withdrew"),
            ),
            (OTHER, marked("Other reasons"), ("other",)),
        ),
        "task_kind": (
            ("visit", marked("Visit"), ("visit",)),
            ("plan", marked("Plan"), ("case_plan", "plan_review", "plan_action")),
            ("assessment", marked("First response and assessment"), ("urgent", "first_response", "assessment")),
            ("service", marked("Service"), ("service",)),
            (OTHER, marked("Other kinds"), ("other",)),
        ),
        "actor_class": (
            (
                "state",
                marked("Forces of a state"),
                ("state_armed_force", "state_police_or_security", "international_force"),
            ),
            (
                "beside_state",
                marked("Militias and self-defence"),
                ("pro_government_militia", "community_self_defence"),
            ),
            ("non_state", marked("Armed groups"), ("non_state_armed_group", "group_listed_terrorist")),
            (OTHER, marked("More than one, or not known"), ("multiple", "unknown")),
        ),
        "handed_to": (
            ("family", marked("Family"), ("family",)),
            (
                "authorities",
                marked("Social services and other authorities"),
                ("government_social_service", "ddr_commission", "camp_authority", "police_or_military"),
            ),
            ("organisation", marked("Organisation"), ("un_agency", "ngo", "icrc")),
            ("transit_centre", marked("Transit centre"), ("transit_centre",)),
            (OTHER, marked("Nobody, or somebody else"), ("none_self_return", "other")),
        ),
        "how_identified": (
            (
                "themselves",
                marked("They, their family or the community"),
                ("self_or_family", "community_or_cp_committee"),
            ),
            (
                "armed_actor",
                marked("Armed actors, disarmament, missions"),
                ("armed_actor_handover", "ddr_commission", "peacekeepers_or_mission", "law_enforcement_or_detention"),
            ),
            (
                "services",
                marked("Schools, health, registries, organisations"),
                ("school", "health", "civil_registration", "humanitarian_agency", "icrc_or_national_society"),
            ),
            (OTHER, marked("Another way"), ("other",)),
        ),
        "facility_kind": (
            ("military", marked("Military or intelligence"), ("military", "intelligence_premises")),
            ("police", marked("Police cell"), ("police_cell",)),
            ("prison", marked("Prison or centre for young people"), ("prison", "juvenile_centre")),
            (OTHER, marked("Another place"), ("informal", "camp", "other")),
        ),
        "care_arrangement": (
            ("centre", marked("Interim care centre"), ("interim_care_centre", "residential")),
            ("foster", marked("Foster family or kafala"), ("foster", "kafala")),
            (
                "relatives",
                marked("Relatives"),
                ("step_parent", "customary_caregiver", "adult_sibling", "kinship"),
            ),
            (OTHER, marked("Other care"), ("other",)),
        ),
        "tracing_status": (
            ("active", marked("Looking"), ("open", "in_progress")),
            ("found", marked("Found, or back together"), ("verified", "reunified")),
            (OTHER, marked("Paused, or ended without finding"), ("suspended", "closed_unsuccessful")),
        ),
        "reunification_kind": (
            ("traced", marked("By tracing"), ("individual_tracing", "mass_tracing", "photo_tracing")),
            ("mediation", marked("By mediation"), ("mediation",)),
            ("themselves", marked("By themselves"), ("spontaneous", "informal")),
            (OTHER, marked("Another way"), ("other",)),
        ),
        "service_type": (
            (
                "care",
                marked("Care, shelter and tracing"),
                ("interim_or_alternative_care", "family_tracing_reunification", "safe_shelter", "relocation"),
            ),
            (
                "health",
                marked("Health"),
                (
                    "medical", "srh", "disability_rehabilitation", "explosive_ordnance_victim_assistance", "nutrition",
                    "substance_use",
                ),
            ),
            (
                "wellbeing",
                marked("Wellbeing"),
                ("pss_basic", "mhpss_focused", "mhpss_specialised", "recreational", "mentoring"),
            ),
            (
                "learning",
                marked("School and learning"),
                ("formal_education", "accelerated_or_nonformal_education", "life_skills"),
            ),
            (
                "work",
                marked("Training and work"),
                ("vocational_training", "livelihood_or_startup_kit", "employment_services"),
            ),
            ("needs", marked("Money, food and things"), ("cash", "food", "nfi", "shelter", "wash")),
            ("law", marked("Law and papers"), ("legal_aid", "civil_documentation")),
            (OTHER, marked("Family, community, other"), ("other",)),
        ),
        "rejected_reason": (
            ("no_capacity", marked("No room"), ("no_capacity",)),
            ("rules", marked("Outside their rules or area"), ("not_eligible", "wrong_area")),
            (OTHER, marked("Other reasons"), ("cost", "unsafe", "client_declined", "other")),
        ),
        "contact_kind": (
            ("home", marked("Home"), ("home_visit_planned", "home_visit_unannounced")),
            ("outside", marked("School, work, community"), ("school_visit", "workplace_visit", "community_visit")),
            ("ours", marked("Our office or a centre"), ("office_meeting", "centre_meeting")),
            (OTHER, marked("From afar, or another way"), ("phone", "message", "with_community_focal_point", "other")),
        ),
        "acceptance": (
            ("welcomed", marked("Welcomed"), ("welcomed",)),
            ("tolerated", marked("Put up with"), ("tolerated",)),
            (OTHER, marked("Avoided, turned away or worse"), ("avoided", "conflict", "rejected", "threatened")),
        ),
        "education_now_level": (
            ("primary", marked("Primary"), ("primary_lower", "primary_upper")),
            ("secondary", marked("Secondary and after"), ("secondary_lower", "secondary_upper", "tertiary")),
            ("other_learning", marked("Other learning"), ("literacy_only", "accelerated", "vocational", "religious")),
            (OTHER, marked("None, or not known"), ("none", "unknown")),
        ),
        "activity_kind": (
            ("school", marked("School and catch-up classes"), ("school", "accelerated_learning")),
            ("training", marked("Training"), ("vocational_training",)),
            ("work", marked("Job, apprenticeship or public works"), ("job", "apprenticeship", "public_works")),
            ("business", marked("Business or farming"), ("own_business", "group_business", "farming_or_herding")),
            (OTHER, _OTHER_ONES, ("other",)),
        ),
        "recruitment_factors": (
            ("force", marked("Force or fear"), ("abduction", "conscription", "intimidation")),
            (
                "people",
                marked("Family, friends, community"),
                (
                    "family_or_community_pressure", "family_problems_or_abuse", "follow_friends_or_peers",
                    "duty_to_family", "social_or_cultural_pressure", "marriage_or_relationship",
                ),
            ),
            (
                "want",
                marked("Poverty, no school, no help"),
                ("financial_reasons", "poverty", "lack_of_services", "lack_of_education"),
            ),
            ("safety", marked("To be safe"), ("security_or_protection",)),
            (OTHER, marked("Belief, revenge, other, not known"), ("idealism_or_belief", "revenge", "unknown", "other")),
        ),
    }
)  # fmt: skip


def group_of(dimension: str, answer: str | None) -> str:
    """The category that an answer is counted in."""
    groups = GROUPS[dimension]
    rest = OTHER if any(code == OTHER for code, _, _ in groups) else UNKNOWN
    return next((code for code, _, answers in groups if answer in answers), rest)


def words_of(dimension: str) -> dict[str, str]:
    """The categories and their words, not yet said; what is not known last where no other category takes it."""
    found = {code: words for code, words, _ in GROUPS[dimension]}
    return found if OTHER in found else {**found, UNKNOWN: marked("Not known")}
