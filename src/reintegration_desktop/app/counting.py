"""What the navigation counts: late tasks, services due, cases that were not sent to everybody yet."""

from reintegration_desktop.app.exchange import waiting
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.travelling import carries
from reintegration_desktop.casework.search.pressing import pressing
from reintegration_desktop.ui.frame.places import Place


def counts_of(program: Program) -> dict[Place, int]:
    """By place; those that this role doesn't have are passed over by the navigation."""
    found = pressing(program.desk)
    counted = {Place.TODAY: found.overdue, Place.REFERRALS: found.referrals}
    return counted | ({Place.SEND_RECEIVE: waiting(program).cases} if carries(program) else {})
