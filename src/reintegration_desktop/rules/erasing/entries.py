"""Entries about erasing, as they stand in the log's open room: what each must be, whoever receives it."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.forms.document import Document, decode
from reintegration_desktop.forms.errors import DocumentBroken
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.entry import LogEntry
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.rules.erasing.gone import Gone, gone_to_bytes, read_gone
from reintegration_desktop.vault.errors import PaperDamaged
from reintegration_desktop.vault.fields import Fields, compact
from reintegration_desktop.vault.papers.acts import Act, Approval, Statement, read_statement_of
from reintegration_desktop.vault.papers.orders import ErasureReceipt, Order, read_receipt
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.signed import Signed

FORM = "erasure"
MOST_VERSIONS, MOST_TOLD = 20_000, 5_000
Versions = Mapping[str, Sequence[int]]


class Step(StrEnum):
    """What an entry says."""

    SIGN = "sign"
    REVOKE = "revoke"
    RECEIPT = "receipt"
    EMPTY_BIN = "empty_bin"
    GIVE_UP = "give_up"


@dataclass(frozen=True, slots=True)
class Signing:
    """One person's signature under an order."""

    order: Order
    statement: Statement
    approval: Approval


@dataclass(frozen=True, slots=True)
class Revoking:
    """That an order counts no longer, by the number of its statement."""

    digest: bytes
    number: bytes


@dataclass(frozen=True, slots=True)
class Emptying:
    """The versions of deleted records that are gone for good: numbers by device (32 hex digits).

    ``gone`` says what they were, for who has holes in their places; earlier versions of the program don't.
    """

    versions: Versions
    gone: tuple[Gone, ...] = ()

    @property
    def ids(self) -> frozenset[VersionId]:
        """The versions one by one."""
        return frozenset(VersionId(device, seq) for device, seqs in self.versions.items() for seq in seqs)


@dataclass(frozen=True, slots=True)
class GivingUp:
    """That a device (32 hex digits) never comes back, having been heard of up to its change ``seen``.

    Nought takes it back: the device is waited for again.
    """

    device: str
    seen: int


Said = Signing | Revoking | ErasureReceipt | Emptying | GivingUp


class Entry(LogEntry[Said]):
    """An entry about erasing."""

    __slots__ = ()


def record_about(digest: bytes) -> UUID:
    """The record under which all entries about one order lie."""
    return UUID(bytes=digest[:16])


def signing_document(order: Order, approval: Approval) -> Document:
    """The entry of somebody who signs."""
    said = {"step": Step.SIGN.value, "order": _text(order.to_bytes()), "approval": _text(approval.to_bytes())}
    return Document(FORM, None, said)


def revoking_document(digest: bytes, number: bytes) -> Document:
    """The entry of somebody who takes an order back."""
    return Document(FORM, None, {"step": Step.REVOKE.value, "digest": _text(digest), "number": _text(number)})


def receipt_document(receipt: ErasureReceipt) -> Document:
    """The entry of a device that carried an order out."""
    return Document(FORM, None, {"step": Step.RECEIPT.value, "paper": _text(compact(receipt.paper.to_json()))})


def emptying_document(versions: Collection[VersionId], changes: Iterable[Change] = ()) -> Document:
    """The entry of somebody who empties a case's bin; ``changes`` are what the versions are here.

    Of more than a bundle takes in a line nothing is told.
    """
    told, by_device = list(changes), dict[str, list[int]]()
    for version in sorted(versions):
        by_device.setdefault(version.device, []).append(version.seq)
    gone = _text(gone_to_bytes(told if len(told) <= MOST_TOLD else ()))
    return Document(FORM, None, {"step": Step.EMPTY_BIN.value, "versions": by_device, "gone": gone})


def giving_up_document(device: str, seen: int) -> Document:
    """The entry of somebody who gives a device up."""
    return Document(FORM, None, {"step": Step.GIVE_UP.value, "device": device, "seen": seen})


def record_of_device(device: str) -> UUID:
    """The record under which all entries about one device lie."""
    return UUID(hex=device)


def read_entry(change: Change) -> Entry | None:
    """An entry about erasing; None where it can't be read, or is none."""
    if change.room is not Room.OPEN:
        return None
    try:
        document = decode(change.document)
        if document.form != FORM:
            return None
        said = _READ[Step(str(document.answers.get("step")))](Fields(dict(document.answers)))
    except (ValueError, DocumentBroken, PaperDamaged):
        return None
    if isinstance(said, Signing | Revoking | ErasureReceipt) and change.record != record_about(_digest(said)):
        return None
    if isinstance(said, GivingUp) and change.record != record_of_device(said.device):
        return None
    return Entry(change.id, change.case, change.author, change.clock, said)


def _digest(said: Signing | Revoking | ErasureReceipt) -> bytes:
    return said.statement.digest if isinstance(said, Signing) else said.digest


def _signing(fields: Fields) -> Signing:
    order, approval = Order.from_bytes(_content(fields, "order")), Approval.from_bytes(_content(fields, "approval"))
    statement = read_statement_of(approval.body)
    if (statement.act, statement.office, statement.digest) != (Act.ERASE, order.office, order.digest):
        raise ValueError("a statement about something else")
    return Signing(order, statement, approval)


def _revoking(fields: Fields) -> Revoking:
    return Revoking(fields.content("digest", 32), fields.content("number", 16))


def _receipt(fields: Fields) -> ErasureReceipt:
    return read_receipt(Signed.from_json(Fields.parse(_content(fields, "paper"))))


def _emptying(fields: Fields) -> Emptying:
    table = fields.table("versions")
    found = {_device(name): tuple(map(_seq, table.list(name))) for name in table.names()}
    if not 0 < sum(map(len, found.values())) <= MOST_VERSIONS:
        raise ValueError("nothing, or too much")
    return Emptying(found, read_gone(_content(fields, "gone")) if fields.has("gone") else ())


def _giving_up(fields: Fields) -> GivingUp:
    seen = fields.number("seen")
    if not 0 <= seen < 1 << 31:
        raise ValueError("no number of a change")
    return GivingUp(_device(fields.text("device")), seen)


def _device(name: str) -> str:
    if len(bytes.fromhex(name)) != 16 or name != name.lower():
        raise ValueError("no device")
    return name


def _seq(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 1 << 31:
        raise ValueError("no number of a change")
    return value


_READ: Mapping[Step, Callable[[Fields], Said]] = {
    Step.SIGN: _signing,
    Step.REVOKE: _revoking,
    Step.RECEIPT: _receipt,
    Step.EMPTY_BIN: _emptying,
    Step.GIVE_UP: _giving_up,
}


def _content(fields: Fields, key: str) -> bytes:
    return b64decode(fields.text(key), validate=True)


def _text(content: bytes) -> str:
    return b64encode(content).decode("ascii")
