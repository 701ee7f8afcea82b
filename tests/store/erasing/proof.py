"""What is left of destroyed cases: read with a decryptor of our own, and every small domain guessed against it.

``proof(rounds, seed)`` gives counts for whoever writes them down: values sought, pages and frames read, hits, guesses.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID

from reintegration_desktop.app.erasing.due import carry_out_due, registry_of
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.reports import count_figures
from reintegration_desktop.casework.figures.counting import to_the_end
from reintegration_desktop.casework.incoming.importing import add_case, edit_case
from reintegration_desktop.casework.ports import Cases
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.vault.roles import Room
from tests.builders import the_questions
from tests.store.erasing.pages_of import Page, free_pages, pages_of
from tests.store.erasing.signers import Signers, begun

PHONES, YEARS, SLICE = 1_000_000, 100, 64
NAMES = ("Nsimire", "Balolebwami", "Furaha", "Mapendo", "Zawadi", "Chance", "Bahati", "Riziki")


@dataclass
class Secrets:
    """What must not be found: by what it is, the bytes. ``elsewhere`` is what other cases, which stay, say too."""

    elsewhere: bytes
    sought: dict[str, bytes] = field(default_factory=dict)

    def add(self, what: str, content: bytes) -> None:
        """Something more; short things would be found by chance, common ones rightly."""
        if len(content) >= 6 and content not in self.elsewhere:
            self.sought[f"{what}:{len(self.sought)}"] = content


def proof(rounds: int, seed: int) -> dict[str, int]:
    """So many vaults in which a case is destroyed: what a thief with the database's key finds of it."""
    counts = dict.fromkeys(("rounds", "values", "pages", "frames", "free", "found", "hashes", "guesses", "guessed"), 0)
    for number in range(rounds):
        with TemporaryDirectory() as place:
            for name, value in _round(Path(place), Random(seed * 1000 + number)).items():
                counts[name] += value
    return counts


def _round(place: Path, chance: Random) -> dict[str, int]:
    signers = Signers(place).begin()
    with signers.opened() as program:
        stays = [a_changed_case(program, chance) for _ in range(3)]
        gone = a_changed_case(program, chance)
        to_the_end(count_figures(program, NoProgress()))
        secrets = secrets_of(program, gone)
        before = found_in(_pages(program), secrets)
        assert before, "what is sought is there before"
        assert any(what.startswith("counted") for what in before), "what it counts for, too"
        begun(registry_of(program), gone)
        number = registry_of(program).orders.all()[-1].number
    signers.sign("Jonas", number)
    with signers.opened("Grace") as program:
        assert carry_out_due(program).destroyed == 1
        pages = _pages(program)  # while it is open: the log of the database lies there, too
        hashes = hashes_left(program)
        guesses, guessed = guess(hashes, gone)
        with program.desk.read() as cases:
            assert all(_lies_here(cases, case) for case in stays)
    with signers.opened() as program:
        pages += _pages(program)
    return {
        "rounds": 1, "values": len(secrets.sought), "pages": sum(page.where == "file" for page in pages),
        "frames": sum(page.where == "log" for page in pages), "free": free_pages(pages),
        "found": len(found_in(pages, secrets)), "hashes": len(hashes), "guesses": guesses, "guessed": guessed,
    }  # fmt: skip


def _lies_here(cases: Cases, case: UUID) -> bool:
    return bool(cases.open(case).file.records)


def a_changed_case(program: Program, chance: Random) -> UUID:
    """A case with a name, a day and a telephone number, changed several times, so that pages come and go."""
    today = program.desk.today
    born = today - timedelta(days=chance.randrange(11 * 365, 17 * 365))
    first, last = chance.sample(NAMES, 2)
    raw = {
        "identification": {
            "name_first": first, "name_last": last, "sex": chance.choice(("female", "male")),
            "date_of_birth": born.isoformat(), "identified_on": today.isoformat(), "registered_on": today.isoformat(),
            "how_identified": "self_or_family", "safe_contact": f"{chance.randrange(PHONES):06d}",
        },
    }  # fmt: skip
    case, _ = add_case(program.desk, raw)
    for turn in range(chance.randrange(2, 6)):
        edit_case(program.desk, case, {"identification": {"nickname": f"{first}{turn}", "safe_contact": "x" * 900}})
    return case


def secrets_of(program: Program, case: UUID) -> Secrets:
    """Documents, salts, wrapped keys, the code, and the answers in the clear."""
    assert program.database is not None
    with program.database.read() as connection:
        others = changes_where(connection, Register(connection), "WHERE c.case_id <> ?", (case.bytes,))
        found = Secrets(b"\0".join(change.document for change in others))
        for change in changes_where(connection, Register(connection), "WHERE c.case_id = ?", (case.bytes,)):
            found.add("salt", change.salt)
            for at in range(0, len(change.document) - SLICE + 1, SLICE):
                found.add("document", change.document[at : at + SLICE])
            if change.room is Room.OPEN and b'"f":"keys"' in change.document:
                for held in json.loads(change.document)["a"].values():
                    for _, _, wrapped in held:
                        found.add("key", wrapped.encode()[:SLICE])
        row = connection.exec_driver_sql("SELECT code FROM case_ WHERE case_id = ?", (case.bytes,)).scalar_one()
        found.add("code", str(row).encode())
        ((wrapped, document),) = connection.exec_driver_sql(
            "SELECT wrapped, document FROM person WHERE case_id = ?", (case.bytes,)
        ).fetchall()
        found.add("person", wrapped)
        found.add("person", document[:SLICE])
        for counted in connection.exec_driver_sql("SELECT content FROM contribution WHERE case_id = ?", (case.bytes,)):
            found.add("counted", counted.content[-SLICE:])
    with program.desk.read() as cases:
        answers = cases.open(case).file.one("identification")
    for key in ("name_first", "name_last", "nickname", "safe_contact"):
        found.add("answer", (answers.text(key) or "").encode()[:40])
    return found


def _pages(program: Program) -> list[Page]:
    key = program.keyring.database_key()
    assert program.database is not None and key is not None
    return list(pages_of(program.database.path, key))


def found_in(pages: list[Page], secrets: Secrets) -> list[str]:
    """Which of the secrets stand in some page."""
    everything = b"\0\0".join(page.content for page in pages)
    return [what for what, content in secrets.sought.items() if content in everything]


def hashes_left(program: Program) -> set[bytes]:
    """Every hash of 32 bytes that is left in the place of what was destroyed."""
    assert program.database is not None
    with program.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT envelope_digest, document_digest, hash FROM hole").fetchall()
    return {bytes(value) for row in rows for value in row}


def guess(hashes: set[bytes], case: UUID) -> tuple[int, int]:
    """Guess every value of the small domains, bare and in a document: how many guesses, how many fit."""
    guesses = guessed = 0
    for content in _candidates(case):
        guesses += 1
        guessed += sha256(content).digest() in hashes
    return guesses, guessed


def _candidates(case: UUID) -> Iterator[bytes]:
    for number in range(PHONES):
        yield b"%06d" % number
    for key, values in _domains():
        for value in values:
            yield value.encode()
            yield json.dumps({"f": "identification", "a": {key: value}}, separators=(",", ":")).encode()
            yield case.bytes + value.encode()


def _domains() -> Iterator[tuple[str, list[str]]]:
    last = date(2030, 1, 1)
    yield "date_of_birth", [(last - timedelta(days=days)).isoformat() for days in range(YEARS * 366)]
    for form in the_questions().values():
        for key, question in form.fields.items():
            if question.choices:
                yield key, list(question.choices)
