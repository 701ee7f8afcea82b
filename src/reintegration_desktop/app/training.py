"""Training vaults: invented cases alone, a passphrase that is told, and nothing left once they are closed.

Light: it is asked before anything heavy is imported.
"""

from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from reintegration_desktop.kernel.errors import Refusal

if TYPE_CHECKING:
    from reintegration_desktop.vault.folder import VaultFolder

TRAINING = "training"
"""The setting, inside of the sealed database, that makes a vault one for training."""

_NAME, _WORDS = "training-*.vault", "passphrase.txt"


def new_place(home: Path) -> Path:
    """Where the next training vault lies: in the user's own folder, which it is found in again."""
    from secrets import token_hex  # noqa: PLC0415 - the unlock window is painted before

    return home / _NAME.replace("*", token_hex(4))


def tell_words(vault: Path, passphrase: str) -> None:
    """Put the passphrase beside the cases, which are invented: whoever locks it opens it again."""
    from reintegration_desktop.vault.files.disk import write_whole  # noqa: PLC0415 - as above

    write_whole(vault / _WORDS, passphrase.encode())


def told_words(vault: Path, home: Path) -> str:
    """The passphrase of a training vault; nothing of any other vault."""
    file = vault / _WORDS
    return file.read_text(encoding="utf-8") if _is_ours(vault, home) and file.is_file() else ""


def remove_old(home: Path) -> None:
    """Remove every training vault that no program has open: they hold invented people only."""
    for vault in sorted(home.glob(_NAME)):
        if _is_ours(vault, home) and (vault / _WORDS).is_file():
            _remove(vault, home)


def remove(vault: Path, home: Path) -> None:
    """Remove a training vault that was closed; any other one stays."""
    if told_words(vault, home):
        _remove(vault, home)


def _remove(vault: Path, home: Path) -> None:
    from reintegration_desktop.vault.folder import VaultFolder  # noqa: PLC0415 - as above

    folder = VaultFolder(vault, home)
    if _free(folder):
        folder.forget_device()
        rmtree(vault, ignore_errors=True)


def _free(folder: "VaultFolder") -> bool:
    """Whether no program holds it."""
    try:
        folder.lock(TRAINING).release()
    except Refusal:
        return False
    return True


def _is_ours(vault: Path, home: Path) -> bool:
    place = vault.resolve()
    return place.parent == home.resolve() and place.match(_NAME) and not vault.is_symlink()
