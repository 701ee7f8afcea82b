"""What judging needs to know of whose cases are, and what is let in once an office turns out to hold a case."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.change import Change
from reintegration_desktop.rules.custody.entries import Entry
from reintegration_desktop.store.checking.folding import fold_anew
from reintegration_desktop.store.custody.entries import first_of, logs_of
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.reading.lens import Lens

_LIES_ASIDE = (
    "JOIN quarantine q ON q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq "
    "WHERE q.reason = ? AND q.decided IS NULL AND c.case_id IN (SELECT case_id FROM custody) "
    "ORDER BY c.clock, c.device, c.seq"
)
_LET_IN = "DELETE FROM quarantine WHERE case_id = ? AND device = ? AND seq = ?"


class Holdings:
    """Whose cases are, for who judges what arrives (``sync.ports.Holdings``)."""

    def __init__(self, database: Database, lens: Lens) -> None:
        self._database, self._lens = database, lens

    def said(self, cases: Collection[UUID]) -> Mapping[UUID, Sequence[Entry]]:
        """The entries of those of some cases about which there are any."""
        with self._database.read() as connection:
            return logs_of(connection, Register(connection), cases)

    def first(self, case: UUID) -> Change | None:
        """The first version of a case's own facts; None for a case that isn't here."""
        with self._database.read() as connection:
            return first_of(connection, Register(connection), case)

    def waiting(self) -> Sequence[Change]:
        """What lies aside because another office held its case, of cases that were handed over."""
        with self._database.read() as connection:
            return changes_where(connection, Register(connection), _LIES_ASIDE, (Reason.NOT_HOLDER.value,))

    def let_in(self, changes: Iterable[Change]) -> None:
        """Let changes count after all, in one transaction."""
        wanted = list(changes)
        with self._database.write() as connection:
            register = Register(connection)
            rows = [(one.case.bytes, register.device(one.device), one.seq) for one in wanted]
            connection.exec_driver_sql(_LET_IN, rows)
            for case in dict.fromkeys(one.case for one in wanted):
                fold_anew(connection, register, self._lens, case)
