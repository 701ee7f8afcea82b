"""Programs of others, in environments of their own: what they pin isn't what we pin."""

import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

RECORDS = Path(__file__).with_name("peers.lock")
"""Programs that make records coarse, and measure how coarse they are."""

READERS = Path(__file__).with_name("readers.lock")
"""Programs that read what leaves: libhxl (which needs six without saying so) and frictionless."""

CACHE = Path(__file__).parents[1] / ".cache"


def asked_of_peers(program: str, lock: Path = RECORDS, **asked: object) -> Any:
    """Run a program of ours among the peers: it finds what is asked in ``asked``, and prints JSON on its last line."""
    whole = f"import json, sys\nasked = json.loads(sys.argv[1])\n{program}"
    command = [str(_python(lock)), "-W", "ignore", "-c", whole, json.dumps(asked)]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(ended.stdout.splitlines()[-1])


def _python(lock: Path) -> Path:
    """The interpreter of the peers; their environment is made once, again when their lock has changed."""
    folder = CACHE / f"{lock.stem}-{sha256(lock.read_bytes()).hexdigest()[:12]}"
    python, finished = folder / "bin" / "python", folder / "finished"
    if not finished.exists():
        uv = str(Path(sys.executable).with_name("uv"))
        shutil.rmtree(folder, ignore_errors=True)
        CACHE.mkdir(exist_ok=True)
        _said([uv, "venv", "-q", "--python", sys.executable, str(folder)])
        _said([uv, "pip", "sync", "-q", "--require-hashes", "--python", str(python), str(lock)])
        finished.touch()
    return python


def _said(command: list[str]) -> None:
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    if ended.returncode:
        raise SystemExit(f"The peers' environment could not be made:\n{ended.stderr}")
