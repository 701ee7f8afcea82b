"""Letting somebody in from the window: their request's file, a second custodian's signature, the answer's code."""

from pathlib import Path

from reintegration_desktop.app.keys.enrolling import agree_to, agreed_here, agreed_in
from reintegration_desktop.app.keys.root import root_in
from reintegration_desktop.app.program import Program
from reintegration_desktop.ui.inputs.second_person import Agreed
from reintegration_desktop.ui.settings.verbs import LettingIn
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.joining import certify
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.admitting import Agree, seconds_to_enrol
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.unlocking import refreshed


def let_in(program: Program, asked: LettingIn) -> str:
    """Certify who asks by a file, write the answer that is carried back, and return its code.

    Raises CodeDiffers, PaperDamaged, RootNeeded, EnrolmentNeedsTwo, ActRefused, NoKey, and what the disk
    refuses; then nobody was let in.
    """
    with told():
        content = Path(asked.file).read_bytes()
    newcomer = Newcomer(asked.name, asked.name, asked.role, asked.duties)
    answer = certify(
        program.folder, program.keyring, content, asked.code, newcomer, program.means, root_in(asked.root),
        _agree(program, asked.agreed),
    )  # fmt: skip
    write_whole(Path(asked.answer), answer)
    return code_of(answer)


def agree_only(program: Program, asked: LettingIn) -> None:
    """Sign that a colleague lets a further custodian in, and write the file that goes to them; raises as ``let_in``."""
    with told():
        content = Path(asked.file).read_bytes()
    newcomer = Newcomer(asked.name, asked.name, asked.role, asked.duties)
    agree_to(program, content, asked.code, newcomer, Path(asked.answer))


def custodians_beside(program: Program) -> dict[str, str] | None:
    """Who of them agrees that a further custodian is let in, names by id; None where there is no second one.

    Only those are named whose passphrase opens a slot here.
    """
    keyring = refreshed(program.folder, program.keyring)
    seconds, names = seconds_to_enrol(keyring), keyring.names()
    here = {slot.person for slot in keyring.file.slots}
    return {str(one.id): names.get(one.id, "") for one in seconds if one.id in here} if seconds else None


def _agree(program: Program, agreed: Agreed | None) -> Agree | None:
    if agreed is None:
        return None
    if agreed.file is not None:
        return agreed_in(program, agreed.file)
    return agreed_here(program, agreed.person, agreed.passphrase)
