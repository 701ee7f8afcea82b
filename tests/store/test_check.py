"""Whatever was changed from outside is found and named, and what the log says can be folded anew."""

import shutil
from contextlib import contextmanager
from dataclasses import replace
from os import SEEK_CUR
from uuid import uuid4

import pytest

from reintegration_desktop.casework.people import FOUND_BY
from reintegration_desktop.history.arrivals import Batch, Mark, Reason, Waiting
from reintegration_desktop.history.change import Change
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.checking.findings import Findings, Trouble
from reintegration_desktop.store.checking.pages import check_pages
from reintegration_desktop.store.database import open_database
from reintegration_desktop.store.errors import DatabaseDamaged
from tests.store.office import Laptop, a_person, a_visit, an_edit, another_laptop, consent, open_a_case, save
from tests.store.test_travel import batch_of, everything

PAGE, FRAME = 4096, 4096 + 24


def check(laptop: Laptop, heads=(), **how) -> Findings:
    return laptop.store.checker.check(heads, NoProgress(), **how)


def change_by_hand(laptop: Laptop, sql: str, *values) -> None:
    with laptop.database.write() as connection:
        assert connection.exec_driver_sql(sql, values).rowcount


def head_of(laptop: Laptop) -> tuple[str, int, bytes]:
    mark = laptop.store.incoming.vector()[laptop.device]
    return laptop.device, mark.seq, mark.hash


@pytest.fixture
def office(laptop):
    """Two cases with visits, a deletion, a conflict and tasks."""
    for deleted in (True, False):
        case = uuid4()
        visit = a_visit(case)
        open_a_case(
            laptop, a_person(case), consent(case), an_edit(case, "concerns", risk_level="high"), visit, case=case
        )
        with laptop.store.read() as cases:
            seen = cases.open(case).seen(visit.record)
        for risk in ("low", "high"):
            answers = visit.answers.with_("risk_level", risk)
            save(laptop, case, replace(visit, answers=answers, edited=frozenset({"risk_level"}), seen=seen))
        if deleted:
            with laptop.store.begin() as work:
                work.delete(case, visit.record)
                work.commit()
    return laptop


def test_a_vault_as_it_was_written_is_sound(office):
    found = check(office, [head_of(office)])
    assert found.is_sound
    assert found.checked["cases"] == 2
    assert found.checked["changes"] == head_of(office)[1]
    assert found.checked["signatures"] == 1
    assert found.checked["seals opened"] > 0


def test_without_a_key_to_a_room_all_but_the_seals_is_checked(office):
    found = check(office, sealed_only=True)
    assert found.is_sound and "seals opened" not in found.checked


@pytest.mark.parametrize(
    ("sql", "trouble"),
    [
        ("UPDATE change SET document = zeroblob(120) WHERE room = 1", Trouble.CHAIN),
        ("UPDATE change SET clock = clock + 1 WHERE seq = 3", Trouble.CHAIN),
        ("UPDATE change SET kind = 5 WHERE seq = 3", Trouble.CHAIN),
        ("UPDATE change SET parents = X'' WHERE length(parents) > 0", Trouble.CHAIN),
        ("DELETE FROM change WHERE seq = 4", Trouble.GAP),
        ("DELETE FROM change WHERE seq = (SELECT max(seq) FROM change)", Trouble.HEAD),
        ("UPDATE device SET last = last - 1", Trouble.HEAD),
        ("DELETE FROM save WHERE last = (SELECT max(last) FROM save)", Trouble.UNSIGNED),
        ("UPDATE save SET signature = zeroblob(64)", Trouble.SIGNATURE),
        ("UPDATE author SET person_id = randomblob(16)", Trouble.AUTHOR),
        ("UPDATE change SET document = zeroblob(120) WHERE room = 1", Trouble.SEAL),
        ("UPDATE case_ SET risk = 'low'", Trouble.FOLDS),
        ("UPDATE case_ SET agrees_to_sharing = 'yes'", Trouble.FOLDS),
        ("DELETE FROM head WHERE room = 1", Trouble.FOLDS),
        ("DELETE FROM conflict", Trouble.FOLDS),
        ("UPDATE person SET seq = seq + 1", Trouble.FOLDS),
        ("INSERT INTO task SELECT case_id, 'visit', X'', '2020-01-01', 1 FROM case_", Trouble.FOLDS),
    ],
)
def test_what_was_changed_from_outside_is_named(office, sql, trouble):
    change_by_hand(office, sql)
    assert trouble in check(office).counts


def test_an_older_database_is_told_by_the_head_that_is_kept_outside(office, tmp_path):
    office.database.checkpoint()
    old = tmp_path / "old.db"
    shutil.copy(office.folder.database, old)
    save(office, open_a_case(office), a_visit(uuid4()))
    remembered = head_of(office)
    before = Laptop(office.folder, office.keyring, open_database(old, office.keyring.database_key()), office.clock)
    assert check(before).is_sound
    found = check(before, [remembered])
    assert found.counts == {Trouble.OLDER: 1}
    assert (found.listed[0].device, found.listed[0].seq) == remembered[:2]
    before.database.close()


class OnceUnread:
    """A database whose disk gives one page back otherwise than it lies there, so many times."""

    def __init__(self, laptop: Laptop, times: int) -> None:
        self._database, self._left = laptop.database, times
        self.path, self.settle = laptop.database.path, laptop.database.settle

    @contextmanager
    def afresh(self):
        fails, self._left = self._left > 0, self._left - 1
        if fails:
            self._turn()
        try:
            with self._database.afresh() as connection:
                yield connection
        finally:
            if fails:
                self._turn()

    def _turn(self) -> None:
        with self.path.open("r+b") as file:
            file.seek(5 * PAGE + 100)
            byte = file.read(1)[0]
            file.seek(-1, SEEK_CUR)
            file.write(bytes((byte ^ 1,)))


