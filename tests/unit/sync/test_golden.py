"""A bundle of every format that was ever used opens for ever, and brings what it brought."""

import json
import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.sync.receive import Letterbox, receive
from reintegration_desktop.sync.trust import Papers, Pinned
from reintegration_desktop.vault.age_keys import identity_of
from reintegration_desktop.vault.identity import fingerprint, seal_key_of
from tests.unit.sync.made import NOW
from tests.unit.sync.memory import Tables

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.rdb"))


def digest_of(tables: Tables) -> str:
    """What lies in tables, as one number: chains, kinds, reasons, lines."""
    told = [
        *(f"{version} {held.hash.hex()}" for version, held in tables.log.items()),
        *(f"{version} {one.reason} {one.change.hash.hex()}" for version, one in tables.quarantine.items()),
        *(f"{row.id} {row.reason} {row.line.hex()}" for row in tables.rows.values()),
        *(f"{save.device} {save.first} {save.last} {save.author} {save.head.hex()}" for save in tables.saves.values()),
        *(f"{one.fingerprint}" for one in tables.certificates),
        *(f"{device} {mark.seq} {mark.hash.hex()}" for device, mark in tables.marks.items()),
    ]
    return sha256("\n".join(sorted(told)).encode()).hexdigest()


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_bundle_of_an_earlier_version_opens_for_ever(path, tmp_path):
    expected = json.loads(path.with_suffix(".json").read_text())
    tables, transport = Tables(), bytes.fromhex(expected["transport"])
    box = Letterbox(
        UUID(expected["office"]), (identity_of(transport),), frozenset({fingerprint(seal_key_of(transport))}),
        Pinned(bytes.fromhex(expected["root"])), Papers(), tables, tmp_path, lambda: NOW, os.urandom,
    )  # fmt: skip
    with path.open("rb") as file:
        outcome = receive(file, replace(box, keep_figures=lambda *_: None))
    assert outcome.manifest.bundle == expected["bundle"]
    assert outcome.applied == expected["applied"]
    assert dict(outcome.quarantined) == expected["quarantined"]
    assert dict(outcome.parked) == expected["parked"]
    assert sorted(outcome.figures) == expected["figures"]
    assert [[gap.device, gap.first, gap.last] for gap in outcome.said.missing] == expected["missing"]
    assert digest_of(tables) == expected["digest"]
