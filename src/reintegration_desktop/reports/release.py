"""Releases a report: protect, write where nobody looks, audit each file as written, and only then let it go."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from reintegration_desktop.reports.auditor.audit import Audit
from reintegration_desktop.reports.draft import Draft, Request, draft_of
from reintegration_desktop.reports.earlier import check_cuts, hidden_beside
from reintegration_desktop.reports.errors import FormatUnknown
from reintegration_desktop.reports.joint.beside_rounded import must_be_as_before, must_fit_rounded
from reintegration_desktop.reports.joint.readers import Audience, Coming, readers_of
from reintegration_desktop.reports.joint.ties import Here
from reintegration_desktop.reports.ledger import (
    Entry,
    Released,
    beside_in_place,
    beside_in_time,
    check_chain,
    following,
    telling_of,
    version_of,
)
from reintegration_desktop.reports.private import move_out, private_folder
from reintegration_desktop.reports.protector.primary import Reason
from reintegration_desktop.reports.protector.protect import Besides, Protected
from reintegration_desktop.reports.protector.rule import Rule
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.proving import Demands, Proved, protect_and_prove, round_and_prove
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.reading_back import in_memory, reading
from reintegration_desktop.reports.report import Report
from reintegration_desktop.reports.table import CellId, Table
from reintegration_desktop.reports.writers.palette import Palette
from reintegration_desktop.reports.writers.write_csv import write_csv
from reintegration_desktop.reports.writers.write_json import write_json
from reintegration_desktop.reports.writers.write_xlsx import write_xlsx

DrawPdf = Callable[[Report, Path], None]
"""Draws the report's content as ``report.pdf`` in a folder."""


@dataclass(frozen=True, slots=True)
class Formats:
    """The forms that are wanted (``xlsx``, ``csv``, ``json``, ``pdf``), and what writing them takes."""

    wanted: tuple[str, ...]
    palette: Palette
    draw_pdf: DrawPdf | None = field(default=None)

    @property
    def possible(self) -> bool:
        """Whether something is wanted, and all of it can be written."""
        known = {"xlsx", "csv", "json"} | ({"pdf"} if self.draw_pdf else set())
        return bool(self.wanted) and set(self.wanted) <= known


@dataclass(frozen=True, slots=True)
class Shown:
    """A report that is proved safe: for the screen, or as it left.

    ``intervals`` tell of each hidden cell the least and most that anybody outside can work out (None: no end);
    ``few`` cells count fewer than the threshold, ``guards`` keep them.
    """

    report: Report
    rule: Rule
    intervals: Mapping[CellId, tuple[int, int | None]]
    few: int
    guards: int
    gap: float
    seconds: float
    earlier: int


@dataclass(frozen=True, slots=True)
class Release:
    """What left: its files where they are now, and the next entry of the ledger, to be sealed and signed."""

    shown: Shown
    files: tuple[Path, ...]
    entry: Entry


def preview(request: Request, ledger: Sequence[Entry], watch: Watch) -> Shown:
    """The report for the screen, under the same rule and the same audit as if it left.

    Raises CannotBeProtected, CutsDiffer, LeakFound, Unproved, LedgerBroken, ThresholdLowered, Cancelled.
    """
    begun = _begun(request, ledger, lambda: watch.progress.report(0))
    audited = partial(in_memory, begun.draft, begun.readers, watch)
    return _shown(begun, _proved(begun, watch, audited))


def release(
    request: Request,
    ledger: Sequence[Entry],
    formats: Formats,
    folder: Path,
    watch: Watch,
    record: Callable[[Entry], object] | None = None,
) -> Release:
    """Write a report into ``folder``: nothing is there before every file was read back and proved safe.

    ``record`` takes the ledger's next entry and is called first of all: what cannot be written down does not leave.
    Raises what ``preview`` raises, and FormatUnknown.
    """
    if not formats.possible:
        raise FormatUnknown
    begun = _begun(request, ledger, lambda: watch.progress.report(0))
    folder.mkdir(parents=True, exist_ok=True)
    with private_folder(folder) as private:
        audited = partial(_as_written, begun, formats, private, watch)
        proved = _proved(begun, watch, audited)
        shown = _shown(begun, proved)
        hashes = {file.name: sha256(file.read_bytes()).hexdigest() for file in sorted(private.iterdir())}
        entry = following(ledger, replace(_entry(shown, proved, hashes), purpose=request.purpose))
        if record is not None:
            record(entry)
        files = move_out(private, folder)
    return Release(shown, files, entry)


