"""Kills a program anywhere between an order to erase and its receipt, and sees that a case is there whole, or gone.

The act: one person orders, another signs, the case is destroyed with its files, and the office's keys are renewed
somewhere between, the database written anew under its own when it is opened next. Killed at a random moment of it, the
vault as it lies there is kept aside, opened again, and what was begun is carried through.
"""

import io
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from reintegration_desktop.app.erasing.due import carry_out_due, registry_of
from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.erasing import ordering
from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.forms.sealed_file import SealedFile
from reintegration_desktop.history.change import Change
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.erasing.standing import Erasure, State
from reintegration_desktop.rules.facts import Draft
from reintegration_desktop.store.files.loose import names_in
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.writing.erasing import TABLES
from reintegration_desktop.sync.bundle import ENDING
from reintegration_desktop.vault.files.erasures import remembered
from reintegration_desktop.vault.office.rotation import WITH_A_REMOVAL as RENEWS
from reintegration_desktop.vault.office.rotation import renew
from reintegration_desktop.vault.roles import Room
from tests.faults.kills import FAILED, kill, struck_after
from tests.faults.rows import Row
from tests.store.erasing.pages_of import NotAuthentic, Page, pages_read
from tests.store.erasing.proof import Secrets, a_changed_case, found_in, secrets_of
from tests.store.erasing.signers import Signers, begun
from tests.store.office import a_visit, an_edit

FRESH_AFTER = 12
CONTENT = b"a letter " * 9_000
ORDERED, SIGNED, DESTROYED, RENEWED, OPENED = "ordered", "signed", "destroyed", "renewed", "opened again"
RENEWING_LAST = (ORDERED, SIGNED, DESTROYED, RENEWED, OPENED)
RENEWING_FIRST = (ORDERED, RENEWED, OPENED, SIGNED, DESTROYED)
RENEWING_BETWEEN = (ORDERED, SIGNED, RENEWED, OPENED, DESTROYED)


@dataclass(frozen=True)
class Marked:
    """A case that is to be erased: what it is made of, what must not be found of it afterwards, its files' names."""

    case: UUID
    changes: frozenset[Change]
    secrets: Secrets
    files: frozenset[str]


