"""Bundles that somebody certified made with a program of their own: properly sealed and signed, and wrong inside."""

import os
from datetime import datetime
from uuid import uuid4

import pytest

from reintegration_desktop.history.arrivals import Reason, Waiting
from reintegration_desktop.sync.bundle import MAGIC
from reintegration_desktop.sync.errors import BundleBomb, BundleDamaged
from reintegration_desktop.sync.manifest import MOST_DEVICES, Paper, Stretch, paper_of
from reintegration_desktop.sync.receive import show
from reintegration_desktop.sync.wire import LONGEST_LINE, certificate_line, change_line, figures_line, save_line
from reintegration_desktop.vault.chain import FIRST
from reintegration_desktop.vault.roles import Room
from tests.unit.sync.made import Entry, ids
from tests.unit.sync.memory import hole_of
from tests.unit.sync.post import craft, take, write, write_one


@pytest.fixture
def visit(field_office, laptop, worker):
    """Two changes and their save, as lines."""
    changes = laptop.visit(worker)
    (save,) = field_office.tables.saves.values()
    return [*map(change_line, changes), save_line(save)]


@pytest.fixture
def whole(laptop, visit):
    return (Stretch(laptop.id, 0, FIRST, 2),)


@pytest.fixture
def damaged(tmp_path, field_office, headquarters):
    def refuse(written, **more):
        before = dict(headquarters.tables.log)
        with pytest.raises((BundleDamaged, BundleBomb)) as refusal:
            take(craft(field_office, headquarters.address, tmp_path, written, **more), headquarters)
        assert headquarters.tables.log == before
        return refusal.type

    return refuse


def test_what_is_crafted_as_it_should_be_arrives(tmp_path, field_office, headquarters, visit, whole):
    papers = [certificate_line(person.certificate) for person in field_office.people.values()]
    path = craft(field_office, headquarters.address, tmp_path, [*papers, *visit], stretches=whole)
    assert take(path, headquarters).applied == 2


def test_order_and_ranges_must_be_those_of_the_manifest(damaged, visit, whole, laptop):
    first, second, save = visit
    assert damaged([second, first, save], stretches=whole)
    assert damaged([first, save], stretches=whole)
    assert damaged([first, second], stretches=whole)
    assert damaged([first, second, save, save], stretches=whole)
    assert damaged(visit, stretches=whole + whole)
    assert damaged(visit, stretches=(Stretch(laptop.id, 0, b"?" * 32, 2),))
    assert damaged(visit, stretches=(Stretch("ab" * 16, 0, FIRST, 2),))
    assert damaged(visit, stretches=(Stretch(laptop.id, 0, FIRST, 3),))


def test_papers_come_first_and_files_once(damaged, visit, whole, worker):
    assert damaged([*visit, certificate_line(worker.certificate)], stretches=whole)
    assert damaged([figures_line("one", b"1"), figures_line("one", b"2")])


@pytest.mark.parametrize("line", [b"p\x92\xc4\x02{}\xc4\x40" + bytes(64), b"r\x92\xc4\x02{}\xc4\x40" + bytes(64), b"c"])
def test_a_line_that_says_nothing(damaged, line):
    assert damaged([line])


def test_a_line_longer_than_any(damaged):
    assert damaged([b"z" + os.urandom(LONGEST_LINE)]) is BundleDamaged


def test_more_lines_than_the_manifest_says(damaged):
    assert damaged([b"z1", b"z2", b"z3"], lines=2) is BundleDamaged


def test_a_manifest_that_says_nothing_of_use(damaged, field_office):
    sender = paper_of(field_office.custodian.certificate)
    assert damaged([], made_at=datetime(2026, 6, 15, 12))  # noqa: DTZ001 - without a zone
    assert damaged([], sender=Paper("{}", sender.signature))
    assert damaged([], has=tuple((f"{number:032x}", 1) for number in range(MOST_DEVICES + 1)))
    assert damaged([], size=1 << 40) is BundleBomb


def test_a_content_without_a_manifest(tmp_path, field_office, headquarters):
    path = craft(field_office, headquarters.address, tmp_path, [], magic=b"tar\x01")
    with pytest.raises(BundleDamaged):
        take(path, headquarters)


