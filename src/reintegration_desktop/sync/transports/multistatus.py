"""What a WebDAV server says of the files in a collection (RFC 4918, 207 Multi-Status)."""

from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

from reintegration_desktop.sync.errors import TargetTrouble

ASKED = (
    b'<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop>'
    b"<resourcetype/><getcontentlength/><quota-available-bytes/></prop></propfind>"
)
_MULTI_STATUS = 207


@dataclass(frozen=True, slots=True)
class Resource:
    """A file or a collection; ``size`` in bytes, ``free`` those that its collection still takes, if it says so."""

    href: str
    is_folder: bool
    size: int
    free: int | None


def resources_in(content: bytes) -> list[Resource]:
    """Every resource of an answer; raises TargetTrouble for what is none, and for one that declares entities."""
    reader = _Reader()
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.begin, reader.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reader.text, _refuse
    try:
        parser.Parse(content, True)
    except ExpatError:
        raise TargetTrouble(number=_MULTI_STATUS) from None
    return reader.found


def _refuse(*_: object) -> None:
    """No answer of a server needs a document type; one can be made to blow up."""
    raise TargetTrouble(number=_MULTI_STATUS)


@dataclass(slots=True)
class _Reader:
    """Follows the elements of an answer."""

    found: list[Resource] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)
    _open: str = ""

    def begin(self, name: str, _: object) -> None:
        """An element opens."""
        self._open = name
        if name == "DAV: response":
            self._texts = {}
        elif name == "DAV: collection":
            self._texts[name] = "yes"

    def text(self, content: str) -> None:
        """Text between two tags."""
        self._texts[self._open] = self._texts.get(self._open, "") + content

    def end(self, name: str) -> None:
        """An element closes."""
        self._open = ""
        if name == "DAV: response":
            size, free = self._number("getcontentlength"), self._number("quota-available-bytes")
            self.found.append(
                Resource(self._texts.get("DAV: href", "").strip(), "DAV: collection" in self._texts, size or 0, free)
            )

    def _number(self, name: str) -> int | None:
        text = self._texts.get(f"DAV: {name}", "").strip()
        return int(text) if text.isdecimal() and len(text) < 20 else None
