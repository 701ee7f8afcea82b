"""What one person keeps for themselves beside the figures: sealed for them alone, and telling nothing by its name."""

import json
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from reintegration_desktop.vault.envelope import open_bytes, seal_bytes
from reintegration_desktop.vault.errors import EnvelopeDamaged, EnvelopeForeign
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.keyring import Keyring

VERSION = 1
ENDING = ".own"


def kept(folder: Path, keyring: Keyring, name: str) -> Mapping[str, object]:
    """What stands under a name; nothing where nothing does, or where it can't be read any more."""
    path = _path(folder, keyring, name)
    with suppress(EnvelopeForeign, EnvelopeDamaged, ValueError), told():
        if path.exists():
            raw = json.loads(open_bytes(path.read_bytes(), [keyring.own_identity()]))
            if isinstance(raw, dict) and raw.get("version") == VERSION:
                return raw
    return {}


def keep(folder: Path, keyring: Keyring, name: str, content: Mapping[str, object]) -> None:
    """Put JSON under a name, in place of what stood there; raises what the disk refuses."""
    sealed = seal_bytes(json.dumps({**content, "version": VERSION}).encode(), [keyring.own_recipient()])
    write_whole(_path(folder, keyring, name), sealed)


def forget(folder: Path, keyring: Keyring, name: str) -> None:
    """Take away what stands under a name; raises what the disk refuses."""
    with told():
        _path(folder, keyring, name).unlink(missing_ok=True)


def _path(folder: Path, keyring: Keyring, name: str) -> Path:
    return folder / (sha256(f"{name}\0{keyring.id}".encode()).hexdigest()[:32] + ENDING)
