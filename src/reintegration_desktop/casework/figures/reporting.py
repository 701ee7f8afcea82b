"""Reports: from figures to a file that identifies nobody, proved before it leaves, written into the ledger."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from reintegration_desktop.casework.errors import NotPermitted, OfficeSilent
from reintegration_desktop.casework.figures.files import FigureFile
from reintegration_desktop.casework.figures.gathering import gathered
from reintegration_desktop.casework.figures.lying import (
    Lying,
    Missing,
    lying,
    named,
)
from reintegration_desktop.casework.figures.releases import append, entries, from_above, of_office
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.draft import Request
from reintegration_desktop.reports.errors import TemplateUnknown
from reintegration_desktop.reports.figures import Figures, together
from reintegration_desktop.reports.joint.ties import OTHERS, Within
from reintegration_desktop.reports.ledger import Entry, telling_of, told_by
from reintegration_desktop.reports.own.deriving import with_areas
from reintegration_desktop.reports.periods import NOW
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.redesign import Merge, Proposal, merged, propose
from reintegration_desktop.reports.release import Formats, Release, Shown, preview, release
from reintegration_desktop.reports.templates import Template
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.roles import KeyName, Role

MAY_RELEASE = frozenset({Role.MANAGER, Role.SUPERVISOR, Role.HEADQUARTERS})
"""Who lets a report leave; an auditor, who can open figures too, reads what left."""

PATIENCE = 30.0
"""Seconds after which a safe answer is taken as it is, and the remaining gap is told."""


Merges = Sequence[Merge]
"""What was put together on a person's wish, one after the other."""


@dataclass(frozen=True, slots=True)
class ReportDesk:
    """Where a manager works: figures and releases, and no case.

    ``software`` and ``dictionary`` are versions; ``seconds`` a clock that only goes forward. ``headquarters`` are the
    keys that a release is sealed to besides the office's own; at headquarters those of its offices. ``above`` is
    headquarters by id and name; nothing at headquarters. ``offices`` are those whose figures come here, by id and name.
    """

    keyring: Keyring
    folder: VaultFolder
    templates: Mapping[str, Template]
    office_name: str
    today: Callable[[], date]
    seconds: Callable[[], float]
    software: str
    dictionary: str
    headquarters: tuple[str, ...] = ()
    above: Mapping[UUID, str] = field(default_factory=dict)
    offices: Mapping[UUID, str] = field(default_factory=dict)

    def held(self) -> list[FigureFile]:
        """All figures that lie here and can be read, newest first."""
        return list(self.lying().read)

    def lying(self) -> Lying:
        """All figures that lie here, and the files that can't be used."""
        return lying(self.folder.part("figures"), self.keyring)

    def unread(self) -> tuple[Missing, ...]:
        """Which figures can't be read, as far as the names of their files tell."""
        return named(self.lying().unread, [one.name for one in self.templates.values() if self.opens(one)],
                     self.today())  # fmt: skip

    def opens(self, template: Template) -> bool:
        """Whether this person's keys open what a template counts."""
        return not template.for_monitoring or bool(self.keyring.secrets(KeyName.OVERSIGHT))

    def ledger(self) -> tuple[Entry, ...]:
        """All releases so far, oldest first."""
        return entries(self.folder.part("releases"), self.keyring)


def show(
    desk: ReportDesk, template: str, period: str, recipient: Recipient, progress: Progress, merges: Merges = (),
    *, rounded: bool = False, daily: bool = False,
) -> Shown:  # fmt: skip
    """The report for the screen, under the same threshold and audit as if it left; ``rounded`` instead of hidden.

    ``daily``: on a page that one looks at day by day and from which nothing leaves; what is told as of now is not set
    beside what left of other days there, or little would be told for months. What can't be read of some offices is left
    out, and the report says whose it is.

    Raises FiguresClosed, TemplateUnknown, FiguresMissing, FiguresUnread where nothing else is left, and what
    ``reports.release.preview`` raises.
    """
    asked = replace(_request(desk, template, period, recipient, merges), rounded=rounded)
    ledger = () if daily and period == NOW else desk.ledger()
    return preview(asked, ledger, _watch(desk, progress))


