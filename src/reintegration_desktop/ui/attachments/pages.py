"""The pages about one file, by the name under which they are asked for."""

from reintegration_desktop.casework.attachments.looking import FileLine
from reintegration_desktop.ui.attachments.save_out import SaveOutPage
from reintegration_desktop.ui.attachments.strange_page import StrangePage
from reintegration_desktop.ui.attachments.viewer import FilePage
from reintegration_desktop.ui.attachments.words import is_of_our_own
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.workplace import Workplace

LOOK, COPY = "look at file", "copy file"
FILE_PAGES = frozenset({LOOK, COPY})


def file_page(workplace: Workplace, page: str, about: object) -> OverPage:
    """A page about a file; ``about`` is the file, and the reason for one that is kept apart."""
    assert isinstance(about, tuple)
    line, reason = about
    assert isinstance(line, FileLine)
    if page == COPY:
        return SaveOutPage(workplace, line)
    viewer = (FilePage if is_of_our_own(line) else StrangePage)(workplace, line, reason)
    viewer.copy_asked.connect(lambda: workplace.go(COPY, (line, "")))
    return viewer
