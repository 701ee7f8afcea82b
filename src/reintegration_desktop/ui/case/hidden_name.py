"""Beside a case whose name is hidden: who opens it, and what hiding can't take back."""

from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import OpenCase
from reintegration_desktop.ui.widgets.arrange import Row
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, caption, small
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.roles import Room


class HiddenNameCard(Card):
    """In the place of who sees a section: here it is the same people for every section."""

    def __init__(self, workplace: Workplace) -> None:
        head = Row(Sign("lock", "warn", 18), caption(lambda: say("This name is hidden")))
        head.setStretch(1, 1)
        super().__init__(head, gap=6)
        self._place = workplace
        self._who = Words("", place="note", bold=True, wraps=True)
        self._you = Words("", place="note", wraps=True)
        self.add(
            self._who,
            self._you,
            small(lambda: say("They alone have a key to the answers; lists, papers and bundles show the code.")),
            small(lambda: say("Who opened it before may have kept it, and older backups open as they did.")),
        )

    def show_case(self, opened: OpenCase) -> None:
        """Say who opens this case, and whether that is who is signed in."""
        row = opened.row
        self.setVisible(row.name_is_hidden)
        worker = self._place.words.person(str(row.worker)) if row.worker is not None else ""
        self._who.set_text(_ring(worker))
        outside = bool({Room.PERSON, Room.ACCOUNT} & opened.closed)
        self._you.setVisible(outside)
        self._you.set_text(lambda: say("You are not among them: ask one of them if you need to know."))


def _ring(worker: str) -> str:
    if worker:
        return say("Opened by {worker}, the supervisors of this office and the two recovery sheets", worker=worker)
    return say("Opened by the supervisors of this office and the two recovery sheets")
