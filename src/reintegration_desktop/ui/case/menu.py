"""More that one can do with a case: give it to somebody, hold it, mark it as a double or as handed over."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QWidget

from reintegration_desktop.casework.custody import offering, taking
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import AnswerNotRead
from reintegration_desktop.casework.inquiries import asking
from reintegration_desktop.casework.reading import find
from reintegration_desktop.casework.referring import answers, packets
from reintegration_desktop.casework.steps import aliasing, assigning, moving
from reintegration_desktop.casework.steps.next_step import Do, look
from reintegration_desktop.casework.tracing_desk import granting
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes, OpenCase
from reintegration_desktop.ui.picking import pick_file
from reintegration_desktop.ui.workplace import Workplace

Verb = Callable[..., Changes]


class CaseMenu:
    """The entries are those of the next steps that this person may take; ``failed`` is told of a refusal."""

    def __init__(self, workplace: Workplace, page: QWidget, failed: Callable[[Exception], None]) -> None:
        self._place, self._page, self._failed = workplace, page, failed

    def menu(self, opened: OpenCase, close: Callable[[], object]) -> QMenu:
        """What can be done now; ``close`` opens the closing form."""
        can, menu = look(self._place.desk, opened).can, QMenu(self._page)
        if Do.REASSIGN in can:
            self._add_workers(menu.addMenu(say("Give the case to")), opened)
        entries: dict[Do, tuple[str, Callable[[], object]]] = {
            Do.FILL_CLOSING: (say("Close the case…"), close),
            Do.MARK_DUPLICATE: (say("This is a double…"), partial(self._mark_double, opened)),
            Do.MARK_TRANSFERRED: (say("Handed over"), partial(self._hand_over, opened)),
            Do.HOLD: (say("Keep from being erased…"), partial(self._hold, opened, moving.hold)),
            Do.LET_GO: (say("May be erased again…"), partial(self._hold, opened, moving.let_go)),
            Do.ERASE: (say("Erase the file…"), partial(self._place.go, "erase", opened.row.id)),
        }
        for do, (text, act) in entries.items():
            if do in can:
                menu.addAction(text, act)
        self._add_custody(menu, opened)
        self._add_aliases(menu, opened)
        if menu.isEmpty():
            menu.addAction(say("Nothing more here for your role")).setEnabled(False)
        return menu

    def _add_custody(self, menu: QMenu, opened: OpenCase) -> None:
        desk, case = self._place.desk, opened.row.id
        if packets.may_refer(desk) and (opened.custody is None or opened.custody.holder == desk.me.office):
            menu.addAction(say("Refer to a service…"), partial(self._place.go, "refer", case))
            if any("packet" in row.answers for row in opened.file.rows(packets.FORM)):
                menu.addAction(say("Take in a service’s answer…"), partial(self._take_answer, opened))
        if asking.may_ask_about(desk, opened):
            menu.addAction(say("Ask other offices…"), partial(self._place.go, "ask", case))
            menu.addAction(say("Questions between offices…"), partial(self._place.go, "inquiries"))
        if granting.may_grant_of(desk, opened):
            menu.addAction(say("Open to the tracing desk…"), partial(self._place.go, "desk_grants", case))
        if offering.may_offer(desk, opened):
            menu.addAction(say("Hand over to another office…"), partial(self._place.go, "hand_over", case))
        if offering.may_withdraw(desk, opened):
            menu.addAction(
                say("Take the handover back"), partial(self._do, opened, offering.withdraw, say("Taken back"))
            )
        if taking.may_take(desk, opened):
            menu.addAction(say("Take over or refuse…"), partial(self._place.go, "take", case))

    def _add_workers(self, menu: QMenu, opened: OpenCase) -> None:
        for person, name in assigning.candidates(self._place.desk):
            action = menu.addAction(name.replace("&", "&&"))
            action.setEnabled(person != opened.row.worker)
            give = partial(assigning.reassign, worker=person)
            said = say("Given to {name}", name=name)
            action.triggered.connect(partial(self._do, opened, give, said, assigning.take_back))

    def _mark_double(self, opened: OpenCase) -> None:
        code = self._ask(say("A double"), say("The code of the other case. Nothing moves; both are shown together."))
        if code:
            double = partial(moving.mark_duplicate, other=code.strip())
            self._do(opened, double, say("Marked as a double"), moving.take_back)

    def _hand_over(self, opened: OpenCase) -> None:
        self._do(opened, moving.mark_transferred, say("Handed over"), moving.take_back)

    def _hold(self, opened: OpenCase, verb: Verb) -> None:
        reason = self._ask(say("Legal hold"), say("Why? This is written down."))
        if reason:
            self._do(opened, partial(verb, reason=reason), say("Written down"))

    def _add_aliases(self, menu: QMenu, opened: OpenCase) -> None:
        if not aliasing.may_join(self._place.desk):
            return
        here = opened.row.custody is None or not opened.row.custody.elsewhere
        if here:
            menu.addAction(say("The same young person as…"), partial(self._join, opened))
        for row in opened.aliases:
            both = here, row.custody is None or not row.custody.elsewhere
            if not any(both):
                continue
            part = partial(aliasing.part, other=row.id)
            again = partial(aliasing.join, code=row.code) if all(both) else None
            said = say("Each stands alone again")
            menu.addAction(say("Not the same as {code}", code=row.code), partial(self._do, opened, part, said, again))

    def _join(self, opened: OpenCase) -> None:
        asked = say("The code of the other file. Nothing moves; both are shown together.")
        if code := self._ask(say("The same young person"), asked):
            self._place.write(
                partial(aliasing.join, self._place.desk, opened.row.id, code), self._page,
                lambda _: self._on_joined(opened, code), self._failed,
            )  # fmt: skip

    def _on_joined(self, opened: OpenCase, code: str) -> None:
        desk, case = self._place.desk, opened.row.id
        back = partial(self._place.write, lambda: aliasing.part(desk, case, find(desk, code)), self._place)
        self._place.toast(say("Shown together from now on"), back)

    def _take_answer(self, opened: OpenCase) -> None:
        if file := pick_file(self._page, say("Which file is the answer?")):
            self._do(opened, partial(_answered, Path(file)), say("The answer stands in the referral"))

    def _ask(self, title: str, question: str) -> str:
        text, agreed = QInputDialog.getText(self._page, title, question, QLineEdit.EchoMode.Normal)
        return text.strip() if agreed else ""

    def _do(self, opened: OpenCase, verb: Verb, sentence: str, undo: Verb | None = None, *_: object) -> None:
        desk, case = self._place.desk, opened.row.id
        back = None if undo is None else partial(self._place.write, partial(undo, desk, case), self._place)
        done = partial(self._place.toast, sentence, back)
        self._place.write(partial(verb, desk, case), self._page, lambda _: done(), self._failed)


def _answered(file: Path, desk: Desk, case: UUID) -> Changes:
    """Take in what lies in a file. Raises AnswerNotRead for one that can't be read, too."""
    try:
        content = file.read_bytes() if file.stat().st_size <= answers.MOST_BYTES else b""
    except OSError:
        raise AnswerNotRead from None
    return answers.take_answer(desk, case, content)[1]
