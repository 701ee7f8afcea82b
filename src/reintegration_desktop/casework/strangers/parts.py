"""The parts of an office document: unpacked within bounds, and its XML as a tree without entities."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from reintegration_desktop.casework.strangers.errors import FileEncrypted, FileUnfolds, FileUnreadable
from reintegration_desktop.rules.limits.files import MEGABYTE

LARGEST = 96 * MEGABYTE
"""More than this, unpacked, is not read."""

MOST_PARTS, MOST_ELEMENTS, DEEPEST = 5000, 1_000_000, 150
_ENCRYPTED = 1
_PIECE = 1 << 16


class Parts:
    """A packed document. Raises FileUnfolds for a bomb, FileEncrypted, FileUnreadable."""

    def __init__(self, content: bytes) -> None:
        try:
            self._packed = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
            raise FileUnreadable from None
        held = self._packed.infolist()
        if any(part.flag_bits & _ENCRYPTED for part in held):
            raise FileEncrypted
        if len(held) > MOST_PARTS or sum(part.file_size for part in held) > LARGEST:
            raise FileUnfolds

    def tree(self, name: str) -> Element:
        """One part as a tree."""
        return tree(self.read(name))

    def read(self, name: str) -> bytes:
        """One part, whatever its entry says of its size."""
        try:
            with self._packed.open(name) as part:
                content = part.read(LARGEST + 1)
        except (KeyError, OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
            raise FileUnreadable from None
        if len(content) > LARGEST:
            raise FileUnfolds
        return content

    def trees_are_plain(self) -> None:
        """Look through every part of XML, for a reader that takes the whole file: none declares a type or entity."""
        for part in self._packed.infolist():
            if part.filename.endswith((".xml", ".rels", ".vml")):
                _Checked().take(self.read(part.filename))


def tree(content: bytes) -> Element:
    """Some XML as a tree, namespaces as ``{uri}name``. Raises FileUnfolds for a declared type, FileUnreadable."""
    checked = _Checked(TreeBuilder())
    checked.take(content)
    assert checked.builder is not None
    return checked.builder.close()


class _Checked:
    """Expat with bounds; it refuses a document type, in which entities would be declared."""

    def __init__(self, builder: TreeBuilder | None = None) -> None:
        self.builder, self._depth, self._elements = builder, 0, 0
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        if builder is not None:
            self._parser.CharacterDataHandler = builder.data

    def take(self, content: bytes) -> None:
        try:
            for piece in _pieces(content):
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
        except (expat.ExpatError, UnicodeError, LookupError, ValueError):
            raise FileUnreadable from None

    def _refuse(self, *_: object) -> None:
        raise FileUnfolds

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth, self._elements = self._depth + 1, self._elements + 1
        if self._depth > DEEPEST or self._elements > MOST_ELEMENTS:
            raise FileUnfolds
        if self.builder is not None:
            self.builder.start(_named(name), {_named(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self.builder is not None:
            self.builder.end(_named(name))


def _named(name: str) -> str:
    return "{" + name if "}" in name else name


def _pieces(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _PIECE):
        yield content[start : start + _PIECE]
