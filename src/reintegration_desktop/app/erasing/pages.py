"""The pages of erasing in an open vault: all orders, ordering, signing, and what is due at unlock and every hour."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from reintegration_desktop.app.erasing.copies import say_deleted, say_not_deleted
from reintegration_desktop.app.erasing.due import carry_out_due, confirmed, lines_of, names_of, registry_of
from reintegration_desktop.app.office_pages import Over
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.due import due_of
from reintegration_desktop.casework.erasing import giving_up, ordering
from reintegration_desktop.casework.erasing.again import lost_lines, order_again
from reintegration_desktop.casework.erasing.calendar import calendar_of, may_confirm_date
from reintegration_desktop.casework.erasing.carrying_out import Done
from reintegration_desktop.casework.erasing.copies import Copy, ErasureLine, waiting_for_me
from reintegration_desktop.casework.erasing.ordering import held
from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.casework.erasing.words import lost_words
from reintegration_desktop.casework.today import Verb, Waiting
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.tasks import TaskKind
from reintegration_desktop.ui.erasing.giving_up import GiveUpPage
from reintegration_desktop.ui.erasing.hourly import Hourly
from reintegration_desktop.ui.erasing.ordering import OrderPage
from reintegration_desktop.ui.erasing.page import ErasuresPage
from reintegration_desktop.ui.erasing.signing import SignPage
from reintegration_desktop.ui.erasing.verbs import ErasureVerbs, KeptFile
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.tasks import Lane
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.window import Window

Toast = Callable[[Text, Callable[[], None] | None], object]


def erasure_verbs(program: Program) -> ErasureVerbs:
    """What the pages of erasing call."""
    registry = registry_of(program)
    return ErasureVerbs(
        lines=lambda: lines_of(program),
        kept=lambda: kept_long_enough(program) if ordering.may_order(registry) else (),
        sign=lambda number: ordering.sign(registry, number),
        take_back=lambda number: ordering.take_back(registry, number),
        order=partial(_order, program) if ordering.may_order(registry) else None,
        names=names_of(program),
        days=program.desk.policy.erased_after_days,
        lost=lambda: lost_lines(registry),
        order_again=partial(order_again, registry) if ordering.may_order(registry) else None,
        **_about_copies(program, registry),
    )


def _about_copies(program: Program, registry: Registry) -> dict[str, Any]:
    """What is said of copies that this vault doesn't reach, by who answers for them; nothing for anybody else."""
    if not giving_up.may_give_up(registry):
        return {}
    return {
        "give_up": partial(giving_up.give_up, registry),
        "wait_again": partial(giving_up.wait_again, registry),
        "deleted": partial(say_deleted, program, registry),
        "not_deleted": partial(say_not_deleted, program, registry),
        "confirm_date": lambda: confirmed(program),
    }


def kept_long_enough(program: Program) -> tuple[KeptFile, ...]:
    """The files whose time is over, those that wait longest first."""
    found = due_of(program.desk, [TaskKind.ERASURE_REVIEW], names=False)
    return tuple(KeptFile(due.line.row.id, due.line.row.code, due.due_on) for due in found if due.late >= 0)


def waiting_to_sign(program: Program) -> tuple[Waiting, ...]:
    """Orders that wait for the signature of who is signed in, for Today."""
    registry = registry_of(program)
    found = waiting_for_me(registry)
    facts = registry.orders.facts({case for one in found for case in one.order.cases})
    return tuple(
        Waiting(
            Verb.SIGN,
            None,
            None,
            about=_about([str(facts.get(case, {}).get("case_code", "")) for case in one.order.cases]),
        )
        for one in found
    )


def date_to_confirm(program: Program) -> tuple[Waiting, ...]:
    """Whether something that is due waits for somebody who says that this computer's date is right, for Today."""
    registry = registry_of(program)
    if not may_confirm_date(registry):
        return ()
    calendar = calendar_of(registry)
    waits = any(calendar.is_in_doubt(one) and not held(registry, one) for one in registry.orders.all())
    about = say("Files that are to be erased wait until somebody says so.")
    return (Waiting(Verb.CONFIRM, None, None, about=about),) if waits else ()


def lost_to_order(program: Program) -> tuple[Waiting, ...]:
    """What was destroyed here by orders that were lost, and nobody else may know of, for a supervisor's Today."""
    registry = registry_of(program)
    if not ordering.may_order(registry):
        return ()
    return tuple(Waiting(Verb.ERASE_AGAIN, None, None, about=lost_words(line)) for line in lost_lines(registry))


def _about(codes: list[str]) -> str:
    return codes[0] if len(codes) == 1 else say_many("{n} file", "{n} files", len(codes))


