"""After a room's key was renewed: every child's keys wrapped anew, so that the old room key is needed no more."""

from collections.abc import Callable, Iterator
from uuid import UUID

from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.writing.work import UnitOfWork

CASES_A_SAVE = 200
_CASES = (
    "SELECT case_id FROM (SELECT case_id FROM case_ UNION SELECT case_id FROM hiding WHERE case_id IN "
    "(SELECT case_id FROM head)) WHERE case_id > ? ORDER BY case_id LIMIT ?"
)


def rewrap(database: Database, begin: Callable[[], UnitOfWork], progress: Progress) -> int:
    """Wrap the keys of all children under the newest keys of their rooms; returns how many children that were.

    Children's keys stay what they are, and nothing is sealed anew: a child's next save begins a new generation.
    Cancelled between two transactions, what was wrapped stays and the rest is taken up at the next call.
    """
    done = wrapped = 0
    for cases in _slices(database):
        with begin() as work:
            wrapped += sum(work.rewrap(case) for case in cases)
            work.commit()
        done += len(cases)
        progress.report(done)
    return wrapped


def _slices(database: Database) -> Iterator[list[UUID]]:
    after = b""
    while True:
        with database.read() as connection:
            rows = connection.exec_driver_sql(_CASES, (after, CASES_A_SAVE)).scalars().all()
        if not rows:
            return
        after = rows[-1]
        yield [UUID(bytes=raw) for raw in rows]