class Desk:
    """An office's vault with two cases that stay, struck again and again while a third is erased."""

    def __init__(self, place: Path, chance: random.Random) -> None:
        self.signers, self.chance = Signers(place).begin(), chance
        with self.signers.opened() as program:
            self.stays = tuple(a_case_with_a_file(program, chance) for _ in range(2))
            self.kept = {case: _told_of(program, case) for case in self.stays}
        self.lasts = self._lasts()

    def round(self) -> tuple[str, list[str], int]:
        """One more case whose erasure is killed: how it lay there, what was not as it should be, what was told."""
        marked, order = self._mark(), self.chance.choice((RENEWING_LAST, RENEWING_FIRST, RENEWING_BETWEEN))
        with self.signers.opened() as program:
            keys = set(program.keyring.database_keys())
        at = order.index(DESTROYED) if self.chance.random() < 0.5 else self.chance.randrange(len(order))
        seconds = self.chance.random() * self.lasts[order[at]]
        said = struck_after(lambda: self._act(marked, order), 1 + at, seconds, kill)
        self.signers.clock.turn(hours=1)
        killed = self.signers.folder.with_name("killed")
        shutil.copytree(self.signers.folder, killed)
        failed = [line for line in said if line.startswith(FAILED)]
        lay, wrong = self._looked_at(marked, said, killed, keys)
        shutil.rmtree(killed)
        wrong += self._carried_through(marked, keys)
        self.signers.clock.turn(days=40)
        return lay, [*failed, *wrong], len(said)

    def _lasts(self) -> dict[str, float]:
        """How many seconds each part of the act takes where nothing strikes."""
        lasts, marked, began = {}, self._mark(), time.monotonic()
        for said in self._act(marked, RENEWING_LAST):
            lasts[said], began = time.monotonic() - began, time.monotonic()
        self.signers.clock.turn(days=40)
        return lasts

    def _mark(self) -> Marked:
        """A new case with everything that may lie about it: files, a draft, a bundle that nobody acknowledged."""
        with self.signers.opened() as program:
            case = a_case_with_a_file(program, self.chance)
            draft = Draft(uuid4(), case, "follow_up", uuid4(), program.means.now(), a_visit(case).answers)
            program.opened.drafts.keep(draft)
            (program.folder.part("outbox") / f"{uuid4().hex}{ENDING}").write_bytes(b"sealed")
            changes = _changes(program, case)
            return Marked(case, changes, secrets_of(program, case), frozenset(names_in(changes)))

    def _act(self, marked: Marked, order: Sequence[str]) -> Iterator[str]:
        """The parts of the act in an order, each said once it is done; each by somebody who opens the vault for it."""
        for part in order:
            who, does = PARTS[part]
            with self.signers.opened(who) as program:
                does(program, marked)
            yield part

    def _looked_at(self, marked: Marked, said: list[str], killed: Path, keys: set[bytes]) -> tuple[str, list[str]]:
        """What was killed, before anything is carried through."""
        with self.signers.opened() as program:
            registry = registry_of(program)
            order, gone = _order(registry, marked.case), marked.case in registry.orders.destroyed()
            wrong = _half(program, marked, gone=gone, hidden=order is not None and order.state is State.WHOLE)
            wrong += _forgotten(said, order, gone=gone)
            receipted = order is not None and bool(order.receipts or _is_remembered(program, order))
            if receipted:
                keys = keys | set(program.keyring.database_keys())
                wrong += [f"answered for, and {one}" for one in _left(killed, marked, keys)]
                wrong += [] if gone else ["answered for, and not destroyed"]
        lay = "not ordered" if order is None else order.state.name.lower().replace("_", " ")
        return ("answered for" if receipted else "destroyed" if gone else lay), wrong

    def _carried_through(self, marked: Marked, keys: set[bytes]) -> list[str]:
        """Order, sign and destroy what is not yet; then nothing of it is left, and everything else is whole."""
        with self.signers.desk() as registry:
            if _order(registry, marked.case) is None:
                begun(registry, marked.case)
            order = _order(registry, marked.case)
        assert order is not None
        if order.state is State.SIGNING:
            self.signers.sign("Jonas", order.number)
        with self.signers.opened() as program:
            carry_out_due(program)
            registry, keys = registry_of(program), keys | set(program.keyring.database_keys())
            wrong = _left(program.folder.path, marked, keys)
            wrong += _half(program, marked, gone=True, hidden=True)
            answers = [one.device for one in registry.find(order.number).receipts]
            wrong += [] if answers == [registry.device] else [f"{len(answers)} receipts"]
            wrong += [] if _is_remembered(program, order) else ["not remembered outside"]
            wrong += ["a draft is left"] if any(one.case == marked.case for one in program.opened.drafts.all()) else []
            wrong += ["another case changed" for case, told in self.kept.items() if _told_of(program, case) != told]
            wrong += [] if check_vault(program, NoProgress()).sound else ["not sound"]
        return wrong


def _sign(program: Program, marked: Marked) -> None:
    registry, order = registry_of(program), _order(registry_of(program), marked.case)
    assert order is not None
    ordering.sign(registry, order.number)


PARTS: Mapping[str, tuple[str, Callable[[Program, Marked], object]]] = {
    ORDERED: ("Esther", lambda program, marked: begun(registry_of(program), marked.case)),
    SIGNED: ("Jonas", _sign),
    DESTROYED: ("Esther", lambda program, marked: carry_out_due(program)),
    RENEWED: ("Esther", lambda program, marked: renew(program.folder, program.keyring, RENEWS, program.means)),
    OPENED: ("Grace", lambda program, marked: None),
}


def run(kills: int, chance: random.Random, place: Path) -> Row:
    """So many kills; every twelve begin with a fresh vault."""
    row, lay = Row(of="kills"), Counter[str]()
    for number in range(kills):
        if number % FRESH_AFTER == 0:
            desk = Desk(place / f"office{number}", chance)
        found, wrong, acknowledged = desk.round()
        lay[found] += 1
        row.add(found, acknowledged, 0, "; ".join(wrong))
        if number % FRESH_AFTER == FRESH_AFTER - 1:
            shutil.rmtree(desk.signers.place)
    row.note = "as it lay there: " + ", ".join(f"{found} {times:,}" for found, times in sorted(lay.items()))
    return row


