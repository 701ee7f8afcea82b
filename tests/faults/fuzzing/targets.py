"""What is read from outside, each reader with sound samples: whatever bytes come, it reads them or refuses by name."""

import io
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from openpyxl import Workbook

from reintegration_desktop.casework.incoming.case_files import from_csv, from_json_lines, from_xlsx, map_from_toml
from reintegration_desktop.casework.incoming.importing import import_cases
from reintegration_desktop.forms.dictionary import load
from reintegration_desktop.forms.document import Document, decode, encode, join
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.vault.age_keys import identity_of, recipient_of
from reintegration_desktop.vault.backups.archive import ArchiveReader, Member, unpack
from reintegration_desktop.vault.certificates import read_certificate
from reintegration_desktop.vault.envelope import open_bytes, seal_bytes
from reintegration_desktop.vault.fields import Fields
from reintegration_desktop.vault.files.device import Device
from reintegration_desktop.vault.identity import PrivateKeys
from reintegration_desktop.vault.joining import certify
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.answers import read_answer
from reintegration_desktop.vault.office.cards import read_card, write_card
from reintegration_desktop.vault.office.requests import read_request, request
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.papers.grants import Grant
from reintegration_desktop.vault.papers.vaultfile import PURPOSE, Writing, from_bytes, to_bytes
from reintegration_desktop.vault.passphrases.slots import Slot
from reintegration_desktop.vault.revocations import read_revocation, revoke
from reintegration_desktop.vault.roles import Role, Room
from reintegration_desktop.vault.seal import ChildKey, Where, open_sealed, seal
from reintegration_desktop.vault.signed import Signed, signed
from reintegration_desktop.vault.unlocking import unlock
from tests.faults.scene import FIRST_WORDS, Scene
from tests.store.office import questions

Feed = Callable[[bytes], object]


@dataclass(frozen=True)
class Target:
    """A reader; ``broken`` are its contract's own errors besides refusals, for readers inside of others."""

    name: str
    samples: tuple[bytes, ...]
    feed: Feed
    broken: tuple[type[Exception], ...] = ()
    sealed: bool = False

    def read(self, content: bytes) -> bool:
        """Whether it was read; false where it was refused in words. Any other error comes out as it is.

        What is sealed must never be read but as it was.
        """
        try:
            self.feed(content)
            assert not self.sealed or content in self.samples
        except self.broken:
            return False
        except Refusal as refusal:
            assert all(in_words(refusal))
            return False
        return True


def targets(place: Path) -> tuple[Target, ...]:
    """Every reader, with samples made in a folder."""
    scene = Scene(place / "office")
    with scene.open() as laptop:
        keyring = laptop.keyring
    return (*_vault_targets(scene, keyring), *_paper_targets(scene, keyring), *_case_targets(place, scene))


def _vault_targets(scene: Scene, keyring) -> tuple[Target, ...]:
    folder = scene.folder
    whole = folder.json.read_bytes()
    writing = from_bytes(whole)
    body = json.dumps(writing.file.to_json()).encode()
    device = next((folder.home / "devices").iterdir())

    def opened(content: bytes) -> None:
        """As who may sign it could have written it."""
        paper = signed(PURPOSE, json.loads(content), keyring.sign)
        for path in (folder.json, folder.spare):
            path.write_bytes(to_bytes(Writing(writing.file, keyring.id, paper)))
        unlock(folder, None, FIRST_WORDS, scene.means, older=True)

    slot = json.dumps(writing.file.slots[0].to_json()).encode()
    grant = json.dumps(writing.file.grants[0].to_json()).encode()
    return (
        Target("vault.json", (whole,), from_bytes),
        Target("vault.json signed anew", (body,), opened, (ValueError, RecursionError, OverflowError)),
        Target("a slot", (slot,), lambda content: Slot.from_json(Fields.parse(content)), (ValueError,)),
        Target("a grant", (grant,), lambda content: Grant.from_json(Fields.parse(content)), (ValueError,)),
        Target("a device's memory", (device.read_bytes(),), Device.from_bytes, (ValueError,)),
    )


def _paper_targets(scene: Scene, keyring) -> tuple[Target, ...]:
    asked = request(scene.folder, "Jonas", FIRST_WORDS, scene.means)
    answer = certify(scene.folder, keyring, asked.content, code_of(asked.content),
                     Newcomer("Jonas", "Jonas", Role.CASEWORKER), scene.means)  # fmt: skip
    removed = revoke(keyring.id, scene.clock.now(), None, keyring.sign, {"0a" * 16: (3, bytes(32))})
    certificate = keyring.person.signed.body
    card, root = write_card(keyring), keyring.people.root
    return (
        Target("a request", (asked.content,), read_request),
        Target("an answer", (answer,), read_answer),
        Target("a card", (card,), lambda content: read_card(content, code_of(content), root)),
        Target("a certificate", (certificate,), lambda body: read_certificate(Signed(body, bytes(64))), (ValueError,)),
        Target("a revocation", (removed.signed.body,), lambda body: read_revocation(Signed(body, bytes(64))),
               (ValueError,)),
    )  # fmt: skip


def _case_targets(place: Path, scene: Scene) -> tuple[Target, ...]:
    return (
        *_sealed_targets(),
        *_import_targets(scene),
        Target("a form's questions", (FORM,), _Questions(place / "questions", "visit.toml")),
        Target("lists of answers", (CHOICES,), _Questions(place / "lists", "choices.toml")),
        Target("an unsealed backup", (_archive(scene),), _Unpacked(place / "unpacked")),
    )


