"""Files of cases from elsewhere: what is damaged or absurd is refused by its line, whatever is wrong with it."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from reintegration_desktop.casework.errors import ImportUnreadable
from reintegration_desktop.casework.incoming.case_files import LARGEST, from_csv, from_xlsx


def workbook() -> bytes:
    made, book = BytesIO(), Workbook()
    book.active.append(["identification.name_first", "identification.sex"])
    book.active.append(["Aminata", "female"])
    book.save(made)
    return made.getvalue()


def test_a_workbook_is_read():
    table = from_xlsx(workbook())
    assert list(table.rows) == [(2, {"identification": {"name_first": "Aminata", "sex": "female"}})]


def test_a_workbook_whose_compression_is_damaged_is_refused():
    whole = workbook()
    for at in range(40, len(whole) - 40, 97):
        damaged = whole[:at] + bytes(24) + whole[at + 24 :]
        try:
            from_xlsx(damaged)
        except ImportUnreadable as refusal:
            assert refusal.facts == {"line": 1}


def test_a_workbook_that_unpacks_to_more_than_memory_holds_is_refused_unopened():
    made = BytesIO(workbook())
    with ZipFile(made, "a", ZIP_DEFLATED) as parts, parts.open("xl/media/zeros", "w", force_zip64=True) as part:
        for _ in range((LARGEST >> 20) + 1):
            part.write(bytes(1 << 20))
    assert len(made.getvalue()) < 1 << 20
    with pytest.raises(ImportUnreadable):
        from_xlsx(made.getvalue())


def test_a_cell_longer_than_any_answer_is_refused_by_its_line():
    with pytest.raises(ImportUnreadable) as refused:
        list(from_csv("identification.name_first\nAminata\n" + "x" * 200_000).rows)
    assert refused.value.facts == {"line": 3}
