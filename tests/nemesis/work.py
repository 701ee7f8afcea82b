"""What caseworkers write in a day, and what forgers do; each save is told to the oracle."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from reintegration_desktop.history.change import Change
from reintegration_desktop.history.merge import Merged
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.vault.roles import Role, Room
from tests.nemesis.documents import FIRST, KEYS, NEWER_FORM, NEWER_KEY, VALUES, document
from tests.nemesis.known import Place
from tests.nemesis.laptops import Laptop, chosen
from tests.nemesis.oracle import Oracle
from tests.unit.sync.made import Entry, Office, Person, Programme

RECORDS = 3
_OWN, _NEW_FORM, _TAKES_AWAY = 0.6, 0.1, 0.1


def _id(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


@dataclass
class Work:
    """One chance and one oracle for everybody who writes."""

    chance: Random
    oracle: Oracle

    def take_in(self, laptop: Laptop, now: datetime) -> None:
        """A new case and its first record."""
        case, record = _id(self.chance), _id(self.chance)
        answers = {key: self.chance.choice(VALUES) for key in KEYS}
        form = NEWER_FORM if laptop.newer and chosen(self.chance, _NEW_FORM) else "follow_up"
        saved = laptop.write(
            now,
            [
                Entry(case, case, Room.OPEN, document=FIRST),
                Entry(case, record, Room.ACCOUNT, document=document(answers, form=form)),
            ],
        )
        laptop.cases.append(case)
        self._tell(saved[0], (), {"case_status": "open", "case_stage": "registered"})
        self._tell(saved[1], (), answers)

    def visit(self, laptop: Laptop, now: datetime) -> None:
        """Change an answer of a record as it is shown there, or begin another record."""
        case = self._case(laptop)
        if case is None:
            return
        books, known = laptop.tables, laptop.tables.known
        places = [one for one in books.places_of(case) if known.places[one][2] is Room.ACCOUNT]
        if any(known.places[one] not in self.oracle.places for one in places):
            return  # nobody builds on a forgery
        if not places or (len(places) < RECORDS and chosen(self.chance, 0.3)):
            place: Place = (case, _id(self.chance), Room.ACCOUNT)
            parents: tuple[VersionId, ...] = ()
            answers: dict[str, object] = {}
            waits = frozenset[str]()
        else:
            number = self.chance.choice(places)
            place, parents = known.places[number], tuple(books.tips(number))
            shown = books.shown(number, now)
            answers, waits = dict(shown.answers), self._waits(laptop, number, shown)
        self._save(laptop, now, place, parents, answers, waits)

    def _waits(self, laptop: Laptop, number: int, shown: Merged) -> frozenset[str]:
        """What a save decides besides, since more than must is shown as waiting: it was made from what lies aside."""
        known = laptop.tables.known
        held = {known.changes[one].hash for one in laptop.tables.versions[number]}
        gap = self.oracle.builds_on_others(known.places[number], held)
        return frozenset(one.key for one in shown.conflicts) if gap else frozenset()

    def _save(
        self, laptop: Laptop, now: datetime, place: Place, parents: tuple[VersionId, ...], shown: Mapping[str, object],
        waits: frozenset[str],
    ) -> None:  # fmt: skip
        key = NEWER_KEY if laptop.newer and chosen(self.chance, _NEW_FORM) else self.chance.choice(KEYS)
        answers = dict(shown)
        if key in answers and chosen(self.chance, _TAKES_AWAY):
            del answers[key]
        else:
            answers[key] = self.chance.choice(VALUES)
        seen = [one.hash for parent in parents if (one := laptop.tables.change(parent)) is not None]
        settled = self.oracle.disputed(place, seen) | waits
        changed = {name: answers.get(name) for name in settled}
        if answers.get(key) != shown.get(key):
            changed[key] = answers.get(key)
        (saved,) = laptop.write(now, [Entry(*place, parents=parents, document=document(answers, (key,)))])
        self._tell(saved, seen, changed)

    def forge(self, laptop: Laptop, now: datetime, stranger: Person, clerk: Person, supervisor: Person) -> None:
        """Somebody writes what they may not: by their role, as nobody known, in another's name, after what never was.

        What is put into somebody's own chain is theirs: their next signature covers it.
        """
        entry = Entry(_id(self.chance), _id(self.chance), Room.ACCOUNT, document=document({"risk_level": "low"}))
        how = self.chance.choice(("role", "stranger", "name", "parent"))
        author, signer = laptop.author, None
        if how == "role":
            laptop.author = clerk
        elif how == "stranger":
            laptop.author = stranger
        elif how == "name":
            laptop.author, signer = supervisor, author
        else:
            entry.parents = (VersionId(laptop.device.id, laptop.device.seq + 1000),)
        (saved,) = laptop.write(now, [entry], signer=signer)
        laptop.author = author
        self.oracle.forged.add(saved.hash)

    def _case(self, laptop: Laptop) -> UUID | None:
        """One of its own, or of its colleagues'."""
        others = laptop.tables.cases
        if laptop.cases and (not others or chosen(self.chance, _OWN)):
            return self.chance.choice(laptop.cases)
        return self.chance.choice(others) if others else None

    def _tell(self, saved: Change, parents: Collection[bytes], changed: Mapping[str, object]) -> None:
        place = saved.case, saved.record, saved.room
        self.oracle.write(place, saved.hash, parents, changed)


def a_stranger(role: Role) -> Person:
    """Somebody of a programme of their own, for whom nobody here vouches."""
    return Office(Programme()).person(role)
