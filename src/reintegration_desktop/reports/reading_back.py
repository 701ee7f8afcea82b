"""Audits a report: for the screen from what would be shown, for a release from every file as it was written."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reintegration_desktop.kernel.words import right_to_left
from reintegration_desktop.reports.auditor.audit import Asked, Audit, Limits, Told, audit
from reintegration_desktop.reports.auditor.puzzle import Sum
from reintegration_desktop.reports.auditor.read_csv import read_csv
from reintegration_desktop.reports.auditor.read_json import check_package, read_json
from reintegration_desktop.reports.auditor.read_xlsx import read_xlsx
from reintegration_desktop.reports.auditor.rounded import audit_rounded
from reintegration_desktop.reports.auditor.seen import Axis, Seen
from reintegration_desktop.reports.auditor.words import numbers_in
from reintegration_desktop.reports.draft import Draft
from reintegration_desktop.reports.earlier import counts_of
from reintegration_desktop.reports.errors import LeakFound
from reintegration_desktop.reports.joint.readers import Audience
from reintegration_desktop.reports.joint.versions import measure_of
from reintegration_desktop.reports.protector.protect import Protected
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.proving import Demands
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.writers.grid import label_of, upright


def in_memory(draft: Draft, readers: Sequence[Audience], watch: Watch, protected: Protected, demands: Demands) -> Audit:
    """Audit what the screen would show."""
    return _for_everybody(draft, readers, [_seen(table) for table in protected.tables], demands, watch)


def reading(
    draft: Draft, readers: Sequence[Audience], protected: Protected, demands: Demands, folder: Path,
    wanted: Sequence[str], watch: Watch,
) -> Audit:  # fmt: skip
    """Read every file back, see that each shows the same, and audit what they show.

    Raises LeakFound where a file shows anything beside its tables, or another file something else.
    """
    tables = protected.tables
    files = _read(draft, tables, folder, wanted)
    expected = {table.name: dict(table.cells) for table in tables}
    for seen in files:
        if {table.name: dict(table.cells) for table in seen} != expected:
            raise LeakFound(kind="other_than_protected", count=1)
    return _for_everybody(draft, readers, files[0], demands, watch)


def _read(draft: Draft, tables: Sequence[Published], folder: Path, wanted: Sequence[str]) -> list[list[Seen]]:
    parents = {one.name: one.parents for table in tables for one in table.dimensions}
    measures = {table.name: table.measure for table in tables}
    facts = _facts(draft, tables)
    found = []
    if "csv" in wanted:
        check_package(folder / "datapackage.json", facts)
        found.append([read_csv(folder / f"{name}.csv", measure, parents) for name, measure in measures.items()])
    if "json" in wanted:
        found.append(read_json(folder / "report.json", measures, parents, facts))
    if "xlsx" in wanted:
        axes = {table.name: [one.name for one in table.dimensions] for table in tables}
        kinds = {table.name: str(table.kind) for table in tables}
        found.append(read_xlsx(folder / "report.xlsx", axes, parents, facts, kinds))
    if "pdf" in wanted:
        found.append(on_paper(tables, folder / "report.pdf", facts))
    return found


def on_paper(tables: Sequence[Published], file: Path, facts: frozenset[str]) -> list[Seen]:
    """What the pages of a PDF show of these tables, those that stand upright there turned back. Raises LeakFound."""
    from reintegration_desktop.reports.auditor.read_pdf import Announced, read_pdf  # noqa: PLC0415 - loads PDFium

    announced = [
        Announced(
            table.name, table.measure, tuple(Axis(one.name, one.parents) for one in table.dimensions),
            tuple({node: label_of(one, node) for node in one.nodes} for one in table.dimensions), str(table.kind),
        )
        for table in map(upright, tables)
    ]  # fmt: skip
    found = read_pdf(file, announced, facts, right_to_left=right_to_left())
    return [_turned(one, table) for one, table in zip(found, tables, strict=True)]


def _turned(seen: Seen, table: Published) -> Seen:
    names = [axis.name for axis in seen.axes]
    order = [names.index(dimension.name) for dimension in table.dimensions]
    cells = {tuple(key[at] for at in order): count for key, count in seen.cells.items()}
    return replace(seen, axes=tuple(seen.axes[at] for at in order), cells=cells)


def _facts(draft: Draft, tables: Sequence[Published]) -> frozenset[str]:
    """Numbers that may stand in words: days, thresholds and names, and how many were left out as it may be told.

    The name of a template of one's own is drawn at random before anything is counted.
    """
    about = draft.about
    told = (about.template, about.period, about.as_of.isoformat(), about.released_on.isoformat(), about.scope,
            str(about.threshold), about.left_out_words, str(about.rounded_to or ""), *about.offices,
            *about.without)  # fmt: skip
    places = frozenset(str(nth) for nth in range(1, len(tables) + 1))
    labels = (label_of(one, node) for table in tables for one in table.dimensions for node in one.nodes)
    return places | frozenset(number for text in (*told, *labels) for number in numbers_in(text))


def _for_everybody(
    draft: Draft, readers: Sequence[Audience], seen: Sequence[Seen], demands: Demands, watch: Watch
) -> Audit:
    """Audit for the report's own readers, then for those who see more, with what they were told before."""
    limits = Limits(watch.now, lambda: watch.progress.report(0))
    if base := draft.about.rounded_to:
        return _together([audit_rounded(own, base, demands, limits) for own in _by_measure(seen).values()])
    first: Audit | None = None
    for audience in readers:
        asked = Asked(audience.threshold, 0, audience.threshold, demands=_demands(draft, demands, audience))
        found = _audited(seen, audience, asked, limits)
        if not found.safe:
            return found
        first = first or found
    assert first is not None
    return first


def _audited(tables: Sequence[Seen], audience: Audience, asked: Asked, limits: Limits) -> Audit:
    """One audit of all tables: each measure by itself, since no sum ties two of them together."""
    tied: dict[str, list[Sum]] = {}
    for one in audience.sums:
        tied.setdefault(measure_of(one[0]), []).append(one)
    before = _by_measure(audience.seen)
    return _together([
        audit(own, asked, limits, Told(before.get(measure, ()), tied.get(measure, ())))
        for measure, own in _by_measure(tables).items()
    ])  # fmt: skip


def _by_measure(tables: Sequence[Seen]) -> dict[str, list[Seen]]:
    found: dict[str, list[Seen]] = {}
    for table in tables:
        found.setdefault(table.measure.partition("@")[0], []).append(table)
    return found


def _together(found: Sequence[Audit]) -> Audit:
    return Audit(tuple(one for part in found for one in part.findings), sum(part.seconds for part in found))


def _demands(draft: Draft, demands: Demands, audience: Audience) -> Demands:
    """For readers with a lower threshold, what is too small for them too; and what they know beside these tables."""
    besides = {cell: (demand.low, demand.high) for cell, demand in audience.demands.items()}
    if audience.threshold == draft.about.threshold:
        return {**demands, **besides}
    counts = counts_of(draft.tables)
    few = {cell: (0, audience.threshold) for cell in demands if 0 < counts.get(cell, 0) < audience.threshold}
    return {**few, **besides}


def _seen(table: Published) -> Seen:
    axes = tuple(Axis(dimension.name, dimension.parents) for dimension in table.dimensions)
    return Seen(table.name, table.measure, axes, table.cells)
