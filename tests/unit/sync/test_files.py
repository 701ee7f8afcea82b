"""Sealed files of cases in a bundle: put together as they were, and a bundle of an earlier version opens for ever."""

import io
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.history.arrivals import FileName
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.sync.bundle import Letter, write_files
from reintegration_desktop.sync.files import FilesCame, lines_of, take_files
from reintegration_desktop.sync.manifest import Kind
from reintegration_desktop.sync.receive import Letterbox, receive
from reintegration_desktop.sync.trust import Papers, Pinned
from reintegration_desktop.sync.wire import LONGEST_PIECE, file_line
from reintegration_desktop.vault.age_keys import identity_of
from reintegration_desktop.vault.identity import fingerprint, seal_key_of
from tests.unit.sync.made import NOW, Office, Programme
from tests.unit.sync.memory import Tables

GOLDEN = Path(__file__).parent / "golden" / "files"
CASE = UUID(int=7)
ONE, TWO = FileName(CASE, "0a" * 16), FileName(CASE, "0b" * 16)


@dataclass
class Shelf:
    """Sealed files in memory: those that lie there, and the SHA-256 of those that records name."""

    lying: dict[FileName, bytes] = field(default_factory=dict)
    named: dict[FileName, bytes] = field(default_factory=dict)

    def lacks(self, file: FileName) -> bool:
        return file in self.named and file not in self.lying

    def is_settled(self, file: FileName) -> bool:
        return file in self.lying

    def take(self, file: FileName, content: Iterable[bytes]) -> bool:
        whole = b"".join(content)
        if sha256(whole).digest() != self.named[file]:
            return False
        self.lying[file] = whole
        return True

    def open(self, file: FileName) -> tuple[io.BytesIO, int] | None:
        content = self.lying.get(file)
        return None if content is None else (io.BytesIO(content), len(content))


def naming(**contents: bytes) -> Shelf:
    """A shelf whose records name files with these contents, none of which lies there."""
    files = {"one": ONE, "two": TWO}
    return Shelf(named={files[name]: sha256(content).digest() for name, content in contents.items()})


def came(lines: Iterable[bytes], shelf: Shelf) -> FilesCame:
    return take_files(lines, shelf, NoProgress(), 0)


LONG = os.urandom(2 * LONGEST_PIECE + 5)


def test_a_long_file_goes_in_pieces_and_comes_whole():
    giver, taker = Shelf({ONE: LONG, TWO: b"short"}), naming(one=LONG, two=b"short")
    lines = [*lines_of(giver, ONE), *lines_of(giver, TWO)]
    assert len(lines) == 4
    assert came(lines, taker) == FilesCame(put=2)
    assert taker.lying == giver.lying


def test_a_file_that_is_gone_has_no_lines():
    assert list(lines_of(Shelf(), ONE)) == []


@pytest.mark.parametrize("spoil", [
    lambda lines: lines[:-1], lambda lines: lines[1:], lambda lines: [lines[1], lines[0], lines[2]],
    lambda lines: [lines[0], lines[0], lines[2]],
])  # fmt: skip
def test_pieces_that_are_not_all_of_it_in_their_order_are_not_kept(spoil):
    taker = naming(one=LONG)
    assert came(spoil(list(lines_of(Shelf({ONE: LONG}), ONE))), taker) == FilesCame(damaged=1)
    assert taker.lying == {}


def test_what_stands_behind_the_end_of_a_file_is_passed_over():
    taker = naming(one=LONG)
    lines = list(lines_of(Shelf({ONE: LONG}), ONE))
    assert came([*lines, lines[-1]], taker) == FilesCame(put=1)
    assert taker.lying == {ONE: LONG}


def test_what_no_record_names_is_early_and_what_lies_there_is_known():
    lines = [file_line(ONE, 3, 0, b"one"), file_line(TWO, 3, 0, b"two")]
    assert came(lines, Shelf({ONE: b"one"})) == FilesCame(known=1, early=1)


def letterbox(office: UUID, transport: bytes, root: bytes, papers: Papers, folder: Path, shelf: Shelf) -> Letterbox:
    box = Letterbox(
        office, (identity_of(transport),), frozenset({fingerprint(seal_key_of(transport))}), Pinned(root), papers,
        Tables(), folder, lambda: NOW, os.urandom,
    )  # fmt: skip
    return replace(box, files=shelf)


def written(folder: Path, split_at: int = 1 << 30) -> Iterator[tuple[Path, Office, Shelf]]:
    """Bundles of two files, from one office to itself."""
    office = Office(Programme())
    giver = Shelf({ONE: b"a sealed letter" * 5000, TWO: b"a sealed photograph" * 9000})
    certificates = office.papers.certificates
    letter = Letter(Kind.FILES, office.sender(), office.address, NOW, certificates=certificates)
    for info in write_files(letter, [lines_of(giver, ONE), lines_of(giver, TWO)], folder, os.urandom, split_at):
        yield info.path, office, giver


def test_a_bundle_of_files_is_verified_and_put_away_once(tmp_path):
    ((path, office, giver),) = written(tmp_path)
    shelf = Shelf(named={file: sha256(content).digest() for file, content in giver.lying.items()})
    box = letterbox(office.id, office.transport, office.programme.root, office.papers, tmp_path, shelf)
    for expected in (FilesCame(put=2), FilesCame()):
        with path.open("rb") as file:
            outcome = receive(file, box)
        assert outcome.files == expected
    assert outcome.already
    assert shelf.lying == giver.lying


def test_a_bundle_of_files_of_an_earlier_version_opens_for_ever(tmp_path):
    expected = json.loads((GOLDEN / "v1.json").read_text())
    shelf = Shelf(named={FileName(UUID(case), name): bytes.fromhex(digest) for case, name, digest in expected["files"]})
    box = letterbox(UUID(expected["office"]), bytes.fromhex(expected["transport"]), bytes.fromhex(expected["root"]),
                    Papers(), tmp_path, shelf)  # fmt: skip
    with (GOLDEN / "v1.rdb").open("rb") as file:
        outcome = receive(file, box)
    assert (outcome.manifest.bundle, outcome.files) == (expected["bundle"], FilesCame(put=len(expected["files"])))
