"""Appointments with services: for whom, when, how long they have been open."""

from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.tasks import TaskKind
from reintegration_desktop.ui.due.list import DuePage
from reintegration_desktop.ui.workplace import Workplace


class ReferralsPage(DuePage):
    """What was agreed with a service and has not been given yet; Enter opens the case."""

    def __init__(self, workplace: Workplace) -> None:
        none = (
            lambda: say("No appointment is open."),
            lambda: say("An appointment stands here until its case says that the service was given."),
        )
        super().__init__(workplace, frozenset({TaskKind.SERVICE}), lambda: say("Referrals"), none, "referrals")
