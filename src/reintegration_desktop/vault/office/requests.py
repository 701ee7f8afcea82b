"""Asking to be let in: a newcomer's public keys, and the private ones kept aside until the answer comes."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from reintegration_desktop.vault.errors import PaperDamaged, RequestUnknown
from reintegration_desktop.vault.fields import Fields, as_text, compact
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.identity import PrivateKeys
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.passphrases.slots import Opened, Slot, make_slot, open_slot
from reintegration_desktop.vault.signed import Signed, signed

PURPOSE = "request"
VERSION = 1
_NOWHERE = UUID(int=0)
_NO_ROOT = bytes(32)


@dataclass(frozen=True, slots=True)
class Request:
    """What a newcomer hands over: an id and two public halves (32 bytes), signed with the keys themselves.

    It says neither name nor role: the custodian knows who is asking, and decides as what.
    """

    person: UUID
    sign_key: bytes
    seal_key: bytes
    content: bytes


def request(folder: VaultFolder, label: str, passphrase: str, means: Means) -> Request:
    """Make keys, keep them in the folder under a passphrase, and return the file that is to be carried to a custodian.

    Raises KdfParametersRefused, FolderReadOnly, DiskFull.
    """
    keys, person = PrivateKeys.new(means.random), means.new_id()
    body = {
        "version": VERSION,
        "kind": "request",
        "id": str(person),
        "sign": as_text(keys.sign_key),
        "seal": as_text(keys.seal_key),
    }
    content = compact(signed(PURPOSE, body, keys.sign).to_json())
    slot = make_slot(
        _NOWHERE, person, label, Opened(keys, _NO_ROOT), passphrase, means.slot_cost, means.random, means.floor
    )
    with told():
        folder.path.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(_file(folder, person), compact(slot.to_json()))
    return Request(person, keys.sign_key, keys.seal_key, content)


def read_request(content: bytes) -> Request:
    """A request as it came; raises PaperDamaged when it isn't signed with its own keys."""
    try:
        paper = Signed.from_json(Fields.parse(content))
        fields = Fields.parse(paper.body)
        if fields.number("version") != VERSION or fields.text("kind") != "request":
            raise ValueError("a paper of another kind")
        asked = Request(fields.id("id"), fields.content("sign", 32), fields.content("seal", 32), content)
    except ValueError:
        raise PaperDamaged from None
    if not paper.is_by(asked.sign_key, PURPOSE):
        raise PaperDamaged
    return asked


def kept_slot(folder: VaultFolder, person: UUID) -> Slot:
    """The slot that waits for an answer; raises RequestUnknown."""
    file = _file(folder, person)
    if not file.exists():
        raise RequestUnknown
    try:
        with told():
            return Slot.from_json(Fields.parse(file.read_bytes()))
    except ValueError:
        raise PaperDamaged from None


def kept_keys(slot: Slot, passphrase: str) -> PrivateKeys:
    """The private halves that were kept aside; raises WrongPassphrase, SlotDamaged."""
    return open_slot(slot, _NOWHERE, passphrase).keys


def drop_request(folder: VaultFolder, person: UUID) -> None:
    """The answer came: what was kept aside is not needed any more."""
    with told():
        _file(folder, person).unlink(missing_ok=True)


def _file(folder: VaultFolder, person: UUID) -> Path:
    return folder.path / f"joining-{person}.json"
