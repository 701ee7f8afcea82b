"""Sealed files travel with their cases: compared on arrival, asked for where they are lacking, and never opened."""

import os
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.casework.travel.travelling import Received, Sent, receive, send
from reintegration_desktop.history.arrivals import FileName
from reintegration_desktop.hq.inbox import Intake, take_in
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.files.loose import folder_of
from reintegration_desktop.sync.bundle import Letter, write_files
from reintegration_desktop.sync.errors import BundleWrongKind
from reintegration_desktop.sync.files import lines_of
from reintegration_desktop.sync.manifest import Kind
from reintegration_desktop.sync.packing import padded_size
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.vault.attachments import name_of
from tests.store.files.test_sealed_files import PAPER, attach, put
from tests.store.office import Laptop, open_a_case
from tests.store.travel import Journey, a_journey, address_of, post_of


class Carrying(Journey):
    """A journey whose posts carry sealed files."""

    def send(self, without: frozenset[UUID] | None = None, stick: FolderTarget | None = None) -> Sent:
        return send(self._post(self.field), address_of(self.hq), stick or self.stick, NoProgress(), {}, without)

    def take_in(self, stick: FolderTarget | None = None) -> Intake:
        addresses = {self.field.keyring.office: address_of(self.field)}
        return take_in(self._post(self.hq), addresses, stick or self.stick)

    def hear(self) -> Received:
        return receive(self._post(self.field), self.stick, NoProgress())

    @staticmethod
    def _post(laptop: Laptop):
        return post_of(laptop, files=laptop.store.travelling_files)

    def sealed(self, laptop: Laptop) -> dict[str, bytes]:
        folder = folder_of(laptop.database)
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.exists() else {}

    @property
    def files(self) -> list[Path]:
        """The bundles of files that lie on the stick."""
        return [path for path in self.stick.folder.glob("*.rdb") if path.stat().st_size]


@pytest.fixture
def journey(tmp_path):
    made = a_journey(tmp_path)
    carrying = Carrying(made.field, made.hq, made.stick)
    yield carrying
    carrying.close()


def test_a_file_goes_along_with_its_case_and_lies_there_as_it_was_sealed(journey):
    case = open_a_case(journey.field)
    record, sealed = attach(journey.field, case)
    sent = journey.send()
    assert (sent.files, len(sent.bundles)) == (1, 2)
    came = journey.take_in().received
    assert (came.files, came.refused) == (1, {})
    assert journey.sealed(journey.hq) == journey.sealed(journey.field)
    assert list(journey.sealed(journey.hq)) == [name_of(case, record, sealed.salt)]
    assert journey.hq.store.travelling_files.lacking(9) == []
    assert PAPER not in b"".join(path.read_bytes() for path in journey.files)


def test_a_file_goes_once_and_the_same_bundle_again_does_nothing(journey):
    attach(journey.field, open_a_case(journey.field))
    journey.send()
    journey.take_in()
    assert journey.take_in().received.files == 0
    journey.hear()
    attach(journey.field, open_a_case(journey.field))
    assert journey.send().files == 1


def test_a_file_that_was_lost_is_told_asked_for_and_comes_with_the_next_bundle(journey, tmp_path):
    case = open_a_case(journey.field)
    record, sealed = attach(journey.field, case)
    sent = journey.send()
    journey.stick.delete_own(f"{sent.bundles[-1]}.rdb")
    journey.take_in()
    wanted = FileName(case, name_of(case, record, sealed.salt))
    assert journey.hq.store.travelling_files.lacking(9) == [wanted]
    journey.hear()
    assert journey.field.store.travelling_files.asked(journey.hq.keyring.office) == 1
    assert journey.send().files == 1
    assert journey.take_in().received.files == 1
    assert journey.hq.store.travelling_files.lacking(9) == []
    journey.hear()
    assert journey.field.store.travelling_files.asked(journey.hq.keyring.office) == 0


def test_a_file_that_is_not_what_the_record_says_is_not_kept_and_asked_for_again(journey):
    case = open_a_case(journey.field)
    record, sealed = attach(journey.field, case)
    path = folder_of(journey.field.database) / name_of(case, record, sealed.salt)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    journey.send()
    (outcome,) = [one for one in journey.take_in().received.taken if one.manifest.kind == Kind.FILES]
    assert (outcome.files.put, outcome.files.damaged) == (0, 1)
    assert journey.sealed(journey.hq) == {}
    path.write_bytes(whole)
    journey.hear()
    journey.send()
    assert journey.take_in().received.files == 1
    assert journey.sealed(journey.hq) == journey.sealed(journey.field)


def test_files_that_come_before_their_case_wait_on_the_stick(journey, tmp_path):
    (tmp_path / "first").mkdir()
    attach(journey.field, open_a_case(journey.field))
    sent = journey.send()
    name = f"{sent.bundles[-1]}.rdb"
    (tmp_path / "first" / name).write_bytes((journey.stick.folder / name).read_bytes())
    (outcome,) = journey.take_in(FolderTarget(tmp_path / "first")).received.taken
    assert (outcome.files.put, outcome.files.early) == (0, 1)
    assert journey.take_in().received.files == 1


