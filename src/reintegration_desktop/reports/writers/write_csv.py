"""Writes a report as plain files: a table each in long format, and a ``datapackage.json`` that explains them."""

import csv
import json
from pathlib import Path

from reintegration_desktop.kernel.words import language
from reintegration_desktop.reports.published import HIDDEN, Published
from reintegration_desktop.reports.report import Report
from reintegration_desktop.reports.table import TOTAL, Dimension
from reintegration_desktop.reports.writers.grid import label_of

PACKAGE = "datapackage.json"
COUNT = "count"


def write_csv(report: Report, folder: Path) -> None:
    """Write ``<table>.csv`` for each table, and the package beside them."""
    for table in report.tables:
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as lines:
            rows = csv.writer(lines, lineterminator="\n")
            rows.writerow([*(dimension.name for dimension in table.dimensions), COUNT])
            rows.writerows([*key, HIDDEN if count is None else count] for key, count in table.cells.items())
    text = json.dumps(_package(report), indent=1, ensure_ascii=False)
    (folder / PACKAGE).write_text(text + "\n", encoding="utf-8")


def _package(report: Report) -> dict[str, object]:
    """Source: Data Package and Table Schema; ``categories`` are of version 2."""
    about = report.about
    return {
        "profile": "tabular-data-package",
        "name": about.template,
        "title": about.title,
        "description": " ".join(
            (
                " · ".join((about.period_words, about.scope, about.recipient_words)) + ".",
                *(sentence if sentence.endswith(".") else sentence + "." for sentence in about.source_words()),
                *report.rule_words(),
            )
        ),
        "languages": [language()],
        "resources": [_resource(report, table) for table in report.tables],
    }


def _resource(report: Report, table: Published) -> dict[str, object]:
    return {
        "name": table.name,
        "profile": "tabular-data-resource",
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": report.says.get(table.measure, ""),
        "schema": {
            "fields": [*map(_field, table.dimensions), {"name": COUNT, "type": "integer", "missingValues": [HIDDEN]}]
        },
    }


def _field(dimension: Dimension) -> dict[str, object]:
    categories = [{"value": node, "label": label_of(dimension, node)} for node in (TOTAL, *dimension.labels)]
    return {"name": dimension.name, "title": dimension.title, "type": "string", "categories": categories}
