"""The lines of a bundle: each a type byte followed by a msgpack array (docs/formats-bundle.md).

Numbers in a line have a place, not a name: a version adds fields at the end and never moves one. A type byte that this
version doesn't know is kept as it came.
"""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from reintegration_desktop.history.arrivals import END_BYTES, Acknowledgement, Digests, FileName, Hole, Missing
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.sync.errors import BundleDamaged
from reintegration_desktop.vault.certificates import Certificate, read_certificate
from reintegration_desktop.vault.papers.office_keys import KeyStatement, read_statement
from reintegration_desktop.vault.revocations import Revocation, read_revocation
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.signed import Signed

CHANGE, HOLE, SAVE, CERTIFICATE, REVOCATION, KEY, FIGURES, ACKNOWLEDGEMENT, FILE = (
    b"c",
    b"h",
    b"s",
    b"p",
    b"r",
    b"k",
    b"f",
    b"a",
    b"x",
)
LONGEST_LINE, LONGEST_PIECE, MOST_WANTED = 8 * 1024 * 1024, 1024 * 1024, 1_000

Device = Annotated[bytes, Meta(min_length=16, max_length=16)]
Hash = Annotated[bytes, Meta(min_length=32, max_length=32)]
Number = Annotated[int, Meta(ge=1, lt=1 << 31)]
Count = Annotated[int, Meta(ge=0, lt=1 << 31)]
Tick = Annotated[int, Meta(ge=0, le=(1 << 63) - 1)]
Word = Annotated[str, Meta(min_length=1, max_length=40)]
Hex32 = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]


class ChangeLine(Struct, array_like=True, frozen=True, gc=False):
    """A change without its hash, which follows from the chain; ``room`` and ``kind`` may be a newer version's."""

    device: Device
    author: UUID
    case: UUID
    record: UUID
    room: Word
    kind: Word
    generation: Count
    parents: Annotated[tuple[tuple[Device, Number], ...], Meta(max_length=1000)]
    seq: Number
    clock: Tick
    salt: Annotated[bytes, Meta(min_length=16, max_length=16)]
    document: bytes


class HoleLine(Struct, array_like=True, frozen=True, gc=False):
    """What stands in the chain for a change that isn't sent, or is destroyed."""

    device: Device
    seq: Number
    envelope_digest: Hash
    document_digest: Hash


class SaveLine(Struct, array_like=True, frozen=True, gc=False):
    """An author's signature over a transaction; the chain's head, which it covers, follows from the lines before."""

    device: Device
    author: UUID
    first: Number
    last: Number
    signature: Annotated[bytes, Meta(min_length=64, max_length=64)]


class PaperLine(Struct, array_like=True, frozen=True, gc=False):
    """A certificate's, a revocation's or a key statement's exact bytes, and the signature over them."""

    body: Annotated[bytes, Meta(max_length=1 << 20)]
    signature: Annotated[bytes, Meta(min_length=64, max_length=64)]


class FiguresLine(Struct, array_like=True, frozen=True, gc=False):
    """A sealed file of counts."""

    name: Annotated[str, Meta(pattern=r"^[0-9a-z][0-9a-z._-]{0,79}$")]
    content: bytes


class AcknowledgementLine(Struct, array_like=True, frozen=True, gc=False):
    """What the sender of this bundle holds, misses, and what it all comes to."""

    bundles: tuple[Hex32, ...]
    vector: tuple[tuple[Device, Count], ...]
    missing: tuple[tuple[Device, Number, Number], ...]
    quarantined: Count
    parked: Count
    heads: Hash
    facts: Hash
    copy: Annotated[bytes, Meta(max_length=16)] = b""
    wants: Annotated[tuple[tuple[UUID, Device], ...], Meta(max_length=MOST_WANTED)] = ()
    ends: tuple[tuple[Device, Annotated[bytes, Meta(min_length=END_BYTES, max_length=END_BYTES)]], ...] = ()
    holes: tuple[tuple[Device, tuple[tuple[Count, Count], ...]], ...] = ()
    comparable: bool | None = None
    of: Annotated[bytes, Meta(max_length=16)] = b""


class FileLine(Struct, array_like=True, frozen=True, gc=False):
    """A piece of a case's sealed file: its name on the disk, how long all of it is, where the piece begins."""

    case: UUID
    name: Device
    size: Count
    at: Count
    content: Annotated[bytes, Meta(max_length=LONGEST_PIECE)]


Line = ChangeLine | HoleLine | SaveLine | PaperLine | FiguresLine | AcknowledgementLine | FileLine

_encode = msgspec.msgpack.Encoder(uuid_format="bytes").encode
_decoders: dict[int, Callable[[bytes], Line]] = {
    CHANGE[0]: msgspec.msgpack.Decoder(ChangeLine).decode,
    HOLE[0]: msgspec.msgpack.Decoder(HoleLine).decode,
    SAVE[0]: msgspec.msgpack.Decoder(SaveLine).decode,
    CERTIFICATE[0]: msgspec.msgpack.Decoder(PaperLine).decode,
    REVOCATION[0]: msgspec.msgpack.Decoder(PaperLine).decode,
    KEY[0]: msgspec.msgpack.Decoder(PaperLine).decode,
    FIGURES[0]: msgspec.msgpack.Decoder(FiguresLine).decode,
    ACKNOWLEDGEMENT[0]: msgspec.msgpack.Decoder(AcknowledgementLine).decode,
    FILE[0]: msgspec.msgpack.Decoder(FileLine).decode,
}


