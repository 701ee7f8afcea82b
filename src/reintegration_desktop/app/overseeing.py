"""What the pages of managers and auditors call: figures, reports, releases, the office's log."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from reintegration_desktop.app.custody.verbs import office_name
from reintegration_desktop.app.evidence import evidence_of, export_log, may_export_log
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.reports import ALL_FORMS, count_figures, write_report
from reintegration_desktop.app.shaping import may_shape
from reintegration_desktop.casework.complaints import complaints
from reintegration_desktop.casework.figures import reporting
from reintegration_desktop.casework.figures.chosen import choose, chosen
from reintegration_desktop.casework.figures.counting import may_count, periods_of, to_the_end
from reintegration_desktop.casework.ports import Cases
from reintegration_desktop.history.decisions import halves_of
from reintegration_desktop.history.versions import Kind, Version
from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.kernel.errors import Cancelled, Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.reports.figures import Figures
from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.reports.own.deriving import coming, from_held
from reintegration_desktop.reports.own.wish import PREFIX
from reintegration_desktop.reports.periods import NOW, in_words, is_of, period_of
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.redesign import Proposal
from reintegration_desktop.reports.release import Shown
from reintegration_desktop.reports.templates import Template
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.rules.inquiries.entries import FORM as INQUIRY
from reintegration_desktop.store.errors import CaseNotHere
from reintegration_desktop.ui.oversight.complaints import ComplaintVerbs
from reintegration_desktop.ui.oversight.log import FROM_THE_DESK
from reintegration_desktop.ui.oversight.releases_page import ReleaseVerbs
from reintegration_desktop.ui.oversight.verbs import (
    RECIPIENT_WORDS,
    Cure,
    Held,
    Leaving,
    LogLine,
    LogVerbs,
    Lost,
    ReportVerbs,
    Wanted,
)
from reintegration_desktop.vault.roles import KeyName, Room

SMALL = 3_000
"""Up to so many cases figures are counted anew whenever somebody locks."""

PATIENCE = 15.0
"""So many seconds a lock waits for figures."""

LOGGED = frozenset({Kind.VIEW, Kind.EXPORT, Kind.APPROVE, Kind.RESOLVE, Kind.DELETE, Kind.ERASE, Kind.ALIAS})


def sees_figures(program: Program) -> bool:
    """Whether this person can open figures."""
    return bool(program.keyring.secrets(KeyName.FIGURES))


def report_verbs(program: Program) -> ReportVerbs:
    """What the pages of figures and reports call."""
    folder, keyring = program.folder.part("figures"), program.keyring

    def export(wanted: Wanted, leaving: Leaving, progress: Progress) -> Sequence[Path]:
        return write_report(
            program, wanted.template, wanted.period, wanted.recipient, leaving.folder, leaving.formats, progress,
            purpose=leaving.purpose, merges=wanted.merges, rounded=wanted.rounded,
        ).files  # fmt: skip

    def offers(wanted: Wanted, progress: Progress) -> Sequence[Proposal]:
        return reporting.offers(program.report_desk, wanted.template, wanted.period, wanted.recipient, progress)

    return ReportVerbs(
        held=lambda: held(program),
        show=partial(_show, program),
        export=export,
        ledger=partial(ledger_of, program),
        today=program.means.clock.today,
        count=(lambda progress: _count(program, progress)) if _may_count(program) else None,
        offers=offers,
        forms=ALL_FORMS,
        may_export=program.me.role in reporting.MAY_RELEASE,
        chosen=partial(chosen, folder, keyring),
        choose=partial(choose, folder, keyring),
        may_shape=may_shape(program),
        lost=partial(_lost, program),
        cure=_cure(program),
        titles=partial(_titles, program),
    )


def _show(program: Program, wanted: Wanted, progress: Progress) -> Shown:
    asked = wanted.template, wanted.period, wanted.recipient
    return reporting.show(
        program.report_desk, *asked, progress, wanted.merges, rounded=wanted.rounded, daily=wanted.daily
    )


def _cure(program: Program) -> Cure:
    """How whoever is signed in comes by better figures."""
    if program.is_headquarters:
        return Cure.SEND
    return Cure.COUNT if _may_count(program) else Cure.ASK


def _lost(program: Program) -> list[Lost]:
    """Figures that can't be read, in words."""
    desk, templates = program.report_desk, program.templates
    names = {one.figures.office: one.figures.office_name for one in desk.held()}
    names |= {program.me.office: program.me.office_name, **desk.offices}
    return [
        Lost(names.get(one.office, say("An office that is not known here")) if one.office else
             say("An office that is not known here"),
             titled(templates[one.template]) if one.template else "", in_words(one.period) if one.period else "")
        for one in desk.unread()
    ]  # fmt: skip


