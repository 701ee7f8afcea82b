"""Sending and receiving between invented offices, for tests."""

import os
from collections.abc import Mapping
from pathlib import Path

from reintegration_desktop.history.arrivals import Mark
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.sync.bundle import SPLIT_AT, Address, BundleInfo, Letter, write_bundles
from reintegration_desktop.sync.manifest import Kind
from reintegration_desktop.sync.receive import Outcome, receive
from reintegration_desktop.vault.identity import Random
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
