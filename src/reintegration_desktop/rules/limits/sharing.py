"""What a referral may carry to somebody who provides a service."""

from collections.abc import Iterable, Mapping

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.questions import Field, Form, Sensitivity
from reintegration_desktop.rules.consent import services_agreed
from reintegration_desktop.rules.limits.showing import Use, restricted_answers
from reintegration_desktop.vault.roles import Room

FOR_ALL = frozenset(
    {"identification", "household", "household_member", "own_child", "identity_paper", "assessment", "service",
     "learning_and_work", "plan_action", "care_stay"}
)  # fmt: skip
"""Forms of which a provider may see something. Association, exit, verification, incidents, feedback: never."""

FOR_SERVICE: Mapping[str, frozenset[str]] = {
    "legal_aid": frozenset({"justice"}),
    "family_tracing_reunification": frozenset({"tracing", "person_sought"}),
    "mhpss_focused": frozenset({"wellbeing_measure"}),
    "mhpss_specialised": frozenset({"wellbeing_measure"}),
}
"""Forms that one service needs besides."""

SENT = "sent"
_HEALTH = frozenset({"medical", "srh", "mhpss_focused", "mhpss_specialised"})
_ONLY_FOR_HEALTH = frozenset({"self_harm", "sexual_violence_care", "ill_treatment", "pregnant_or_breastfeeding"})
_NEVER = frozenset({"names_armed_actor", "safety_threats", "re_recruitment_risk", "nickname", "photo"})
_NAMES = frozenset({"name_first", "name_middle", "name_last"})


def referral_follows_consent(file: CaseFile, service_type: str | None) -> bool:
    """Whether a referral can be sent: sharing is agreed, and its service is among those agreed."""
    return service_type in services_agreed(file)


def shares_only_what_was_agreed(
    ticked: Iterable[str], forms: Mapping[str, Form], file: CaseFile, service_type: str
) -> tuple[str, ...]:
    """The questions (``form.key``) that a packet holds, of those that were ticked, in their order.

    None without consent to this service; of the rest those that a provider of it may see, never a restricted one, and
    no name that is hidden.
    """
    if not referral_follows_consent(file, service_type):
        return ()
    hidden = _NAMES if file.one("case").flag("name_is_hidden") else frozenset()
    return tuple(
        name
        for name in ticked
        if (field := _field(forms, name)) is not None
        and field.key not in hidden
        and provider_may_see(name.partition(".")[0], field, service_type)
    )


def is_sent_against_consent(before: CaseFile, after: CaseFile, forms: Mapping[str, Form]) -> bool:
    """Whether a change sends a referral that nobody agreed to, or with answers that do not go to this service."""
    return any(
        row.answers.choice("referral_status") == SENT
        and not _was_sent(before, row)
        and _goes_too_far(after, row, forms)
        for row in after.rows("referral")
    )


def _was_sent(before: CaseFile, referral: Record) -> bool:
    was = before.record(referral.id)
    return was is not None and was.answers.choice("referral_status") == SENT


def _goes_too_far(file: CaseFile, referral: Record, forms: Mapping[str, Form]) -> bool:
    service = file.record(referral.parent) if referral.parent else None
    kind = service.answers.choice("service_type") if service else None
    ticked = referral.answers.choices("fields_shared")
    if kind is None or not referral_follows_consent(file, kind):
        return True
    return shares_only_what_was_agreed(ticked, forms, file, kind) != ticked


def provider_may_see(form: str, field: Field, service_type: str) -> bool:
    """Whether a question may be ticked in a referral to this service at all."""
    seen = form in FOR_ALL or form in FOR_SERVICE.get(service_type, frozenset())
    sealed_away = field.room in (Room.RESTRICTED, Room.OVERSIGHT) or field.sensitivity is Sensitivity.RESTRICTED
    apart = field.key in _ONLY_FOR_HEALTH and service_type not in _HEALTH
    return (
        seen and not sealed_away and not apart and field.key not in _NEVER and restricted_answers(field, Use.REFERRAL)
    )


def _field(forms: Mapping[str, Form], name: str) -> Field | None:
    form, _, key = name.partition(".")
    return forms[form].fields.get(key) if form in forms else None