def _titles(program: Program) -> dict[str, str]:
    return {template.name: titled(template) for template in program.templates.values()}


def titled(template: Template) -> str:
    """What a template is called on screens."""
    return template.label or say(template.title)


def held(program: Program) -> list[Held]:
    """The figures that lie here: templates in their order, of each the newest period first.

    Of the programme's own templates what today's figures hold of them, whatever these were counted for.
    """
    templates, today = program.templates, program.means.clock.today()
    order = {name: at for at, name in enumerate(templates)}
    lying = [one.figures for one in program.report_desk.held()]
    found = [_held(one, templates.get(one.template), today) for one in lying if not one.template.startswith(PREFIX)]
    found += [
        _held(one, template, today)
        for name, template in templates.items()
        if name.startswith(PREFIX)
        for period in sorted({one.period for one in lying if is_of(template.period, one.period)})
        for one in from_held(template, lying, period)
    ]
    newest = sorted(found, key=lambda one: (one.period, one.office), reverse=True)
    return sorted(newest, key=lambda one: order.get(one.template, len(order)))


def _held(figures: Figures, template: Template | None, today: date) -> Held:
    """Figures with who may read a report of them: of a template that isn't here, as far as anybody knows."""
    readers = RECIPIENT_WORDS if template is None else template.thresholds
    return Held(
        template=figures.template,
        title=say(figures.title) if template is None or not template.label else template.label,
        recipients=tuple(Recipient(reader) for reader in readers),
        coming=() if template is None else coming(template, figures),
        period=figures.period,
        period_words=in_words(figures.period),
        office=figures.office_name,
        as_of=figures.as_of,
        current=template is not None and figures.period in periods_of(template, today),
        complete=period_of(figures.period, figures.as_of).last < figures.as_of or figures.period == NOW,
    )


def _count(program: Program, progress: Progress) -> Generator[None, None, str]:
    """Count anew, stepping aside after each slice; says what was done."""
    made = yield from count_figures(program, progress)
    return say_many("{n} file of figures was counted anew.", "{n} files of figures were counted anew.", len(made))


def refreshed(program: Program, progress: Progress) -> int:
    """Count anew and seal what was counted; how many files. Raises what ``count_figures`` does."""
    return len(to_the_end(count_figures(program, progress)))


def _may_count(program: Program) -> bool:
    return program.store is not None and may_count(program.desk)


@dataclass(frozen=True, slots=True)
class _Patient:
    """Hands progress on, and stops the work when it has taken too long."""

    progress: Progress
    seconds: Callable[[], float]
    until: float

    def report(self, done: int, total: int = 0) -> None:
        """Raises Cancelled when time is up, or a person stopped it."""
        if self.seconds() > self.until:
            raise Cancelled
        self.progress.report(done, total)


