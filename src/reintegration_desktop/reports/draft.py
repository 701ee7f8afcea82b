"""A report before it is protected: true counts, in tables ready for the protector. It never leaves this floor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import prod

from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.cuts.dimensions import said
from reintegration_desktop.reports.errors import CannotBeProtected, NotForThem, ThresholdLowered
from reintegration_desktop.reports.figures import Cut, Figures
from reintegration_desktop.reports.joint.ties import Within
from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.reports.protector.circle import in_a_circle
from reintegration_desktop.reports.protector.rule import Rule
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.rates import Kind
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.report import About, Report
from reintegration_desktop.reports.table import Table
from reintegration_desktop.reports.templates import Template

LARGEST_JOINT = 5_000


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: whose figures, for whom, from which threshold on.

    ``scope``: the name of the office, or of the programme. ``threshold``: None for the template's own; a higher
    one, and never a lower. ``software`` and ``dictionary`` are versions.
    ``purpose`` is what it is for; it is written into the ledger and into nothing that leaves. ``within`` tells of which
    programme the office is and which offices there are, ``others`` what these released: both add up. ``rounded``: to
    multiples of the threshold, instead of hiding what is small. ``offices`` are those whose figures were added up,
    ``without`` those that are known and aren't among them.
    """

    template: Template
    figures: Figures
    recipient: Recipient
    scope: str
    today: date
    software: str
    dictionary: str
    threshold: int | None = None
    purpose: str = ""
    within: Within | None = None
    others: tuple[Entry, ...] = ()
    rounded: bool = False
    offices: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The tables with their true counts, the finer ones beneath them, and the rule they must keep."""

    about: About
    tables: tuple[Table, ...]
    beneath: tuple[Table, ...]
    rule: Rule
    figures: Figures

    def report(self, tables: Sequence[Published]) -> Report:
        """The report with these tables, protected by now."""
        return Report(self.about, tuple(tables), {cut.measure: says(cut) for cut in self.figures.cuts})


def draft_of(request: Request) -> Draft:
    """The tables that a request asks for; raises NotForThem, ThresholdLowered, CannotBeProtected."""
    if str(request.recipient) not in request.template.thresholds:
        raise NotForThem
    figures, usual = request.figures, request.template.thresholds[str(request.recipient)]
    threshold = usual if request.threshold is None else request.threshold
    if threshold < usual:
        raise ThresholdLowered(threshold=usual)
    about = About(
        template=figures.template, title=say(figures.title), period=figures.period, scope=request.scope,
        recipient=request.recipient, threshold=threshold, as_of=figures.as_of, released_on=request.today,
        left_out=figures.left_out, software=request.software, dictionary=request.dictionary,
        base=figures.base, rounded_to=threshold if request.rounded else 0, offices=request.offices,
        without=request.without,
    )  # fmt: skip
    tables = tuple(_said(table) for table in figures.tables())
    beneath = tuple(_whole(cut) for cut in figures.cuts if _needs_whole(cut, tables))
    return Draft(about, tables, beneath, Rule.of(threshold), figures)


def _said(table: Table) -> Table:
    """A table in the reader's language."""
    dimensions = tuple(
        replace(one, title=say(one.title), labels=said(one.name, one.labels)) for one in table.dimensions
    )
    cuts = dimensions if table.kind is Kind.COUNT else dimensions[:-1]
    return replace(table, title=_title(say(table.title), [one.title for one in cuts]), dimensions=dimensions)


def says(cut: Cut) -> str:
    """What is counted, in a sentence or two: of a share all of it, then the part."""
    if not cut.whole:
        return say(cut.unit)
    whole, unit = say(cut.whole), say(cut.unit)
    if any(one.name == "met" for one in cut.dimensions):
        return say("{whole} Yes: {part}").format(whole=whole, part=unit)
    return say("{whole} {what}").format(whole=whole, what=unit)


def _title(title: str, cuts: Sequence[str]) -> str:
    """What is counted, and by what. All of it is words of ours, in one script: they need no isolates."""
    inside = [cut[:1].lower() + cut[1:] for cut in cuts]
    if len(inside) == 1:
        return say("{title}, by {cut}").format(title=title, cut=inside[0])
    first = say(", ").join(inside[:-1])
    return say("{title}, by {cuts} and {cut}").format(title=title, cuts=first, cut=inside[-1])


def _needs_whole(cut: Cut, tables: Sequence[Table]) -> bool:
    """Whether a measure's tables hang together in a circle; raises CannotBeProtected where they are too large."""
    if not in_a_circle(table for table in tables if table.measure == cut.measure):
        return False
    if prod(len(dimension.nodes) for dimension in cut.dimensions) > LARGEST_JOINT:
        raise CannotBeProtected(count=1)
    return True


def _whole(cut: Cut) -> Table:
    return Table(f"{cut.measure}_whole", cut.title, cut.measure, cut.dimensions, cut.counts)
