"""What a sealed document tells by its length, and what becomes of one that is moved or put back."""

import random
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from reintegration_desktop.forms.document import Document, encode
from reintegration_desktop.forms.json import value_to_json
from reintegration_desktop.forms.kinds import Kind
from reintegration_desktop.forms.questions import Field, Form
from reintegration_desktop.forms.values import Absence, Absent
from reintegration_desktop.forms.widths import width
from reintegration_desktop.vault.errors import SealBroken
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.seal import ChildKey, Where, open_sealed, open_sealed_to, seal, seal_to
from reintegration_desktop.vault.seals.padding import padded_length
from tests.faults.rows import Row
from tests.faults.scene import Scene
from tests.store.office import a_visit, open_a_case, questions, save

NONCE = 12
KEY = 32


def run_lengths(times: int, chance: random.Random, place: Path) -> Row:
    """Every question of a sealed room answered with each of its choices and each reason for none, sealed.

    So many times: alone, where all are of one length; then beside answers to other questions of its room, where all
    choices are of which one is taken. How many would not be if the document's own length counted is told, and how often
    a reason for none, or which of several, shows beside others.
    """
    row, wide, shows, every = Row(of="answers sealed"), 0, 0, list(sealed_questions())
    for form, asked in every:
        for number in range(times):
            beside = _beside(form, asked, chance) if number else {}
            documents = [Document(form.name, None, {**beside, asked.key: said}) for said in answers_to(asked)]
            lengths = [_length(asked, document, chance) for document in documents]
            one_taken = asked.kind is Kind.CHOICE
            alike = lengths if not number else lengths[: len(asked.choices)] if one_taken else []
            row.done += len(documents) - 1
            row.add(f"{form.name}.{asked.key}", len(documents), 0, str(alike) if len(set(alike)) > 1 else "")
            shows += len(set(lengths)) > 1
            wide += not number and len({padded_length(len(encode(document))) for document in documents}) > 1
    row.note = (
        f"{len(every)} questions with choices; {wide} would be told apart alone in a document by its own length; "
        f"beside others a reason for none or one of several shows in {shows:,} of {len(every) * (times - 1):,}"
    )
    return row


def sealed_questions() -> Iterator[tuple[Form, Field]]:
    """Every question of a sealed room that is answered by choosing."""
    for form in questions().forms.values():
        for asked in form.fields.values():
            if asked.room is not Room.OPEN and len(asked.choices) > 1 and asked.widest:
                yield form, asked


def answers_to(asked: Field) -> list[object]:
    """Every choice, as it lies in a document, and every reason for none."""
    chosen: list[object] = [[code] if asked.kind is Kind.CHOICES else code for code in asked.choices]
    return [*chosen, *(value_to_json(asked, Absent(reason)) for reason in Absence)]


def _beside(form: Form, asked: Field, chance: random.Random) -> dict[str, object]:
    others = [one for one in form.fields.values() if one.room is asked.room and one.widest and one.key != asked.key]
    return {one.key: chance.choice(answers_to(one)) for one in others if chance.random() < 0.5}


def _length(asked: Field, document: Document, chance: random.Random) -> int:
    key, plain = ChildKey(chance.randbytes(KEY)), encode(document)
    counts = width(questions(), asked.room, document, len(plain))
    return len(seal(key, _where(chance, asked.room), plain, chance.randbytes(NONCE), counts))


def _where(chance: random.Random, room: Room) -> Where:
    number = chance.randrange(1, 1 << 20)
    return Where(UUID(bytes=chance.randbytes(16)), room, number, UUID(bytes=chance.randbytes(16)),
                 chance.randbytes(16), number)  # fmt: skip


def run_moved(times: int, chance: random.Random, place: Path) -> Row:
    """Sealed documents opened in another place than their own, so many of each kind of place: none opens."""
    row, private = Row(of="documents moved"), X25519PrivateKey.generate()
    key = ChildKey(chance.randbytes(KEY))
    for _ in range(times):
        where, document = _where(chance, Room.PERSON), chance.randbytes(chance.randrange(200))
        sealed = seal(key, where, document, chance.randbytes(NONCE))
        to_public = seal_to(private.public_key(), where, document, chance.randbytes(KEY), chance.randbytes(NONCE))
        assert open_sealed(key, where, sealed) == open_sealed_to(private, where, to_public) == document
        for what, other in _elsewhere(where, chance).items():
            row.add(
                what, 2, _opens(open_sealed, key, other, sealed) + _opens(open_sealed_to, private, other, to_public)
            )
    return row


def _elsewhere(where: Where, chance: random.Random) -> dict[str, Where]:
    other = _where(chance, Room.ACCOUNT)
    return {
        "case": where._replace(case=other.case),
        "room": where._replace(room=other.room),
        "generation": where._replace(generation=where.generation + chance.choice((1, -1, 256))),
        "record": where._replace(record=other.record),
        "device": where._replace(device=other.device),
        "seq": where._replace(seq=where.seq + chance.choice((1, -1, 256))),
    }


def _opens(opening, key, where: Where, sealed: bytes) -> int:
    try:
        opening(key, where, sealed)
    except SealBroken:
        return 0
    return 1


def run_replayed(times: int, chance: random.Random, place: Path) -> Row:
    """Documents of a vault's database put in each other's place by raw SQL, so many pairs: every one is named."""
    scene, row = Scene(place / "office"), Row(of="rows exchanged")
    with scene.open() as laptop:
        for _ in range(4):
            case = open_a_case(laptop)
            save(laptop, case, a_visit(case), a_visit(case))
        with laptop.database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT device, seq, document FROM change WHERE room <> 0 AND length(document) > 0"
            ).fetchall()
        for _ in range(times):
            one, other = chance.sample(rows, 2)
            _put(laptop, one, other[2])
            found = laptop.store.checker.check((), _Quiet()).counts
            row.add("exchanged", 1, not found)
            _put(laptop, one, one[2])
        row.add("put right again", 1, 0, str(laptop.store.checker.check((), _Quiet()).counts or ""))
    return row


class _Quiet:
    def report(self, done: int, total: int = 0) -> None:
        pass


def _put(laptop, row, document: bytes) -> None:
    with laptop.database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE change SET document = ? WHERE device = ? AND seq = ?", (document, row[0], row[1])
        )
