"""What programs of others read in the files that leave: libhxl in the workbook, frictionless in the package."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.peers import READERS, asked_of_peers
from reintegration_desktop.reports.release import release
from reintegration_desktop.reports.report import Report
from reintegration_desktop.reports.table import TOTAL
from tests.store.reports.figures import WATCH, a_request, formats

READ = """
import frictionless, hxl
package = frictionless.Package(asked["package"])
checked = package.validate()
book = hxl.data(asked["workbook"], hxl.InputOptions(allow_local=True))
print(json.dumps({
    "troubles": [] if checked.valid else checked.flatten(["type", "message"]),
    "tables": {one.name: [row.to_dict() for row in one.read_rows()] for one in package.resources},
    "fields": {one.name: [[field.name, field.type] for field in one.schema.fields] for one in package.resources},
    "tags": book.display_tags,
    "rows": [row.values for row in book],
    "hxl": hxl.validate(book),
}))
"""


@pytest.fixture(scope="module", params=[False, True], ids=["hidden", "rounded"])
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, dict[str, Any]]:
    """A report with its hidden cells or rounded, and what the others read in its files."""
    folder: Path = tmp_path_factory.mktemp("report")
    left = release(a_request(rounded=request.param), [], formats("xlsx", "csv"), folder, WATCH)
    files = {"package": str(folder / "datapackage.json"), "workbook": str(folder / "report.xlsx")}
    return left.shown.report, asked_of_peers(READ, READERS, **files)


def test_frictionless_finds_nothing_wrong_and_reads_every_cell(read: tuple[Report, dict[str, Any]]):
    report, found = read
    assert found["troubles"] == []
    for table in report.tables:
        names = [one.name for one in table.dimensions]
        rows = found["tables"][table.name]
        assert {tuple(row[name] for name in names): row["count"] for row in rows} == dict(table.cells)
        assert found["fields"][table.name] == [*([name, "string"] for name in names), ["count", "integer"]]


def test_libhxl_finds_nothing_wrong_and_reads_every_cell(read: tuple[Report, dict[str, Any]]):
    report, found = read
    assert found["hxl"]["is_valid"]
    assert {"#adm1+code", "#adm1+name", "#date+quarter", "#indicator+value+num", "#meta+suppressed"} <= {*found["tags"]}
    value, hidden = (found["tags"].index(tag) for tag in ("#indicator+value+num", "#meta+suppressed"))
    told = [(row[0], row[value], row[hidden]) for row in found["rows"]]
    expected = [
        (table.name, "" if count is None else count, "yes" if count is None else "")
        for table in report.tables
        for count in table.cells.values()
    ]
    assert told == expected


def test_the_place_of_each_cell_stands_under_its_tag(read: tuple[Report, dict[str, Any]]):
    report, found = read
    province = found["tags"].index("#adm1+code")
    first = report.tables[0]
    codes = [row[province] for row in found["rows"] if row[0] == first.name]
    assert codes == [key[0] for key in first.cells]
    assert TOTAL in codes
