"""A bundle carries everything of an office's log to one other, and tells nobody else anything."""

import io
import os
import subprocess
from uuid import uuid4

import msgspec
import pytest
import zstandard

from reintegration_desktop.history.arrivals import Hole
from reintegration_desktop.sync.bundle import MAGIC, Letter, write_bundles
from reintegration_desktop.sync.manifest import Kind, Manifest
from reintegration_desktop.sync.packing import KIB, MIB, padded_size, padding
from reintegration_desktop.vault.age_keys import identity_of
from tests.unit.sync.made import NOW, Entry, ids
from tests.unit.sync.post import take, write, write_one


def test_what_was_saved_arrives_as_it_was(tmp_path, field_office, headquarters, laptop, worker):
    saved = [change for _ in range(5) for change in laptop.visit(worker)]
    outcome = take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    assert outcome.applied == len(saved)
    assert (outcome.quarantined, outcome.parked) == ({}, {})
    assert headquarters.tables.log == field_office.tables.log
    assert headquarters.tables.saves == field_office.tables.saves
    assert headquarters.tables.marks == field_office.tables.marks


def test_only_what_is_new_to_the_other_side_travels(tmp_path, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    before = {device: mark.seq for device, mark in headquarters.tables.marks.items()}
    new = laptop.visit(worker)
    (info,) = write(field_office, headquarters.address, tmp_path, since=before)
    assert info.counts["c"] == len(new)
    assert take(info.path, headquarters).applied == len(new)


def test_what_a_peer_is_not_sent_stands_as_a_hole_and_the_chain_still_holds(
    tmp_path, field_office, headquarters, laptop, worker
):
    private, public = laptop.visit(worker), laptop.visit(worker)
    field_office.tables.withheld = set(ids(private))
    outcome = take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    assert outcome.applied == len(public)
    assert all(isinstance(headquarters.tables.log[one.id], Hole) for one in private)
    assert headquarters.tables.marks == field_office.tables.marks


def test_the_age_and_zstd_programs_open_it_if_we_are_gone(tmp_path, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    path = write_one(field_office, headquarters.address, tmp_path)
    key = tmp_path / "key"
    key.write_text(identity_of(headquarters.transport))
    opened = subprocess.run(["age", "-d", "-i", key, path], check=True, capture_output=True).stdout
    reader = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(opened), read_across_frames=True)
    content = reader.read()
    assert content.startswith(MAGIC)
    length = int.from_bytes(content[4:8])
    manifest = msgspec.json.decode(content[8 : 8 + length], type=Manifest)
    assert manifest.recipient.office == headquarters.id
    assert len(content) == 8 + length + 64 + manifest.size


def test_neither_name_nor_size_tells_what_is_inside(tmp_path, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    small = write_one(field_office, headquarters.address, tmp_path)
    for _ in range(20):
        laptop.visit(worker)
    larger = write_one(field_office, headquarters.address, tmp_path)
    assert abs(small.stat().st_size - larger.stat().st_size) < KIB, "no more than the header's random grease"
    assert len(small.name) == 36
    assert small.name != larger.name
    assert str(field_office.id).encode() not in small.read_bytes()


@pytest.mark.parametrize(
    ("size", "padded"),
    [
        (0, 64 * KIB), (1, 64 * KIB), (64 * KIB, 64 * KIB), (64 * KIB - 7, 128 * KIB), (64 * KIB - 8, 64 * KIB),
        (64 * KIB + 1, 128 * KIB), (5 * MIB, 8 * MIB), (16 * MIB, 16 * MIB), (16 * MIB + 1, 32 * MIB),
        (40 * MIB, 48 * MIB), (48 * MIB - 3, 64 * MIB),
    ],
)  # fmt: skip
def test_sizes_come_in_a_few_classes(size, padded):
    assert padded_size(size) == padded
    assert size + sum(map(len, padding(size))) == padded


def test_a_large_log_is_split_between_saves_and_each_part_stands_for_itself(
    tmp_path, field_office, headquarters, laptop, worker
):
    for _ in range(30):
        laptop.save(worker, *(Entry(uuid4(), uuid4(), document=os.urandom(50 * KIB)) for _ in range(4)))
    parts = write(field_office, headquarters.address, tmp_path, split_at=MIB)
    assert len(parts) > 3
    assert all(part.upto[laptop.id] % 4 == 0 for part in parts)
    assert [part.counts.get("p", 0) > 0 for part in parts] == [True] + [False] * (len(parts) - 1)
    for part in parts:
        take(part.path, headquarters)
    assert headquarters.tables.log == field_office.tables.log


def test_what_no_save_covers_yet_stays_behind(tmp_path, field_office, headquarters, laptop, worker):
    signed = laptop.visit(worker)
    items = [*signed, *field_office.tables.saves.values(), laptop.chained(worker, Entry(uuid4(), uuid4()))]
    papers = field_office.papers.certificates
    letter = Letter(Kind.DELTA, field_office.sender(), headquarters.address, NOW, certificates=papers)
    (info,) = write_bundles(letter, items, tmp_path, os.urandom)
    assert info.upto == {laptop.id: len(signed)}
    assert take(info.path, headquarters).applied == len(signed)


def test_a_letter_without_changes_still_makes_one_bundle(tmp_path, field_office, headquarters):
    figures = {"0123abcd.figures": os.urandom(5_000)}
    kept = {}
    path = write_one(field_office, headquarters.address, tmp_path, kind="figures", figures=figures)
    outcome = take(
        path, headquarters, keep_figures=lambda office, name, content: kept.update({(office, name): content})
    )
    assert outcome.figures == {"0123abcd.figures"}
    assert kept == {(field_office.id, "0123abcd.figures"): figures["0123abcd.figures"]}
