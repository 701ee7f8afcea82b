"""Every bad bundle is refused with a reason of its own, and changes nothing."""

import io
import os
from pathlib import Path
from uuid import uuid4

import pytest
import zstandard

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.sentences import SENTENCES, in_words
from reintegration_desktop.sync import errors
from reintegration_desktop.sync.bundle import MAGIC
from reintegration_desktop.sync.packing import MIB, Limits, padding
from reintegration_desktop.vault.age_keys import recipient_of
from reintegration_desktop.vault.envelope import open_bytes, seal_bytes
from reintegration_desktop.vault.roles import Duty, Role
from tests.unit.sync.made import Device, Office, Programme, contents
from tests.unit.sync.post import take, write_one


@pytest.fixture
def bundle(tmp_path, field_office, headquarters, laptop, worker) -> Path:
    for _ in range(4):
        laptop.visit(worker)
    return write_one(field_office, headquarters.address, tmp_path)


@pytest.fixture
def refused(headquarters):
    def try_it(path: Path, office: Office = headquarters, **box: object) -> type[Refusal]:
        before = contents(office.tables)
        with pytest.raises(Refusal) as refusal:
            take(path, office, **box)
        assert contents(office.tables) == before
        assert all(in_words(refusal.value))
        return refusal.type

    return try_it


def changed(path: Path, content: bytes) -> Path:
    other = path.with_name(f"{os.urandom(16).hex()}.rdb")
    other.write_bytes(content)
    return other


def content_of(path: Path, office: Office) -> bytes:
    """What lies inside the envelope, unpacked."""
    packed = open_bytes(path.read_bytes(), office.box(path.parent).identities)
    return zstandard.ZstdDecompressor().stream_reader(io.BytesIO(packed), read_across_frames=True).read()


def sealed_anew(path: Path, content: bytes, office: Office) -> Path:
    """What somebody who opened a bundle could make of it."""
    packed = zstandard.ZstdCompressor().compress(content)
    return changed(path, seal_bytes(packed + b"".join(padding(len(packed))), [recipient_of(office.address.key)]))


def no_chance(size: int) -> bytes:
    return bytes(size)


def test_no_bytes(bundle, refused):
    assert refused(changed(bundle, b"")) is errors.BundleEmpty


@pytest.mark.parametrize("kept", [0.999, 0.9, 0.5, 0.01])
def test_cut_short(bundle, refused, kept):
    content = bundle.read_bytes()
    assert refused(changed(bundle, content[: int(len(content) * kept)])) is errors.BundleCutShort