def test_a_content_that_ends_inside_its_manifest(tmp_path, field_office, headquarters):
    path = craft(field_office, headquarters.address, tmp_path, [], magic=MAGIC + bytes((0, 1, 0, 0)))
    with pytest.raises(BundleDamaged):
        take(path, headquarters)


def test_a_type_of_line_that_nobody_knows_yet_is_kept_as_it_came(tmp_path, field_office, headquarters):
    path = craft(field_office, headquarters.address, tmp_path, [b"zsomething new", b""])
    outcome = take(path, headquarters)
    kept = sorted(row.line for row in headquarters.tables.rows.values())
    assert kept == [b"", b"zsomething new"]
    assert outcome.parked == {Reason.NEWER: 2}
    assert take(write_one(field_office, headquarters.address, tmp_path), headquarters).parked == {}


def test_holes_beyond_a_gap_close_with_it(tmp_path, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    first, after = write_one(field_office, headquarters.address, tmp_path), {laptop.id: laptop.seq}
    private = laptop.visit(worker)
    field_office.tables.withheld = set(ids(private))
    laptop.visit(worker)
    late = write_one(field_office, headquarters.address, tmp_path, since=after)
    take(late, headquarters)
    take(first, headquarters)
    assert headquarters.tables.marks == field_office.tables.marks
    assert [headquarters.tables.log[one] for one in ids(private)] == [hole_of(change) for change in private]
    assert headquarters.tables.rows == {}


def test_what_a_newer_version_wrote_beyond_a_gap_goes_on_waiting_in_its_place(
    tmp_path, field_office, headquarters, laptop, worker
):
    laptop.visit(worker)
    first, after = write_one(field_office, headquarters.address, tmp_path), {laptop.id: laptop.seq}
    laptop.save(worker, Entry(uuid4(), uuid4(), kind="mend"))
    laptop.visit(worker)
    take(write_one(field_office, headquarters.address, tmp_path, since=after), headquarters)
    take(first, headquarters)
    assert [row.reason for row in headquarters.tables.rows.values()] == [Reason.NEWER]
    assert headquarters.tables.marks == field_office.tables.marks


def test_after_an_upgrade_what_waited_for_it_is_let_in(tmp_path, field_office, headquarters, laptop, worker):
    """The line that an older program could not read lies here, in its place; this one can."""
    (change,) = laptop.save(worker, Entry(uuid4(), uuid4()))
    laptop.save(worker, Entry(uuid4(), uuid4(), parents=(change.id,)))
    take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    tables = headquarters.tables
    row = Waiting(change.device, change.seq, change.hash, Reason.NEWER, change_line(change))
    del tables.log[change.id]
    tables.rows[row.device, row.seq, row.hash] = row
    laptop.visit(worker)
    outcome = take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    assert outcome.released == 1
    assert tables.log == field_office.tables.log


def test_an_outbox_that_cannot_be_written_leaves_nothing(tmp_path, field_office, headquarters):
    taken = tmp_path / f"{'00' * 16}.rdb.part"
    taken.write_bytes(b"of somebody else")
    with pytest.raises(Exception, match="folder_trouble"):
        write(field_office, headquarters.address, tmp_path, random=bytes)
    assert list(tmp_path.glob("*.rdb")) == []


def test_a_bundle_shows_what_it_says_of_itself(tmp_path, field_office, headquarters, visit):
    path = write_one(field_office, headquarters.address, tmp_path)
    box = headquarters.box(tmp_path)
    with path.open("rb") as file:
        manifest = show(file, box.identities, tmp_path, box.random)
    assert (manifest.bundle, manifest.counts["c"]) == (path.stem, len(visit) - 1)


def test_an_approval_after_something_unreadable_is_judged_as_if_nothing_had_stood_there(
    tmp_path, field_office, headquarters, laptop, worker
):
    case, record = uuid4(), uuid4()
    (broken,) = laptop.save(worker, Entry(case, record, Room.OPEN, document=b'{"f":"case_plan","a":'))
    approved = b'{"f":"case_plan","a":{"approval_status":"approved"}}'
    laptop.save(worker, Entry(case, record, Room.OPEN, parents=(broken.id,), document=approved))
    outcome = take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    assert outcome.quarantined == {Reason.UNREADABLE: 1, Reason.NOT_PERMITTED: 1}
