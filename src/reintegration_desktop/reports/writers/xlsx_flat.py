"""The flat sheet: a row for each cell, with a row of HXL tags, for whoever adds several reports up."""

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.report import Report
from reintegration_desktop.reports.table import Dimension
from reintegration_desktop.reports.writers.grid import label_of
from reintegration_desktop.reports.writers.xlsx_table import Looks

SUPPRESSED = "yes"

_TAGS: Mapping[str, str] = {"province": "#adm1", "district": "#adm2", "sex": "#group+sex", "age_band": "#group+age"}


def write_flat(sheet: Worksheet, report: Report, looks: Looks) -> None:
    """Words, then tags, then the cells: table, indicator, period, each dimension's code and name, count, hidden."""
    dimensions = {one.name: one for table in report.tables for one in table.dimensions}
    heads = [(say("Table"), "#meta+table"), (say("Indicator"), "#indicator+name"), (say("Period"), "#date+quarter")]
    for one in dimensions.values():
        tag = _TAGS.get(one.name, f"#group+{one.name.replace('_', '')}")
        heads += [(say("{name}, code").format(name=one.title), f"{tag}+code"), (one.title, f"{tag}+name")]
    heads += [(say("Count"), "#indicator+value+num"), (say("Hidden"), "#meta+suppressed")]
    for at, (word, tag) in enumerate(heads):
        sheet.write_string(0, at, word, looks.head)
        sheet.write_string(1, at, tag, looks.muted)
    sheet.set_column(0, len(heads) - 1, 18)
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(0, 1)
    _cells(sheet, report, list(dimensions.values()), looks)


def _cells(sheet: Worksheet, report: Report, dimensions: list[Dimension], looks: Looks) -> None:
    at = 1
    for table in report.tables:
        own = {one.name: one for one in table.dimensions}
        for key, count in table.cells.items():
            at += 1
            nodes = dict(zip(own, key, strict=True))
            words = [table.name, table.measure, report.about.period]
            for one in dimensions:
                node = nodes.get(one.name)
                words += ["", ""] if node is None else [node, label_of(own[one.name], node)]
            for column, word in enumerate(words):
                if word:
                    sheet.write_string(at, column, word, looks.words)
            if count is None:
                sheet.write_string(at, len(words) + 1, SUPPRESSED, looks.words)
            else:
                sheet.write_number(at, len(words), count, looks.count)
