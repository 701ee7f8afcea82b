"""Canaries: answers so rare that a single copy of one outside the vault is found."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

NAMES = ("Zzyxwandra", "Qhuvembiko", "زقزوقيان")
VILLAGE = "XQ-VILLAGE-7731"
DAY = "2009-02-27"
SEALED_CODES = ("suicide_attack_use", "sexual_exploitation_or_forced_union", "explosive_laying_or_carrying")
UNIT = "Brigade Wxqzt"

PERSON = (*NAMES, VILLAGE, DAY)
ACCOUNT = SEALED_CODES
RESTRICTED = (UNIT,)
ALL = (*PERSON, *ACCOUNT, *RESTRICTED)


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a canary was found."""

    canary: str
    where: str


def spellings(canary: str) -> tuple[bytes, ...]:
    """A canary as programs write it down: UTF-8, UTF-16, JSON escapes."""
    escaped = canary.encode("ascii", "backslashreplace")
    return tuple({canary.encode(), canary.encode("utf-16-le"), canary.encode("utf-16-be"), escaped})


def in_bytes(content: bytes, canaries: Iterable[str], where: str) -> Iterator[Hit]:
    """Every canary in some bytes."""
    for canary in canaries:
        if any(spelling in content for spelling in spellings(canary)):
            yield Hit(canary, where)


def in_folder(folder: Path, canaries: Iterable[str]) -> list[Hit]:
    """Every canary in names and contents of files below a folder, packed sheets and PDF streams opened."""
    wanted = tuple(canaries)
    hits: list[Hit] = []
    for path in sorted(folder.rglob("*")):
        hits.extend(in_bytes(str(path.relative_to(folder)).encode(), wanted, f"name of {path.name}"))
        if path.is_file():
            for part, content in _contents(path):
                hits.extend(in_bytes(content, wanted, f"{path.name}{part}"))
    return hits


def _contents(path: Path) -> Iterator[tuple[str, bytes]]:
    content = path.read_bytes()
    yield "", content
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield f"!{name}", packed.read(name)
    if content.startswith(b"%PDF"):
        yield from _streams(content)


def _streams(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The unpacked streams of a PDF."""
    at = 0
    while (start := content.find(b"stream", at)) >= 0:
        start += len(b"stream")
        start += 2 if content[start : start + 2] == b"\r\n" else 1
        end = content.find(b"endstream", start)
        if end < 0:
            return
        try:
            yield "!stream", zlib.decompressobj().decompress(content[start:end])
        except zlib.error:
            yield "!stream", content[start:end]
        at = end + len(b"endstream")
