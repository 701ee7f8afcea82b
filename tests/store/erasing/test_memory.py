"""What a computer remembers of erasures is never written over, where it can't be read either."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.app.erasing.due import carry_out_due, registry_of
from reintegration_desktop.vault.errors import ErasuresUnread, FolderTrouble
from reintegration_desktop.vault.files.erasures import erasures_file, remember_erasures, remembered
from tests.store.erasing.signers import Signers, a_young_person, begun


@pytest.fixture
def signers(tmp_path: Path) -> Signers:
    return Signers(tmp_path).begin()


@pytest.fixture
def place(signers: Signers) -> tuple[Path, UUID]:
    """Where one erasure is remembered, and of which office."""
    signers.sign("Jonas", ordered(signers, 0))
    assert signers.due() == 1
    with signers.opened() as program:
        return program.folder.home, program.me.office


def ordered(signers: Signers, number: int) -> bytes:
    with signers.opened() as program:
        return begun(registry_of(program), a_young_person(program, number))


def noticed(signers: Signers) -> list[type]:
    with signers.opened() as program:
        return [type(notice) for notice in program.notices]


def damaged(raw: bytes) -> bytes:
    return raw[:-20]


def newer(raw: bytes) -> bytes:
    return json.dumps({**json.loads(raw), "version": 2}).encode()


@pytest.mark.parametrize("spoilt", [damaged, newer])
def test_what_cannot_be_read_is_set_aside_and_told_once(signers, place, spoilt):
    file = erasures_file(*place)
    raw = spoilt(file.read_bytes())
    for number in (1, 2):
        file.write_bytes(raw)
        assert noticed(signers) == [ErasuresUnread]
        assert noticed(signers) == []
        assert file.with_suffix(f".{number}.json").read_bytes() == raw
        assert remembered(*place) == ()


def test_what_is_spoilt_in_an_open_vault_is_set_aside_before_more_is_remembered(signers, place):
    signers.clock.turn(days=40)  # two within thirty days would be a large order
    file, number = erasures_file(*place), ordered(signers, 1)
    whole = file.read_bytes()
    signers.sign("Jonas", number)
    with signers.opened("Grace") as program:
        file.write_bytes(damaged(whole))
        assert carry_out_due(program).destroyed == 1
    assert [one.receipt.number for one in remembered(*place)] == [number]
    file.with_suffix(".1.json").write_bytes(whole)
    assert len(remembered(*place)) == 2, "what was set aside counts again once it can be read"


def test_what_the_disk_does_not_give_is_left_where_it_is(signers, place):
    file = erasures_file(*place)
    (one,) = remembered(*place)
    file.unlink()
    file.mkdir()
    assert noticed(signers) == [ErasuresUnread]
    with pytest.raises(FolderTrouble):
        remember_erasures(*place, [one])
    assert file.is_dir() and list(file.parent.iterdir()) == [file]
