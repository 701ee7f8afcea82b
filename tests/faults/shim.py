"""The shim under SQLite and Python: compiled once, loaded before the C library, told what to write down or to fail."""

import ctypes
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
LOADED = "REINTEGRATION_FAULTS_SHIM"


def is_loaded() -> bool:
    """Whether this process runs on top of the shim."""
    return LOADED in os.environ


def load() -> None:
    """Begin this program anew on top of the shim."""
    environment = {**os.environ, "LD_PRELOAD": str(built()), LOADED: "1", "PYTHONHASHSEED": "0"}
    os.execve(sys.executable, [sys.executable, "-m", "tests.faults", *sys.argv[1:]], environment)


def built() -> Path:
    """The compiled shim, beside the interpreter that it is for."""
    digest = sha256(SOURCE.read_bytes()).hexdigest()[:16]
    library = Path(sys.prefix) / "faults" / f"shim-{digest}.so"
    if not library.exists():
        library.parent.mkdir(exist_ok=True)
        beside = library.with_suffix(f".{os.getpid()}")
        command = ["cc", "-O1", "-fPIC", "-shared", "-o", str(beside), str(SOURCE), "-ldl", "-lpthread"]
        subprocess.run(command, check=True)
        beside.replace(library)
    return library


class Shim:
    """The shim in this process, for the files under one folder."""

    def __init__(self, folder: Path) -> None:
        self._library = ctypes.CDLL(None)
        self._library.faults_seen.restype = ctypes.c_long
        self._library.faults_watch(os.fsencode(folder.resolve()))

    def record(self, journal: Path) -> None:
        """Write down from now on what is asked of the disk."""
        self._library.faults_record(os.open(journal, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))

    def note(self, said: str) -> None:
        """Write down that something was acknowledged just now."""
        content = said.encode()
        self._library.faults_note(content, len(content))

    def fail(self, kind: str, at: int, error: int, *, lasting: bool) -> None:
        """Let the call of a kind with this number fail, and all after it where it is lasting.

        Kinds: ``w`` written, ``r`` read, ``s`` brought to the disk, ``c`` created, ``n`` named otherwise or removed.
        """
        self._library.faults_fail(ctypes.c_char(kind.encode()), ctypes.c_long(at), error, int(lasting))

    def heal(self) -> None:
        """Let nothing fail any more."""
        self.fail("-", 0, 0, lasting=False)

    def seen(self, kind: str) -> int:
        """How many calls of a kind there were since something was told to fail."""
        return int(self._library.faults_seen(ctypes.c_char(kind.encode())))
