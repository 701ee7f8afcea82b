"""Which of two answers is shown while they wait for a person: the safer one, where a question has one."""

from collections.abc import Mapping, Sequence

from reintegration_desktop.rules.consent import PURPOSES

_SAFER: Mapping[tuple[str, str], Sequence[object]] = {
    **{
        (form, "risk_level"): ("high", "medium", "low", "none_identified")
        for form in ("concerns", "assessment", "follow_up")
    },
    ("case", "name_is_hidden"): (True, False),
    ("case", "case_status"): ("open", "transferred", "duplicate", "closed", "opened_in_error"),
    **{
        (form, "approval_status"): ("not_requested", "rejected", "requested", "approved")
        for form in ("assessment", "case_plan", "closure", "reopening")
    },
    ("consent", "event_kind"): ("withdrawn", "refused", "changed", "given"),
    ("consent", "agrees_to_monitoring"): ("no", "anonymous_only", "identifying"),
    **{
        ("consent", purpose): ("no", "not_applicable", "yes")
        for purpose in PURPOSES
        if purpose != "agrees_to_monitoring"
    },
}


def more_protective(form: str, key: str, values: Sequence[object]) -> int | None:
    """The place of the value to show, None where the question has no safer side and the newest is shown.

    ``values`` are raw JSON; a missing answer is None and never the safer one.
    """
    order = _SAFER.get((form, key))
    if order is None:
        return None
    ranked = [(order.index(value), at) for at, value in enumerate(values) if value in order]
    return min(ranked)[1] if ranked else None
