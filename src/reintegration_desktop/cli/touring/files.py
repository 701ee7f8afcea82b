"""The files of a case in the tour: invented ones are added, one is looked at, a copy of it asked for."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.attachments.adding import add_file
from reintegration_desktop.casework.attachments.looking import files_of
from reintegration_desktop.casework.invented.chance import begun
from reintegration_desktop.casework.invented.files import invented_files
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.cli.touring.screens import Screening, case_pages
from reintegration_desktop.ui.attachments.pages import COPY, LOOK

TO_ADD = "files-to-add"


def add_files(program: Program, case: UUID, out: Path, seed: int) -> None:
    """Add invented files to a case; they stay in a folder of the tour, as they would on a card."""
    folder = out / TO_ADD
    folder.mkdir(exist_ok=True)
    for invented in invented_files(begun(seed)):
        path = folder / invented.name
        path.write_bytes(invented.content)
        add_file(program.desk, case, path, invented.told)


def whole_case(case: UUID) -> Callable[[Screening], None]:
    """Every page of a case, its files' own pages too."""

    def shoot_all(screening: Screening) -> None:
        case_pages(case)(screening)
        shoot_files(screening, case)

    return shoot_all


def shoot_files(screening: Screening, case: UUID) -> None:
    """A picture that is looked at, and the page of its copy, in the look of now."""
    desk, place = screening.program.desk, screening.open.cases
    picture = next(line for line in files_of(desk, open_case(desk, case)) if line.media == "image/png")
    for page, name in ((LOOK, "file"), (COPY, "file_copy")):
        place.go(page, (picture, ""))
        screening.shoot(name)
        screening.back()