def a_case_with_a_file(program: Program, chance: random.Random) -> UUID:
    """A case changed several times, with two sealed files."""
    case = a_changed_case(program, chance)
    for _ in range(2):
        record = uuid4()
        sealed = program.opened.files.put(case, Room.PERSON, record, io.BytesIO(CONTENT), len(CONTENT))
        with program.desk.begin() as work:
            work.save(case, an_edit(case, "person_file", record, file_kind="letter", sealed_file=str(sealed)))
            work.commit()
    return case


def _let_be(child: int) -> None:
    """Nothing strikes."""


def _changes(program: Program, case: UUID) -> frozenset[Change]:
    assert program.database is not None
    with program.database.read() as connection:
        return frozenset(changes_where(connection, Register(connection), "WHERE c.case_id = ?", (case.bytes,)))


def _told_of(program: Program, case: UUID) -> tuple[object, ...]:
    """Everything that a case says, its files read."""
    with program.desk.read() as cases:
        file = cases.open(case).file
    for row in file.rows("person_file"):
        target = io.BytesIO()
        sealed = SealedFile.parse(row.answers.text("sealed_file") or "")
        program.opened.files.open(case, Room.PERSON, row.id, sealed, target)
        assert target.getvalue() == CONTENT
    return tuple((row.form, row.id, row.answers) for row in file.records)


def _order(registry: Registry, case: UUID) -> Erasure | None:
    return next((one for one in registry.orders.all() if case in one.order.cases), None)


def _is_remembered(program: Program, order: Erasure) -> bool:
    return any(one.receipt.number == order.number for one in remembered(program.folder.home, program.me.office))


def _forgotten(said: list[str], order: Erasure | None, *, gone: bool) -> list[str]:
    """What was acknowledged and is not so."""
    wrong = ["the order is lost"] if ORDERED in said and order is None else []
    if SIGNED in said and (order is None or order.state is not State.WHOLE):
        wrong.append("a signature is lost")
    if DESTROYED in said and not (gone and order is not None and order.receipts):
        wrong.append("a destruction is lost")
    return wrong


def _half(program: Program, marked: Marked, *, gone: bool, hidden: bool) -> list[str]:
    """Where a case is neither there whole nor out of every table."""
    assert program.database is not None
    if not gone:
        lacking = marked.changes - _changes(program, marked.case)
        files = [name for name in marked.files if not (program.folder.path / "files" / name).exists()]
        wrong = [f"{len(lacking)} changes are missing"] if lacking else []
        wrong += [f"{len(files)} files are missing"] if files else []
        return wrong if hidden else [*wrong, *_closed(program, marked.case)]
    with program.database.read() as connection:
        counts = {
            table: connection.exec_driver_sql(
                f"SELECT count(*) FROM {table} WHERE case_id = ?", (marked.case.bytes,)
            ).scalar_one()
            for table in TABLES
        }  # fmt: skip
    return [f"{count} rows of {table} are left" for table, count in counts.items() if count]


def _closed(program: Program, case: UUID) -> list[str]:
    return [] if len(_told_of(program, case)) > 2 else ["it does not open whole"]


def _left(folder: Path, marked: Marked, keys: set[bytes]) -> list[str]:
    """What is found of a case in a vault's folder, in whatever file, with every key that its database ever had."""
    left = [f"{name} is left" for name in sorted(marked.files) if list((folder / "files").glob(f"{name}*"))]
    left += [f"{len(bundles)} bundles are left"] if (bundles := list((folder / "outbox").iterdir())) else []
    for file in sorted(folder.glob("cases.db*")):
        if not file.name.endswith(("-wal", "-shm")):
            pages = [page for key in keys for page in _readable(file, key)]
            found = Counter(what.partition(":")[0] for what in found_in(pages, marked.secrets))
            left += [f"{times} times {what} is left in {file.name}" for what, times in found.items()]
    return left


def _readable(file: Path, key: bytes) -> Iterator[Page]:
    """The pages and frames that a key opens: a kill may have left one half written, and another key's open nothing."""
    for page in pages_read(file, key):
        try:
            yield page()
        except NotAuthentic:
            continue
