"""Every kind of work that a fault strikes."""

from tests.faults.store_works import Bulk, Checkpoints, Copies, Drafts, Migration, Receives, Saves, Work
from tests.faults.vault_works import Imports, Rotation, SealedBackups, SlotRewriting

_SAVES = Saves()
WORKS: tuple[Work, ...] = (
    _SAVES, Bulk(), Checkpoints(), Rotation(), Receives(), Drafts(), SlotRewriting(), Migration(), Imports(), _SAVES,
    Copies(), SealedBackups(),
)  # fmt: skip
EACH: tuple[Work, ...] = tuple(dict.fromkeys(WORKS))
