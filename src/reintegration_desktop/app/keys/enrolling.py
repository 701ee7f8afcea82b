"""A second custodian agrees that a further one is let in: here, with their passphrase, or beforehand, with a file."""

from pathlib import Path

from reintegration_desktop.app.program import Program
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.admitting import Agree, agreement
from reintegration_desktop.vault.office.requests import read_request
from reintegration_desktop.vault.papers.acts import Approval
from reintegration_desktop.vault.papers.codes import check_code
from reintegration_desktop.vault.unlocking import refreshed, unlock


def agree_to(program: Program, content: bytes, code: str, newcomer: Newcomer, to: Path) -> None:
    """Sign, as a custodian, that who asks in a request becomes one, too; the file goes to who lets them in.

    Raises PaperDamaged, CodeDiffers, NotCustodian, and what the disk refuses.
    """
    asked = read_request(content)
    check_code(content, code)
    keyring = refreshed(program.folder, program.keyring)
    write_whole(to, agreement(keyring, asked, newcomer, program.means).to_bytes())


def agreed_here(program: Program, second: str, passphrase: str) -> Agree:
    """Signed by another custodian, by label or id, who types their own passphrase; raises as ``unlocking.unlock``."""

    def agree(asked: Approval) -> Approval:
        beside = unlock(program.folder, second, passphrase, program.means)
        return asked.signed_by(beside.id, beside.sign)

    return agree


def agreed_in(program: Program, file: Path) -> Agree:
    """Signed by another custodian on a computer of their own, in a file; raises PaperDamaged, FileMissing."""
    with told():
        theirs = Approval.from_bytes(file.read_bytes())
    return lambda _: theirs.signed_by(program.me.id, program.keyring.sign)