def refresh_at_lock(program: Program, progress: Progress, most: int = SMALL, seconds: float = PATIENCE) -> bool:
    """Before the vault is locked: count anew where this person holds the rooms and there are few cases.

    Call it while the program is still open, beside the main thread, after drafts were kept, the window put out of
    sight, and before ``close``. Whether it was done: a refusal, a stop, or more than so many seconds leave the figures
    as they were, and locking goes on.
    """
    if not _may_count(program):
        return False
    with program.desk.read() as cases:
        many = len(cases.ids(CaseFilter(status=None)))
    if not 0 < many <= most:
        return False
    clock = program.report_desk.seconds
    try:
        return refreshed(program, _Patient(progress, clock, clock() + seconds)) > 0
    except Refusal:
        return False


def log_verbs(program: Program) -> LogVerbs:
    """What the log's page calls."""

    def export(since: date, reason: str, forms: Sequence[str], folder: Path) -> Sequence[Path]:
        return export_log(program, since, reason, forms, folder)

    return LogVerbs(
        lambda since: _lines(program, since), partial(evidence_of, program), program.means.clock.today,
        export if may_export_log(program) else None,
    )  # fmt: skip


_WITH_STEPS = frozenset({Kind.ERASE, Kind.ALIAS, Kind.VIEW})


def complaint_verbs(program: Program) -> ComplaintVerbs:
    """What the page of complaints calls."""

    def who(person: UUID) -> str:
        return program.programme.people.get(str(person), say("a colleague"))

    return ComplaintVerbs(lambda since: complaints(program.desk, since), who, program.means.clock.today)


def release_verbs(program: Program) -> ReleaseVerbs:
    """What the page of releases calls."""

    return ReleaseVerbs(partial(ledger_of, program), partial(_titles, program))


def ledger_of(program: Program) -> tuple[Entry, ...]:
    """The releases so far, oldest first."""
    return program.report_desk.ledger()


def _lines(program: Program, since: date) -> list[LogLine]:
    """Looks, exports, decisions since a day, newest first; cases by their codes."""
    with program.desk.read() as cases:
        codes = {row.id: row.code for row in cases.rows(list(cases.ids(CaseFilter(status=None))))}
        codes |= _asked(program, cases)
        entries = [
            version
            for case in (*codes, program.me.office)
            for version in _for_oversight(_history(cases, case))
            if version.kind in LOGGED and moment_of(version.clock).date() >= since
        ]
    lines = [_line(program, version, codes.get(version.case, "")) for version in entries]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _asked(program: Program, cases: Cases) -> dict[UUID, str]:
    """Questions that this office asked or was asked, by who asked whom."""
    own, name = program.me.office, partial(office_name, program)
    return {
        one.thread: say("{source} to {target}", source=name(one.ask.source), target=name(one.ask.target))
        for one in cases.inquiries(program.programme.policy)
        if own in (one.ask.source, one.ask.target)
    }


def _for_oversight(versions: Sequence[Version]) -> list[Version]:
    """All but the words of a decision for who works on the case: it stands before them, for who oversees."""
    twice = {told.id for told in halves_of(versions).values()}
    return [one for one in versions if one.id not in twice]


def _history(cases: Cases, case: UUID) -> tuple[Version, ...]:
    """What was written of a case, or of the office as a whole; nothing where nothing was."""
    try:
        return cases.history(case)
    except CaseNotHere:
        return ()


def _line(program: Program, version: Version, code: str) -> LogLine:
    document = version.document
    answers = document.answers if document else {}
    form = str(answers.get("form", document.form if document else ""))
    title = say(program.dictionary[form].title) if form in program.dictionary else ""
    who = program.programme.people.get(str(version.author), say("a colleague"))
    has_step = version.kind in _WITH_STEPS or (version.kind is Kind.APPROVE and form == INQUIRY)
    step = str(answers.get("step", "")) if has_step else ""
    if version.kind is Kind.VIEW and version.room is Room.OPEN:
        step = FROM_THE_DESK
    return LogLine(moment_of(version.clock), who, version.kind, code, title, str(answers.get("reason", "")), step)
