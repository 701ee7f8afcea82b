"""A mark of a database's file as it lies: another after any page was written, or put back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from struct import iter_unpack

PAGE, RESERVE = 4096, 80
"""SQLCipher keeps a page's own random nonce (16 bytes) and its authentication (64) at its end."""

_END = f"{PAGE - RESERVE}x{RESERVE}s"
_AT_A_TIME = 256 * PAGE


def mark_of(path: Path) -> str | None:
    """SHA-256 over what stands at the end of every page, 64 hex digits; no key is needed. OSError from the disk.

    None where nothing lies there, or newest rows still wait in the log file. A page that is written anew has a nonce of
    its own, so that an old page in its old place shows.
    """
    log = path.with_name(path.name + "-wal")
    if not path.exists() or not path.stat().st_size or (log.exists() and log.stat().st_size):
        return None
    digest, size, pages = sha256(), 0, memoryview(bytearray(_AT_A_TIME))
    with path.open("rb") as file:  # not mapped into memory: a stick that is pulled would end the program
        while read := file.readinto(pages):
            digest.update(b"".join(end for (end,) in iter_unpack(_END, pages[: read // PAGE * PAGE])))
            size += read
    digest.update(size.to_bytes(8))
    return digest.hexdigest()


def begin_mark(path: Path) -> Callable[[], str | None]:
    """Read the mark beside what else there is to do, as while a passphrase's key is derived; call it to wait for it.

    Raises then what ``mark_of`` raises.
    """
    beside = ThreadPoolExecutor(1, "mark")
    found = beside.submit(mark_of, path)
    beside.shutdown(wait=False)
    return found.result