@dataclass(frozen=True, slots=True)
class _Begun:
    """The true tables, who will see them and what they know, and what the protector has to keep to."""

    draft: Draft
    earlier: tuple[Entry, ...]
    readers: tuple[Audience, ...]
    besides: Besides


def _begun(request: Request, ledger: Sequence[Entry], tick: Callable[[], object]) -> _Begun:
    """What earlier releases of the same counts, by whatever template, mean for the one that is asked for."""
    check_chain(ledger)
    figures, draft = request.figures, draft_of(request)
    measures = {cut.measure for cut in figures.cuts}
    every = (*ledger, *request.others)
    earlier = telling_of(every, measures, figures.period, request.scope, figures.as_of)
    check_cuts(draft.tables, earlier)
    beside = beside_in_time(every, measures, figures.period, request.scope)
    hidden = hidden_beside(draft.tables, beside, figures.period, request.recipient, draft.about.threshold)
    others = beside_in_place(every, figures.period, request.scope)
    check_cuts(draft.tables, others)
    must_fit_rounded(draft.about, draft.tables, earlier, (*beside, *others))
    here = Here(figures.period, request.scope, request.within)
    if draft.about.rounded_to:
        return _Begun(draft, earlier, (), Besides())
    numbered = tuple(enumerate((*earlier, *beside, *others)))
    readers, besides = readers_of(
        Coming(draft.tables, draft.beneath, request.recipient, draft.about.threshold, here, earlier, numbered), tick
    )
    return _Begun(draft, earlier, readers, replace(besides, hidden=besides.hidden | hidden))


def _proved(begun: _Begun, watch: Watch, audited: Callable[[Protected, Demands], Audit]) -> Proved:
    draft = begun.draft
    if draft.about.rounded_to:
        return round_and_prove(draft.tables, draft.rule, draft.about.rounded_to, watch, audited)
    return protect_and_prove(draft.tables, draft.rule, watch, begun.besides, audited)


def _as_written(
    begun: _Begun, formats: Formats, folder: Path, watch: Watch, protected: Protected, demands: Demands
) -> Audit:
    """Write all files, then read them back and audit them."""
    _write(begun.draft.report(protected.tables), formats, folder)
    return reading(begun.draft, begun.readers, protected, demands, folder, formats.wanted, watch)


def _write(report: Report, formats: Formats, folder: Path) -> None:
    for old in folder.iterdir():
        old.unlink()
    if "xlsx" in formats.wanted:
        write_xlsx(report, folder, formats.palette)
    if "csv" in formats.wanted:
        write_csv(report, folder)
    if "json" in formats.wanted:
        write_json(report, folder)
    if "pdf" in formats.wanted and formats.draw_pdf:
        formats.draw_pdf(report, folder)


def _shown(begun: _Begun, proved: Proved) -> Shown:
    draft = begun.draft
    if draft.about.rounded_to:
        must_be_as_before(proved.protected.tables, begun.earlier)
    few = sum(demand.reason is Reason.FEW for demand in proved.protected.demands.values())
    return Shown(
        report=draft.report(proved.protected.tables),
        rule=draft.rule,
        intervals={finding.cell: (finding.low, finding.high) for finding in proved.audit.findings},
        few=few,
        guards=max(0, len(_hidden(proved.protected.tables)) - few),
        gap=proved.protected.gap,
        seconds=proved.audit.seconds,
        earlier=len(begun.earlier),
    )


def _hidden(tables: Sequence[Published]) -> set[CellId]:
    """The hidden cells, each once whichever tables hide it."""
    return {
        Table(one.name, one.title, one.measure, one.dimensions, {}).cell(key) for one in tables for key in one.hidden
    }


def _entry(shown: Shown, proved: Proved, files: Mapping[str, str]) -> Entry:
    report, about = shown.report, shown.report.about
    return Entry(
        number=0, before="", template=about.template, period=about.period, scope=about.scope, recipient=about.recipient,
        threshold=about.threshold, released_on=about.released_on, as_of=about.as_of, left_out=about.left_out_words,
        cells=report.cells, hidden=report.hidden, gap=proved.protected.gap, seconds=proved.audit.seconds,
        software=about.software, dictionary=about.dictionary, files=files,
        tables=tuple(Released.of(table) for table in report.tables), rounded=about.rounded_to,
        version=version_of(about.rounded_to),
    )  # fmt: skip
