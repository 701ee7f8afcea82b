"""A laptop with a child's rows in every sealed room, seized with the private halves of somebody of every role and duty.

What each may open is written out below from VAULT's table; nothing of the program's tables is asked.
"""

from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import text

from reintegration_desktop.forms.document import decode
from reintegration_desktop.store.database import open_database
from reintegration_desktop.store.errors import DatabaseDamaged
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.log.technical import KEYS, keys_in
from reintegration_desktop.vault.children import WrappedKey
from reintegration_desktop.vault.errors import NoKey, SealBroken
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.papers.grants import open_grant
from reintegration_desktop.vault.roles import Duty, Role, Room
from reintegration_desktop.vault.rooms.wrapping import Wrapper
from reintegration_desktop.vault.seal import VERSION_KEY, Where, bound, document_key, open_once, open_with_document_key
from tests.store.office import Laptop, a_laptop, a_person, a_visit, an_edit, consent, open_a_case, save

OPENS = {
    "caseworker": "database room:person room:account room:restricted",
    "caseworker courier": "database transport room:person room:account room:restricted",
    "supervisor": "database transport case figures room:person room:account room:restricted room:oversight",
    "tracing_officer": "database room:person",
    "clinician": "database room:person room:account",
    "coordinator": "database transport",
    "manager": "figures",
    "auditor": "database room:oversight figures",
    "headquarters": "",
    "headquarters courier": "database transport",
    "headquarters figures": "figures",
    "headquarters tracing_desk": "database",
}
"""By role, and by role and duty where the duty opens more; a duty that stands nowhere opens nothing besides."""

PROFILES = [(role, duty) for role in Role for duty in (None, *Duty)]
SEALED = (Room.PERSON, Room.ACCOUNT, Room.RESTRICTED, Room.OVERSIGHT)


def opens(role: Role, duty: Duty | None) -> set[str]:
    return set(OPENS.get(f"{role} {duty}", OPENS[role]).split())


@dataclass
class Seized:
    """A laptop with a child's rows in every sealed room, and somebody of every role and duty in its vault's file."""

    laptop: Laptop
    rows: list
    wrapped: list[WrappedKey]

    def secrets(self, person) -> dict[str, list[bytes]]:
        """All that a person's own half opens of the file's grants, whoever they were made to."""
        found: dict[str, list[bytes]] = {}
        for given in person.file.grants:
            try:
                secret = open_grant(person.office, given, person.own.opener)
            except SealBroken:
                continue
            found.setdefault(given.key.value, []).append(secret)
        return found

    def opened_rooms(self, person, secrets: dict[str, list[bytes]]) -> tuple[set[Room], int]:
        """The rooms of which any of these secrets opens any row, each secret tried for everything; how many tries."""
        every, found, tries = [one for own in secrets.values() for one in own], set(), 0
        for row, secret in product(self.rows, every):
            where = Where(row.case, row.room, row.generation, row.record, bytes.fromhex(row.device), row.seq)
            tries += 2
            if self._by_child_key(person, secret, where, row.document) or _by_private_half(secret, where, row.document):
                found.add(row.room)
        return found, tries

    def opens_the_file(self, person, secrets: dict[str, list[bytes]]) -> set[str]:
        """By whose name of key the file of cases opens, each secret and the person's own halves tried."""
        opened = set()
        for name, own in secrets.items():
            for secret in (*own, person.own.seal_secret, person.own.sign_secret):
                try:
                    open_database(self.laptop.folder.database, secret, read_only=True).close()
                except DatabaseDamaged:
                    continue
                opened.add(name)
        return opened

    def _by_child_key(self, person, secret: bytes, where: Where, sealed: bytes) -> bool:
        """Taken for the key of each room in turn."""
        for key in self.wrapped:
            wrapper = Wrapper(person.office, {key.room: {key.room_generation: secret}}, person.id, person.own, bytes)
            try:
                open_once(wrapper.unwrap(where.case, key), bound(VERSION_KEY, where), sealed)
            except (NoKey, SealBroken):
                continue
            return True
        return False


def _by_private_half(secret: bytes, where: Where, sealed: bytes) -> bool:
    try:
        key = document_key(X25519PrivateKey.from_private_bytes(secret), where, sealed)
        open_with_document_key(key, where, sealed)
    except (NoKey, SealBroken, ValueError):
        return False
    return True


def seized_laptop(place: Path) -> Seized:
    """A laptop of an office of one, with a case that has rows in every sealed room."""
    laptop = a_laptop(place)
    case = open_a_case(laptop, a_person(laptop.keyring.office))
    save(laptop, case, a_person(case), consent(case), a_visit(case))
    save(laptop, case, an_edit(case, "association", commander="the tall one"))
    save(laptop, case, an_edit(case, "feedback", complaint="They shouted at me"))
    with laptop.database.read() as connection:
        changes = changes_where(connection, Register(connection), "WHERE c.room > ?", (0,))
        every = changes_where(connection, Register(connection), "WHERE c.room = ?", (0,))
        assert connection.execute(text("SELECT count(*) FROM change")).scalar() == len(changes) + len(every)
    documents = [document for one in every if (document := decode(one.document)).form == KEYS]
    assert {one.room for one in changes} == set(SEALED)
    return Seized(laptop, changes, list(keys_in(documents)))


def somebody_of_each(seized: Seized) -> dict:
    """A keyring by role and duty, each in a slot of its own; a second custodian agrees to all that are let in."""
    let_in = partial(add_person, seized.laptop.folder, seized.laptop.keyring)
    beside = Newcomer("Beside", "Beside", Role.SUPERVISOR, frozenset({Duty.CUSTODIAN}))
    second = let_in(beside, "five words", seized.laptop.means)
    found = {}
    for number, (role, duty) in enumerate(PROFILES):
        newcomer = Newcomer(f"P{number}", f"P{number}", role, frozenset({duty} - {None}))
        found[role, duty] = let_in(
            newcomer, "five words", seized.laptop.means, agree=lambda asked: asked.signed_by(second.id, second.sign)
        )
    return found
