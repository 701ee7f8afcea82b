"""A mark of a database's file as it lies: another after any page was written, or put back."""

from hashlib import sha256
from mmap import ACCESS_READ, mmap
from pathlib import Path

PAGE, RESERVE = 4096, 80
"""SQLCipher keeps a page's own random nonce (16 bytes) and its authentication (64) at its end."""


def mark_of(path: Path) -> str | None:
    """SHA-256 over what stands at the end of every page, 64 hex digits; no key is needed.

    None where nothing lies there, or newest rows still wait in the log file. A page that is written anew has a nonce of
    its own, so that an old page in its old place shows.
    """
    log = path.with_name(path.name + "-wal")
    if not path.exists() or not path.stat().st_size or (log.exists() and log.stat().st_size):
        return None
    digest = sha256()
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as pages:
        for end in range(PAGE, len(pages) + 1, PAGE):
            digest.update(pages[end - RESERVE : end])
        digest.update(len(pages).to_bytes(8))
    return digest.hexdigest()
