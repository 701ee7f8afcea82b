"""Sending and receiving between invented offices, for tests."""

import os
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import zstandard

from reintegration_desktop.history.arrivals import Mark
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.sync.bundle import MAGIC, SPLIT_AT, Address, BundleInfo, Letter, write_bundles
from reintegration_desktop.sync.manifest import Kind, Manifest, Recipient, paper_of, write_manifest
from reintegration_desktop.sync.packing import padding
from reintegration_desktop.sync.receive import Outcome, receive
from reintegration_desktop.vault.age_keys import recipient_of
from reintegration_desktop.vault.envelope import seal_bytes
from reintegration_desktop.vault.identity import Random, fingerprint
from tests.unit.sync.made import NOW, Office, Person


def write(
    office: Office,
    to: Address,
    outbox: Path,
    *,
    since: Mapping[str, int] | None = None,
    upto: Mapping[str, int] | None = None,
    sender: Person | None = None,
    split_at: int = SPLIT_AT,
    random: Random = os.urandom,
    **more: object,
) -> list[BundleInfo]:
    """Seal what an office holds, from some numbers on."""
    outbox.mkdir(exist_ok=True)
    tables, since = office.tables, since or {}
    has = {device: mark.seq for device, mark in tables.marks.items()}
    marks = {
        device: Mark(seq, hash_) for device, seq in since.items() if (hash_ := tables.hash_at(VersionId(device, seq)))
    }
    given = {"kind": Kind.DELTA, "certificates": office.papers.certificates, "has": has, **more}
    letter = Letter(sender=office.sender(sender), to=to, made_at=NOW, since=marks, **given)
    return list(write_bundles(letter, tables.outgoing(since, upto or has), outbox, random, split_at))


def write_one(office: Office, to: Address, outbox: Path, **more: object) -> Path:
    (info,) = write(office, to, outbox, **more)
    return info.path


def take(path: Path, office: Office, **box: object) -> Outcome:
    """Receive a file at an office."""
    with path.open("rb") as file:
        return receive(file, office.box(path.parent / "passing", **box))


def craft(
    office: Office, to: Address, folder: Path, written: Sequence[bytes], magic: bytes = MAGIC, **more: object
) -> Path:
    """A bundle of any lines, sealed and signed as it should be, whatever stands in them."""
    folder.mkdir(exist_ok=True)
    content = b"".join(len(line).to_bytes(4) + line for line in written)
    told = {
        "format": 1, "bundle": os.urandom(16).hex(), "kind": "delta", "made_at": NOW,
        "root": fingerprint(office.programme.root), "sender": paper_of(office.custodian.certificate),
        "recipient": Recipient(to.office, fingerprint(to.key)), "lines": len(written), "size": len(content),
        "digest": sha256(content).digest(),
    }  # fmt: skip
    paper = write_manifest(Manifest(**{**told, **more}), office.custodian.keys.sign)
    head = magic + len(paper.body).to_bytes(4) + paper.body + paper.signature
    packed = zstandard.ZstdCompressor().compress(head + content)
    path = folder / f"{os.urandom(16).hex()}.rdb"
    path.write_bytes(seal_bytes(packed + b"".join(padding(len(packed))), [recipient_of(to.key)]))
    return path
