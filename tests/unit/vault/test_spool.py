"""A passing file holds what was written and shows the disk nothing."""

import os

import pytest

from reintegration_desktop.vault.errors import SealBroken
from reintegration_desktop.vault.spool import PIECE_BYTES, Spool


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES + 17])
def test_what_was_written_is_read_as_often_as_wanted(tmp_path, size):
    content = os.urandom(size)
    with Spool(tmp_path, os.urandom) as spool:
        for at in range(0, size, 70_001):
            spool.write(content[at : at + 70_001])
        assert spool.size == size
        assert b"".join(spool.pieces()) == content
        assert b"".join(spool.pieces()) == content


def test_the_disk_holds_nothing_that_can_be_read(tmp_path):
    with Spool(tmp_path, os.urandom) as spool:
        spool.write(b"Kalonge " * PIECE_BYTES)
        spool._file.seek(0)
        assert b"Kalonge" not in spool._file.read()
        assert list(tmp_path.iterdir()) == []


def test_a_disk_that_gives_back_something_else_is_noticed(tmp_path):
    with Spool(tmp_path, os.urandom) as spool:
        spool.write(b"x" * 2 * PIECE_BYTES)
        spool._file.seek(100)
        spool._file.write(b"?")
        with pytest.raises(SealBroken):
            list(spool.pieces())
