"""The pages of handing over and taking over in one window, and what waits of them in Today."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from reintegration_desktop.app.custody.verbs import (
    choices,
    offer_verbs,
    office_name,
    overrule_verbs,
    take_verbs,
)
from reintegration_desktop.app.office_pages import Over
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.custody import offering, taking
from reintegration_desktop.casework.custody.overruling import disputes, may_overrule
from reintegration_desktop.casework.errors import CasesDisputed
from reintegration_desktop.casework.listing import CaseLine
from reintegration_desktop.casework.today import Verb, Waiting
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.custody.offering import HandOverPage
from reintegration_desktop.ui.custody.overruling import OverrulePage
from reintegration_desktop.ui.custody.taking import TakePage
from reintegration_desktop.ui.custody.verbs import AskedFor
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.tasks import Lane
from reintegration_desktop.ui.window import Window


def offered_here(program: Program) -> tuple[Waiting, ...]:
    """Cases that other offices offer to this one, for who answers."""
    if program.store is None or not offering.may_hand_over(program.desk):
        return ()
    return tuple(
        Waiting(
            Verb.TAKE, CaseLine(one.row, one.row.code, "", "", None), None,
            about=say("{code}, from {office}", code=one.row.code, office=office_name(program, one.source)),
        )
        for one in taking.offered_to_us(program.desk)
    )  # fmt: skip


def not_taken_there(program: Program) -> tuple[Waiting, ...]:
    """Cases of this office that another one did not take, for who hands cases over."""
    if program.store is None or not offering.may_hand_over(program.desk):
        return ()
    return tuple(
        Waiting(Verb.GO_ON, CaseLine(one.row, one.row.code, "", "", None), None, about=_not_taken(program, one))
        for one in offering.not_taken_by_others(program.desk)
    )


def _not_taken(program: Program, one: offering.NotTaken) -> str:
    """By whom it was not taken, and why."""
    office = office_name(program, one.office)
    if not one.reason:
        return say("{code}, to {office}: headquarters decided otherwise", code=one.row.code, office=office)
    reason = choices(program, "rejection_reason").get(one.reason, "–")
    return say("{code}, not taken by {office}: {reason}", code=one.row.code, office=office, reason=reason)


class CustodyPages:
    """The ways to them. ``program`` is the one of now; ``tell`` has pages ask again; ``show`` opens a case."""

    def __init__(
        self, program: Callable[[], Program], over: Over, window: Window, tell: Callable[[Changes], None],
        show: Callable[[UUID], object],
    ) -> None:  # fmt: skip
        self._program, self._over, self._window, self._tell, self._show = program, over, window, tell, show

    @property
    def ways(self) -> Mapping[str, tuple[type, Callable[[Any], object]]]:
        """By the name that other pages go by: what each is about, and what opens it."""
        return {"hand_over": (UUID, self.hand_over), Verb.TAKE: (UUID, self.take), Verb.GO_ON: (UUID, self.go_on)}

    def go_on(self, case: UUID) -> None:
        """Say in the file that the case was not taken, and show it: the work goes on here."""

        def done(changes: Changes) -> None:
            self._tell(changes)
            self._window.toaster.show(lambda: say("The file says so now; the case stays here."), None)
            self._show(case)

        work = partial(offering.note_refusal, self._program().desk, case)
        self._over.tasks.run(work, owner=self._window, done=done, lane=Lane.WRITER)

    def hand_over(self, case: UUID, asked: AskedFor | None = None) -> HandOverPage:
        """The page that prepares it; ``asked``: an office that asks for the case."""
        page = HandOverPage(self._over.tasks, offer_verbs(self._program()), case, asked)
        page.done.connect(partial(self._on_offered, case))
        self._over.open(page)
        return page

    def take(self, case: UUID) -> TakePage:
        """The page that answers."""
        page = TakePage(self._over.tasks, take_verbs(self._program()), case)
        page.taken.connect(partial(self._on_taken, case))
        page.refused.connect(self._on_refused)
        self._over.open(page)
        return page

    def overrule(self) -> OverrulePage:
        """Headquarters' page."""
        page = OverrulePage(self._over.tasks, overrule_verbs(self._program()))
        page.decided.connect(self._tell)
        self._over.open(page)
        return page

    def tell_disputes(self) -> None:
        """Say that cases wait for a decision, and lead there; to headquarters."""
        program = self._program()
        if program.store is None or not may_overrule(program.desk):
            return

        def told(number: int) -> None:
            if number:
                self._window.fail(in_plain_words(CasesDisputed(count=number)), self._go_overrule)

        self._over.tasks.run(lambda: len(disputes(self._program().desk)), owner=self._window, done=told)

    def _go_overrule(self) -> None:
        self.overrule()

    def _on_offered(self, case: UUID, changes: Changes, office: str) -> None:
        self._over.back()
        self._tell(changes)
        self._window.toaster.show(
            lambda: say("Prepared for {office}: it goes with the next bundle.", office=office),
            partial(self._withdraw, case),
        )

    def _withdraw(self, case: UUID) -> None:
        work = partial(offering.withdraw, self._program().desk, case)
        self._over.tasks.run(work, owner=self._window, done=self._tell, lane=Lane.WRITER)

    def _on_taken(self, case: UUID, changes: Changes) -> None:
        self._over.back()
        self._tell(changes)
        self._window.toaster.show(lambda: say("Taken over. Give it to a caseworker now."), None)
        self._show(case)

    def _on_refused(self, changes: Changes) -> None:
        self._over.back()
        self._tell(changes)
        self._window.toaster.show(lambda: say("Not taken: they hear of it with the next bundle."), None)
