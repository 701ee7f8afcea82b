"""Figures and reports as the program makes them: counted, sealed, drawn on paper."""

from collections.abc import Generator, Sequence
from pathlib import Path

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.figures.counting import refreshing
from reintegration_desktop.casework.figures.files import write_figures
from reintegration_desktop.casework.figures.releases import released_so_far
from reintegration_desktop.casework.figures.reporting import Merges, run
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.figures import Figures
from reintegration_desktop.reports.private import writing
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.release import Formats, Release
from reintegration_desktop.reports.writers.palette import read_palette
from reintegration_desktop.ui.pictures import begin_drawing
from reintegration_desktop.ui.report_pdf import draw_pdf
from reintegration_desktop.vault.roles import Role

ALL_FORMS = ("xlsx", "csv", "json", "pdf")


def write_report(
    program: Program, template: str, period: str, recipient: Recipient, out: Path, forms: Sequence[str],
    progress: Progress, *, purpose: str = "", merges: Merges = (), rounded: bool = False,
) -> Release:  # fmt: skip
    """Write a report in some forms, for a purpose that the ledger keeps.

    Raises what ``reporting.run`` raises, OutUnwritable, DiskFull.
    """
    if "pdf" in forms:
        begin_drawing()
    formats = Formats(tuple(forms), read_palette(resources() / "style" / "tokens.toml"), draw_pdf)
    with writing():
        return run(
            program.report_desk, template, period, recipient, formats, out, progress, purpose=purpose, merges=merges,
            rounded=rounded,
        )  # fmt: skip


def count_figures(
    program: Program, progress: Progress, periods: Sequence[str] = ()
) -> Generator[None, None, tuple[Figures, ...]]:
    """Count every template that this person may, in slices, and seal each for who may read it; raises what
    ``casework.figures.counting.refreshing`` does.
    """
    folder, at, others = program.folder.part("figures"), program.means.now(), program.figures_recipients
    supervisors = sum(one.role is Role.SUPERVISOR for one in program.keyring.people.current())
    released = released_so_far(program.folder.part("releases"))

    def write(figures: Figures) -> object:
        return write_figures(folder, figures, program.keyring, at, others, released)

    return refreshing(program.desk, program.templates, write, progress, periods, supervisors)