def run(
    desk: ReportDesk, template: str, period: str, recipient: Recipient, formats: Formats, out: Path,
    progress: Progress, *, purpose: str = "", merges: Merges = (), rounded: bool = False,
) -> Release:  # fmt: skip
    """Write a report, prove it from the files as written, and write the release down before the files come out.

    ``purpose`` is what it is for, in the words of who asks. Raises NotPermitted, FiguresClosed, TemplateUnknown,
    FiguresMissing, FiguresUnread, CannotBeProtected, CannotBeRounded, Unproved, LeakFound, FormatUnknown; then nothing
    was released.
    """
    asked = _request(desk, template, period, recipient, merges, whole=True)
    asked = replace(asked, purpose=purpose.strip(), rounded=rounded)
    if desk.keyring.role not in MAY_RELEASE:
        raise NotPermitted
    record = partial(append, desk.folder.part("releases"), keyring=desk.keyring, others=_told_of(desk, recipient))
    return release(asked, desk.ledger(), formats, out, _watch(desk, progress), record)


def offers(
    desk: ReportDesk, template: str, period: str, recipient: Recipient, progress: Progress
) -> tuple[Proposal, ...]:
    """Single changes that would hide fewer cells; none of a cut by which the same counts left, by whatever template: it
    stays as it is.
    """
    request = _request(desk, template, period, recipient)
    figures = request.figures
    measures = {cut.measure for cut in figures.cuts}
    left = telling_of(desk.ledger(), measures, period, request.scope, figures.as_of)
    return propose(request, _watch(desk, progress), told=told_by(left))


def _request(
    desk: ReportDesk, template: str, period: str, recipient: Recipient, merges: Merges = (), *, whole: bool = False
) -> Request:
    """What is asked for; ``whole``: it is to leave, and no office's figures may be missing that ought to be here."""
    if template not in desk.templates:
        raise TemplateUnknown
    wanted, lies = desk.templates[template], desk.lying()
    parts = gathered(lies, wanted, period, desk.offices, opens=desk.opens(wanted))
    if whole:
        parts.must_be_whole()
    found = parts.figures
    figures = with_areas(wanted, together(found))
    for merge in merges:
        figures = merged(figures, merge)
    scope = figures.office_name if len(found) == 1 else desk.office_name
    asked = Request(wanted, figures, recipient, scope, desk.today(), desk.software, desk.dictionary,
                    offices=parts.offices, without=parts.without)  # fmt: skip
    others, within = _released_by(desk, lies, found), _within(desk, lies, found)
    if desk.keyring.role is Role.HEADQUARTERS:
        return replace(asked, others=others, within=within)
    above, programme = _released_above(desk)
    named = {entry.scope for entry in above} | {scope}
    if programme in named:
        within = Within(programme, frozenset({*named, OTHERS} - {programme}))
    return replace(asked, others=(*others, *above), within=within)


def _told_of(desk: ReportDesk, recipient: Recipient) -> tuple[str, ...]:
    """Whom a release is sealed to besides; to no office what headquarters tells who documents violations."""
    down = desk.keyring.role is Role.HEADQUARTERS
    return () if down and recipient is Recipient.MONITORING else desk.headquarters


def _released_above(desk: ReportDesk) -> tuple[tuple[Entry, ...], str]:
    """What headquarters released, of the programme or of single offices, and what the programme is called."""
    folder = desk.folder.part("figures")
    for office, name in desk.above.items():
        if found := from_above(folder, office, desk.keyring):
            return found, name
    return (), ""


def _released_by(desk: ReportDesk, lies: Lying, found: Sequence[Figures]) -> tuple[Entry, ...]:
    """What the offices released whose figures lie here; raises OfficeSilent where some of it hasn't come."""
    others = {one.office: one.office_name for one in found if one.office != desk.keyring.file.office}
    if not others:
        return ()
    said: dict[UUID, int | None] = {}
    for one in reversed(lies.read):
        said[one.figures.office] = one.releases
    every: list[Entry] = []
    for office, name in others.items():
        theirs = of_office(desk.folder.part("figures"), office, desk.keyring)
        promised = said.get(office)
        if promised is None or len(theirs) < promised:
            raise OfficeSilent(office=name)
        every += theirs
    return tuple(every)


def _within(desk: ReportDesk, lies: Lying, found: Sequence[Figures]) -> Within | None:
    """The programme and its offices, as far as figures of them lie here; None in an office."""
    names = frozenset(one.figures.office_name for one in lies.read if one.figures.period == found[0].period)
    return Within(desk.office_name, names) if desk.keyring.role is Role.HEADQUARTERS else None


def _watch(desk: ReportDesk, progress: Progress) -> Watch:
    return Watch(desk.seconds, desk.seconds() + PATIENCE, progress)
