"""What a guard is given."""

from dataclasses import dataclass
from datetime import date

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class Situation:
    """A case's file as guards may see it (``guards.blind``), the numbers of the programme, the day."""

    file: CaseFile
    policy: Policy
    today: date
