"""Erasing files: where orders are signed and carried out in an open vault, and what is forgotten besides."""

from collections.abc import Callable

from reintegration_desktop.app.erasing.copies import kept_copies
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.erasing.calendar import confirm_date
from reintegration_desktop.casework.erasing.carrying_out import Done, carry_out
from reintegration_desktop.casework.erasing.copies import ErasureLine, erasure_lines
from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.casework.erasing.words import Names
from reintegration_desktop.hq.errors import ServerBusy, ServerFull
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.store.errors import DatabaseBusy, DatabaseDiskFull, DatabaseReadOnly
from reintegration_desktop.sync.bundle import ENDING
from reintegration_desktop.vault.errors import DiskFull, FolderReadOnly
from reintegration_desktop.vault.files.disk import told

Tell = Callable[[Refusal], object]
_UNWATCHED = NoProgress()
_NEXT_TIME = (
    DiskFull, FolderReadOnly, DatabaseDiskFull, DatabaseReadOnly, DatabaseBusy, ServerFull, ServerBusy,
)  # fmt: skip


def registry_of(program: Program) -> Registry:
    """The place for orders to erase; raises NoDatabase for who has none."""
    store = program.opened
    device = program.folder.device(program.keyring.file, program.means.random)
    return Registry(
        desk=program.desk,
        keyring=program.keyring,
        folder=program.folder,
        device=device.id,
        orders=store.orders,
        destroy=store.destroy,
        forget=(lambda _: _forget_outbox(program),),
        random=program.means.random,
    )


def carry_out_due(program: Program, progress: Progress = _UNWATCHED) -> Done:
    """What is due, wherever something can be written: at unlock, every hour, after receiving.

    Questions between offices that ended long ago, and keys that a tracing desk had, are emptied in the same breath.
    """
    if program.database is None or program.database.read_only or program.rolled_back:
        return Done()
    registry = registry_of(program)
    program.opened.forget_inquiries()
    program.opened.tracing_desk.let_go()
    done = carry_out(registry, progress)
    if program.opened.drafts.forget_what_is_gone():  # typed while it was being destroyed
        registry.orders.overwrite()
    return done


def confirmed(program: Program) -> Changes:
    """This computer's date is right: what is due by it is destroyed. Raises NotPermitted, and what the disk refuses."""
    changes = confirm_date(registry_of(program))
    done = carry_out_due(program)
    return Changes(changes.topics | done.changes.topics | {"cases", "tasks", "erasures"})


def carry_out_if_possible(program: Program, tell: Tell = lambda _: None) -> None:
    """The same beside other work, which it must not keep anybody from: the next time does what could not be done.

    ``tell`` hears what stopped it, unless that is a disk or a server that is full or busy just now.
    """
    try:
        carry_out_due(program)
    except _NEXT_TIME:
        return
    except Refusal as refusal:
        tell(refusal)


def lines_of(program: Program) -> tuple[ErasureLine, ...]:
    """Every order with its copies, the newest first."""
    return erasure_lines(registry_of(program), [peer.office for peer in program.peers], kept_copies(program))


def names_of(program: Program) -> Names:
    """What people, offices and this device are called."""
    offices = {peer.office: peer.name for peer in program.peers} | {program.me.office: program.me.office_name}
    return Names(
        person=lambda person: program.programme.people.get(str(person), say("somebody of another office")),
        office=lambda office: offices.get(office, "") or say("another office"),
        here=program.folder.device(program.keyring.file, program.means.random).id,
    )


def _forget_outbox(program: Program) -> None:
    """Bundles that nobody acknowledged: the next one brings everything since, without these files."""
    with told():
        for bundle in program.folder.part("outbox").glob(f"*{ENDING}"):
            bundle.unlink(missing_ok=True)
