"""A spooler of our own: real programs called ``lp`` and ``lpstat`` that take pages from a pipe and keep them apart."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LP = """#!/bin/sh
echo "$@" > "{folder}/told"
cat > "{folder}/taken.new"
mv "{folder}/taken.new" "{folder}/taken"
echo $$ > "{folder}/pid"
while [ -e "{folder}/hold" ]; do sleep 0.02; done
[ ! -e "{folder}/jam" ]
"""
_LPSTAT = """#!/bin/sh
case "$1" in
    -e) printf 'Office\\nUpstairs\\n' ;;
    -d) echo 'system default destination: Upstairs' ;;
esac
"""


@dataclass(frozen=True, slots=True)
class Spooler:
    """``taken`` came through the pipe; while ``hold`` lies there the program doesn't end, with ``jam`` it fails."""

    folder: Path

    @classmethod
    def made_in(cls, folder: Path) -> "Spooler":
        """The two programs, in a folder for the head of ``PATH``."""
        folder.mkdir()
        for name, text in (("lp", _LP), ("lpstat", _LPSTAT)):
            program = folder / name
            program.write_text(text.replace("{folder}", str(folder)), encoding="utf-8")
            program.chmod(0o755)
        return cls(folder)

    @property
    def path(self) -> str:
        """``PATH`` with this spooler before the system's."""
        return f"{self.folder}:{os.environ['PATH']}"

    @property
    def taken(self) -> Path:
        """The pages, once all came."""
        return self.folder / "taken"

    @property
    def hold(self) -> Path:
        """While this lies there the program waits."""
        return self.folder / "hold"

    @property
    def told(self) -> list[str]:
        """What the program was started with."""
        return (self.folder / "told").read_text(encoding="utf-8").split()

    @property
    def pid(self) -> int:
        """The program's own number."""
        return int((self.folder / "pid").read_text(encoding="utf-8"))


def files_below(*folders: Path) -> set[Path]:
    """Every file, and every file that this process holds open although its name is gone already."""
    return {path for folder in folders for path in folder.rglob("*")} | set(_nameless(folders))


def _nameless(folders: tuple[Path, ...]) -> Iterator[Path]:
    for handle in Path("/proc/self/fd").glob("*"):
        try:
            target = handle.readlink()
        except OSError:
            continue
        if str(target).endswith(" (deleted)") and any(target.is_relative_to(folder) for folder in folders):
            yield target