def change_line(change: Change) -> bytes:
    """A change as a line."""
    parents = [(bytes.fromhex(device), seq) for device, seq in change.parents]
    return CHANGE + _encode(
        (
            bytes.fromhex(change.device), change.author, change.case, change.record, change.room, change.kind,
            change.generation, parents, change.seq, change.clock, change.salt, change.document,
        )
    )  # fmt: skip


def hole_line(hole: Hole) -> bytes:
    """A hole as a line."""
    return HOLE + _encode((bytes.fromhex(hole.device), hole.seq, hole.envelope_digest, hole.document_digest))


def save_line(save: SaveRow) -> bytes:
    """A save as a line."""
    return SAVE + _encode((bytes.fromhex(save.device), save.author, save.first, save.last, save.signature))


def certificate_line(certificate: Certificate) -> bytes:
    """A certificate as a line."""
    return CERTIFICATE + _encode((certificate.signed.body, certificate.signed.signature))


def revocation_line(revocation: Revocation) -> bytes:
    """A revocation as a line."""
    return REVOCATION + _encode((revocation.signed.body, revocation.signed.signature))


def key_line(statement: KeyStatement) -> bytes:
    """What a custodian states of an office's key as a line."""
    return KEY + _encode((statement.signed.body, statement.signed.signature))


def figures_line(name: str, content: bytes) -> bytes:
    """A sealed file of counts as a line."""
    return FIGURES + _encode((name, content))


def acknowledgement_line(said: Acknowledgement) -> bytes:
    """An acknowledgement as a line; the office follows from who signs the bundle."""
    vector = [(bytes.fromhex(device), seq) for device, seq in sorted(said.vector.items())]
    missing = [(bytes.fromhex(gap.device), gap.first, gap.last) for gap in said.missing]
    return ACKNOWLEDGEMENT + _encode(
        (
            said.bundles, vector, missing, said.quarantined, said.parked, said.digests.heads, said.digests.facts,
            bytes.fromhex(said.copy), [(want.case, bytes.fromhex(want.name)) for want in said.wants[:MOST_WANTED]],
            [(bytes.fromhex(device), end) for device, end in sorted(said.ends.items())],
            [(bytes.fromhex(device), ranges) for device, ranges in sorted(said.holes.items())], None,
            b"" if said.of is None else said.of.bytes,
        )
    )  # fmt: skip


def file_line(file: FileName, size: int, at: int, content: bytes) -> bytes:
    """A piece of a sealed file as a line."""
    return FILE + _encode((file.case, bytes.fromhex(file.name), size, at, content))


def read_line(line: bytes) -> Line | None:
    """What a line says; None for a type that this version doesn't know. Raises BundleDamaged."""
    decode = _decoders.get(line[0]) if line else None
    if decode is None:
        return None
    try:
        return decode(line[1:])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise BundleDamaged from None


def change_of(line: ChangeLine, chained: bytes) -> Change | None:
    """The change in a line, given its place in the chain; None where its room or kind is a newer version's."""
    room, kind = _ROOMS.get(line.room), _KINDS.get(line.kind)
    if room is None or kind is None:
        return None
    parents = tuple([VersionId(device.hex(), seq) for device, seq in line.parents])
    return Change(
        line.case, line.record, room, line.device.hex(), line.seq, line.clock, line.author, kind, parents,
        line.generation, line.salt, line.document, chained,
    )  # fmt: skip


def acknowledgement_of(line: AcknowledgementLine, office: UUID) -> Acknowledgement:
    """What an office said."""
    return Acknowledgement(
        office,
        line.bundles,
        {device.hex(): seq for device, seq in line.vector},
        tuple(Missing(device.hex(), first, last) for device, first, last in line.missing),
        line.quarantined,
        line.parked,
        Digests(line.heads, line.facts),
        line.copy.hex(),
        tuple(FileName(case, name.hex()) for case, name in line.wants),
        {device.hex(): end for device, end in line.ends},
        {device.hex(): ranges for device, ranges in line.holes},
        UUID(bytes=line.of) if len(line.of) == 16 else None,
    )


def certificate_of(line: PaperLine) -> Certificate:
    """The certificate in a line, its signature unchecked; raises BundleDamaged."""
    try:
        return read_certificate(Signed(line.body, line.signature))
    except ValueError:
        raise BundleDamaged from None


def revocation_of(line: PaperLine) -> Revocation:
    """The revocation in a line, its signature unchecked; raises BundleDamaged."""
    try:
        return read_revocation(Signed(line.body, line.signature))
    except ValueError:
        raise BundleDamaged from None


def key_of(line: PaperLine) -> KeyStatement:
    """The key statement in a line, its signature unchecked; raises BundleDamaged."""
    try:
        return read_statement(Signed(line.body, line.signature))
    except ValueError:
        raise BundleDamaged from None


_ROOMS = {room.value: room for room in Room}
_KINDS = {kind.value: kind for kind in Kind}
