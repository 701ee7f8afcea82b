"""Reports as the program writes them: the forms, the colours, the paper."""

from collections.abc import Sequence
from pathlib import Path

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.figures.reporting import Merges, run
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.release import Formats, Release
from reintegration_desktop.reports.writers.palette import read_palette
from reintegration_desktop.ui.pictures import begin_drawing
from reintegration_desktop.ui.report_pdf import draw_pdf

ALL_FORMS = ("xlsx", "csv", "json", "pdf")


def write_report(
    program: Program, template: str, period: str, recipient: Recipient, out: Path, forms: Sequence[str],
    progress: Progress, *, purpose: str = "", merges: Merges = (),
) -> Release:  # fmt: skip
    """Write a report in some forms, for a purpose that the ledger keeps; raises what ``reporting.run`` raises."""
    if "pdf" in forms:
        begin_drawing()
    formats = Formats(tuple(forms), read_palette(resources() / "style" / "tokens.toml"), draw_pdf)
    return run(program.report_desk, template, period, recipient, formats, out, progress, purpose=purpose, merges=merges)
