"""The programme's root: whether it lies in this vault, brought by its two holders, taken out to them."""

from reintegration_desktop.app.keys.recovering import sheet_words
from reintegration_desktop.app.program import Program
from reintegration_desktop.ui.first.root import RootBrought
from reintegration_desktop.ui.first.taking_out import TakingOut
from reintegration_desktop.vault.office.programme_root import open_programme, take_root_out
from reintegration_desktop.vault.passphrases.strength import refuse_weak
from reintegration_desktop.vault.unlocking import refreshed


def keeps_root(program: Program) -> bool:
    """Whether this person keeps the programme's root in the vault."""
    keyring = refreshed(program.folder, program.keyring)
    return keyring.id in keyring.file.root_kept


def root_in(brought: RootBrought | None) -> bytes | None:
    """The root's private half from its two files; None where none were brought.

    Raises WrongPassphrase, HalvesDiffer, PaperDamaged, FileMissing.
    """
    return None if brought is None else open_programme(brought.files, brought.passphrases)


def take_out(program: Program, wish: TakingOut) -> None:
    """Write the root's two files, and forget it here; raises PassphraseTooWeak, RootNeeded, VaultExists."""
    for passphrase in wish.passphrases:
        refuse_weak(passphrase, sheet_words())
    take_root_out(program.folder, program.keyring, wish.folder, wish.passphrases, program.means)