def _sealed_targets() -> tuple[Target, ...]:
    form, key = questions()["identification"], ChildKey(bytes(range(32)))
    where = Where(UUID(int=1), Room.PERSON, 1, UUID(int=2), bytes(16), 1)
    document = encode(Document("identification", None, {"name_first": "Aminata", "sex": "female"}))
    own = PrivateKeys.new(lambda count: bytes(range(count)))
    return (
        Target("a sealed document", (seal(key, where, document, b"n" * 12),), lambda raw: open_sealed(key, where, raw),
               sealed=True),
        Target("a document", (document,), lambda raw: join(form, {Room.PERSON: decode(raw).answers})),
        Target("a sealed file", (seal_bytes(document, [recipient_of(own.seal_key)]),),
               lambda raw: open_bytes(raw, [identity_of(own.seal_secret)]), sealed=True),
    )  # fmt: skip


def _import_targets(scene: Scene) -> tuple[Target, ...]:
    desk = scene.program(scene.opened()).desk
    line = json.dumps({"identification": {"name_first": "Aminata", "sex": "female"}, "consent": []}).encode()
    table = b"identification.name_first,identification.sex\nAminata,female\nZawadi,male\n"

    def imported(content: bytes) -> None:
        import_cases(desk, list(from_json_lines(_text(content))), NoProgress(), dry_run=True)

    def tabled(content: bytes) -> None:
        import_cases(desk, list(from_csv(_text(content)).rows), NoProgress(), dry_run=True)

    return (
        Target("cases, a line each", (line + b"\n" + line,), imported),
        Target("cases in a table", (table,), tabled),
        Target("cases in a workbook", (_workbook(),), from_xlsx),
        Target("a map of columns", (b'[columns]\n"First name" = "identification.name_first"\n',), map_from_toml),
    )


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


CHOICES = b'[choices.yes_no]\nyes = "Yes"\nno = "No"\n[choices.domain]\nsafety = "Safety"\n'
FORM = b"""form = "visit"
title = "Visit"
order = 10
repeats = true
belongs_to = "visit"
[sections.one]
title = "One"
[fields.seen]
section = "one"
kind = "choice"
label = "Seen?"
choices_from = "yes_no"
sensitivity = "operational"
room = "account"
seen_by = ["caseworker"]
[fields.number]
section = "one"
kind = "integer"
label = "How many?"
only_if = "seen = yes"
constraint = ["at_least:1"]
sensitivity = "operational"
room = "account"
seen_by = ["caseworker"]
"""


def _workbook() -> bytes:
    made, book = io.BytesIO(), Workbook()
    book.active.append(["identification.name_first", "identification.sex"])
    book.active.append(["Aminata", "female"])
    book.save(made)
    return made.getvalue()


def _archive(scene: Scene) -> bytes:
    reader, made = ArchiveReader([Member("vault.json", scene.folder.json)], {"version": 1}), b""
    while chunk := reader.read(1 << 16):
        made += chunk
    return made


class _Questions:
    """A folder of questions, one file of it as it comes."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        folder.mkdir()
        (folder / "choices.toml").write_bytes(CHOICES)
        (folder / "visit.toml").write_bytes(FORM)

    def __call__(self, content: bytes) -> None:
        (self.folder / self.name).write_bytes(content)
        load(self.folder)


class _Unpacked:
    def __init__(self, folder: Path) -> None:
        self.folder, self.number = folder, 0
        folder.mkdir()

    def __call__(self, content: bytes) -> None:
        self.number += 1
        to = self.folder / str(self.number % 8)
        for path in sorted(to.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        to.mkdir(exist_ok=True)
        unpack(io.BytesIO(content), to)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Bits flipped, pieces cut out, doubled, put elsewhere or replaced, or one value of its JSON put otherwise."""
    if chance.random() < 0.4:
        try:
            raw = json.loads(content)
            return json.dumps(_changed(raw, chance)).encode()
        except (ValueError, RecursionError):
            pass
    made = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(made) + 1), chance.randint(1, 64)
        way = chance.randrange(5)
        if way == 0 and made:
            made[min(at, len(made) - 1)] ^= 1 << chance.randrange(8)
        elif way == 1:
            del made[at : at + length]
        elif way == 2:
            made[at:at] = made[at : at + length]
        elif way == 3:
            made[at : at + length] = chance.randbytes(length)
        else:
            made[at:at] = chance.choice(_PIECES)
    return bytes(made)


_PIECES: Sequence[bytes] = (
    b"\0",
    b"[[[",
    b'"',
    b"null",
    b"-1",
    b"1e999",
    b"\xff\xfe",
    b"NaN",
    b"\\ud800",
    b"\n",
    b"=",
    b",",
)
_VALUES: Sequence[object] = (None, True, -1, 0, 1 << 63, 1 << 70, 1.5, float("inf"), "", "x", "\ud800", "9" * 400, [],
                             {}, [[]], {"": 0}, "0001-01-01T00:00:00+23:59", "AAAA")  # fmt: skip


def _changed(raw: object, chance: random.Random) -> object:
    """One value somewhere inside put otherwise, or left out, or put twice."""
    if isinstance(raw, dict) and raw and chance.random() < 0.9:
        key = chance.choice(list(raw))
        if chance.random() < 0.1:
            return {name: value for name, value in raw.items() if name != key}
        return {**raw, key: _changed(raw[key], chance)}
    if isinstance(raw, list) and raw and chance.random() < 0.8:
        at = chance.randrange(len(raw))
        if chance.random() < 0.2:
            return [*raw, raw[at]]
        return [*raw[:at], _changed(raw[at], chance), *raw[at + 1 :]]
    return chance.choice(_VALUES)
