"""Whether every change hangs in its device's chain, and somebody certified signed for it."""

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.store.checking.findings import Findings, Trouble
from reintegration_desktop.store.checking.outside import OutsideHead, ends_too_early, lacking
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.links import Link, Links, Saved
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.writer import hash_after
from reintegration_desktop.vault.chain import FIRST, link_digests, verify_save

KeysOf = Callable[[UUID], Sequence[bytes]]
"""The public halves (32 bytes) that a person ever signed with; none for who is not vouched for."""

STEP = 500
_PARKED = "SELECT seq, hash FROM parked WHERE device = ? AND seq <= ? AND reason <> 'fork' ORDER BY seq"


def check_chains(database: Database, keys_of: KeysOf, findings: Findings, progress: Progress) -> None:
    """Follow the chain of every device from its beginning; check the last signature of each author's run."""
    for device, last in ends_too_early(database):
        findings.add(Trouble.HEAD, device, last)
    with database.read() as connection:
        register = Register(connection)
        devices = connection.exec_driver_sql("SELECT number, last, head FROM device ORDER BY number").fetchall()
        total = sum(last for _, last, _ in devices)
        for number, last, head in devices:
            _Walk(connection, register, number, findings, progress, total).go(last, head, keys_of)


def check_outside_heads(database: Database, heads: Sequence[OutsideHead], findings: Findings) -> None:
    """Compare with what is remembered elsewhere: an older or another database is told."""
    findings.count("outside heads", len(heads))
    for device, seq, _ in lacking(database, heads):
        findings.add(Trouble.OLDER, device, seq)


class _Walk:
    """Along one device's chain."""

    def __init__(
        self, connection: Connection, register: Register, number: int, findings: Findings, progress: Progress,
        total: int,
    ) -> None:  # fmt: skip
        self._connection, self._register, self._number = connection, register, number
        self._findings, self._progress, self._total = findings, progress, total
        self._device = register.device_id(number)
        self._seq, self._hash = 0, FIRST
        self._run: SaveRow | None = None

    def go(self, last: int, head: bytes, keys_of: KeysOf) -> None:
        """From the first change to the last."""
        waiting = self._connection.exec_driver_sql(_PARKED, (bytes.fromhex(self._device), last)).fetchall()
        parked = {seq: chained for seq, chained in waiting}
        for saved in Links(self._connection, self._register, self._number, 0, last).saves():
            for link in saved.links:
                self._pass_over(parked, link.seq)
                self._follow(link)
            self._check_save(saved, keys_of)
        self._check_run(keys_of)
        self._pass_over(parked, last + 1)
        if (self._seq, self._hash) != (last, head):
            self._findings.add(Trouble.HEAD, self._device, last)

    def _follow(self, link: Link) -> None:
        if link.seq != self._seq + 1:
            self._findings.add(Trouble.GAP, self._device, self._seq + 1)
        elif link.hash != self._expected(link):
            self._findings.add(Trouble.CHAIN, self._device, link.seq)
        self._seq, self._hash = link.seq, link.hash
        self._findings.count("changes")
        if self._findings.checked["changes"] % STEP == 0:
            self._progress.report(self._findings.checked["changes"], self._total)

    def _expected(self, link: Link) -> bytes:
        if isinstance(link, Change):
            return hash_after(self._hash, link)
        return link_digests(self._hash, link.envelope_digest, link.document_digest)

    def _pass_over(self, parked: dict[int, bytes], upto: int) -> None:
        """What waits stands in the chain, unread until it is let in."""
        while self._seq + 1 < upto and self._seq + 1 in parked:
            self._seq, self._hash = self._seq + 1, parked[self._seq + 1]

    def _check_save(self, saved: Saved, keys_of: KeysOf) -> None:
        """A save's changes are its author's; the last save of a run answers for the run."""
        save = saved.save
        if save is None:
            self._findings.add(Trouble.UNSIGNED, self._device, saved.links[0].seq)
            return
        self._findings.count("saves")
        if any(isinstance(link, Change) and link.author != save.author for link in saved.links):
            self._findings.add(Trouble.SIGNATURE, self._device, save.last)
        if self._run is not None and self._run.author != save.author:
            self._check_run(keys_of)
        self._run = save

    def _check_run(self, keys_of: KeysOf) -> None:
        save, self._run = self._run, None
        if save is None:
            return
        keys, device = keys_of(save.author), bytes.fromhex(self._device)
        self._findings.count("signatures")
        if not keys:
            self._findings.add(Trouble.AUTHOR, self._device, save.last)
        elif not any(verify_save(key, device, save.first, save.last, save.head, save.signature) for key in keys):
            self._findings.add(Trouble.SIGNATURE, self._device, save.last)
