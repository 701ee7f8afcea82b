"""A large bundle of invented changes, sealed and opened in a process of its own; prints the most memory held, in MB."""

import os
import resource
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reintegration_desktop.history.arrivals import Batch, Digests, Mark, Receipt, Said, Waiting
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.custody.entries import Entry
from reintegration_desktop.store.log.writer import hash_after
from reintegration_desktop.sync.bundle import Address, Letter, Sender, write_bundles
from reintegration_desktop.sync.manifest import Kind as BundleKind
from reintegration_desktop.sync.ports import Item
from reintegration_desktop.sync.receive import Letterbox, receive
from reintegration_desktop.sync.trust import Papers, Pinned
from reintegration_desktop.vault.age_keys import identity_of
from reintegration_desktop.vault.certificates import Claims, issue
from reintegration_desktop.vault.chain import FIRST, sign_save
from reintegration_desktop.vault.identity import PrivateKeys, fingerprint, seal_key_of, sign_key_of
from reintegration_desktop.vault.roles import Role, Room

CASES = 20_000
NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
SIZES = (96, 512, 384, 768, 1_536, 256, 1_024, 192)
OPEN = b'{"f":"case","a":{"case_status":"open","case_stage":"registered"}}'


class Nobodys:
    """Cases of which no office ever said anything."""

    def said(self, _cases: Collection[UUID]) -> Mapping[UUID, Sequence[Entry]]:
        return {}

    def first(self, _case: UUID) -> Change | None:
        return None

    def waiting(self) -> Sequence[Change]:
        return ()

    def let_in(self, _changes: Iterable[Change]) -> None:
        return


class Nowhere:
    """Tables that hold nothing and take everything."""

    def vector(self) -> Mapping[str, Mark]:
        return {}

    def hash_at(self, _version: VersionId) -> bytes | None:
        return None

    def clock_before(self, _version: VersionId) -> int:
        return 0

    def parked(self) -> Collection[VersionId]:
        return ()

    def waiting(self, _device: str, _after: int, _limit: int) -> list[Waiting]:
        return []

    def open_version(self, _version: VersionId) -> Said | None:
        return None

    def open_room(self, _case: UUID) -> Collection[bytes]:
        return ()

    @property
    def holdings(self) -> "Nobodys":
        """Nothing was ever handed over."""
        return Nobodys()

    def holders(self, _cases: Collection[UUID]) -> Mapping[UUID, UUID]:
        return {}

    def papers(self) -> tuple[tuple[()], tuple[()]]:
        return (), ()

    def bundle_digest(self, _bundle: str) -> bytes | None:
        return None

    def apply(self, _batch: Batch) -> None:
        return None

    def record_bundle(self, _receipt: Receipt) -> None:
        return None

    def digests(self, _devices: Collection[str]) -> Digests:
        return Digests(bytes(32), bytes(32))


def main(cases: int) -> None:
    root, own, office, transport = os.urandom(32), PrivateKeys.new(os.urandom), uuid4(), os.urandom(32)
    claims = Claims(uuid4(), Role.SUPERVISOR, frozenset(), office, own.sign_key, own.seal_key, NOW)
    certificate = issue(claims, None, Ed25519PrivateKey.from_private_bytes(root).sign)
    public, device = seal_key_of(transport), os.urandom(16).hex()
    sender = Sender(certificate, sign_key_of(root), own.sign)
    letter = Letter(BundleKind.DELTA, sender, Address(office, public), NOW, has={device: 1 << 30})
    with TemporaryDirectory() as folder:
        box = Letterbox(
            office, (identity_of(transport),), frozenset({fingerprint(public)}), Pinned(sign_key_of(root)), Papers(),
            Nowhere(), Path(folder), lambda: NOW, os.urandom,
        )  # fmt: skip
        for info in write_bundles(letter, changes(cases, certificate.id, own, device), Path(folder), os.urandom):
            with info.path.open("rb") as file:
                receive(file, replace(box))
    sys.stdout.write(f"{_most_held() / 1024:.0f}\n")


def _most_held() -> int:
    """KB at the peak; the system's own count of a child begins with what its parent held."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1])


def changes(cases: int, author: UUID, own: PrivateKeys, device: str) -> Iterator[Item]:
    """New cases, one save each, none held longer than it takes to hand it on."""
    seq, chain = 0, FIRST
    for _ in range(cases):
        case, first = uuid4(), seq + 1
        for size in SIZES:
            seq += 1
            room, content = (Room.OPEN, OPEN) if size == SIZES[0] else (Room.ACCOUNT, os.urandom(size))
            change = Change(
                case, uuid4(), room, device, seq, seq << 16, author, Kind.SAVE, (), 1, os.urandom(16), content, b""
            )
            chain = hash_after(chain, change)
            yield replace(change, hash=chain)
        yield SaveRow(device, first, seq, author, chain, sign_save(own.sign, bytes.fromhex(device), first, seq, chain))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES)
