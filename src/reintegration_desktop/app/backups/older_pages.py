"""The pages on which somebody goes on with an older vault: from the banner, or before anything opens."""

from collections.abc import Callable
from pathlib import Path

from reintegration_desktop.app.backups.agreeing import seconds_of
from reintegration_desktop.app.backups.older import (
    Beside,
    accept_closed,
    accept_while_open,
    ask_closed,
    ask_while_open,
    may_accept_older,
)
from reintegration_desktop.app.office_pages import Over
from reintegration_desktop.app.program import Program
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.ui.inputs.second_person import Agreed
from reintegration_desktop.ui.locking.older import OlderPage, OlderVerbs
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.means import Means


def way_to_accept_older(program: Program, over: Over, undecided: Callable[[], None]) -> Callable[[], None] | None:
    """The way to go on with a vault that is older than remembered; None for who doesn't decide about it.

    ``undecided`` is called where somebody closes the page without having decided.
    """
    if not may_accept_older(program):
        return None

    def accept(passphrase: str, reason: str, agreed: Agreed | None, progress: Progress) -> None:
        accept_while_open(program, passphrase, reason, beside_of(agreed), progress)

    found = seconds_of(program)
    verbs = OlderVerbs(
        accept, over.lock, seconds={str(one.id): one.name for one in found if one.signs_here},
        ask=lambda _, file: ask_while_open(program, file), needs_second=bool(found),
    )  # fmt: skip

    def opened() -> None:
        page = OlderPage(over.tasks, verbs)
        page.closed.connect(undecided)
        over.open(page)

    return opened


def older_page(
    vault: Path, label: str, over: tuple[Tasks, Callable[[], None]], means: Means | None = None, *, file_too: bool
) -> OlderPage:
    """The page for a vault that opens to nobody since its own file is older, too, or its tables are.

    ``over``: the lanes, and what asks for the passphrase again.
    """
    tasks, again = over

    def accept(passphrase: str, reason: str, agreed: Agreed | None, progress: Progress) -> None:
        accept_closed(vault, label or None, (passphrase, reason), progress, means, beside_of(agreed))

    slots = VaultFolder(vault).read().file.slots
    others = {slot.label: slot.label for slot in slots if label not in (slot.label, str(slot.person))}
    return OlderPage(
        tasks,
        OlderVerbs(
            accept, again, file_too=file_too, seconds=others,
            ask=lambda passphrase, file: ask_closed(vault, label or None, passphrase, file, means),
        ),
    )  # fmt: skip


def beside_of(agreed: Agreed | None) -> Beside | None:
    """How a second person agreed, as it was typed on a page."""
    return None if agreed is None else Beside(agreed.person, agreed.passphrase, agreed.file)