def _order(program: Program, cases: Sequence[UUID], reason: str, asked_by_child: bool) -> Changes:
    return ordering.order(registry_of(program), cases, reason, asked_by_child=asked_by_child)


class ErasingPages:
    """The ways to them in one window. ``program`` is the one of now; ``tell`` has pages ask again."""

    def __init__(
        self, program: Callable[[], Program], over: Over, window: Window, tell: Callable[[Changes], None]
    ) -> None:
        self._program, self._over, self._window, self._tell = program, over, window, tell
        self._hourly = Hourly(over.tasks, lambda: carry_out_due(program()), self._on_done, self._on_failed, window)

    def tell_what_waits(self) -> None:
        """Say that orders wait for a signature, to who has no page that says so."""

        def told(number: int) -> None:
            if number:
                self._window.toaster.show(
                    lambda: say_many("{n} order to erase waits for your signature: Settings, Erasing.",
                                     "{n} orders to erase wait for your signature: Settings, Erasing.", number)
                )  # fmt: skip

        self._over.tasks.run(lambda: len(waiting_to_sign(self._program())), owner=self._window, done=told)

    def open(self) -> ErasuresPage:
        """The page of all orders."""
        page = ErasuresPage(self._over.tasks, erasure_verbs(self._program()))
        page.sign_asked.connect(self._sign)
        page.order_asked.connect(self.order)
        page.give_up_asked.connect(self.give_up)
        page.toasted.connect(self._window.toaster.show)
        page.wrote.connect(self._wrote)
        self._over.open(page)
        return page

    def order_case(self, case: UUID) -> None:
        """Order that a case is erased, from its page."""
        with self._program().desk.read() as cases:
            rows = cases.facts([case])
        self.order(tuple(KeptFile(row.id, row.code, row.keep_until or self._program().desk.today) for row in rows))

    def order(self, files: Sequence[KeptFile]) -> OrderPage:
        """Order that files are erased."""
        page = OrderPage(self._over.tasks, erasure_verbs(self._program()), files)
        page.done.connect(partial(self._on_ordered, [one.case for one in files]))
        self._over.open(page)
        return page

    def _sign(self, line: ErasureLine) -> SignPage:
        page = SignPage(self._over.tasks, erasure_verbs(self._program()), line)
        page.done.connect(self._on_signed)
        self._over.open(page)
        return page

    def give_up(self, copy: Copy) -> None:
        """Give a computer up, from the list it stands in."""
        page = GiveUpPage(self._over.tasks, erasure_verbs(self._program()), copy)
        page.done.connect(partial(self._on_given_up, copy))
        self._over.open(page)

    def _on_given_up(self, copy: Copy, changes: Changes) -> None:
        self._over.back()
        self._wrote(changes)
        self._window.toaster.show(lambda: say("Given up: nobody waits for it any more."), partial(self._wait, copy))

    def _wait(self, copy: Copy) -> None:
        """Undo: it is waited for again."""
        registry, device = registry_of(self._program()), copy.device or ""
        work = partial(giving_up.wait_again, registry, device)
        self._over.tasks.run(work, owner=self._window, done=self._wrote, failed=self._on_failed, lane=Lane.WRITER)

    def _on_ordered(self, cases: Sequence[UUID], changes: Changes) -> None:
        self._over.back()
        self._wrote(changes)
        self._window.toaster.show(
            lambda: say("Signed. It waits for a second person; until then nothing is hidden."),
            partial(self._take_back, tuple(sorted(cases))),
        )

    def _take_back(self, cases: tuple[UUID, ...]) -> None:
        """Undo: the newest order of exactly these files."""

        def work() -> Changes:
            registry = registry_of(self._program())
            newest = next(one for one in reversed(registry.orders.all()) if one.order.cases == cases)
            return ordering.take_back(registry, newest.number)

        self._over.tasks.run(work, owner=self._window, done=self._wrote, failed=self._on_failed, lane=Lane.WRITER)

    def _on_signed(self, changes: Changes) -> None:
        self._over.back()
        self._wrote(changes)
        self._window.toaster.show(lambda: say("Signed."))
        self._hourly.run()

    def _wrote(self, changes: Changes) -> None:
        self._tell(changes)

    def _on_done(self, done: Done) -> None:
        if done.destroyed:
            self._tell(Changes(done.changes.topics | {"cases", "tasks", "erasures"}))
            self._window.toaster.show(
                lambda: say_many(
                    "{n} file was destroyed, as ordered.", "{n} files were destroyed, as ordered.", done.destroyed
                )
            )

    def _on_failed(self, error: Exception) -> None:
        self._window.fail(in_plain_words(error))
