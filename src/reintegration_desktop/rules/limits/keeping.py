"""How long a file is kept, and what keeps it from being erased."""

from datetime import date

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.rules.findings.months import months_later
from reintegration_desktop.rules.policy import Policy


def kept_no_longer_than_policy(closed_on: date, policy: Policy, *, taken_on: bool = True) -> date:
    """The day until which a file is kept: the day of closure plus the years of the policy; then erasure is proposed.

    Of somebody who was not taken on, so many months.
    """
    return months_later(closed_on, 12 * policy.keep_years if taken_on else policy.keep_void_months)


def legal_hold_stops_erasure(file: CaseFile) -> bool:
    """Whether nobody can erase the case: a court or a complaint asks us to keep it."""
    return file.one("case").flag("legal_hold")
