"""The invented cases of the tour, saved as a caseworker saves them."""

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.importing import edits_of
from reintegration_desktop.casework.intake import open_with
from reintegration_desktop.casework.invented.cases import Setting, invented_cases
from reintegration_desktop.kernel.progress import Progress

VISIT = "follow_up"


def take_in(program: Program, seed: int, count: int, progress: Progress) -> None:
    """Open so many invented cases with everything that happened in them."""
    desk, me = program.desk, program.me
    setting = Setting(program.programme, (me.id,), me.office, desk.today)
    for number, file in enumerate(invented_cases(setting, seed, count)):
        progress.report(number, count)
        open_with(desk, file.id, desk.new_code(), edits_of(desk, file))
