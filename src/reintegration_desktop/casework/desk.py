"""What every verb of the work is handed: who works, on what, by which rules."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from reintegration_desktop.casework.ports import Cases, Drafts, Files, Me, Own, Work
from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.kernel.clock import Clock
from reintegration_desktop.kernel.ids import case_id
from reintegration_desktop.rules.facts import Contribution
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.vault.roles import Room


@dataclass(frozen=True, slots=True)
class Desk:
    """A signed-in person's place of work.

    ``begin`` opens a transaction, ``read`` a reader that belongs to the thread it is opened on. ``remember`` keeps,
    sealed, what cases count for in figures, each with the rooms it was counted from. ``written_at`` is the moment that
    the log's next entry bears, by which all others judge it: later than the clock's, where that ran ahead once.
    """

    me: Me
    dictionary: Dictionary
    programme: Programme
    clock: Clock
    begin: Callable[[], Work]
    read: Callable[[], AbstractContextManager[Cases]]
    drafts: Drafts
    new_id: Callable[[], UUID]
    new_code: Callable[[], str]
    own: Own
    files: Files
    remember: Callable[[Sequence[tuple[Contribution, Collection[Room]]]], None]
    written_at: Callable[[], datetime]

    @property
    def policy(self) -> Policy:
        """The numbers of the programme."""
        return self.programme.policy

    @property
    def today(self) -> date:
        """The day where the person sits."""
        return self.clock.today()

    def new_case(self) -> UUID:
        """The id of a case that this office begins."""
        return case_id(self.me.office, self.new_id())
