"""What the navigation counts: late tasks, services due, cases not sent yet, keys, numbers and rules to be seen to."""

from reintegration_desktop.app.exchange import waiting
from reintegration_desktop.app.issuing.pages import rules_to_sign
from reintegration_desktop.app.keys.recovering import recovery_of
from reintegration_desktop.app.keys.renewing import are_due
from reintegration_desktop.app.people import looks_after_people
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.settling import numbers_to_sign
from reintegration_desktop.app.travelling import carries
from reintegration_desktop.casework.search.pressing import pressing
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.settings.verbs import Recovery


def counts_of(program: Program) -> dict[Place, int]:
    """By place; those that this role doesn't have are passed over by the navigation."""
    found = pressing(program.desk)
    counted = {Place.TODAY: found.overdue, Place.REFERRALS: found.referrals}
    counted[Place.SETTINGS] = len(numbers_to_sign(program)) + len(rules_to_sign(program))
    if looks_after_people(program) and not program.training:
        counted[Place.SETTINGS] += waits_for_a_custodian(program)
    return counted | ({Place.SEND_RECEIVE: waiting(program).cases} if carries(program) else {})


def waits_for_a_custodian(program: Program) -> int:
    """What of the office's keys is to be seen to: pairs that are due, recovery sheets that are missing."""
    return are_due(program) + (recovery_of(program)[0] is not Recovery.MADE)
