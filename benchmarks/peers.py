"""Programs of others that make records coarse, in an environment of their own: they pin another numpy than ours."""

import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

LOCK = Path(__file__).with_name("peers.lock")
CACHE = Path(__file__).parents[1] / ".cache"


def asked_of_peers(program: str, **asked: object) -> Any:
    """Run a program of ours among the peers: it finds what is asked in ``asked``, and prints JSON on its last line."""
    whole = f"import json, sys\nasked = json.loads(sys.argv[1])\n{program}"
    command = [str(_python()), "-W", "ignore", "-c", whole, json.dumps(asked)]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(ended.stdout.splitlines()[-1])


def _python() -> Path:
    """The interpreter of the peers; their environment is made once, again when their lock has changed."""
    folder = CACHE / f"peers-{sha256(LOCK.read_bytes()).hexdigest()[:12]}"
    python, finished = folder / "bin" / "python", folder / "finished"
    if not finished.exists():
        uv = str(Path(sys.executable).with_name("uv"))
        shutil.rmtree(folder, ignore_errors=True)
        CACHE.mkdir(exist_ok=True)
        _said([uv, "venv", "-q", "--python", sys.executable, str(folder)])
        _said([uv, "pip", "sync", "-q", "--require-hashes", "--python", str(python), str(LOCK)])
        finished.touch()
    return python


def _said(command: list[str]) -> None:
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    if ended.returncode:
        raise SystemExit(f"The peers' environment could not be made:\n{ended.stderr}")
