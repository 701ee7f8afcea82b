"""Writes a report as one JSON file."""

import json
from pathlib import Path

from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.report import Report
from reintegration_desktop.reports.writers.grid import label_of

VERSION = 1


def write_json(report: Report, folder: Path) -> None:
    """Write ``report.json``: what it is about, then each table with its cells; a hidden cell holds null."""
    about = report.about
    content = {
        "version": VERSION,
        "about": {
            "title": about.title,
            "period": about.period,
            "scope": about.scope,
            "recipient": str(about.recipient),
            "as_of": about.as_of.isoformat(),
            "released_on": about.released_on.isoformat(),
            "threshold": about.threshold,
            "figures": list(about.source_words()),
            "rule": list(report.rule_words()),
        },
        "tables": [_table(report, table) for table in report.tables],
    }
    text = json.dumps(content, indent=1, ensure_ascii=False)
    (folder / "report.json").write_text(text + "\n", encoding="utf-8")


def _table(report: Report, table: Published) -> dict[str, object]:
    names = [dimension.name for dimension in table.dimensions]
    return {
        "name": table.name,
        "title": table.title,
        "says": report.says.get(table.measure, ""),
        "kind": str(table.kind),
        "dimensions": [
            {"name": one.name, "title": one.title, "labels": {node: label_of(one, node) for node in one.nodes}}
            for one in table.dimensions
        ],
        "cells": [{**dict(zip(names, key, strict=True)), "count": count} for key, count in table.cells.items()],
    }
