"""What was destroyed, remembered in the user's own folder: a backup that brings it back is emptied again.

Nothing here is believed for being here: each line is the order with its signatures and a receipt, checked anew.
"""

from base64 import b64decode
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path
from uuid import UUID

from reintegration_desktop.vault.errors import ErasuresUnread, PaperDamaged
from reintegration_desktop.vault.fields import Fields, as_text, compact
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.papers.acts import Approval
from reintegration_desktop.vault.papers.orders import ErasureReceipt, Order, read_receipt
from reintegration_desktop.vault.signed import Signed

VERSION = 1
LARGEST = 64 * 1024 * 1024
_UNREAD = (ValueError, PaperDamaged)


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """An order, its signatures, and the receipt of who carried it out."""

    order: Order
    approval: Approval
    receipt: ErasureReceipt


def erasures_file(home: Path, office: UUID) -> Path:
    """Where an office's are remembered on this computer; the name tells nothing."""
    return home / "erasures" / f"{sha256(office.bytes).hexdigest()[:32]}.json"


def remembered(home: Path, office: UUID) -> tuple[CarriedOut, ...]:
    """What this computer remembers, as far as it can be read; what was set aside and can be read now, too."""
    file, found = erasures_file(home, office), dict[bytes, CarriedOut]()
    for one in (*sorted(file.parent.glob(f"{file.stem}.*{file.suffix}")), file):
        with suppress(OSError, *_UNREAD):
            found.update((row.receipt.number, row) for row in _rows(one))
    return tuple(found.values())


def unread_erasures(home: Path, office: UUID) -> tuple[ErasuresUnread, ...]:
    """A notice where what is remembered can't be read; it is set aside, so that nothing is written over it."""
    file = erasures_file(home, office)
    try:
        return (ErasuresUnread(),) if _set_aside(file) else ()
    except OSError:
        return (ErasuresUnread(),)


def remember_erasures(home: Path, office: UUID, done: Iterable[CarriedOut]) -> None:
    """Write down what was destroyed, beside what is remembered; raises FolderReadOnly, DiskFull, FolderTrouble.

    What can't be read is set aside first.
    """
    known = {one.receipt.number: one for one in remembered(home, office)}
    more = {one.receipt.number: one for one in done}
    if more.keys() <= known.keys():
        return
    file = erasures_file(home, office)
    with told():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _set_aside(file)
    rows = [_row(one) for one in (known | more).values()]
    write_whole(file, compact({"version": VERSION, "office": str(office), "erasures": rows}))


def _set_aside(file: Path) -> bool:
    """Put a file that is damaged, or a newer program's, beside its place; true if it was so. Raises OSError."""
    try:
        _rows(file)
    except FileNotFoundError:
        return False
    except _UNREAD:
        free = (file.with_suffix(f".{number}{file.suffix}") for number in count(1))
        file.rename(next(beside for beside in free if not beside.exists()))
        return True
    return False


def _rows(file: Path) -> list[CarriedOut]:
    """What a file remembers; raises OSError, and one of ``_UNREAD``."""
    if file.stat().st_size > LARGEST:
        raise ValueError
    fields = Fields.parse(file.read_bytes())
    if fields.number("version") != VERSION:
        raise ValueError
    return list(map(_read, fields.rows("erasures")))


def _row(one: CarriedOut) -> dict[str, object]:
    return {
        "order": as_text(one.order.to_bytes()),
        "approval": as_text(one.approval.to_bytes()),
        "receipt": one.receipt.paper.to_json(),
    }


def _read(row: Fields) -> CarriedOut:
    return CarriedOut(
        Order.from_bytes(b64decode(row.text("order"), validate=True)),
        Approval.from_bytes(b64decode(row.text("approval"), validate=True)),
        read_receipt(Signed.from_json(row.table("receipt"))),
    )
