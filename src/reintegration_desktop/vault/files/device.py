"""This computer's part in a vault: a token in the user's own folder, the newest head, wrong passphrases counted.

The device id follows from the token, which lies outside the vault under the place where the vault lies: a vault that
was copied or moved finds none, and goes on as a new device. On a stick the place is named by the stick itself.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from reintegration_desktop.kernel.portable import place_of
from reintegration_desktop.vault.fields import Fields, as_text, compact
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.identity import Random
from reintegration_desktop.vault.papers.vaultfile import Head
from reintegration_desktop.vault.passphrases.passphrase import wait_after
from reintegration_desktop.vault.seals.framing import framed

VERSION = 1
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Device:
    """What is remembered outside the vault. ``revision`` is the newest of ``vault.json`` seen here.

    ``in_use`` stands while a program has the database open to write, and stays when it is killed. ``believed`` is the
    newest moment that this computer's clock is believed to have shown.
    """

    office: UUID
    token: bytes = field(repr=False)
    head: Head | None = None
    revision: int = 0
    misses: int = 0
    missed_at: datetime | None = None
    in_use: bool = False
    believed: datetime | None = None

    @property
    def id(self) -> str:
        """The device's id, 32 hex digits."""
        return sha256(framed(b"rd-device-1", self.office.bytes, self.token)).digest()[:16].hex()

    def missed(self, now: datetime) -> "Device":
        """One more wrong passphrase."""
        return replace(self, misses=self.misses + 1, missed_at=now)

    def forgiven(self) -> "Device":
        """The right passphrase: none was wrong."""
        return replace(self, misses=0, missed_at=None)

    def seen(self, revision: int) -> "Device":
        """A newer ``vault.json`` was opened here; an older one leaves the memory as it is."""
        return replace(self, revision=max(self.revision, revision))

    def used(self, *, in_use: bool) -> "Device":
        """The database was opened to be written to, or closed in order."""
        return replace(self, in_use=in_use)

    def wait(self, now: datetime) -> int:
        """Whole seconds to wait before the next try; a clock that was turned back waits the whole time again."""
        if self.missed_at is None:
            return 0
        passed = max(0.0, (now - self.missed_at).total_seconds())
        return max(0, wait_after(self.misses) - int(passed))

    def to_bytes(self) -> bytes:
        """The file in the user's own folder."""
        more = {"in_use": "yes"} if self.in_use else {}
        if self.believed is not None:
            more["believed"] = self.believed.isoformat()
        return compact(
            {
                "version": VERSION,
                "office": str(self.office),
                "token": as_text(self.token),
                "head": None if self.head is None else self.head.to_json(),
                "revision": self.revision,
                "misses": self.misses,
                "missed_at": None if self.missed_at is None else self.missed_at.isoformat(),
                **more,
            }
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> "Device":
        """Back from ``to_bytes``; raises ValueError."""
        fields = Fields.parse(content)
        if fields.number("version") != VERSION:
            raise ValueError("written by another version")
        return cls(
            office=fields.id("office"),
            token=fields.content("token", TOKEN_BYTES),
            head=Head.from_json(fields.table("head")) if fields.has("head") else None,
            revision=fields.number("revision"),
            misses=fields.number("misses"),
            missed_at=fields.moment("missed_at") if fields.has("missed_at") else None,
            in_use=fields.has("in_use"),
            believed=fields.moment("believed") if fields.has("believed") else None,
        )


def device_file(home: Path, vault: Path) -> Path:
    """Where the token for a vault at this place lies; the name tells nothing."""
    return home / "devices" / f"{sha256(place_of(vault).encode()).hexdigest()[:32]}.json"


def known_device(home: Path, vault: Path, office: UUID) -> Device | None:
    """What this computer remembers of a vault; None where it is absent or unreadable, which both copies survive."""
    try:
        found = Device.from_bytes(device_file(home, vault).read_bytes())
    except (OSError, ValueError):
        return None
    return found if found.office == office else None


def this_device(home: Path, vault: Path, office: UUID, random: Random) -> Device:
    """This computer's token for a vault; a fresh one where none fits, which is then a new device."""
    if (known := known_device(home, vault, office)) is not None:
        return known
    fresh = Device(office, random(TOKEN_BYTES))
    remember(home, vault, fresh)
    return fresh


def remember(home: Path, vault: Path, device: Device) -> None:
    """Write down what is remembered; raises FolderReadOnly, DiskFull, FolderTrouble."""
    file = device_file(home, vault)
    with told():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(file, device.to_bytes())


def forget(home: Path, vault: Path) -> None:
    """Drop the token: from the next unlock on this is a new device, as after a restore."""
    with told():
        device_file(home, vault).unlink(missing_ok=True)
