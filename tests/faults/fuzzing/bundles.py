"""Bundles damaged in every layer: as files, in what they are packed into, in what was signed, in their lines."""

import io
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import zstandard

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.sync.manifest import read_manifest
from reintegration_desktop.sync.packing import padding
from reintegration_desktop.sync.receive import receive
from reintegration_desktop.sync.wire import read_line
from reintegration_desktop.vault.age_keys import recipient_of
from reintegration_desktop.vault.envelope import open_bytes, seal_bytes
from reintegration_desktop.vault.roles import Duty, Role
from reintegration_desktop.vault.signed import Signed
from tests.faults.fuzzing.targets import Target, damaged
from tests.faults.rows import Row
from tests.unit.sync.made import Device, Office, Programme, contents
from tests.unit.sync.post import write_one

BOMB = 1 << 24
LINES = b"chsprfa"


class Bundle:
    """A sound bundle, its layers, and headquarters that it is for."""

    def __init__(self, place: Path) -> None:
        office = Office(programme := Programme())
        self.headquarters, self.stranger = Office(programme, Role.HEADQUARTERS), Office(programme)
        laptop, worker = Device(office), office.person(Role.CASEWORKER, Duty.COURIER)
        for _ in range(3):
            laptop.visit(worker)
        place.mkdir()
        self.file = write_one(office, self.headquarters.address, place).read_bytes()
        self.box, self.foreign = self.headquarters.box(place / "passing"), self.stranger.box(place / "foreign")
        self.packed = open_bytes(self.file, self.box.identities)
        self.content = zstandard.ZstdDecompressor().stream_reader(
            io.BytesIO(self.packed), read_across_frames=True
        ).read()  # fmt: skip
        self.before = contents(self.headquarters.tables)

    def take(self, file: bytes) -> None:
        """Receive a file that is not the sound one; whatever came of it, the tables are as they were."""
        if file == self.file:
            return
        try:
            receive(io.BytesIO(file), self.box)
        finally:
            assert contents(self.headquarters.tables) == self.before

    def around(self, content: bytes) -> bytes:
        """Sealed anew around other content, as who opened it could do; around its own it is the sound one."""
        if content == self.content:
            return self.file
        packed = zstandard.ZstdCompressor().compress(content)
        return self.sealed(packed + b"".join(padding(len(packed))))

    def sealed(self, packed: bytes) -> bytes:
        return seal_bytes(packed, [recipient_of(self.headquarters.address.key)])


def bundle_targets(place: Path) -> tuple[Target, ...]:
    """The readers of a bundle, from the file down to a line."""
    bundle = Bundle(place / "bundles")
    line = bundle.content[bundle.content.index(b"}") :][:400]
    head = bundle.content[8 : 8 + int.from_bytes(bundle.content[4:8])]
    return (
        Target("a bundle", (bundle.file,), bundle.take, sealed=True),
        Target("a bundle's content", (bundle.content,), lambda raw: bundle.take(bundle.around(raw)), sealed=True),
        Target("a bundle's manifest", (head,), lambda body: read_manifest(Signed(body, bytes(64)))),
        Target("a bundle's line", tuple(bytes([kind]) + line for kind in LINES), read_line),
    )


def run(times: int, chance: random.Random, place: Path) -> Row:
    """So many bad bundles: none is accepted, none changes a table, each is refused by name."""
    row, bundle, told = Row(of="bundles"), Bundle(place / "bundles"), Counter[str]()
    ways = _ways(bundle)
    for number in range(times):
        what, bad = ways[number % len(ways)]
        file = bad(chance)
        if file == bundle.file:
            continue
        found = _refused(bundle, what, file)
        told[found.partition(": ")[0]] += 1
        row.done, row.acknowledged = row.done + 1, row.acknowledged + 1
        if found == "accepted":
            row.lost += 1
        if found == "accepted" or ": " in found:
            row.unsound.append(f"{what}: {found}")
    row.note = ", ".join(f"{code} {number:,}" for code, number in sorted(told.items()))
    return row


def _ways(bundle: Bundle) -> list[tuple[str, Callable[[random.Random], bytes]]]:
    """Mostly damaged files; every sixteenth of them in a deeper layer, re-addressed, a bomb or nothing at all."""
    files = [("damaged", lambda chance: damaged(bundle.file, chance))] * 8
    short = [("cut short", lambda chance: bundle.file[: chance.randrange(len(bundle.file))])] * 3
    return [
        *files,
        *short,
        ("content damaged", lambda chance: bundle.around(damaged(bundle.content, chance) + b"?")),
        ("packing damaged", lambda chance: bundle.sealed(damaged(bundle.packed[:600], chance) + b"?")),
        ("re-addressed", lambda _: seal_bytes(bundle.packed, [recipient_of(bundle.stranger.address.key)])),
        ("a bomb", lambda chance: bundle.around(bundle.content + bytes(chance.randrange(BOMB)))),
        ("no bytes", lambda _: b""),
    ]


def _refused(bundle: Bundle, what: str, file: bytes) -> str:
    """The refusal's code; accepted; or an error and what it said."""
    try:
        if what == "re-addressed":
            receive(io.BytesIO(file), bundle.foreign)
        else:
            bundle.take(file)
    except Refusal as refusal:
        assert all(in_words(refusal))
        return refusal.code
    except Exception as error:  # noqa: BLE001 - whatever is no refusal is what is looked for
        return f"{type(error).__name__}: {error}"
    return "accepted"
