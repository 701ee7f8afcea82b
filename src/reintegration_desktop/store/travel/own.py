"""What was written on this computer and is judged when its vault is opened next (``sync.own.OwnWork``)."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.arrivals import Quarantined
from reintegration_desktop.history.change import Change
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.codes import OPEN
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.reading.lens import Lens
from reintegration_desktop.store.settings import PUT
from reintegration_desktop.store.travel.revoking import put_aside
from reintegration_desktop.store.writing.settling import Settling

JUDGED = "judged:"
"""The settings that say up to which number what a computer wrote was judged."""
FEW = 500

_REACH = (
    "SELECT d.number, d.last, s.value FROM device d LEFT JOIN setting s ON s.name = ? WHERE d.device_id = ? LIMIT 1"
)
_COUNTS = (
    "NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq)"
)
_NEW = f"WHERE c.device = ? AND c.seq > ? AND {_COUNTS} ORDER BY c.seq LIMIT ?"
_SAID = f"WHERE c.case_id = ? AND c.room = {OPEN} AND {_COUNTS}"


class OwnWork:
    """What this computer wrote since it was judged. Of a computer that never was, what it writes from now on."""

    def __init__(self, database: Database, lens: Lens, settling: Callable[[Connection], Settling], device: str) -> None:
        self._database, self._lens, self._settling, self._device = database, lens, settling, device
        self._reach = self._kept = 0

    def new(self, most: int) -> Sequence[Change]:
        """The oldest so many of those that count, by number; none where the last one was judged."""
        with self._database.read() as connection:
            values = JUDGED + self._device, bytes.fromhex(self._device)
            found = connection.exec_driver_sql(_REACH, values).fetchone()
            if found is not None and found[2] is not None:
                number, last, self._kept = found[0], found[1], int(found[2])
                self._reach = max(self._reach, self._kept)
                left = self._reach < last
                place = number, self._reach, most
                return changes_where(connection, Register(connection), _NEW, place) if left else ()
        self._keep(0 if found is None else found[1])
        return ()

    def ever_said(self, case: UUID) -> Iterable[bytes]:
        """What the open room of a case ever said here."""
        with self._database.read() as connection:
            return [one.document for one in changes_where(connection, Register(connection), _SAID, (case.bytes,))]

    def judged(self, changes: Sequence[Change], aside: Sequence[Quarantined]) -> None:
        """They were judged, and these of them are put aside, in one transaction.

        A few that may stand are judged again at the next opening, so that opening a vault writes nothing.
        """
        self._reach = changes[-1].seq
        if not aside and self._reach - self._kept < FEW:
            return
        with self._database.write() as connection:
            register = Register(connection)
            rows = [
                (one.change.case.bytes, register.device(one.change.device), one.change.seq, one.reason) for one in aside
            ]
            put_aside(connection, register, self._lens, self._settling(connection), rows)
            connection.exec_driver_sql(PUT, (JUDGED + self._device, str(self._reach)))
        if aside:
            self._lens.forget()

    def _keep(self, last: int) -> None:
        with self._database.write() as connection:
            connection.exec_driver_sql(PUT, (JUDGED + self._device, str(last)))
