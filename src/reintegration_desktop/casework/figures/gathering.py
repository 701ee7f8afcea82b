"""The figures that a report is made of: an office's each, and whose are not among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.casework.figures.lying import Lying, Unread, missing_of, nothing_of, refusal_of
from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.figures import Figures
from reintegration_desktop.reports.own.deriving import from_held
from reintegration_desktop.reports.own.wish import PREFIX
from reintegration_desktop.reports.templates import Template


@dataclass(frozen=True, slots=True)
class Gathered:
    """``figures`` of every office whose can be read; ``lost`` are files that can't, ``without`` the offices left out.

    ``without`` names those whose files can't be read, and those that are known and of which nothing came.
    """

    period: str
    figures: tuple[Figures, ...]
    lost: tuple[Unread, ...]
    without: tuple[str, ...]
    names: Mapping[UUID, str]

    @property
    def offices(self) -> tuple[str, ...]:
        """Whose figures they are, by name: their files lie in no order."""
        return tuple(sorted(one.office_name for one in self.figures))

    def must_be_whole(self) -> None:
        """Raises FiguresUnread where a file that belongs to them can't be read: nothing leaves without it."""
        if self.lost:
            raise refusal_of(self.lost, self.period, self.names)


def gathered(found: Lying, template: Template, period: str, offices: Mapping[UUID, str], *, opens: bool) -> Gathered:
    """The figures of a template and period; of one of the programme's own what today's figures hold of it.

    ``offices`` are all that are known here; ``opens``: this person's keys open what the template counts. Raises
    FiguresMissing, FiguresUnread where nothing is left to be told of, PeriodUnknown.
    """
    every = [one.figures for one in found.read]
    if template.name.startswith(PREFIX):
        figures = from_held(template, every, period)
        lost = _lost_to(found, figures, period)
    else:
        figures = tuple(one for one in every if (one.template, one.period) == (template.name, period))
        lost = missing_of(found, template.name, period, opens=opens)
    names = {**offices, **{one.office: one.office_name for one in every}}
    if not figures:
        raise nothing_of(lost, period, names)
    here = {one.office for one in figures}
    gone = [names.get(one.office, say("an office")) if one.office else say("an office") for one in lost]
    silent = [name for office, name in offices.items() if office not in here]
    return Gathered(period, figures, lost, tuple(sorted({*gone, *silent})), names)


def _lost_to(found: Lying, figures: Sequence[Figures], period: str) -> tuple[Unread, ...]:
    """Files of offices of which nothing else tells what a template of the programme's own asks for."""
    here = {one.office for one in figures}
    templates = {one.figures.template for one in found.read}
    return tuple(one for template in templates for one in missing_of(found, template, period) if one.office not in here)
