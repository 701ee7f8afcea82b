"""Referrals that nobody answered yet and appointments with services: for whom, when, how long they are open."""

from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.tasks import TaskKind
from reintegration_desktop.ui.due.list import DuePage
from reintegration_desktop.ui.workplace import Workplace

REFERRALS = frozenset({TaskKind.SERVICE, TaskKind.REFERRAL_ANSWER})


class ReferralsPage(DuePage):
    """What was asked of a service or agreed with it, and has not come about yet; Enter opens the case."""

    def __init__(self, workplace: Workplace) -> None:
        none = (
            lambda: say("No referral waits for an answer, and no appointment is open."),
            lambda: say("Both stand here until the case says what became of them."),
        )
        super().__init__(workplace, REFERRALS, lambda: say("Referrals"), none, "referrals")
