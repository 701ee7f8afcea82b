"""What the pages of those who oversee need of the program."""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from reintegration_desktop.casework.figures.chosen import Chosen
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.kernel.words import marked
from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.redesign import Merge, Proposal
from reintegration_desktop.reports.release import Shown

RECIPIENT_WORDS: Mapping[Recipient, str] = {
    Recipient.HEADQUARTERS: marked("Headquarters"),
    Recipient.DONOR: marked("A donor"),
    Recipient.PUBLIC: marked("The public"),
    Recipient.MONITORING: marked("Those who document violations"),
}


@dataclass(frozen=True, slots=True)
class LogLine:
    """Something that was done in the office: when, by whom, what, in which case by its code, and why in their words.

    ``code`` is empty for what concerns the office as a whole; ``form`` is the form's title, already in words. ``step``
    is what an entry about erasing says (``rules.erasing.entries.Step``), or about a question between offices
    (``rules.inquiries.entries.Step``).
    """

    at: datetime
    who: str
    kind: Kind
    code: str = ""
    form: str = ""
    reason: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a check came to: a sentence, whether all is whole, and ``lines`` of how far each device's chain goes.

    ``verified`` and ``unverified`` are sentences, ``troubles`` what isn't as it should be.
    """

    sentence: str
    sound: bool
    lines: Sequence[str] = ()
    verified: Sequence[str] = ()
    unverified: Sequence[str] = ()
    troubles: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class LogVerbs:
    """``lines`` since a day, newest first; ``evidence`` checks the log.

    ``export(since, reason, forms, folder)`` writes it out (``csv``, ``jsonl``) and raises refusals; None for who can't.
    """

    lines: Callable[[date], Sequence[LogLine]]
    evidence: Callable[[], Evidence]
    today: Callable[[], date]
    export: Callable[[date, str, Sequence[str], Path], Sequence[Path]] | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """Figures that lie here: of which template and period, whose, and of which day.

    ``complete``: the period had ended when they were counted. ``recipients`` are the readers whom the template may go
    to; ``coming`` the titles of what it asks for that these figures don't hold. ``current``: who counts today counts
    this period too.
    """

    template: str
    title: str
    period: str
    period_words: str
    office: str
    as_of: date
    complete: bool = True
    recipients: tuple[Recipient, ...] = (Recipient.HEADQUARTERS,)
    coming: tuple[str, ...] = ()
    current: bool = True


@dataclass(frozen=True, slots=True)
class Lost:
    """Figures that can't be read: whose, of which report and period in words; empty where their file doesn't tell."""

    office: str
    title: str = ""
    period: str = ""


class Cure(Enum):
    """How figures are made good: counted by who looks, asked of a colleague, or sent by the offices."""

    COUNT = "count"
    ASK = "ask"
    SEND = "send"


def usual_period(held: Sequence[Held], template: str) -> str | None:
    """The newest period of a template that had ended when it was counted, else the newest; ``held`` newest first."""
    own = [one for one in held if one.template == template]
    return next((one.period for one in own if one.complete), own[0].period if own else None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report somebody asks for; ``merges`` are categories put together so that fewer cells are hidden.

    ``rounded``: every count to a multiple of the threshold, instead of hiding. ``daily``: for a page from which nothing
    leaves, day by day.
    """

    template: str
    period: str
    recipient: Recipient
    merges: tuple[Merge, ...] = ()
    rounded: bool = False
    daily: bool = False


@dataclass(frozen=True, slots=True)
class Leaving:
    """How a report is to leave: for what purpose, in which forms (``xlsx``, ``csv``, ``json``, ``pdf``), into where."""

    purpose: str
    formats: tuple[str, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class ReportVerbs:
    """Verbs raise refusals, which the page tells.

    ``held`` are figures by template, the newest period first. ``show`` protects and proves a report for the screen,
    ``export`` writes it and the release; ``ledger`` are the releases so far, oldest first. ``count`` refreshes figures
    from the cases in slices and says what it did, None for who can't count; ``offers`` are single changes that would
    hide fewer cells. ``forms`` are the forms that can be written here. ``chosen`` is what was chosen on the page
    when it was left, ``choose`` remembers it; ``may_shape``: this person makes templates of the programme's own.
    ``lost`` are figures that can't be read, ``cure`` how they are made good;
    ``titles`` what every report is called, by template.
    """

    held: Callable[[], Sequence[Held]]
    show: Callable[[Wanted, Progress], Shown]
    export: Callable[[Wanted, Leaving, Progress], Sequence[Path]]
    ledger: Callable[[], Sequence[Entry]]
    today: Callable[[], date]
    count: Callable[[Progress], Generator[None, None, str]] | None = None
    offers: Callable[[Wanted, Progress], Sequence[Proposal]] | None = None
    forms: tuple[str, ...] = ("xlsx", "csv", "json")
    may_export: bool = True
    chosen: Callable[[], Chosen] = Chosen
    choose: Callable[[Chosen], None] | None = None
    may_shape: bool = False
    lost: Callable[[], Sequence[Lost]] = tuple
    cure: Cure = Cure.ASK
    titles: Callable[[], Mapping[str, str]] = dict
