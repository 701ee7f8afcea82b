"""What a manager's first page is made of: the work of now, and the last quarters, each proved before it is shown."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reintegration_desktop.kernel.errors import Cancelled, Refusal
from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.release import Shown
from reintegration_desktop.ui.oversight.standing import Told, lost_told
from reintegration_desktop.ui.oversight.verbs import Held, ReportVerbs, Wanted, usual_period

NOW, QUARTERLY = ("caseload", "now"), "quarterly"
_QUARTERS = 5


@dataclass(frozen=True, slots=True)
class Overview:
    """``now`` is the caseload, ``quarters`` the last complete quarters by code, oldest first.

    What could not be protected is None: it is not shown, and breaks a line. ``lost`` says which figures can't be read,
    ``titles`` what reports are called, by template.
    """

    held: tuple[Held, ...] = ()
    ledger: tuple[Entry, ...] = ()
    now: Shown | None = None
    quarters: dict[str, Shown | None] = field(default_factory=dict)
    today: date = date.min
    lost: Told = field(default_factory=Told)
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def offices(self) -> tuple[str, ...]:
        """Whose figures lie here."""
        return tuple(dict.fromkeys(one.office for one in self.held))

    def as_of(self, office: str) -> date:
        """The day that an office counted last."""
        return max(one.as_of for one in self.held if one.office == office)

    def present(self, measure: str) -> Published | None:
        """A measure as of now."""
        return _table(self.now, measure)

    def totals(self, measure: str) -> list[int | None]:
        """A measure's totals by quarter, oldest first; None where one is hidden or was not counted."""
        tables = [_table(shown, measure) for shown in self.quarters.values()]
        return [table.grand_total if table is not None else None for table in tables]


class Asking:
    """Asks for figures, and keeps what was proved until figures or releases change."""

    def __init__(self, verbs: ReportVerbs) -> None:
        self._verbs = verbs
        self._kept: dict[tuple[object, ...], Shown | None] = {}

    def forget(self) -> None:
        """Ask for everything anew: the language is another one."""
        self._kept.clear()

    def first(self) -> Overview:
        """The work of now and the last complete quarter: what one looks for first."""
        found = self._bare()
        newest = self._quarters(found.held)[-1:]
        return self._filled(found, newest)

    def whole(self) -> Generator[None, None, Overview]:
        """The same with the quarters before, stepping aside after each."""
        found = self._bare()
        quarters = self._quarters(found.held)
        for period in quarters:
            self._shown(found, QUARTERLY, period)
            yield
        return self._filled(found, quarters)

    def _bare(self) -> Overview:
        lost = lost_told(self._verbs.lost(), self._verbs.cure)
        held, verbs = tuple(self._verbs.held()), self._verbs
        titles = {one.template: one.title for one in held} | dict(verbs.titles())
        return Overview(held, tuple(verbs.ledger()), today=verbs.today(), lost=lost, titles=titles)

    def _filled(self, found: Overview, quarters: Sequence[str]) -> Overview:
        by_quarter = {period: self._shown(found, QUARTERLY, period) for period in quarters}
        return replace(found, now=self._shown(found, *NOW), quarters=by_quarter)

    def _quarters(self, held: Sequence[Held]) -> list[str]:
        """The last complete quarters that lie here, oldest first."""
        last = usual_period(held, QUARTERLY)
        found = {one.period for one in held if one.template == QUARTERLY and last is not None and one.period <= last}
        return sorted(found)[-_QUARTERS:]

    def _shown(self, found: Overview, template: str, period: str) -> Shown | None:
        own = tuple((one.office, one.as_of) for one in found.held if (one.template, one.period) == (template, period))
        if not own:
            return None
        key = (template, period, own, len(found.ledger))
        if key not in self._kept:
            self._kept[key] = self._proved(Wanted(template, period, Recipient.HEADQUARTERS, daily=True))
        return self._kept[key]

    def _proved(self, wanted: Wanted) -> Shown | None:
        try:
            return self._verbs.show(wanted, Stoppable())
        except Cancelled:
            raise
        except Refusal:
            return None


def _table(shown: Shown | None, measure: str) -> Published | None:
    """The first table of a measure: its total is the measure's."""
    tables = shown.report.tables if shown is not None else ()
    return next((table for table in tables if table.measure == measure), None)
