"""The outer envelope of bundles, backups, figures and packets: age files, streamed, so that size costs no memory."""

import io
from collections.abc import Sequence
from hashlib import sha256
from typing import Protocol

import pyrage

from reintegration_desktop.vault.errors import EnvelopeDamaged, EnvelopeForeign
from reintegration_desktop.vault.passphrases.passphrase import tidied

_LONGEST_HEADER = 64 * 1024
_INTRO = b"age-encryption.org/v1\n"


class Readable(Protocol):
    """What a stream is read from: a file, or anything that gives bytes until it gives none."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes, none at the end."""


class Writable(Protocol):
    """What a stream is written to."""

    def write(self, content: bytes, /) -> int:
        """Take all of these bytes."""


class Hashed:
    """Writes, and remembers the hash of what it wrote."""

    def __init__(self, target: Writable) -> None:
        self._target = target
        self._hash = sha256()

    @property
    def digest(self) -> bytes:
        """SHA-256 of all that was written so far."""
        return self._hash.digest()

    def write(self, content: bytes, /) -> int:
        """Take all of these bytes."""
        self._hash.update(content)
        return self._target.write(content)


class _Watched:
    """Two streams whose own trouble comes out again: the age library drops the error of its last write."""

    def __init__(self, source: Readable, target: Writable) -> None:
        self._source, self._target = source, target
        self._trouble: Exception | None = None

    def read(self, size: int) -> bytes:
        """Read, and remember what went wrong."""
        try:
            return self._source.read(size)
        except Exception as trouble:
            self._trouble = trouble
            raise

    def write(self, content: bytes) -> int:
        """Write, and remember what went wrong."""
        try:
            return self._target.write(content)
        except Exception as trouble:
            self._trouble = trouble
            raise

    def flush(self) -> None:
        """The stream's owner flushes it."""

    def raise_own_trouble(self) -> None:
        """Raise what a stream raised, if it did."""
        if self._trouble is not None:
            raise self._trouble from None


def seal_stream(source: Readable, target: Writable, recipients: Sequence[str]) -> None:
    """Seal a stream to recipients (``age1...``); troubles of the two streams are raised as they are."""
    watched = _Watched(source, target)
    to = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    try:
        pyrage.encrypt_io(watched, watched, to)
    except (pyrage.EncryptError, OSError):
        watched.raise_own_trouble()
        raise
    watched.raise_own_trouble()


def open_stream(source: Readable, target: Writable, identities: Sequence[str]) -> None:
    """Open a stream with any of these identities (``AGE-SECRET-KEY-1...``), newest first.

    What was written before EnvelopeDamaged was raised is the beginning of the content and must be thrown away.
    Raises EnvelopeForeign when it was sealed for somebody else.
    """
    watched = _Watched(source, target)
    own = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
    try:
        pyrage.decrypt_io(watched, watched, own)
    except (pyrage.DecryptError, OSError) as error:
        watched.raise_own_trouble()
        foreign = "No matching keys" in str(error)
        raise (EnvelopeForeign if foreign else EnvelopeDamaged) from None
    watched.raise_own_trouble()


def seal_bytes(content: bytes, recipients: Sequence[str]) -> bytes:
    """Seal what fits into memory."""
    sealed = io.BytesIO()
    seal_stream(io.BytesIO(content), sealed, recipients)
    return sealed.getvalue()


def open_bytes(sealed: bytes, identities: Sequence[str]) -> bytes:
    """Open what fits into memory; raises EnvelopeForeign, EnvelopeDamaged."""
    content = io.BytesIO()
    open_stream(io.BytesIO(sealed), content, identities)
    return content.getvalue()


def is_recipient(text: str) -> bool:
    """Whether a text is somebody's public age key (``age1...``)."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def seal_to_words(content: bytes, words: str) -> bytes:
    """Seal a packet to words that are told by voice (scrypt)."""
    sealed: bytes = pyrage.passphrase.encrypt(content, tidied(words).decode())
    return sealed


def open_with_words(sealed: bytes, words: str) -> bytes:
    """Open a packet with the words that were told; raises EnvelopeForeign for other words or a changed bit."""
    try:
        content: bytes = pyrage.passphrase.decrypt(sealed, tidied(words).decode())
    except (pyrage.DecryptError, OSError):
        raise EnvelopeForeign from None
    return content


def looks_sealed(beginning: bytes) -> bool:
    """Whether a file begins as a sealed one does; what follows only a key can tell."""
    return beginning.startswith(_INTRO)


def recipients_in(source: Readable) -> int:
    """How many X25519 recipients a sealed stream names; raises EnvelopeDamaged for what no bundle of ours has.

    A bundle goes to exactly one: whoever opens it can so be sure that nobody else was sent the same file.
    """
    header = source.read(_LONGEST_HEADER)
    head, mark, _ = header.partition(b"\n---")
    if not mark or not head.startswith(_INTRO):
        raise EnvelopeDamaged
    kinds = [line.split(b" ")[1:2] for line in head.splitlines() if line.startswith(b"-> ")]
    if any(kind != [b"X25519"] and not kind[0].endswith(b"-grease") for kind in kinds):
        raise EnvelopeDamaged
    return kinds.count([b"X25519"])
