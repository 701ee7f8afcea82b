"""A decryptor written from SQLCipher's file format alone: pages, free pages and frames of the log, with the raw key.

A page is 4,096 bytes: ciphertext (AES-256-CBC), 16 bytes IV, 64 bytes HMAC-SHA512 over ciphertext, IV and the page's
number (little-endian, four bytes). The first page begins with a salt of 16 bytes in the clear; the HMAC's key is
PBKDF2-HMAC-SHA512 of the key over that salt, each byte xor 0x3a, two rounds. The log (``-wal``) has a header of 32
bytes, then frames: 24 bytes of header, the page's number first (big-endian), and a page.
"""

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import pbkdf2_hmac, sha512
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE, SALT, IV, MAC = 4096, 16, 16, 64
RESERVED = IV + MAC
WAL_HEADER, FRAME_HEADER = 32, 24


class NotAuthentic(Exception):  # noqa: N818 - what is said of a page
    """A page whose HMAC is another."""


@dataclass(frozen=True)
class Page:
    """A page in the clear: where it stood (``file`` or ``log``), its number, its bytes."""

    where: str
    number: int
    content: bytes


def pages_of(database: Path, key: bytes) -> Iterator[Page]:
    """Every page of the file, the free ones included, and every frame that lies in its log. Raises NotAuthentic."""
    assert database.stat().st_size % PAGE == 0
    for opens in pages_read(database, key):
        yield opens()


def pages_read(database: Path, key: bytes) -> Iterator[Callable[[], Page]]:
    """The same, each still to be opened: a program that was killed may have left one half written."""
    raw = database.read_bytes()
    salt = raw[:SALT]
    for at in range(0, len(raw), PAGE):
        yield partial(_opened, "file", at // PAGE + 1, raw[at : at + PAGE], key, salt)
    log = database.with_name(database.name + "-wal")
    yield from _frames(log.read_bytes() if log.exists() else b"", key, salt)


def _frames(raw: bytes, key: bytes, salt: bytes) -> Iterator[Callable[[], Page]]:
    for at in range(WAL_HEADER, len(raw), FRAME_HEADER + PAGE):
        number = int.from_bytes(raw[at : at + 4])
        page = raw[at + FRAME_HEADER : at + FRAME_HEADER + PAGE]
        if len(page) == PAGE:
            yield partial(_opened, "log", number, page, key, salt)


def _opened(where: str, number: int, page: bytes, key: bytes, salt: bytes) -> Page:
    """A page decrypted; the first one without its salt. Raises NotAuthentic."""
    sealed = page[SALT:] if number == 1 else page
    body, iv, mac = sealed[:-RESERVED], sealed[-RESERVED:-MAC], sealed[-MAC:]
    mac_key = pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    if not hmac.compare_digest(hmac.new(mac_key, body + iv + number.to_bytes(4, "little"), sha512).digest(), mac):
        raise NotAuthentic
    decryptor = Cipher(AES(key), CBC(iv)).decryptor()
    return Page(where, number, decryptor.update(body) + decryptor.finalize())


def free_pages(pages: list[Page]) -> int:
    """How many pages the first one says are free (bytes 36 to 39 of SQLite's header, here without its first 16)."""
    first = next(page for page in pages if (page.where, page.number) == ("file", 1))
    return int.from_bytes(first.content[36 - SALT : 40 - SALT])
