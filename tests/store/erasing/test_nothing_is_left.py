"""After a file was destroyed nobody finds it, with whatever key: on no page, in no frame of the log, by no guess."""

from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from reintegration_desktop.vault.chain import SALT_BYTES
from tests.store.erasing.pages_of import NotAuthentic, pages_of
from tests.store.erasing.proof import guess, proof


def test_nothing_of_a_destroyed_file_is_found_on_any_page_or_frame_nor_guessed_from_what_is_left():
    counts = proof(1, 7)
    assert counts["values"] > 60
    assert counts["pages"] > 100
    assert counts["guesses"] > 1_000_000
    assert counts["hashes"] > 10
    assert (counts["found"], counts["guessed"]) == (0, 0)


def test_a_guess_finds_what_was_hashed_without_a_salt():
    unsalted, salted = sha256(b"2011-03-07").digest(), sha256(bytes(SALT_BYTES) + b"2011-03-07").digest()
    assert guess({unsalted}, uuid4())[1] == 1
    assert guess({salted}, uuid4())[1] == 0


def test_the_decryptor_believes_no_page_that_was_changed(laptop):
    key = laptop.keyring.database_key()
    laptop.database.close()
    path: Path = laptop.folder.database
    assert any(b"CREATE TABLE" in page.content for page in pages_of(path, key))
    raw = bytearray(path.read_bytes())
    raw[5000] ^= 1
    path.write_bytes(raw)
    with pytest.raises(NotAuthentic):
        list(pages_of(path, key))
