"""Rooms and kinds as the small numbers that rows hold. A number is never given twice, nor changed."""

from collections.abc import Mapping
from types import MappingProxyType

from reintegration_desktop.history.versions import Kind
from reintegration_desktop.vault.roles import Room

ROOM_NUMBERS: Mapping[Room, int] = MappingProxyType(
    {Room.OPEN: 0, Room.PERSON: 1, Room.ACCOUNT: 2, Room.RESTRICTED: 3, Room.OVERSIGHT: 4}
)
KIND_NUMBERS: Mapping[Kind, int] = MappingProxyType(
    {
        Kind.SAVE: 0, Kind.DELETE: 1, Kind.UNDELETE: 2, Kind.OFFER: 3, Kind.ACCEPT: 4, Kind.APPROVE: 5,
        Kind.RESOLVE: 6, Kind.ALIAS: 7, Kind.ERASE: 8, Kind.VIEW: 9, Kind.EXPORT: 10,
    }
)  # fmt: skip
ROOMS: Mapping[int, Room] = MappingProxyType({number: room for room, number in ROOM_NUMBERS.items()})
KINDS: Mapping[int, Kind] = MappingProxyType({number: kind for kind, number in KIND_NUMBERS.items()})

OPEN = ROOM_NUMBERS[Room.OPEN]
DELETE = KIND_NUMBERS[Kind.DELETE]


def pack_parents(parents: tuple[tuple[int, int], ...]) -> bytes:
    """Pairs of device number and change number, each as a variable-length number of seven bits a byte."""
    return b"".join(_packed(device) + _packed(seq) for device, seq in parents)


def unpack_parents(packed: bytes) -> tuple[tuple[int, int], ...]:
    """The pairs back."""
    numbers: list[int] = []
    value = shift = 0
    for byte in packed:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            numbers.append(value)
            value = shift = 0
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def _packed(number: int) -> bytes:
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)
