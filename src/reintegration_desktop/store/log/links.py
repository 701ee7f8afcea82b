"""One device's chain as it lies here: its changes and holes by number, and the signatures over them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge
from typing import Any

from sqlalchemy import Connection

from reintegration_desktop.history.arrivals import Hole
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.log.writer import envelope_of
from reintegration_desktop.vault.chain import salted_digests

SLICE = 2_000
_HASH = (
    "SELECT hash FROM change WHERE device = ? AND seq = ? UNION ALL SELECT hash FROM hole WHERE device = ? AND seq = ?"
)
_HOLES = (
    "SELECT seq, envelope_digest, document_digest, hash FROM hole WHERE device = ? AND seq > ? AND seq <= ? "
    "ORDER BY seq"
)
_ENVELOPE = "SELECT envelope_digest FROM hole WHERE device = ? AND seq = ?"
_PUT_HOLE = (
    "INSERT INTO hole (device, seq, envelope_digest, document_digest, hash, kept_back) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT DO NOTHING"
)
_SAVES = "SELECT first, last, author, signature FROM save WHERE device = ? AND last > ? AND last <= ? ORDER BY last"
_CHANGES = "WHERE c.device = ? AND c.seq > ? AND c.seq <= ? ORDER BY c.seq LIMIT ?"
Link = Change | Hole


def hash_at(connection: Connection, version: VersionId) -> bytes | None:
    """The chain's hash at a number of a device, of a change or of a hole; None where there is neither."""
    number = Register(connection).device_number(version.device)
    found = connection.exec_driver_sql(_HASH, (number, version.seq, number, version.seq)).scalar()
    return None if found is None else bytes(found)


def is_what_is_left(connection: Connection, change: Change) -> bool:
    """Whether a hole stands in a change's place here that is left of it, by its salt and its clear fields."""
    number = Register(connection).device_number(change.device)
    found = connection.exec_driver_sql(_ENVELOPE, (number, change.seq)).scalar()
    return found is not None and bytes(found) == salted_digests(change.salt, envelope_of(change), b"")[0]


def put_holes(
    connection: Connection, register: Register, holes: Iterable[Hole], *, kept_back: bool = False
) -> None:  # fmt: skip
    """Write holes down, where there is none yet.

    ``kept_back``: they came as holes, and what belongs there may come later; what was emptied here is never filled.
    """
    rows = [
        (register.device(hole.device), hole.seq, hole.envelope_digest, hole.document_digest, hole.hash, kept_back)
        for hole in holes
    ]
    if rows:
        connection.exec_driver_sql(_PUT_HOLE, rows)


@dataclass(slots=True)
class Saved:
    """A save with its changes and holes; ``clock`` that of its last change; no signature where it ends outside."""

    device: str
    links: list[Link] = field(default_factory=list)
    save: SaveRow | None = None
    clock: int = 0


class Links:
    """The chain of a device (by its number here) after a number up to another, read in slices."""

    def __init__(self, connection: Connection, register: Register, number: int, since: int, upto: int) -> None:
        self._connection, self._register, self._number = connection, register, number
        self._since, self._upto = since, upto
        self._device = register.device_id(number)

    def __iter__(self) -> Iterator[Link]:
        chains: tuple[Iterator[Link], Iterator[Link]] = (self._changes(), self._holes())
        yield from merge(*chains, key=lambda link: link.seq)

    def saves(self) -> Iterator[Saved]:
        """Saves by number; what no signature covers, or only one of a broken chain, comes last without one."""
        links = iter(self)
        clock = 0
        for first, last, author, signature in self._rows(_SAVES):
            saved = Saved(self._device, list(_upto(links, last)), None, clock)
            if not saved.links or saved.links[-1].seq < last:
                yield from [saved] if saved.links else []
                return
            saved.clock = clock = max(clock, *(link.clock for link in saved.links if isinstance(link, Change)), 0)
            head = saved.links[-1].hash
            saved.save = SaveRow(self._device, first, last, self._register.person(author), head, signature)
            yield saved
        rest = list(links)
        if rest:
            yield Saved(self._device, rest, None, clock)

    def _changes(self) -> Iterator[Change]:
        after = self._since
        while True:
            values = (self._number, after, self._upto, SLICE)
            some = changes_where(self._connection, self._register, _CHANGES, values)
            yield from some
            if len(some) < SLICE:
                return
            after = some[-1].seq

    def _holes(self) -> Iterator[Hole]:
        for seq, envelope_digest, document_digest, chained in self._rows(_HOLES):
            yield Hole(self._device, seq, envelope_digest, document_digest, chained)

    def _rows(self, sql: str) -> Iterator[Any]:
        yield from self._connection.exec_driver_sql(sql, (self._number, self._since, self._upto))


def _upto(links: Iterator[Link], last: int) -> Iterator[Link]:
    """Links up to a number, no further one taken."""
    for link in links:
        yield link
        if link.seq >= last:
            return
