"""A PDF: its pages' sizes, and each page as points when somebody looks at it; no form, link or script of it runs."""

from collections.abc import Iterator
from typing import Any

from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2.raw import FPDF_ERR_PASSWORD

from reintegration_desktop.casework.strangers.errors import FileEncrypted, FileUnreadable
from reintegration_desktop.casework.strangers.reader import Reader
from reintegration_desktop.casework.strangers.wire import LONGEST_BODY, Message

MOST_PAGES = 3000
_FOUR = 4
_USUAL, _LARGEST = (595.0, 842.0), 14_400.0


class Paper(Reader):
    """An open PDF. Raises FileEncrypted and FileUnreadable."""

    def __init__(self, content: bytes) -> None:
        try:
            self._document = PdfDocument(content)
            self._pages = len(self._document)
        except PdfiumError as fault:
            raise (FileEncrypted if fault.err_code == FPDF_ERR_PASSWORD else FileUnreadable) from None
        if not self._pages:
            raise FileUnreadable

    def first(self) -> Iterator[Message]:
        """The sizes of its pages, in points of a seventy-second of an inch."""
        shown = min(self._pages, MOST_PAGES)
        sizes = [self._size(number) for number in range(shown)]
        yield Message({"say": "pages", "sizes": sizes, "all": self._pages})

    def _size(self, number: int) -> tuple[float, float]:
        """Of a page that is damaged, the usual size: the others are looked at all the same."""
        try:
            wide, high = self._document.get_page_size(number)
        except PdfiumError:
            return _USUAL
        return (wide, high) if 0 < wide <= _LARGEST and 0 < high <= _LARGEST else _USUAL

    def answer(self, asked: dict[str, Any]) -> Iterator[Message]:
        """One page, so many px wide: four bytes a point, blue first."""
        number, width = int(asked["number"]), int(asked["width"])
        try:
            page = self._document[number]
            wide, high = page.get_size()
            scale = min(width / wide, (LONGEST_BODY / _FOUR / wide / high) ** 0.5 * 0.98)
            drawn = page.render(scale=scale, may_draw_forms=False, prefer_bgrx=True)
        except (PdfiumError, ZeroDivisionError, ValueError):
            yield Message({"say": "no page", "number": number, "width": width})
            return
        head = {"say": "page", "number": number, "width": width,
                "points": [drawn.width, drawn.height, drawn.stride]}  # fmt: skip
        yield Message(head, bytes(drawn.buffer))
        page.close()
