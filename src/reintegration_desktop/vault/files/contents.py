"""What may lie in a vault's folder, and how each kind of file begins where it is sealed: everything else is foreign."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reintegration_desktop.vault.envelope import looks_sealed

_PLAIN = b"SQLite format 3\x00"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_TRAINING, _WORDS = "training-*.vault", "passphrase.txt"
Judge = Callable[[Path], bool]


@dataclass(frozen=True, slots=True)
class Lying:
    """Something in a vault's folder. ``sealed`` is None where it is no file that is sealed as a whole.

    ``own``: the vault puts such files there. ``left``: a backup or a drill that was stopped left it.
    """

    path: Path
    own: bool
    sealed: bool | None = None
    left: bool = False


def not_in_the_clear(database: Path) -> bool:
    """Whether a database doesn't begin as one in the clear does."""
    return _beginning(database) != _PLAIN


def _is_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        return looks_sealed(file.read(64))


def _is_empty(path: Path) -> bool:
    return not path.stat().st_size


@dataclass(frozen=True, slots=True)
class _Kind:
    """Files by their names, with what tells whether one is sealed."""

    name: re.Pattern[str]
    judge: Judge | None = None


_KINDS = tuple(_Kind(re.compile(name), judge) for name, judge in (

    (r"vault\.json(?:\.bak)?(?:\.new)?|lock", None),
    (rf"joining-{_UUID}\.json(?:\.new)?", None),
    (r"cases\.db(?:-wal|-shm|-journal|\.open)?", None),
    (r"cases\.db\.open\.new", None),
    (r"cases\.db\.new(?:\.part)?", not_in_the_clear),
    (r"cases\.db\.new(?:\.part)?-(?:wal|shm|journal)", None),
    (r"figures/[^/]+\.(?:fig|tpl|own|rel)(?:\.new)?", _is_sealed),
    (r"releases/[^/]+\.rel(?:\.new)?", _is_sealed),
    (r"files/[0-9a-f]{32}(?:\.new)?", _is_sealed),
    (r"(?:outbox|inbox)/[0-9a-f]{32}\.rdb(?:\.part)?", _is_sealed),
    (r"outbox/[0-9a-f]{32}\.rdb\.unsent", _is_empty),
    (r"backups/[^/]+\.age(?:\.part)?", _is_sealed),
    (r"backups/[^/]+\.age\.\d+(?:\.part)?", None),
    (r"backups/before-\d+\.db(?:\.part)?", not_in_the_clear),
    (r"backups/before-\d+\.db\.part-(?:wal|shm|journal)", None),
))  # fmt: skip
_ANY = _Kind(re.compile(".*"))
_LEFT = re.compile(r"backups/\.(?:copy|backup)-[^/]+(?:/.*)?")
_FOLDERS = frozenset({"figures", "releases", "files", "outbox", "inbox", "backups"})


def lying_in(vault: Path) -> Iterator[Lying]:
    """Everything that lies in a vault's folder, whatever put it there; links are foreign, and not followed."""
    for path in sorted(vault.rglob("*")):
        name = path.relative_to(vault).as_posix()
        kind = None if path.is_symlink() else _kind_of(name, vault, is_folder=path.is_dir())
        judge = kind.judge if kind is not None else None
        left = _LEFT.fullmatch(name) is not None
        yield Lying(path, own=kind is not None, sealed=None if judge is None else judge(path), left=left)


def own_in(vault: Path) -> Iterator[Path]:
    """What the vault itself put there, by its names alone."""
    for path in vault.rglob("*"):
        name = path.relative_to(vault).as_posix()
        if not path.is_symlink() and _kind_of(name, vault, is_folder=path.is_dir()) is not None:
            yield path


def _kind_of(name: str, vault: Path, *, is_folder: bool) -> _Kind | None:
    """Which kind a name stands for; None for what is foreign."""
    if _LEFT.fullmatch(name) or (name == _WORDS and vault.match(_TRAINING)):
        return _ANY
    if is_folder:
        return _ANY if name in _FOLDERS else None
    return next((kind for kind in _KINDS if kind.name.fullmatch(name)), None)


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_PLAIN))
