"""What entries about whose a case is come to in the tables: who may write, what is put aside, whose keys are let go."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.rules.custody.standing import Custody
from reintegration_desktop.rules.erasing.standing import CertifiedAt
from reintegration_desktop.store.checking.folding import fold_anew
from reintegration_desktop.store.custody.standing import Custodies, Work
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.reading.lens import Lens
from reintegration_desktop.store.writing.hiding import empty_earlier
from reintegration_desktop.vault.roles import Role

_PUT = (
    "INSERT INTO custody (case_id, holder, epoch, target, disputed, elsewhere) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (case_id) DO UPDATE SET holder = excluded.holder, epoch = excluded.epoch, target = excluded.target, "
    "disputed = excluded.disputed, elsewhere = excluded.elsewhere"
)
_ASIDE = "INSERT INTO quarantine (case_id, device, seq, reason) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class Keeping:
    """What is worked out anew whenever an entry about a case comes, in the transaction that brings it."""

    lens: Lens
    certified: CertifiedAt

    def settle(self, connection: Connection, register: Register, cases: Iterable[UUID]) -> None:
        """Write down whose these cases are, put aside what no longer counts, let go of what went."""
        known = Custodies(self.certified)
        for case in cases:
            now = known.of(connection, register, case)
            if now.holder is None:
                continue
            self._write(connection, case, now, now.holder)
            self._put_aside(
                connection,
                register,
                case,
                [one for one in known.work_in(connection, register, case) if not _counts(now, one)],
            )
            if self._is_gone(now):
                self.lens.rooms.keyring.children.forget(case)
                empty_earlier(connection, register, case)

    def _write(self, connection: Connection, case: UUID, now: Custody, holder: UUID) -> None:
        own = self.lens.rooms.keyring
        target = None if now.waiting is None else now.waiting.offer.target.bytes
        elsewhere = holder != own.office and own.role is not Role.HEADQUARTERS
        row = (case.bytes, holder.bytes, now.epoch, target, now.disputed, elsewhere)
        connection.exec_driver_sql(_PUT, row)

    def _is_gone(self, now: Custody) -> bool:
        """Whether this office held a case that another one holds now, and nobody has to decide."""
        own = self.lens.rooms.keyring.office
        return own in now.past and now.holder != own and not now.disputed

    def _put_aside(self, connection: Connection, register: Register, case: UUID, beyond: list[Work]) -> None:
        """What an office wrote that does not, or not any more, hold the case lies aside until somebody decides."""
        if beyond:
            reason = Reason.NOT_HOLDER.value
            connection.exec_driver_sql(_ASIDE, [(case.bytes, one.device, one.seq, reason) for one in beyond])
            fold_anew(connection, register, self.lens, case)


def _counts(now: Custody, work: Work) -> bool:
    """A stranger's work isn't judged here: whoever can't be certified was let in, or put aside, on arrival."""
    return work.office is None or now.may_write(work.office, work.clock)
