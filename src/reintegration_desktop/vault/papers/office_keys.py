"""The keys of an office, as its custodians state them: what a granted secret must fit, and every public half."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid5

from reintegration_desktop.vault.certificates import Sign
from reintegration_desktop.vault.errors import KeyForged
from reintegration_desktop.vault.fields import Fields, as_text
from reintegration_desktop.vault.identity import seal_key_of
from reintegration_desktop.vault.people import People
from reintegration_desktop.vault.roles import KeyName
from reintegration_desktop.vault.seals.framing import framed, number
from reintegration_desktop.vault.signed import Signed, signed

PURPOSE = "key"
VERSION = 1
RECOVERY = "recovery"
PAIRS = frozenset({KeyName.TRANSPORT, KeyName.CASE, KeyName.OVERSIGHT, KeyName.FIGURES, RECOVERY})
NAMES = frozenset({*KeyName, RECOVERY})


@dataclass(frozen=True, slots=True)
class KeyStatement:
    """What a custodian says of one key: ``check`` is a pair's public half, or the hash a secret must have (32 bytes).

    So whoever can write to the vault's file cannot slip in a key that they know.
    """

    office: UUID
    name: str
    generation: int
    check: bytes
    since: datetime
    issuer: UUID
    signed: Signed


def check_of(office: UUID, name: str, generation: int, secret: bytes) -> bytes:
    """What a statement says of a secret: the public half of a pair, else a hash bound to office, name, generation."""
    if name in PAIRS:
        return seal_key_of(secret)
    return sha256(framed(b"rd-key-1", office.bytes, name.encode(), number(generation), secret)).digest()


def state(
    office: UUID, name: str, generation: int, check: bytes, since: datetime, issuer: UUID, sign: Sign
) -> KeyStatement:
    """State a key, as a custodian."""
    body = {
        "version": VERSION,
        "kind": "key",
        "office": str(office),
        "name": str(name),
        "generation": generation,
        "check": as_text(check),
        "from": since.isoformat(),
        "issuer": str(issuer),
    }
    return KeyStatement(office, name, generation, check, since, issuer, signed(PURPOSE, body, sign))


def read_statement(paper: Signed) -> KeyStatement:
    """The statement in some signed bytes, its signature unchecked; raises ValueError."""
    fields = Fields.parse(paper.body)
    name = fields.text("name")
    if fields.number("version") != VERSION or fields.text("kind") != "key" or name not in NAMES:
        raise ValueError("a statement of another kind")
    return KeyStatement(
        office=fields.id("office"),
        name=name,
        generation=fields.number("generation"),
        check=fields.content("check", 32),
        since=fields.moment("from"),
        issuer=fields.id("issuer"),
        signed=paper,
    )


def recovery_id(office: UUID, generation: int) -> UUID:
    """Whom the recovery pair's grants are made to."""
    return uuid5(office, f"{RECOVERY}:{generation}")


@dataclass(frozen=True, slots=True)
class OfficeKeys:
    """Verified statements of one office, by name and generation."""

    office: UUID
    _stated: Mapping[str, Mapping[int, KeyStatement]] = field(default_factory=dict)

    def generation(self, name: str) -> int:
        """The newest generation of a key; 0 when there is none."""
        return max(self._stated.get(name, {}), default=0)

    def generations(self, name: str) -> tuple[int, ...]:
        """All generations of a key, newest first."""
        return tuple(sorted(self._stated.get(name, {}), reverse=True))

    def public(self, name: str, generation: int | None = None) -> bytes | None:
        """The public half of a pair (32 bytes), the newest where none is named; None when there is no such pair."""
        wanted = self.generation(name) if generation is None else generation
        statement = self._stated.get(name, {}).get(wanted)
        return statement.check if statement is not None and name in PAIRS else None

    def since(self, name: str, generation: int) -> datetime:
        """From when a generation is used; raises KeyError when there is none."""
        return self._stated[name][generation].since

    def fits(self, name: str, generation: int, secret: bytes) -> bool:
        """Whether a secret is the one that was stated."""
        statement = self._stated.get(name, {}).get(generation)
        return statement is not None and statement.check == check_of(self.office, name, generation, secret)


def is_stated(people: People, statement: KeyStatement) -> bool:
    """Whether a custodian of the office it names signed a statement."""
    custodian = people.custodian(statement.issuer)
    own = custodian is not None and custodian.office == statement.office
    return own and people.is_signed_by(statement.signed, statement.issuer, PURPOSE)


def newest_pair(statements: Iterable[KeyStatement], office: UUID, name: str) -> KeyStatement | None:
    """The newest generation of an office's pair, of verified statements; None where two contradict each other."""
    own = [one for one in statements if (one.office, one.name) == (office, name)]
    newest = [one for one in own if one.generation == max(other.generation for other in own)]
    return newest[0] if len({one.check for one in newest}) == 1 else None


def office_keys(office: UUID, people: People, statements: Iterable[KeyStatement]) -> OfficeKeys:
    """Check what is stated of an office's keys; raises KeyForged when one isn't a custodian's, or two contradict."""
    stated: dict[str, dict[int, KeyStatement]] = {}
    for statement in statements:
        if statement.office != office or not is_stated(people, statement):
            raise KeyForged(key=statement.name)
        earlier = stated.setdefault(statement.name, {}).setdefault(statement.generation, statement)
        if earlier.check != statement.check:
            raise KeyForged(key=statement.name)
    return OfficeKeys(office, stated)
