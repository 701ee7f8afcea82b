"""What the pages of managers and auditors call: figures, reports, releases, the office's log."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.reports import ALL_FORMS, write_report
from reintegration_desktop.casework.figures import reporting
from reintegration_desktop.casework.figures.counting import refresh
from reintegration_desktop.casework.figures.files import write_figures
from reintegration_desktop.casework.ports import Cases
from reintegration_desktop.history.versions import Kind, Version
from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.reports.periods import in_words
from reintegration_desktop.reports.release import Shown
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.store.errors import CaseNotHere
from reintegration_desktop.ui.oversight.verbs import Held, Leaving, LogLine, LogVerbs, ReportVerbs, Wanted
from reintegration_desktop.vault.roles import KeyName

LOGGED = frozenset({Kind.VIEW, Kind.EXPORT, Kind.APPROVE, Kind.RESOLVE, Kind.DELETE, Kind.ERASE, Kind.ALIAS})


def sees_figures(program: Program) -> bool:
    """Whether this person can open figures."""
    return bool(program.keyring.secrets(KeyName.FIGURES))


def report_verbs(program: Program) -> ReportVerbs:
    """What the pages of figures and reports call."""
    desk = program.report_desk

    def show(wanted: Wanted, progress: Progress) -> Shown:
        return reporting.show(desk, wanted.template, wanted.period, wanted.recipient, progress)

    def export(wanted: Wanted, leaving: Leaving, progress: Progress) -> Sequence[Path]:
        made = write_report(
            program, wanted.template, wanted.period, wanted.recipient, leaving.folder, leaving.formats, progress,
            purpose=leaving.purpose,
        )  # fmt: skip
        return made.files

    return ReportVerbs(
        held=lambda: held(program),
        show=show,
        export=export,
        ledger=desk.ledger,
        count=(lambda progress: _count(program, progress)) if program.store is not None else None,
        forms=ALL_FORMS,
        may_export=program.me.role in reporting.MAY_RELEASE,
    )


def held(program: Program) -> list[Held]:
    """The figures that lie here."""
    return [
        Held(
            template=one.figures.template,
            title=say(one.figures.title),
            period=one.figures.period,
            period_words=in_words(one.figures.period),
            office=one.figures.office_name,
            as_of=one.figures.as_of,
        )
        for one in program.report_desk.held()
    ]


def _count(program: Program, progress: Progress) -> str:
    folder, at, others = program.folder.part("figures"), program.means.now(), program.figures_recipients
    made = refresh(
        program.desk, program.templates, lambda one: write_figures(folder, one, program.keyring, at, others), progress
    )
    return say_many("{n} file of figures was counted anew.", "{n} files of figures were counted anew.", len(made))


def log_verbs(program: Program) -> LogVerbs:
    """What the log's page calls."""

    def chain() -> str:
        found = check_vault(program, NoProgress(), sealed_only=True)
        return say("The log is whole: every chain and signature was verified.") if found.sound else found.troubles[0][0]

    return LogVerbs(lambda since: _lines(program, since), chain, program.means.clock.today)


def _lines(program: Program, since: date) -> list[LogLine]:
    """Looks, exports, decisions since a day, newest first; cases by their codes."""
    with program.desk.read() as cases:
        codes = {row.id: row.code for row in cases.rows(list(cases.ids(CaseFilter(status=None))))}
        entries = [
            version
            for case in (*codes, program.me.office)
            for version in _history(cases, case)
            if version.kind in LOGGED and moment_of(version.clock).date() >= since
        ]
    lines = [_line(program, version, codes.get(version.case, "")) for version in entries]
    return sorted(lines, key=lambda line: line.at, reverse=True)


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
    return LogLine(moment_of(version.clock), who, version.kind, code, title, str(answers.get("reason", "")))
