"""The keys of children that one person may use; those in use are kept ready, in a bounded memory."""

from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from threading import Lock
from uuid import UUID

from reintegration_desktop.vault.errors import NoKey, SealBroken
from reintegration_desktop.vault.identity import KEY_BYTES
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.rooms.wrapping import Recipient, WrappedKey, Wrapper
from reintegration_desktop.vault.seal import ChildKey

__all__ = ["CHILD_ROOMS", "ChildKeys", "WrappedKey"]

CHILD_ROOMS = (Room.PERSON, Room.ACCOUNT, Room.RESTRICTED)
KEPT_READY = 8192


class _Child:
    """What is known of one child's keys."""

    __slots__ = ("ready", "wrapped")

    def __init__(self) -> None:
        self.wrapped: dict[WrappedKey, None] = {}
        self.ready: dict[tuple[Room, int], tuple[ChildKey, ...]] = {}


class ChildKeys:
    """Shared by threads; beyond 8,192 children it forgets the longest unused, whose keys are then adopted again."""

    def __init__(self, wrapper: Wrapper) -> None:
        self._wrapper = wrapper
        self._children: OrderedDict[UUID, _Child] = OrderedDict()
        self._lock = Lock()

    def new(self, case: UUID, generation: int = 1) -> dict[Room, WrappedKey]:
        """Make and adopt a key for each room whose key is held."""
        wrapper = self._wrapper
        made = {
            room: wrapper.wrap(case, room, generation, wrapper.random(KEY_BYTES))
            for room in CHILD_ROOMS
            if wrapper.room_generation(room)
        }
        self.adopt(case, made.values())
        return made

    def new_ring(self, case: UUID, generation: int, people: Iterable[Recipient]) -> dict[Room, WrappedKey]:
        """Make and adopt keys for a child whose name is hidden: for these people alone, whoever holds the rooms."""
        ring = tuple(people)
        made = {
            room: self._wrapper.wrap_for(case, room, generation, self._wrapper.random(KEY_BYTES), ring)
            for room in CHILD_ROOMS
        }
        self.adopt(case, made.values())
        return made

    def shared(self, case: UUID, room: Room, person: Recipient) -> tuple[WrappedKey, ...]:
        """A child's keys of one room, all generations, for one more person: a desk that traces across offices."""
        found = {
            (generation, key.secret)
            for generation in self.generations(case, room)
            for key in self.get(case, room, generation)
        }
        return tuple(
            self._wrapper.wrap_for(case, room, generation, secret, (person,)) for generation, secret in sorted(found)
        )

    def for_ring(self, case: UUID, people: Iterable[Recipient]) -> tuple[WrappedKey, ...]:
        """All of a child's keys that are known, for these people alone; raises NoKey, SealBroken."""
        ring = tuple(people)
        return tuple(self._wrapper.wrap_for(case, *found, ring) for found in self._secrets(case))

    def for_rooms(self, case: UUID) -> tuple[WrappedKey, ...]:
        """All of a child's keys that are known, under the rooms' newest keys again; raises NoKey, SealBroken."""
        return tuple(self._wrapper.wrap(case, *found, 0) for found in self._secrets(case))

    def may_use(self, case: UUID, room: Room) -> bool:
        """Whether this person opens a child's newest key of a room."""
        newest = self.generation(case, room)
        wanted = (key for key in self.wrapped(case) if (key.room, key.generation) == (room, newest))
        return any(map(self._wrapper.may_unwrap, wanted))

    def adopt(self, case: UUID, wrapped: Iterable[WrappedKey]) -> None:
        """Take in wrapped keys as they came, besides those already known."""
        with self._lock:
            child = self._children.get(case)
            if child is None:
                child = self._children[case] = _Child()
                if len(self._children) > KEPT_READY:
                    self._children.popitem(last=False)
            for key in wrapped:
                if key not in child.wrapped:
                    child.wrapped[key] = None
                    child.ready.pop((key.room, key.generation), None)

    def knows(self, case: UUID) -> bool:
        """Whether a child's keys were adopted, and not forgotten since."""
        return case in self._children

    def forget(self, case: UUID) -> None:
        """Let a child's keys go, as when it is erased or given to another office."""
        with self._lock:
            self._children.pop(case, None)

    def wrapped(self, case: UUID) -> tuple[WrappedKey, ...]:
        """Everything that was adopted of a child, in the order it came."""
        child = self._children.get(case)
        return () if child is None else tuple(child.wrapped)

    def generations(self, case: UUID, room: Room) -> tuple[int, ...]:
        """The generations of a child's key of a room that are known, oldest first."""
        return tuple(sorted({key.generation for key in self.wrapped(case) if key.room is room}))

    def generation(self, case: UUID, room: Room) -> int:
        """The newest generation of a child's key of a room; 0 when none is known."""
        return max(self.generations(case, room), default=0)

    def is_behind(self, case: UUID) -> bool:
        """Whether a child's newest key was made before a room's key was renewed, or is a forged one that doesn't open.

        Then the next save begins a generation.
        """
        newest = {key.room: key for key in sorted(self.wrapped(case), key=lambda key: (key.generation, key.born))}
        return any(
            0 < key.born < self._wrapper.room_generation(room) or self._is_broken(case, key)
            for room, key in newest.items()
        )

    def _is_broken(self, case: UUID, key: WrappedKey) -> bool:
        try:
            self.get(case, key.room, key.generation)
        except SealBroken:
            return True
        except NoKey:
            return False
        return False

    def get(self, case: UUID, room: Room, generation: int) -> tuple[ChildKey, ...]:
        """A child's keys of one generation: two where two devices began it at once. Raises NoKey, SealBroken."""
        with self._lock:
            child = self._children.get(case)
            if child is None:
                raise NoKey(room=room.value)
            self._children.move_to_end(case)
            ready = child.ready.get((room, generation))
            if ready is None:
                ready = child.ready[room, generation] = self._made_ready(case, child, room, generation)
            return ready

    def rewrap(self, case: UUID, key: WrappedKey) -> WrappedKey:
        """The same child's key under the newest key of its room; raises NoKey.

        One that doesn't open stays as it lies: another office wrapped it for itself, or it is forged.
        """
        try:
            secret = self._wrapper.unwrap(case, key)
        except SealBroken:
            return key
        return self._wrapper.wrap(case, key.room, key.generation, secret, key.born)

    def _secrets(self, case: UUID) -> list[tuple[Room, int, bytes]]:
        """Room, generation and secret of every key of a child, oldest first."""
        return [
            (room, generation, key.secret)
            for room in CHILD_ROOMS
            for generation in self.generations(case, room)
            for key in self.get(case, room, generation)
        ]

    def _made_ready(self, case: UUID, child: _Child, room: Room, generation: int) -> tuple[ChildKey, ...]:
        wrapper = self._wrapper
        wanted = [key for key in child.wrapped if key.room is room and key.generation == generation]
        held = [key for key in wanted if wrapper.may_unwrap(key)]
        if not held:
            raise NoKey(room=room.value)
        if len(held) == 1:
            return (ChildKey(wrapper.unwrap(case, held[0])),)
        secrets = self._whole(case, held)
        return tuple(sorted(map(ChildKey, secrets), key=lambda key: key.id))

    def _whole(self, case: UUID, keys: list[WrappedKey]) -> set[bytes]:
        """The secrets of those that open: a forged one beside a true one does no harm. Raises SealBroken."""
        secrets = set()
        for key in keys:
            with suppress(SealBroken):
                secrets.add(self._wrapper.unwrap(case, key))
        if not secrets:
            raise SealBroken
        return secrets
