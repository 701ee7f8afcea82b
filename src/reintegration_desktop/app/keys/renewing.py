"""An office's keys renewed at once, the database with them."""

from uuid import UUID

from reintegration_desktop.app.people import Misuse, take_away
from reintegration_desktop.app.program import Program, assemble
from reintegration_desktop.casework.today import Verb, Waiting
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.store.errors import NewKeyWaits
from reintegration_desktop.store.space import refuse_without_room
from reintegration_desktop.vault.files.lock import VaultLock
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.office.renewal import renew_own_keys
from reintegration_desktop.vault.office.rotation import TWICE_A_YEAR, WITH_A_REMOVAL, pairs_are_due, renew, retire_pairs
from reintegration_desktop.vault.rooms.wrapping import Recipient
from reintegration_desktop.vault.unlocking import refreshed


def remove_at_once(
    program: Program, leaving: UUID, progress: Progress, root: bytes | None = None, misuse: Misuse | None = None
) -> bool:
    """Take somebody's keys away, write the database under its new key, and close the program.

    False where the database still waits for its new key. Raises CopyNeedsRoom, RootNeeded, Oneself, PersonUnknown,
    NotCustodian; then nothing was changed.
    """
    take_away(program, leaving, progress, root, misuse)
    return written_anew(program, progress)


def renew_at_once(program: Program, progress: Progress) -> bool:
    """Renew every key that is renewed twice a year or with a removal; otherwise as ``remove_at_once``.

    Halves of pairs that were replaced three months ago are destroyed. Raises CopyNeedsRoom, NotCustodian, NoKey.
    """
    if program.database is not None:
        refuse_without_room(program.folder.database)
    keyring = renew(program.folder, program.keyring, WITH_A_REMOVAL | TWICE_A_YEAR, program.means)
    retire_pairs(program.folder, keyring, program.means.now())
    return written_anew(program, progress)


def are_due(program: Program) -> bool:
    """Whether the office's pairs, as the vault's file is now, have been in use for half a year."""
    return pairs_are_due(refreshed(program.folder, program.keyring).keys, program.means.now())


def pairs_to_renew(program: Program) -> tuple[Waiting, ...]:
    """A row of Today for who renews them, once they are due; none in training, where nobody seals anything to us."""
    due = program.keyring.person.is_custodian and not program.training and are_due(program)
    return (Waiting(Verb.RENEW, None, None),) if due else ()


def renew_pairs(program: Program) -> Keyring:
    """Renew the pairs that others seal to, in one writing; the old halves open what is on its way for three months.

    Other offices hear of the new ones with the next bundle. Raises NotCustodian, NoKey, and what the disk refuses.
    """
    return renew(program.folder, program.keyring, TWICE_A_YEAR, program.means)


def written_anew(program: Program, progress: Progress) -> bool:
    """Close a program whose office's keys were renewed, and write its database under the new one; false if it waits."""
    if program.database is not None:
        program.database.close()
    keyring = refreshed(program.folder, program.keyring)
    again = assemble(program.folder, program.lock, keyring, program.means, progress)
    again.close()
    return not any(isinstance(notice, NewKeyWaits) for notice in again.notices)


def renew_keys_of(folder: VaultFolder, person: str | None, passphrase: str, means: Means) -> Keyring:
    """Replace a person's own keys; what they typed and did not save, and the keys of hidden children whom they may
    open, are sealed for the new ones first.

    Raises as ``unlocking.unlock``, and what the disk refuses.
    """

    def wrapped_for(before: Keyring, after: Recipient) -> None:
        program = assemble(folder, VaultLock.of_nothing(), before, means)
        if program.store is not None:
            program.store.drafts.copy_for(after.seal_key)
        if program.store is not None and before.holds_every_room:
            program.store.settle_rings((after,))
        program.close()

    with folder.lock("reintegration"):
        return renew_own_keys(folder, person, passphrase, means, wrapped_for)
