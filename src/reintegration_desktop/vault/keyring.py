"""A keyring: an unlocked person, and everything their keys can do."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from uuid import UUID

from reintegration_desktop.vault.age_keys import identity_of, recipient_of
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.children import CHILD_ROOMS, ChildKeys
from reintegration_desktop.vault.errors import NoKey
from reintegration_desktop.vault.identity import PrivateKeys, Random
from reintegration_desktop.vault.papers.directory import open_names
from reintegration_desktop.vault.papers.trust import Secrets, Trusted, secrets_of
from reintegration_desktop.vault.papers.vaultfile import VaultFile
from reintegration_desktop.vault.roles import ROLE_KEYS, ROOM_KEYS, Access, Duty, KeyName, Role, Room
from reintegration_desktop.vault.rooms.counted import counted_key, open_counted, seal_counted
from reintegration_desktop.vault.rooms.oversight import Oversight
from reintegration_desktop.vault.rooms.wrapping import WrappedKey, Wrapper
from reintegration_desktop.vault.seal import NONCE_BYTES, ChildKey, Where, key_id_in, open_sealed, seal
from reintegration_desktop.vault.seals.drafts import open_draft, seal_draft


class Keyring:
    """An unlocked person of an office: never changed, shared by threads, never printed, never written anywhere.

    ``file`` is the vault's file as it was at unlock; after a rotation the vault is opened anew. ``own``, ``random``,
    ``all_secrets`` and ``wrapper`` are for the vault's own modules.
    """

    def __init__(
        self, file: VaultFile, trusted: Trusted, certificate: Certificate, own: PrivateKeys, random: Random,
        lent: Mapping[UUID, bytes] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        self.file, self.people, self.keys, self.person = file, trusted.people, trusted.keys, certificate
        self.own, self.random = own, random
        self.all_secrets: Secrets = secrets_of(file, trusted.keys, certificate, own)
        rooms = {room: self.all_secrets.get(ROOM_KEYS[room], {}) for room in CHILD_ROOMS}
        self.wrapper = Wrapper(file.office, rooms, certificate.id, own, random, lent)
        self.children = ChildKeys(self.wrapper)
        self.oversight = Oversight(trusted.keys, self.all_secrets.get(KeyName.OVERSIGHT, {}), random)

    @property
    def id(self) -> UUID:
        """The person's id."""
        return self.person.id

    @property
    def role(self) -> Role:
        """What the person is."""
        return self.person.role

    @property
    def duties(self) -> frozenset[Duty]:
        """What the person does besides."""
        return self.person.duties

    @property
    def office(self) -> UUID:
        """The office the vault belongs to."""
        return self.file.office

    def names(self) -> dict[UUID, str]:
        """The names of the office's staff; empty for who doesn't open the database."""
        keys = self.database_keys()
        return open_names(self.file.directory, self.office, keys) if keys else {}

    @property
    def name(self) -> str:
        """What the person is called: the name in the office, else the label of the slot."""
        labels = (slot.label for slot in self.file.slots if slot.person == self.id)
        return self.names().get(self.id) or next(labels, "")

    def database_key(self) -> bytes | None:
        """The newest key of the database (32 bytes); None for who never opens it."""
        return next(iter(self.database_keys()), None)

    def database_keys(self) -> tuple[bytes, ...]:
        """All generations of the database's key, newest first: two until a rotated database was opened once."""
        return self.secrets(KeyName.DATABASE)

    def secrets(self, key: KeyName) -> tuple[bytes, ...]:
        """All generations held of an office's key, newest first."""
        return tuple(secret for _, secret in sorted(self.all_secrets.get(key, {}).items(), reverse=True))

    def secret(self, key: KeyName, generation: int) -> bytes:
        """One generation of an office's key; raises NoKey."""
        try:
            return self.all_secrets[key][generation]
        except KeyError:
            raise NoKey(room=key.value) from None

    def everything(self) -> Secrets:
        """All generations of all keys of the office; raises NoKey when this person lacks one of them."""
        return {
            name: {number: self.secret(name, number) for number in self.keys.generations(name)}
            for name in KeyName
            if self.keys.generation(name)
        }

    def can_open(self, room: Room) -> bool:
        """Whether this person reads what lies in a room; a tracing desk reads single children's person rooms."""
        if room is Room.OPEN or (room is Room.PERSON and Duty.TRACING_DESK in self.duties):
            return True
        return bool(self.all_secrets.get(ROOM_KEYS[room]))

    @property
    def holds_every_room(self) -> bool:
        """Whether this person can wrap all of a child's keys anew; whoever can't leaves that to somebody else."""
        return all(self.all_secrets.get(ROOM_KEYS[room]) for room in CHILD_ROOMS)

    def can_seal(self, room: Room) -> bool:
        """Whether this person writes into a room: also into one that is sealed to its public half alone."""
        if room is Room.OPEN or self.all_secrets.get(ROOM_KEYS[room]):
            return True
        return ROLE_KEYS[self.role][ROOM_KEYS[room]] is Access.SEAL_ONLY

    def new_child_keys(self, case: UUID) -> dict[Room, WrappedKey]:
        """Keys for a child that has none, one for each room held, wrapped; they are adopted at once.

        Oversight has none: what lies there is sealed to the room's own public half.
        """
        return self.children.new(case)

    def adopt(self, case: UUID, wrapped: Mapping[Room, WrappedKey]) -> None:
        """Take in a child's wrapped keys as they came in the log; earlier generations may be added one by one."""
        self.children.adopt(case, wrapped.values())

    def generation(self, case: UUID, room: Room) -> int:
        """The generation to seal with now; 0 when the child's keys were not adopted."""
        return (
            self.keys.generation(KeyName.OVERSIGHT) if room is Room.OVERSIGHT else self.children.generation(case, room)
        )

    def seal(self, where: Where, document: bytes, width: int = 0) -> bytes:
        """Seal a document in its place, as if it were ``width`` bytes long; raises NoKey."""
        if where.room is Room.OVERSIGHT:
            if not self.can_seal(Room.OVERSIGHT):
                raise NoKey(room=where.room.value)
            return self.oversight.seal(where, document, width)
        key = self.children.get(where.case, where.room, where.generation)[0]
        return seal(key, where, document, self.random(NONCE_BYTES), width)

    def open(self, where: Where, sealed: bytes) -> bytes:
        """The document that was sealed in its place; raises NoKey, SealBroken."""
        if where.room is Room.OVERSIGHT:
            return self.oversight.open(where, sealed, self.children.wrapped(where.case))
        keys = self.children.get(where.case, where.room, where.generation)
        if len(keys) == 1:
            return open_sealed(keys[0], where, sealed)
        wanted = key_id_in(sealed)
        return open_sealed(next((key for key in keys if key.id == wanted), keys[0]), where, sealed)

    def document_key(self, where: Where, sealed: bytes) -> bytes:
        """The key of one document of oversight, to be handed to another office; raises NoKey, SealBroken."""
        return self.oversight.document_key(where, sealed, self.children.wrapped(where.case))

    def sign(self, message: bytes) -> bytes:
        """This person's Ed25519 signature (64 bytes) over a message that begins with its purpose."""
        return self.own.sign(message)

    def recipient(self, key: KeyName) -> str:
        """The newest public half of an office's pair (transport, case, figures), ``age1...``; raises NoKey."""
        public = self.keys.public(key)
        if public is None:
            raise NoKey(room=key.value)
        return recipient_of(public)

    def staff_recipients(self) -> tuple[str, ...]:
        """Everybody of this office who is certified and not revoked, ``age1...``: to seal what all of them may read."""
        return tuple(recipient_of(one.seal_key) for one in self.people.current() if one.office == self.office)

    def own_recipient(self) -> str:
        """This person alone, ``age1...``."""
        return recipient_of(self.person.seal_key)

    def own_identity(self) -> str:
        """What opens an age file that was sealed to this person, ``AGE-SECRET-KEY-1...``."""
        return identity_of(self.own.seal_secret)

    def identities(self, key: KeyName) -> tuple[str, ...]:
        """The private halves held of an office's pair, newest first, ``AGE-SECRET-KEY-1...``; empty for none."""
        return tuple(map(identity_of, self.secrets(key)))

    def seal_draft(self, draft: UUID, content: bytes, width: int = 0, seal_key: bytes = b"") -> bytes:
        """Seal a draft for this person alone, by another public half of theirs than today's if they will have one.

        As if it were ``width`` bytes long.
        """
        return seal_draft(seal_key or self.person.seal_key, self.id, draft, content, self.random, width)

    def open_draft(self, draft: UUID, sealed: bytes) -> bytes:
        """A draft of this person; raises SealBroken for another's."""
        return open_draft(self.own.opener, self.id, draft, sealed)

    def seal_counted(self, case: UUID, rooms: Collection[Room], content: bytes) -> bytes:
        """Seal what a case counts for, counted from some of a child's rooms, for this person; raises NoKey."""
        return seal_counted(self._counted_key(case, rooms), case, self.id, content, self.random)

    def open_counted(self, case: UUID, rooms: Collection[Room], sealed: bytes) -> bytes:
        """What this person counted of a case; raises NoKey, SealBroken, which also tells of newer keys of the child."""
        return open_counted(self._counted_key(case, rooms), case, self.id, sealed)

    def _counted_key(self, case: UUID, rooms: Collection[Room]) -> ChildKey:
        held = [
            (room, key.secret)
            for room in CHILD_ROOMS
            if room in rooms
            for key in self.children.get(case, room, self.children.generation(case, room))
        ]
        return counted_key(self.own.seal_secret, held)

    def room_keys(self, rooms: Collection[Room]) -> tuple[tuple[str, int], ...]:
        """Which generations of which rooms' keys are held, in order."""
        found = (ROOM_KEYS[room] for room in rooms if room in ROOM_KEYS)
        return tuple(sorted((key.value, number) for key in found for number in self.all_secrets.get(key, {})))
