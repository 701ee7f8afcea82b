"""Emptying questions between offices that were taken back for good, or ended long ago, with their answers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.rules.erasing.standing import CertifiedAt
from reintegration_desktop.rules.inquiries.entries import record_about
from reintegration_desktop.rules.inquiries.standing import forgotten
from reintegration_desktop.store.inquiries.entries import entries_of
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.writing.settling import empty

_NEWEST = "SELECT max(clock) FROM device"
_OF_THREAD = "WHERE c.case_id = ? AND c.record_id = ?"


def forget(connection: Connection, register: Register, certified: CertifiedAt, now: datetime) -> frozenset[UUID]:
    """Empty what is over; returns the threads.

    By this computer's clock, where the newest entry of the log is not older: a clock that runs ahead empties nothing.
    """
    entries = entries_of(connection, register)
    if not entries:
        return frozenset()
    newest = connection.exec_driver_sql(_NEWEST).scalar()
    gone = forgotten(entries, certified, min(now, moment_of(newest or 0)))
    threads = {entry.thread for entry in entries if entry.id in gone}
    for thread in threads:
        values = (thread.bytes, record_about(thread).bytes)
        lying = changes_where(connection, register, _OF_THREAD, values)
        empty(connection, register, thread, [change for change in lying if change.id in gone])
    return frozenset(threads)
