"""Which reader each type of file has; each is imported where it is needed, in the process that reads."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from reintegration_desktop.casework.strangers.errors import FileUnreadable
from reintegration_desktop.casework.strangers.reader import Reader, Told

SILENT = "silent"
"""The loudspeaker that nobody hears."""


def _paper(_: str, content: bytes, __: str) -> Reader:
    from reintegration_desktop.casework.strangers.paper import Paper  # noqa: PLC0415 - one reader a process

    return Paper(content)


def _sound(media: str, content: bytes, device: str) -> Reader:
    from reintegration_desktop.casework.strangers.sounding import Sounding  # noqa: PLC0415 - as above

    return Sounding(media, content, silent=device == SILENT)


def _words(media: str, content: bytes, _: str) -> Reader:
    from reintegration_desktop.casework.strangers import writing  # noqa: PLC0415 - as above

    readers = {"rtf": writing.of_rtf, "opendocument.text": writing.of_odt}
    parts, cut = next((reader for end, reader in readers.items() if media.endswith(end)), writing.of_docx)(content)
    return Told("words", parts, cut=cut)


def _tables(media: str, content: bytes, _: str) -> Reader:
    from reintegration_desktop.casework.strangers import tables  # noqa: PLC0415 - as above

    parts, cut = (tables.of_ods if "opendocument" in media else tables.of_xlsx)(content)
    return Told("tables", parts, cut=cut)


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_BY_TYPE: Mapping[str, Callable[[str, bytes, str], Reader]] = MappingProxyType(
    {
        "application/pdf": _paper,
        "application/rtf": _words,
        _OFFICE + "wordprocessingml.document": _words,
        _OPEN + "text": _words,
        _OFFICE + "spreadsheetml.sheet": _tables,
        _OPEN + "spreadsheet": _tables,
    }
)


def open_strange(media: str, content: bytes, device: str = "") -> Reader:
    """The reader of a file of a type, told by its content; raises the refusals of ``errors``."""
    if media.startswith("audio/"):
        return _sound(media, content, device)
    if (reader := _BY_TYPE.get(media)) is None:
        raise FileUnreadable
    return reader(media, content, device)
