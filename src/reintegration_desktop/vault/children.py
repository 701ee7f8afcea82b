"""The keys of children: made, wrapped, unwrapped, and those in use kept ready in a bounded memory."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from reintegration_desktop.vault.errors import NoKey, SealBroken
from reintegration_desktop.vault.framing import framed, number
from reintegration_desktop.vault.identity import KEY_BYTES, Random
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.seal import NONCE_BYTES, ChildKey

VERSION_ROOM = 1
CHILD_ROOMS = (Room.PERSON, Room.ACCOUNT, Room.RESTRICTED)
KEPT_READY = 8192
_BORN, _NONCE = slice(1, 5), slice(5, 5 + NONCE_BYTES)


class WrappedKey(NamedTuple):
    """A child's key of one room, wrapped by the room's key of ``room_generation``; it travels in the log.

    A named tuple: hundreds of thousands are made at an unlock.
    """

    room: Room
    generation: int
    room_generation: int
    wrapped: bytes

    @property
    def born(self) -> int:
        """The room's generation in which the child's key was made; 0 where the bytes are too few to say."""
        return int.from_bytes(self.wrapped[_BORN])


class _Child:
    """What is known of one child's keys."""

    __slots__ = ("ready", "wrapped")

    def __init__(self) -> None:
        self.wrapped: list[WrappedKey] = []
        self.ready: dict[tuple[Room, int], tuple[ChildKey, ...]] = {}


class ChildKeys:
    """The children's keys that one person may use. Shared by threads; forgets the longest unused beyond 8,192."""

    def __init__(self, office: UUID, rooms: Mapping[Room, Mapping[int, bytes]], random: Random) -> None:
        self._office = office
        self._rooms = {room: {gen: AESGCM(key) for gen, key in own.items()} for room, own in rooms.items()}
        self._random = random
        self._children: OrderedDict[UUID, _Child] = OrderedDict()
        self._lock = Lock()

    def room_generation(self, room: Room) -> int:
        """The newest generation of a room's key that is held; 0 when none is."""
        return max(self._rooms.get(room, {}), default=0)

    def new(self, case: UUID, generation: int = 1) -> dict[Room, WrappedKey]:
        """Make and adopt a key for each room whose key is held."""
        made = {
            room: self._wrap(case, room, generation, self._random(KEY_BYTES), self.room_generation(room))
            for room in CHILD_ROOMS
            if self.room_generation(room)
        }
        self.adopt(case, made.values())
        return made

    def adopt(self, case: UUID, wrapped: Iterable[WrappedKey]) -> None:
        """Take in wrapped keys as they came; what is already known is left as it is."""
        with self._lock:
            child = self._children.setdefault(case, _Child())
            self._children.move_to_end(case)
            for key in wrapped:
                if key not in child.wrapped:
                    child.wrapped.append(key)
                    child.ready.pop((key.room, key.generation), None)
            if len(self._children) > KEPT_READY:
                self._children.popitem(last=False)

    def knows(self, case: UUID) -> bool:
        """Whether a child's keys were adopted, and not forgotten since."""
        return case in self._children

    def forget(self, case: UUID) -> None:
        """Let a child's keys go, as when it is erased or given to another office."""
        with self._lock:
            self._children.pop(case, None)

    def generation(self, case: UUID, room: Room) -> int:
        """The newest generation of a child's key of a room; 0 when none is known."""
        child = self._children.get(case)
        return max((key.generation for key in child.wrapped if key.room is room), default=0) if child else 0

    def is_behind(self, case: UUID) -> bool:
        """Whether a child's newest key was made before a room's key was renewed: the next save begins a generation."""
        child = self._children.get(case)
        newest = {key.room: key for key in sorted(child.wrapped, key=lambda key: key.generation)} if child else {}
        return any(0 < newest[room].born < self.room_generation(room) for room in CHILD_ROOMS if room in newest)

    def get(self, case: UUID, room: Room, generation: int) -> tuple[ChildKey, ...]:
        """A child's keys of one generation: two where two devices began it at once. Raises NoKey, SealBroken."""
        with self._lock:
            child = self._children.get(case)
            if child is None:
                raise NoKey(room=room.value)
            self._children.move_to_end(case)
            ready = child.ready.get((room, generation))
            if ready is None:
                ready = self._open(case, child, room, generation)
                child.ready[room, generation] = ready
            return ready

    def rewrap(self, case: UUID, key: WrappedKey) -> WrappedKey:
        """The same child's key under the newest key of its room; raises NoKey, SealBroken."""
        return self._wrap(
            case, key.room, key.generation, self._unwrap(case, key), self.room_generation(key.room), key.born
        )

    def _open(self, case: UUID, child: _Child, room: Room, generation: int) -> tuple[ChildKey, ...]:
        own = self._rooms.get(room, {})
        wanted = [key for key in child.wrapped if key.room is room and key.generation == generation]
        within = [key for key in wanted if key.room_generation in own]
        if not within:
            raise NoKey(room=room.value)
        return tuple(sorted(map(ChildKey, self._whole(case, within)), key=lambda key: key.id))

    def _whole(self, case: UUID, keys: list[WrappedKey]) -> set[bytes]:
        """The secrets of those that open: a forged one beside a true one does no harm. Raises SealBroken."""
        secrets = set()
        for key in keys:
            with suppress(SealBroken):
                secrets.add(self._unwrap(case, key))
        if not secrets:
            raise SealBroken
        return secrets

    def _wrap(
        self, case: UUID, room: Room, generation: int, secret: bytes, room_generation: int, born: int | None = None
    ) -> WrappedKey:
        since = (room_generation if born is None else born).to_bytes(4)
        nonce = self._random(NONCE_BYTES)
        place = self._place(case, room, generation, room_generation, since)
        sealed = self._cipher(room, room_generation).encrypt(nonce, secret, place)
        return WrappedKey(room, generation, room_generation, bytes((VERSION_ROOM,)) + since + nonce + sealed)

    def _unwrap(self, case: UUID, key: WrappedKey) -> bytes:
        if key.wrapped[:1] != b"\x01":
            raise SealBroken
        place = self._place(case, key.room, key.generation, key.room_generation, key.wrapped[_BORN])
        try:
            return self._cipher(key.room, key.room_generation).decrypt(
                key.wrapped[_NONCE], key.wrapped[_NONCE.stop :], place
            )
        except (InvalidTag, ValueError):
            raise SealBroken from None

    def _cipher(self, room: Room, generation: int) -> AESGCM:
        try:
            return self._rooms[room][generation]
        except KeyError:
            raise NoKey(room=room.value) from None

    def _place(self, case: UUID, room: Room, generation: int, room_generation: int, born: bytes) -> bytes:
        return framed(
            b"rd-child-1", self._office.bytes, case.bytes, room.value.encode(), number(generation),
            number(room_generation), born,
        )  # fmt: skip
