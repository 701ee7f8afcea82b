"""The manifest: what a bundle says of itself, signed byte by byte as it stands."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from reintegration_desktop.sync.errors import BundleDamaged, BundleTooNew
from reintegration_desktop.sync.wire import Count, Hash, Hex32
from reintegration_desktop.vault.certificates import Certificate, read_certificate
from reintegration_desktop.vault.seals.framing import framed
from reintegration_desktop.vault.signed import SIGNATURE_BYTES, Signed

FORMAT = 1
PURPOSE = "bundle"
LONGEST_MANIFEST, MOST_DEVICES = 4 * 1024 * 1024, 10_000
Sign = Callable[[bytes], bytes]
Size = Annotated[int, Meta(ge=0, le=(1 << 63) - 1)]


class Kind(StrEnum):
    """What a bundle is for. The last one is reserved."""

    DELTA = "delta"
    CHECKPOINT = "checkpoint"
    FIGURES = "figures"
    ACKNOWLEDGEMENT = "acknowledgement"
    FILES = "files"
    TRANSFER = "transfer"
    DOWNSTREAM = "downstream"
    RELEASE = "release"


class Paper(Struct, frozen=True):
    """A certificate as it was signed."""

    body: str
    signature: Annotated[bytes, Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]

    def certificate(self) -> Certificate:
        """What it says, the signature unchecked; raises BundleDamaged."""
        try:
            return read_certificate(Signed(self.body.encode(), self.signature))
        except ValueError:
            raise BundleDamaged from None


class Recipient(Struct, frozen=True):
    """For whom: an office and the fingerprint of its transport key (64 hex digits)."""

    office: UUID
    key: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class Stretch(Struct, frozen=True, array_like=True):
    """What is sent of one device: all after a number up to another; ``hash`` is the chain's where it begins."""

    device: Hex32
    after: Count
    hash: Hash
    upto: Count


class Manifest(Struct, frozen=True, omit_defaults=True):
    """Everything that is said of a bundle before its lines.

    ``root`` is the fingerprint of the sender's programme; ``chain`` the certificates between it and the sender;
    ``has`` the sender's own vector, what is not sent included; ``lines``, ``size`` and ``digest`` (SHA-256) are of the
    lines that follow, as they stand; ``counts`` how many lines of each type.
    """

    format: int
    bundle: Hex32
    kind: str
    made_at: datetime
    root: str
    sender: Paper
    recipient: Recipient
    lines: Size
    size: Size
    digest: Hash
    chain: Annotated[tuple[Paper, ...], Meta(max_length=16)] = ()
    stretches: Annotated[tuple[Stretch, ...], Meta(max_length=MOST_DEVICES)] = ()
    has: Annotated[tuple[tuple[Hex32, Count], ...], Meta(max_length=MOST_DEVICES)] = ()
    counts: Annotated[dict[str, Count], Meta(max_length=256)] = {}


class _Version(Struct):
    format: int


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Manifest)
_version = msgspec.json.Decoder(_Version)


def paper_of(certificate: Certificate) -> Paper:
    """A certificate as a manifest carries it."""
    return Paper(certificate.signed.body.decode(), certificate.signed.signature)


def write_manifest(manifest: Manifest, sign: Sign) -> Signed:
    """The manifest's bytes, and the sender's signature over exactly these."""
    body = _encoder.encode(manifest)
    return Signed(body, sign(framed(f"rd-{PURPOSE}-1".encode(), body)))


def read_manifest(paper: Signed) -> Manifest:
    """What a manifest says, its signature unchecked; raises BundleTooNew, BundleDamaged."""
    try:
        if (version := _version.decode(paper.body).format) != FORMAT:
            raise BundleTooNew(version=version)
        manifest = _decoder.decode(paper.body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise BundleDamaged from None
    if manifest.made_at.tzinfo is None:
        raise BundleDamaged
    return manifest