def test_whatever_order_the_stick_lists_them_in_the_files_find_their_cases(journey):
    for _ in range(6):
        attach(journey.field, open_a_case(journey.field))
        journey.send()
        assert journey.take_in().received.files == 1
        journey.hear()


def test_a_case_that_is_kept_back_keeps_its_files(journey):
    case = open_a_case(journey.field)
    attach(journey.field, case)
    assert journey.send(frozenset({case})).files == 0
    journey.field.store.travelling_files.record_asked(journey.hq.keyring.office, _names(journey, case))
    assert journey.send().files == 0
    assert journey.send(frozenset()).files == 1


def _names(journey: Carrying, case: UUID) -> list[FileName]:
    return [FileName(case, name) for name in journey.sealed(journey.field)]


def test_nobody_is_sent_anothers_file_for_asking_under_a_case_of_theirs(journey):
    case, other = open_a_case(journey.field), open_a_case(journey.field)
    attach(journey.field, other)
    journey.send()
    office = journey.hq.keyring.office
    journey.field.store.travelling_files.record_asked(office, _names(journey, case))
    assert journey.send().files == 0


def test_a_file_without_a_record_here_is_not_taken_in(journey):
    case, record = open_a_case(journey.field), uuid4()
    put(journey.field, case, record)
    journey.send()
    (name,) = journey.sealed(journey.field)
    letter = Letter(Kind.FILES, post_of(journey.field).sender, address_of(journey.hq), journey.field.clock.now(),
                    certificates=journey.field.keyring.file.certificates)  # fmt: skip
    lines = lines_of(journey.field.store.travelling_files, FileName(case, name))
    list(write_files(letter, [lines], journey.stick.folder, os.urandom))
    assert journey.take_in().received.files == 0
    assert journey.sealed(journey.hq) == {}


def test_many_files_are_split_between_them_and_each_bundle_stands_for_itself(journey, tmp_path):
    case = open_a_case(journey.field)
    for _ in range(5):
        attach(journey.field, case)
    files = journey.field.store.travelling_files
    letter = Letter(Kind.FILES, post_of(journey.field).sender, address_of(journey.hq), journey.field.clock.now(),
                    certificates=journey.field.keyring.file.certificates)  # fmt: skip
    (tmp_path / "out").mkdir()
    lines = [lines_of(files, name) for name in _names(journey, case)]
    made = list(write_files(letter, lines, tmp_path / "out", os.urandom, split_at=100_000))
    assert [info.counts["x"] for info in made] == [2, 2, 1]
    journey.send()
    for path in journey.stick.folder.glob("*.rdb"):
        (tmp_path / "out" / path.name).write_bytes(path.read_bytes())
    assert journey.take_in(FolderTarget(tmp_path / "out")).received.refused == {}
    assert journey.sealed(journey.hq) == journey.sealed(journey.field)


def test_the_size_of_a_bundle_of_files_tells_little(journey):
    attach(journey.field, open_a_case(journey.field))
    sent = journey.send()
    for name in sent.bundles:
        content = (journey.stick.folder / f"{name}.rdb").stat().st_size
        assert any(abs(content - padded_size(1 << power)) < 4096 for power in range(16, 25))


def test_who_keeps_no_files_refuses_such_a_bundle_and_loses_nothing(journey):
    attach(journey.field, open_a_case(journey.field))
    sent = journey.send()
    addresses = {journey.field.keyring.office: address_of(journey.field)}
    got = take_in(post_of(journey.hq), addresses, journey.stick).received
    assert {type(refusal) for refusal in got.refused.values()} == {BundleWrongKind}
    assert (journey.stick.folder / f"{sent.bundles[-1]}.rdb").exists()


def test_what_a_destroyed_case_lacked_is_asked_for_no_more(journey):
    case = open_a_case(journey.field)
    attach(journey.field, case)
    sent = journey.send()
    journey.stick.delete_own(f"{sent.bundles[-1]}.rdb")
    journey.take_in()
    journey.hq.store.destroy(case)
    assert journey.hq.store.travelling_files.lacking(9) == []


def test_what_was_lacking_before_files_travelled_is_looked_for_once_and_asked_for(journey):
    case = open_a_case(journey.field)
    record, sealed = attach(journey.field, case)
    send(post_of(journey.field), address_of(journey.hq), journey.stick, NoProgress(), {})
    addresses = {journey.field.keyring.office: address_of(journey.field)}
    take_in(post_of(journey.hq), addresses, journey.stick)
    with journey.hq.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM file_lacking")
    open_a_case(journey.field)
    journey.send()
    journey.take_in()
    assert journey.hq.store.travelling_files.lacking(9) == [FileName(case, name_of(case, record, sealed.salt))]
    journey.hear()
    journey.send()
    assert journey.take_in().received.files == 1