def test_a_bit_flipped(bundle, refused):
    content = bytearray(bundle.read_bytes())
    content[len(content) // 2] ^= 1
    assert refused(changed(bundle, bytes(content))) is errors.BundleDamaged


def test_something_that_was_never_a_bundle(bundle, refused):
    assert refused(changed(bundle, b"This is not a bundle.\n" * 5_000)) is errors.BundleDamaged


def test_sealed_for_somebody_else(bundle, refused, programme):
    assert refused(bundle, Office(programme)) is errors.BundleForeign


def test_readdressed_by_who_opened_it(bundle, refused, programme, headquarters):
    other = Office(programme)
    assert refused(sealed_anew(bundle, content_of(bundle, headquarters), other), other) is errors.BundleReaddressed


def test_sealed_to_two_at_once(bundle, refused, programme, headquarters):
    packed = open_bytes(bundle.read_bytes(), headquarters.box(bundle.parent).identities)
    both = [recipient_of(office.address.key) for office in (headquarters, Office(programme))]
    assert refused(changed(bundle, seal_bytes(packed, both))) is errors.BundleDamaged


def test_a_manifest_changed_after_it_was_signed(bundle, refused, headquarters):
    content = content_of(bundle, headquarters).replace(b'"kind":"delta"', b'"kind":"other"')
    assert refused(sealed_anew(bundle, content, headquarters)) is errors.BundleForged


def test_lines_changed_after_the_manifest_was_signed(bundle, refused, headquarters):
    content = bytearray(content_of(bundle, headquarters))
    content[-100] ^= 1
    assert refused(sealed_anew(bundle, bytes(content), headquarters)) is errors.BundleDamaged


def test_lines_left_out_after_the_manifest_was_signed(bundle, refused, headquarters):
    content = content_of(bundle, headquarters)[:-200]
    assert refused(sealed_anew(bundle, content, headquarters)) is errors.BundleDamaged


def test_a_sender_whom_nobody_vouches_for(tmp_path, refused, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    stranger = Office(Programme()).person(Role.COORDINATOR)
    path = write_one(field_office, headquarters.address, tmp_path, sender=stranger)
    assert refused(path) is errors.SenderUnknown


def test_a_sender_of_another_programme(tmp_path, refused, headquarters):
    other = Office(Programme())
    Device(other).visit(other.person(Role.CASEWORKER))
    assert refused(write_one(other, headquarters.address, tmp_path)) is errors.OtherProgramme


def test_a_programme_that_speaks_for_an_office_of_ours(tmp_path, refused, field_office, headquarters):
    other = Office(Programme())
    other.id = field_office.id
    other.custodian = other._person(Role.SUPERVISOR, frozenset({Duty.CUSTODIAN}), None, other.programme.sign)
    headquarters.pins = {uuid4(): other.programme.root}
    assert refused(write_one(other, headquarters.address, tmp_path)) is errors.OtherProgramme


def test_a_sender_who_was_removed(tmp_path, refused, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    headquarters.tables.revocations.append(field_office.revocation(worker))
    headquarters.tables.certificates += field_office.papers.certificates
    assert refused(write_one(field_office, headquarters.address, tmp_path, sender=worker)) is errors.SenderRevoked


def test_a_sender_whose_removal_comes_with_the_bundle(tmp_path, refused, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    removed = (field_office.revocation(worker),)
    path = write_one(field_office, headquarters.address, tmp_path, sender=worker, revocations=removed)
    assert refused(path) is errors.SenderRevoked


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.MANAGER, Role.AUDITOR])
def test_a_sender_whose_role_carries_nothing(tmp_path, refused, field_office, headquarters, laptop, worker, role):
    laptop.visit(worker)
    path = write_one(field_office, headquarters.address, tmp_path, sender=field_office.person(role))
    assert refused(path) is errors.SenderNotEntitled


def test_a_format_of_tomorrow(bundle, refused, headquarters):
    content = content_of(bundle, headquarters)
    assert refused(sealed_anew(bundle, b"rdb\x02" + content[4:], headquarters)) is errors.BundleTooNew
    newer = content.replace(b'{"format":1,', b'{"format":2,')
    assert refused(sealed_anew(bundle, newer, headquarters)) is errors.BundleTooNew


@pytest.mark.parametrize("kind", ["release", "figures", "something else"])
def test_a_kind_that_is_not_received_here(tmp_path, refused, field_office, headquarters, kind):
    path = write_one(field_office, headquarters.address, tmp_path, kind=kind)
    assert refused(path) is errors.BundleWrongKind


def test_a_file_larger_than_any_bundle(bundle, refused):
    assert refused(bundle, limits=Limits(file=10_000)) is errors.BundleTooLarge


def test_more_content_than_a_file_of_its_size_holds(tmp_path, refused, field_office, headquarters):
    path = write_one(field_office, headquarters.address, tmp_path, figures={"zeros": bytes(7 * MIB)})
    assert refused(path, limits=Limits(ratio=10)) is errors.BundleBomb


def test_more_lines_than_memory_could_hold(bundle, refused):
    assert refused(bundle, limits=Limits(lines=8)) is errors.BundleBomb


def test_a_bomb_before_the_manifest(bundle, refused, headquarters):
    content = MAGIC + (1 << 31).to_bytes(4) + bytes(1 << 28)
    assert refused(sealed_anew(bundle, content, headquarters)) is errors.BundleBomb


def test_a_bomb_behind_the_manifest(bundle, refused, headquarters):
    content = content_of(bundle, headquarters) + bytes(1 << 28)
    assert refused(sealed_anew(bundle, content, headquarters)) is errors.BundleBomb


def test_an_id_used_again_for_another_content(tmp_path, refused, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    take(write_one(field_office, headquarters.address, tmp_path / "a", random=no_chance), headquarters)
    laptop.visit(worker)
    again = write_one(field_office, headquarters.address, tmp_path / "b", random=no_chance)
    assert refused(again) is errors.BundleIdReused


def test_every_refusal_has_its_sentences():
    codes = {one.code for one in vars(errors).values() if isinstance(one, type) and one is not Refusal}
    assert codes <= SENTENCES.keys()
    assert len({SENTENCES[code].happened for code in codes}) == len(codes)
