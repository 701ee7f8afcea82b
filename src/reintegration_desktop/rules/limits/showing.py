"""What may be shown where: on a screen, in a list, on paper, in a report or on its way to somebody."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.questions import NEVER_MISSING, Field, Sensitivity
from reintegration_desktop.forms.values import Value
from reintegration_desktop.vault.roles import Role, Room


class Use(StrEnum):
    """Where an answer would be shown."""

    SCREEN = "screen"
    LIST = "list"
    SEARCH = "search"
    REMINDER = "reminder"
    TITLE = "title"
    EXPORT = "export"
    REPORT = "report"
    REFERRAL = "referral"
    PAPER = "paper"
    BUNDLE = "bundle"


AT_A_GLANCE = frozenset({Use.LIST, Use.SEARCH, Use.REMINDER, Use.TITLE})
_ALWAYS_SEXUAL = frozenset({"sexual_violence_care", "ill_treatment"})
_SEXUAL = frozenset(
    {"sexual_violence", "sexual_exploitation", "sexual_exploitation_or_forced_union",
     "child_born_of_conflict_sexual_violence"}
)  # fmt: skip

PRINTABLE: Mapping[str, frozenset[str]] = {
    "case": frozenset({"case_code", "office", "caseworker"}),
    "identification": frozenset({"name_first", "name_middle", "name_last", "sex", "date_of_birth", "languages"}),
    "consent": frozenset(
        {"event_at", "agrees_to_case_management", "agrees_to_storage", "agrees_to_reporting", "agrees_to_tracing",
         "agrees_to_sharing", "agrees_to_photograph"}
    ),
    "household": frozenset({"caregiver_name", "relationship_to_child"}),
    "plan_action": frozenset({"domain", "due_on"}),
    "service": frozenset({"service_type", "provider", "appointment_at"}),
    "learning_and_work": frozenset({"activity_kind", "trade", "started_on", "ended_on", "completion"}),
    "follow_up": frozenset({"next_visit_on"}),
}  # fmt: skip
"""What papers for the young person may carry. No answer in somebody's own words: it may tell anything."""


NAMING: Mapping[str, frozenset[str]] = {
    "identification": frozenset({"name_first", "name_middle", "name_last", "nickname"}),
    "household": frozenset({"caregiver_name"}),
    "household_member": frozenset({"full_name"}),
    "own_child": frozenset({"full_name"}),
    "person_sought": frozenset({"full_name"}),
    "plan_action": frozenset({"responsible"}),
    "person_file": frozenset({"caption", "file_name"}),
    "account_file": frozenset({"caption", "file_name"}),
    "restricted_file": frozenset({"caption", "file_name"}),
}
"""The questions whose answer is somebody's name, or as a file's words often holds one."""
NAME_KEYS = frozenset[str]().union(*NAMING.values())
"""Their keys: no other form uses one of them for anything else."""


def names_somebody(key: str) -> bool:
    """Whether an answer names the young person, their family or who helps them: out of sight while names are."""
    return key in NAME_KEYS


def hidden_name_shows_code(name: str, code: str, *, hidden: bool) -> str:
    """What stands for a person in a list, a title, a print or a message: the code where a name is hidden or unknown."""
    return code if hidden or not name else name


def restricted_answers(field: Field, use: Use, reason: str = "") -> bool:
    """Whether a question's answer may be shown, as far as restricted ones go: all others may.

    Off until the programme switches it on. Opened on a screen only after a reason was typed, which is logged with each
    look; in a bundle only sealed; in a report never, but for what figures may count; elsewhere never.
    """
    if field.room is not Room.RESTRICTED and field.sensitivity is not Sensitivity.RESTRICTED:
        return True
    if field.off or not field.in_use:
        return False
    if use is Use.SCREEN:
        return bool(reason.strip())
    if use is Use.REPORT:
        return field.figure is not None and field.sensitivity is not Sensitivity.RESTRICTED
    return use is Use.BUNDLE


def received_never_sought(key: str, codes: Collection[str], use: Use) -> tuple[str, ...]:
    """The codes of an answer that may be shown: none about sexual violence in a list, a search or a reminder.

    Such a question is never missing either (``is_never_missing``), and no guard of a stage reads it.
    """
    if use not in AT_A_GLANCE:
        return tuple(codes)
    return () if key in _ALWAYS_SEXUAL else tuple(code for code in codes if code not in _SEXUAL)


def told_at_a_glance(field: Field, value: Value) -> Value | None:
    """What a line of a list may tell of an answer; None where it tells nothing: it is restricted, or only received."""
    if not restricted_answers(field, Use.LIST) or is_never_missing(field):
        return None
    if not isinstance(value, str | tuple):
        return value
    codes = (value,) if isinstance(value, str) else value
    told = received_never_sought(field.key, codes, Use.LIST)
    return value if told == codes else told or None


def is_never_missing(field: Field) -> bool:
    """Whether a question is received and never sought, so that it is never counted as missing."""
    return field.rule == NEVER_MISSING


def off_until_switched_on(field: Field) -> bool:
    """Whether a question is asked at all: not while its programme has left it off, or its list empty."""
    return field.in_use


def our_papers_never_name_the_actor(form: str, key: str) -> bool:
    """Whether an answer may stand on what we print for the young person.

    No armed actor, no task, no word of association: only what is listed as harmless is printed, and no nickname.
    """
    return key in PRINTABLE.get(form, frozenset())


def contact_only_if_they_agree(member: Answers) -> bool:
    """Whether a family member may be contacted: only where the young person said yes; no means no."""
    return member.choice("contact_agreed") == "yes"


def telephone_is_shown(member: Answers, role: Role) -> bool:
    """Whether a telephone number is shown: to a tracing officer only where contact was agreed."""
    return role is not Role.TRACING_OFFICER or contact_only_if_they_agree(member)


def may_be_shown(field: Field, use: Use, role: Role, reason: str = "") -> bool:
    """Whether a role is shown a question: ``seen_by`` says so, in default nobody, and nothing restricts it."""
    return role in field.seen_by and off_until_switched_on(field) and restricted_answers(field, use, reason)