def test_a_page_that_the_disk_failed_to_give_back_once_is_not_called_changed(office):
    office.database.checkpoint()
    found = Findings()
    assert check_pages(OnceUnread(office, 1), found)
    assert found.is_sound
    assert not check_pages(OnceUnread(office, 2), found)
    assert Trouble.PAGES in found.counts


def damage_is_told(laptop: Laptop) -> bool:
    """Whether the file is refused as damaged, or the check finds damaged pages."""
    try:
        again = laptop.opened_again()
    except DatabaseDamaged:
        return True
    found = check(again)
    again.database.close()
    return Trouble.PAGES in found.counts


def test_a_flipped_bit_anywhere_in_the_file_is_found(office):
    office.database.close()
    raw = office.folder.database.read_bytes()
    for place in range(20, len(raw), len(raw) // 20):
        flipped = bytearray(raw)
        flipped[place] ^= 1
        office.folder.database.write_bytes(flipped)
        assert damage_is_told(office), place


def test_a_file_cut_short_is_found(office):
    office.database.close()
    raw = office.folder.database.read_bytes()
    for length in (10, 4096, 5000, len(raw) // 2, len(raw) - 1):
        office.folder.database.write_bytes(raw[:length])
        assert damage_is_told(office), length


def test_two_pages_that_changed_places_are_found(office):
    office.database.close()
    raw = bytearray(office.folder.database.read_bytes())
    raw[4096:8192], raw[8192:12288] = raw[8192:12288], raw[4096:8192]
    office.folder.database.write_bytes(raw)
    assert damage_is_told(office)


def test_a_log_file_that_went_missing_is_told_by_the_head_that_is_kept_outside(office, tmp_path):
    copied = tmp_path / "copied.db"
    office.database.checkpoint()
    save(office, _cases(office)[0], a_visit(uuid4()))
    shutil.copy(office.folder.database, copied)
    without = Laptop(office.folder, office.keyring, open_database(copied, office.keyring.database_key()), office.clock)
    assert check(without, [head_of(office)]).counts == {Trouble.OLDER: 1}
    without.database.close()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM head",
        "DELETE FROM conflict",
        "UPDATE case_ SET risk = 'low', code = ''",
        "DELETE FROM person",
        "DELETE FROM task",
    ],
)
def test_folds_are_written_anew_from_the_log(office, sql):
    with office.store.begin() as work:
        case = _cases(office)[0]
        work.undelete(case, _visit(office, case))
        work.commit()
    with office.database.write() as connection:
        connection.exec_driver_sql(sql)
    office.store.checker.fold_anew(NoProgress())
    assert check(office).is_sound
    assert office.store.checker.fold_anew(NoProgress()) == 0


def _cases(laptop):
    with laptop.store.read() as cases:
        return [one.case for one in cases.people(None, 10, FOUND_BY)]


def _visit(laptop, case):
    with laptop.store.read() as cases:
        return next(version.record for version in cases.history(case) if version.document.form == "follow_up")


def test_what_arrived_is_sound_too_with_holes_and_with_what_waits(office, tmp_path):
    other = another_laptop(office, tmp_path / "other", "0b" * 16)
    items = everything(office)
    last = max(item.seq for item in items if isinstance(item, Change))
    rest = [item for item in items if getattr(item, "seq", 0) != last]
    change = next(item for item in items if isinstance(item, Change) and item.seq == last)
    waiting = Waiting(change.device, last, change.hash, Reason.PARENT, b"c")
    batch = batch_of(rest[:-1])
    other.store.incoming.apply(replace(batch, waiting=(waiting,), marks={change.device: Mark(last, change.hash)}))
    found = check(other)
    assert found.counts in ({}, {Trouble.UNSIGNED: 1})
    other.store.incoming.apply(Batch(released=(waiting,), applied=(change,), saves=(rest[-1],)))
    assert check(other, [head_of(office)]).is_sound
    other.database.close()


def test_a_chain_that_goes_on_beyond_where_it_is_said_to_end_is_named(office):
    earlier = "SELECT last, (SELECT hash FROM change WHERE seq = save.last) FROM save ORDER BY last LIMIT 1"
    with office.database.read() as connection:
        last, head = connection.exec_driver_sql(earlier).fetchone()
    change_by_hand(office, "UPDATE device SET last = ?, head = ?", last, head)
    assert Trouble.HEAD in check(office).counts


def test_half_written_pages_that_the_log_still_holds_whole_are_no_damage(office, tmp_path):
    open_a_case(office)
    torn = office.folder.database.with_name("torn.db")
    log = office.folder.database.with_name("cases.db-wal").read_bytes()
    pages = bytearray(office.folder.database.read_bytes())
    held = {int.from_bytes(log[at : at + 4]) for at in range(32, len(log) - FRAME + 1, FRAME)}
    for page in held - {1}:
        if page * PAGE <= len(pages):
            pages[(page - 1) * PAGE : (page - 1) * PAGE + 512] = bytes(512)
    torn.write_bytes(pages)
    torn.with_name("torn.db-wal").write_bytes(log)
    database = open_database(torn, office.keyring.database_key())
    found = office.as_another_device(office.device, database)
    assert len(held) > 1 and check(found).is_sound
    database.close()
